-- The session that the three arguments from the given one on (incarnation, ticket, nonce) name, or nil: unknown, of an
-- earlier room, another person's, or ended so long ago that it is forgotten.
local function claimed_session(room, first)
  if not room or room.incarnation ~= ARGV[first] then return nil end
  local session = read_record(tonumber(ARGV[first + 1]))
  if not session or session.nonce ~= ARGV[first + 2] or is_forgotten(session, room) then return nil end
  return session
end
