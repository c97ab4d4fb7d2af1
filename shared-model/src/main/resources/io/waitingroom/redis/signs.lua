#!lua flags=no-writes
--!include room signs
-- Counts the API servers that can answer people: whose sign of life is young and tells of no problem.
--
-- KEYS  1 room
-- ARGV  none
-- reply how many
return { answering(redis_millis()) }
