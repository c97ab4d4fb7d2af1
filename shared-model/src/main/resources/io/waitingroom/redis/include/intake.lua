-- The intake of this room: a Redis Stream whose entry 0-N is ticket N. Entries leave it only through take().
local function is_entrant(entry)
  return entry[2] and entry[2][2] == ENTRANT
end

local function make_group()
  redis.pcall('XGROUP', 'CREATE', STREAM, GROUP, '0', 'MKSTREAM')
end

local function ticket_of(entry)
  return tonumber(string.match(entry[1], '^0%-(%d+)$'))
end

-- The ticket of the next entry, whether it is there or still to come.
local function first_ticket()
  local first = redis.call('XRANGE', STREAM, '-', '+', 'COUNT', 1)[1]
  if first then return ticket_of(first) or 1 end
  local about = redis.pcall('XINFO', 'STREAM', STREAM)
  for i = 1, #about, 2 do
    if about[i] == 'last-generated-id' then return tonumber(string.match(about[i + 1], '%d+$')) + 1 end
  end
  return 1
end

local function acknowledge(entries, number)
  local ids = {}
  for i = 1, number do ids[i] = entries[i][1] end
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

-- Returns the next entries in ticket order, and whether they come from the pending list. Entries that an earlier consumer
-- received and did not acknowledge come first. Each call uses idle time 0 and cursor 0-0: the same script acknowledges the
-- entries that it takes, and XAUTOCLAIM drops deleted entries from the list. So the list gets shorter with each call, and no
-- other entries are returned before it is empty. The other entries are only looked at (XRANGE), not read as a consumer: an
-- entry that is still in the stream has not been taken.
local function next_entries(consumer, most)
  if pending_count() > 0 then
    return redis.call('XAUTOCLAIM', STREAM, GROUP, consumer, 0, '0-0', 'COUNT', most)[2], true
  end
  return redis.call('XRANGE', STREAM, '-', '+', 'COUNT', most), false
end

-- Removes the first of these entries for good: reads them as a consumer if they were not pending, then acknowledges and deletes
-- them.
local function take(consumer, entries, number, pending)
  if number == 0 then return end
  if not pending then
    redis.call('XREADGROUP', 'GROUP', GROUP, consumer, 'COUNT', number, 'STREAMS', STREAM, '>')
  end
  acknowledge(entries, number)
end
