-- Finds the session of three arguments: incarnation, ticket and nonce, from the given index on. Returns nil if the session is
-- unknown, belongs to an earlier room or to another holder, or has ended and its retention is over. Ends an overdue session
-- first.
local function find_session(room, first)
  if not room or room.incarnation ~= ARGV[first] then return nil end
  local session = read_record(tonumber(ARGV[first + 1]))
  if not session or session.nonce ~= ARGV[first + 2] then return nil end
  end_if_overdue(session, room)
  return not is_forgotten(session, room) and session or nil
end
