// Dialogs and menus. A button with data-opens="id" opens that dialog; #dialog opens when a fragment is swapped into it.

import { phrase, announce } from "./feedback.js";

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target) || event.target.closest(".menu-list :is(a, button)")) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
  if (!menu) return;
  event.stopPropagation();
  menu.open = false;
  menu.querySelector("summary").focus();
});

const loaded = document.getElementById("dialog");
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target === loaded && loaded.childElementCount && !loaded.open) loaded.showModal();
});
loaded?.addEventListener("close", () => loaded.replaceChildren());
document.addEventListener("closeDialog", () => loaded?.close());

// hx-confirm asks in the page's own dialog.
const question = document.getElementById("confirm");
document.addEventListener("htmx:confirm", (event) => {
  if (!event.detail.question || !question) return;
  event.preventDefault();
  document.getElementById("confirm-text").textContent = event.detail.question;
  question.returnValue = "no";
  question.addEventListener("close", () => {
    if (question.returnValue === "yes") event.detail.issueRequest(true);
  }, { once: true });
  question.showModal();
});

// Copy the text that an element shows: <button data-copies="id">.
document.addEventListener("click", async ({ target }) => {
  const source = document.getElementById(target.closest("[data-copies]")?.dataset.copies ?? "");
  if (!source) return;
  await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  target.closest("[data-copies]").lastChild.textContent = phrase("copied");
  announce(phrase("copied"));
});
