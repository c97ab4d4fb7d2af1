#!lua
--!include room record audit held pace idempotency
-- Creates sessions, each with a place in the queue, in the order of the arguments. ENTER (instant entry) joins only if this
-- session and all that wait ahead of it can be granted right now. Otherwise it does nothing. No allow-oom: a full Redis refuses
-- this script before its first write.
--
-- KEYS  1 room
-- ARGV  1 latest Redis clock (ms) at which this may still happen, then for each join:
--       nonce (4 bytes), hash of the Idempotency-Key (8 bytes) or '', 'ENTER' or ''
-- reply {'LATE', Redis clock}, {'NO_ROOM', Redis clock}, or {'DONE', Redis clock, incarnation} and for each join:
--       ticket, nonce, 'JOINED' or, for a known Idempotency-Key, 'WAITING' or 'ACTIVE'; or 0, '', 'FULL' for an ENTER that was not possible
local clock = redis_millis()
if clock > tonumber(ARGV[1]) then return { 'LATE', clock } end
local room = load_room(AUDIT, { 'incarnation', 'tickets', 'waiting-ttl' }, PACE, HELD)
if not room then return { 'NO_ROOM', clock } end

local deadline = room.now + room['waiting-ttl']
local chunks, by_hash, joined = {}, {}, 0

-- If the stream was lost, its numbers would start again at 1: the room's last ticket continues them. If the room was lost, the
-- stream's last id continues them.
local function next_ticket(mark)
  local id = redis.pcall('XADD', STREAM, '0-' .. (room.tickets + 1), '', mark)
  if type(id) == 'table' then id = redis.call('XADD', STREAM, '0-*', '', mark) end
  room.tickets = tonumber(string.sub(id, 3))
  return room.tickets
end

-- Returns the chunk's birth (the time of its first join) and the command that writes its new records. Each join extends it.
local function chunk_of(ticket)
  local number = math.floor(ticket / CHUNK)
  local chunk = chunks[number]
  if chunk then return chunk end
  local birth = tonumber(redis.call('HGET', chunk_key(number), BIRTH) or nil)
  chunk = { birth = birth or room.now, command = { 'HSET', chunk_key(number) } }
  if not birth then
    chunk.command[3], chunk.command[4] = BIRTH, room.now
  end
  redis.call('ZADD', DUE, 'LT', deadline, 's' .. number)
  chunks[number] = chunk
  return chunk
end

local function join(nonce, mark)
  local ticket = next_ticket(mark)
  local chunk = chunk_of(ticket)
  local session = { ticket = ticket, state = 'W', deadline = deadline, nonce = nonce, since = room.now, birth = chunk.birth }
  chunk.command[#chunk.command + 1] = ticket % CHUNK
  chunk.command[#chunk.command + 1] = pack_record(session)
  joined = joined + 1
  audit(room, session, '')
  return session
end

local reply = { 'DONE', clock, room.incarnation }
for person = 2, #ARGV, 3 do
  local nonce, hash, enters = ARGV[person], ARGV[person + 1], ARGV[person + 2] == 'ENTER'
  local session, how = nil, 'JOINED'
  if enters and room.waiting + joined >= allowance(room) then session, how = { ticket = 0, nonce = '' }, 'FULL' end
  if hash ~= '' then
    session = by_hash[hash] or remembered(hash, room.now)
    how = session and (is_active(session) and 'ACTIVE' or 'WAITING') or how
  end
  if not session then
    session = join(nonce, enters and ENTRANT or '')
    if hash ~= '' then
      by_hash[hash] = session
      remember(hash, session.ticket, room.now)
    end
  end
  local at = #reply
  reply[at + 1], reply[at + 2], reply[at + 3] = session.ticket, session.nonce, how
end

if joined > 0 then
  for _, chunk in pairs(chunks) do redis.call(unpack(chunk.command)) end
  redis.call('HSET', KEYS[1], 'tickets', room.tickets, 'waiting', room.waiting + joined)
  announce(room, joined)
end
return reply
