-- The accuracy of past wait estimates. From time to time the leader records the estimate for the last place in the queue. When
-- the front of the room passes that place, the estimate is checked (judged). The room's hash counts the judged estimates and
-- those whose range contained the wait. It keeps the median of the last errors: (middle of the range - wait) / wait, in
-- thousandths.
--
--   estimates   list of the places that are still to be judged, in ticket order: ticket, time of the record, minimum and maximum
--               wait (ms)
--   errors      list of the last errors
-- The room's next-place is the first ticket in the list, or 0.
local PLACE, MOST_PLACES, MOST_ERRORS, LEAST_WAIT, MOST_ERROR = '>dddd', 300, 200, 1000, 1000000

local function note_place(ticket, at, least, most)
  if redis.call('LLEN', ESTIMATES) >= MOST_PLACES then return end
  local places = redis.call('RPUSH', ESTIMATES, struct.pack(PLACE, ticket, at, least, most))
  if places == 1 then redis.call('HSET', KEYS[1], 'next-place', ticket) end
end

local function judge(place, now)
  local _, at, least, most = struct.unpack(PLACE, place)
  local wait = now - at
  if wait >= least and wait <= most then count('estimates-inside', 1) end
  count('estimates-judged', 1)
  local off = ((least + most) / 2 - wait) / math.max(wait, LEAST_WAIT) * 1000
  redis.call('LPUSH', ERRORS, math.floor(math.min(off, MOST_ERROR) + 0.5))
end

local function median_error()
  local errors = redis.call('LRANGE', ERRORS, 0, MOST_ERRORS - 1)
  for i, off in ipairs(errors) do errors[i] = tonumber(off) end
  table.sort(errors)
  return errors[math.ceil(#errors / 2)] or 0
end

-- Judges the places that the front has passed, at the room time at which that happened.
local function judge_places(room, now)
  if (room['next-place'] or 0) == 0 or room.front < room['next-place'] then return end
  local place = redis.call('LINDEX', ESTIMATES, 0)
  while place and struct.unpack(PLACE, place) <= room.front do
    judge(redis.call('LPOP', ESTIMATES), now)
    place = redis.call('LINDEX', ESTIMATES, 0)
  end
  redis.call('LTRIM', ERRORS, 0, MOST_ERRORS - 1)
  redis.call('HSET', KEYS[1], 'next-place', place and struct.unpack(PLACE, place) or 0, 'estimates-error', median_error())
end

-- Deletes all measurements of the room, so that they start again.
local function forget_measurements()
  redis.call('DEL', ESTIMATES, ERRORS)
  redis.call('HDEL', KEYS[1], 'averages', 'next-place', 'estimates-judged', 'estimates-inside', 'estimates-error')
end
