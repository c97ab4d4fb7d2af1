-- Returns how many sessions may be activated now: limited by the free slots, and by the rest of this window's pace. None while no
-- API server could tell the clients.
local PACE = { 'servers', 'now', 'capacity', 'window', 'window-used', 'waiting' }

local function window_of(room)
  local _, rate = pace_of(room)
  return math.floor(room.now / rate)
end

local function allowance(room)
  if room.servers == 0 then return 0 end
  local used = room.window == window_of(room) and room['window-used'] or 0
  return math.min(room.capacity - redis.call('ZCARD', ACTIVE), pace_of(room) - used)
end

-- Wakes the leader if a session can be granted right now. The room was loaded before the change.
local function announce(room, waiting)
  if waiting > 0 and allowance(room) > 0 then redis.call('PUBLISH', WAKE, '') end
end
