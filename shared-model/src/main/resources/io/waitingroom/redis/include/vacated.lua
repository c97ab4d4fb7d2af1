-- Places in line whose holders departed while others waited behind them, which moves the line up faster than the pace: whoever
-- was told before when to look again may look later than was reckoned. Slots that are granted soon after may be claimed for so
-- much longer.
--
-- The room's vacated counts the places that the front passed in period vacated-period, of longest-poll each; vacated-before
-- those of the period before.
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

-- Counts the place of somebody whom the front passes. What is long past nobody was told since.
local function note_vacated(session, room)
  local departed = (session.state == 'L' or session.state == 'E') and not is_forgotten(session, room)
  if departed and session.deadline + 2 * room['longest-poll'] > room.now then room.vacated = room.vacated + 1 end
end

-- Until when a slot that is granted now is to be claimed.
local function claim_deadline(room)
  local claim, batch, rate = claim_of(room), pace_of(room)
  local earlier = (room.vacated + room['vacated-before']) * rate / batch
  local deadline = room.now + math.max(claim, math.min(claim + earlier, room['longest-poll'] + claim / 2))
  return room['max-active'] > 0 and math.min(deadline, room.now + room['max-active']) or deadline
end
