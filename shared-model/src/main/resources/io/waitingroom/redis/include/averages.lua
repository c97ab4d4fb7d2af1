-- What the room measured of itself, moved on by each tick in room time, so that it survives a take-over and is the same for
-- all who read it. Packed into one field of the room's hash: a tick comes ten times a second and must cost next to nothing.
--
-- Sums whose past fades with a time constant. What was seen fades as the time fades in which it was looked at, so that
-- their quotient is right from the first tick on.
local FAST, SLOW, LONGEST = 60, 600, 3600
local NAMES = {
  'fast_ended', 'fast_active', -- ACTIVE sessions that ended, and seconds of all that were ACTIVE
  'slow_ended', 'slow_active',
  'admitted', 'seconds', -- activations, and seconds of the room; fast
  'departed', 'waited', -- sessions that ended while WAITING, and seconds of all that waited; slow
  'since', -- room time since which people wait and nobody is admitted
  'longest', -- the longest that this took, ms; fades
  'patience', -- how long it may take before the room counts as stalled, ms; 0 where nobody can say
  'all_ended', 'all_admitted', 'all_departed', -- counts at the last tick
  'judged_next', -- ticket of the next place to be judged (outcomes.lua), 0 for none
}
local LAYOUT = '>' .. string.rep('d', #NAMES)
local MEASURED = { 'averages', 'capacity', 'waiting', 'activations', 'left', 'expired', 'front' }
-- A gap that chance makes once in so many times is called a stall.
local UNLIKELY, LEAST_PATIENCE = 1000, 30000

local function load_averages(room)
  local averages = {}
  local packed = room.averages
  if not packed or #packed ~= struct.size(LAYOUT) then packed = nil end
  local values = packed and { struct.unpack(LAYOUT, packed) } or {}
  for i, name in ipairs(NAMES) do averages[name] = values[i] or 0 end
  return averages, not packed
end

local function save_averages(averages)
  local values = {}
  for i, name in ipairs(NAMES) do values[i] = averages[name] end
  return struct.pack(LAYOUT, unpack(values))
end

-- The longest gap that is still usual. Where sessions end at random: what a further gap exceeds once in UNLIKELY times,
-- after as many as were seen. Where they end in bursts: twice the longest one.
local function patience(averages, capacity)
  if averages.slow_ended <= 0 or capacity == 0 then return 0 end
  local random = averages.slow_active / capacity * (UNLIKELY ^ (1 / math.max(averages.slow_ended, 0.5)) - 1) * 1000
  return math.max(LEAST_PATIENCE, random, 2 * averages.longest)
end

-- While more are ACTIVE than may be, the room is not stalled as long as it drains.
local function watch_gaps(averages, room, admitted, drains)
  if admitted and averages.slow_ended > 0 then
    local gap = room.now - averages.since
    if averages.patience > 0 then gap = math.min(gap, averages.patience) end
    averages.longest = math.max(averages.longest, gap)
    averages.patience = patience(averages, room.capacity)
  end
  if admitted or drains or (room.waiting or 0) <= 0 then averages.since = room.now end
end

-- Counts never grow by less than nothing, and not at all at the first look: a room may be lost in part.
local function moved_on(room, seconds)
  local averages, new = load_averages(room)
  local active, activations = redis.call('ZCARD', ACTIVE), room.activations or 0
  local all = { ended = activations - active, admitted = activations }
  all.departed = (room.left or 0) + (room.expired or 0) - all.ended
  local news = {}
  for name, number in pairs(all) do
    news[name] = new and 0 or math.max(0, number - averages['all_' .. name])
    averages['all_' .. name] = number
  end
  local function add(name, constant, more) averages[name] = averages[name] * math.exp(-seconds / constant) + more end
  add('fast_ended', FAST, news.ended)
  add('fast_active', FAST, active * seconds)
  add('slow_ended', SLOW, news.ended)
  add('slow_active', SLOW, active * seconds)
  add('admitted', FAST, news.admitted)
  add('seconds', FAST, seconds)
  add('departed', SLOW, news.departed)
  add('waited', SLOW, math.max(0, room.waiting or 0) * seconds)
  add('longest', LONGEST, 0)
  if new then averages.since = room.now end
  watch_gaps(averages, room, news.admitted > 0, news.ended > 0 and active >= room.capacity)
  return averages
end
