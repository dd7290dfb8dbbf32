// Arranging in the outline: dragging, or Alt with an arrow key. Both send what the forms of the page send.

import htmx from "htmx.org";

const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };
const MARKS = ["drop-before", "drop-after", "is-dragging"];
const CAME_BACK = "outline:focus";
let dragged = null;

document.addEventListener("dragstart", (event) => {
  dragged = lineAt(event.target);
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.node);
  dragged.classList.add("is-dragging");
});

document.addEventListener("dragover", (event) => {
  const line = dragged && lineAt(event.target);
  if (!line || isBelow(line, dragged)) return;
  event.preventDefault();
  unmark();
  line.classList.add(isLowerHalf(line, event) ? "drop-after" : "drop-before");
});

document.addEventListener("drop", (event) => {
  const line = dragged && lineAt(event.target);
  if (!line || isBelow(line, dragged)) return;
  event.preventDefault();
  const after = isLowerHalf(line, event) ? line : before(line);
  if (after !== dragged) move(dragged, { to: `${line.dataset.parent}/${after?.dataset.node ?? ""}` });
});

document.addEventListener("dragend", () => {
  unmark();
  dragged = null;
});

document.addEventListener("keydown", (event) => {
  const line = event.altKey && event.key in KEYS && lineAt(event.target);
  if (!line) return;
  event.preventDefault();
  move(line, { step: KEYS[event.key] });
});

function move(line, values) {
  sessionStorage.setItem(CAME_BACK, line.id);
  const url = `${line.closest("[data-arrange]").dataset.arrange}/${encodeURIComponent(line.dataset.node)}/move`;
  htmx.ajax("POST", url, { source: line, target: document.body, swap: "none", values });
}

function lineAt(element) {
  return element.closest?.("[data-arrange] a[data-node]") ?? null;
}

function before(line) {
  const lines = [...line.closest("[data-arrange]").querySelectorAll("a[data-node]")];
  const same = lines.slice(0, lines.indexOf(line)).filter((each) => each.dataset.parent === line.dataset.parent);
  return same.at(-1);
}

function isBelow(line, top) {
  for (let at = line; at; at = document.getElementById(`o-${at.dataset.parent}`)) if (at === top) return true;
  return false;
}

function isLowerHalf(line, { clientY }) {
  const { top, height } = line.getBoundingClientRect();
  return clientY > top + height / 2;
}

function unmark() {
  for (const line of document.querySelectorAll(MARKS.slice(0, 2).map((mark) => `.${mark}`).join())) line.classList.remove(...MARKS);
  if (!dragged) return;
  dragged.classList.toggle("is-dragging", document.contains(dragged));
}

// After a move the page is new: the keyboard goes on where it was.
const back = sessionStorage.getItem(CAME_BACK);
if (back) {
  sessionStorage.removeItem(CAME_BACK);
  // The browser takes the focus away once more when it goes to the place that the address names.
  addEventListener("load", () => setTimeout(() => document.getElementById(back)?.focus()));
}
