// What is said of a price model, as blocks: headings, sentences, tables, figures and a chart. No HTML.
// The same as macros/prices/blocks.py, block for block; tests/browser/test_calculator.py compares the two.
import { Analysis } from "./analysis.js";
import { breakEven } from "./break-even.js";
import { hasCost } from "./fields.js";
import { cell, figure, table, text } from "./shapes.js";
import { findRole } from "./sides.js";
import { Words, rounded, shown, trimmed } from "./words.js";

const signed = (value, decimals = 0) => (rounded(value, decimals) > 0 ? "+" : "") + shown(value, decimals);
const byImportance = { liten: "lite", stor: "stort" }; // the extent's gender

/** {about, parts} of one model with its results. */
export function tell(model, result, rates, t) {
  const w = new Words(t);
  const role = (name) => findRole(rates, name)?.label.nb ?? name;
  const analysis = new Analysis(model, result, role, w, t);
  const told = {
    answer: [...analysis.answer(hoursChange(result, t)), warning(model, result, w, t)], hours: hours(result, role, t),
    money: money(model, result, w, t), payers: payers(model, result, w, t), sensitivity: analysis.sensitivity(),
    yearly: analysis.years(), unpriced: unpriced(model, role, t),
  };
  if (model.basis?.length) told.basis = basis(model, t);
  const parts = Object.entries(told).map(([name, blocks]) => ({ name, title: t(`price.${name}`), blocks }));
  parts.push({ name: "left_out", title: t("price.left_out"), blocks: [text(t("price.left_out.text"), "quiet")] });
  return { about: about(model, w, t), parts };
}

function about(m, w, t) {
  const line = t("price.about", { year: m.price_year, patients: w.patients(m.patients_per_year), years: w.years(m.horizon_years), rate: trimmed(m.discount_rate * 100) });
  const more = ["drop_out", "price_growth"].filter((name) => m[name]).map((name) => t(`price.about.${name}`, { share: trimmed(m[name] * 100) }));
  const empty = hasCost(m.before) ? [] : [text(t("price.before.empty"), "notice")];
  return [...(m.example ? [text(t("price.example"), "notice")] : []), ...empty, text([line, ...more].join(" "), "quiet")];
}

function hours({ roles }, role, t) {
  if (!roles.length) return [text(t("price.hours.none"))];
  const time = (hours, years, sign = shown) =>
    cell(t("price.hours.value", { hours: sign(hours) }), years === null ? "" : t("price.hours.years", { years: sign(years, 2) }));
  const rows = roles.map((r) => [
    cell(role(r.role)),
    time(r.hours_before, r.man_years_before),
    time(r.hours_after, r.man_years_after),
    time(r.hours_after - r.hours_before, r.man_years_before === null ? null : r.man_years_after - r.man_years_before, signed),
  ]);
  const said = hoursChange({ roles }, t);
  const blocks = said ? [text(said)] : [];
  blocks.push(table(t("price.hours.caption"), [t("price.hours.role"), t("price.before"), t("price.after"), t("price.change")], rows));
  if (roles.some((r) => r.man_years_before === null)) blocks.push(text(t("price.hours.unpaid"), "quiet"));
  return blocks;
}

/** How many man-years more or less the employees work; empty when none of them is in the model. */
function hoursChange({ roles }, t) {
  const paid = roles.filter((r) => r.man_years_before !== null);
  if (!paid.length) return "";
  const change = paid.reduce((sum, r) => sum + (r.man_years_after - r.man_years_before), 0);
  const key = rounded(change, 2) < 0 ? "less" : rounded(change, 2) > 0 ? "more" : "same";
  return t(`price.hours.${key}`, { years: shown(Math.abs(change), 2) });
}

function money(m, r, w, t) {
  const key = rounded(r.saving) > 0 ? "less" : rounded(r.saving) < 0 ? "more" : "same";
  const withheld = rounded(r.withheld) ? " " + t("price.saving.withheld") : "";
  const rows = [
    [cell(t("price.money.per_patient")), cell(w.kr(r.per_patient_before)), cell(w.kr(r.per_patient_after)), cell(w.change(r.per_patient_after - r.per_patient_before))],
    [cell(t("price.money.all")), cell(w.kr(r.cost_before), "", "cost_before", r.cost_before), cell(w.kr(r.cost_after), "", "cost_after", r.cost_after), cell(w.change(r.cost_after - r.cost_before))],
  ];
  const sign = rounded(r.npv) > 0 ? "plus" : rounded(r.npv) < 0 ? "minus" : "zero";
  const investment = r.investment ? t("price.investment.note", { start_up: w.kr(r.start_up), amount: w.kr(r.investment) }) : t("price.investment.none");
  const items = [
    figure(t("price.saving"), w.kr(r.saving), t(`price.saving.${key}`, { amount: w.kr(Math.abs(r.saving)) }) + withheld, "saving", r.saving),
    figure(t("price.investment"), w.kr(r.investment), investment),
    figure(t("price.npv"), w.kr(r.npv), t(`price.npv.${sign}`, { years: w.years(m.horizon_years) }), "npv", r.npv),
    figure(t("price.payback"), w.payback(r.payback), t("price.payback.note")),
    figure(t("price.break_even"), w.breakEven(r.break_even), t("price.break_even.note"), "break_even", breakEven(r.break_even) ?? "ingen"),
  ];
  const head = ["", t("price.before"), t("price.after"), t("price.change")];
  return [table(t("price.money.caption"), head, rows), { kind: "figures", items }, warning(m, r, w, t)];
}

export function warning(m, r, w, t) {
  const share = m.realisable_share;
  const withheld = share < 1 ? " " + t("price.warning.share", { share: trimmed(share * 100), amount: w.kr(r.withheld) }) : "";
  return text(t("price.warning.text") + withheld, "notice", t("price.warning"));
}

export const touched = (result) => result.payers.filter((p) => p.before || p.after || p.start_up || p.npv);

/** Payers in a sentence: only the first keeps its capital letter. */
export function names(payers, w, t) {
  const said = payers.map((p) => t(`price.payer.${p.payer}`));
  return w.join(said.map((name, i) => (i ? name[0].toLowerCase() + name.slice(1) : name)));
}

function payers(m, r, w, t) {
  const met = touched(r);
  const sentences = [["losers", -1], ["winners", 1]].flatMap(([key, sign]) => {
    const some = met.filter((p) => rounded(p.saving) * sign > 0);
    return some.length ? [text(t(`price.payers.${key}`, { names: names(some, w, t) }))] : [];
  });
  const row = (name, p, before, after) => [cell(name), cell(w.saving(p.saving)), cell(w.kr(before)), cell(w.kr(after)), cell(w.kr(p.start_up)), cell(w.kr(p.npv))];
  const rows = [...met.map((p) => row(t(`price.payer.${p.payer}`), p, p.before, p.after)), row(t("price.payers.sum"), r, r.cost_before, r.cost_after)];
  const head = ["payers.payer", "payers.saving", "before", "after", "payers.start_up", "payers.npv"].map((key) => t(`price.${key}`));
  return [...sentences, table(t("price.payers.caption"), head, rows, { words: 2, sums: 1 }), warning(m, r, w, t)];
}

function basis(m, t) {
  const rows = m.basis.map((b) => [cell(b.figure), cell(b.year ? `${b.source}, ${b.year}` : b.source), cell(b.url ?? "")]);
  const head = ["figure", "source", "url"].map((key) => t(`price.basis.${key}`));
  return [table(t("price.basis.caption"), head, rows, { words: 3 }), text(t("price.basis.rest"), "quiet")];
}

function unpriced(m, role, t) {
  if (!m.unpriced.length) return [text(t("price.unpriced.none"))];
  const rows = m.unpriced.map((e) => {
    const value = t("price.unpriced.value", { importance: t(`price.importance.${e.importance}`), extent: t(`price.extent.${byImportance[e.extent] ?? e.extent}`) });
    return [cell(e.effect), cell(role(e.recipient)), cell(t(`price.direction.${e.direction}`), value)];
  });
  const head = ["effect", "recipient", "judged"].map((key) => t(`price.unpriced.${key}`));
  return [text(t("price.unpriced.lead")), table(t("price.unpriced.caption"), head, rows, { words: 3 })];
}
