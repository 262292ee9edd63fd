// Who speaks next, by number, on this screen alone: nothing is sent, nothing is stored. Who has not spoken yet goes first.
const room = document.querySelector("[data-cards]");
const queue = room.querySelector("[data-queue]");
const now = room.querySelector("[data-now]");
const spoken = new Map();
let waiting = [];
room.hidden = false;

function show() {
  waiting.sort((one, other) => (spoken.get(one) ?? 0) - (spoken.get(other) ?? 0));
  queue.replaceChildren(...waiting.map((number) => {
    const line = document.createElement("li");
    line.textContent = number;
    return line;
  }));
  for (const key of room.querySelectorAll("[data-number]")) key.setAttribute("aria-pressed", waiting.includes(key.dataset.number));
}

room.addEventListener("click", (event) => {
  const key = event.target.closest("button");
  if (!key) return;
  const { number } = key.dataset;
  if (number) waiting = waiting.includes(number) ? waiting.filter((one) => one !== number) : [...waiting, number];
  else {
    const next = waiting.shift();
    if (next) spoken.set(next, (spoken.get(next) ?? 0) + 1);
    now.textContent = next ?? room.dataset.nobody;
  }
  show();
});
show();
