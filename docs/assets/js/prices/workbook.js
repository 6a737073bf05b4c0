// The calculator's figures as the site's own workbook, and back. Where everything stands comes from the site
// (macros/prices/workbook/layout.py, published as workbook.json).
import { ranges } from "./arithmetic.js";
import { LISTS, PARAMETERS, VALUES, emptyDraft, emptyRow, get, isBlankRow } from "./fields.js";
import { draftFrom, usableName } from "./draft.js";
import { parse } from "./numbers.js";
import { PAYERS, findRole, fold, roleNames, rolesOf } from "./sides.js";
import { Workbook } from "./sheets.js";

export const LARGEST = 5_000_000; // bytes of a file somebody brings

const layout = async () => (await fetch("/assets/price/workbook.json")).json();
const rowsOf = ({ first_row, rows }) => Array.from({ length: rows }, (_, i) => first_row + i);

/** The empty workbook with the model's figures in its input cells, as bytes. */
export async function fillWorkbook(model, rates) {
  const at = await layout();
  const answer = await fetch(at.template);
  if (!answer.ok) throw new Error(String(answer.status));
  const book = new Workbook(new Uint8Array(await answer.arrayBuffer()));
  for (const [name, [sheet, cell]] of Object.entries(at.values)) book.set(sheet, cell, model[name]);
  writeRoles(book, at, model, rates);
  for (const [list, place] of Object.entries(at.lists)) {
    const kind = list.split(".").at(-1);
    const rows = get(model, list.split("."));
    rowsOf(place).forEach((row, i) => writeRow(book, place, row, kind, rows[i], at.words));
  }
  const varied = ranges(model);
  for (const [name, [sheet, ...cells]] of Object.entries(at.sensitivity)) cells.forEach((cell, end) => book.set(sheet, cell, varied[name]?.[end] ?? null));
  book.category = model.example ? "Eksempeltall" : "";
  book.forgetResults();
  return book.bytes();
}

function writeRow(book, { sheet, columns }, row, kind, entry, words) {
  const put = (column, value) => book.set(sheet, columns[column] + row, value ?? null);
  for (const { name } of LISTS[kind]) put(name, entry && word(name, entry[name], words));
  if (columns["share.kommune"]) for (const payer of PAYERS) put(`share.${payer}`, isShared(entry?.payer) ? (entry.payer[payer] ?? null) : null);
}

const isShared = (payer) => typeof payer === "object" && payer !== null;
const family = (name) => (["payer", "from", "to"].includes(name) ? "payer" : name);
const wordless = { liten: "lite", stor: "stort" };

function word(name, value, words) {
  const list = words[family(name)];
  if (!list || typeof list === "string") return value;
  if (isShared(value)) return list.shared;
  return list[value] ?? list[wordless[value]] ?? value;
}

/** Every role used, and after them the table's other roles while there is room: they can be chosen in the workbook. */
function writeRoles(book, at, model, rates) {
  const { sheet, columns } = at.roles;
  const used = [...rolesOf(model, rates)];
  if (used.length > at.roles.rows) throw new RangeError("too many roles");
  const others = rates.roles.filter((row) => !used.some(([name]) => findRole(rates, name) === row));
  const all = [...used, ...others.map((row) => [row.label.nb, { rate: row.rate, worked_hours: row.worked_hours || rates.worked_hours, unpaid: row.unpaid }])];
  rowsOf(at.roles).forEach((row, i) => {
    const [name, role] = all[i] ?? [null, {}];
    const put = (column, value) => book.set(sheet, columns[column] + row, value ?? null);
    put("role", name);
    put("rate", role.rate);
    put("worked_hours", role.worked_hours);
    put("unpaid", role.unpaid ? at.words.yes : null);
  });
}

/** {draft, otherHours: roles with other hours in a man-year than ours}. Throws for a file that is not our workbook. */
export async function readWorkbook(bytes, rates, year) {
  const at = await layout();
  const book = new Workbook(bytes);
  if (!["cost_before", "npv", "break_even"].every((name) => book.names.has(name))) throw new TypeError("not ours");
  const draft = emptyDraft(year);
  for (const field of VALUES) draft[field.name] = typed(field, book.get(...at.values[field.name]));
  for (const [list, place] of Object.entries(at.lists)) {
    const kind = list.split(".").at(-1);
    const rows = rowsOf(place).map((row) => readRow(book, place, row, kind, at));
    get(draft, list.split(".")).push(...rows.filter((row) => !isBlankRow(row, kind)));
  }
  draft.example = book.category !== "";
  readRanges(book, at, draft);
  return { otherHours: readRates(book, at, draft, rates), draft: draftFrom(draft, year) };
}

function typed({ kind }, value) {
  if (value === null) return null;
  if (["text", "role"].includes(kind)) return String(value);
  return typeof value === "number" ? value : parse(value, false);
}

function readRow(book, { sheet, columns }, row, kind, at) {
  const read = (column) => book.get(sheet, columns[column] + row);
  const entry = emptyRow(kind);
  for (const field of LISTS[kind]) {
    const value = read(field.name);
    const name = family(field.name);
    const coded = ["payer", "choice"].includes(field.kind);
    // The workbook may be the nynorsk edition.
    entry[field.name] = coded ? (keyOf(at.words[name], value) ?? keyOf(at.also[name], value)) : typed(field, value);
  }
  if (entry.payer === "shared") {
    const shares = PAYERS.map((payer) => [payer, typed({ kind: "share" }, read(`share.${payer}`))]);
    entry.payer = Object.fromEntries(shares.filter(([, share]) => share !== null));
  }
  return entry;
}

function keyOf(list, value) {
  const wanted = fold(String(value ?? ""));
  return Object.keys(list).find((key) => fold(list[key]) === wanted) ?? null;
}

function readRanges(book, at, draft) {
  for (const name of PARAMETERS) {
    const [sheet, ...cells] = at.sensitivity[name];
    const ends = cells.map((cell) => typed({ kind: "amount" }, book.get(sheet, cell)));
    if (ends.some((end) => end !== null)) draft.sensitivity[name] = ends;
  }
  // The usual ranges go on following the number of patients.
  const usual = ranges({ ...draft, sensitivity: {} });
  if (JSON.stringify(usual) === JSON.stringify(draft.sensitivity)) draft.sensitivity = {};
}

function readRates(book, at, draft, rates) {
  const { sheet, columns } = at.roles;
  const used = new Set(roleNames({ before: named(draft.before), after: named(draft.after) }));
  const otherHours = [];
  for (const row of rowsOf(at.roles)) {
    const [name, rate, hours] = ["role", "rate", "worked_hours"].map((column) => book.get(sheet, columns[column] + row));
    if (name === null || !usableName(String(name)) || Object.hasOwn(draft.rates, name)) continue;
    if (!used.has(name)) continue;
    draft.rates[name] = typed({ kind: "amount" }, rate);
    const ours = findRole(rates, name)?.worked_hours || rates.worked_hours;
    if (typeof hours === "number" && hours !== ours && !findRole(rates, name)?.unpaid) otherHours.push(String(name));
  }
  return otherHours;
}

const named = (side) => ({ steps: side.steps.filter((row) => row.role), staffing: side.staffing.filter((row) => row.role) });
