#!lua
--!include room record audit pace idempotency
-- Gives a person a session and a place. No allow-oom: a full Redis refuses this before its first write.
--
-- KEYS  1 room
-- ARGV  1 nonce (4 bytes), 2 latest Redis clock (ms) at which this may still happen,
--       3 hash of the Idempotency-Key (8 bytes) or ''
-- reply {'LATE', Redis clock}, {'NO_ROOM', Redis clock}, or
--       {'JOINED' or 'REPEATED', Redis clock, incarnation, ticket, nonce, 'WAITING' or 'ACTIVE'}
local clock = redis_millis()
if clock > tonumber(ARGV[2]) then return { 'LATE', clock } end
local room = load_room(AUDIT, { 'incarnation', 'tickets', 'waiting-ttl' }, PACE)
if not room then return { 'NO_ROOM', clock } end

if ARGV[3] ~= '' then
  local session = remembered(ARGV[3], room.now)
  if session then
    local state = is_active(session) and 'ACTIVE' or 'WAITING'
    return { 'REPEATED', clock, room.incarnation, session.ticket, session.nonce, state }
  end
end

-- The room counts on where a lost stream begins anew at 1; the stream counts on where a lost room does.
local id = redis.pcall('XADD', STREAM, '0-' .. (room.tickets + 1), '', '')
if type(id) == 'table' then id = redis.call('XADD', STREAM, '0-*', '', '') end
local ticket = tonumber(string.sub(id, 3))

local number = math.floor(ticket / CHUNK)
local birth = tonumber(redis.call('HGET', chunk_key(number), BIRTH) or nil)
local deadline = room.now + room['waiting-ttl']
if not birth then
  birth = room.now
  redis.call('HSET', chunk_key(number), BIRTH, birth)
end
redis.call('ZADD', DUE, 'LT', deadline, 's' .. number)
local session = { ticket = ticket, state = 'W', deadline = deadline, nonce = ARGV[1], since = room.now, birth = birth }
write_record(session)
audit(room, session, '')
redis.call('HSET', KEYS[1], 'tickets', ticket, 'waiting', room.waiting + 1)
if ARGV[3] ~= '' then remember(ARGV[3], ticket, room.now) end
announce(room, 1)
return { 'JOINED', clock, room.incarnation, ticket, ARGV[1], 'WAITING' }
