// The interactive catalogue on top of the rendered cards. The address is the state: a push for every choice and for the
// first letter typed, so that Back undoes one step; a shared link opens the same view. Focus never moves by itself.
import { DataCards, PageCards } from "./cards.js";
import { Bits } from "./bitset.js";
import { Selection } from "./selection.js";
import { emptyState, fromAddress, hours, isEmpty, toAddress } from "./state.js";

const $ = (id) => document.getElementById(id);
const form = $("im-filter"), list = document.querySelector("[data-browse]"), status = $("im-status"), chosenList = $("im-chosen"), advice = $("im-advice");
const sortField = document.querySelector('[name="sort"]');
const words = JSON.parse($("im-words").textContent);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const amount = (n) => say(n === 1 ? "count.one" : "count.other", { count: n.toLocaleString("nb-NO") });

const boxes = [...form.querySelectorAll('input[type="checkbox"]')];
const facets = new Map();
for (const box of boxes) {
  if (!facets.has(box.name)) facets.set(box.name, new Map());
  facets.get(box.name).set(box.value, Number(box.dataset.n));
}
const known = new Map([...facets].map(([name, values]) => [name, new Set(values.keys())]));
const boxOf = new Map(boxes.map((box) => [box.name + "=" + box.value, box]));
const labelOf = (box) => box.nextElementSibling.firstChild.textContent.trim();
const facetName = (facet) => form.querySelector(`.im-group[data-facet="${facet}"] > summary`).textContent;

let cards, selection, engine;
let state = emptyState();
let textResult = null; // {bits, score} for state.q
let typing = false; // whether this stretch of typing already has its step in the history
let turn = 0; // the newest wish wins when an older one finishes later

start();

async function start() {
  form.hidden = false;
  $("im-sort").hidden = false;
  const wide = matchMedia("(min-width: 60em)");
  const panel = $("im-panel");
  const open = () => (panel.open = wide.matches);
  open();
  wide.addEventListener("change", open);
  wire();
  if (list.dataset.source) {
    if (location.search.length > 1) await useData();
  } else useCards(new PageCards(list));
  await apply(fromAddress(location.search, known));
}

function useCards(made) {
  cards = made;
  selection = new Selection(cards.items, facets);
}

async function useData() {
  if (cards) return;
  list.ariaBusy = "true";
  const rows = await (await fetch(list.dataset.source)).json();
  useCards(new DataCards(list, $("im-more"), rows));
}

function wire() {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target.closest(".im-situation") || event.target.matches(".im-within, [name=q]")) return;
    go(read());
  });
  $("im-q").addEventListener("input", () => {
    go(read(), typing);
    typing = true;
  });
  $("im-q").addEventListener("blur", () => (typing = false));
  sortField.addEventListener("change", () => go(read()));
  for (const field of form.querySelectorAll(".im-within")) field.addEventListener("input", () => narrow(field));
  $("im-situation")?.addEventListener("click", () => {
    const next = emptyState();
    for (const select of form.querySelectorAll(".im-situation select")) {
      const values = select.value.split(" ").filter((value) => known.get(select.dataset.facet)?.has(value));
      if (values.length) next.chosen.set(select.dataset.facet, new Set(values));
    }
    go(next).then(() => toAnswer(form.querySelector(".im-situation")));
  });
  $("im-show").addEventListener("click", () => toAnswer($("im-panel")));
  addEventListener("popstate", () => {
    typing = false;
    apply(fromAddress(location.search, known));
  });
}

/** From a panel that is in the way to what it found: the panel folds, and the count is read and stands at the top. */
function toAnswer(panel) {
  panel.open = false;
  status.focus({ preventScroll: true });
  status.scrollIntoView({ block: "start" });
}

function shownSort({ sort, q }) {
  return sort || (q.trim() ? "relevans" : "tittel");
}

/** What the form says now. */
function read() {
  const next = emptyState();
  for (const box of boxes) {
    if (!box.checked) continue;
    if (!next.chosen.has(box.name)) next.chosen.set(box.name, new Set());
    next.chosen.get(box.name).add(box.value);
  }
  next.q = $("im-q").value;
  next.from = hours(form.elements["timer-fra"]?.value ?? "");
  next.to = hours(form.elements["timer-til"]?.value ?? "");
  // Unless the reader has chosen an order, words bring relevance and no words the title.
  const untouched = sortField.value === shownSort(state);
  next.sort = untouched ? state.sort : sortField.value;
  if (next.sort === shownSort({ ...next, sort: "" }) || next.sort === "relevans") next.sort = "";
  return next;
}

/** A choice by the reader: one step in the history (or the same step while typing goes on). */
function go(next, replace = false) {
  const address = location.pathname + toAddress(next, known);
  history[replace ? "replaceState" : "pushState"](null, "", address);
  return apply(next);
}

async function apply(next) {
  const mine = ++turn;
  if (!isEmpty(next) || next.sort || cards) {
    if (list.dataset.source) await useData();
    const text = next.q.trim() ? await findText(next.q) : null;
    if (mine !== turn) return;
    textResult = text;
  }
  state = next;
  write();
  const rest = cards ? draw() : null;
  if (rest) {
    list.ariaBusy = "true";
    await rest;
    if (mine !== turn) return;
  }
  list.ariaBusy = "false";
}

/** The text search, as a set of cards with scores. */
async function findText(q) {
  if (!engine) {
    list.ariaBusy = "true";
    const { searchEngine } = await import("../search/engine.js");
    engine = await searchEngine();
    const place = new Map(cards.items.map((item, i) => [item.url, i]));
    engine.placeOf = (doc) => place.get(doc.url);
  }
  const { results, partial } = engine.search(q);
  const bits = new Bits(cards.items.length);
  const score = new Map();
  for (const { doc, score: s } of results) {
    const i = engine.placeOf(doc);
    if (i !== undefined) {
      bits.add(i);
      score.set(i, s);
    }
  }
  return { bits, score, partial };
}

/** Puts the state into the form, without touching what has focus. */
function write() {
  for (const box of boxes) box.checked = state.chosen.get(box.name)?.has(box.value) ?? false;
  if ($("im-q").value !== state.q && document.activeElement !== $("im-q")) $("im-q").value = state.q;
  if (document.activeElement === $("im-q") && !typing) $("im-q").value = state.q;
  if (form.elements["timer-fra"]) {
    form.elements["timer-fra"].value = state.from ?? "";
    form.elements["timer-til"].value = state.to ?? "";
  }
  sortField.value = shownSort(state);
}

function draw() {
  const { order, counts, total } = selection.apply(state, textResult);
  const rest = cards.show(order);
  for (const box of boxes) {
    const n = counts.get(box.name).get(box.value);
    const shown = `(${n})`;
    const place = box.nextElementSibling.lastElementChild;
    if (place.textContent !== shown) place.textContent = shown;
    box.parentElement.classList.toggle("im-none", n === 0);
  }
  const nothing = state.q.trim() && !parts().length ? say("zero.words", { query: state.q.trim() }) : say("zero");
  status.textContent = total ? (textResult?.partial ? say("some") + " " : "") + amount(total) : nothing;
  $("im-show").textContent = say("show", { amount: amount(total) });
  $("im-sort").classList.toggle("im-idle", total < 2);
  drawChosen();
  drawAdvice(total);
  $("im-printed").textContent = isEmpty(state) ? "" : say("print", { filters: activeWords().join(" · ") });
  return rest;
}

/** Everything that limits the list: {key, text, values: boxes, drop()}. */
function parts() {
  const found = [];
  for (const [facet, values] of state.chosen) {
    const chosen = [...values].map((value) => boxOf.get(facet + "=" + value));
    if (chosen.length > 4) {
      found.push({ key: facet, text: say("remove.group", { group: facetName(facet), count: chosen.length }), boxes: chosen });
    } else for (const box of chosen) found.push({ key: facet, text: labelOf(box), boxes: [box] });
  }
  if (state.from !== null || state.to !== null) {
    found.push({ key: "#hours", text: say("hours.chip", { from: state.from ?? 0, to: state.to ?? "…" }), boxes: [] });
  }
  return found;
}

function activeWords() {
  const text = state.q.trim() ? [`«${state.q.trim()}»`] : [];
  return [...text, ...parts().map((part) => part.text)];
}

function drop(part) {
  const next = { ...state, chosen: new Map([...state.chosen].map(([k, v]) => [k, new Set(v)])) };
  if (part.key === "#hours") next.from = next.to = null;
  else if (part.key === "#text") next.q = $("im-q").value = "";
  else for (const box of part.boxes) next.chosen.get(box.name).delete(box.value);
  for (const [facet, values] of next.chosen) if (!values.size) next.chosen.delete(facet);
  go(next);
  const back = part.key === "#hours" ? form.elements["timer-fra"] : part.key === "#text" ? $("im-q") : part.boxes[0];
  focusOn(back);
}

/** Focus on a field even when it is folded away: then on what unfolds it. */
function focusOn(field) {
  const closed = [...parentsOf(field)].filter((el) => el.tagName === "DETAILS" && !el.open).pop();
  (closed ? closed.querySelector("summary") : field).focus();
}

function* parentsOf(node) {
  for (let el = node.parentElement; el && el !== form; el = el.parentElement) yield el;
}

function button(text, name, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: name, textContent: text });
  made.addEventListener("click", act);
  return made;
}

function drawChosen() {
  const items = parts().map((part) => {
    const made = button(part.text, "im-chip", () => drop(part));
    made.setAttribute("aria-label", say("remove", { value: part.text }));
    return made;
  });
  if (items.length > 1) items.push(button(say("clear"), "im-chip im-chip--all", () => (go({ ...emptyState(), q: state.q, sort: state.sort }), focusOn($("im-q")))));
  chosenList.replaceChildren(...items.map((made) => wrapped(made)));
  chosenList.hidden = !items.length;
}

function wrapped(node) {
  const li = document.createElement("li");
  li.append(node);
  return li;
}

/** With no match: which one filter to drop, and what that would give. */
function drawAdvice(total) {
  advice.hidden = true;
  advice.replaceChildren();
  if (total) return;
  const ways = [...new Map(parts().map((part) => [part.key, part])).values()].map((part) => {
    const all = parts().filter((other) => other.key === part.key);
    const whole = { ...part, boxes: all.flatMap((other) => other.boxes), text: all.map((other) => other.text).join(", ") };
    return { part: whole, n: selection.without(state, textResult, part.key), text: "zero.drop" };
  });
  if (textResult) ways.push({ part: { key: "#text", text: state.q.trim(), boxes: [] }, n: selection.without(state, textResult, "#text"), text: "zero.query" });
  ways.sort((a, b) => b.n - a.n);
  for (const way of ways.filter((w) => w.n > 0).slice(0, 2)) {
    advice.append(button(say(way.text, { value: way.part.text, count: way.n }), "im-button im-button--quiet", () => drop(way.part)));
  }
  if (!advice.children.length && !isEmpty(state)) advice.append(button(say("clear"), "im-button im-button--quiet", () => (go(emptyState()), focusOn($("im-q")))));
  advice.hidden = !advice.children.length;
}

/** Shows the values of a long group whose words contain what is typed. */
function narrow(field) {
  const wanted = field.value.trim().toLocaleLowerCase("nb");
  for (const label of field.parentElement.querySelectorAll("label")) {
    if (label.querySelector('input[type="checkbox"]')) label.hidden = wanted !== "" && !label.textContent.toLocaleLowerCase("nb").includes(wanted);
  }
}
