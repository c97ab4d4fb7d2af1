// Formats texts, numbers and times. Digits are 0 to 9 in all languages, so that a number can be read out to a helpline.
const config = JSON.parse(document.getElementById('config').textContent);
const texts = config.texts;
// The browser's locale is more exact than the page's language: it may name the country.
const locale = navigator.language?.split('-')[0] === config.lang ? navigator.language : config.lang;
const numbers = new Intl.NumberFormat(locale, { numberingSystem: 'latn' });
const times = new Intl.DateTimeFormat(locale, { numberingSystem: 'latn', timeStyle: 'medium' });

function format(text, values) {
  return texts[text].replace(/{(\w+)}/g, (all, name) => values[name] ?? all);
}

function duration(seconds, round) {
  if (seconds < 120) {
    return format('seconds', { n: numbers.format(round(seconds)) });
  }
  const minutes = seconds / 60;
  return minutes < 120
    ? format('minutes', { n: numbers.format(round(minutes)) })
    : format('hours', { n: numbers.format(round(minutes / 60)) });
}

// Formats a wait as a range in one unit. The lower end is rounded down and the upper end up: no more precise than the estimate.
function waitText(wait) {
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
  const max = format(hours ? 'hours' : 'minutes', { n: numbers.format(to) });
  return from === to || from === 0
    ? format('waitAbout', { max })
    : format('waitRange', { min: numbers.format(from), max });
}
