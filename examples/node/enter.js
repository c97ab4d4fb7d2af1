// While nobody has to wait, a visit with nothing to show is let in at once: the waiting room gives it a session and a permit.
import { request as send } from 'node:http';

const LIMIT = 500;
const TOLD = ['accept', 'sec-fetch-mode', 'sec-fetch-dest', 'sec-purpose', 'purpose', 'x-requested-with', 'user-agent'];

function headers(request, origin) {
  const told = TOLD.filter(name => request.headers[name]).map(name => [name, request.headers[name]]);
  // Somebody who waits has a place already, and whose permit has run out may have a session.
  const session = /waiting-room-session=[^;\s]+/.exec(request.headers.cookie ?? '');
  return {
    ...Object.fromEntries(told),
    'x-waiting-room-enter': 'true',
    'x-forwarded-for': request.socket.remoteAddress,
    'x-forwarded-method': request.method,
    'x-forwarded-proto': new URL(origin).protocol.slice(0, -1),
    ...(session ? { cookie: session[0] } : {}),
  };
}

// Resolves to {permit, session}, the latter as a Set-Cookie header has it and undefined for one that the browser has, or to null: not
// now, or no answer.
export function enter(request, waitingRoom, origin) {
  return new Promise(resolve => {
    const call = send(`${waitingRoom}/api/waiting-room/verify`, { headers: headers(request, origin), timeout: LIMIT }, answer => {
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
