local TIME_TO_ENTER = 30000

-- Activates the session of a ticket, or skips it if its record was removed, or if it has left, has expired or is active already.
-- It does not depend on the intake of the tickets; they may have gaps and may come twice. The slot of an instant entry is free
-- again soon, unless its holder sends a second request. Returns the milliseconds that an activated session has waited, else nil.
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
