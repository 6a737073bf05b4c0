// What a service-price model consists of: one table that the form, the checks, the address and the workbook all read.
// The same rules as macros/content/model/price_model.py.
import { PAYERS } from "./sides.js";
import { VARIES } from "./turned.js";

/** Rows that a list may have: what the workbook has room for. */
export const room = (list) => (list === "steps" ? 30 : 12);

const text = (name) => ({ name, kind: "text" });
const payer = { name: "payer", kind: "payer" };
const role = { name: "role", kind: "role" };
const amount = (name, standard) => ({ name, kind: "amount", min: 0, standard });
const number = (name) => ({ name, kind: "amount", standard: 0 });
const whole = (name, min, max) => ({ name, kind: "whole", min, max });
const choice = (name, ...options) => ({ name, kind: "choice", options });

export const VALUES = [
  text("title"),
  whole("patients_per_year", 1, 100_000),
  whole("price_year", 1990, 2100),
  whole("horizon_years", 1, 100),
  { name: "discount_rate", kind: "share", min: 0, max: 1, standard: 0.04 },
  { name: "km_rate", kind: "amount", min: 0, standard: 0 },
  { name: "realisable_share", kind: "share", min: 0, max: 1, standard: 1 },
  { name: "drop_out", kind: "share", min: 0, max: 1, standard: 0 },
  { name: "price_growth", kind: "share", min: 0, max: 1, standard: 0 },
];

// An amount, or a quantity of something at a price: validate.js sees to it that a line has one of the two.
const optional = (field) => ({ ...field, optional: true });
const item = [text("item"), payer, ...[amount("amount"), amount("quantity"), text("unit"), amount("unit_price")].map(optional)];
export const LISTS = {
  steps: [text("step"), payer, role, amount("minutes"), amount("times"), amount("travel_minutes", 0), amount("travel_km", 0), amount("material", 0)],
  per_patient: item,
  staffing: [role, payer, whole("patients_per_post", 1, 100_000), { name: "post_step", kind: "amount", min: 0.05, max: 10, standard: 1 }],
  fixed: item,
  start_up: item,
  reinvestment: [...item, whole("every_years", 1, 100)],
  transfers: [text("item"), choice("from", ...PAYERS), choice("to", ...PAYERS), number("before"), number("after")],
  basis: [text("figure"), text("source"), { ...whole("year", 1990, 2100), optional: true }, { ...text("url"), optional: true }],
  unpriced: [text("effect"), text("recipient"), choice("importance", "liten", "middels", "stor"), choice("extent", "lite", "middels", "stort"), choice("direction", "positiv", "negativ", "ingen")],
};
export const SIDES = ["before", "after"];
export const SIDE_LISTS = ["steps", "per_patient", "staffing", "fixed"];
export const TOP_LISTS = ["start_up", "reinvestment", "transfers", "unpriced", "basis"];
export const PARAMETERS = ["patients_per_year", "times_after", "minutes_after", "rates", "realisable_share", "discount_rate", "horizon_years"];
export const RAMP = ["patients", "effect"];
export const RAMP_YEARS = 5;

/** Every list of a model: [path, name of its kind]. */
export const listPaths = () => [...SIDES.flatMap((side) => SIDE_LISTS.map((name) => [[side, name], name])), ...TOP_LISTS.map((name) => [[name], name])];

/** Whether a side has any line at all. */
export const hasCost = (side) => SIDE_LISTS.some((kind) => side[kind].some((row) => !isBlankRow(row, kind)));

export const get = (object, path) => path.reduce((inner, key) => inner?.[key], object);

const isBlank = (value) => value === null || value === undefined || value === "";

/** Whether nothing has been typed in a row. A chosen payer, role or direction alone is no content. */
export function isBlankRow(row, kind) {
  const typed = LISTS[kind].filter((field) => !["payer", "role", "choice"].includes(field.kind));
  return typed.every((field) => isBlank(row[field.name]));
}

export function emptyRow(kind) {
  return { ...Object.fromEntries(LISTS[kind].map((field) => [field.name, null])), ...(VARIES[kind] ? { range: {} } : {}) };
}

export function emptyDraft(year) {
  const side = () => Object.fromEntries(SIDE_LISTS.map((name) => [name, []]));
  const draft = { title: null, example: false, price_year: year, patients_per_year: null, horizon_years: 5, discount_rate: 0.04, rates: {}, worked_hours: {}, km_rate: 0, realisable_share: 1, ramp_up: { patients: [], effect: [] }, drop_out: 0, price_growth: 0 };
  return { ...draft, before: side(), after: side(), ...Object.fromEntries(TOP_LISTS.map((name) => [name, []])), sensitivity: {} };
}

/** A draft without problems as a model: blank rows left out, what may be left out filled in. */
export function toModel(draft) {
  const model = structuredClone(draft);
  delete model.project; // whose it is, is no part of a model
  model.title = model.title.trim();
  for (const name of RAMP) {
    const years = model.ramp_up[name];
    while (years.length && isBlank(years.at(-1))) years.pop();
    model.ramp_up[name] = Array.from(years, (share) => (isBlank(share) ? 1 : share));
  }
  for (const [role, hours] of Object.entries(model.worked_hours)) if (isBlank(hours)) delete model.worked_hours[role];
  for (const { name, standard } of VALUES) if (isBlank(model[name]) && standard !== undefined) model[name] = standard;
  for (const [path, kind] of listPaths()) {
    const rows = get(model, path).filter((row) => !isBlankRow(row, kind));
    for (const row of rows)
      for (const { name, kind: type, standard } of LISTS[kind]) {
        if (isBlank(row[name])) row[name] = standard ?? null;
        if (typeof row[name] === "string") row[name] = row[name].trim();
        if (type === "payer" && typeof row[name] === "object") row[name] = Object.fromEntries(Object.entries(row[name]).filter(([, share]) => !isBlank(share)));
      }
    get(model, path.slice(0, -1))[path.at(-1)] = rows;
  }
  return model;
}
