-- The session that the three arguments from the given one on (incarnation, ticket, nonce) name, or nil: unknown, of an
-- earlier room, another person's, or ended so long ago that it is forgotten. One that is overdue is ended first.
local function find_session(room, first)
  if not room or room.incarnation ~= ARGV[first] then return nil end
  local session = read_record(tonumber(ARGV[first + 1]))
  if not session or session.nonce ~= ARGV[first + 2] then return nil end
  end_if_overdue(session, room)
  return not is_forgotten(session, room) and session or nil
end
