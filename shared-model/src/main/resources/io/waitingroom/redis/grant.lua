#!lua flags=allow-oom
--!include room record pace fence intake admit
-- The whole grant step: activates the next sessions in ticket order within capacity and pace, and takes
-- each entry that it looked at off the stream. Reads no more living people than it may grant, and looks
-- at no more than ARGV 4 entries, so that Redis is never busy with it for long.
--
-- KEYS  1 room
-- ARGV  1 token, 2 epoch, 3 consumer, 4 most entries to look at
-- reply {'GRANTED', 1 where there may be more to do now else 0, ms waited by each activated session…}
--       or {'DEPOSED'}
local room = load_room({ 'epoch' }, PACE, ADMIT)
if not leads(room) then return { 'DEPOSED' } end

local free, looks = allowance(room), tonumber(ARGV[4])
local reply = { 'GRANTED', 0 }
local granted, drained = 0, false
while granted < free and looks > 0 and not drained do
  local most = math.min(free - granted, looks)
  local entries, pending = next_entries(ARGV[3], most)
  for _, entry in ipairs(entries) do
    local waited = admit(ticket_of(entry), room)
    if waited then
      granted = granted + 1
      reply[#reply + 1] = waited
    end
  end
  if #entries > 0 then acknowledge(entries) end
  looks = looks - (#entries > 0 and #entries or most)
  drained = #entries == 0 and not pending
end

if granted > 0 then
  local used = room.window == window_of(room) and room['window-used'] or 0
  redis.call('HSET', KEYS[1], 'window', window_of(room), 'window-used', used + granted, 'last-grant', room.now)
  count('waiting', -granted)
  count('activations', granted)
end
if granted < free and not drained then reply[2] = 1 end
return reply
