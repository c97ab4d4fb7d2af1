-- The tickets of Idempotency-Keys, in two generations of hashes. Together they store a key for at least REMEMBER ms. A key is
-- found by its keyed hash: 15 bits name the bucket, 48 the field.
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

-- The live session of this key, or nil.
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
