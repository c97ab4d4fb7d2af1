// For pages of the protected service: <script src="https://wait.example.com/waiting-room/keep.js" defer></script>
// Keeps the slot while such a page is open, and renews the permit in its cookie. On a host of its own, under the same site, the
// page hands the permit that it gets to its own server, which exchanges it for its cookie. When the session has ended, the
// document gets an event "waiting-room-ended".
(() => {
  'use strict';
  const room = new URL(document.currentScript.src).origin;
  const ours = room === location.origin;
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

  // Seconds until the next one, or nothing when there is no slot to be kept.
  async function beat() {
    const answer = await fetch(`${room}/api/waiting-room/sessions:heartbeat`, {
      method: 'POST',
      cache: 'no-store',
      credentials: ours ? 'same-origin' : 'include',
    });
    if (ENDED.includes(answer.status)) {
      document.dispatchEvent(new Event('waiting-room-ended'));
      return undefined;
    }
    if (answer.status !== 200) {
      return Number(answer.headers.get('Retry-After')) || RETRY_SECONDS;
    }
    const view = await answer.json();
    if (view.permit && !ours) {
      await handOver(view.permit);
    }
    const lacking = view.status === 'ACTIVE' && !view.permit ? RETRY_SECONDS : Infinity;
    return Math.min(view.heartbeatAfterSeconds, lacking, (view.permitExpiresInSeconds || Infinity) / 2);
  }

  async function keep() {
    clearTimeout(timer);
    due = Infinity;
    const seconds = await beat().catch(() => RETRY_SECONDS);
    if (seconds) {
      due = Date.now() + seconds * 1000;
      timer = setTimeout(keep, seconds * 1000);
    }
  }

  // Browsers hold the timers of hidden pages back.
  document.addEventListener('visibilitychange', () => document.hidden || Date.now() < due || keep());
  addEventListener('pageshow', event => event.persisted && keep());
  keep();
})();
