local TIME_TO_ENTER = 30000

-- Activates the session of a ticket, or skips it: forgotten, left, expired, or active already. Knows
-- nothing of the intake that the ticket came from; tickets may have gaps and may come twice.
-- A slot that somebody enters is free again soon, unless they come a second time.
-- Returns the milliseconds that an activated session has waited, else nil.
local function admit(ticket, room, enters)
  local session = ticket and read_record(ticket)
  if session and session.state == 'W' and session.deadline <= room.now then expire(session, room) end
  if not session or session.state ~= 'W' then
    if session then note_vacated(session, room) end
    return nil
  end
  local waited = math.max(0, room.now - session.since)
  local deadline = claim_deadline(room)
  change_state(session, 'A', enters and math.min(deadline, room.now + TIME_TO_ENTER) or deadline, room)
  redis.call('ZADD', ACTIVE, session.deadline, ticket)
  return waited
end
