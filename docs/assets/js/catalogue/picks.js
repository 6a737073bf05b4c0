// The projects that a reader has ticked: to set side by side, to keep, or to take out, as can any selection of the list.
import { amount, say } from "./words.js";

const MOST = 5; // side by side
const slugOf = (address) => address.split("/").at(-2);

export class Picks {
  /** `section` is the bar that tells of them; `shown()` promises the addresses of all that the list shows. */
  constructor(section, list, shown) {
    Object.assign(this, { section, status: section.querySelector("#im-picked-status"), link: section.querySelector("#im-picked-compare") });
    this.address = this.link.getAttribute("href");
    this.chosen = new Set(history.state?.picked ?? []);
    this.dress = this.dress.bind(this);
    list.addEventListener("change", ({ target }) => this.#pick(target));
    const all = document.getElementById("im-export");
    const on = (id, act) => section.querySelector(id).addEventListener("click", act);
    on("#im-picked-keep", () => this.#keep());
    on("#im-picked-book", () => this.#export([...this.chosen]));
    on("#im-picked-none", () => this.#clear(list));
    all.addEventListener("click", async () => this.#export((await shown()).map(slugOf)));
    this.#draw();
  }

  /** Puts a card that has come near right: whether it is ticked, and what its box is called. */
  dress(node) {
    const box = node.querySelector(".im-pick input");
    if (!box) return;
    const link = node.querySelector("a");
    box.checked = this.chosen.has(slugOf(link.getAttribute("href")));
    box.setAttribute("aria-label", `${box.parentElement.textContent.trim()}: ${link.textContent}`);
  }

  #pick(box) {
    if (!box.closest(".im-pick")) return;
    const slug = slugOf(box.closest("li").querySelector("a").getAttribute("href"));
    if (box.checked) this.chosen.add(slug);
    else this.chosen.delete(slug);
    this.#draw();
    history.replaceState({ picked: [...this.chosen] }, "");
  }

  #clear(list) {
    this.chosen.clear();
    for (const box of list.querySelectorAll(".im-pick input:checked")) box.checked = false;
    this.#draw();
    history.replaceState({ picked: [] }, "");
    document.getElementById("im-status").focus();
  }

  #draw() {
    const n = this.chosen.size;
    this.section.hidden = !n;
    this.status.textContent = n ? say(n > MOST ? "picked.many" : "picked.now", { amount: amount(n) }) : "";
    this.link.hidden = n > MOST;
    this.link.href = `${this.address}?${[...this.chosen].map((slug) => `p=${slug}`).join("&")}`;
  }

  async #keep() {
    const { keep } = await import("../compare/list.js");
    this.status.textContent = say(keep(this.chosen) ? "kept" : "refused");
  }

  async #export(slugs) {
    const { shards, book } = this.section.dataset;
    const told = this.section.hidden ? document.getElementById("im-exported") : this.status;
    try {
      const { download } = await import("../compare/book.js");
      await download(slugs, { shards: Number(shards), template: book });
      told.textContent = say("book.done");
    } catch {
      told.textContent = say("book.failed");
    }
  }
}
