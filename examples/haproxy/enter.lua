-- Instant entry: while there is room, the waiting room gives a visit without a permit a session and a permit at once.
local FORWARDED = { 'accept', 'sec-fetch-mode', 'sec-fetch-dest', 'sec-purpose', 'purpose', 'x-requested-with', 'user-agent' }
local TIMEOUT_MS = 500

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
  for _, name in ipairs(FORWARDED) do
    if first(sent, name) then headers[name] = { first(sent, name) } end
  end
  -- The browser may have a session already: one that is WAITING, or one whose permit has expired.
  local session = (first(sent, 'cookie') or ''):match('waiting%-room%-session=[^;%s]+')
  if session then headers['cookie'] = { session } end

  local address = 'http://' .. os.getenv('WAITING_ROOM') .. '/api/waiting-room/verify'
  local answer = core.httpclient():get { url = address, headers = headers, timeout = TIMEOUT_MS }
  local permit = answer and answer.status == 204 and first(answer.headers, 'waiting-room-permit')
  if permit then
    txn:set_var('txn.entered', permit)
    txn:set_var('txn.permit', permit)
    local cookie = first(answer.headers, 'set-cookie')
    if cookie then txn:set_var('txn.session_cookie', cookie) end
  end
end, 0)
