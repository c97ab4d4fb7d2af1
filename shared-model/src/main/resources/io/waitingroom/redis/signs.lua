#!lua flags=no-writes
--!include room signs
-- Counts the API servers that can answer clients: those with a recent sign of life that reports no problem.
--
-- KEYS  1 room
-- ARGV  none
-- reply how many
return { answering(redis_millis()) }
