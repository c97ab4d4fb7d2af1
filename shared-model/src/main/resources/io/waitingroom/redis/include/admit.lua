-- Activates the session of a ticket, or skips it: forgotten, left, expired, or active already. Knows
-- nothing of the intake that the ticket came from; tickets may have gaps and may come twice.
-- Returns the milliseconds that an activated session has waited, else nil.
local ADMIT = { 'active-ttl', 'claim-ttl', 'max-active' }

local function admit(ticket, room)
  local session = ticket and read_record(ticket)
  if not session or session.state ~= 'W' then return nil end
  if session.deadline <= room.now then
    expire(session, room)
    return nil
  end
  local waited = math.max(0, room.now - session.since)
  local deadline = room.now + (room['claim-ttl'] > 0 and room['claim-ttl'] or room['active-ttl'])
  if room['max-active'] > 0 then deadline = math.min(deadline, room.now + room['max-active']) end
  change_state(session, 'A', deadline, room)
  redis.call('ZADD', ACTIVE, session.deadline, ticket)
  return waited
end
