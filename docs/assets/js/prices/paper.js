// What only goes on paper: the figures a model builds on, and one page for each payer («Hvem taper?»).
import { calculate, roleNames } from "./arithmetic.js";
import { names, touched, warning } from "./blocks.js";
import { LISTS, SIDES, SIDE_LISTS, TOP_LISTS, VALUES, get } from "./fields.js";
import { format } from "./numbers.js";
import { draw, el, text } from "./section.js";
import { findRole, postsFor, rolesOf, sharesOf } from "./sides.js";
import { Words, rounded, shown } from "./words.js";

const cell = (text) => ({ text, small: "", figure: "", value: "" });

/** Every figure that was put in, as tables. */
export function inputs(model, rates, t) {
  const word = (field, value) => {
    if (value === null || value === undefined) return "";
    if (field.kind === "payer") return Object.entries(sharesOf(value)).map(([name, share]) => t(`price.payer.${name}`) + (share === 1 ? "" : ` ${format(share, { percent: true })} %`)).join(", ");
    if (field.kind === "role" || field.name === "recipient") return findRole(rates, value)?.label.nb ?? value;
    if (field.kind === "choice") return t(`price.${field.options.includes("kommune") ? "payer" : field.name}.${{ liten: "lite", stor: "stort" }[field.name === "extent" ? value : ""] ?? value}`);
    return format(value, { percent: field.kind === "share", year: field.name === "price_year" });
  };
  const table = (caption, head, rows, words = 1) => draw({ kind: "table", caption, head, rows, words, sums: 0 }, "", t);
  const values = VALUES.slice(1).map((field) => [cell(t(`price.field.${field.name}`)), cell(word(field, model[field.name]))]);
  const roles = rolesOf(model, rates);
  const tables = [table(t("price.form.more"), ["", ""], values)];
  if (roles.size) tables.push(table(t("price.form.rates"), [t("price.field.role"), t("price.form.rates.new_rate")], [...roles].map(([name, role]) => [cell(word({ kind: "role" }, name)), cell(format(role.rate))])));
  const lists = [...SIDES.flatMap((side) => SIDE_LISTS.map((name) => [[side, name], `${t(`price.form.${side}`)}. `])), ...TOP_LISTS.map((name) => [[name], ""])];
  for (const [path, before] of lists) {
    const [fields, rows] = [LISTS[path.at(-1)], get(model, path)];
    const firstNumber = fields.findIndex((field) => ["amount", "whole"].includes(field.kind));
    if (rows.length) tables.push(table(before + t(`price.list.${path.at(-1)}`), fields.map((f) => t(`price.field.${f.name}`)), rows.map((row) => fields.map((f) => cell(word(f, row[f.name])))), firstNumber < 0 ? fields.length : firstNumber));
  }
  return el("section", {}, el("h3", {}, t("price.results.inputs")), tables);
}

/** One page for each payer that meets a figure: what it pays, gets and gives, and who gains instead. */
export function losers(model, rates, t) {
  const result = calculate(model, rates);
  const w = new Words(t);
  return touched(result).map((payer) => page(payer, model, rates, result, w, t));
}

function page(p, model, rates, result, w, t) {
  const name = t(`price.payer.${p.payer}`);
  const n = model.patients_per_year;
  const sum = (end, when) => n * model.transfers.filter((row) => row[end] === p.payer).reduce((total, row) => total + row[when], 0);
  const row = (key, before, after) => [cell(t(`price.loser.${key}`)), cell(w.kr(before)), cell(w.kr(after)), cell(w.change(after - before))];
  const [out, got] = ["from", "to"].map((end) => ["before", "after"].map((when) => sum(end, when)));
  const own = [p.before - out[0] + got[0], p.after - out[1] + got[1]];
  const rows = [row("own", ...own)];
  if (out.some(Boolean)) rows.push(row("out", ...out));
  if (got.some(Boolean)) rows.push(row("in", -got[0], -got[1]));
  rows.push(row("sum", p.before, p.after));
  const head = ["", t("price.before"), t("price.after"), t("price.change")];
  const saving = rounded(p.saving);
  const withheld = p.before - p.after - p.saving;
  const others = touched(result).filter((other) => other !== p && rounded(other.saving));
  return el("article", { class: "im-loser" },
    el("p", { class: "im-eyebrow" }, t("price.loser.about", { payer: names([p], w, t), title: model.title })),
    el("h2", {}, t("price.loser.title", { payer: name, saving: w.saving(p.saving) })),
    el("p", { class: "im-lead" }, t(`price.loser.${saving < 0 ? "lose" : saving > 0 ? "win" : "same"}`)),
    model.example ? text({ text: t("price.example"), style: "notice" }) : null,
    draw({ kind: "table", caption: t("price.loser.caption", { payer: name }), head, rows, words: 1, sums: 1 }, "", t),
    el("p", {}, t("price.loser.start_up", { amount: w.kr(p.start_up), years: w.years(model.horizon_years), npv: w.kr(p.npv) }), rounded(withheld) ? " " + t("price.loser.withheld", { amount: w.kr(withheld) }) : ""),
    hours(p.payer, model, rates, head, t),
    el("h3", {}, t("price.loser.others")),
    el("ul", {}, others.map((other) => el("li", {}, t("price.loser.other", { payer: t(`price.payer.${other.payer}`), saving: w.saving(other.saving) }))), el("li", {}, t("price.loser.all", { saving: w.saving(result.saving) }))),
    text(warning(model, result, w, t)),
    text({ text: t("price.left_out.text"), style: "quiet" }));
}

/** Hours of the roles the payer pays for, before and after; nothing when it pays for none. */
function hours(payer, model, rates, head, t) {
  const roles = rolesOf(model, rates);
  const n = model.patients_per_year;
  const share = (row) => sharesOf(row.payer)[payer] ?? 0;
  const total = (side, name) =>
    side.steps.filter((s) => s.role === name).reduce((sum, s) => sum + (share(s) * n * s.times * (s.minutes + s.travel_minutes)) / 60, 0) +
    side.staffing.filter((s) => s.role === name).reduce((sum, s) => sum + share(s) * postsFor(s, n) * roles.get(name).worked_hours, 0);
  const rows = roleNames(model).flatMap((name) => {
    const [before, after] = [total(model.before, name), total(model.after, name)];
    if (!before && !after) return [];
    const change = (rounded(after - before) > 0 ? "+" : "") + shown(after - before);
    return [[cell(findRole(rates, name)?.label.nb ?? name), cell(shown(before)), cell(shown(after)), cell(change)]];
  });
  return rows.length ? draw({ kind: "table", caption: t("price.loser.hours"), head, rows, words: 1, sums: 0 }, "", t) : "";
}
