#!lua flags=allow-oom
--!include room record audit departures transition find_session session_view
-- Reads sessions. A session whose deadline has passed is ended by the read, which advances as-of. So no snapshot or earlier
-- response that shows it as alive can have the same as-of as this reply.
--
-- KEYS  1 room
-- ARGV  for each session: incarnation, ticket, nonce
-- reply as of, and for each session: state, ms to the deadline, time to live in ms; or '', 0, 0 where there is no such session
return views(load_room(AUDIT, TRANSITION, VIEW), 1)
