-- The tickets that departed without a grant, from which readers compute positions. There is an append-only log for each BLOCK of
-- tickets, so that a reader needs to read only the new bytes. A log is no longer needed once the front has passed its block.
local BLOCK, LOOK_AGAIN = 65536, 60000

local function log_key(incarnation, block)
  return prefix .. 'd' .. incarnation .. ':' .. block
end

local function block_of(ticket)
  return math.floor(ticket / BLOCK)
end

local function log_departure(ticket, room)
  if ticket <= room.front then return end
  local block = block_of(ticket)
  local size = redis.call('APPEND', log_key(room.incarnation, block), struct.pack('>I2', ticket % BLOCK))
  if size == 2 then redis.call('ZADD', DUE, room.now + LOOK_AGAIN, 'd' .. room.incarnation .. ':' .. block) end
end

-- Returns when to look at this log again, or nil where it was deleted: the front has passed it, or it belongs to an earlier room.
local function sweep_log(incarnation, block, room)
  if incarnation == room.incarnation and block >= block_of(room.front) then return room.now + LOOK_AGAIN end
  redis.call('DEL', log_key(incarnation, block))
  return nil
end
