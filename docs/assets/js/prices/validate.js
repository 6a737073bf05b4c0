// What is wrong with a draft, told where it stands. A draft has a model's shape, with null where nothing is typed and
// text where what was typed is no number. The same rules as macros/content/model/price_model.py.
import { LISTS, PARAMETERS, RAMP, VALUES, get, hasCost, isBlankRow, listPaths, room } from "./fields.js";
import { unsure } from "./numbers.js";
import { PAYERS, findRole, ownRate, roleNames } from "./sides.js";
import { FACTORS, MOST_RANGES, VARIES, WHOLE, ranges } from "./turned.js";

/** [{path, message}] in the form's order; empty when the draft can be calculated. t(key, values) gives the words. */
export function validate(draft, table, t) {
  const found = [];
  const tell = (path, key, values = {}) => found.push({ path, message: t(`price.error.${key}`, values) });
  for (const field of VALUES) checkField(field, draft[field.name], [field.name], tell);
  if (typeof draft.discount_rate === "number" && draft.discount_rate > 0 && draft.discount_rate < 0.0001) tell(["discount_rate"], "discount");
  for (const [path, kind] of listPaths()) checkList(get(draft, path), kind, path, tell);
  checkRates(draft, table, tell);
  for (const name of RAMP) draft.ramp_up[name].forEach((share, year) => missing(share) || checkField({ kind: "share", min: 0, max: 1 }, share, ["ramp_up", name, year], tell));
  for (const [name, ends] of Object.entries(draft.sensitivity)) checkRange(topField(name), ends, ["sensitivity", name], tell);
  const count = ranges(draft).length;
  if (count > MOST_RANGES) tell(["sensitivity"], "ranges", { count, limit: MOST_RANGES });
  if (!hasCost(draft.before) && !hasCost(draft.after)) tell(["before", "steps"], "empty");
  else if (!hasCost(draft.after)) tell(["after", "steps"], "after_empty");
  return found;
}

function checkList(rows, kind, path, tell) {
  if (rows.length > room(kind)) tell(path, "rows", { count: rows.length, limit: room(kind) });
  rows.forEach((row, index) => {
    if (isBlankRow(row, kind)) return;
    for (const field of LISTS[kind]) checkField(field, row[field.name], [...path, index, field.name], tell);
    if (LISTS[kind].some((field) => field.name === "unit_price")) checkAmount(row, [...path, index], tell);
    for (const [name, ends] of Object.entries(row.range ?? {})) {
      const field = LISTS[kind].find((one) => one.name === name && VARIES[kind].includes(name));
      if (field && !missing(row[name])) checkRange(field, ends, [...path, index, "range", name], tell);
      else tell([...path, index, "range", name], "range_of_nothing");
    }
  });
}

/** A line has an amount, or a quantity and its price: never both, and never neither. */
function checkAmount(row, path, tell) {
  const [amount, quantity, price] = ["amount", "quantity", "unit_price"].map((name) => !missing(row[name]));
  if (amount && (quantity || price)) tell([...path, "amount"], "two_amounts");
  else if (!amount && quantity !== price) tell([...path, quantity ? "unit_price" : "quantity"], "missing.amount");
  else if (!amount && !quantity) tell([...path, "amount"], "missing.amount");
}

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
const missing = (value) => value === null || value === undefined || (typeof value === "string" && !value.trim());

/** Whether a text is an address on the web, whole. */
function isAddress(value) {
  return /^https?:\/\/[^\s/.]+\.[^\s.][^\s]*$/i.test(value.trim());
}

function checkField(field, value, path, tell) {
  const { kind, min, max, options, standard, optional } = field;
  if (missing(value)) {
    if (standard === undefined && !optional) tell(path, `missing.${kind}`);
  } else if (kind === "payer") checkPayer(value, path, tell);
  else if (kind === "choice") {
    // The model knows both genders of the extent; the form writes one of them.
    const known = [...options, ...(field.name === "extent" ? ["liten", "stor"] : [])];
    if (!known.includes(value)) tell(path, "missing.choice");
  } else if (kind === "text" || kind === "role") {
    if (typeof value !== "string") tell(path, `missing.${kind}`);
    else if (field.name === "url" && !isAddress(value)) tell(path, "url", { value });
  } else if (kind === "share" && typeof value === "string" && unsure(value)) {
    const [share, percent] = unsure(value);
    tell(path, "ask.share", { share, percent });
  } else if (!isNumber(value)) tell(path, `number.${kind}`, { value: String(value) });
  else if (kind === "whole" && !Number.isInteger(value)) tell(path, "number.whole", { value: String(value).replace(".", ",") });
  else if (value < (min ?? -Infinity) || value > (max ?? Infinity)) {
    const people = (end) => (kind === "share" ? end * 100 : end);
    if (max === undefined) tell(path, "least", { low: people(min) });
    else tell(path, kind === "share" ? "range.share" : "range", { low: people(min), high: people(max) });
  }
}

function checkPayer(value, path, tell) {
  if (typeof value === "string") {
    if (!PAYERS.includes(value)) tell(path, "missing.payer");
    return;
  }
  const shares = Object.entries(value).filter(([, share]) => !missing(share));
  const wrong = shares.filter(([name, share]) => !PAYERS.includes(name) || !isNumber(share) || share < 0 || share > 1);
  for (const [name, share] of wrong) tell([...path, name], "number.share", { value: String(share) });
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  if (!wrong.length && Math.abs(total - 1) > 1e-9) tell(path, "shares", { sum: Math.round(total * 10_000) / 100 });
}

function checkRates(draft, table, tell) {
  for (const [role, hours] of Object.entries(draft.worked_hours)) checkField({ kind: "amount", min: 1, max: 8784, optional: true }, hours, ["worked_hours", role], tell);
  for (const [role, rate] of Object.entries(draft.rates)) checkField({ kind: "amount", min: 0 }, rate, ["rates", role], tell);
  // A role is looked up by name, so rows without one are told of by themselves.
  const named = (side) => ({ steps: side.steps.filter((row) => row.role), staffing: side.staffing.filter((row) => row.role) });
  for (const role of roleNames({ before: named(draft.before), after: named(draft.after) }))
    if (!Object.hasOwn(draft.rates, role) && ownRate(draft, role, table) === null && !findRole(table, role)) tell(["rates", role], "rate", { role });
}

/** What the ends of a range of the whole model's number may be. */
function topField(name) {
  const known = VALUES.find((field) => field.name === name && PARAMETERS.includes(name));
  return known ?? { name, kind: FACTORS.includes(name) ? "share" : "amount", min: 0 };
}

function checkRange(field, ends, path, tell) {
  const found = [];
  // A factor may well be more than all of what it is a factor of.
  const { standard, optional, ...required } = field;
  const kind = WHOLE.includes(field.name) ? "whole" : field.kind;
  for (const end of [0, 1]) checkField({ ...required, kind }, ends[end], [...path, end], (...told) => found.push(told));
  const tiny = field.name === "discount_rate" ? ends.findIndex((end) => isNumber(end) && end > 0 && end < 0.0001) : -1;
  if (tiny >= 0) found.push([[...path, tiny], "discount"]);
  for (const told of found) tell(...told);
  if (!found.length && ends[0] > ends[1]) tell([...path, 0], "order");
}
