// With a script, the banner that offers to take the last step back is a toast that goes away by itself.

import { toast } from "../shell/feedback.js";

for (const form of document.querySelectorAll("form[data-undo]")) {
  const button = form.querySelector("button");
  toast(form.querySelector("[data-words]").textContent, { actions: [[button.textContent.trim(), () => form.requestSubmit()]] });
  form.hidden = true;
}
// Loading the page again must not offer it again.
const address = new URL(location.href);
if (address.searchParams.has("undo")) {
  address.searchParams.delete("undo");
  history.replaceState(history.state, "", address);
}
