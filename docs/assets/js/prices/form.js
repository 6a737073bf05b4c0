// The calculator's form. It writes what is typed straight into the draft, and says which place changed.
import { Drawing, idOf, key, valueOf } from "./drawing.js";
import { LISTS, SIDES, SIDE_LISTS, emptyRow, get } from "./fields.js";
import { format, parse } from "./numbers.js";
import { el } from "./section.js";
import { findRole } from "./sides.js";
import { usableName } from "./draft.js";

export class Form extends Drawing {
  /** changed() is called after every change of the draft. */
  constructor(root, draft, rates, t, changed) {
    super();
    Object.assign(this, { root, draft, rates, t, changed, touched: new Set() });
    root.addEventListener("input", (event) => this.typed(event.target));
    root.addEventListener("change", (event) => this.left(event.target));
    this.render();
  }

  /** Shows another draft. */
  show(draft) {
    this.draft = draft;
    this.touched = new Set();
    this.render();
  }

  render() {
    const open = new Set([...this.root.querySelectorAll("details[open]")].map((d) => d.dataset.group));
    const { t } = this;
    const values = (names) => names.map((name) => this.value(valueOf(name)));
    const group = (name, opened, ...children) =>
      el("details", { class: "im-calc__group", "data-group": name, open: this.rendered ? open.has(name) : opened }, el("summary", {}, t(`price.form.${name}`)), el("div", { class: "im-calc__body" }, children));
    const side = (name) => SIDE_LISTS.map((list) => this.list([name, list]));
    this.root.replaceChildren(
      el("fieldset", { class: "im-calc__basics" }, el("legend", {}, t("price.form.basics")), values(["title", "patients_per_year"]), this.example()),
      ...SIDES.map((name) => group(name, true, side(name))),
      group("investments", false, this.list(["start_up"]), this.list(["reinvestment"])),
      group("rates", false, this.rateFields()),
      group("more", false, values(["price_year", "horizon_years", "discount_rate", "realisable_share", "km_rate"])),
      group("ramp", false, this.rampFields()),
      group("transfers", false, this.list(["transfers"])),
      group("unpriced", false, this.list(["unpriced"])),
      group("basis", false, this.list(["basis"])),
      group("sensitivity", false, this.rangeFields()),
    );
    this.rendered = true;
  }

  addRole(name, rate) {
    const role = name.value.trim();
    const taken = findRole(this.rates, role) && Object.hasOwn(this.draft.rates, role);
    const problem = !usableName(role) ? this.t("price.error.missing.text") : taken || Object.hasOwn(this.draft.rates, role) ? this.t("price.form.rates.exists") : null;
    this.mark(name, problem);
    if (problem) return name.focus();
    this.draft.rates[role] = parse(rate.value);
    this.touched.add(key(["rates", role]));
    this.restructured(["rates", role]);
  }

  typed(control) {
    if (!control.dataset.path) return;
    const path = JSON.parse(control.dataset.path);
    if (path.at(-1) === "payer" || control.type === "checkbox") return;
    const text = control.value;
    if (control.tagName === "SELECT") this.set(path, text || null);
    else this.set(path, control.dataset.kind === "text" ? text.trim() && text : parse(text, control.dataset.kind === "share"));
    this.changed();
  }

  left(control) {
    if (!control.dataset.path) return;
    const path = JSON.parse(control.dataset.path);
    this.touched.add(key(path));
    if (control.type === "checkbox") this.set(path, control.checked);
    else if (path.at(-1) === "payer") {
      this.set(path, control.value === "shared" ? {} : control.value || null);
      return this.restructured(path);
    } else if (path.at(-1) === "role") return this.restructured(path);
    else if (control.dataset.kind !== "text" && control.tagName === "INPUT")
      control.value = format(get(this.draft, path), { percent: control.dataset.kind === "share", year: control.dataset.year !== undefined });
    if (path.length > 2 && !path.includes("range") && path[0] !== "ramp_up") this.redrawRanges();
    if (path[0] === "patients_per_year" && !Object.keys(this.draft.sensitivity).length) this.refreshRanges();
    this.changed();
  }

  /** What can be uncertain follows what the lines are called and which numbers they have. */
  redrawRanges() {
    this.root.querySelector('[data-group="sensitivity"] .im-calc__body').replaceChildren(...this.rangeFields());
  }

  refreshRanges() {
    const actual = this.actualRanges();
    for (const i of [0, 1]) this.control(["sensitivity", "patients_per_year", i]).value = format(actual.patients_per_year[i]);
  }

  set(path, value) {
    if (path[0] === "sensitivity") return this.setRange(path, value);
    get(this.draft, path.slice(0, -1))[path.at(-1)] = value;
  }

  /** The first change makes the usual ranges the model's own; emptying both ends leaves the assumption out. */
  setRange([, name, end], value) {
    if (!Object.keys(this.draft.sensitivity).length) this.draft.sensitivity = structuredClone(this.actualRanges());
    const ends = this.draft.sensitivity[name] ?? [null, null];
    ends[end] = value;
    if (ends[0] === null && ends[1] === null) delete this.draft.sensitivity[name];
    else this.draft.sensitivity[name] = ends;
  }

  /** A range begins at what the number is; it is for whoever adds it to say how far it may go. */
  addRange(path) {
    const [row, name] = [get(this.draft, path.slice(0, -1)), path.at(-1)];
    row.range[name] = [row[name], row[name]];
    this.restructured([...path.slice(0, -1), "range", name, 0]);
  }

  removeRange(path) {
    delete get(this.draft, path.slice(0, -1)).range[path.at(-1)];
    this.restructured(["sensitivity"]);
  }

  add(path) {
    const rows = get(this.draft, path);
    const row = emptyRow(path.at(-1));
    // The next row is usually for the same payer and role as the one before.
    for (const name of ["payer", "role"]) if (name in row && rows.length) row[name] = structuredClone(rows.at(-1)[name]);
    rows.push(row);
    this.restructured([...path, rows.length - 1, LISTS[path.at(-1)][0].name]);
  }

  move(path, action) {
    const [list, index] = [path.slice(0, -1), path.at(-1)];
    const rows = get(this.draft, list);
    const [row] = rows.splice(index, 1);
    const to = index + { up: -1, down: 1, remove: 0 }[action];
    if (action !== "remove") rows.splice(to, 0, row);
    this.restructured(null);
    // Focus stays on the row that moved; after a removal it goes to the row that took its place, or to the list.
    const at = action === "remove" ? Math.min(index, rows.length - 1) : to;
    const field = this.root.querySelector(`[data-row="${key([...list, at])}"]`);
    const button = field && [action, "up", "down", "remove"].map((name) => field.querySelector(`[data-action=${name}]:not(:disabled)`)).find(Boolean);
    (button ?? document.getElementById(`${idOf(list)}-add`)).focus();
  }

  /** After rows or choices have changed: draws again and puts the focus where it was wanted. */
  restructured(path) {
    this.render();
    if (path) this.control(path)?.focus();
    this.changed();
  }

  control(path) {
    return document.getElementById(idOf(path));
  }

  /** Shows what is wrong beside the fields the reader has been in. */
  problems(found) {
    const wrong = new Map(found.map(({ path, message }) => [key(path), message]));
    for (const control of this.root.querySelectorAll("[data-path]")) {
      const path = key(JSON.parse(control.dataset.path));
      if (control.type !== "checkbox") this.mark(control, this.touched.has(path) ? wrong.get(path) : null);
    }
    for (const list of this.root.querySelectorAll("[data-list]")) {
      const place = list.querySelector(":scope > .im-calc__error");
      const told = wrong.get(list.dataset.list);
      const shownNow = told && list.querySelector("[data-row]") ? told : null;
      place.hidden = !shownNow;
      place.textContent = shownNow ?? "";
    }
  }

  mark(control, message) {
    const place = document.getElementById(`${control.id}-error`);
    place.hidden = !message;
    place.textContent = message ?? "";
    if (message) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }

  /** Opens what a place stands in and goes there. */
  goTo(path) {
    const control = this.control(path) ?? document.getElementById(`${idOf(path)}-add`) ?? this.root;
    for (let d = control.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
    this.touched.add(key(path));
    control.focus();
  }
}
