// The costs of one side (before or after) taken apart, so that every scenario is a few multiplications.
// The same as macros/prices/arithmetic/sides.py, in the same order of operations: the two agree to the last decimals.

export const PAYERS = ["kommune", "helseforetak", "fastlege", "stat", "pasient", "parorende"];

/** How two spellings are compared: case, spacing, hyphens and quotation marks do not count. */
export function fold(text) {
  const plain = text.normalize("NFC").toLowerCase().replaceAll("ß", "ss");
  return plain.replace(/[\s\-–_«»"“”']+/g, " ").trim();
}

/** The table's row for what somebody typed: key, name in any language, or alias. */
export function findRole(table, role) {
  const wanted = fold(role);
  return table.roles.find((row) => [row.key, ...Object.values(row.label), ...row.aliases].some((name) => fold(name) === wanted)) ?? null;
}

/** The rate the model itself gives for a role, under any of the role's names; null when it gives none. */
export function ownRate(model, name, table) {
  if (Object.hasOwn(model.rates, name)) return model.rates[name];
  const row = findRole(table, name);
  if (!row) return null;
  const found = Object.entries(model.rates).find(([key]) => findRole(table, key) === row);
  return found ? found[1] : null;
}

/** Every role used, in the order they first appear. */
export function roleNames(model) {
  return [...new Set([model.before, model.after].flatMap((side) => [...side.steps, ...side.staffing].map((row) => row.role)))];
}

/** Role -> {rate, worked_hours, unpaid}. Throws for a role that neither the model nor the table knows. */
export function rolesOf(model, table) {
  const found = new Map();
  for (const name of roleNames(model)) {
    const row = findRole(table, name);
    const rate = ownRate(model, name, table) ?? row?.rate ?? null;
    if (rate === null) throw new RangeError(name);
    found.set(name, { rate, worked_hours: row?.worked_hours || table.worked_hours, unpaid: row?.unpaid ?? false });
  }
  return found;
}

export function sharesOf(payer) {
  return typeof payer === "string" ? { [payer]: 1 } : payer;
}

const KINDS = ["active", "travel", "labour_active", "labour_travel", "km", "material", "per_patient", "fixed"];
const emptyParts = () => Object.fromEntries(KINDS.map((kind) => [kind, 0]));

/** Kroner per patient and year. Travel is scaled by neither factor; km not by rates. */
export function variable(parts, { times_after: times = 1, minutes_after: minutes = 1, rates = 1 } = {}) {
  return rates * (times * minutes * parts.active + parts.travel) + parts.km + times * parts.material + parts.per_patient;
}

/** The part of variable() that is paid working time. */
export function labour(parts, { times_after: times = 1, minutes_after: minutes = 1, rates = 1 } = {}) {
  return rates * (times * minutes * parts.labour_active + parts.labour_travel);
}

/** Posts needed for so many patients: whole steps. */
export function postsFor(post, patients) {
  return Math.ceil(patients / post.patients_per_post / post.post_step - 1e-9) * post.post_step;
}

/** One side's costs by kind and payer: {total, payers, posts, hours}. */
export function takeApart(side, model, roles) {
  const parts = { total: emptyParts(), payers: Object.fromEntries(PAYERS.map((p) => [p, emptyParts()])), posts: [], hours: new Map() };
  const receivers = (payer) => [[parts.total, 1], ...Object.entries(sharesOf(payer)).map(([name, share]) => [parts.payers[name], share])];
  for (const step of side.steps) {
    const role = roles.get(step.role);
    const active = (step.times * step.minutes) / 60;
    const travel = (step.times * step.travel_minutes) / 60;
    parts.hours.set(step.role, (parts.hours.get(step.role) ?? 0) + active + travel);
    for (const [part, share] of receivers(step.payer)) {
      part.active += share * active * role.rate;
      part.travel += share * travel * role.rate;
      if (!role.unpaid) {
        part.labour_active += share * active * role.rate;
        part.labour_travel += share * travel * role.rate;
      }
      part.km += share * step.times * step.travel_km * model.km_rate;
      part.material += share * step.times * step.material;
    }
  }
  for (const kind of ["per_patient", "fixed"])
    for (const item of side[kind]) for (const [part, share] of receivers(item.payer)) part[kind] += share * item.amount;
  for (const row of side.staffing) {
    const { rate, worked_hours: hours, unpaid } = roles.get(row.role);
    const { role, patients_per_post, post_step } = row;
    parts.posts.push({ role, shares: sharesOf(row.payer), patients_per_post, post_step, cost: hours * rate, hours, labour: !unpaid });
  }
  return parts;
}
