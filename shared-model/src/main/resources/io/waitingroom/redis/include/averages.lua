-- The room's averages. Each tick updates them in room time, so that they survive a take-over and are the same for all readers.
-- They are packed into one field of the room's hash and computed in locals, because a tick comes ten times a second.
--
-- The first eight are sums whose past fades with a time constant. Events fade at the same rate as the time in which they were
-- counted, so that their quotient is right from the first tick on:
--   fast_ended, fast_active   ACTIVE sessions that ended, and seconds of all that were ACTIVE: about a minute
--   slow_ended, slow_active   the same: about ten minutes, and longer where few sessions ended in that time (GENERATIONS)
--   admitted, seconds         activations, and seconds of the room: about a minute
--   departed, waited          sessions that ended while WAITING, and seconds of all that waited: about ten minutes
--   since                     room time since which sessions wait and none is admitted
--   longest                   the longest such gap between admissions, ms; fades
--   patience                  how long a gap may last before the room counts as stalled, ms; 0 while it is not known
--   all_ended, all_admitted, all_departed: counts at the last tick
local LAYOUT, SIZE = '>dddddddddddddd', 14 * 8
local FAST, SLOW, LONGEST = 60, 600, 3600
-- The slow sums do not fade before this many sessions per slot, and at least LEAST_ENDED, have ended.
local GENERATIONS, LEAST_ENDED = 2, 10
-- A gap that occurs by chance only once in so many times counts as a stall.
local UNLIKELY, LEAST_PATIENCE = 1000, 30000

-- The longest gap that is still usual. If sessions end at random, a further gap exceeds it once in UNLIKELY times, given the
-- number of ends so far. If they end in bursts, it is twice the longest gap.
local function usual_gap(ended, active, capacity, longest)
  if ended <= 0 or capacity == 0 then return 0 end
  local random = active / capacity * (UNLIKELY ^ (1 / math.max(ended, 0.5)) - 1) * 1000
  return math.max(LEAST_PATIENCE, random, 2 * longest)
end

-- Computes the averages at room.now, the given seconds after the last tick. The room was loaded with FIGURES and averages. If
-- Redis lost slots, more sessions seem to have ended and fewer to have departed.
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
  -- The time of a stall is not counted: a stall says nothing about the time after it.
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
  -- While the room is full or has more ACTIVE sessions than its capacity, it is not stalled as long as sessions end.
  local drains = ended > 0 and active >= room.capacity
  if now_admitted > all_admitted or drains or waiting <= 0 then since = room.now end

  return struct.pack(LAYOUT, fast_ended, fast_active, slow_ended, slow_active, admitted, elapsed, departed, waited, since,
    longest, patience, now_ended, now_admitted, now_departed)
end
