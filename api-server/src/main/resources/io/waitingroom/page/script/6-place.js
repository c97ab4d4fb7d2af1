// Joins, keeps and uses the session. One task runs at a time: each tick runs `task`, which may set another task.
const TICK_MILLIS = 1000;
const READING_MILLIS = 2500;
const IDLE_POLL_SECONDS = 10;
// The other tabs wait this much longer than the leader tab, which gets updates for all of them.
const FOLLOWER_GRACE_SECONDS = 2;
const STREAM_FAILURES = 2;
const STREAM_PAUSE_MILLIS = 60000;
// Without locks: the time after which tabs that wrote a key at the same moment all read the same one.
const KEY_SETTLE_MILLIS = 150;
// A visitor who comes back sooner than this was not let in: going on at once again would be a redirect loop.
const LOOP_SECONDS = 10;

let task = null;
let busy = false;
let ready = false;
let isLeader = false;
let stream = null;
let streamFailures = 0;
let streamAfter = 0;
let pollOnlySession = null;
let goTimer = null;
let clock = null;
const jitter = 0.9 + Math.random() / 10;

async function tick() {
  startClock();
  if (!ready || busy || !task || Date.now() < notBefore) {
    return;
  }
  busy = true;
  try {
    await task();
  } finally {
    busy = false;
  }
}

function startTask(next) {
  task = next;
  notBefore = 0;
  tick();
}

async function join() {
  if (!acceptsCookies()) {
    task = null;
    return show('cookies');
  }
  if (displayedState !== 'unavailable' && displayedState !== 'offline') {
    show('joining');
  }
  await withLock('waiting-room-join', async () => {
    loadMemory();
    if (!memory.id && !memory.key) {
      await agreeOnKey();
    }
    if (memory.id) {
      task = watch;
      return showView();
    }
    if (!memory.key) {
      return undefined;
    }
    const answer = await call('POST', SESSIONS, { headers: { 'Idempotency-Key': memory.key } });
    if (answer.status !== 202) {
      return retryLater(answer);
    }
    const now = Date.now();
    saveMemory({ id: answer.body.sessionId, key: undefined, seenAt: now, beatAt: now });
    task = watch;
    await poll();
  });
}

// Stores the key before it is used, so that a join whose response was lost is repeated with the same key.
async function agreeOnKey() {
  saveMemory({ key: newKey() });
  if (!navigator.locks) {
    await new Promise(resolve => setTimeout(resolve, KEY_SETTLE_MILLIS));
    loadMemory();
  }
}

// Runs an action under a lock that all tabs share, so that tabs which are opened at once join once. Without locks, or where they are
// blocked, the shared key ensures that.
async function withLock(name, action) {
  let started = false;
  try {
    return await navigator.locks.request(name, () => {
      started = true;
      return action();
    });
  } catch (error) {
    if (started) {
      throw error;
    }
    return action();
  }
}

async function watch() {
  const view = memory.view || {};
  const waiting = view.status === 'WAITING';
  if (waiting && secondsSince(memory.beatAt) > view.heartbeatAfterSeconds) {
    await renew();
  } else if (secondsSince(memory.seenAt) > pollInterval(view) || !view.status) {
    await poll();
  } else if (view.status === 'ACTIVE' && config.stays && !document.hidden && !memory.claimed) {
    await claim();
  } else if (waiting) {
    openStream();
  }
}

// Renews the deadline of a WAITING session. If a slot was granted meanwhile, the heartbeat would claim it. A hidden page therefore polls
// first: its visitor may not be there to use the slot.
async function renew() {
  if (document.hidden) {
    await poll();
  }
  if (task === watch && memory.view?.status === 'WAITING') {
    await heartbeat();
  }
}

// The seconds without news after which to poll, also while the stream is open, since it may have gone silent. Hardly longer than the
// server's pollAfterSeconds, or the visitor could miss the turn. Other tabs give the leader tab a moment to share its update.
function pollInterval(view) {
  const pause = (view.pollAfterSeconds || IDLE_POLL_SECONDS) * jitter;
  return navigator.locks && !isLeader ? pause + FOLLOWER_GRACE_SECONDS : pause;
}

// Opens the event stream, in the leader tab only: browsers limit the connections to a server, and tabs share them.
function openStream() {
  if (stream || !isLeader || Date.now() < streamAfter || pollOnlySession === memory.id) {
    return;
  }
  stream = new EventSource(`${sessionUrl()}/events?asOf=${asOf()}`);
  stream.onmessage = event => {
    streamFailures = 0;
    applyView(JSON.parse(event.data));
  };
  // The server ended this stream because the session has too many streams. A new one would end another, whose client would do the same.
  stream.addEventListener('poll', () => {
    pollOnlySession = memory.id;
    closeStream();
  });
  stream.onerror = () => {
    streamFailures++;
    if (streamFailures >= STREAM_FAILURES) {
      streamAfter = Date.now() + STREAM_PAUSE_MILLIS * (1 + Math.random());
      streamFailures = 0;
      closeStream();
    } else if (stream?.readyState === EventSource.CLOSED) {
      closeStream();
    }
    memory.seenAt = 0;
  };
}

function closeStream() {
  stream?.close();
  stream = null;
}

function onActive(view) {
  closeStream();
  if (task !== watch) {
    return;
  }
  show(config.state === 'round' ? 'round' : 'active', view);
  alertOnce();
  scheduleGo();
}

// Goes on after the visitor had time to read. A hidden page does not: that would claim the slot of a visitor who may be absent.
function scheduleGo() {
  if (!config.stays && !document.hidden && !goTimer) {
    goTimer = setTimeout(() => startTask(go), memory.claimed && secondsSince(memory.wentAt) > LOOP_SECONDS ? 0 : READING_MILLIS);
  }
}

// The destination with its fragment. Browsers do not send fragments to servers, but keep them in redirects, so it is in our address.
function destination() {
  return config.next.includes('#') ? config.next : config.next + location.hash;
}

async function claim() {
  handleResponse(await call('POST', `${sessionUrl()}:heartbeat?asOf=${asOf()}`), { claimed: true, beatAt: Date.now() });
}

// Claims the slot and goes to the address in the response. For another host, that address contains the permit.
async function go() {
  show('going', memory.view);
  const answer = await call('POST', '/waiting-room/go', {
    headers: { Accept: 'application/json', 'X-Waiting-Room-Session': memory.id },
    body: new URLSearchParams({ next: destination() }),
    credentials: 'same-origin',
  });
  if (answer.status === 200 && answer.body.next) {
    task = null;
    saveMemory({ claimed: true, wentAt: Date.now() });
    location.replace(answer.body.next);
  } else if (answer.status === 200) {
    task = watch;
    await poll();
  } else {
    handleResponse(answer);
  }
}

async function leave() {
  const answer = await call('POST', `${sessionUrl()}:leave`, { credentials: 'same-origin' });
  if (answer.status === 204 || answer.status === 404) {
    saveMemory({ asOf: newerAsOf(answer.header('Waiting-Room-As-Of')) });
    end('left');
  } else {
    retryLater(answer);
  }
}

function end(state) {
  closeStream();
  clearTimeout(goTimer);
  goTimer = null;
  task = null;
  if (state === 'left') {
    forgetSession();
    markLeft(true);
  }
  show(state);
}

function forgetSession() {
  if (memory.id) {
    saveMemory({ id: undefined, view: undefined, key: undefined, start: undefined, claimed: undefined });
  }
}

// Marks the address, so that a reload does not join again.
function markLeft(left) {
  const address = new URL(location);
  left ? address.searchParams.set('left', '1') : address.searchParams.delete('left');
  history.replaceState(null, '', address);
}

function rejoin() {
  forgetSession();
  markLeft(false);
  element('progress').value = 0;
  startTask(join);
}
