// A service that needs a permit for everything but /static/, with nothing but node:http and jose.
import { createServer } from 'node:http';
import { once, permits } from './permits.js';

const {
  PORT = '8000',
  WAITING_ROOM = 'http://localhost:8080',
  WAITING_PAGE = `${WAITING_ROOM}/waiting-room`,
  ORIGIN = `http://localhost:${PORT}`,
  LEEWAY_SECONDS = '10',
} = process.env;
const COOKIE = 'waiting-room-permit';
// Nothing in it can be read in two ways.
const OPEN = /^\/static\/[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

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

// What was asked for, without the permit that another host may have handed over. Never begins with two slashes, which browsers take
// for another host.
function address(request) {
  const [path, ...rest] = request.url.split('?');
  const pairs = rest.join('?').split('&').filter(pair => pair);
  const handed = pairs.filter(pair => pair.startsWith(`${COOKIE}=`)).map(pair => pair.slice(COOKIE.length + 1));
  const query = pairs.filter(pair => !pair.startsWith(`${COOKIE}=`)).join('&');
  return { path, handed, here: `/${path.replace(/^[/\\]+/, '')}${query ? `?${query}` : ''}` };
}

function lead(response, where, headers = {}) {
  response.writeHead(303, { Location: where, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', ...headers }).end();
}

function refuse(request, response, here) {
  if (['GET', 'HEAD'].includes(request.method) && !request.headers.upgrade) {
    return lead(response, `${WAITING_PAGE}?next=${encodeURIComponent(ORIGIN + here)}`);
  }
  response
    .writeHead(401, {
      'WWW-Authenticate': 'Bearer realm="waiting-room"',
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
    })
    .end(JSON.stringify({ type: 'about:blank', title: 'Unauthorized', status: 401, detail: 'A permit of the waiting room is needed.' }));
}

// Another host's waiting page hands the permit over in the address; it becomes a cookie of ours, once.
async function exchange(request, response, { handed: [text, ...more], here }) {
  const permit = request.method === 'GET' && more.length === 0 ? await good(text) : null;
  if (permit && firstUse(permit)) {
    const seconds = Math.max(0, permit.exp - Math.floor(Date.now() / 1000));
    const secure = ORIGIN.startsWith('https:') ? '; Secure' : '';
    return lead(response, here, { 'Set-Cookie': `${COOKIE}=${text}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}` });
  }
  return (await fromCookies(request)) ? lead(response, here) : refuse(request, response, here);
}

function serve(response, permit) {
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`in: [${permit?.sub ?? ''}]`);
}

async function answer(request, response) {
  const asked = address(request);
  if (asked.handed.length > 0) {
    return exchange(request, response, asked);
  }
  if (request.method === 'GET' && OPEN.test(asked.path)) {
    return serve(response, null);
  }
  const permit = await fromCookies(request);
  return permit ? serve(response, permit) : refuse(request, response, asked.here);
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.writeHead(500).end());
});
// Whatever is to become another protocol has to be let in as well; this service speaks none.
server.on('upgrade', (request, socket) => socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'));
server.listen(Number(PORT), '127.0.0.1');
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => server.close(() => process.exit(0)) && server.closeAllConnections());
}
