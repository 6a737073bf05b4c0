// The look-up on /kommuner/: finds a municipality by any of its names, and narrows the list by size, centrality,
// helsefellesskap and region. The address is the state; without this program the page is the list by county.
import { siteUrl } from "../base.js";
import { Places } from "../search/places.js";

const $ = (id) => document.getElementById(id);
const form = $("im-lookup"), field = $("im-place"), status = $("im-place-status"), hits = $("im-place-hits"), projects = $("im-place-projects");
const words = JSON.parse($("im-place-words").textContent);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const selects = [...form.querySelectorAll("select")];
const used = $("im-c-used");
const MOST = 12;

const KINDS = { "~": "former", "+": "district" };
const sections = [...document.querySelectorAll("#im-place-list > section")];
const items = [...document.querySelectorAll("#im-place-list li")].map((node) => {
  const link = node.querySelector("a");
  const others = node.dataset.n.split("|").map((text, i) => ({ text: KINDS[text[0]] ? text.slice(1) : text, kind: i ? KINDS[text[0]] ?? "name" : "number" }));
  return {
    node, url: link.getAttribute("href"), label: link.textContent, county: node.closest("section").querySelector("h2").textContent,
    values: node.dataset.v.split(" ").map(Number), count: Number(node.dataset.p ?? 0),
    names: [{ text: link.textContent, kind: "name" }, ...others],
  };
});
const outside = [...document.querySelectorAll("[data-outside]")].map((node) => ({ node, names: node.dataset.outside.split("|") }));
const places = new Places(items, outside);

start();

function start() {
  for (const { node } of outside) status.after(node);
  const given = new URLSearchParams(location.search.slice(0, 500));
  field.value = (given.get("navn") ?? "").slice(0, 80);
  for (const select of selects) if ([...select.options].some((o) => o.value === given.get(select.name))) select.value = given.get(select.name);
  used.checked = given.get("prosjekter") === "ja";
  $("im-place-filter").open = selects.some((select) => select.value) || used.checked;
  field.addEventListener("input", find);
  form.addEventListener("change", (event) => {
    if (event.target === field) return;
    history.replaceState(null, "", address());
    narrow();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = places.named(field.value);
    if (found.length === 1) location.assign(found[0].place.url);
    else find();
  });
  find();
  narrow();
  // From the front page: a name that is one municipality's was asked for to get there. Back leads past this page.
  const found = given.size === 1 && places.named(field.value);
  if (found.length === 1) location.replace(found[0].place.url);
}

function address() {
  const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  return location.pathname + (chosen.size ? `?${chosen}` : "");
}

/** What the field says, as links; several of one name are a choice, and a place that is no municipality a sentence. */
function find() {
  const text = field.value.trim();
  const elsewhere = text ? places.elsewhere(text) : undefined;
  for (const place of outside) place.node.hidden = place !== elsewhere;
  const named = text ? places.named(text) : [];
  const found = named.length ? named : places.beginning(text);
  hits.replaceChildren(...found.slice(0, MOST).map(hit));
  hits.hidden = !found.length;
  const which = named.length === 1 ? "one" : named.length ? "many" : found.length ? "begins" : text.length > 1 && !elsewhere ? "none" : "";
  status.textContent = which ? say(which, { text }) : "";
}

function hit({ place, name }) {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("a"), { href: place.url, textContent: place.label }));
  const said = name.kind === "former" || name.kind === "district" ? `, ${say(name.kind, { name: name.text })}` : name.text === place.label ? "" : `, ${name.text}`;
  item.append(Object.assign(document.createElement("span"), { className: "im-note", textContent: ` ${place.county}${said}` }));
  return item;
}

/** The list as the four choices leave it, and the way to the projects of those that are left. */
function narrow() {
  const wanted = selects.map((select) => select.selectedIndex);
  const chosen = wanted.some(Boolean) || used.checked;
  let n = 0;
  const named = [];
  for (const item of items) {
    const fits = wanted.every((at, i) => !at || item.values[i] === at) && (!used.checked || item.count);
    item.node.hidden = !fits;
    n += fits ? 1 : 0;
    if (fits && item.count) named.push(item.url.split("/").at(-2));
  }
  for (const section of sections) section.hidden = !section.querySelector("li:not([hidden])");
  $("im-place-count").textContent = chosen ? say(n === 1 ? "count.one" : "count.other", { count: n }) : "";
  projects.hidden = !chosen || !named.length;
  const link = projects.firstElementChild;
  link.href = siteUrl("/prosjekter/?") + new URLSearchParams(named.map((key) => ["kommune", key]));
  link.textContent = say("all");
}
