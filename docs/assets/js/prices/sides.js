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

/** The hours in a man-year that the model itself gives for a role; null when it gives none. */
export function ownHours(model, name, table) {
  const own = model.worked_hours ?? {};
  const key = Object.hasOwn(own, name) ? name : Object.keys(own).find((other) => findRole(table, other) && findRole(table, other) === findRole(table, name));
  return key === undefined ? null : own[key];
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
    found.set(name, { rate, worked_hours: ownHours(model, name, table) ?? (row?.worked_hours || table.worked_hours), unpaid: row?.unpaid ?? false });
  }
  return found;
}

export function sharesOf(payer) {
  return typeof payer === "string" ? { [payer]: 1 } : payer;
}

const KINDS = ["active", "travel", "labour_active", "labour_travel", "km", "material", "per_patient", "fixed"];
const emptyParts = () => Object.fromEntries(KINDS.map((kind) => [kind, 0]));

/** Kroner per patient and year. */
export const variable = (parts) => parts.active + parts.travel + parts.km + parts.material + parts.per_patient;

/** The part of variable() that is paid working time. */
export const labour = (parts) => parts.labour_active + parts.labour_travel;

/** What a line comes to: its amount, or its quantity at its price. */
export const kroner = (item) => item.amount ?? (item.quantity ?? 0) * (item.unit_price ?? 0);

/** How two names of lines are compared. */
export const nameOf = (text) => text.trim().replace(/ +/g, " ").toLowerCase();

/** Posts needed for so many patients: whole steps. */
export function postsFor(post, patients) {
  return Math.ceil(patients / post.patients_per_post / post.post_step - 1e-9) * post.post_step;
}

/** One side's costs by kind and payer: {total, payers, posts, hours}, and {fresh, freshPayers, freshHours} of the lines that
 *  the other side has none like: they are met in full from the first day. */
export function takeApart(side, model, roles, other) {
  const accounts = () => [emptyParts(), Object.fromEntries(PAYERS.map((p) => [p, emptyParts()]))];
  const [[total, payers], [fresh, freshPayers]] = [accounts(), accounts()];
  const parts = { total, payers, fresh, freshPayers, posts: [], hours: new Map(), freshHours: new Map() };
  const known = { steps: new Set(other.steps.map((s) => nameOf(s.step))), per_patient: new Set(other.per_patient.map((i) => nameOf(i.item))) };
  const share = (payer, isFresh, add) => {
    for (const [all, each] of isFresh ? [[total, payers], [fresh, freshPayers]] : [[total, payers]]) {
      add(all, 1);
      for (const [name, part] of Object.entries(sharesOf(payer))) add(each[name], part);
    }
  };
  for (const step of side.steps) {
    const role = roles.get(step.role);
    const active = (step.times * step.minutes) / 60;
    const travel = (step.times * step.travel_minutes) / 60;
    const isFresh = !known.steps.has(nameOf(step.step));
    for (const hours of isFresh ? [parts.hours, parts.freshHours] : [parts.hours]) hours.set(step.role, (hours.get(step.role) ?? 0) + active + travel);
    share(step.payer, isFresh, (part, of) => {
      part.active += of * active * role.rate;
      part.travel += of * travel * role.rate;
      if (!role.unpaid) {
        part.labour_active += of * active * role.rate;
        part.labour_travel += of * travel * role.rate;
      }
      part.km += of * step.times * step.travel_km * model.km_rate;
      part.material += of * step.times * step.material;
    });
  }
  for (const item of side.per_patient) share(item.payer, !known.per_patient.has(nameOf(item.item)), (part, of) => (part.per_patient += of * kroner(item)));
  for (const item of side.fixed) share(item.payer, false, (part, of) => (part.fixed += of * kroner(item)));
  for (const row of side.staffing) {
    const { rate, worked_hours: hours, unpaid } = roles.get(row.role);
    const { role, patients_per_post, post_step } = row;
    parts.posts.push({ role, shares: sharesOf(row.payer), patients_per_post, post_step, cost: hours * rate, hours, labour: !unpaid });
  }
  return parts;
}

/** What the posts cost in a year for so many patients, for one payer or for everybody; paid: without those nobody pays for. */
export function postCost(side, patients, payer = "", paid = false) {
  let total = 0;
  for (const post of side.posts) if (post.labour || !paid) total += postsFor(post, patients) * post.cost * (payer ? (post.shares[payer] ?? 0) : 1);
  return total;
}
