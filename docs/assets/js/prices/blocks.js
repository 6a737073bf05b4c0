// What is said of a price model, as blocks: headings, sentences, tables, figures and a chart. No HTML.
// The same as macros/prices/blocks.py, block for block; tests/browser/test_calculator.py compares the two.
import { breakEven } from "./break-even.js";
import { findRole } from "./sides.js";
import { Words, rounded, short, shown } from "./words.js";

const cell = (text, small = "", figure = "", value = "") => ({ text, small, figure, value });
const text = (text, style = "", strong = "") => ({ kind: "text", text, strong, style });
const table = (caption, head, rows, { words = 1, sums = 0 } = {}) => ({ kind: "table", caption, head, rows, words, sums });
const figure = (label, text, note = "", figure = "", value = "") => ({ label, text, note, figure, value });
const signed = (value, decimals = 0) => (rounded(value, decimals) > 0 ? "+" : "") + shown(value, decimals);
const byImportance = { liten: "lite", stor: "stort" }; // the extent's gender

/** {about, parts} of one model with its results. */
export function tell(model, result, rates, t) {
  const w = new Words(t);
  const role = (name) => findRole(rates, name)?.label.nb ?? name;
  const told = { hours: hours(result, role, t), money: money(model, result, w, t), payers: payers(model, result, w, t), sensitivity: sensitivity(result, w, t), unpriced: unpriced(model, role, t) };
  const parts = Object.entries(told).map(([name, blocks]) => ({ name, title: t(`price.${name}`), blocks }));
  parts.push({ name: "left_out", title: t("price.left_out"), blocks: [text(t("price.left_out.text"), "quiet")] });
  return { about: about(model, w, t), parts };
}

function about(m, w, t) {
  const line = t("price.about", { year: m.price_year, patients: w.patients(m.patients_per_year), years: w.years(m.horizon_years), rate: short(m.discount_rate * 100) });
  return [...(m.example ? [text(t("price.example"), "notice")] : []), text(line, "quiet")];
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
  const paid = roles.filter((r) => r.man_years_before !== null);
  const blocks = [];
  if (paid.length) {
    const change = paid.reduce((sum, r) => sum + (r.man_years_after - r.man_years_before), 0);
    const key = rounded(change, 2) < 0 ? "less" : rounded(change, 2) > 0 ? "more" : "same";
    blocks.push(text(t(`price.hours.${key}`, { years: shown(Math.abs(change), 2) })));
  }
  blocks.push(table(t("price.hours.caption"), [t("price.hours.role"), t("price.before"), t("price.after"), t("price.change")], rows));
  if (paid.length < roles.length) blocks.push(text(t("price.hours.unpaid"), "quiet"));
  return blocks;
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
  const withheld = share < 1 ? " " + t("price.warning.share", { share: short(share * 100), amount: w.kr(r.withheld) }) : "";
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

function sensitivity(r, w, t) {
  const name = (s) => t(`price.parameter.${s.parameter}`);
  const ends = r.swings.flatMap((s) => [[s, s.low, s.at_low], [s, s.high, s.at_high]]);
  const cases = ends.map(([s, value, outcome]) => [t("price.sensitivity.case", { name: name(s), value: w.parameter(s.parameter, value) }), outcome]);
  cases.push([t("price.sensitivity.worst"), r.worst], [t("price.sensitivity.best"), r.best]);
  const rows = cases.map(([label, o]) => [cell(label), cell(w.kr(o.npv)), cell(w.saving(o.saving)), cell(w.breakEven(o.break_even))]);
  const head = ["sensitivity.parameter", "sensitivity.npv", "sensitivity.saving", "break_even"].map((key) => t(`price.${key}`));
  return [...(r.swings.length ? [chart(r, name, w, t)] : []), table(t("price.sensitivity.caption"), head, rows, { sums: 2 })];
}

function chart(r, name, w, t) {
  const values = [0, r.npv, ...r.swings.flatMap((s) => [s.at_low.npv, s.at_high.npv])];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const place = (value) => (most > least ? ((value - least) / (most - least)) * 100 : 50);
  const end = (s, value, npv) => t("price.sensitivity.end", { value: w.parameter(s.parameter, value), amount: w.kr(npv) });
  // The worse end is told on the left, where its bar is.
  const bars = r.swings.map((s) => {
    const [worse, better] = [[s.low, s.at_low.npv], [s.high, s.at_high.npv]].sort((a, b) => a[1] - b[1]);
    return { label: name(s), ends: [end(s, ...worse), end(s, ...better)], worse: place(worse[1]), better: place(better[1]) };
  });
  const [low, high] = [r.swings[0].at_low.npv, r.swings[0].at_high.npv].sort((a, b) => a - b);
  return {
    kind: "chart",
    title: t("price.sensitivity.chart"),
    description: t("price.sensitivity.describe", { name: bars[0].label.toLowerCase(), low: w.kr(low), high: w.kr(high) }),
    base: place(r.npv),
    zero: place(0),
    notes: [t("price.sensitivity.base", { amount: w.kr(r.npv) }), t("price.sensitivity.zero")],
    bars,
  };
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
