// The state of this browser's session. All tabs share it in local storage; cookies pass it to the server. Where storage is blocked,
// each tab has its own. Fields: id; key, the Idempotency-Key of a pending join; view, the last view from the API; start, the first
// position; seenAt, the time of the last view; beatAt, the time of the last successful heartbeat.
const STORE = 'waiting-room';
const SESSION_COOKIE = 'waiting-room-session';
const SEEN_COOKIE = 'waiting-room-seen';
const PROBE_COOKIE = 'waiting-room-probe';
const DAY = 24 * 60 * 60;

let memory = {};

function loadMemory() {
  try {
    memory = JSON.parse(localStorage.getItem(STORE)) || {};
  } catch {
    // Storage is blocked, or its content is not ours: this tab's own state remains.
  }
  if (Date.now() - (memory.seenAt || 0) > DAY * 1000) {
    memory = { key: memory.key };
  }
  return memory;
}

function saveMemory(changes) {
  memory = { ...memory, ...changes };
  try {
    localStorage.setItem(STORE, JSON.stringify(memory));
  } catch {
    // Storage is blocked.
  }
  setCookie(SESSION_COOKIE, memory.id);
  const view = memory.view || {};
  setCookie(SEEN_COOKIE, memory.id && `${asOf()}.${memory.start || 0}.${view.position || 0}`);
}

function setCookie(name, value) {
  try {
    document.cookie = `${name}=${value || ''}; Path=/; Max-Age=${value ? DAY : 0}${config.cookies}`;
  } catch {
    // Cookies are blocked.
  }
}

// Whether the browser stores cookies. Without them, no visitor could be let in.
function acceptsCookies() {
  setCookie(PROBE_COOKIE, '1');
  let kept = false;
  try {
    kept = document.cookie.includes(`${PROBE_COOKIE}=1`);
  } catch {
    // Cookies are blocked.
  }
  setCookie(PROBE_COOKIE, '');
  return kept;
}

// The newest asOf that this browser got. It is opaque, but ordered: of two values of one room, the greater text is the newer one.
function asOf() {
  // Earlier versions of the page stored a number.
  return typeof memory.asOf === 'string' ? memory.asOf : '';
}

function newerAsOf(other) {
  return other > asOf() ? other : asOf();
}

// The seconds since a time. Infinity if the clock was set back, so that everything is due.
function secondsSince(moment) {
  const passed = (Date.now() - (moment || 0)) / 1000;
  return passed < 0 ? Infinity : passed;
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
