-- The two ways in which a session changes its state.
local function change_state(session, state, deadline, room)
  local from = session.state
  session.state, session.deadline, session.since = state, deadline, room.now
  write_record(session)
  audit(room, session, from)
end

-- Ends a session whose deadline has passed. Its place is gone, its slot is free, and both are counted.
local function expire(session, room)
  if session.state == 'W' then
    count('waiting', -1)
  else
    redis.call('ZREM', ACTIVE, session.ticket)
    if session.state == 'A' then count('no-shows', 1) end
  end
  count('expired', 1)
  change_state(session, 'E', session.deadline, room)
end
