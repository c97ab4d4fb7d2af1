-- Signs of life of API servers, one for each process: the time of the sign by the Redis clock, the server's version, and the
-- reason why it cannot answer clients, or ''.
local SERVERS = prefix .. 'servers'
local YOUNG, FORGOTTEN = 2000, 60000

local function pack_sign(clock, version, problems)
  return string.format('%.0f %s %s', clock, version, problems)
end

-- The absolute difference: after the clock was stepped back, the last sign of a dead server must not look recent for long. A
-- value that is not a sign gets the maximum age.
local function age_of(sign, clock)
  return math.abs(clock - tonumber(string.match(sign, '^%d+') or 0))
end

local function can_answer(sign, clock)
  return age_of(sign, clock) < YOUNG and string.match(sign, '^%d+ %S+ $') ~= nil
end

-- Counts the API servers that can answer clients now.
local function answering(clock)
  local servers = 0
  for _, sign in ipairs(redis.call('HVALS', SERVERS)) do
    if can_answer(sign, clock) then servers = servers + 1 end
  end
  return servers
end

local function forget_the_dead(clock)
  local signs = redis.call('HGETALL', SERVERS)
  for i = 1, #signs, 2 do
    if age_of(signs[i + 1], clock) >= FORGOTTEN then redis.call('HDEL', SERVERS, signs[i]) end
  end
end
