// /sammenlign/: the projects that the address names, side by side; the reader's own list when it names none.
import { comparison } from "./table.js";
import { records } from "./data.js";
import { keep, kept, replace, tidy } from "./list.js";

const MOST = 5; // side by side
const SIDE_BY_SIDE = 2; // also on a phone
const HITS = 6;
const $ = (name) => document.getElementById(`im-compare${name}`);
const plan = JSON.parse($("-plan").textContent);
const say = (key, values = {}) => plan.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const list = $("-list"), status = $("-status"), said = $("-said"), add = $("-add");

let slugs = []; // all of the list, in order: the first ones are shown
let shown = new Set();
let found = new Map();
let own = false; // whether this is the reader's own list, which then follows what is changed here
let turn = 0;

start();

function start() {
  list.addEventListener("change", ({ target }) => choose(target.value, target.checked));
  list.addEventListener("click", ({ target }) => target.dataset.remove && remove(target.dataset.remove));
  $("-keep").addEventListener("click", () => tell(keep(slugs) ? "kept" : "refused"));
  $("-forget").addEventListener("click", () => (replace([]), (own = false), tell("forgotten"), status.focus()));
  $("-copy").addEventListener("click", copy);
  $("-print").addEventListener("click", () => print());
  $("-book").addEventListener("click", () => takeOut().then(() => tell("book.done"), () => tell("book.failed")));
  add.addEventListener("input", () => suggest(add.value));
  $("-hits").addEventListener("click", ({ target }) => target.dataset.add && include(target.dataset.add));
  addEventListener("popstate", read);
  read();
}

function read() {
  const asked = tidy(new URLSearchParams(location.search.slice(0, 20_000)).getAll("p"));
  slugs = asked.length ? asked : kept();
  own = !asked.length && slugs.length > 0;
  shown = new Set(slugs.slice(0, MOST));
  draw();
}

/** The list as an address has it: those side by side stand first, so that whoever opens it sees the same. */
const ordered = () => [...slugs.filter((slug) => shown.has(slug)), ...slugs.filter((slug) => !shown.has(slug))];
const query = () => ordered().map((slug) => `p=${slug}`).join("&");

/** The list by a new choice of the reader's: a step in the history, or what is kept is changed. */
function change(next) {
  slugs = tidy(next);
  if (own) replace(ordered());
  else history.pushState(null, "", location.pathname + (slugs.length ? `?${query()}` : ""));
  return draw();
}

async function takeOut() {
  const { download } = await import("./book.js");
  await download(slugs, { shards: plan.shards, template: $("-book").dataset.book });
}

function choose(slug, on) {
  if (on) shown.add(slug);
  else shown.delete(slug);
  change(slugs).then(() => list.querySelector(`input[value="${slug}"]`)?.focus());
}

function remove(slug) {
  shown.delete(slug);
  const rest = slugs.filter((other) => other !== slug);
  change(rest).then(() => (list.querySelector("button") ?? add).focus());
}

function include(slug) {
  if (shown.size < MOST) shown.add(slug);
  add.value = "";
  suggest("");
  change([...slugs, slug]).then(() => add.focus());
}

async function draw() {
  const mine = ++turn;
  try {
    found = await records(slugs, plan.shards);
  } catch {
    if (mine === turn) status.textContent = say("failed");
    return;
  }
  if (mine !== turn) return;
  const there = slugs.filter((slug) => found.has(slug));
  const missing = slugs.filter((slug) => !found.has(slug));
  const columns = there.filter((slug) => shown.has(slug)).map((slug) => found.get(slug));
  const amount = say(there.length === 1 ? "count.one" : "count.other", { count: there.length });
  const parts = [there.length ? say("status", { amount, shown: columns.length }) : say("none"), ...missing.map((slug) => say("unfound", { slug }))];
  if (columns.length === 1) parts.push(say("alone"));
  status.textContent = parts.join(" ");
  list.replaceChildren(...there.map((slug) => item(slug, found.get(slug).title)));
  $("-without").hidden = there.length > 0;
  for (const name of ["-copy", "-print", "-book"]) $(name).hidden = !there.length;
  drawTable(columns);
  drawOwn();
  $("").hidden = false; // all of it at once: a part that comes first is pushed by the next
}

function drawTable(columns) {
  const place = $("-table");
  place.hidden = !columns.length;
  $("-silent").textContent = "";
  if (!columns.length) return place.replaceChildren();
  const { table, silent } = comparison(plan, columns, say);
  place.classList.toggle("im-compare__table--many", columns.length > SIDE_BY_SIDE);
  place.replaceChildren(table);
  if (silent.length) $("-silent").textContent = say("silent", { what: silent.join(", ") });
}

function drawOwn() {
  const list = kept();
  $("-keep").hidden = !slugs.some((slug) => !list.includes(slug));
  $("-forget").hidden = !list.length;
  $("-own").hidden = !list.length || list.join() === slugs.join();
  $("-own").textContent = say("own", { count: list.length });
}

function item(slug, title) {
  const row = document.createElement("li");
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", value: slug, checked: shown.has(slug) });
  box.disabled = !box.checked && shown.size >= MOST;
  label.append(box, " ", title);
  const button = Object.assign(document.createElement("button"), { type: "button", className: "im-textbutton", textContent: say("remove") });
  button.dataset.remove = slug;
  button.setAttribute("aria-label", `${say("remove")}: ${title}`);
  row.append(label, " ", button);
  return row;
}

function tell(key) {
  said.textContent = say(key);
  drawOwn();
}

async function copy() {
  const { done, failed } = $("-copy").dataset;
  try {
    await navigator.clipboard.writeText(new URL(`?${query()}`, location.href).href);
    said.textContent = done;
  } catch {
    said.textContent = failed;
  }
}

/** Projects to add, by the site's own search, which is fetched when somebody types here. */
async function suggest(text) {
  const hits = $("-hits");
  const wanted = text.trim();
  let results = [];
  if (wanted) {
    const { searchEngine } = await import("../search/engine.js");
    const engine = await searchEngine();
    if (add.value.trim() !== wanted) return;
    results = engine.search(wanted).results.filter(({ doc }) => doc.kind === "project").map(({ doc }) => [doc.url.split("/").at(-2), doc.title]).filter(([slug]) => !slugs.includes(slug));
  }
  hits.hidden = !results.length;
  hits.replaceChildren(...results.slice(0, HITS).map(([slug, title]) => {
    const row = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "im-textbutton", textContent: title });
    button.dataset.add = slug;
    row.append(button);
    return row;
  }));
  $("-found").textContent = wanted && !results.length ? say("add.none") : "";
}
