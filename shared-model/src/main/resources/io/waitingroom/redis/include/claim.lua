-- The session that ARGV[1..3] (incarnation, ticket, nonce) name, or nil: unknown, of an earlier room,
-- another person's, or ended so long ago that it is forgotten.
local function claimed_session(room)
  if not room or room.incarnation ~= ARGV[1] then return nil end
  local session = read_record(tonumber(ARGV[2]))
  if not session or session.nonce ~= ARGV[3] or is_forgotten(session, room) then return nil end
  return session
end
