// What is chosen, and what it costs. Without this the form does as well.
'use strict';
const summary = document.getElementById('summary');
const boxes = Array.from(document.querySelectorAll('input[name=seat]'));
const MOST = 4;

function sum() {
  const chosen = boxes.filter(box => box.checked);
  const price = chosen.reduce((total, box) => total + Number(box.dataset.price), 0);
  const names = chosen.map(box => box.value).join(', ');
  summary.textContent = chosen.length ? `${names}: ${price} €` : `Up to ${MOST} seats for each person.`;
  summary.classList.toggle('too-many', chosen.length > MOST);
}

boxes.forEach(box => box.addEventListener('change', sum));
document.addEventListener('waiting-room-ended', () => {
  document.getElementById('ended').hidden = false;
  document.querySelectorAll('button').forEach(button => {
    button.disabled = true;
  });
});
