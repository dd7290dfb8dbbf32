// The toolbar above a text area: it wraps or begins with what each mark is written as. Ctrl+B and Ctrl+I work too.

import htmx from "htmx.org";

const AROUND = { bold: ["**", "**"], italic: ["*", "*"], link: ["[", "](https://)"] };
const AT_LINE_START = { heading: "### ", list: "- " };
const KEYS = { b: "bold", i: "italic", k: "link" };

htmx.onLoad((part) => {
  for (const bar of part.querySelectorAll("[data-toolbar][hidden]")) bar.hidden = false;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-toolbar] button[data-mark]");
  if (button) apply(button.dataset.mark, areaOf(button), button.dataset.sample);
});

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-toolbar] select[data-mark]") || !target.value) return;
  write(areaOf(target), `{{${target.value}}}`);
  target.value = "";
});

document.addEventListener("keydown", (event) => {
  const mark = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && KEYS[event.key.toLowerCase()];
  if (!mark || !event.target.matches?.("textarea[data-writing]")) return;
  event.preventDefault();
  apply(mark, event.target);
});

function areaOf(control) {
  return control.closest("form").querySelector("textarea[data-writing]");
}

function apply(mark, area, sample = "") {
  if (mark in AROUND) wrap(area, ...AROUND[mark], sample);
  else begin(area, AT_LINE_START[mark]);
}

// Put marks around the selection, or take them away when they are there.
function wrap(area, open, close, sample) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const marked = value.slice(start - open.length, start) === open && value.slice(end, end + close.length) === close;
  if (marked) {
    area.setSelectionRange(start - open.length, end + close.length);
    write(area, value.slice(start, end));
    area.setSelectionRange(start - open.length, end - open.length);
    return;
  }
  const words = value.slice(start, end) || sample;
  write(area, open + words + close);
  area.setSelectionRange(start + open.length, start + open.length + words.length);
}

// Begin every selected line with a mark, or take it away when all have it.
function begin(area, mark) {
  const { value } = area;
  const start = value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const next = value.indexOf("\n", area.selectionEnd);
  const end = next < 0 ? value.length : next;
  const lines = value.slice(start, end).split("\n");
  const has = lines.every((line) => line.startsWith(mark));
  area.setSelectionRange(start, end);
  write(area, lines.map((line) => (has ? line.slice(mark.length) : mark + line)).join("\n"));
}

// Typing through the browser keeps its own undo; setRangeText is for browsers that refuse.
function write(area, text) {
  area.focus();
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
