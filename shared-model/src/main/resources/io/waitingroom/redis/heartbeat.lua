#!lua flags=allow-oom
--!include room record audit departures transition claim session_view
-- Renews the deadlines of sessions, never beyond max-active after activation. Revives nobody. A heartbeat that only KEEPs
-- what there is, since nobody may be looking, does not claim a slot that must be claimed.
--
-- KEYS  1 room
-- ARGV  1 'CLAIM' or 'KEEP', then for each person: incarnation, ticket, nonce
-- reply as of, and for each person: state, ms to the deadline, time to live in ms; or '', 0, 0 where there is no such session
local room = load_room({ 'max-active' }, AUDIT, TRANSITION, VIEW)

return views(room, 2, function(session)
  if has_ended(session, room.now) then return end
  if session.state == 'A' and room['claim-ttl'] > 0 and ARGV[1] == 'KEEP' then return end
  if session.state == 'W' then
    session.deadline = room.now + room['waiting-ttl']
  else
    session.state = 'C'
    session.deadline = room.now + room['active-ttl']
    if room['max-active'] > 0 then session.deadline = math.min(session.deadline, session.since + room['max-active']) end
  end
  write_record(session)
  if is_active(session) then redis.call('ZADD', ACTIVE, session.deadline, session.ticket) end
end)
