-- Keeps the promise of poll intervals across a change of settings. A waiting client was told when to poll next, at most
-- longest-poll later. The pace limit guarantees that it then sees its turn in time to claim it. New settings that let turns come
-- sooner, or leave less time to claim, would break that guarantee. So the slower pace and the longer time to claim are held
-- until each client that was told an interval before the change has polled. New intervals follow the new settings at once.
--
-- The room's held-until is in room time; held-batch-size, held-rate-ms and held-claim are what is held until then.
local LONGEST_TICK = 100
local CLAIM = { 'claim-ttl', 'active-ttl', 'max-active' }
local HELD = { 'batch-size', 'rate-ms', 'held-until', 'held-batch-size', 'held-rate-ms', 'held-claim' }

-- How long a session has for its first heartbeat under these settings.
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

-- A client is never too late if its time to claim is at least twice the maximum poll interval.
local function nobody_relies_on_it(room, settings)
  return room.epoch == 0 or room.waiting <= 0 or time_to_claim(settings) >= 2 * settings['longest-poll']
end

-- Starts to hold the room's current pace and time to claim, as far as the new settings would break the guarantee.
local function hold(room, settings)
  local old_batch, old_rate = pace_of(room)
  local batch, rate = settings['batch-size'], settings['rate-ms']
  local claim = time_to_claim(settings)
  if nobody_relies_on_it(room, settings) then
    redis.call('HDEL', KEYS[1], 'held-until')
  elseif batch ~= room['batch-size'] or rate ~= room['rate-ms'] or claim ~= time_to_claim(room) then
    local least = math.min(batch, old_batch)
    local window = math.ceil(math.max(least * rate / batch, least * old_rate / old_batch))
    -- The leader's ticks are one new window apart, and at most LONGEST_TICK. Windows that are shorter than a tick would be missed.
    local tick = math.min(rate, LONGEST_TICK)
    if window < tick then
      least, window = math.max(1, math.floor(least * tick / window)), tick
    end
    redis.call('HSET', KEYS[1], 'held-until', room.now + settings['longest-poll'], 'held-batch-size', least, 'held-rate-ms', window,
      'held-claim', math.max(claim, claim_of(room)))
  end
end
