-- The room in numbers, in the order in which RoomFigures reads them, and what it measured of itself. Of a room that was
-- loaded with FIGURES, or as it is now.
local FIGURES = { 'now', 'epoch', 'takeovers', 'ticks', 'capacity', 'waiting', 'tickets', 'activations', 'left', 'expired',
  'no-shows', 'last-grant', 'estimates-judged', 'estimates-inside', 'estimates-error' }

local function figures(loaded)
  local room, values = loaded or load_room(FIGURES, { 'averages', 'servers' }), {}
  for i, name in ipairs(FIGURES) do values[i] = room and room[name] or 0 end
  values[#values + 1] = room and room.averages or ''
  values[#values + 1] = redis.call('ZCARD', ACTIVE)
  values[#values + 1] = room and room.servers or -1
  return values
end
