#!lua flags=allow-oom
--!include room
-- Shares the keys with which API servers sign permits. Puts back keys that Redis has lost, ends keys of which no valid permit
-- can be left, and returns the remaining keys. A key signs from its start, by the Redis clock, until the next key starts. A new
-- key's start is later than that of every key before it, whatever the clock says. So the starts give the order of the keys,
-- and all keys up to an ended one have ended. Only the id of the last ended key stays, without a text, so that no server can
-- put back any ended key, however late.
--
-- KEYS  1 room
-- ARGV  1 ms for which a key stays after the next one has begun to sign, 2 'SHARE', or 'FIRST' to add keys only to a
--       fleet that has none, or 'REVOKE' to replace all other keys, then for each key: id, signs from (ms, or
--       '+' and ms from now for a new one), text
-- reply the Redis clock (ms), then for each key, in the order in which they sign: id, signs from, text
local PERMIT_KEYS = prefix .. 'permit-keys'
local now, stay = redis_millis(), tonumber(ARGV[1])

-- All keys in order. Ignores fields that are not keys.
local function all()
  local keys, fields = {}, redis.call('HGETALL', PERMIT_KEYS)
  for i = 1, #fields, 2 do
    local from, text = string.match(fields[i + 1], '^(%d+):(.*)$')
    if from then keys[#keys + 1] = { id = fields[i], from = tonumber(from), text = text } end
  end
  table.sort(keys, function(a, b) return a.from < b.from or a.from == b.from and a.id < b.id end)
  return keys
end

local function last()
  local keys = all()
  return keys[#keys] or { from = 0, text = '' }
end

local function put(id, from, text)
  if string.sub(from, 1, 1) == '+' then
    from = string.format('%.0f', math.max(now + tonumber(from), last().from + 1))
  end
  redis.call('HSETNX', PERMIT_KEYS, id, from .. ':' .. text)
end

local function finish(key)
  redis.call('HSET', PERMIT_KEYS, key.id, string.format('%.0f:', key.from))
end

if ARGV[2] == 'REVOKE' and redis.call('HEXISTS', PERMIT_KEYS, ARGV[3]) == 0 then
  for _, key in ipairs(all()) do finish(key) end
end
if ARGV[2] ~= 'FIRST' or last().text == '' then
  for i = 3, #ARGV, 3 do put(ARGV[i], ARGV[i + 1], ARGV[i + 2]) end
end

local keys, ended = all(), 0
for i, key in ipairs(keys) do
  local following = keys[i + 1]
  if key.text == '' or following and following.from + stay <= now then ended = i end
end

local reply = { now }
for i, key in ipairs(keys) do
  if i < ended then
    redis.call('HDEL', PERMIT_KEYS, key.id)
  elseif i > ended then
    for _, item in ipairs({ key.id, key.from, key.text }) do reply[#reply + 1] = item end
  elseif key.text ~= '' then
    finish(key)
  end
end
return reply
