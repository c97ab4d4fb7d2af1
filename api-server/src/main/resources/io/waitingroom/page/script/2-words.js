// How things are said. Digits are the same in all languages, so that a number read out on the phone is the one shown.
const config = JSON.parse(document.getElementById('config').textContent);
const texts = config.texts;
// The browser knows better how its country writes the language.
const locale = navigator.language?.split('-')[0] === config.lang ? navigator.language : config.lang;
const numbers = new Intl.NumberFormat(locale, { numberingSystem: 'latn' });
const times = new Intl.DateTimeFormat(locale, { numberingSystem: 'latn', timeStyle: 'medium' });

function say(text, values) {
  return texts[text].replace(/{(\w+)}/g, (all, name) => values[name] ?? all);
}

function span(seconds, round) {
  if (seconds < 120) {
    return say('seconds', { n: numbers.format(round(seconds)) });
  }
  const minutes = seconds / 60;
  return minutes < 120
    ? say('minutes', { n: numbers.format(round(minutes)) })
    : say('hours', { n: numbers.format(round(minutes / 60)) });
}

// Both ends in one unit, the lower one rounded down and the upper one up: the range promises no more than it was given.
function waitInWords(wait) {
  if (!wait) {
    return texts.waitUnknown;
  }
  if (wait.maxSeconds <= 60) {
    return texts.waitUnder;
  }
  const hours = wait.maxSeconds > 7200;
  const unit = hours ? 3600 : 60;
  const from = Math.floor(wait.minSeconds / unit);
  const to = Math.ceil(wait.maxSeconds / unit);
  const max = say(hours ? 'hours' : 'minutes', { n: numbers.format(to) });
  return from === to || from === 0
    ? say('waitAbout', { max })
    : say('waitRange', { min: numbers.format(from), max });
}
