-- The two ways in which a session changes its state.
local TRANSITION = { 'incarnation', 'front', 'retention' }

local function change_state(session, state, deadline, room)
  local from = session.state
  session.state, session.deadline, session.since = state, deadline, room.now
  write_record(session, room)
  audit(room, session, from)
  if from == 'W' and state ~= 'A' then log_departure(session.ticket, room) end
end

-- Ends a session that has lost its place or slot. Its place is gone, its slot is free, and both are counted.
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

-- Ends a session that is over, though nobody has said so yet: its deadline has passed, or it waits and the front has passed
-- it by (its entry in the stream was lost), so that it would wait for ever.
local function end_if_overdue(session, room)
  if session.state == 'L' or session.state == 'E' then return end
  local passed_by = session.state == 'W' and session.ticket <= room.front
  if session.deadline <= room.now or passed_by then expire(session, room) end
end
