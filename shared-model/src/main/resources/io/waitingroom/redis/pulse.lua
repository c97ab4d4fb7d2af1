#!lua flags=allow-oom
-- Changes nothing. Redis refuses it wherever it would refuse a write: on a replica, while loading, with a full disk.
--
-- KEYS  none
-- ARGV  none
-- reply the Redis clock, ms
local time = redis.call('TIME')
return time[1] * 1000 + math.floor(time[2] / 1000)
