// The effects that carry a gain: the same as macros/prices/arithmetic/effects.py.
import { nameOf } from "./sides.js";

const NAMED = { steps: "step", per_patient: "item", fixed: "item" };
const amounts = ["quantity", "unit_price", "amount"];
const FIELDS = { steps: ["times", "minutes", "travel_minutes", "travel_km", "material"], per_patient: amounts, fixed: amounts };

/** Every line under one name on both sides, by the first number that differs; and every line that is only before. */
export function candidates(model) {
  const found = [];
  for (const [kind, key] of Object.entries(NAMED))
    model.before[kind].forEach((old, index) => {
      const place = model.after[kind].findIndex((row) => nameOf(row[key]) === nameOf(old[key]));
      const fresh = model.after[kind][place] ?? null;
      const now = (field) => (fresh ? (fresh[field] ?? null) : 0);
      const field = FIELDS[kind].find((name) => (old[name] ?? null) !== null && now(name) !== null && old[name] !== now(name));
      if (!field) return;
      const path = fresh ? ["after", kind, place, field] : ["before", kind, index, field];
      found.push({ path, name: old[key], unit: old.unit ?? "", before: old[field], after: now(field), unturned: fresh ? old[field] : 0 });
    });
  return found;
}
