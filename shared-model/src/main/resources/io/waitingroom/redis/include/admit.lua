-- Activates the session of a ticket, or skips it: forgotten, left, expired, or active already. Knows
-- nothing of the intake that the ticket came from; tickets may have gaps and may come twice.
-- Returns the milliseconds that an activated session has waited, else nil.
local function admit(ticket, room)
  local session = ticket and read_record(ticket)
  if session and session.state == 'W' and session.deadline <= room.now then expire(session, room) end
  if not session or session.state ~= 'W' then
    if session then note_vacated(session, room) end
    return nil
  end
  local waited = math.max(0, room.now - session.since)
  change_state(session, 'A', claim_deadline(room), room)
  redis.call('ZADD', ACTIVE, session.deadline, ticket)
  return waited
end
