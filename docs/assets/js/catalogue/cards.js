// The list of cards: those the page came with, or (past 2 000) made from data as the reader moves down the list.
const FIRST = 24; // fills the first screens; the reader sees an answer before the rest is in place
const STEP = 60;

/** Cards that stand on the page. All matches are shown, in the order asked for. */
export class PageCards {
  constructor(list) {
    this.list = list;
    this.nodes = [...list.children];
    this.items = this.nodes.map((node) => ({
      url: node.querySelector("a").getAttribute("href"),
      values: node.dataset.v.split(" ").map(Number),
      hours: Number(node.dataset.h),
      phase: Number(node.dataset.p),
      newest: Number(node.dataset.d),
    }));
    this.shown = this.items.map((_, i) => i);
  }

  /**
   * Only matches are in the list: whoever reads the page by its links meets nothing else. Nodes that stay, stay put. The
   * first screens come at once; the answer is a promise when more is to come after they are painted.
   */
  show(order) {
    const wanted = new Set(order);
    for (const i of this.shown) if (!wanted.has(i)) this.nodes[i].remove();
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
}

/** Cards made from data, a window at a time. */
export class DataCards {
  constructor(list, more, rows) {
    this.list = list;
    this.more = more;
    this.template = list.firstElementChild.cloneNode(true);
    this.rows = rows;
    this.items = rows.map((row) => ({
      url: `/prosjekter/${row[0]}/`,
      values: row[5].split(" ").map(Number),
      hours: row[6],
      phase: row[7],
      newest: row[8],
    }));
    this.order = [];
    more.addEventListener("click", () => this.#grow(true));
    new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && this.#grow(false), { rootMargin: "800px" }).observe(more);
  }

  show(order) {
    this.order = order;
    this.list.replaceChildren(...order.slice(0, FIRST).map((i) => this.#card(i)));
    this.more.hidden = order.length <= FIRST;
    return null;
  }

  #grow(moveFocus) {
    const from = this.list.children.length;
    if (from >= this.order.length) return;
    this.list.append(...this.order.slice(from, from + STEP).map((i) => this.#card(i)));
    this.more.hidden = this.list.children.length >= this.order.length;
    if (moveFocus) this.list.children[from].querySelector("a").focus();
  }

  #card(i) {
    const [slug, title, summary, facts, badges] = this.rows[i];
    const language = this.rows[i][9] ?? "";
    const node = this.template.cloneNode(true);
    const link = node.querySelector("a");
    link.href = `/prosjekter/${slug}/`;
    link.textContent = title;
    node.querySelector(".im-card__summary").textContent = summary;
    for (const said of [link, node.querySelector(".im-card__summary")]) {
      if (language) said.lang = language;
      else said.removeAttribute("lang"); // the card that is copied may have had one
    }
    node.querySelector(".im-badges")?.remove();
    if (badges.length) node.querySelector("h3").after(listOf("im-badges", badges));
    node.querySelector(".im-card__facts").replaceChildren(...listOf("", facts).children);
    return node;
  }
}

function listOf(name, texts) {
  const list = document.createElement("ul");
  list.className = name;
  for (const text of texts) list.append(Object.assign(document.createElement("li"), { textContent: text }));
  return list;
}
