#!lua flags=no-writes
--!include room room_figures
-- Reads the room in numbers.
--
-- KEYS  1 room
-- ARGV  none
-- reply the figures, in the order that RoomFigures gives; all 0 where there is no room
return figures()
