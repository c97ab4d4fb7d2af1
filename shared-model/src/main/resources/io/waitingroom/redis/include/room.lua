-- The room. KEYS[1] is its hash, `waiting-room:{name}:room`; every other key of the room carries the
-- same prefix and so the same cluster slot. Times are milliseconds of room time unless said otherwise.
--
--   room         hash: format, incarnation, now (room time), at (Redis clock of the last tick), ticks, epoch, takeovers,
--                tickets (the last one given), front (the last one taken off the stream: no session up to it waits), window and
--                window-used (pace), last-grant, the settings, what is held of earlier ones (held.lua), the counts waiting,
--                activations, left, expired, no-shows, what was vacated (vacated.lua), averages (averages.lua), servers (API
--                servers that could answer clients at the last tick; where there were none, room time and grants stand still),
--                next-place, estimates-judged, -inside and -error (estimates.lua)
--   stream       joins in order: entry 0-N is ticket N ('e' for an instant entry)         active   ACTIVE tickets by deadline
--   s<N>         hash of the records of tickets 100 N to 100 N + 99    due      what to sweep, by when: s<N>, i<N>:<from>
--   i<N>:<B>     hash: Idempotency-Keys of generation N, bucket B      lease    the leader's token
--   signing-key  the fleet's secret                                    wake     channel: a session can be granted
--   permit-keys  hash: the keys that sign permits (permit_keys.lua)
--   audit        stream of transitions, where the room keeps one       granted  channel: sessions were granted
--   servers      hash: signs of life of API servers (signs.lua)
--   estimates    list: recorded wait estimates               errors   list: their relative errors
--   d<I>:<B>     log of tickets that departed while waiting: 2 bytes each, tickets 65536 B and following of incarnation I
local FORMAT = '2'
local prefix = string.sub(KEYS[1], 1, -5)
local STREAM, GROUP = prefix .. 'stream', 'granters'
local ACTIVE, DUE, LEASE, WAKE = prefix .. 'active', prefix .. 'due', prefix .. 'lease', prefix .. 'wake'
local GRANTED = prefix .. 'granted'
local ESTIMATES, ERRORS = prefix .. 'estimates', prefix .. 'errors'

-- Marks the stream entry of an instant entry. Its browser may not store cookies, and so may not return.
local ENTRANT = 'e'

local TEXT = { incarnation = true, averages = true }

local function to_fields(names, values)
  local fields = {}
  for i, name in ipairs(names) do
    fields[name] = TEXT[name] and values[i] or tonumber(values[i] or nil) or false
  end
  return setmetatable(fields, { __index = function(_, name) error('the room was loaded without ' .. name) end })
end

-- Why this build cannot read a room of such a format, or nil.
local function unreadable(format)
  if not format or format == FORMAT then return nil end
  return 'the room has format ' .. format .. ', this build reads ' .. FORMAT
end

-- Returns the fields that the lists name as a table, or nil where there is no room. A room of another format is an error.
local function load_room(...)
  local names = { 'format' }
  for _, list in ipairs({ ... }) do
    for _, name in ipairs(list) do names[#names + 1] = name end
  end
  local values = redis.call('HMGET', KEYS[1], unpack(names))
  if not values[1] then return nil end
  if unreadable(values[1]) then error({ err = 'FORMAT ' .. unreadable(values[1]) }) end
  return to_fields(names, values)
end

local function count(name, by)
  redis.call('HINCRBY', KEYS[1], name, by)
end

-- The number of state changes so far. It grows with each, and so shows which of two views is newer.
local function as_of()
  local sum = 0
  for _, changes in ipairs(redis.call('HMGET', KEYS[1], 'activations', 'left', 'expired')) do
    sum = sum + (tonumber(changes or nil) or 0)
  end
  return sum
end

local function redis_millis()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
