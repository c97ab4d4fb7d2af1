-- A wrk script that sends one kind of request, for the sessions of a file in turn if the request concerns a session.
-- Arguments:
--   1 method
--   2 path
--   3 where the request carries the session's id or permit: 'path', 'bearer' (header Authorization) or 'nowhere'
--   4 the part of the path after the session id
--   5 file with one session id or permit per line
--   6 pause before each request in milliseconds, or 0
--   7 'even', which keeps all connections in step, or 'random', which varies each pause between 0 and twice its length
local requests, last, wait = {}, 0, 0

local function format(method, path, where, action, credential)
  if where == 'bearer' then return wrk.format(method, path, { Authorization = 'Bearer ' .. credential }) end
  return wrk.format(method, path .. '/' .. credential .. action)
end

function init(arguments)
  local method, path, where, action, file = unpack(arguments, 1, 5)
  wait = tonumber(arguments[6])
  if where == 'nowhere' then requests[1] = wrk.format(method, path) end
  if where ~= 'nowhere' then
    for credential in io.lines(file) do requests[#requests + 1] = format(method, path, where, action, credential) end
  end
  if wait > 0 then
    local random = arguments[7] == 'random'
    delay = function() return random and math.random(0, 2 * wait) or wait end
  end
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format('RESULT %d %d %d %d', summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout, latency:percentile(99)))
end
