-- The room in numbers, in the order in which RoomFigures reads them.
local function figures()
  local names = { 'now', 'epoch', 'takeovers', 'ticks', 'capacity', 'waiting', 'tickets', 'activations', 'left', 'expired',
    'no-shows', 'last-grant' }
  local values = redis.call('HMGET', KEYS[1], unpack(names))
  for i = 1, #names do values[i] = tonumber(values[i] or 0) end
  values[#values + 1] = redis.call('ZCARD', ACTIVE)
  return values
end
