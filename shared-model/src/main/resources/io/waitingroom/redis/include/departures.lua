-- Who departed without having been granted, for those who count the people ahead of somebody: a log for each BLOCK of
-- tickets, so that a reader need only read what is new to it. A log is of no use once the front has passed its block.
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

-- When to look at this log again, or nil where it is gone: passed by the front, or of an earlier room.
local function sweep_log(incarnation, block, room)
  if incarnation == room.incarnation and block >= block_of(room.front) then return room.now + LOOK_AGAIN end
  redis.call('DEL', log_key(incarnation, block))
  return nil
end
