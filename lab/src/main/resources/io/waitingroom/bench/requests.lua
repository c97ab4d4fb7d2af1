-- For wrk: one kind of request, for sessions in turn where there is a file of what names them: ids or permits.
-- Arguments: method, path, where a session is named (in the 'path', as the 'bearer' or 'nowhere'), what follows its name in
-- the path, file of names, milliseconds to wait before each request or 0, and whether these are 'even', which keeps all
-- connections in step, or 'random' about that mean.
local requests, last, wait = {}, 0, 0

local function format(method, path, where, action, name)
  if where == 'bearer' then return wrk.format(method, path, { Authorization = 'Bearer ' .. name }) end
  return wrk.format(method, path .. '/' .. name .. action)
end

function init(arguments)
  local method, path, where, action, file = unpack(arguments, 1, 5)
  wait = tonumber(arguments[6])
  if where == 'nowhere' then requests[1] = wrk.format(method, path) end
  if where ~= 'nowhere' then
    for name in io.lines(file) do requests[#requests + 1] = format(method, path, where, action, name) end
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
