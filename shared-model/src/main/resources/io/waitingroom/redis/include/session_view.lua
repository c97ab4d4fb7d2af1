-- A session as its holder sees it: state, milliseconds to its deadline, and the time to live that the deadline was set with, from
-- which the client derives its heartbeat interval.
local VIEW = { 'now', 'waiting-ttl', 'active-ttl', 'claim-ttl' }

local function time_to_live(session, room)
  if session.state == 'W' then return room['waiting-ttl'] end
  if session.state == 'A' and room['claim-ttl'] > 0 then return room['claim-ttl'] end
  return room['active-ttl']
end

local function view(session, room)
  if session.state == 'L' then return 'LEFT', 0, 0 end
  if has_ended(session, room.now) then return 'EXPIRED', 0, 0 end
  return is_active(session) and 'ACTIVE' or 'WAITING', session.deadline - room.now, time_to_live(session, room)
end

-- Returns the reply for all sessions in the arguments: three arguments for each, from the given index on. Runs the optional step
-- on each session first.
local function views(room, first, step)
  local reply = { 0 }
  for person = first, #ARGV, 3 do
    local session = find_session(room, person)
    local at = #reply
    if session then
      if step then step(session) end
      reply[at + 1], reply[at + 2], reply[at + 3] = view(session, room)
    else
      reply[at + 1], reply[at + 2], reply[at + 3] = '', 0, 0
    end
  end
  reply[1] = as_of()
  return reply
end
