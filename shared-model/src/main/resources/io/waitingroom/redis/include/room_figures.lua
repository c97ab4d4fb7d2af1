-- The room in numbers, in the order in which RoomFigures reads them, and what it measured of itself.
local function figures()
  local names = { 'now', 'epoch', 'takeovers', 'ticks', 'capacity', 'waiting', 'tickets', 'activations', 'left', 'expired',
    'no-shows', 'last-grant', 'estimates-judged', 'estimates-inside', 'estimates-error', 'averages' }
  local values = redis.call('HMGET', KEYS[1], unpack(names))
  for i = 1, #names - 1 do values[i] = tonumber(values[i] or 0) end
  values[#names] = values[#names] or ''
  values[#names + 1] = redis.call('ZCARD', ACTIVE)
  return values
end
