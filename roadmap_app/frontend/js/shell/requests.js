// Every htmx request carries the form token; every failure is told in words, and loses nothing.

import htmx from "htmx.org";
import { announce, fade, phrase, toast } from "./feedback.js";

const SAFE = ["get", "head"];

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (SAFE.includes(detail.verb.toLowerCase())) return;
  detail.headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
});

document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
  renewToken(xhr.getResponseHeader("X-CSRFToken"));
  switch (xhr.status) {
    case 401:
      toast(phrase("signedOut"), { error: true, actions: [[phrase("signIn"), () => location.reload()]] });
      break;
    case 403:
      toast(phrase("notAllowed"), { error: true });
      break;
    case 429:
      toast(phrase("tooFast"), { error: true });
      break;
    default:
      toast(phrase("trouble"), { error: true });
  }
});

// After signing in again in another tab this page's token is of the old sign-in; the refusal brings the new one, so that
// sending once more works.
function renewToken(token) {
  if (!token) return;
  document.querySelector('meta[name="csrf-token"]')?.setAttribute("content", token);
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = token;
}

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => toast(phrase("noLine"), { error: true }));
}

// Answers may bring a toast or a sentence in their HX-Trigger header.
document.addEventListener("toast", ({ detail }) => {
  const undo = detail.undo ? [[phrase("undo"), () => post(detail.undo)]] : [];
  toast(detail.text ?? detail.value, { actions: undo, error: detail.kind === "error" });
});
document.addEventListener("announce", ({ detail }) => announce(detail.text ?? detail.value));

// Toasts that the server put into the page work like the others.
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-toast] button");
  if (!button) return;
  if (button.dataset.post) post(button.dataset.post);
  button.closest("[data-toast]").remove();
});
htmx.onLoad((part) => {
  for (const box of [part, ...part.querySelectorAll("[data-toast]")]) if (box.matches("[data-toast]")) fade(box);
});

function post(url) {
  htmx.ajax("POST", url, { source: document.body, target: document.body, swap: "none" });
}
