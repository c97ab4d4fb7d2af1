#!lua flags=allow-oom
--!include room record audit departures transition held pace find_session
-- Ends a session at its holder's request. A slot is free at once. A place in the stream is skipped when its turn comes.
--
-- KEYS  1 room
-- ARGV  1 incarnation, 2 ticket, 3 nonce
-- reply {1 where there is such a session, ended now or before, else 0; as of}
local room = load_room(AUDIT, TRANSITION, PACE, HELD)
local session = find_session(room, 1)
if not session then return { 0, 0 } end
if has_ended(session, room.now) then return { 1, as_of() } end

if session.state == 'W' then
  count('waiting', -1)
else
  redis.call('ZREM', ACTIVE, session.ticket)
  announce(room, room.waiting)
end
count('left', 1)
change_state(session, 'L', room.now, room)
return { 1, as_of() }
