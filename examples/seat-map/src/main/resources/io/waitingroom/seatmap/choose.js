'use strict';

// The form does without this. It adds the running total, and keeps people from choosing more than they can have.
const form = document.querySelector('form[data-most]');
const chosen = document.getElementById('chosen');
const seats = [...form.querySelectorAll('input[name=seat]:not([disabled])')];
const most = Number(form.dataset.most);

function tell() {
  const checked = seats.filter(seat => seat.checked);
  const total = checked.reduce((sum, seat) => sum + Number(seat.dataset.euros), 0);
  chosen.hidden = false;
  chosen.textContent = checked.length
    ? `${checked.map(seat => seat.value).join(', ')}: ${total} €`
    : 'No seat chosen yet';
  for (const seat of seats) {
    seat.disabled = !seat.checked && checked.length >= most;
  }
}

form.addEventListener('change', tell);
// A browser that comes back to this page has kept what was checked.
window.addEventListener('pageshow', tell);
