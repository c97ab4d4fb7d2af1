// What is on the screen, and what is read out.
const ANNOUNCE_SECONDS = 30;
const element = id => document.getElementById(id);

let shown = element('status').dataset.state;
let announcedAt = 0;
let announcedPosition = Infinity;

function show(state, view) {
  const changed = shown !== state;
  shown = state;
  const text = state === 'waiting' && view?.room === 'stalled' ? texts.stalledText : texts[`${state}Text`];
  write('headline', texts[`${state}Title`]);
  write('message', state === 'active' && view?.expiresInSeconds
    ? `${text} ${say('activeUntil', { time: span(view.expiresInSeconds, Math.floor) })}`
    : text);
  element('status').dataset.state = state;
  write('rejoin', state === 'cookies' ? texts.again : texts.rejoin);
  if (view?.status === 'WAITING') {
    showPlace(view);
  }
  document.title = titleOf(state, view);
  if (changed) {
    announce(`${texts[`${state}Title`]}. ${element('message').textContent}`);
  }
}

function titleOf(state, view) {
  if (state === 'waiting' && view?.position) {
    return `(${numbers.format(view.position)}) ${texts.room}`;
  }
  return state === 'active' || state === 'going' ? `● ${texts.activeTitle}` : texts.room;
}

function showPlace(view) {
  element('place').hidden = !view.position;
  if (view.position) {
    write('position', numbers.format(view.position));
    write('ahead', numbers.format(view.position - 1));
    write('wait', waitInWords(view.estimatedWait));
    const progress = element('progress');
    progress.value = Math.max(progress.value, 1 - view.position / Math.max(memory.start, view.position));
    announcePosition(view);
  }
  write('updated', times.format(memory.seenAt));
  write('keep', memory.timeToLive ? say('keep', { time: span(memory.timeToLive, Math.floor) }) : '');
}

// Writes only what changed, so that a selection, and what a screen reader reads, stay as they are.
function write(id, text) {
  if (element(id).textContent !== text) {
    element(id).textContent = text;
  }
}

function announce(text) {
  announcedAt = Date.now();
  element('live').textContent = text;
}

// Now and then, and when half of the way is done: a voice that never stops tells nothing.
function announcePosition(view) {
  const due = since(announcedAt) > ANNOUNCE_SECONDS && view.position < announcedPosition;
  if (due || view.position <= announcedPosition / 2) {
    const first = announcedPosition === Infinity;
    announcedPosition = view.position;
    if (!first || due) {
      announce(say('announce', { position: element('position').textContent, wait: element('wait').textContent }));
    }
  }
}
