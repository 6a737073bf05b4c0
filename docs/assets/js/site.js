// On every page: the search in the header (fetched when used), light or dark on request, the menu button, and the
// buttons that copy a text of the page, or else its address.
const root = document.body;

const scheme = document.getElementById("im-scheme");
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

const box = document.getElementById("im-search");
const field = box.querySelector("input");
const opener = document.getElementById("im-search-open");
const menu = document.getElementById("im-menu");
const nav = document.getElementById("im-nav");

// Two panels under the header on a narrow screen; only one is open at a time.
const panels = [
  [menu, (open) => nav.classList.toggle("im-nav--open", open)],
  [opener, (open) => box.classList.toggle("im-search--open", open)],
];
const isOpen = (button) => button.getAttribute("aria-expanded") === "true";
const set = (button, open) => {
  for (const [other, show] of panels) {
    const wanted = other === button && open;
    show(wanted);
    other.setAttribute("aria-expanded", String(wanted));
  }
};
menu.addEventListener("click", () => set(menu, !isOpen(menu)));
opener.addEventListener("click", () => {
  set(opener, !isOpen(opener));
  if (isOpen(opener)) field.focus();
});
addEventListener("keydown", (event) => {
  const open = panels.find(([button]) => isOpen(button))?.[0];
  if (event.key === "Escape" && open && !event.defaultPrevented) {
    set(open, false);
    open.focus();
  }
});

let ready;
const prepare = () => (ready ??= import("./search/header.js").then((module) => module.start(box)));
field.addEventListener("focus", prepare, { once: true });
field.addEventListener("input", prepare, { once: true });
addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    if (opener.offsetParent && !isOpen(opener)) set(opener, true);
    field.focus();
    field.select();
  }
});

// A heading inside something folded: an address that ends in its name unfolds it.
const unfold = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let part = target && target.closest("details:not([open])"); part; part = part.parentElement.closest("details:not([open])")) {
    part.open = true;
    target.scrollIntoView();
  }
};
addEventListener("hashchange", unfold);
unfold();

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard; // only pages that came over https may write to it
  button.addEventListener("click", async () => {
    const status = document.getElementById(button.dataset.says);
    try {
      await navigator.clipboard.writeText(button.dataset.copy ? document.getElementById(button.dataset.copy).textContent.trim() : location.href);
      status.textContent = status.dataset.done;
    } catch {
      status.textContent = status.dataset.failed;
    }
  });
}

for (const button of document.querySelectorAll("button[data-keep]")) {
  const [said, list] = [button.nextElementSibling, button.parentElement.lastElementChild];
  button.addEventListener("click", async () => {
    const { keep } = await import("./compare/list.js");
    const done = keep([button.dataset.keep]);
    said.textContent = done ? button.dataset.done : button.dataset.failed;
    list.hidden = !done;
  });
}
