'use strict';

// Shows the running total, and prevents a visitor from choosing too many seats. The form works without this script as well.
const form = document.querySelector('form[data-most]');
const chosen = document.getElementById('chosen');
const seats = [...form.querySelectorAll('input[name=seat]:not([disabled])')];
const maxSeats = Number(form.dataset.most);

function update() {
  const checked = seats.filter(seat => seat.checked);
  const total = checked.reduce((sum, seat) => sum + Number(seat.dataset.euros), 0);
  chosen.hidden = false;
  chosen.textContent = checked.length
    ? `${checked.map(seat => seat.value).join(', ')}: ${total} €`
    : 'No seat chosen yet';
  for (const seat of seats) {
    seat.disabled = !seat.checked && checked.length >= maxSeats;
  }
}

form.addEventListener('change', update);
// When the visitor comes back to this page, the browser restores the checked boxes.
window.addEventListener('pageshow', update);
