// Asks the waiting room about a request without a good permit. It lets a visit in at once while there is room, and gives a permit to
// a request that shows an ACTIVE session.
import { request as send } from 'node:http';

const LIMIT = 500;
const SESSION = 'waiting-room-session=';
const TOLD = [
  'accept', 'sec-fetch-mode', 'sec-fetch-dest', 'sec-purpose', 'purpose', 'x-purpose', 'x-moz', 'x-requested-with', 'user-agent',
];

// All cookies of that name: another application or an older visit may have left one besides. The waiting room finds the good one.
const sessions = request => (request.headers.cookie ?? '').split(';').map(pair => pair.trim()).filter(pair => pair.startsWith(SESSION));

export const hasSession = request => sessions(request).length > 0;

function headers(request, origin) {
  const told = TOLD.filter(name => request.headers[name]).map(name => [name, request.headers[name]]);
  return {
    ...Object.fromEntries(told),
    'x-waiting-room-enter': 'true',
    'x-forwarded-for': request.socket.remoteAddress,
    'x-forwarded-method': request.method,
    'x-forwarded-proto': new URL(origin).protocol.slice(0, -1),
    ...(hasSession(request) ? { cookie: sessions(request).join('; ') } : {}),
  };
}

// Resolves to {permit, session}, to {retryAfter}, or to null: not now, or no answer. The session is a Set-Cookie header, and undefined
// for one that the browser has.
export function enter(request, waitingRoom, origin) {
  return new Promise(resolve => {
    const call = send(`${waitingRoom}/api/waiting-room/verify`, { headers: headers(request, origin), timeout: LIMIT }, answer => {
      answer.resume();
      const permit = answer.headers['waiting-room-permit'];
      const session = answer.headers['set-cookie']?.[0];
      if (answer.statusCode === 503) {
        resolve({ retryAfter: answer.headers['retry-after'] ?? '2' });
      }
      resolve(answer.statusCode === 204 && permit ? { permit, session } : null);
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(null));
    call.end();
  });
}
