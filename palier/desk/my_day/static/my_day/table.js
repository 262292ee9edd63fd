// End of the day: arrow keys go from cell to cell, as in a table on paper. Tab and the mouse work as ever.
const table = document.querySelector("[data-cells]");
const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function cells() {
  return [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td select, td input:not([type=hidden])")]);
}

// In a text the arrows first travel through the letters.
function leavesText(field, sideways) {
  if (field.type !== "text" || !sideways) return true;
  const { selectionStart: start, selectionEnd: end, value } = field;
  return start === end && (sideways < 0 ? start === 0 : end === value.length);
}

table?.addEventListener("keydown", (event) => {
  const step = steps[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const grid = cells();
  const y = grid.findIndex((row) => row.includes(event.target));
  if (y < 0) return;
  const x = grid[y].indexOf(event.target);
  if (!leavesText(event.target, step[1])) return;
  event.preventDefault();
  const next = grid[y + step[0]]?.[x + step[1]];
  next?.focus();
  if (next?.type === "text") next.select();
});

for (const help of document.querySelectorAll("[data-cells-help]")) help.hidden = !table;
