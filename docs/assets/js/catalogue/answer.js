// What the page says of a selection: how many, what limits it, and what comes nearest when there is nothing.
import { say, amount } from "./words.js";
import { isEmpty } from "./state.js";

const $ = (id) => document.getElementById(id);
const MANY = 4; // choices of one facet that are told one by one
const WAYS = 3;
const NEAREST = 5;

export class Answer {
  /** `go(state, focus)` is a choice by the reader; `focus` the field that it leads back to. */
  constructor(form, go) {
    Object.assign(this, { form, go });
  }

  draw(state, text, selection, cards, { total, sure }) {
    Object.assign(this, { state, text });
    const narrow = this.#parts();
    const nothing = state.q.trim() && !narrow.length ? say("zero.words", { query: state.q.trim() }) : say("zero");
    const missing = (text?.unknown ?? []).map((one) => say(one.instead ? "instead" : "unknown", one));
    const count = sure === total ? amount(total) : say(sure ? "unsure" : "unsure.none", { sure: amount(sure), rest: total - sure });
    const said = total || missing.length === 0 ? [...missing, text?.partial ? say("some") : text?.most && say("most"), total ? count : nothing] : missing;
    $("im-status").textContent = said.filter(Boolean).join(" ");
    $("im-show").textContent = say("show", { amount: amount(total) });
    $("im-printed").textContent = isEmpty(state) ? "" : say("print", { filters: this.#inWords() });
    this.#also(text?.also ?? []);
    this.#chips(narrow);
    this.#advice(total, narrow, selection, cards);
  }

  /** Everything but words that limits the list: {key, text, boxes, value}. */
  #parts() {
    const { state, form } = this;
    const found = [];
    for (const [facet, values] of state.chosen) {
      const boxes = [...values].map((value) => form.boxOf.get(facet + "=" + value));
      if (boxes.length > MANY) found.push({ key: facet, text: say("remove.group", { group: form.facetName(facet), count: boxes.length }), boxes });
      else boxes.forEach((box) => found.push({ key: facet, value: box.value, text: form.label(facet, box.value), boxes: [box] }));
    }
    if (state.from !== null || state.to !== null) {
      found.push({ key: "#hours", text: say("hours.chip", { from: state.from ?? 0, to: state.to ?? "…" }), boxes: [] });
    }
    return found;
  }

  /** Pages outside the list that the words are about. */
  #also(pages) {
    const line = $("im-also");
    const links = pages.map(({ url, title }) => Object.assign(document.createElement("a"), { href: url, textContent: title }));
    line.replaceChildren(say("also"), ...links.flatMap((link, i) => [i ? " · " : " ", link]));
    line.hidden = !links.length;
  }

  #between(facet) {
    return say(this.state.all.has(facet) ? "and" : "or");
  }

  #byFacet() {
    return [...grouped(this.#parts())].map(([key, all]) => ({ key, text: all.map(({ text }) => text).join(` ${this.#between(key)} `), boxes: all.flatMap(({ boxes }) => boxes) }));
  }

  #inWords() {
    const words = this.state.q.trim() ? [`«${this.state.q.trim()}»`] : [];
    return [...words, ...this.#byFacet().map(({ text }) => text)].join(" · ");
  }

  #drop(part) {
    const next = { ...this.state, chosen: new Map([...this.state.chosen].map(([k, v]) => [k, new Set(v)])) };
    if (part.key === "#hours") next.from = next.to = null;
    else if (part.key === "#text") next.q = this.form.text.value = "";
    else for (const box of part.boxes) next.chosen.get(box.name).delete(box.value);
    for (const [facet, values] of next.chosen) if (!values.size) next.chosen.delete(facet);
    this.go(next, part.key === "#hours" ? this.form.hoursField("timer-fra") : part.key === "#text" ? this.form.text : part.boxes[0]);
  }

  #clear(q) {
    this.go({ ...this.state, chosen: new Map(), all: new Set(), unsure: false, from: null, to: null, q }, this.form.text);
  }

  #chips(parts) {
    const list = $("im-chosen");
    const items = parts.flatMap((part, i) => {
      const chip = button(part.text, "im-chip", () => this.#drop(part));
      chip.setAttribute("aria-label", say("remove", { value: part.text }));
      return parts[i + 1]?.key === part.key ? [chip, this.#between(part.key)] : [chip];
    });
    if (parts.length > 1) items.push(button(say("clear"), "im-chip im-chip--all", () => this.#clear(this.state.q)));
    list.replaceChildren(...items.map(inItem));
    list.hidden = !items.length;
  }

  /** With no match: what to change and what that would give, and what comes nearest as it is. */
  #advice(total, parts, selection, cards) {
    const advice = $("im-advice");
    advice.replaceChildren();
    advice.hidden = total > 0;
    if (total) return;
    const { state, text, form } = this;
    // A municipality that no project names has a page that tells of its helsefellesskap.
    for (const { place } of text?.named ?? []) {
      advice.append(Object.assign(document.createElement("a"), { className: "im-button", href: place.url, textContent: say("zero.place", { name: place.label, county: place.county }) }));
    }
    const ways = this.#byFacet().map((part) => ({ n: selection.without(state, text, part.key), text: "zero.drop", value: part.text, act: () => this.#drop(part) }));
    if (text) ways.push({ n: selection.without(state, text, "#text"), text: "zero.query", value: state.q.trim(), act: () => this.#drop({ key: "#text" }) });
    for (const facet of state.all) {
      const all = new Set([...state.all].filter((other) => other !== facet));
      if (state.chosen.get(facet)?.size > 1) ways.push({ n: selection.with(state, text, { all }), text: "zero.any", value: form.facetName(facet), act: () => this.go({ ...state, all }, form.boxOf.get(`${facet}=${[...state.chosen.get(facet)][0]}`)) });
    }
    if (parts.length && !state.unsure) ways.push({ n: selection.with(state, text, { unsure: true }), text: "zero.unsure", act: () => this.go({ ...state, unsure: true }, form.unsure.querySelector("input")) });
    ways.sort((a, b) => b.n - a.n);
    for (const way of ways.filter(({ n }) => n > 0).slice(0, WAYS)) {
      advice.append(button(say(way.text, { value: way.value, count: way.n }), "im-button im-button--quiet", way.act));
    }
    if (!advice.children.length && !isEmpty(state)) advice.append(button(say("clear"), "im-button im-button--quiet", () => this.#clear("")));
    if (parts.length) advice.append(...this.#nearest(selection, cards));
    advice.hidden = !advice.children.length;
  }

  #nearest(selection, cards) {
    const found = selection.nearest(this.state, this.text, NEAREST);
    if (!found.length) return [];
    const list = document.createElement("ul");
    for (const { index, lacks } of found) {
      const link = Object.assign(document.createElement("a"), { href: cards.url(index), textContent: cards.title(index) });
      const item = inItem(link);
      item.append(" ", say("near.lacks", { what: lacks.map((part) => this.#called(part)).join(", ") }));
      list.append(item);
    }
    const head = Object.assign(document.createElement("p"), { textContent: say("near") });
    const box = Object.assign(document.createElement("div"), { className: "im-near" });
    box.append(head, list);
    return [box];
  }

  #called({ key, value }) {
    if (key === "#text") return `«${this.state.q.trim()}»`;
    return value === undefined ? this.#byFacet().find((part) => part.key === key).text : this.form.label(key, value);
  }
}

function grouped(parts) {
  const found = new Map();
  for (const part of parts) found.set(part.key, [...(found.get(part.key) ?? []), part]);
  return found;
}

function button(text, name, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: name, textContent: text });
  made.addEventListener("click", act);
  return made;
}

function inItem(content) {
  const li = document.createElement("li");
  li.append(content);
  return li;
}
