#!lua flags=allow-oom
--!include room intake
-- Creates the room if it does not exist. The first caller's settings apply until a leader replaces them. A new room has no
-- leader: the leader of an earlier room must take the lease again, so that this room gets its settings and an epoch.
--
-- KEYS  1 room
-- ARGV  1 incarnation (text that no earlier room of this name had), 2… field, value of each setting
-- reply 1 where this call created the room, else 0
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('DEL', LEASE, ESTIMATES, ERRORS)
-- Room time starts after the deadlines of an earlier room's leftovers, so that they hold no slot and are swept.
local now = 0
for _, key in ipairs({ ACTIVE, DUE }) do
  local latest = redis.call('ZRANGE', key, 0, 0, 'REV', 'WITHSCORES')[2]
  if latest then now = math.max(now, tonumber(latest)) end
end
redis.call('HSET', KEYS[1], 'front', first_ticket() - 1, 'format', FORMAT, 'incarnation', ARGV[1], 'now', now, 'at', redis_millis(), 'ticks', 0, 'epoch', 0,
  'waiting', 0, 'tickets', 0, 'left', 0, 'expired', 0, 'no-shows', 0, 'vacated-period', 0, 'vacated', 0, 'vacated-before', 0,
  'next-place', 0, 'estimates-judged', 0, 'estimates-inside', 0, 'estimates-error', 0, unpack(ARGV, 2))
return 1
