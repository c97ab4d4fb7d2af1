#!lua flags=no-writes
--!include room held departures room_figures
-- Reads at one moment all that positions are computed from. It returns only the bytes of the departure logs that the reader does
-- not have yet, and at most as many as fit into a reply. If the reply is incomplete, the reader calls again before it uses the
-- snapshot.
--
-- KEYS  1 room
-- ARGV  1 incarnation that the reader knows or '', 2 maximum bytes of logs, then for each log that the reader has:
--       block, bytes of it
-- reply {} where there is no room, else {incarnation, as of, front, 1 where this is complete else 0, figures, settings} and
--       for each log with new bytes: block, offset of the new bytes, bytes
local SETTINGS = { 'batch-size', 'rate-ms', 'waiting-ttl', 'active-ttl' }
local room = load_room({ 'incarnation', 'front', 'tickets' }, SETTINGS, CLAIM)
if not room then return {} end

local settings, known, left = {}, {}, tonumber(ARGV[2])
for i, name in ipairs(SETTINGS) do settings[i] = room[name] end
settings[#settings + 1] = time_to_claim(room)
if room.incarnation == ARGV[1] then
  for i = 3, #ARGV, 2 do known[tonumber(ARGV[i])] = tonumber(ARGV[i + 1]) end
end

local reply = { room.incarnation, as_of(), room.front, 1, figures(), settings }
for block = block_of(room.front + 1), block_of(room.tickets) do
  local from = known[block] or 0
  local news = redis.call('GETRANGE', log_key(room.incarnation, block), from, from + left - 1)
  if #news > 0 then
    local at = #reply
    reply[at + 1], reply[at + 2], reply[at + 3] = block, from, news
    left = left - #news
  end
  if left < 2 then
    reply[4] = 0
    break
  end
end
return reply
