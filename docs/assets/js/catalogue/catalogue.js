// The interactive catalogue on top of the rendered cards. The address is the state: a push for every choice and for the
// first letter typed, so that Back undoes one step; a shared link opens the same view. Focus never moves by itself.
import { Answer } from "./answer.js";
import { Bits } from "./bitset.js";
import { CardData, DataCards, PageCards } from "./cards.js";
import { Form } from "./form.js";
import { Picks } from "./picks.js";
import { Selection } from "./selection.js";
import { ROWS, emptyState, fromAddress, isEmpty, toAddress } from "./state.js";
import { say } from "./words.js";

const $ = (id) => document.getElementById(id);
const list = document.querySelector("[data-browse]"), status = $("im-status"), pageItems = $("im-items");
const form = new Form($("im-filter"), document.querySelector('[name="sort"]'));
const answer = new Answer(form, (next, field) => (go(next), focusOn(field)));
const picks = $("im-picked") && new Picks($("im-picked"), list, shownAddresses);
const data = new CardData(list);
const wide = matchMedia("(min-width: 60em)");

const PAGES = 3; // as many others are told as may answer better

let cards, selection, engine;
let state = emptyState();
let order = []; // the cards that are shown
let textResult = null; // {bits, score} for state.q
let typing = false; // whether this stretch of typing already has its step in the history
let turn = 0; // the newest wish wins when an older one finishes later

start();

async function start() {
  form.form.hidden = false;
  $("im-sort").hidden = false;
  const open = () => (form.panel.open = wide.matches);
  open();
  wide.addEventListener("change", open);
  wire();
  if (!pageItems && location.search.length > 1) await useData();
  else if (pageItems) $("im-sort").classList.toggle("im-idle", list.children.length < 2);
  const first = fromAddress(location.search, form.known);
  form.showChosen(first);
  await apply(first);
  // The page as it came says all there is to say until somebody chooses; the cards are read when nothing else is going on.
  if (pageItems) window.requestIdleCallback ? requestIdleCallback(usePage, { timeout: 1500 }) : setTimeout(usePage);
}

function usePage() {
  if (!cards && pageItems) useCards(new PageCards(list, JSON.parse(pageItems.textContent), data, picks?.dress));
}

function useCards(made) {
  cards = made;
  order = cards.items.map((_, i) => i);
  selection = new Selection(cards.items, form.facets, form.unsaid);
}

async function shownAddresses() {
  if (pageItems) usePage();
  else await useData().finally(() => (list.ariaBusy = "false"));
  return order.map((i) => cards.url(i));
}

async function useData() {
  if (cards) return;
  list.ariaBusy = "true";
  await data.load();
  useCards(new DataCards(list, $("im-more"), data, picks?.dress));
}

function wire() {
  form.form.addEventListener("submit", (event) => event.preventDefault());
  form.form.addEventListener("change", (event) => {
    if (event.target.closest(".im-situation") || event.target.matches(".im-within, [name=q]")) return;
    go(form.read(state));
  });
  form.form.addEventListener("click", ({ target }) => target.dataset.mode && go({ ...state, all: flipped(state.all, target.dataset.mode) }));
  form.text.addEventListener("focus", () => findText("").catch(() => {}), { once: true }); // fetched while the reader begins to type
  form.text.addEventListener("input", () => {
    go(form.read(state), typing);
    typing = true;
  });
  form.text.addEventListener("blur", () => (typing = false));
  form.sort.addEventListener("change", () => go(form.read(state)));
  for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => go({ ...state, view: button.dataset.view }));
  $("im-situation")?.addEventListener("click", () => {
    // Who does not say is not left out: the reader's own answers are all that is known.
    const next = { ...emptyState(), view: state.view, unsure: true };
    for (const select of form.form.querySelectorAll(".im-situation select")) {
      const values = select.value.split(" ").filter((value) => form.known.get(select.dataset.facet)?.has(value));
      if (values.length) next.chosen.set(select.dataset.facet, new Set(values));
    }
    go(next).then(() => toAnswer(form.form.querySelector(".im-situation")));
  });
  $("im-show").addEventListener("click", () => toAnswer(wide.matches ? null : form.panel));
  addEventListener("popstate", () => {
    typing = false;
    apply(fromAddress(location.search, form.known));
  });
}

function flipped(set, value) {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

/** From a panel that is in the way to what it found: the panel folds, and the count is read and stands at the top. */
function toAnswer(folds) {
  if (folds) folds.open = false;
  status.focus({ preventScroll: true });
  status.scrollIntoView({ block: "start" });
}

/** A choice by the reader: one step in the history (or the same step while typing goes on). */
function go(next, replace = false) {
  const address = location.pathname + toAddress(next, form.known);
  history[replace ? "replaceState" : "pushState"](history.state, "", address);
  for (const said of document.querySelectorAll(".im-export [role=status]")) said.textContent = ""; // of another selection
  return apply(next);
}

async function apply(next) {
  const mine = ++turn;
  if (!isEmpty(next) || next.sort || cards) {
    if (pageItems) usePage();
    else await useData();
    const text = next.q.trim() ? await findText(next.q) : null;
    if (mine !== turn) return;
    textResult = text;
  }
  state = next;
  form.write(state, typing);
  list.classList.toggle("im-cards--rows", state.view === ROWS);
  for (const button of document.querySelectorAll("[data-view]")) button.ariaPressed = String(button.dataset.view === state.view);
  const rest = cards ? draw() : null;
  if (rest) {
    list.ariaBusy = "true";
    await rest;
    if (mine !== turn) return;
  }
  list.ariaBusy = "false";
}

/** The text search, as a set of cards with scores; the engine is fetched and built the first time. */
async function findText(q) {
  if (!engine) {
    if (q) list.ariaBusy = "true";
    const { searchEngine } = await import("../search/engine.js");
    engine = await searchEngine();
  }
  if (!q) return null;
  if (!engine.placeOf) {
    const place = new Map(cards.items.map((_, i) => [cards.url(i), i]));
    engine.placeOf = (doc) => place.get(doc.url);
  }
  const here = (doc) => engine.placeOf(doc) !== undefined;
  const { results, beside, partial, most, unknown, named } = engine.within(q, here);
  const bits = new Bits(cards.items.length);
  const score = new Map();
  for (const { doc, score: s } of results) {
    const i = engine.placeOf(doc);
    bits.add(i);
    score.set(i, s);
  }
  return { bits, score, partial, most, unknown, named, also: beside.slice(0, PAGES) };
}

function draw() {
  const found = selection.apply(state, textResult);
  order = found.order;
  const rest = cards.show(order, found.sure, say("unsure.card"));
  // What is folded away can wait until the answer is painted.
  const mine = turn;
  const later = form.count(found.counts, () => mine === turn);
  $("im-sort").classList.toggle("im-idle", found.total < 2);
  if (picks) $("im-export").hidden = !found.total;
  answer.draw(state, textResult, selection, cards, found);
  return rest || later ? Promise.all([rest, later]) : null;
}

/** Focus on a field even when it is folded away: then on what unfolds it. */
function focusOn(field) {
  const closed = [...parentsOf(field)].filter((el) => el.tagName === "DETAILS" && !el.open).pop();
  (closed ? closed.querySelector("summary") : field).focus();
}

function* parentsOf(node) {
  for (let el = node.parentElement; el && el !== form.form; el = el.parentElement) yield el;
}
