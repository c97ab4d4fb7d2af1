#!lua flags=allow-oom
--!include room record claim session_view
-- Renews a session's deadline, never beyond max-active after activation. Revives nobody.
--
-- KEYS  1 room
-- ARGV  1 incarnation, 2 ticket, 3 nonce
-- reply {state, ms to the deadline, time to live in ms}, or {} where there is no such session
local room = load_room({ 'max-active' }, VIEW)
local session = claimed_session(room)
if not session then return {} end
if has_ended(session, room.now) then return view(session, room) end

if session.state == 'W' then
  session.deadline = room.now + room['waiting-ttl']
else
  session.state = 'C'
  session.deadline = room.now + room['active-ttl']
  if room['max-active'] > 0 then session.deadline = math.min(session.deadline, session.since + room['max-active']) end
end
write_record(session)
if is_active(session) then redis.call('ZADD', ACTIVE, session.deadline, session.ticket) end
return view(session, room)
