// What this browser knows of its place, the same for all of its tabs: in local storage and, for the server, in cookies.
// Where storage is forbidden, this tab alone knows it. Fields: id; key, of a join under way; view, the newest answer of
// the API; start, the first position; seenAt and beatAt, when the server last told something and last heard a heartbeat.
const STORE = 'waiting-room';
const SESSION_COOKIE = 'waiting-room-session';
const SEEN_COOKIE = 'waiting-room-seen';
const PROBE_COOKIE = 'waiting-room-probe';
const DAY = 24 * 60 * 60;

let memory = {};

function recall() {
  try {
    memory = JSON.parse(localStorage.getItem(STORE)) || {};
  } catch {
    // Forbidden, or not ours: what this tab knows is all there is.
  }
  if (Date.now() - (memory.seenAt || 0) > DAY * 1000) {
    memory = { key: memory.key };
  }
  return memory;
}

function remember(changes) {
  memory = { ...memory, ...changes };
  try {
    localStorage.setItem(STORE, JSON.stringify(memory));
  } catch {
    // As above.
  }
  setCookie(SESSION_COOKIE, memory.id);
  const view = memory.view || {};
  setCookie(SEEN_COOKIE, memory.id && `${asOf()}.${memory.start || 0}.${view.position || 0}`);
}

function setCookie(name, value) {
  try {
    document.cookie = `${name}=${value || ''}; Path=/; Max-Age=${value ? DAY : 0}${config.cookies}`;
  } catch {
    // As above.
  }
}

// Whether the browser gives back what it is told to keep. Where it does not, nobody could be let in.
function keepsCookies() {
  setCookie(PROBE_COOKIE, '1');
  let kept = false;
  try {
    kept = document.cookie.includes(`${PROBE_COOKIE}=1`);
  } catch {
    // As above.
  }
  setCookie(PROBE_COOKIE, '');
  return kept;
}

// As of when this browser knows. To scripts it means nothing, but that of two of one room the greater text is newer.
function asOf() {
  // Earlier versions of the page kept a number.
  return typeof memory.asOf === 'string' ? memory.asOf : '';
}

function newer(told) {
  return told > asOf() ? told : asOf();
}

// Seconds since a moment. A clock that was set back makes everything due.
function since(moment) {
  const passed = (Date.now() - (moment || 0)) / 1000;
  return passed < 0 ? Infinity : passed;
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
