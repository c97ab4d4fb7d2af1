#!lua flags=no-writes
--!include room record claim session_view
-- Reads sessions. A session whose deadline has passed is shown as EXPIRED, swept or not.
--
-- KEYS  1 room
-- ARGV  for each person: incarnation, ticket, nonce
-- reply for each person: state, ms to the deadline, time to live in ms; or '', 0, 0 where there is no such session
return views(load_room(VIEW))
