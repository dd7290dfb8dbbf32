// "Saving", "Saved", "Offline" and "Not saved" share one place in the top bar.

import { clock, phrase } from "./feedback.js";

const writes = new WeakSet();

document.addEventListener("htmx:beforeSend", ({ detail: { xhr, requestConfig } }) => {
  if (requestConfig.verb === "get") return;
  writes.add(xhr);
  show("saving");
});
document.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
  const arrived = xhr.status >= 200 && xhr.status < 400;
  if (writes.has(xhr)) show(arrived ? "saved" : navigator.onLine ? "failed" : "offline");
});
addEventListener("offline", () => show("offline"));
addEventListener("online", () => show(""));

export function show(state) {
  const place = document.getElementById("saved");
  if (!place) return;
  place.dataset.state = state;
  place.textContent = state && phrase(state, { time: clock() });
}
