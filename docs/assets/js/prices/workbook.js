// The calculator's figures as the site's own workbook, and back. Where everything stands comes from the site
// (macros/prices/workbook/layout.py, published as workbook.json).
import { siteUrl } from "../base.js";
import { draftFrom, usableName } from "./draft.js";
import { LISTS, PARAMETERS, RAMP, VALUES, emptyDraft, emptyRow, get, isBlankRow } from "./fields.js";
import { parse } from "./numbers.js";
import { Workbook } from "../files/sheets.js";
import { PAYERS, findRole, fold, roleNames, rolesOf } from "./sides.js";
import { placeOf, ranges, topRanges } from "./turned.js";
import { writeResults } from "./workbook-results.js";

export const LARGEST = 5_000_000; // bytes of a file somebody brings

const layout = async () => (await fetch(siteUrl("/assets/price/workbook.json"))).json();
const rowsOf = ({ first_row, rows }) => Array.from({ length: rows }, (_, i) => first_row + i);

/** The empty workbook with the model's figures in its input cells, as bytes. */
export async function fillWorkbook(model, rates) {
  const at = await layout();
  const answer = await fetch(siteUrl(at.template));
  if (!answer.ok) throw new Error(String(answer.status));
  const book = new Workbook(new Uint8Array(await answer.arrayBuffer()));
  for (const [name, [sheet, cell]] of Object.entries(at.values)) book.set(sheet, cell, model[name]);
  for (const name of RAMP) at.ramp[name].forEach(([sheet, cell], i) => book.set(sheet, cell, model.ramp_up[name][i] ?? null));
  const role = (name) => findRole(rates, name)?.label.nb ?? name;
  writeRoles(book, at, model, rates, role);
  for (const [list, place] of Object.entries(at.lists)) {
    const kind = list.split(".").at(-1);
    const rows = get(model, list.split("."));
    rowsOf(place).forEach((row, i) => writeRow(book, place, row, kind, rows[i] && worded(rows[i], role), at.words));
    book.showRows(place.sheet, place.first_row, rows.length + at.spare, place.rows);
  }
  const varied = ranges(model);
  rowsOf(at.ranges).forEach((row, i) => writeRange(book, at, row, varied[i]));
  book.category = model.example ? at.example : "";
  book.title = model.title;
  book.forgetResults();
  writeResults(book, at, model, rates, role);
  return book.bytes();
}

/** A line with roles told by their words: labels, never keys. */
const worded = (row, role) => ({ ...row, ...Object.fromEntries(["role", "recipient"].filter((name) => row[name]).map((name) => [name, role(row[name])])) });

function writeRange(book, at, row, range) {
  const { sheet, columns } = at.ranges;
  const [path, [low, high]] = range ?? [null, [null, null]];
  const [where, line] = path ? placeOf(path) : [null, null];
  const cells = { where: path && at.words.where[where], line, field: path && at.words.field[path.at(-1)], low, high };
  for (const [name, value] of Object.entries(cells)) book.set(sheet, columns[name] + row, value ?? null);
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
function writeRoles(book, at, model, rates, word) {
  const { sheet, columns } = at.roles;
  const used = [...rolesOf(model, rates)];
  if (used.length > at.roles.rows) throw new RangeError("too many roles");
  const others = rates.roles.filter((row) => !used.some(([name]) => findRole(rates, name) === row));
  const all = [...used, ...others.map((row) => [row.label.nb, { rate: row.rate, worked_hours: row.worked_hours || rates.worked_hours, unpaid: row.unpaid }])];
  rowsOf(at.roles).forEach((row, i) => {
    const [name, role] = all[i] ?? [null, {}];
    const put = (column, value) => book.set(sheet, columns[column] + row, value ?? null);
    put("role", name && word(name));
    put("rate", role.rate);
    put("worked_hours", role.worked_hours);
    put("unpaid", role.unpaid ? at.words.yes : null);
  });
  book.showRows(sheet, at.roles.first_row, used.length + at.spare, at.roles.rows);
  book.showRows(at.results.sheet, at.results.role_row, used.length + at.spare, at.roles.rows);
}

/** The draft in a workbook of ours. Throws for a file that is something else. */
export async function readWorkbook(bytes, rates, year) {
  const at = await layout();
  const book = new Workbook(bytes);
  if (!["cost_before", "npv", "break_even", "after_empty"].every((name) => book.names.has(name))) throw new TypeError("not ours");
  const draft = emptyDraft(year);
  for (const field of VALUES) draft[field.name] = typed(field, book.get(...at.values[field.name]));
  for (const [list, place] of Object.entries(at.lists)) {
    const kind = list.split(".").at(-1);
    const rows = rowsOf(place).map((row) => readRow(book, place, row, kind, at));
    get(draft, list.split(".")).push(...rows.filter((row) => !isBlankRow(row, kind)));
  }
  for (const name of RAMP) draft.ramp_up[name] = at.ramp[name].map(([sheet, cell]) => typed({ kind: "share" }, book.get(sheet, cell)));
  draft.example = book.category !== "";
  readRanges(book, at, draft);
  readRates(book, at, draft, rates);
  for (const side of [draft.before, draft.after]) for (const row of [...side.steps, ...side.staffing]) row.role = keyOfRole(rates, row.role);
  for (const row of draft.unpriced) row.recipient = keyOfRole(rates, row.recipient);
  return draftFrom(draft, year);
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

/** A range is of the whole model's number, or of a number on a line; the lines without anything are not counted. */
function readRanges(book, at, draft) {
  const { sheet, columns } = at.ranges;
  for (const row of rowsOf(at.ranges)) {
    const read = (name) => book.get(sheet, columns[name] + row);
    const word = (name) => keyOf(at.words[name], read(name)) ?? keyOf(at.also[name], read(name));
    const [where, field] = [word("where"), word("field")];
    const ends = ["low", "high"].map((name) => typed({ kind: "amount" }, read(name)));
    if (where === null || field === null || ends.every((end) => end === null)) continue;
    if (where === "" && PARAMETERS.includes(field)) draft.sensitivity[field] = ends;
    else if (where !== "") {
      const place = at.lists[where];
      const lines = rowsOf(place).map((there) => readRow(book, place, there, where.split(".").at(-1), at));
      const number = lines.slice(0, Number(read("line"))).filter((line) => !isBlankRow(line, where.split(".").at(-1))).length;
      const line = get(draft, where.split("."))[number - 1];
      if (line?.range && !isBlankRow(lines[Number(read("line")) - 1] ?? {}, where.split(".").at(-1))) line.range[field] = ends;
    }
  }
  // The usual ranges go on following the number of patients.
  const usual = topRanges({ ...draft, sensitivity: {} });
  if (JSON.stringify(usual) === JSON.stringify(draft.sensitivity)) draft.sensitivity = {};
}

const keyOfRole = (rates, name) => (name && findRole(rates, name)?.key) ?? name;

function readRates(book, at, draft, rates) {
  const { sheet, columns } = at.roles;
  const used = new Set(roleNames({ before: named(draft.before), after: named(draft.after) }));
  for (const row of rowsOf(at.roles)) {
    const [name, rate, hours] = ["role", "rate", "worked_hours"].map((column) => book.get(sheet, columns[column] + row));
    if (name === null || !usableName(String(name)) || !used.has(name)) continue;
    const [key, ours] = [keyOfRole(rates, name), findRole(rates, name)];
    draft.rates[key] = typed({ kind: "amount" }, rate);
    if (typeof hours === "number" && hours !== (ours?.worked_hours || rates.worked_hours) && !ours?.unpaid) draft.worked_hours[key] = hours;
  }
}

const named = (side) => ({ steps: side.steps.filter((row) => row.role), staffing: side.staffing.filter((row) => row.role) });
