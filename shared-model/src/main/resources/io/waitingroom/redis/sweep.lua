#!lua flags=allow-oom
--!include room record audit departures transition idempotency fence
-- Ends sessions whose deadline has passed and removes sessions whose retention is over. ACTIVE sessions are found by their own
-- deadlines, others chunk by chunk when the chunk is due. Idempotency keys are removed a generation at a time.
--
-- KEYS  1 room
-- ARGV  1 token, 2 epoch, 3 maximum ACTIVE sessions, 4 maximum chunks, 5 maximum idempotency buckets
-- reply {'SWEPT', 1 where there may be more to do now else 0} or {'DEPOSED'}
local room = load_room(AUDIT, TRANSITION)
if not leads(room) then return { 'DEPOSED' } end
room.epoch = tonumber(ARGV[2])

local function sweep_active(most)
  local tickets = redis.call('ZRANGEBYSCORE', ACTIVE, '-inf', room.now, 'LIMIT', 0, most)
  for _, ticket in ipairs(tickets) do
    local session = read_record(tonumber(ticket))
    if session and is_active(session) then expire(session, room) else redis.call('ZREM', ACTIVE, ticket) end
  end
  return #tickets
end

-- Ends the session if it is overdue. Returns when to look at it again, or nil where its record can be removed.
local function look_at(session)
  end_if_overdue(session, room)
  if is_forgotten(session, room) and not is_active(session) then return nil end
  return next_look(session, room)
end

-- Returns when to look at this chunk again, or nil where it is gone. Looks are at least a second apart, because the deadlines
-- in one chunk lie close together.
local function sweep_chunk(number)
  local fields, birth, looks, forgotten = redis.call('HGETALL', chunk_key(number)), nil, {}, {}
  for i = 1, #fields, 2 do if fields[i] == BIRTH then birth = tonumber(fields[i + 1]) end end
  for i = 1, #fields, 2 do
    if fields[i] ~= BIRTH then
      local look = look_at(unpack_record(number * CHUNK + fields[i], fields[i + 1], birth))
      if look then looks[#looks + 1] = look else forgotten[#forgotten + 1] = fields[i] end
    end
  end
  if #looks == 0 then
    redis.call('DEL', chunk_key(number))
    return nil
  end
  if #forgotten > 0 then redis.call('HDEL', chunk_key(number), unpack(forgotten)) end
  return math.max(math.min(unpack(looks)), room.now + 1000)
end

-- Removes the next buckets of a generation. The member of DUE holds the bucket to start from; a new member holds the next one.
local function sweep_generation(generation, from)
  local to = math.min(from + ARGV[5], BUCKETS)
  local keys = {}
  for bucket = from, to - 1 do keys[#keys + 1] = bucket_key(generation, bucket) end
  redis.call('UNLINK', unpack(keys))
  if to < BUCKETS then redis.call('ZADD', DUE, room.now, 'i' .. generation .. ':' .. to) end
end

local function sweep_due(member)
  local kind, number, from = string.match(member, '^(%a)(%x+):?(%d*)$')
  local again
  if kind == 'i' then
    sweep_generation(number, tonumber(from))
  elseif kind == 'd' then
    again = sweep_log(number, tonumber(from), room)
  else
    again = sweep_chunk(tonumber(number))
  end
  if again then redis.call('ZADD', DUE, again, member) else redis.call('ZREM', DUE, member) end
end

local most, chunks = tonumber(ARGV[3]), tonumber(ARGV[4])
local ended = sweep_active(most)
local due = redis.call('ZRANGEBYSCORE', DUE, '-inf', room.now, 'LIMIT', 0, chunks)
for _, member in ipairs(due) do sweep_due(member) end
local more = ended == most or redis.call('ZCOUNT', DUE, '-inf', room.now) > 0
return { 'SWEPT', more and 1 or 0 }
