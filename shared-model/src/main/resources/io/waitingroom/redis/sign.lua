#!lua flags=allow-oom
--!include room signs
-- Records the sign of life of an API server. Like a pulse, Redis refuses it wherever it would refuse a write. Does not change a
-- room of another format. When a new server appears, it removes the signs of servers that are long gone.
--
-- KEYS  1 room
-- ARGV  1 id of the server, 2 its version, without spaces, 3 why it cannot answer clients, or ''
-- reply the Redis clock, ms, and why this build cannot read the room, or ''
local clock = redis_millis()
local trouble = unreadable(redis.call('HGET', KEYS[1], 'format'))
if trouble then return { clock, trouble } end
if redis.call('HSET', SERVERS, ARGV[1], pack_sign(clock, ARGV[2], ARGV[3])) == 1 then forget_the_dead(clock) end
return { clock, '' }
