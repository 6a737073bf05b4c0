// One number of a model turned to another value: the same as macros/prices/arithmetic/turned.py.

/** Numbers that are shares of the model's own: 1 is as it is. */
export const FACTORS = ["times_after", "minutes_after", "rates"];
/** Numbers that are always whole. */
export const WHOLE = ["patients_per_year", "horizon_years", "patients_per_post", "every_years"];
export const MOST_RANGES = 10;

/** The numbers of a line that may be uncertain, by the list it stands in. */
export const VARIES = {
  steps: ["times", "minutes", "travel_minutes", "travel_km", "material"],
  per_patient: ["quantity", "unit_price", "amount"],
  staffing: ["patients_per_post", "post_step"],
  fixed: ["quantity", "unit_price", "amount"],
  start_up: ["quantity", "unit_price", "amount"],
  reinvestment: ["quantity", "unit_price", "amount", "every_years"],
};

/** What the analysis varies, as [path, [low, high]]: the whole model's numbers first (the usual ones when it names none). */
export function ranges(model) {
  const found = Object.entries(topRanges(model)).map(([name, ends]) => [[name], ends]);
  for (const [place, rows] of variedLists(model))
    rows.forEach((row, index) => {
      for (const [name, ends] of Object.entries(row.range ?? {})) found.push([[...place, index, name], ends]);
    });
  return found;
}

/** The ranges of the whole model's numbers: its own, or the usual ones. */
export function topRanges(model) {
  if (Object.keys(model.sensitivity).length) return model.sensitivity;
  const n = model.patients_per_year;
  return { patients_per_year: [Math.max(1, Math.floor(n / 2)), n * 2], times_after: [0.8, 1.2], minutes_after: [0.8, 1.2], rates: [0.9, 1.1] };
}

/** Every list whose lines may have ranges: [path, rows]. */
export const variedLists = (model) => [...["before", "after"].flatMap((side) => ["steps", "per_patient", "staffing", "fixed"].map((kind) => [[side, kind], model[side][kind]])), ...["start_up", "reinvestment"].map((kind) => [[kind], model[kind]])];

/** The place of a number in the workbook's words: a list and its line, or the whole model. */
export const placeOf = (path) => (path.length === 1 ? ["", null] : [path.slice(0, -2).join("."), path.at(-2) + 1]);

/** The number a model has at a place; 1 for a factor. */
export const valueAt = (model, path) => (FACTORS.includes(path[0]) ? 1 : path.reduce((found, key) => found[key], model));

/** A case is {model, roles}. The same case with another value at a place. */
export function turned({ model, roles }, path, value) {
  const steps = (change) => ({ model: { ...model, after: { ...model.after, steps: model.after.steps.map(change) } }, roles });
  if (path[0] === "rates") return { model, roles: new Map([...roles].map(([name, role]) => [name, { ...role, rate: role.rate * value }])) };
  if (path[0] === "times_after") return steps((step) => ({ ...step, times: step.times * value }));
  if (path[0] === "minutes_after") return steps((step) => ({ ...step, minutes: step.minutes * value }));
  const put = (holder, [key, ...rest]) => {
    const copy = Array.isArray(holder) ? [...holder] : { ...holder };
    copy[key] = rest.length ? put(holder[key], rest) : value;
    return copy;
  };
  return { model: put(model, path), roles };
}

/** Every combination of the ranges' ends, the lowest first: tell(values, case). */
export function corners(start, list, tell, chosen = []) {
  if (chosen.length === list.length) return tell(chosen, start);
  const [path, ends] = list[chosen.length];
  for (const end of ends) corners(turned(start, path, end), list, tell, [...chosen, end]);
}
