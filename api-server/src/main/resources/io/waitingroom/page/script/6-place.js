// What is done for the place. One thing at a time: `task` is done again and again, as often as there is a tick, and
// becomes another one by what it finds.
const TICK_MILLIS = 1000;
const READING_MILLIS = 2500;
const IDLE_POLL_SECONDS = 10;
// The tab that listens or looks for the others has told them by then.
const TOLD_SECONDS = 2;
const STREAM_FAILURES = 2;
const STREAM_PAUSE_MILLIS = 60000;
// Tabs that write at once have agreed on one key by then, where there are no locks.
const AGREE_MILLIS = 150;
// Whoever comes back sooner was not let in, and is not to go round in circles.
const BACK_SECONDS = 10;

let task = null;
let busy = false;
let ready = false;
let leading = false;
let stream = null;
let streamFailures = 0;
let listenAfter = 0;
let pollsOnly = null;
let turn = null;
let clock = null;
const jitter = 0.9 + Math.random() / 10;

async function tick() {
  keepTime();
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

function begin(next) {
  task = next;
  notBefore = 0;
  tick();
}

async function join() {
  if (!keepsCookies()) {
    task = null;
    return show('cookies');
  }
  if (shown !== 'unavailable' && shown !== 'offline') {
    show('joining');
  }
  await alone('waiting-room-join', async () => {
    recall();
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
      return fail(answer);
    }
    const now = Date.now();
    remember({ id: answer.body.sessionId, key: undefined, seenAt: now, beatAt: now });
    task = watch;
    await look();
  });
}

// The key is kept before it is used: an answer that got lost is asked for again with the same one.
async function agreeOnKey() {
  remember({ key: newKey() });
  if (!navigator.locks) {
    await new Promise(resolve => setTimeout(resolve, AGREE_MILLIS));
    recall();
  }
}

// Tabs that are opened at once join once. Without locks, or where they are forbidden, the key that they share sees to that.
async function alone(name, action) {
  let begun = false;
  try {
    return await navigator.locks.request(name, () => {
      begun = true;
      return action();
    });
  } catch (error) {
    if (begun) {
      throw error;
    }
    return action();
  }
}

async function watch() {
  const view = memory.view || {};
  const waiting = view.status === 'WAITING';
  if (waiting && since(memory.beatAt) > view.heartbeatAfterSeconds) {
    await stay();
  } else if (since(memory.seenAt) > patience(view) || !view.status) {
    await look();
  } else if (view.status === 'ACTIVE' && config.stays && !document.hidden && !memory.claimed) {
    await claim();
  } else if (waiting) {
    listen();
  }
}

// A heartbeat claims what was granted meanwhile. Where nobody is there to use it, that is to be known before.
async function stay() {
  if (document.hidden) {
    await look();
  }
  if (task === watch && memory.view?.status === 'WAITING') {
    await beat();
  }
}

// How long to go without news, and hardly longer than the server said, or a turn may be lost: a stream may have fallen silent.
// Other tabs leave the one that listens a moment to tell them.
function patience(view) {
  const pause = (view.pollAfterSeconds || IDLE_POLL_SECONDS) * jitter;
  return navigator.locks && !leading ? pause + TOLD_SECONDS : pause;
}

// Listens in one tab only: browsers have few connections for a server, and tabs share them.
function listen() {
  if (stream || !leading || Date.now() < listenAfter || pollsOnly === memory.id) {
    return;
  }
  stream = new EventSource(`${one()}/events?asOf=${asOf()}`);
  stream.onmessage = event => {
    streamFailures = 0;
    learn(JSON.parse(event.data));
  };
  // The place is looked at elsewhere as well: who listened again would only be in the way of the others, and they in ours.
  stream.addEventListener('poll', () => {
    pollsOnly = memory.id;
    hush();
  });
  stream.onerror = () => {
    streamFailures++;
    if (streamFailures >= STREAM_FAILURES) {
      listenAfter = Date.now() + STREAM_PAUSE_MILLIS * (1 + Math.random());
      streamFailures = 0;
      hush();
    } else if (stream?.readyState === EventSource.CLOSED) {
      hush();
    }
    memory.seenAt = 0;
  };
}

function hush() {
  stream?.close();
  stream = null;
}

function itIsYourTurn(view) {
  hush();
  if (task !== watch) {
    return;
  }
  show(config.state === 'round' ? 'round' : 'active', view);
  alertOnce();
  goSoon();
}

// A page that nobody looks at goes nowhere: what it went to would be taken for used.
function goSoon() {
  if (!config.stays && !document.hidden && !turn) {
    turn = setTimeout(() => begin(go), memory.claimed && since(memory.wentAt) > BACK_SECONDS ? 0 : READING_MILLIS);
  }
}

// Servers are not sent what follows the hash: the address that leads here has it, from that which led to us.
function onward() {
  return config.next.includes('#') ? config.next : config.next + location.hash;
}

async function claim() {
  hear(await call('POST', `${one()}:heartbeat?asOf=${asOf()}`), { claimed: true, beatAt: Date.now() });
}

// Claims the slot, and is told the address: to another host, the permit goes along in it.
async function go() {
  show('going', memory.view);
  const answer = await call('POST', '/waiting-room/go', {
    headers: { Accept: 'application/json', 'X-Waiting-Room-Session': memory.id },
    body: new URLSearchParams({ next: onward() }),
    credentials: 'same-origin',
  });
  if (answer.status === 200 && answer.body.next) {
    task = null;
    remember({ claimed: true, wentAt: Date.now() });
    location.replace(answer.body.next);
  } else if (answer.status === 200) {
    task = watch;
    await look();
  } else {
    hear(answer);
  }
}

async function leave() {
  const answer = await call('POST', `${one()}:leave`, { credentials: 'same-origin' });
  if (answer.status === 204 || answer.status === 404) {
    remember({ asOf: newer(answer.header('Waiting-Room-As-Of')) });
    end('left');
  } else {
    fail(answer);
  }
}

function end(state) {
  hush();
  clearTimeout(turn);
  turn = null;
  task = null;
  if (state === 'left') {
    forget();
    markLeft(true);
  }
  show(state);
}

function forget() {
  if (memory.id) {
    remember({ id: undefined, view: undefined, key: undefined, start: undefined, claimed: undefined });
  }
}

// In the address, so that a reload does not join again.
function markLeft(left) {
  const address = new URL(location);
  left ? address.searchParams.set('left', '1') : address.searchParams.delete('left');
  history.replaceState(null, '', address);
}

function rejoin() {
  forget();
  markLeft(false);
  element('progress').value = 0;
  begin(join);
}
