// The list of cards: those the page came with, or (past 2 000) made from data as the reader moves down the list.
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
    this.hidden = new Set();
  }

  show(order) {
    const sorted = order.every((n, i) => i === 0 || n > order[i - 1]);
    const inOrder = this.shown.every((n, i) => i === 0 || n > this.shown[i - 1]);
    if (!sorted || !inOrder) {
      // Order changed: put the matches first, in their order. A fragment moves all at once.
      const fragment = document.createDocumentFragment();
      for (const i of order) fragment.append(this.nodes[i]);
      const wanted = new Set(order);
      this.nodes.forEach((node, i) => wanted.has(i) || fragment.append(node));
      this.list.append(fragment);
    }
    const wanted = new Set(order);
    this.nodes.forEach((node, i) => {
      if (node.hidden === wanted.has(i)) node.hidden = !wanted.has(i);
    });
    this.shown = order;
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
      values: row[7].split(" ").map(Number),
      hours: row[8],
      phase: row[9],
      newest: row[10],
    }));
    this.order = [];
    more.addEventListener("click", () => this.#grow(true));
    new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && this.#grow(false), { rootMargin: "800px" }).observe(more);
  }

  show(order) {
    this.order = order;
    this.list.replaceChildren(...order.slice(0, STEP).map((i) => this.#card(i)));
    this.more.hidden = order.length <= STEP;
  }

  #grow(moveFocus) {
    const from = this.list.children.length;
    if (from >= this.order.length) return;
    this.list.append(...this.order.slice(from, from + STEP).map((i) => this.#card(i)));
    this.more.hidden = this.list.children.length >= this.order.length;
    if (moveFocus) this.list.children[from].querySelector("a").focus();
  }

  #card(i) {
    const [slug, title, summary, ...rest] = this.rows[i];
    const [facts, badges] = [rest.slice(0, 3), rest[3]];
    const node = this.template.cloneNode(true);
    const link = node.querySelector("a");
    link.href = `/prosjekter/${slug}/`;
    link.textContent = title;
    node.querySelector(".im-card__summary").textContent = summary;
    node.querySelector(".im-badges")?.remove();
    if (badges.length) node.querySelector("h3").after(listOf("im-badges", badges));
    node.querySelector(".im-card__facts").replaceChildren(...listOf("", facts.filter(Boolean)).children);
    return node;
  }
}

function listOf(name, texts) {
  const list = document.createElement("ul");
  list.className = name;
  for (const text of texts) list.append(Object.assign(document.createElement("li"), { textContent: text }));
  return list;
}
