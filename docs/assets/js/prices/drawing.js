// How the calculator's form looks: fields, rows and lists, drawn from the draft. What they do is form.js.
import { Analysis } from "./analysis.js";
import { LISTS, PARAMETERS, RAMP, RAMP_YEARS, VALUES, get, room } from "./fields.js";
import { format } from "./numbers.js";
import { el } from "./section.js";
import { PAYERS, findRole, ownHours, ownRate, roleNames } from "./sides.js";
import { FACTORS, MOST_RANGES, VARIES, WHOLE, ranges, topRanges, variedLists } from "./turned.js";

export const key = (path) => path.join("/");
export const idOf = (path) => "im-f-" + encodeURIComponent(key(path));
export const valueOf = (name) => VALUES.find((field) => field.name === name);

/** Years are written without a space between the thousands. */
export const YEARS = ["price_year", "year"];

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
    if (["patients_per_year", "price_year", "discount_rate", "realisable_share", "drop_out", "price_growth"].includes(field.name) && path.length === 1) words.help = this.t(`price.field.${field.name}.help`);
    return this.field(path, words.label, this.input(field, get(this.draft, path)), words.help);
  }

  input({ name, kind }, value) {
    if (kind === "text") return el("input", { type: "text", maxlength: name === "url" ? "300" : "200", autocomplete: "off", value: value ?? "", "data-kind": kind });
    const shape = { percent: kind === "share", year: YEARS.includes(name) };
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
    const fields = this.usedRoles().flatMap((role) => {
      const row = findRole(this.rates, role);
      const hours = ownHours(this.draft, role, this.rates) ?? (row?.worked_hours || this.rates.worked_hours);
      const rate = Object.hasOwn(this.draft.rates, role) ? this.draft.rates[role] : (ownRate(this.draft, role, this.rates) ?? row?.rate ?? null);
      const name = row?.label.nb ?? role;
      const source = row?.source && !Object.hasOwn(this.draft.rates, role) ? t("price.form.rates.source", { source: row.source, year: row.year }) : null;
      const own = this.field(["rates", role], t("price.form.rates.rate", { role: name }), this.input({ kind: "amount" }, rate), row?.unpaid ? t("price.form.rates.unpaid") : source);
      return row?.unpaid ? [own] : [own, this.field(["worked_hours", role], t("price.form.rates.hours", { role: name }), this.input({ kind: "amount" }, hours))];
    });
    const name = el("input", { type: "text", id: "im-f-new-role", maxlength: "100", autocomplete: "off", "aria-describedby": "im-f-new-role-error" });
    const rate = el("input", { type: "text", id: "im-f-new-rate", inputmode: "decimal", autocomplete: "off" });
    const add = el("button", { type: "button", class: "im-button im-button--quiet" }, t("price.form.rates.add"));
    add.addEventListener("click", () => this.addRole(name, rate));
    return [el("p", { class: "im-quiet" }, t("price.form.rates.help")), el("div", { class: "im-calc__fields" }, fields),
      el("div", { class: "im-calc__new" }, el("div", { class: "im-field" }, el("label", { for: name.id }, t("price.form.rates.new")), name, el("p", { class: "im-calc__error", id: "im-f-new-role-error", hidden: true })),
        el("div", { class: "im-field" }, el("label", { for: rate.id }, t("price.form.rates.new_rate")), rate), add)];
  }

  rampFields() {
    const { t } = this;
    const year = (name, i) => this.field(["ramp_up", name, i], t("price.form.ramp.year", { year: i + 1 }), this.input({ kind: "share" }, this.draft.ramp_up[name][i] ?? null));
    const years = Array.from({ length: RAMP_YEARS }, (_, i) => i);
    const lists = RAMP.map((name) => el("fieldset", { class: "im-calc__range" }, el("legend", {}, t(`price.form.ramp.${name}`)), el("div", { class: "im-calc__fields" }, years.map((i) => year(name, i)))));
    const values = ["drop_out", "price_growth"].map((name) => this.value(valueOf(name)));
    return [el("p", { class: "im-quiet" }, t("price.form.ramp.help")), ...lists, el("div", { class: "im-calc__fields" }, values)];
  }

  rangeFields() {
    const { t } = this;
    const actual = this.actualRanges();
    const set = (path, name, kind, values, more = null) => {
      const end = (i) => this.field([...path, i], t(i ? "price.form.high" : "price.form.low"), this.input({ kind }, values?.[i]));
      return el("fieldset", { class: "im-calc__range" }, el("legend", {}, name), el("div", { class: "im-calc__fields" }, end(0), end(1), more));
    };
    const rows = PARAMETERS.map((name) => {
      const kind = FACTORS.includes(name) ? "share" : WHOLE.includes(name) ? "whole" : valueOf(name).kind;
      const note = FACTORS.includes(name) ? "percent_of" : kind === "share" ? "percent" : null;
      return set(["sensitivity", name], t(`price.parameter.${name}`) + (note ? ` (${t(`price.form.${note}`)})` : ""), kind, actual[name]);
    });
    const lines = this.uncertain().map(([path, name]) => {
      const remove = el("button", { type: "button", class: "im-button im-button--quiet" }, t("price.form.range.remove"));
      remove.addEventListener("click", () => this.removeRange(path));
      const [row, field] = [path.slice(0, -1), path.at(-1)];
      return set([...row, "range", field], name, WHOLE.includes(field) ? "whole" : "amount", get(this.draft, row).range[field], remove);
    });
    return [el("p", { class: "im-quiet" }, t("price.form.sensitivity.help")), ...lines, this.moreRanges(), ...rows];
  }

  /** The numbers of lines that have a range, or could have one: [path, name]. */
  uncertain(without = false) {
    const named = new Analysis(this.draft, null, (role) => findRole(this.rates, role)?.label.nb ?? role, null, this.t);
    const found = [];
    for (const [place, rows] of variedLists(this.draft))
      rows.forEach((row, i) => {
        for (const name of VARIES[place.at(-1)])
          if (typeof row[name] === "number" && (row.step ?? row.item ?? row.role) && Object.hasOwn(row.range, name) !== without) found.push([[...place, i, name], named.name([...place, i, name])]);
      });
    return found;
  }

  moreRanges() {
    const { t } = this;
    const select = this.select("", this.uncertain(true).map(([path, name]) => [JSON.stringify(path), name]));
    select.addEventListener("change", () => select.value && this.addRange(JSON.parse(select.value)));
    select.disabled = ranges(this.draft).length >= MOST_RANGES;
    const id = idOf(["sensitivity"]);
    select.id = id;
    return el("div", { class: "im-field" }, el("label", { for: id }, t("price.form.range.add")), select, el("p", { class: "im-quiet" }, t("price.form.range.help", { limit: MOST_RANGES })));
  }

  /** The ranges of the whole model's numbers that the results use now: the usual ones follow the number of patients. */
  actualRanges() {
    const n = this.draft.patients_per_year;
    return topRanges({ ...this.draft, patients_per_year: Number.isInteger(n) && n > 0 ? n : 1 });
  }
}
