-- Which ticket an Idempotency-Key was given, in two generations of hashes that together remember a key
-- for at least REMEMBER. The field is a keyed hash of the key: 15 bits name the bucket, 48 the field.
local REMEMBER, BUCKETS = 600000, 32768

local function bucket_key(generation, bucket)
  return prefix .. 'i' .. generation .. ':' .. bucket
end

local function generation_of(now)
  return math.floor(now / REMEMBER)
end

local function split(hash)
  return struct.unpack('>I2', hash) % BUCKETS, string.sub(hash, 3)
end

-- The living session that this key was given, or nil.
local function remembered(hash, now)
  local bucket, field = split(hash)
  for generation = generation_of(now), generation_of(now) - 1, -1 do
    local ticket = redis.call('HGET', bucket_key(generation, bucket), field)
    local session = ticket and read_record(tonumber(ticket))
    if session then return not has_ended(session, now) and session or nil end
  end
  return nil
end

local function remember(hash, ticket, now)
  local bucket, field = split(hash)
  local generation = generation_of(now)
  redis.call('HSET', bucket_key(generation, bucket), field, ticket)
  redis.call('ZADD', DUE, 'NX', (generation + 2) * REMEMBER, 'i' .. generation .. ':0')
end
