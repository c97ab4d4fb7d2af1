#!lua flags=allow-oom
--!include room record audit departures transition find_session session_view
-- Renews the deadlines of sessions, never beyond max-active after activation. Ends a session that has reached that limit. Never
-- revives a session. KEEP is a heartbeat that does not claim a slot that must be claimed, because the holder may not be looking.
-- CHECK comes with each request to the protected service. It proves that the holder of an ACTIVE session is there, and is
-- written only now and then.
--
-- KEYS  1 room
-- ARGV  1 'CLAIM', 'KEEP' or 'CHECK', then for each session: incarnation, ticket, nonce
-- reply as of, and for each session: state, ms to the deadline, time to live in ms; or '', 0, 0 where there is no such session
local room = load_room({ 'max-active' }, AUDIT, TRANSITION, VIEW)
local MOST_BETWEEN_CHECKS = 60000

local function renewed(session)
  if session.state == 'W' then return to_deadline(room.now + room['waiting-ttl']) end
  local deadline = room.now + room['active-ttl']
  return to_deadline(room['max-active'] > 0 and math.min(deadline, session.since + room['max-active']) or deadline)
end

local function is_wanted(session, deadline)
  if ARGV[1] == 'KEEP' then return not (session.state == 'A' and room['claim-ttl'] > 0) end
  if ARGV[1] == 'CLAIM' or session.state == 'A' then return true end
  return session.state == 'C' and deadline - session.deadline >= math.min(MOST_BETWEEN_CHECKS, room['active-ttl'] / 3)
end

return views(room, 2, function(session)
  if has_ended(session, room.now) then return end
  local deadline = renewed(session)
  if deadline <= room.now then return expire(session, room) end
  if not is_wanted(session, deadline) then return end
  if session.state == 'A' then session.state = 'C' end
  session.deadline = deadline
  write_record(session, room)
  if is_active(session) then redis.call('ZADD', ACTIVE, session.deadline, session.ticket) end
end)
