// Alerts the visitor with a sound and a notification when the session is ACTIVE. The visitor has to enable both, since browsers allow
// neither without a click.
let sound = null;
let alerted = false;

function offerAlerts() {
  const button = element('notify');
  button.hidden = !(window.AudioContext || window.Notification);
  button.addEventListener('click', () => {
    sound = window.AudioContext && (sound || new AudioContext());
    sound?.resume();
    if (window.Notification && Notification.permission === 'default') {
      Notification.requestPermission();
    }
    button.hidden = true;
    announce(texts.notifyOn);
  });
}

function alertOnce() {
  if (alerted) {
    return;
  }
  alerted = true;
  if (sound?.state === 'running') {
    [0, 0.25, 0.5].forEach((delay, step) => beep(sound.currentTime + delay, 523 * (1 + step / 4)));
  }
  if (navigator.userActivation?.hasBeenActive) {
    navigator.vibrate?.(300);
  }
  if (document.hidden && window.Notification && Notification.permission === 'granted') {
    try {
      const notification = new Notification(texts.activeTitle, { body: texts.activeText, tag: STORE });
      notification.onclick = () => window.focus();
    } catch {
      // Some mobile browsers show notifications of service workers only.
    }
  }
}

function beep(at, frequency) {
  const tone = sound.createOscillator();
  const volume = sound.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0.2, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.4);
  tone.connect(volume).connect(sound.destination);
  tone.start(at);
  tone.stop(at + 0.4);
}
