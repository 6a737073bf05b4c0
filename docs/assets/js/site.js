// On every page: the search in the header (fetched when used), light or dark on request, and the menu button.
const root = document.body;

const scheme = document.getElementById("im-scheme");
scheme.hidden = false;
const dark = () => root.dataset.mdColorScheme === "slate";
const paint = () => scheme.setAttribute("aria-pressed", String(dark()));
paint();
scheme.addEventListener("click", () => {
  root.dataset.mdColorScheme = dark() ? "default" : "slate";
  // Kept because the reader asked for it; nothing is kept otherwise.
  try {
    localStorage.setItem("im-scheme", root.dataset.mdColorScheme);
  } catch {
    /* storage is refused: the choice lasts for this page */
  }
  paint();
});

const drawer = document.getElementById("__drawer");
const menu = document.getElementById("im-menu");
menu.addEventListener("click", () => {
  drawer.checked = !drawer.checked;
  drawer.dispatchEvent(new Event("change", { bubbles: true }));
});
drawer.addEventListener("change", () => menu.setAttribute("aria-expanded", String(drawer.checked)));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer.checked) {
    menu.click();
    menu.focus();
  }
});

const box = document.getElementById("im-search");
box.hidden = false;
const field = box.querySelector("input");
const opener = document.getElementById("im-search-open");
opener.hidden = false;
opener.addEventListener("click", () => {
  const open = box.classList.toggle("im-search--open");
  opener.setAttribute("aria-expanded", String(open));
  if (open) field.focus();
});

let ready;
const prepare = () => (ready ??= import("./header-search.js").then((module) => module.start(box)));
field.addEventListener("focus", prepare, { once: true });
field.addEventListener("input", prepare, { once: true });
addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    if (!opener.offsetParent) field.focus();
    else if (!box.classList.contains("im-search--open")) opener.click();
    field.focus();
    field.select();
  }
});
