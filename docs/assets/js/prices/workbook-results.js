// The answers beside the workbook's formulas, as macros/prices/workbook/results.py and sensitivity.py write them: so that a
// protected view and a phone show them before anything is worked out.
import { calculate } from "./arithmetic.js";
import { WHOLE, placeOf, ranges } from "./turned.js";
import { rounded } from "./words.js";

const WORK_FIELDS = ["times_after", "minutes_after", "rates", "times", "minutes", "travel_minutes"];

export function writeResults(book, at, model, rates, role) {
  const result = calculate(model, rates);
  const { sheet, money, top_row: topRow, payer_row: payerRow, role_row: roleRow, top } = at.results;
  const put = (cell, value) => book.result(sheet, cell, value);
  put("A1", model.title);
  for (const [name, cell] of Object.entries(money)) put(cell, amount(name, result, at));
  const rows = rangeRows(model, result, at, role);
  writeRanges(book, at, rows, result);
  writeDrawing(book, at, rows, result.npv);
  ranked(rows).slice(0, top).forEach((row, k) => ["name", "base", "npv_low", "npv_high", "critical"].forEach((name, i) => put("ABCDE"[i] + (topRow + k), row[name])));
  result.payers.forEach((p, i) => {
    const saved = Math.round(p.saving * 100);
    const word = at.texts[`payer_words.${saved > 0 ? "saves" : saved < 0 ? "pays" : "same"}`];
    [p.before, p.after, p.saving, p.start_up, p.npv, word].forEach((value, j) => put("BCDEFG"[j] + (payerRow + i), value));
  });
  result.roles.forEach((r, i) => {
    const [was, now] = [r.man_years_before ?? 0, r.man_years_after ?? 0];
    const values = [r.hours_before + r.hours_after > 0 ? role(r.role) : "", r.hours_before, r.hours_after, r.hours_after - r.hours_before, was, now, now - was];
    values.forEach((value, j) => put("ABCDEFG"[j] + (roleRow + i), value));
  });
}

function amount(name, result, at) {
  if (name === "payback") return result.payback ?? at.texts.never;
  const inside = result.break_even.intervals.filter(([first]) => first <= at.results.limit);
  const last = inside.at(-1);
  const lasting = last && last[1] >= at.results.limit ? last[0] : null;
  if (name === "break_even") return lasting ?? at.texts.none;
  if (name !== "verdict") return result[name];
  if (lasting !== null) return lasting === 1 ? at.texts["verdict.always"] : `${at.texts["verdict.from"]} ${lasting}`;
  return last ? `${at.texts["verdict.until"]} ${last[1]}` : at.texts["verdict.never"];
}

function rangeRows(model, result, at, role) {
  return ranges(model).map(([path], place) => {
    const s = result.swings.find((swing) => swing.path.join() === path.join());
    const [where, field] = [at.words.where[placeOf(path)[0]], at.words.field[path.at(-1)]];
    const line = path.slice(0, -1).reduce((found, key) => found[key], model);
    const name = path.length === 1 ? field : `${where}, ${line.step ?? line.item ?? role(line.role)}, ${field}`;
    return { place, name, base: s.base, npv_low: s.at_low.npv, npv_high: s.at_high.npv, saving_low: s.at_low.saving, saving_high: s.at_high.saving, critical: critical(s, model, at) };
  });
}

function critical(s, model, at) {
  const name = s.path.at(-1);
  const slope = s.at_high.npv - s.at_low.npv;
  const elsewhere = [...WHOLE, "post_step", "discount_rate"].includes(name) || (WORK_FIELDS.includes(name) && model.realisable_share < 1);
  if (elsewhere || Math.abs(slope) < 0.01) return at.texts["critical.elsewhere"];
  const value = s.low - (s.at_low.npv * (s.high - s.low)) / slope;
  return value < -1e-6 || (name === "realisable_share" && value > 1 + 1e-6) ? at.texts["critical.none"] : value;
}

/** The hidden columns behind the drawing: the rank of each row, and the bars, the longest first. */
function writeDrawing(book, at, rows, npv) {
  const { sheet, first_row: first, rows: count } = at.ranges;
  const [order, name, low, high, spread] = at.results.drawing;
  const best = ranked(rows);
  for (let i = 0; i < count; i += 1) {
    const [row, there] = [rows[i], best[i]];
    const put = (column, value) => book.result(sheet, column + (first + i), value);
    put(order, row ? best.indexOf(row) + 1 : "");
    put(spread, row ? far(row) - i * 0.0001 : -1 - i);
    put(name, there?.name ?? "");
    put(low, there ? there.npv_low - npv : 0);
    put(high, there ? there.npv_high - npv : 0);
  }
}

const far = (row) => rounded(Math.abs(row.npv_high - row.npv_low), 2);
const ranked = (rows) => [...rows].sort((a, b) => far(b) - far(a) || a.place - b.place);

function writeRanges(book, at, rows, result) {
  const { sheet, columns, first_row: first, extremes } = at.ranges;
  rows.forEach((row, i) => {
    book.result(sheet, `A${first + i}`, row.name);
    for (const name of ["base", "npv_low", "npv_high", "saving_low", "saving_high", "critical"]) book.result(sheet, columns[name] + (first + i), row[name]);
  });
  for (const [name, row] of Object.entries(extremes)) {
    book.set(sheet, columns.npv_low + row, result[name].outcome.npv);
    book.set(sheet, columns.saving_low + row, result[name].outcome.saving);
  }
  const day = new Date().toLocaleDateString("nb-NO", { day: "numeric", month: "long", year: "numeric" });
  book.set(sheet, `A${extremes.worst - 1}`, at.texts["sensitivity.computed.day"].replace("{day}", day));
}
