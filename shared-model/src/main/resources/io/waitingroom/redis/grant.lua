#!lua flags=allow-oom
--!include room record audit departures transition held pace vacated fence intake admit
-- The whole grant step: activates the next sessions in ticket order within capacity and pace, and takes
-- each entry that it looked at off the stream. Reads no more living people than it may grant, and looks
-- at no more than ARGV 4 entries, so that Redis is never busy with it for long.
--
-- KEYS  1 room
-- ARGV  1 token, 2 epoch, 3 consumer, 4 most entries to look at
-- reply {'GRANTED', 1 where there may be more to do now else 0} and, in ticket order, for each run of activated sessions
--       that waited as long as each other: ms waited, how many; or {'DEPOSED'}
local room = load_room(AUDIT, TRANSITION, PACE, HELD, CLAIM, VACATED)
if not leads(room) then return { 'DEPOSED' } end
room.epoch = tonumber(ARGV[2])
begin_vacated(room)

local free, looks = allowance(room), tonumber(ARGV[4])
local reply = { 'GRANTED', 0 }
local granted, drained, most, front, vacated = 0, false, free, room.front, room.vacated

-- Those who joined between the same two ticks waited equally long, and that is nearly all of them.
local function tell(waited)
  if reply[#reply - 1] == waited and #reply > 2 then
    reply[#reply] = reply[#reply] + 1
  else
    reply[#reply + 1], reply[#reply + 2] = waited, 1
  end
end

-- Admits entries until no more may be granted; returns how many were looked at.
local function admit_some(entries)
  for i, entry in ipairs(entries) do
    if granted == free then return i - 1 end
    local waited = admit(ticket_of(entry), room, is_entrant(entry))
    if waited then
      granted = granted + 1
      tell(waited)
    end
  end
  return #entries
end

-- Looks further and further ahead, since those who walked away tend to have done so in crowds.
while granted < free and looks > 0 and not drained do
  most = math.min(most, looks)
  local entries, pending = next_entries(ARGV[3], most)
  local taken = admit_some(entries)
  take(ARGV[3], entries, taken, pending)
  if taken > 0 then front = math.max(front, ticket_of(entries[taken]) or 0) end
  drained = #entries == 0 and not pending
  looks, most = looks - math.max(taken, 1), most * 2
end

if room.vacated > vacated then
  redis.call('HSET', KEYS[1], 'vacated-period', room['vacated-period'], 'vacated', room.vacated, 'vacated-before',
    room['vacated-before'])
end
if front > room.front then redis.call('HSET', KEYS[1], 'front', front) end
if granted > 0 then
  local used = room.window == window_of(room) and room['window-used'] or 0
  redis.call('HSET', KEYS[1], 'window', window_of(room), 'window-used', used + granted, 'last-grant', room.now)
  count('waiting', -granted)
  count('activations', granted)
  redis.call('PUBLISH', GRANTED, '')
end
if granted < free and not drained then reply[2] = 1 end
return reply
