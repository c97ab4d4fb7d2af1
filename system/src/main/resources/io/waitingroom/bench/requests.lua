-- For wrk: one kind of request, for sessions in turn where there is a file of them.
-- Arguments: method, path, what follows the id, file of ids or '', milliseconds to wait before each request or 0.
local requests, last, wait = {}, 0, 0

function init(arguments)
  local method, path, action, file = arguments[1], arguments[2], arguments[3], arguments[4]
  wait = tonumber(arguments[5])
  if file == '' then requests[1] = wrk.format(method, path) end
  if file ~= '' then
    for id in io.lines(file) do requests[#requests + 1] = wrk.format(method, path .. '/' .. id .. action) end
  end
  if wait > 0 then delay = function() return wait end end
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary)
  local errors = summary.errors
  print(string.format('RESULT %d %d %d', summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
