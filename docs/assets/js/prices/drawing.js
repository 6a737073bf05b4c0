// How the calculator's form looks: fields, rows and lists, drawn from the draft. What they do is form.js.
import { LISTS, PARAMETERS, VALUES, get, room } from "./fields.js";
import { ranges } from "./arithmetic.js";
import { format } from "./numbers.js";
import { el } from "./section.js";
import { PAYERS, findRole, ownRate, roleNames } from "./sides.js";
import { shown } from "./words.js";

export const key = (path) => path.join("/");
export const idOf = (path) => "im-f-" + encodeURIComponent(key(path));
export const valueOf = (name) => VALUES.find((field) => field.name === name);

export class Drawing {
  /** A labelled control with its help and a place for what is wrong. */
  field(path, label, control, help = null) {
    const id = idOf(path);
    control.id = id;
    control.dataset.path = JSON.stringify(path);
    control.setAttribute("aria-describedby", help ? `${id}-help ${id}-error` : `${id}-error`);
    return el("div", { class: "im-field" }, el("label", { for: id }, label), control, help ? el("p", { class: "im-quiet", id: `${id}-help` }, help) : null, el("p", { class: "im-calc__error", id: `${id}-error`, hidden: true }));
  }

  value(field, path = [field.name]) {
    const words = { label: this.t(`price.field.${field.name}`), help: null };
    if (["patients_per_year", "price_year", "discount_rate", "realisable_share"].includes(field.name) && path.length === 1) words.help = this.t(`price.field.${field.name}.help`);
    return this.field(path, words.label, this.input(field, get(this.draft, path)), words.help);
  }

  input({ name, kind }, value) {
    if (kind === "text") return el("input", { type: "text", maxlength: "200", autocomplete: "off", value: value ?? "", "data-kind": kind });
    const shape = { percent: kind === "share", year: name === "price_year" };
    return el("input", { type: "text", inputmode: kind === "whole" ? "numeric" : "decimal", autocomplete: "off", value: format(value, shape), "data-kind": kind, "data-year": shape.year });
  }

  select(value, options, empty = true) {
    const shownOptions = options.map(([name, words]) => el("option", { value: name, selected: name === value }, words));
    return el("select", {}, empty ? el("option", { value: "" }, this.t("price.field.choose")) : null, shownOptions);
  }

  example() {
    const box = el("input", { type: "checkbox", "data-path": '["example"]', checked: this.draft.example });
    return el("label", { class: "im-calc__check" }, box, " ", this.t("price.field.example"));
  }

  list(path) {
    const kind = path.at(-1);
    const words = (name, values) => this.t(`price.list.${kind}.${name}`, values);
    const rows = get(this.draft, path);
    const id = idOf(path);
    const add = el("button", { type: "button", class: "im-button im-button--quiet", id: `${id}-add`, disabled: rows.length >= room(kind) }, words("add"));
    add.addEventListener("click", () => this.add(path));
    const name = [...(path.length > 1 ? [this.t(`price.form.${path[0]}`)] : []), this.t(`price.list.${kind}`)].join(". ");
    return el("div", { class: "im-calc__list", "data-list": key(path), role: "group", "aria-label": name },
      el("h3", {}, this.t(`price.list.${kind}`)), el("p", { class: "im-quiet" }, words("help")),
      el("p", { class: "im-calc__error", id: `${id}-error`, hidden: true }),
      rows.map((row, index) => this.row([...path, index], kind, rows.length)), add);
  }

  row(path, kind, count) {
    const index = path.at(-1);
    const name = this.t(`price.list.${kind}.one`, { n: index + 1 });
    const tool = (action, sign, disabled) => {
      const words = this.t(`price.row.${action}`);
      const button = el("button", { type: "button", class: "im-calc__tool", "aria-label": `${words}: ${name}`, title: words, disabled, "data-action": action }, sign);
      button.addEventListener("click", () => this.move(path, action));
      return button;
    };
    return el("fieldset", { class: "im-calc__row", "data-row": key(path) }, el("legend", {}, name),
      el("div", { class: "im-calc__tools" }, tool("up", "↑", index === 0), tool("down", "↓", index === count - 1), tool("remove", "×", false)),
      el("div", { class: "im-calc__fields" }, LISTS[kind].map((field) => this.rowField(field, [...path, field.name]))));
  }

  rowField(field, path) {
    const value = get(this.draft, path);
    const label = this.t(`price.field.${field.name}`);
    if (field.kind === "payer") return this.payer(path, label, value);
    if (field.kind === "role") return this.field(path, label, this.select(value, this.roleOptions(value)));
    if (field.kind !== "choice") return this.value(field, path);
    const family = PAYERS.includes(field.options[0]) ? "payer" : field.name;
    return this.field(path, label, this.select(value, field.options.map((name) => [name, this.t(`price.${family}.${name}`)])));
  }

  payer(path, label, value) {
    const shared = value !== null && typeof value === "object";
    const options = [...PAYERS.map((name) => [name, this.t(`price.payer.${name}`)]), ["shared", this.t("price.field.shared")]];
    const control = this.field(path, label, this.select(shared ? "shared" : value, options));
    if (!shared) return control;
    const share = (name) => this.field([...path, name], this.t("price.field.share", { payer: this.t(`price.payer.${name}`) }), this.input({ kind: "share" }, value[name]));
    return el("div", { class: "im-calc__shares" }, control, el("div", { class: "im-calc__fields" }, PAYERS.map(share)));
  }

  roleOptions(value) {
    const table = this.rates.roles.map((row) => [row.key, row.label.nb]);
    const own = [...Object.keys(this.draft.rates), ...(value ? [value] : [])].filter((name) => !findRole(this.rates, name));
    // A role may be written in another way than the table does; it stays as it was written.
    return [...table.map(([name, words]) => (value && findRole(this.rates, value)?.key === name ? [value, words] : [name, words])), ...[...new Set(own)].map((name) => [name, name])];
  }

  usedRoles() {
    const named = (side) => ({ steps: side.steps.filter((row) => row.role), staffing: side.staffing.filter((row) => row.role) });
    return [...new Set([...roleNames({ before: named(this.draft.before), after: named(this.draft.after) }), ...Object.keys(this.draft.rates)])];
  }

  rateFields() {
    const { t } = this;
    const fields = this.usedRoles().map((role) => {
      const row = findRole(this.rates, role);
      const hours = row?.unpaid ? t("price.form.rates.unpaid") : t("price.form.rates.hours", { hours: shown(row?.worked_hours || this.rates.worked_hours) });
      const rate = Object.hasOwn(this.draft.rates, role) ? this.draft.rates[role] : (ownRate(this.draft, role, this.rates) ?? row?.rate ?? null);
      return this.field(["rates", role], row?.label.nb ?? role, this.input({ kind: "amount" }, rate), hours);
    });
    const name = el("input", { type: "text", id: "im-f-new-role", maxlength: "100", autocomplete: "off", "aria-describedby": "im-f-new-role-error" });
    const rate = el("input", { type: "text", id: "im-f-new-rate", inputmode: "decimal", autocomplete: "off" });
    const add = el("button", { type: "button", class: "im-button im-button--quiet" }, t("price.form.rates.add"));
    add.addEventListener("click", () => this.addRole(name, rate));
    return [el("p", { class: "im-quiet" }, t("price.form.rates.help")), el("div", { class: "im-calc__fields" }, fields),
      el("div", { class: "im-calc__new" }, el("div", { class: "im-field" }, el("label", { for: name.id }, t("price.form.rates.new")), name, el("p", { class: "im-calc__error", id: "im-f-new-role-error", hidden: true })),
        el("div", { class: "im-field" }, el("label", { for: rate.id }, t("price.form.rates.new_rate")), rate), add)];
  }

  rangeFields() {
    const actual = this.actualRanges();
    const rows = PARAMETERS.map((name) => {
      const label = this.t(`price.parameter.${name}`) + (name === "patients_per_year" ? "" : ` (${this.t("price.form.percent_of")})`);
      const end = (i) => this.field(["sensitivity", name, i], this.t(i ? "price.form.high" : "price.form.low"), this.input({ kind: name === "patients_per_year" ? "whole" : "share" }, actual[name]?.[i]));
      return el("fieldset", { class: "im-calc__range" }, el("legend", {}, label), el("div", { class: "im-calc__fields" }, end(0), end(1)));
    });
    return [el("p", { class: "im-quiet" }, this.t("price.form.sensitivity.help")), ...rows];
  }

  /** The ranges the results use now: the usual ones follow the number of patients. */
  actualRanges() {
    const n = this.draft.patients_per_year;
    return ranges({ ...this.draft, patients_per_year: Number.isInteger(n) && n > 0 ? n : 1 });
  }
}
