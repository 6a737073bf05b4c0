// What is wrong with a draft, told where it stands. A draft has a model's shape, with null where nothing is typed and
// text where what was typed is no number. The same rules as macros/content/model/price_model.py.
import { LISTS, SIDES, SIDE_LISTS, VALUES, get, isBlankRow, listPaths, room } from "./fields.js";
import { PAYERS, findRole, ownRate, roleNames } from "./sides.js";

/** [{path, message}] in the form's order; empty when the draft can be calculated. t(key, values) gives the words. */
export function validate(draft, table, t) {
  const found = [];
  const tell = (path, key, values = {}) => found.push({ path, message: t(`price.error.${key}`, values) });
  for (const field of VALUES) checkField(field, draft[field.name], [field.name], tell);
  if (typeof draft.discount_rate === "number" && draft.discount_rate > 0 && draft.discount_rate < 0.0001) tell(["discount_rate"], "discount");
  for (const [path, kind] of listPaths()) checkList(get(draft, path), kind, path, tell);
  checkRates(draft, table, tell);
  for (const [name, ends] of Object.entries(draft.sensitivity)) checkRange(name, ends, tell);
  const costs = SIDES.some((side) => SIDE_LISTS.some((kind) => draft[side][kind].some((row) => !isBlankRow(row, kind))));
  if (!costs) tell(["before", "steps"], "empty");
  return found;
}

function checkList(rows, kind, path, tell) {
  if (rows.length > room(kind)) tell(path, "rows", { count: rows.length, limit: room(kind) });
  rows.forEach((row, index) => {
    if (isBlankRow(row, kind)) return;
    for (const field of LISTS[kind]) checkField(field, row[field.name], [...path, index, field.name], tell);
  });
}

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
const missing = (value) => value === null || value === undefined || (typeof value === "string" && !value.trim());

function checkField(field, value, path, tell) {
  const { kind, min, max, options, standard } = field;
  if (missing(value)) {
    if (standard === undefined) tell(path, `missing.${kind}`);
  } else if (kind === "payer") checkPayer(value, path, tell);
  else if (kind === "choice") {
    // The model knows both genders of the extent; the form writes one of them.
    const known = [...options, ...(field.name === "extent" ? ["liten", "stor"] : [])];
    if (!known.includes(value)) tell(path, "missing.choice");
  } else if (kind === "text" || kind === "role") {
    if (typeof value !== "string") tell(path, `missing.${kind}`);
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
  for (const [role, rate] of Object.entries(draft.rates)) checkField({ kind: "amount", min: 0 }, rate, ["rates", role], tell);
  // A role is looked up by name, so rows without one are told of by themselves.
  const named = (side) => ({ steps: side.steps.filter((row) => row.role), staffing: side.staffing.filter((row) => row.role) });
  for (const role of roleNames({ before: named(draft.before), after: named(draft.after) }))
    if (!Object.hasOwn(draft.rates, role) && ownRate(draft, role, table) === null && !findRole(table, role)) tell(["rates", role], "rate", { role });
}

function checkRange(name, ends, tell) {
  const path = ["sensitivity", name];
  const whole = name === "patients_per_year";
  const bad = [0, 1].filter((end) => !isNumber(ends[end]) || ends[end] < 0 || (whole && (ends[end] < 1 || !Number.isInteger(ends[end]))));
  for (const end of bad) tell([...path, end], whole ? "missing.whole" : "missing.amount");
  if (!bad.length && ends[0] > ends[1]) tell([...path, 0], "order");
}
