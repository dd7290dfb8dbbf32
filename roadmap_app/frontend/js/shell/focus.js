// After a swap nobody is thrown back to the top: focus goes where the answer says, else to the new heading.

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const target = detail.elt;
  if (!(target instanceof Element)) return;
  const asked = target.matches("[data-focus]") ? target : target.querySelector("[data-focus]");
  if (asked) {
    stand(asked);
  } else if (document.activeElement === document.body || !document.activeElement) {
    stand(target.querySelector("[autofocus]") ?? target.querySelector("h1, h2, h3") ?? target);
  }
});

// An answer may name the place: HX-Trigger: {"focusOn": "id"}.
document.addEventListener("focusOn", ({ detail }) => {
  const place = document.getElementById(detail.value);
  if (place) requestAnimationFrame(() => stand(place));
});

// Following a link to a place in the page moves focus there too, also into the panels of narrow screens.
addEventListener("hashchange", () => {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place?.matches("main, .rail")) place.focus({ preventScroll: true });
});

// In a bar that is longer than the screen, the way to the present page is in sight.
const bar = document.querySelector(".subnav-links");
const here = bar?.querySelector("[aria-current]");
if (here) bar.scrollLeft += Math.max(0, here.getBoundingClientRect().right - bar.getBoundingClientRect().right);

function stand(element) {
  if (!element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) element.tabIndex = -1;
  element.focus({ preventScroll: inView(element) });
}

function inView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}
