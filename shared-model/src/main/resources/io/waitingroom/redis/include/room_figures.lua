-- The room's figures: name and value of each, by the names of the room's fields. Uses a room that was loaded with FIGURES, or
-- loads it.
local FIGURES = { 'now', 'epoch', 'takeovers', 'ticks', 'capacity', 'waiting', 'tickets', 'activations', 'left', 'expired',
  'no-shows', 'last-grant', 'estimates-judged', 'estimates-inside', 'estimates-error' }

local function figures(loaded)
  local room, values = loaded or load_room(FIGURES, { 'averages', 'servers' }), {}
  local function tell(name, value)
    values[#values + 1], values[#values + 2] = name, value
  end
  for _, name in ipairs(FIGURES) do tell(name, room[name] or 0) end
  tell('averages', room.averages or '')
  tell('active', redis.call('ZCARD', ACTIVE))
  tell('servers', room.servers or -1)
  return values
end
