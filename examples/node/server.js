// A service that requires a permit for all paths except the open ones, such as /static/. Uses only node:http and jose.
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
// The waiting page's redirect counter. The service need not see it.
const ROUND = /[?&]waiting-room-round=[0-9a-z.]+$/;
// The path to which another site, such as a payment provider, sends visitors back with a form. Such a form comes without our cookies.
const RETURNED = '/returned';
// The open paths. The pattern matches only unambiguous paths.
const OPEN = /^\/(static\/[A-Za-z0-9_-][A-Za-z0-9._-]*|\.well-known(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+|robots\.txt|favicon\.ico)$/;
// The usual limit for a request head. The default of Node.js is half of it.
const MAX_HEAD_BYTES = 32 * 1024;
// The maximum length of the percent-encoded return address. A longer one is cut to its path.
const MAX_NEXT_LENGTH = 6 * 1024;

// Whether to use instant entry. The waiting page must be on this host, so that both share the session's cookie.
const mayEnter = WAITING_PAGE.startsWith('/');
const verify = permits({ keys: `${WAITING_ROOM}/api/waiting-room/jwks.json`, leewaySeconds: Number(LEEWAY_SECONDS) });
const firstUse = once();

const validPermit = text => verify(text).catch(() => null);

async function fromCookies(request) {
  const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim());
  const shown = pairs.filter(pair => pair.startsWith(`${COOKIE}=`)).slice(0, 8);
  for (const pair of shown) {
    const permit = await validPermit(pair.slice(COOKIE.length + 1));
    if (permit) {
      return permit;
    }
  }
  return null;
}

// Node.js returns each byte as a character. Bytes that are not ASCII are escaped, as browsers do.
const ascii = text => text.replace(/[^!-~]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

// The requested address, unchanged except that a permit from another host is removed. Browsers read an address that begins with two
// slashes as that of another host, so it gets the origin before it.
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

// A visit is a navigation whose response the browser shows as a page. Browsers say so in Sec-Fetch-*; older ones accept HTML.
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

function redirect(response, where, headers = {}) {
  response.writeHead(303, { Location: where, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', ...headers }).end();
}

function refuse(request, response, { path, here }) {
  if (isVisit(request) || isForm(request)) {
    const ways = [here, path, '/'].map(way => encodeURIComponent(way.startsWith(ORIGIN) ? way : ORIGIN + way));
    const posted = isForm(request) ? '&posted=1' : '';
    return redirect(response, `${WAITING_PAGE}?next=${ways.find(way => way.length <= MAX_NEXT_LENGTH)}${posted}`);
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

// A waiting page on another host hands the permit over in the query. It is exchanged for our own cookie, once.
async function exchange(request, response, asked) {
  const { handed: [text, ...more], here } = asked;
  const permit = request.method === 'GET' && more.length === 0 ? await validPermit(text) : null;
  if (permit && firstUse(permit)) {
    return redirect(response, here, { 'Set-Cookie': cookie(text, permit) });
  }
  return (await fromCookies(request)) ? redirect(response, here) : refuse(request, response, asked);
}

function serve(response, permit, headers = {}) {
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }).end(`in: [${permit?.sub ?? ''}]`);
}

function cookie(text, permit) {
  const seconds = Math.max(0, permit.exp - Math.floor(Date.now() / 1000));
  const secure = ORIGIN.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${text}; Path=/; Max-Age=${seconds}; HttpOnly; ${COOKIE_ATTRIBUTES}${secure}`;
}

// The response sets cookies, so no cache in front may store it for other visitors. It does not set the permit's cookie with a new session:
// the next request shows that the browser keeps cookies, and so keeps the slot.
async function enterInstantly(request, response) {
  const given = mayEnter && (isVisit(request) || hasSession(request)) ? await enter(request, WAITING_ROOM, ORIGIN) : null;
  if (given?.retryAfter && isCrawler(request.headers)) {
    response.writeHead(503, { 'Retry-After': given.retryAfter, 'Cache-Control': 'no-store' }).end();
    return true;
  }
  const permit = given?.permit && (await validPermit(given.permit));
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
  // CORS preflights pass: the service itself decides what other sites may do.
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
    return redirect(response, asked.here.replace(ROUND, ''));
  }
  if (permit) {
    return serve(response, permit);
  }
  return (await enterInstantly(request, response)) ? undefined : refuse(request, response, asked);
}

const server = createServer({ maxHeaderSize: MAX_HEAD_BYTES }, (request, response) => {
  // No request body is needed here, but it must be read: otherwise the client may lose the response.
  request.resume();
  request.on('end', () => answer(request, response).catch(() => response.writeHead(500).end()));
});
// Protocol upgrades need a permit as well. This service supports none, so it refuses all.
server.on('upgrade', (request, socket) => socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'));
server.listen(Number(PORT), '127.0.0.1');
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => server.close(() => process.exit(0)) && server.closeAllConnections());
}
