#!lua flags=allow-oom
--!include room signs
-- Gives the sign of life of an API server. Refused wherever a write would be, as a pulse is, and for the same purpose. A room
-- of another format is left alone. Whenever a server is new, those that are long gone are forgotten.
--
-- KEYS  1 room
-- ARGV  1 id of the server, 2 its version, without spaces, 3 why it cannot answer people, or ''
-- reply the Redis clock, ms, and why this build cannot read the room, or ''
local clock = redis_millis()
local trouble = unreadable(redis.call('HGET', KEYS[1], 'format'))
if trouble then return { clock, trouble } end
if redis.call('HSET', SERVERS, ARGV[1], pack_sign(clock, ARGV[2], ARGV[3])) == 1 then forget_the_dead(clock) end
return { clock, '' }
