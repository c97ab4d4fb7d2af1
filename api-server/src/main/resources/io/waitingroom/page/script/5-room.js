// The calls of the API, and what their answers mean.
const SESSIONS = '/api/waiting-room/sessions';
const CALL_LIMIT_MILLIS = 10000;
const LONGEST_PAUSE = 15;

let failures = 0;
let notBefore = 0;

const one = () => `${SESSIONS}/${memory.id}`;

// Answers with status 0 where none came. A call that hangs would hold up all that follow.
async function call(method, path, options) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), CALL_LIMIT_MILLIS);
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

// Tries again later, and not everybody at the same moment.
function fail(answer) {
  failures++;
  const told = Number(answer.header('Retry-After'));
  const pause = told || Math.min(LONGEST_PAUSE, 2 ** failures);
  notBefore = Date.now() + pause * 1000 * (1 + Math.random() / 2);
  show(navigator.onLine === false ? 'offline' : 'unavailable', memory.view);
}

// Takes over what the server tells of the session. One that is older than what is known changes nothing.
function learn(view, changes) {
  failures = 0;
  notBefore = 0;
  const known = memory.view || {};
  if (view.sessionId !== memory.id || (view.status === 'WAITING' && known.status && known.status !== 'WAITING')) {
    return;
  }
  if (view.status === 'WAITING' && view.position && known.position) {
    view.position = Math.min(view.position, known.position);
  }
  remember({
    view,
    seenAt: Date.now(),
    asOf: newer(view.asOf),
    start: memory.start || view.position,
    // Three heartbeats fit into it; a heartbeat's answer tells it exactly.
    timeToLive: (view.status === 'WAITING' && (view.expiresInSeconds || 3 * view.heartbeatAfterSeconds))
      || memory.timeToLive,
    ...changes,
  });
  showView();
}

// What every tab shows of what the browser knows.
function showView() {
  const view = memory.view || {};
  switch (view.status) {
    case 'WAITING':
      return show(view.room === 'closed' ? 'closed' : 'waiting', view);
    case 'ACTIVE':
      return itIsYourTurn(view);
    case 'LEFT':
      return end('left');
    case 'EXPIRED':
      return end('lost');
  }
}

async function look() {
  hear(await call('GET', `${one()}?asOf=${asOf()}`));
}

async function beat() {
  hear(await call('POST', `${one()}:heartbeat?asOf=${asOf()}`), { beatAt: Date.now() });
}

function hear(answer, changes) {
  if (answer.status === 200) {
    learn(answer.body, changes);
  } else if (answer.status === 404 || answer.status === 409) {
    // A room that was opened anew counts its history from the start.
    remember({
      view: { sessionId: memory.id, status: answer.body.sessionStatus || 'EXPIRED' },
      asOf: answer.status === 404 ? '' : asOf(),
    });
    showView();
  } else {
    fail(answer);
  }
}
