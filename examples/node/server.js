// A service that needs a permit for everything but /static/, with nothing but node:http and jose.
import { createServer } from 'node:http';
import { enter, hasSession } from './enter.js';
import { once, permits } from './permits.js';

const {
  PORT = '8000',
  WAITING_ROOM = 'http://localhost:8080',
  WAITING_PAGE = `${WAITING_ROOM}/waiting-room`,
  ORIGIN = `http://localhost:${PORT}`,
  LEEWAY_SECONDS = '10',
  // Of the cookie with the permit, besides Secure: as the waiting room's --cookie-same-site and --cookie-domain have it.
  COOKIE_ATTRIBUTES = 'SameSite=Lax',
  // Whose pages may read that a permit is needed (CORS), with commas, such as an app's capacitor://localhost.
  ALLOWED_ORIGINS = '',
} = process.env;
const COOKIE = 'waiting-room-permit';
// How often the waiting page led somebody here, which is its own affair.
const ROUND = /[?&]waiting-room-round=[0-9a-z.]+$/;
// Where another site, such as one for payments, sends people back to by a form: no cookies of ours come with that.
const RETURNED = '/returned';
// Nothing in it can be read in two ways.
const OPEN = /^\/(static\/[A-Za-z0-9_-][A-Za-z0-9._-]*|\.well-known(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+|robots\.txt|favicon\.ico)$/;
// As much of a head as is usual; by default Node.js refuses half of that.
const LONGEST_HEAD = 32 * 1024;
// Of a way back that takes more than this once it is escaped, the path.
const LONGEST_NEXT = 6 * 1024;

// Whether a visit may come in at once, since nobody has to wait: for a waiting page on this host, with which the session is shared.
const mayEnter = WAITING_PAGE.startsWith('/');
const verify = permits({ keys: `${WAITING_ROOM}/api/waiting-room/jwks.json`, leewaySeconds: Number(LEEWAY_SECONDS) });
const firstUse = once();

const good = text => verify(text).catch(() => null);

async function fromCookies(request) {
  const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim());
  const shown = pairs.filter(pair => pair.startsWith(`${COOKIE}=`)).slice(0, 8);
  for (const pair of shown) {
    const permit = await good(pair.slice(COOKIE.length + 1));
    if (permit) {
      return permit;
    }
  }
  return null;
}

// Node.js gives bytes as characters; browsers escape those that are not ASCII.
const ascii = text => text.replace(/[^!-~]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

// What was asked for, as it was, but for a permit that another host may have handed over. Browsers take what begins with two slashes
// for another host's.
function address(request) {
  const url = ascii(request.url);
  const [path, ...rest] = url.split('?');
  const pairs = rest.join('?').split('&');
  const isPermit = pair => pair.startsWith(`${COOKIE}=`);
  const handed = pairs.filter(isPermit).map(pair => pair.slice(COOKIE.length + 1));
  const query = pairs.filter(pair => !isPermit(pair)).join('&');
  const here = handed.length === 0 ? url : `${path}${query ? `?${query}` : ''}`;
  return { path, handed, here: /^[/\\]{2}/.test(here) ? ORIGIN + here : here };
}

// Whether a person is to see the answer as a page of its own: browsers say so, and those that are too old for that ask for HTML.
const isVisit = request => ['GET', 'HEAD'].includes(request.method) && isForPage(request);
const isForm = request => request.method === 'POST' && isForPage(request);

function isForPage({ headers }) {
  if (headers.upgrade) {
    return false;
  }
  const mode = headers['sec-fetch-mode'];
  return mode
    ? mode === 'navigate' && (headers['sec-fetch-dest'] ?? 'document') === 'document'
    : !headers['x-requested-with'] && /text\/html/i.test(headers.accept ?? '') || isCrawler(headers);
}

// Search engines do not say what they visit. The waiting room knows their names.
const isCrawler = headers => /bot|spider|crawler|slurp|google/i.test(headers['user-agent'] ?? '');

const isPreflight = ({ method, headers }) =>
  method === 'OPTIONS' && headers.origin && headers['access-control-request-method'];

function lead(response, where, headers = {}) {
  response.writeHead(303, { Location: where, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', ...headers }).end();
}

function refuse(request, response, { path, here }) {
  if (isVisit(request) || isForm(request)) {
    const ways = [here, path, '/'].map(way => encodeURIComponent(way.startsWith(ORIGIN) ? way : ORIGIN + way));
    const posted = isForm(request) ? '&posted=1' : '';
    return lead(response, `${WAITING_PAGE}?next=${ways.find(way => way.length <= LONGEST_NEXT)}${posted}`);
  }
  const detail = 'A permit of the waiting room is needed.';
  response
    .writeHead(401, {
      ...mayRead(request),
      'WWW-Authenticate': 'Bearer realm="waiting-room"',
      'Waiting-Room-Page': WAITING_PAGE,
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
    })
    .end(JSON.stringify({ type: 'about:blank', title: 'Unauthorized', status: 401, detail, waitingPage: WAITING_PAGE }));
}

function mayRead({ headers: { origin } }) {
  return !ALLOWED_ORIGINS.split(',').includes(origin) ? {} : {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Waiting-Room-Page',
    Vary: 'Origin',
  };
}

// Another host's waiting page hands the permit over in the address; it becomes a cookie of ours, once.
async function exchange(request, response, asked) {
  const { handed: [text, ...more], here } = asked;
  const permit = request.method === 'GET' && more.length === 0 ? await good(text) : null;
  if (permit && firstUse(permit)) {
    return lead(response, here, { 'Set-Cookie': cookie(text, permit) });
  }
  return (await fromCookies(request)) ? lead(response, here) : refuse(request, response, asked);
}

function serve(response, permit, headers = {}) {
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }).end(`in: [${permit?.sub ?? ''}]`);
}

function cookie(text, permit) {
  const seconds = Math.max(0, permit.exp - Math.floor(Date.now() / 1000));
  const secure = ORIGIN.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${text}; Path=/; Max-Age=${seconds}; HttpOnly; ${COOKIE_ATTRIBUTES}${secure}`;
}

// No cache in front may keep somebody's cookies for somebody else. The permit's cookie does not come with a new session: the next request
// shows that the browser keeps cookies, and so keeps the slot.
async function letIn(request, response) {
  const given = mayEnter && (isVisit(request) || hasSession(request)) ? await enter(request, WAITING_ROOM, ORIGIN) : null;
  if (given?.retryAfter && isCrawler(request.headers)) {
    response.writeHead(503, { 'Retry-After': given.retryAfter, 'Cache-Control': 'no-store' }).end();
    return true;
  }
  const permit = given?.permit && (await good(given.permit));
  if (permit) {
    const cookies = [given.session ?? cookie(given.permit, permit)];
    serve(response, permit, { 'Set-Cookie': cookies, 'Cache-Control': 'private, no-store' });
  }
  return Boolean(permit);
}

async function answer(request, response) {
  const asked = address(request);
  if (asked.handed.length > 0) {
    return exchange(request, response, asked);
  }
  // The service says itself what other sites may do with it.
  if (isPreflight(request)) {
    return serve(response, null);
  }
  if (asked.path === RETURNED) {
    return serve(response, null);
  }
  if (request.method === 'GET' && OPEN.test(asked.path)) {
    return serve(response, null);
  }
  const permit = await fromCookies(request);
  if (permit && isVisit(request) && ROUND.test(asked.here)) {
    return lead(response, asked.here.replace(ROUND, ''));
  }
  if (permit) {
    return serve(response, permit);
  }
  return (await letIn(request, response)) ? undefined : refuse(request, response, asked);
}

const server = createServer({ maxHeaderSize: LONGEST_HEAD }, (request, response) => {
  // Nothing here needs a body; one that is left unread may cost its sender the answer.
  request.resume();
  request.on('end', () => answer(request, response).catch(() => response.writeHead(500).end()));
});
// Whatever is to become another protocol has to be let in as well; this service speaks none.
server.on('upgrade', (request, socket) => socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'));
server.listen(Number(PORT), '127.0.0.1');
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => server.close(() => process.exit(0)) && server.closeAllConnections());
}
