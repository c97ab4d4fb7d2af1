// Reacts to other tabs, the browser and the visitor, and starts the script.
// Another tab has joined, received an update, or left.
function onStorage(event) {
  if (event.key !== STORE || !event.newValue) {
    return;
  }
  const before = memory.id;
  loadMemory();
  if (!memory.id) {
    return before && task === watch ? end('left') : undefined;
  }
  if (memory.id !== before) {
    closeStream();
    markLeft(false);
    element('progress').value = 0;
    task = watch;
  }
  if (task === watch) {
    showView();
  }
}

function resume() {
  notBefore = 0;
  streamAfter = 0;
  if (task === watch && memory.view?.status === 'ACTIVE') {
    scheduleGo();
  }
  tick();
}

// Browsers throttle timers of hidden pages, but not those of workers.
function startClock() {
  if (document.hidden && task && !clock && window.Worker) {
    clock = new Worker(`${config.assets}/clock.js`);
    clock.onmessage = tick;
  }
}

function intercept(target, type, action) {
  target.addEventListener(type, event => {
    event.preventDefault();
    action();
  });
}

// Replaces the form, which is for browsers without scripts, by a link, which shows where it leads.
function replaceGoButton() {
  const button = element('go');
  if (button) {
    const link = document.createElement('a');
    link.id = button.id;
    link.href = destination();
    link.textContent = button.textContent;
    button.replaceWith(link);
    intercept(link, 'click', () => startTask(go));
  }
}

function keepHash() {
  for (const link of element('languages').querySelectorAll('a')) {
    link.hash = location.hash;
  }
}

function start() {
  loadMemory();
  if (config.session && config.session !== memory.id) {
    memory = { id: config.session, start: config.start, key: memory.key };
  }
  task = memory.id ? watch : join;
  if (config.view) {
    applyView(config.view, config.view.status === 'WAITING' ? { beatAt: Date.now() } : {});
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

// Starts the ticks. stop() cancels the refresh by <meta>, which is for browsers without scripts. It also aborts all loading, so
// it is called only once the page has loaded.
function run() {
  stop();
  ready = true;
  const lead = () => {
    isLeader = true;
    tick();
  };
  navigator.locks?.request('waiting-room-stream', () => new Promise(lead)).catch(lead);
  setInterval(tick, TICK_MILLIS);
  tick();
}

document.documentElement.classList.add('js');
offerAlerts();
intercept(element('join'), 'submit', rejoin);
replaceGoButton();
keepHash();
intercept(element('give-up').form, 'submit', () => startTask(leave));
addEventListener('storage', onStorage);
addEventListener('online', resume);
addEventListener('offline', () => task && show('offline', memory.view));
addEventListener('pageshow', event => event.persisted && resume());
addEventListener('pagehide', closeStream);
document.addEventListener('visibilitychange', () => document.hidden || resume());
if (document.prerendering) {
  document.addEventListener('prerenderingchange', start, { once: true });
} else {
  start();
}
