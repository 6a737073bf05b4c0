// What can be done with the figures besides changing them: start from a model, empty, undo, share, print, spreadsheet.
import { draftFrom } from "./draft.js";
import { emptyDraft } from "./fields.js";
import { el } from "./section.js";

const KINDS = { xlsx: "spreadsheetml.sheet", docx: "wordprocessingml.document" };

export class Actions {
  /** page: {models, rates, plan, t, year, current(), model(), replace(draft), link()}; plan: whether the site has a plan to fill in; model() is null while something is missing. */
  constructor(root, page) {
    Object.assign(this, { root, page, t: page.t });
    this.status = el("p", { role: "status", class: "im-calc__said" });
    this.undo = this.button("undo", () => this.takeBack(), "im-button--quiet");
    this.undo.hidden = true;
    this.pages = el("div", { class: "im-losers" });
    this.file = el("input", { type: "file", id: "im-calc-file", class: "im-hidden", accept: ".xlsx" });
    this.file.addEventListener("change", () => this.upload());
    this.sure = el("div", { class: "im-calc__sure", role: "group", "aria-label": this.t("price.action.reset.sure"), hidden: true },
      el("p", {}, this.t("price.action.reset.sure")), this.button("reset.yes", () => this.reset()), this.button("reset.no", () => this.ask(false), "im-button--quiet"));
    this.resetButton = this.button("reset", () => this.ask(true), "im-button--quiet");
    root.append(this.button("copy", () => this.copy()), this.button("download", () => this.download(), "im-button--quiet"),
      el("label", { for: this.file.id, class: "im-button im-button--quiet" }, this.t("price.action.upload")), this.file,
      this.button("case", () => this.casePaper(), "im-button--quiet"), this.page.plan ? this.button("plan", () => this.benefitPlan(), "im-button--quiet") : "",
      this.button("print", () => this.print(), "im-button--quiet"), this.button("losers", () => this.print(true), "im-button--quiet"),
      el("p", { class: "im-quiet" }, this.t("price.action.losers.help")), this.resetButton, this.sure, this.status, this.undo);
    // The file field is hidden but has focus; its label shows it.
    addEventListener("afterprint", () => document.body.classList.remove("im-print-losers"));
  }

  button(name, act, style = "") {
    const made = el("button", { type: "button", class: `im-button ${style}`.trim(), "data-do": name }, this.t(`price.action.${name}`));
    made.addEventListener("click", act);
    return made;
  }

  /** The list to start from. chosen: the id of the model that is shown. */
  start(chosen) {
    const { t } = this;
    const options = [["", t("price.form.start.none")], ["blank", t("price.form.start.blank")], ...this.page.models.map((m) => [m.id, m.example ? t("price.form.start.example", { title: m.title }) : m.title])];
    this.select = el("select", { id: "im-calc-start", "aria-describedby": "im-calc-start-help" }, options.map(([id, words]) => el("option", { value: id, selected: id === chosen }, words)));
    this.select.addEventListener("change", () => this.load(this.select.value));
    return el("div", { class: "im-calc__start im-field" }, el("label", { for: "im-calc-start" }, t("price.form.start")), this.select, el("p", { class: "im-quiet", id: "im-calc-start-help" }, t("price.form.start.help")));
  }

  /** The figures are the reader's own from now on. */
  own() {
    this.select.value = "";
    this.kept = null;
    this.undo.hidden = true;
  }

  load(id) {
    if (!id) return;
    const found = this.page.models.find((model) => model.id === id);
    const draft = found ? draftFrom(found.model, this.page.year) : emptyDraft(this.page.year);
    this.put(draft, this.t("price.action.loaded", { title: found?.title ?? this.t("price.form.start.blank") }), id);
  }

  /** Another draft in the form; the one before it can be taken back until something is changed. */
  put(draft, message, chosen = "") {
    const before = { draft: structuredClone(this.page.current()), chosen: this.select.value };
    this.page.replace(draft);
    this.select.value = chosen;
    this.kept = before;
    this.undo.hidden = false;
    this.say(message);
  }

  takeBack() {
    const { draft } = this.kept;
    this.kept = null;
    this.undo.hidden = true;
    this.page.replace(draft);
    this.select.value = "";
    this.say(this.t("price.action.undone"));
    this.resetButton.focus();
  }

  ask(open) {
    this.sure.hidden = !open;
    if (open) this.sure.querySelector("[data-do='reset.no']").focus();
    else this.resetButton.focus();
  }

  reset() {
    this.sure.hidden = true;
    this.put(emptyDraft(this.page.year), this.t("price.action.reset.done"));
    this.undo.focus();
  }

  say(message) {
    this.status.textContent = message;
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.page.link());
      this.say(this.t(this.page.model() ? "price.action.copied" : "price.action.copied.unfinished"));
    } catch {
      this.say(this.t("price.action.copy_failed"));
    }
  }

  async print(perPayer = false) {
    const model = this.page.model();
    if (!model) return this.say(this.t("price.results.missing"));
    try {
      this.pages.replaceChildren(...(perPayer ? (await import("./losers.js")).losers(model, this.page.rates, this.t) : []));
    } catch {
      return this.say(this.t("price.action.print_failed"));
    }
    document.body.classList.toggle("im-print-losers", perPayer);
    print();
  }

  download() {
    return this.give("xlsx", "downloaded", async (model) => (await import("./workbook.js")).fillWorkbook(model, this.page.rates));
  }

  casePaper() {
    return this.give("docx", "case.made", async (model) => (await import("./case-paper.js")).casePaper(model, this.page.rates, this.t));
  }

  benefitPlan() {
    return this.give("xlsx", "", async (model) => (await import("./plan.js")).planOf(model, this.page, this.select.value, this.t));
  }

  /** A file made of the figures, for the reader to keep; nothing is made while something is missing. make gives its bytes,
   *  or {bytes, name, said}: what its name begins with, and what is said of it. */
  async give(ending, done, make) {
    const model = this.page.model();
    if (!model) return this.say(this.t("price.results.missing"));
    try {
      const made = await make(model);
      const address = URL.createObjectURL(new Blob([made.bytes ?? made], { type: `application/vnd.openxmlformats-officedocument.${KINDS[ending]}` }));
      const name = model.title.toLowerCase().replace(/[^a-zæøå0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
      el("a", { href: address, download: `${made.name ?? ""}${name || "tjenesteprismodell"}.${ending}` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      this.say(made.said ?? this.t(`price.action.${done}`));
    } catch {
      this.say(this.t("price.action.download_failed"));
    }
  }

  async upload() {
    const [file] = this.file.files;
    this.file.value = "";
    if (!file) return;
    try {
      const { LARGEST, readWorkbook } = await import("./workbook.js");
      if (file.size > LARGEST) return this.say(this.t("price.action.file.big"));
      const bytes = new Uint8Array(await file.arrayBuffer());
      const found = this.page.plan && (await (await import("./plan.js")).modelOfPlan(bytes, this.page, this.t));
      if (found) return this.put(found.draft, this.t("price.action.plan.read", { name: file.name }, found.changed));
      this.put(await readWorkbook(bytes, this.page.rates, this.page.year), this.t("price.action.uploaded", { name: file.name }));
    } catch {
      this.say(this.t("price.action.file.wrong"));
    }
  }
}
