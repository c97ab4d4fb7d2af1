-- What the room measured of itself, moved on by each tick in room time, so that it survives a take-over and is the same for
-- all who read it. Packed into one field of the room's hash, and worked on in locals: a tick comes ten times a second.
--
-- The first eight are sums whose past fades with a time constant. What was seen fades as the time fades in which it was
-- looked at, so that their quotient is right from the first tick on:
--   fast_ended, fast_active   ACTIVE sessions that ended, and seconds of all that were ACTIVE: about a minute
--   slow_ended, slow_active   the same: about ten minutes, and longer where few sessions ended in that time (GENERATIONS)
--   admitted, seconds         activations, and seconds of the room: about a minute
--   departed, waited          sessions that ended while WAITING, and seconds of all that waited: about ten minutes
--   since                     room time since which people wait and nobody is admitted
--   longest                   the longest that this took, ms; fades
--   patience                  how long it may take before the room counts as stalled, ms; 0 where nobody can say
--   all_ended, all_admitted, all_departed: counts at the last tick
local LAYOUT, SIZE = '>dddddddddddddd', 14 * 8
local FAST, SLOW, LONGEST = 60, 600, 3600
-- What is known of how long sessions last is not forgotten before so many per slot have ended since.
local GENERATIONS, LEAST_ENDED = 2, 10
-- A gap that chance makes once in so many times is called a stall.
local UNLIKELY, LEAST_PATIENCE = 1000, 30000

-- The longest gap that is still usual. Where sessions end at random: what a further gap exceeds once in UNLIKELY times,
-- after as many as were seen. Where they end in bursts: twice the longest one.
local function usual_gap(ended, active, capacity, longest)
  if ended <= 0 or capacity == 0 then return 0 end
  local random = active / capacity * (UNLIKELY ^ (1 / math.max(ended, 0.5)) - 1) * 1000
  return math.max(LEAST_PATIENCE, random, 2 * longest)
end

-- The averages as of room.now (a room that was loaded with FIGURES and averages), so many seconds after the last tick. Where
-- slots were lost, more seem to have ended and fewer to have departed.
local function moved_on(room, seconds)
  local active, waiting, now_admitted = redis.call('ZCARD', ACTIVE), room.waiting or 0, room.activations or 0
  local now_ended = now_admitted - active
  local now_departed = (room.left or 0) + (room.expired or 0) - now_ended

  local fast_ended, fast_active, slow_ended, slow_active, admitted, elapsed, departed, waited = 0, 0, 0, 0, 0, 0, 0, 0
  local since, longest, patience = room.now, 0, 0
  local all_ended, all_admitted, all_departed = now_ended, now_admitted, now_departed
  if room.averages and #room.averages == SIZE then
    fast_ended, fast_active, slow_ended, slow_active, admitted, elapsed, departed, waited, since, longest, patience, all_ended,
      all_admitted, all_departed = struct.unpack(LAYOUT, room.averages)
  end

  local fast, slow = math.exp(-seconds / FAST), math.exp(-seconds / SLOW)
  local ended = now_ended - all_ended
  -- A stall says nothing of what comes after it.
  if patience == 0 or room.now - since <= patience then
    local enough = slow_ended > math.max(LEAST_ENDED, GENERATIONS * room.capacity)
    local keep = enough and slow or 1
    fast_ended, fast_active = fast_ended * fast, fast_active * fast + active * seconds
    slow_ended, slow_active = slow_ended * keep, slow_active * keep + active * seconds
  end
  fast_ended, slow_ended = fast_ended + ended, slow_ended + ended
  admitted, elapsed = admitted * fast + now_admitted - all_admitted, elapsed * fast + seconds
  departed = departed * slow + math.max(0, now_departed - all_departed)
  waited = waited * slow + math.max(0, waiting) * seconds

  longest = longest * math.exp(-seconds / LONGEST)
  if now_admitted > all_admitted and slow_ended > 0 then
    local gap = room.now - since
    longest = math.max(longest, patience > 0 and math.min(gap, patience) or gap)
    patience = usual_gap(slow_ended, slow_active, room.capacity, longest)
  end
  -- While more are ACTIVE than may be, the room is not stalled as long as it drains.
  local drains = ended > 0 and active >= room.capacity
  if now_admitted > all_admitted or drains or waiting <= 0 then since = room.now end

  return struct.pack(LAYOUT, fast_ended, fast_active, slow_ended, slow_active, admitted, elapsed, departed, waited, since,
    longest, patience, now_ended, now_admitted, now_departed)
end
