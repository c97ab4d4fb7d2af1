-- The two ways in which a session changes its state.
local TRANSITION = { 'incarnation', 'front', 'retention' }

local function change_state(session, state, deadline, room)
  local from = session.state
  session.state, session.deadline, session.since = state, deadline, room.now
  write_record(session, room)
  audit(room, session, from)
  if from == 'W' and state ~= 'A' then log_departure(session.ticket, room) end
end

-- Expires a session: its place is gone or its slot is free, and the counts are updated.
local function expire(session, room)
  if session.state == 'W' then
    count('waiting', -1)
  else
    redis.call('ZREM', ACTIVE, session.ticket)
    if session.state == 'A' then count('no-shows', 1) end
  end
  count('expired', 1)
  change_state(session, 'E', math.min(session.deadline, room.now), room)
end

-- Expires an overdue session: its deadline has passed, or it is WAITING and the front has passed its ticket. In the second case
-- its stream entry was lost, and it would wait for ever.
local function end_if_overdue(session, room)
  if session.state == 'L' or session.state == 'E' then return end
  local passed_by = session.state == 'W' and session.ticket <= room.front
  if session.deadline <= room.now or passed_by then expire(session, room) end
end
