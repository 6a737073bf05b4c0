// The years of operation: the same as macros/prices/arithmetic/years.py.
const years = (model) => Array.from({ length: model.horizon_years }, (_, i) => i + 1);

/** The shares of patients and of effect in a year, from 1. Those who drop out are followed up as before. */
export function yearOf({ ramp_up: ramp, drop_out: dropOut }, year) {
  const [patients, effect] = [ramp.patients, ramp.effect].map((list) => list[year - 1] ?? 1);
  return [patients, effect * (1 - dropOut)];
}

/** What a krone of a year (0 is the start) is worth today. */
export const factor = (model, year) => (1 + model.price_growth) ** Math.max(0, year - 1) / (1 + model.discount_rate) ** year;

/** Today's value of one krone in each year of the horizon. */
export function annuity(model) {
  const { discount_rate: rate, horizon_years: horizon } = model;
  if (model.price_growth) return years(model).reduce((sum, year) => sum + factor(model, year), 0);
  return rate === 0 ? horizon : (1 - (1 + rate) ** -horizon) / rate;
}

/** Years that are alike: [{patients, effect, weight}]; the weights of all are 1 together. */
export function phases(model) {
  const phase = ([patients, effect], weight) => ({ patients, effect, weight });
  if (!model.ramp_up.patients.length && !model.ramp_up.effect.length) return [phase(yearOf(model, 1), 1)];
  const found = new Map();
  for (const year of years(model)) {
    const shares = yearOf(model, year);
    const known = found.get(shares.join()) ?? [shares, 0];
    found.set(shares.join(), [shares, known[1] + factor(model, year)]);
  }
  const whole = annuity(model);
  return [...found.values()].map(([shares, weight]) => phase(shares, weight / whole));
}

/** The years in which an investment is made again: every so many, before the horizon. */
export function again(model, every) {
  const found = [];
  for (let year = every; year < model.horizon_years; year += every) found.push(year);
  return found;
}
