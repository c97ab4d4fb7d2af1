// Calls the API and handles its responses.
const SESSIONS = '/api/waiting-room/sessions';
const CALL_TIMEOUT_MILLIS = 10000;
const MAX_RETRY_SECONDS = 15;

let failures = 0;
let notBefore = 0;

const sessionUrl = () => `${SESSIONS}/${memory.id}`;

// Returns status 0 if there was no response. The timeout is needed because a call that hangs would block all later ones.
async function call(method, path, options) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), CALL_TIMEOUT_MILLIS);
  try {
    const answer = await fetch(path, { method, signal: limit.signal, cache: 'no-store', credentials: 'omit', ...options });
    const text = await answer.text();
    return { status: answer.status, header: name => answer.headers.get(name), body: text ? JSON.parse(text) : {} };
  } catch {
    return { status: 0, header: () => null, body: {} };
  } finally {
    clearTimeout(timer);
  }
}

// Retries later, with jitter, so that not all browsers retry at the same moment.
function retryLater(answer) {
  failures++;
  const retryAfter = Number(answer.header('Retry-After'));
  const seconds = retryAfter || Math.min(MAX_RETRY_SECONDS, 2 ** failures);
  notBefore = Date.now() + seconds * 1000 * (1 + Math.random() / 2);
  show(navigator.onLine === false ? 'offline' : 'unavailable', memory.view);
}

// Stores a view of the session, unless it is older than the stored one.
function applyView(view, changes) {
  failures = 0;
  notBefore = 0;
  const known = memory.view || {};
  if (view.sessionId !== memory.id || (view.status === 'WAITING' && known.status && known.status !== 'WAITING')) {
    return;
  }
  if (view.status === 'WAITING' && view.position && known.position) {
    view.position = Math.min(view.position, known.position);
  }
  saveMemory({
    view,
    seenAt: Date.now(),
    asOf: newerAsOf(view.asOf),
    start: memory.start || view.position,
    // Only the response to a heartbeat has the exact deadline. Otherwise it is estimated: it allows for three heartbeats.
    timeToLive: (view.status === 'WAITING' && (view.expiresInSeconds || 3 * view.heartbeatAfterSeconds))
      || memory.timeToLive,
    ...changes,
  });
  showView();
}

// Shows the stored view. Every tab does so, also after another tab has stored it.
function showView() {
  const view = memory.view || {};
  switch (view.status) {
    case 'WAITING':
      return show(view.room === 'closed' ? 'closed' : 'waiting', view);
    case 'ACTIVE':
      return onActive(view);
    case 'LEFT':
      return end('left');
    case 'EXPIRED':
      return end('lost');
  }
}

async function poll() {
  handleResponse(await call('GET', `${sessionUrl()}?asOf=${asOf()}`));
}

async function heartbeat() {
  handleResponse(await call('POST', `${sessionUrl()}:heartbeat?asOf=${asOf()}`), { beatAt: Date.now() });
}

function handleResponse(answer, changes) {
  if (answer.status === 200) {
    applyView(answer.body, changes);
  } else if (answer.status === 404 || answer.status === 409) {
    // After a 404, asOf is reset: a room that was opened anew starts its asOf again.
    saveMemory({
      view: { sessionId: memory.id, status: answer.body.sessionStatus || 'EXPIRED' },
      asOf: answer.status === 404 ? '' : asOf(),
    });
    showView();
  } else {
    retryLater(answer);
  }
}
