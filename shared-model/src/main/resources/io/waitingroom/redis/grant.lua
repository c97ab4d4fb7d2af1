#!lua flags=allow-oom
--!include room record audit departures transition held pace vacated fence intake admit
-- The whole grant step: activates the next sessions in ticket order within capacity and pace. Takes each entry that it looked
-- at off the stream. It reads no more live sessions than it may grant, and looks at no more than ARGV 4 entries, so that it
-- never occupies Redis for long.
--
-- KEYS  1 room
-- ARGV  1 token, 2 epoch, 3 consumer, 4 maximum number of entries to look at
-- reply {'GRANTED', 1 where there may be more to do now else 0} and, in ticket order, for each run of activated sessions
--       with the same wait: ms waited, how many; or {'DEPOSED'}
local room = load_room(AUDIT, TRANSITION, PACE, HELD, CLAIM, VACATED)
if not leads(room) then return { 'DEPOSED' } end
room.epoch = tonumber(ARGV[2])
begin_vacated(room)

local free, looks = allowance(room), tonumber(ARGV[4])
local reply = { 'GRANTED', 0 }
local granted, drained, most, front, vacated = 0, false, free, room.front, room.vacated

-- Sessions that joined between the same two ticks have the same wait. Most sessions of a grant do.
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

-- Doubles the number of entries each time, because departed sessions tend to lie next to each other.
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
