#!lua flags=allow-oom
--!include room
-- Gives the lease up, if it is still the caller's, and wakes the standbys.
--
-- KEYS  1 room
-- ARGV  1 token
-- reply 1 where the lease was given up, else 0
if redis.call('GET', LEASE) ~= ARGV[1] then return 0 end
redis.call('DEL', LEASE)
redis.call('PUBLISH', WAKE, '')
return 1
