// Telling people what happened: toasts for the eye, two quiet regions for the ear.

const SHOWN_FOR = 8000;
const phrases = document.getElementById("phrases")?.dataset ?? {};

// Return one of the page's phrases, its {placeholders} filled in.
export function phrase(name, values = {}) {
  return (phrases[name] ?? "").replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

// British habits for English: a day has twenty-four hours.
export const locale = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

export function clock(moment = new Date()) {
  return moment.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
}

// Speak a sentence: politely, or at once when `urgent`.
export function announce(text, { urgent = false } = {}) {
  const region = document.getElementById(urgent ? "alert" : "status");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 60);
}

// Show a toast; `actions` are [label, run] pairs. An error stays until it is closed.
export function toast(text, { actions = [], error = false } = {}) {
  const box = document.createElement("div");
  box.className = error ? "toast toast-error" : "toast";
  const words = document.createElement("span");
  words.textContent = text;
  box.append(words);
  for (const [label, run] of [...actions, [phrase("close"), () => {}]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => { box.remove(); run(); });
    box.append(button);
  }
  document.getElementById("toasts")?.append(box);
  if (!error) fade(box);
  return box;
}

// Take a toast away after a while; not while somebody points at it or stands in it.
export function fade(box) {
  let timer = 0;
  const start = () => { timer = setTimeout(() => box.remove(), SHOWN_FOR); };
  const stop = () => clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, stop);
  for (const name of ["pointerleave", "focusout"]) box.addEventListener(name, start);
  start();
}
