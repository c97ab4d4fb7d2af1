-- Signs of life of API servers, one for each process, by the Redis clock: when it was given, the server's version, and why it
-- cannot answer people, if it cannot.
local SERVERS = prefix .. 'servers'
local YOUNG, FORGOTTEN = 2000, 60000

local function pack_sign(clock, version, problems)
  return string.format('%.0f %s %s', clock, version, problems)
end

-- The distance, so that a clock that was stepped back makes nobody's last sign look like a young one for long. What is no sign
-- is as old as can be.
local function age_of(sign, clock)
  return math.abs(clock - tonumber(string.match(sign, '^%d+') or 0))
end

local function can_answer(sign, clock)
  return age_of(sign, clock) < YOUNG and string.match(sign, '^%d+ %S+ $') ~= nil
end

-- How many API servers can answer people now.
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
