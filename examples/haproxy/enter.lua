-- While nobody has to wait, a visit with nothing to show is let in at once: the waiting room gives it a session and a permit.
local TOLD = { 'accept', 'sec-fetch-mode', 'sec-fetch-dest', 'sec-purpose', 'purpose', 'x-requested-with', 'user-agent' }
local LIMIT_MS = 500

local function first(headers, name)
  return headers and headers[name] and headers[name][0]
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
  -- Somebody who waits has a place already, and whose permit has run out may have a session.
  local session = (first(sent, 'cookie') or ''):match('waiting%-room%-session=[^;%s]+')
  if session then headers['cookie'] = { session } end

  local address = 'http://' .. os.getenv('WAITING_ROOM') .. '/api/waiting-room/verify'
  local answer = core.httpclient():get { url = address, headers = headers, timeout = LIMIT_MS }
  local permit = answer and answer.status == 204 and first(answer.headers, 'waiting-room-permit')
  if permit then
    txn:set_var('txn.entered', permit)
    txn:set_var('txn.permit', permit)
    local cookie = first(answer.headers, 'set-cookie')
    if cookie then txn:set_var('txn.session_cookie', cookie) end
  end
end, 0)
