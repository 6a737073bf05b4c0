// Where net present value is nothing, one number turned: the same as macros/prices/arithmetic/critical.py.
import { LIMIT } from "./break-even.js";
import { WHOLE } from "./turned.js";

const NOTHING = 1e-6; // kroner of net present value that count as nothing
const HALVINGS = 60;
const LONGEST = 100; // years

/** {value, intervals, limit}: npv and freed (of each phase of years) are functions of the number. */
export function critical(path, base, npv, freed, breakEven) {
  const name = path.at(-1);
  const told = (value, intervals = null, limit = 0) => ({ value, intervals, limit });
  if (name === "patients_per_year") return told(null, breakEven.intervals, LIMIT);
  if (name === "patients_per_post") return told(null, monotone(npv), LIMIT);
  if (WHOLE.includes(name)) return told(null, tried(npv), LONGEST);
  if (name === "post_step") return told(null);
  if (name === "discount_rate") return told(halved(npv));
  return told(linearRoot(base, npv, freed, name === "realisable_share" ? 1 : null));
}

/** The root nearest to base, from 0; null when there is none. */
export function linearRoot(base, npv, freed, highest = null) {
  const [low, high] = [freed(0), freed(1)];
  const bends = low.map((a, i) => (high[i] === a ? -1 : -a / (high[i] - a))).filter((x) => x > 0 && (highest === null || x < highest));
  const places = [0, ...[...new Set(bends)].sort((a, b) => a - b)];
  const last = highest ?? places.at(-1) + Math.max(1, base, places.at(-1));
  const values = [...places, last].map((x) => [x, npv(x)]);
  const roots = [];
  for (let i = 0; i + 1 < values.length; i += 1) {
    const [[x, at], [y, then]] = [values[i], values[i + 1]];
    if (Math.abs(at) <= NOTHING) roots.push(x);
    else if (Math.abs(then - at) > NOTHING) {
      const root = x + ((y - x) * at) / (at - then);
      if ((x < root && root <= y) || (y === last && highest === null && root > x)) roots.push(root);
    }
  }
  if (Math.abs(values.at(-1)[1]) <= NOTHING) roots.push(last);
  return roots.length ? roots.reduce((best, root) => (Math.abs(root - base) < Math.abs(best - base) ? root : best)) : null;
}

function halved(npv) {
  let [low, high] = [0, 1];
  const positive = npv(low) > 0;
  if (npv(high) > 0 === positive) return null;
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (npv(middle) > 0 === positive) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const pays = (npv, number) => npv(number) >= -NOTHING;

function monotone(npv) {
  const [atFirst, atLast] = [pays(npv, 1), pays(npv, LIMIT)];
  if (atFirst === atLast) return atFirst ? [[1, LIMIT]] : [];
  let [low, high] = [1, LIMIT];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (pays(npv, middle) === atFirst) low = middle;
    else high = middle;
  }
  return atFirst ? [[1, low]] : [[high, LIMIT]];
}

function tried(npv) {
  const found = [];
  for (let year = 1; year <= LONGEST; year += 1) {
    if (!pays(npv, year)) continue;
    if (found.at(-1)?.[1] === year - 1) found.at(-1)[1] = year;
    else found.push([year, year]);
  }
  return found;
}
