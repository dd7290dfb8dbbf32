// Text that was typed but never reached the server stays on this computer, for this person and this place, and is
// offered again: after a lost line, a crash, or a sign-in that ended. A field takes part by data-keep="key".
//
// A sent form marks its texts; the next page that is not a door or an error (body data-outcome="done") proves that the
// server has them; going back or loading again proves nothing. Signing out on purpose forgets everything.

import htmx from "htmx.org";
import { clock, locale, phrase } from "./feedback.js";

const PREFIX = "kept:";
const KEPT_FOR = 14 * 24 * 3600 * 1000;
const person = document.body.dataset.person ?? "";
const waiting = new Map();

document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("[data-keep]")) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(() => keep(target), 300));
});
addEventListener("pagehide", () => {
  for (const [field, timer] of waiting) {
    clearTimeout(timer);
    keep(field);
  }
});

document.addEventListener("submit", ({ target: form }) => {
  if (form.matches("[data-signs-out]")) return forgetAll();
  for (const field of form.querySelectorAll("[data-keep]")) {
    keep(field);
    const text = read(name(field));
    if (text) write(name(field), { ...text, sent: true });
  }
}, true);
document.addEventListener("htmx:afterRequest", ({ detail: { elt, xhr } }) => {
  const form = elt.closest?.("form");
  const arrived = xhr.status >= 200 && xhr.status < 400; // 409 and 422 bring the text back, but have not saved it
  for (const field of form?.querySelectorAll("[data-keep]") ?? []) {
    const text = read(name(field));
    if (arrived) forget(field);
    else if (text) write(name(field), { ...text, sent: false });
  }
});

function name(field) {
  return `${PREFIX}${person}:${field.dataset.keep}`;
}

function keep(field) {
  waiting.delete(field);
  if (field.value === field.defaultValue) forget(field);
  else write(name(field), { text: field.value, at: Date.now(), sent: false });
}

function forget(field) {
  clearTimeout(waiting.get(field));
  waiting.delete(field);
  localStorage.removeItem(name(field));
}

function forgetAll() {
  waiting.clear();
  for (const key of keys()) if (key.startsWith(`${PREFIX}${person}:`)) localStorage.removeItem(key);
}

function keys() {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The browser's store is full or closed to us: the page goes on without this safety.
  }
}

// Settle what earlier pages left behind.
const cameForward = performance.getEntriesByType("navigation")[0]?.type === "navigate";
const proof = cameForward && document.body.dataset.outcome === "done";
const refused = cameForward && document.body.dataset.outcome !== "done"; // the door or an error stood in the way
for (const key of keys()) {
  const text = read(key);
  const arrived = proof && text?.sent && key.startsWith(`${PREFIX}${person}:`);
  if (!text || arrived || Date.now() - text.at > KEPT_FOR) localStorage.removeItem(key);
  else if (refused && text.sent) write(key, { ...text, sent: false });
}

htmx.onLoad((part) => {
  for (const field of part.querySelectorAll("[data-keep]")) {
    const text = person && read(name(field));
    if (!text || text.sent) continue;
    if (text.text === field.value) forget(field);
    else offer(field, text);
  }
});

function offer(field, { text, at }) {
  const box = document.createElement("div");
  box.className = "banner banner-warn kept";
  box.setAttribute("role", "status");
  const words = document.createElement("div");
  words.className = "banner-text";
  words.textContent = phrase("kept", { time: moment(at) });
  box.append(words, button("putBack", () => putBack(field, text)), button("drop", () => forget(field)));
  (field.closest(".field") ?? field).before(box);

  function button(label, run) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-small";
    made.textContent = phrase(label);
    made.addEventListener("click", () => { run(); box.remove(); field.focus(); });
    return made;
  }
}

function putBack(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function moment(at) {
  const then = new Date(at);
  const day = then.toDateString() === new Date().toDateString() ? "" : `${then.toLocaleDateString(locale, { day: "numeric", month: "long" })}, `;
  return day + clock(then);
}
