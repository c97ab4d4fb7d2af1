// Instant entry: while there is room, the waiting room gives a visit without a permit a session and a permit at once.
import { request as send } from 'node:http';

const TIMEOUT_MILLIS = 500;
const FORWARDED = ['accept', 'sec-fetch-mode', 'sec-fetch-dest', 'sec-purpose', 'purpose', 'x-requested-with', 'user-agent'];

function headers(request, origin) {
  const forwarded = FORWARDED.filter(name => request.headers[name]).map(name => [name, request.headers[name]]);
  // The browser may have a session already: one that is WAITING, or one whose permit has expired.
  const session = /waiting-room-session=[^;\s]+/.exec(request.headers.cookie ?? '');
  return {
    ...Object.fromEntries(forwarded),
    'x-waiting-room-enter': 'true',
    'x-forwarded-for': request.socket.remoteAddress,
    'x-forwarded-method': request.method,
    'x-forwarded-proto': new URL(origin).protocol.slice(0, -1),
    ...(session ? { cookie: session[0] } : {}),
  };
}

// Resolves to {permit, session}, where session is the value of Set-Cookie, or undefined if the browser has the session already.
// Resolves to null if the visit has to wait, or the waiting room does not respond.
export function enter(request, waitingRoom, origin) {
  return new Promise(resolve => {
    const call = send(`${waitingRoom}/api/waiting-room/verify`, { headers: headers(request, origin), timeout: TIMEOUT_MILLIS }, answer => {
      answer.resume();
      const permit = answer.headers['waiting-room-permit'];
      const session = answer.headers['set-cookie']?.[0];
      resolve(answer.statusCode === 204 && permit ? { permit, session } : null);
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(null));
    call.end();
  });
}
