#!lua flags=allow-oom
--!include room audit held intake room_figures
-- Takes the lease if it is free, or if its holder's tick has not advanced for the duration of a lease (ARGV 3 and 4: the holder
-- and tick that the caller observed for that time). Returns to a standby the holder and the figures, which it needs to detect
-- that.
--
-- KEYS  1 room
-- ARGV  1 token, 2 lease time in ms, 3 token of the silent leader or '', 4 its last tick or '',
--       5… field, value of each setting, which apply from now on
-- reply {'LEADER', epoch, token, figures}, {'STANDBY', 0, token of the holder, figures} or {'NO_ROOM'}
local room = load_room({ 'epoch', 'ticks', 'now', 'waiting' }, HELD, CLAIM)
if not room then return { 'NO_ROOM' } end

local holder = redis.call('GET', LEASE)
if holder and holder ~= ARGV[1] then
  local silent = holder == ARGV[3] and room.ticks == tonumber(ARGV[4])
  if not silent then return { 'STANDBY', 0, holder, figures() } end
  redis.call('DEL', LEASE)
end

local settings = {}
for i = 5, #ARGV, 2 do settings[ARGV[i]] = tonumber(ARGV[i + 1]) end

if redis.call('SET', LEASE, ARGV[1], 'NX', 'PX', ARGV[2]) then
  hold(room, settings)
  room.epoch = math.max(room.epoch + 1, redis_millis())
  redis.call('HSET', KEYS[1], 'epoch', room.epoch, unpack(ARGV, 5))
  audit_leader(load_room(AUDIT, { 'tickets', 'capacity' }))
  count('takeovers', 1)
  make_group()
end
return { 'LEADER', room.epoch, ARGV[1], figures() }
