-- Asks the waiting room about a request without a good permit. It lets a visit in at once while there is room, and gives a permit to
-- a request that shows an ACTIVE session.
local TOLD = { 'accept', 'sec-fetch-mode', 'sec-fetch-dest', 'sec-purpose', 'purpose', 'x-purpose', 'x-moz', 'x-requested-with', 'user-agent' }
local NAME = 'waiting-room-session'
local LIMIT_MS = 500

local function first(headers, name)
  return headers and headers[name] and headers[name][0]
end

-- All cookies of that name: another application or an older visit may have left one besides. The waiting room finds the good one.
local function sessions(header)
  local found = {}
  for name, value in (header or ''):gmatch('([^=;%s]+)=([^;%s]*)') do
    if name == NAME then found[#found + 1] = NAME .. '=' .. value end
  end
  return #found > 0 and table.concat(found, '; ') or nil
end

core.register_action('enter', { 'http-req' }, function(txn)
  local sent = txn.http:req_get_headers()
  local headers = {
    ['x-waiting-room-enter'] = { 'true' },
    ['x-forwarded-for'] = { txn.sf:src() },
    ['x-forwarded-proto'] = { first(sent, 'x-forwarded-proto') },
    ['x-forwarded-method'] = { txn.sf:method() },
    ['host'] = { first(sent, 'host') },
  }
  for _, name in ipairs(TOLD) do
    if first(sent, name) then headers[name] = { first(sent, name) } end
  end
  local cookies = sessions(first(sent, 'cookie'))
  if cookies then headers['cookie'] = { cookies } end

  local address = 'http://' .. os.getenv('WAITING_ROOM') .. '/api/waiting-room/verify'
  local answer = core.httpclient():get { url = address, headers = headers, timeout = LIMIT_MS }
  local permit = answer and answer.status == 204 and first(answer.headers, 'waiting-room-permit')
  if permit then
    txn:set_var('txn.entered', permit)
    txn:set_var('txn.permit', permit)
    local cookie = first(answer.headers, 'set-cookie')
    if cookie then txn:set_var('txn.session_cookie', cookie) end
  elseif answer and answer.status == 503 then
    -- A search engine, which keeps no place, or a waiting room that cannot tell.
    txn:set_var('txn.retry_after', first(answer.headers, 'retry-after') or '2')
  end
end, 0)
