-- What people who wait were told holds: when to look again, longest-poll later at most, so that by the pace limit they see their
-- turn in time to claim it. A leader whose settings let turns come sooner, or leave less time to claim, would break that. So
-- the slower pace and the longer time are held until everybody has looked who was told before; by the new settings people are
-- told at once.
--
-- The room's held-until is in room time; held-batch-size, held-rate-ms and held-claim are what is held until then.
local LONGEST_TICK = 100
local CLAIM = { 'claim-ttl', 'active-ttl', 'max-active' }
local HELD = { 'batch-size', 'rate-ms', 'held-until', 'held-batch-size', 'held-rate-ms', 'held-claim' }

-- How long these settings leave for the first heartbeat.
local function time_to_claim(settings)
  local claim = settings['claim-ttl'] > 0 and settings['claim-ttl'] or settings['active-ttl']
  return settings['max-active'] > 0 and math.min(claim, settings['max-active']) or claim
end

local function is_held(room)
  return room['held-until'] and room.now < room['held-until']
end

-- The most activations in one window, and its length.
local function pace_of(room)
  if is_held(room) then return room['held-batch-size'], room['held-rate-ms'] end
  return room['batch-size'], room['rate-ms']
end

local function claim_of(room)
  return math.max(time_to_claim(room), is_held(room) and room['held-claim'] or 0)
end

-- Whoever may claim a slot for twice as long as they may be told not to look never comes too late.
local function nobody_relies_on_it(room, settings)
  return room.epoch == 0 or room.waiting <= 0 or time_to_claim(settings) >= 2 * settings['longest-poll']
end

-- Begins to hold what the room does now, as far as the settings that are to replace its own would break it.
local function hold(room, settings)
  local old_batch, old_rate = pace_of(room)
  local batch, rate = settings['batch-size'], settings['rate-ms']
  local claim = time_to_claim(settings)
  if nobody_relies_on_it(room, settings) then
    redis.call('HDEL', KEYS[1], 'held-until')
  elseif batch ~= room['batch-size'] or rate ~= room['rate-ms'] or claim ~= time_to_claim(room) then
    local least = math.min(batch, old_batch)
    local window = math.ceil(math.max(least * rate / batch, least * old_rate / old_batch))
    -- The leader's ticks come as often as the new windows, and LONGEST_TICK apart at most: shorter windows would be passed over.
    local tick = math.min(rate, LONGEST_TICK)
    if window < tick then
      least, window = math.max(1, math.floor(least * tick / window)), tick
    end
    redis.call('HSET', KEYS[1], 'held-until', room.now + settings['longest-poll'], 'held-batch-size', least, 'held-rate-ms', window,
      'held-claim', math.max(claim, claim_of(room)))
  end
end
