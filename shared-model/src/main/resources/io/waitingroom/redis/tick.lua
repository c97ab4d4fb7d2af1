#!lua flags=allow-oom
--!include room fence room_figures
-- Renews the lease and moves room time on by the Redis time since the last tick, but never back and never
-- by more than the limit: an outage or a stepped clock costs nobody a place.
--
-- KEYS  1 room
-- ARGV  1 token, 2 epoch, 3 lease time in ms, 4 the most that room time may move, ms
-- reply {'TICKED', figures} or {'DEPOSED'}
local room = load_room({ 'epoch', 'now', 'at', 'ticks' })
if not leads(room) then return { 'DEPOSED' } end

local clock = redis_millis()
local step = math.min(math.max(clock - room.at, 0), tonumber(ARGV[4]))
redis.call('HSET', KEYS[1], 'now', room.now + step, 'at', clock, 'ticks', room.ticks + 1)
redis.call('PEXPIRE', LEASE, ARGV[3])
return { 'TICKED', figures() }
