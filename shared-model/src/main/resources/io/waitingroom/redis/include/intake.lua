-- The intake of this room: a Redis Stream whose entry 0-N is ticket N. Entries leave it in one way only.
local function make_group()
  redis.pcall('XGROUP', 'CREATE', STREAM, GROUP, '0', 'MKSTREAM')
end

local function ticket_of(entry)
  return tonumber(string.match(entry[1], '^0%-(%d+)$'))
end

local function acknowledge(entries)
  local ids = {}
  for i, entry in ipairs(entries) do ids[i] = entry[1] end
  redis.call('XACK', STREAM, GROUP, unpack(ids))
  redis.call('XDEL', STREAM, unpack(ids))
end

local function pending_count()
  local summary = redis.pcall('XPENDING', STREAM, GROUP)
  if summary.err then
    make_group()
    return 0
  end
  return summary[1]
end

-- The next entries in ticket order, and whether they come from the pending list: whatever an earlier
-- consumer was given and did not acknowledge goes first. Idle time 0 and cursor 0-0 each time: what this
-- returns is acknowledged by the same script and a deleted entry leaves the list here, so the list gets
-- shorter with each call, and nothing behind it is read before it is empty.
local function next_entries(consumer, most)
  if pending_count() > 0 then
    return redis.call('XAUTOCLAIM', STREAM, GROUP, consumer, 0, '0-0', 'COUNT', most)[2], true
  end
  local read = redis.call('XREADGROUP', 'GROUP', GROUP, consumer, 'COUNT', most, 'STREAMS', STREAM, '>')
  return read and read[1][2] or {}, false
end
