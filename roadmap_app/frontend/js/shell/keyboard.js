// Keys beyond Tab: arrows in lists and tables, Escape closes, Ctrl+Enter sends.
//   data-arrows   on a list: up and down go from link to link
//   data-grid     on a table: arrows go from cell to cell
//   data-cancel   the link or button that Escape presses, inside a form or an opened part (data-closes-on-escape)

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  const { target, key } = event;
  if (key === "Enter" && (event.ctrlKey || event.metaKey) && target.form) {
    event.preventDefault();
    target.form.requestSubmit(target.form.querySelector("[data-default]") ?? undefined);
  } else if (key === "Escape") {
    target.closest("form, [data-closes-on-escape]")?.querySelector("[data-cancel]")?.click();
  } else if (key in STEPS && !target.matches("input, textarea, select")) {
    const next = target.closest("[data-grid]") ? besideInGrid(target, STEPS[key]) : besideInList(target, STEPS[key]);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
});

function besideInList(target, [down]) {
  const list = target.closest("[data-arrows]");
  if (!list || !down) return null;
  const links = [...list.querySelectorAll("a[href]")].filter((link) => link.checkVisibility?.() ?? true);
  return links[links.indexOf(target) + down];
}

function besideInGrid(target, [down, right]) {
  const cell = target.closest("td");
  if (!cell) return null;
  if (right) {
    for (let at = neighbour(cell, right); at; at = neighbour(at, right)) {
      const link = at.querySelector("a");
      if (link) return link;
    }
    return null;
  }
  for (let row = neighbour(cell.parentElement, down); row; row = neighbour(row, down)) {
    const link = row.children[cell.cellIndex]?.querySelector("a.cell");
    if (link) return link;
  }
  return null;
}

function neighbour(element, step) {
  return step > 0 ? element.nextElementSibling : element.previousElementSibling;
}
