// What the page does when other tabs, the browser or the person do something, and how it begins.
// Another tab has joined, heard something, or given the place up.
function follow(event) {
  if (event.key !== STORE || !event.newValue) {
    return;
  }
  const before = memory.id;
  recall();
  if (!memory.id) {
    return before && task === watch ? end('left') : undefined;
  }
  if (memory.id !== before) {
    hush();
    markLeft(false);
    element('progress').value = 0;
    task = watch;
  }
  if (task === watch) {
    showView();
  }
}

function wake() {
  notBefore = 0;
  listenAfter = 0;
  if (task === watch && memory.view?.status === 'ACTIVE') {
    goSoon();
  }
  tick();
}

// Timers of hidden pages are held back, those of workers are not.
function keepTime() {
  if (document.hidden && task && !clock && window.Worker) {
    clock = new Worker(`${config.assets}/clock.js`);
    clock.onmessage = tick;
  }
}

function intercept(what, event, action) {
  what.addEventListener(event, happened => {
    happened.preventDefault();
    action();
  });
}

// A link shows where it leads; the form is for those who have no scripts.
function linkOnward() {
  const button = element('go');
  if (button) {
    const link = document.createElement('a');
    link.id = button.id;
    link.href = onward();
    link.textContent = button.textContent;
    button.replaceWith(link);
    intercept(link, 'click', () => begin(go));
  }
}

function keepHash() {
  for (const link of element('languages').querySelectorAll('a')) {
    link.hash = location.hash;
  }
}

function start() {
  recall();
  if (config.session && config.session !== memory.id) {
    memory = { id: config.session, start: config.start, key: memory.key };
  }
  task = memory.id ? watch : join;
  if (config.view) {
    learn(config.view, config.view.status === 'WAITING' ? { beatAt: Date.now() } : {});
  } else if (config.state === 'lost' && (config.session || !memory.id)) {
    end('lost');
  } else if (config.state === 'left' && !memory.id) {
    task = null;
  }
  if (document.readyState === 'complete') {
    run();
  } else {
    addEventListener('load', run, { once: true });
  }
}

// Once all is loaded: stop() ends the loading of everything. Without it the page would come again by itself, as it does where this
// script does not come.
function run() {
  stop();
  ready = true;
  const lead = () => {
    leading = true;
    tick();
  };
  navigator.locks?.request('waiting-room-stream', () => new Promise(lead)).catch(lead);
  setInterval(tick, TICK_MILLIS);
  tick();
}

document.documentElement.classList.add('js');
offerAlerts();
intercept(element('join'), 'submit', rejoin);
linkOnward();
keepHash();
intercept(element('give-up').form, 'submit', () => begin(leave));
addEventListener('storage', follow);
addEventListener('online', wake);
addEventListener('offline', () => task && show('offline', memory.view));
addEventListener('pageshow', event => event.persisted && wake());
addEventListener('pagehide', hush);
document.addEventListener('visibilitychange', () => document.hidden || wake());
if (document.prerendering) {
  document.addEventListener('prerenderingchange', start, { once: true });
} else {
  start();
}
