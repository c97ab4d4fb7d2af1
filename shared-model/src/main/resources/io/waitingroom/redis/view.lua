#!lua flags=no-writes
--!include room record claim session_view
-- Reads a session. A session whose deadline has passed is shown as EXPIRED, swept or not.
--
-- KEYS  1 room
-- ARGV  1 incarnation, 2 ticket, 3 nonce
-- reply {state, ms to the deadline, time to live in ms}, or {} where there is no such session
local room = load_room(VIEW)
local session = claimed_session(room)
return session and view(session, room) or {}
