#!lua flags=allow-oom
--!include room fence averages estimates room_figures
-- Renews the lease and advances room time by the Redis time since the last tick, but never back and never by more than the
-- limit: an outage or a stepped clock costs no session its place. Room time stands still while no API server can take
-- heartbeats. Updates the room's averages, and checks the recorded estimates of places that have had their turn by now.
--
-- KEYS  1 room
-- ARGV  1 token, 2 epoch, 3 lease time in ms, 4 the maximum by which room time may advance, ms, 5 how many API
--       servers can answer clients; and to record an estimate for the last place in the queue: 6 its ticket, 7 room time at
--       which its wait was estimated, 8 and 9 the minimum and maximum wait, ms
-- reply {'TICKED', figures} or {'DEPOSED'}
local room = load_room(FIGURES, { 'at', 'averages', 'front', 'next-place', 'servers' })
if not leads(room) then return { 'DEPOSED' } end

local before, clock = room.now, redis_millis()
room.servers = tonumber(ARGV[5])
local step = room.servers > 0 and math.min(math.max(clock - room.at, 0), tonumber(ARGV[4])) or 0
room.now, room.ticks = room.now + step, room.ticks + 1
redis.call('HSET', KEYS[1], 'now', room.now, 'at', clock, 'ticks', room.ticks, 'servers', room.servers)
redis.call('PEXPIRE', LEASE, ARGV[3])

local function measure()
  judge_places(room, before)
  if ARGV[6] then note_place(tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])) end
  room.averages = moved_on(room, step / 1000)
  redis.call('HSET', KEYS[1], 'averages', room.averages)
end

-- An error in the measurements must not stop admissions.
local fine, trouble = pcall(measure)
if not fine then
  redis.log(redis.LOG_WARNING, 'waiting room: what was measured is forgotten: ' .. tostring(trouble.err or trouble))
  forget_measurements()
end
return { 'TICKED', figures(room) }
