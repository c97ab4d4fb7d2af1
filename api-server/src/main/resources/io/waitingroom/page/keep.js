// For pages of the protected service: <script src="https://wait.example.com/waiting-room/keep.js" defer></script>
// Keeps the slot while such a page is open, by heartbeats, and renews the permit in its cookie. Where the service has its own host
// under the same site, the script passes each new permit on to the service's server, which exchanges it for its own cookie. When
// the session has ended, the script dispatches the event "waiting-room-ended" on the document.
(() => {
  'use strict';
  const room = new URL(document.currentScript.src).origin;
  const sameOrigin = room === location.origin;
  const PARAMETER = 'waiting-room-permit';
  const RETRY_SECONDS = 5;
  const ENDED = [401, 403, 404, 409];
  let timer = null;
  let due = 0;

  async function handOver(permit) {
    const here = new URL(location);
    here.searchParams.set(PARAMETER, permit);
    await fetch(here, { redirect: 'manual', cache: 'no-store', credentials: 'same-origin' });
  }

  // Sends a heartbeat. Returns the seconds until the next one; undefined when the session has ended.
  async function heartbeat() {
    const answer = await fetch(`${room}/api/waiting-room/sessions:heartbeat`, {
      method: 'POST',
      cache: 'no-store',
      credentials: sameOrigin ? 'same-origin' : 'include',
    });
    if (ENDED.includes(answer.status)) {
      document.dispatchEvent(new Event('waiting-room-ended'));
      return undefined;
    }
    if (answer.status !== 200) {
      return Number(answer.headers.get('Retry-After')) || RETRY_SECONDS;
    }
    const view = await answer.json();
    if (view.permit && !sameOrigin) {
      await handOver(view.permit);
    }
    const permitRetry = view.status === 'ACTIVE' && !view.permit ? RETRY_SECONDS : Infinity;
    return Math.min(view.heartbeatAfterSeconds, permitRetry, (view.permitExpiresInSeconds || Infinity) / 2);
  }

  async function keep() {
    clearTimeout(timer);
    due = Infinity;
    const seconds = await heartbeat().catch(() => RETRY_SECONDS);
    if (seconds) {
      due = Date.now() + seconds * 1000;
      timer = setTimeout(keep, seconds * 1000);
    }
  }

  // Browsers throttle timers of hidden pages, so a heartbeat may be overdue when the page becomes visible.
  document.addEventListener('visibilitychange', () => document.hidden || Date.now() < due || keep());
  addEventListener('pageshow', event => event.persisted && keep());
  keep();
})();
