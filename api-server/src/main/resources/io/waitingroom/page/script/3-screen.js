// Updates the page, and announces changes to screen readers.
const ANNOUNCE_SECONDS = 30;
const element = id => document.getElementById(id);

let displayedState = element('status').dataset.state;
let announcedAt = 0;
let announcedPosition = Infinity;

function show(state, view) {
  const changed = displayedState !== state;
  displayedState = state;
  const text = state === 'waiting' && view?.room === 'stalled' ? texts.stalledText : texts[`${state}Text`];
  setText('headline', texts[`${state}Title`]);
  setText('message', state === 'active' && view?.expiresInSeconds
    ? `${text} ${format('activeUntil', { time: duration(view.expiresInSeconds, Math.floor) })}`
    : text);
  element('status').dataset.state = state;
  setText('rejoin', state === 'cookies' ? texts.again : texts.rejoin);
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
    setText('position', numbers.format(view.position));
    setText('ahead', numbers.format(view.position - 1));
    setText('wait', waitText(view.estimatedWait));
    const progress = element('progress');
    progress.value = Math.max(progress.value, 1 - view.position / Math.max(memory.start, view.position));
    announcePosition(view);
  }
  setText('updated', times.format(memory.seenAt));
  setText('keep', memory.timeToLive ? format('keep', { time: duration(memory.timeToLive, Math.floor) }) : '');
}

// Updates only changed texts: an update would clear a selection and interrupt a screen reader.
function setText(id, text) {
  if (element(id).textContent !== text) {
    element(id).textContent = text;
  }
}

function announce(text) {
  announcedAt = Date.now();
  element('live').textContent = text;
}

// Announces a lower position at most every 30 s, and at once when it has halved: constant announcements would be noise.
function announcePosition(view) {
  const due = secondsSince(announcedAt) > ANNOUNCE_SECONDS && view.position < announcedPosition;
  if (due || view.position <= announcedPosition / 2) {
    const first = announcedPosition === Infinity;
    announcedPosition = view.position;
    if (!first || due) {
      announce(format('announce', { position: element('position').textContent, wait: element('wait').textContent }));
    }
  }
}
