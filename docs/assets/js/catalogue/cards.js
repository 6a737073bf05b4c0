// The list of cards: those the page came with, of which the later ones are a link until the reader comes to them, or
// (past 2 000) all made from data as the reader moves down the list.
import { siteUrl } from "../base.js";

const FIRST = 24; // fills the first screens; the reader sees an answer before the rest is in place
const STEP = 60;
const NEAR = { rootMargin: "800px" }; // made ready this far outside what is seen

/** The cards as data (macros/catalogue/page.py), fetched when the first of them is needed. */
export class CardData {
  constructor(list) {
    this.address = list.dataset.source;
    this.template = list.firstElementChild?.cloneNode(true);
  }

  load() {
    this.loading ??= this.#fetch().catch((error) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  async #fetch() {
    const answer = await fetch(this.address);
    if (!answer.ok) throw new Error(String(answer.status));
    Object.assign(this, await answer.json());
  }

  row(i) {
    return this.cards[i - this.from];
  }

  /** Card number `i` as a node of the list. */
  node(i) {
    const [slug, title, summary, facts, badges, language, status, kind] = this.row(i);
    const node = this.template.cloneNode(true);
    const link = node.querySelector("a");
    link.href = siteUrl(`/prosjekter/${slug}/`);
    link.textContent = title;
    node.querySelector(".im-card__summary").textContent = summary;
    for (const said of [link, node.querySelector(".im-card__summary")]) {
      if (language) said.lang = language;
      else said.removeAttribute("lang"); // the card that is copied may have had one
    }
    node.querySelector(".im-status")?.remove();
    if (status) {
      const chip = Object.assign(document.createElement("p"), { className: `im-status im-status--${kind}`, textContent: status });
      node.querySelector("h3").before(chip);
    }
    node.querySelector(".im-badges")?.remove();
    if (badges.length) node.querySelector("h3").after(listOf("im-badges", badges));
    node.querySelector(".im-card__facts").replaceChildren(...listOf("", facts).children);
    return node;
  }
}

/** What cards are filtered and sorted by, from its short form (macros/html/page/browse.py): hours are -1 when nobody knows them. */
const itemsOf = (text) => (text ? text.split("|") : []).map((one) => {
  const [values, hours, phase, newest] = one.split(";");
  return { values: values.split(" ").filter(Boolean).map(number), hours: hours ? number(hours) : -1, phase: number(phase), newest: number(newest) };
});
const number = (text) => parseInt(text, 36);

/** Cards that stand on the page. All matches are shown, in the order asked for. `seen(node, i)` is told of each that comes near. */
export class PageCards {
  constructor(list, items, data, seen) {
    this.list = list;
    this.data = data;
    this.seen = seen;
    this.nodes = [...list.children];
    this.items = itemsOf(items);
    this.shown = this.items.map((_, i) => i);
    this.unsure = [];
    const place = new Map(this.nodes.map((node, i) => [node, i]));
    const eye = new IntersectionObserver((found) => {
      for (const { target, isIntersecting } of found) {
        if (!isIntersecting) continue;
        eye.unobserve(target);
        this.#ready(target, place.get(target));
      }
    }, NEAR);
    for (const node of this.nodes) eye.observe(node);
  }

  url(i) {
    return this.nodes[i].querySelector("a").getAttribute("href");
  }

  title(i) {
    return this.nodes[i].querySelector("a").textContent;
  }

  /**
   * Only matches are in the list: whoever reads the page by its links meets nothing else. Nodes that stay, stay put. The
   * first screens come at once; the answer is a promise when more is to come after they are painted. Those from `sure` on
   * are told by `note`.
   */
  show(order, sure, note) {
    const wanted = new Set(order);
    for (const i of this.shown) if (!wanted.has(i)) this.nodes[i].remove();
    for (const i of this.unsure) delete this.nodes[i].dataset.unsure;
    this.unsure = order.slice(sure);
    for (const i of this.unsure) this.nodes[i].dataset.unsure = note;
    this.shown = order;
    this.#place(order.slice(0, FIRST));
    if (order.length <= FIRST) return null;
    return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(this.shown === order && this.#place(order)))));
  }

  #place(order) {
    let next = this.list.firstElementChild;
    for (const i of order) {
      if (this.nodes[i] === next) next = next.nextElementSibling;
      else this.list.insertBefore(this.nodes[i], next);
    }
  }

  async #ready(node, i) {
    if (node.firstElementChild.localName === "a") {
      node.classList.add("im-coming");
      try {
        await this.data.load();
      } catch {
        return; // the link is there; the rest is told on the page it leads to
      } finally {
        node.classList.remove("im-coming");
      }
      const focused = node.contains(document.activeElement);
      node.replaceChildren(...this.data.node(i).childNodes);
      if (focused) node.querySelector("a").focus();
    }
    this.seen?.(node, i);
  }
}

/** Cards made from data, a window at a time. */
export class DataCards {
  constructor(list, more, data, seen) {
    Object.assign(this, { list, more, data, seen });
    this.items = itemsOf(data.items);
    this.order = [];
    more.addEventListener("click", () => this.#grow(true));
    new IntersectionObserver((found) => found.some((s) => s.isIntersecting) && this.#grow(false), NEAR).observe(more);
  }

  url(i) {
    return siteUrl(`/prosjekter/${this.data.row(i)[0]}/`);
  }

  title(i) {
    return this.data.row(i)[1];
  }

  show(order, sure, note) {
    Object.assign(this, { order, sure, note });
    this.list.replaceChildren(...this.#made(0, FIRST));
    this.more.hidden = order.length <= FIRST;
    return null;
  }

  #grow(moveFocus) {
    const from = this.list.children.length;
    if (from >= this.order.length) return;
    this.list.append(...this.#made(from, from + STEP));
    this.more.hidden = this.list.children.length >= this.order.length;
    if (moveFocus) this.list.children[from].querySelector("a").focus();
  }

  #made(from, to) {
    return this.order.slice(from, to).map((i, n) => {
      const node = this.data.node(i);
      if (from + n >= this.sure) node.dataset.unsure = this.note;
      this.seen?.(node, i);
      return node;
    });
  }
}

function listOf(name, texts) {
  const list = document.createElement("ul");
  list.className = name;
  for (const text of texts) list.append(Object.assign(document.createElement("li"), { textContent: text }));
  return list;
}
