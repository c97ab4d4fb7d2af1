-- The record of one session, packed: state (1 byte), deadline (4 bytes, tenths of a second of room time,
-- rounded up), nonce (4 bytes), and as few bytes as hold the milliseconds from the birth of the chunk to
-- the session's last change of state. A hash of CHUNK such records and its birth stays a listpack.
--
-- States: W waiting, A active and not heard of since, C active and heard of, L left, E expired. The
-- deadline of L and E is the moment at which the session ended.
local CHUNK, BIRTH = 100, 'b'

local function chunk_key(number)
  return prefix .. 's' .. number
end

local function unpack_record(ticket, packed, birth)
  local state, tenths, nonce, at = struct.unpack('>c1I4c4', packed)
  local size = #packed - at + 1
  local since = size > 0 and struct.unpack('>I' .. size, packed, at) or 0
  return { ticket = ticket, state = state, deadline = tenths * 100, nonce = nonce, since = birth + since, birth = birth,
    due_by = state == 'W' and tenths * 100 or math.huge }
end

local function read_record(ticket)
  local number = math.floor(ticket / CHUNK)
  local packed = redis.call('HMGET', chunk_key(number), ticket % CHUNK, BIRTH)
  return packed[1] and unpack_record(ticket, packed[1], tonumber(packed[2])) or nil
end

-- Rounds a time as the record does.
local function to_deadline(time)
  return math.ceil(time / 100) * 100
end

-- Also rounds the session's own deadline, so that all other copies of it have the same value.
local function pack_record(session)
  session.deadline = to_deadline(session.deadline)
  local elapsed, size = math.max(0, session.since - session.birth), 0
  while elapsed >= 256 ^ size do size = size + 1 end
  local packed = struct.pack('>c1I4c4', session.state, session.deadline / 100, session.nonce)
  if size > 0 then packed = packed .. struct.pack('>I' .. size, elapsed) end
  return packed
end

local function is_active(session)
  return session.state == 'A' or session.state == 'C'
end

-- True for a final state, and for a session whose deadline has passed but that no sweep has ended yet.
local function has_ended(session, now)
  return session.state == 'L' or session.state == 'E' or session.deadline <= now
end

local function is_forgotten(session, room)
  return has_ended(session, room.now) and session.deadline + room['retention'] <= room.now
end

-- When the sweep must look at this session: at its deadline, or when the retention of an ended session is over.
local function next_look(session, room)
  if session.state == 'L' or session.state == 'E' then return session.deadline + room['retention'] end
  return session.deadline
end

-- For each chunk, the earliest due time that this run of the script has set.
local asked = {}

-- Writes a session that was read. Makes its chunk due earlier if the session must be looked at earlier than at its deadline when
-- it was read. ACTIVE sessions are swept by their own deadlines, not with their chunk. So a heartbeat does not change the due
-- time, except the first one after a time to live got shorter.
local function write_record(session, room)
  local number = math.floor(session.ticket / CHUNK)
  redis.call('HSET', chunk_key(number), session.ticket % CHUNK, pack_record(session))
  if is_active(session) then return end
  local look = next_look(session, room)
  if look < session.due_by and look < (asked[number] or math.huge) then
    redis.call('ZADD', DUE, 'LT', look, 's' .. number)
    asked[number] = look
  end
end
