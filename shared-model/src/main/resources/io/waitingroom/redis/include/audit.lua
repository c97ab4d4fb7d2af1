-- The audit trail: each transition of a session and each take-over, in the order in which Redis executed them. The room's
-- setting `audit` limits its length. It is off by default, because each entry costs a write.
--
-- All entries have the same fields, which a stream stores once for many: ticket, nonce (hex), from, to, at (room time, ms),
-- epoch (of the leader that did it, or that led meanwhile), capacity (where a leader began). A take-over has to =
-- LEADER, and the last ticket ever given.
local AUDIT, TRAIL = { 'audit', 'epoch', 'now' }, prefix .. 'audit'
local STATES = { W = 'WAITING', A = 'ACTIVE', C = 'ACTIVE', L = 'LEFT', E = 'EXPIRED', [''] = '' }

local function add_to_trail(room, ticket, nonce, from, to, capacity)
  redis.call('XADD', TRAIL, 'MAXLEN', '~', room.audit, '*', 'ticket', ticket, 'nonce', nonce, 'from', from, 'to', to,
    'at', room.now, 'epoch', room.epoch, 'capacity', capacity)
end

-- From is '' where the session is new.
local function audit(room, session, from)
  if not room.audit or room.audit == 0 then return end
  local nonce = string.gsub(session.nonce, '.', function(byte) return string.format('%02x', string.byte(byte)) end)
  add_to_trail(room, session.ticket, nonce, STATES[from], STATES[session.state], '')
end

local function audit_leader(room)
  if not room.audit or room.audit == 0 then return end
  add_to_trail(room, room.tickets, '', '', 'LEADER', room.capacity)
end
