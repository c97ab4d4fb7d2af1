#!lua flags=allow-oom
--!include room
-- Shares the keys that permits are signed with among API servers: puts back what Redis has lost, drops what nothing that is
-- still good was signed with, and tells what there is. A key signs from a moment on, by the Redis clock, until the next one
-- does. May come late and again: a key that was dropped is dropped again, and of one that was revoked the name stays, without
-- a text, so that nobody can put it back.
--
-- KEYS  1 room
-- ARGV  1 ms for which a key stays after the next one has begun to sign, 2 'SHARE', or 'FIRST' where the keys are for a
--       fleet that has none, or 'REVOKE' where they take the place of all others, then for each key: id, signs from (ms, or
--       '+' and ms from now), text
-- reply the Redis clock (ms), then for each key, in the order in which they sign: id, signs from, text
local PERMIT_KEYS = prefix .. 'permit-keys'
local now = redis_millis()

local function put(id, from, text)
  if string.sub(from, 1, 1) == '+' then from = string.format('%.0f', now + tonumber(from)) end
  redis.call('HSETNX', PERMIT_KEYS, id, from .. ':' .. text)
end

local function all()
  local keys, fields = {}, redis.call('HGETALL', PERMIT_KEYS)
  for i = 1, #fields, 2 do
    local from, text = string.match(fields[i + 1], '^(%d+):(.*)$')
    keys[#keys + 1] = { id = fields[i], from = tonumber(from), text = text }
  end
  table.sort(keys, function(a, b) return a.from < b.from or a.from == b.from and a.id < b.id end)
  return keys
end

if ARGV[2] == 'REVOKE' then
  for _, key in ipairs(all()) do redis.call('HSET', PERMIT_KEYS, key.id, string.format('%.0f:', key.from)) end
end
if ARGV[2] ~= 'FIRST' or redis.call('EXISTS', PERMIT_KEYS) == 0 then
  for i = 3, #ARGV, 3 do put(ARGV[i], ARGV[i + 1], ARGV[i + 2]) end
end

local reply, keys = { now }, all()
for i, key in ipairs(keys) do
  local following = keys[i + 1]
  if following and following.from + tonumber(ARGV[1]) <= now then
    redis.call('HDEL', PERMIT_KEYS, key.id)
  elseif key.text ~= '' then
    for _, item in ipairs({ key.id, key.from, key.text }) do reply[#reply + 1] = item end
  end
end
return reply
