-- Vacated places: places in the queue whose holders departed while others waited behind them. They move the queue up faster than
-- the pace, so that a client that was told earlier when to poll may see its turn later than computed. Slots that are granted
-- soon after get as much more time to claim.
--
-- The room's vacated counts the places that the front passed in period number vacated-period, each longest-poll long;
-- vacated-before counts those of the period before.
local VACATED = { 'longest-poll', 'vacated-period', 'vacated', 'vacated-before', 'retention' }

-- Makes both counts those of the period that it is now.
local function begin_vacated(room)
  local period = math.floor(room.now / room['longest-poll'])
  local passed = period - (room['vacated-period'] or period)
  if passed > 0 then
    room['vacated-before'], room.vacated = passed == 1 and room.vacated or 0, 0
  end
  room['vacated-period'] = period
  room.vacated, room['vacated-before'] = room.vacated or 0, room['vacated-before'] or 0
end

-- Counts a departed session that the front passes. A departure long ago does not count: all intervals that clients still wait for
-- were computed after it.
local function note_vacated(session, room)
  local departed = (session.state == 'L' or session.state == 'E') and not is_forgotten(session, room)
  if departed and session.deadline + 2 * room['longest-poll'] > room.now then room.vacated = room.vacated + 1 end
end

-- The deadline to claim a slot that is granted now.
local function claim_deadline(room)
  local claim, batch, rate = claim_of(room), pace_of(room)
  local earlier = (room.vacated + room['vacated-before']) * rate / batch
  local deadline = room.now + math.max(claim, math.min(claim + earlier, room['longest-poll'] + claim / 2))
  return room['max-active'] > 0 and math.min(deadline, room.now + room['max-active']) or deadline
end
