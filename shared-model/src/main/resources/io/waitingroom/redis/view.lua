#!lua flags=allow-oom
--!include room record audit departures transition find_session session_view
-- Reads sessions. One whose deadline has passed is ended by that: no snapshot and no earlier answer that shows it as alive
-- may pass for one of the same moment.
--
-- KEYS  1 room
-- ARGV  for each person: incarnation, ticket, nonce
-- reply as of, and for each person: state, ms to the deadline, time to live in ms; or '', 0, 0 where there is no such session
return views(load_room(AUDIT, TRANSITION, VIEW), 1)
