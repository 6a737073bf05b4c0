// From a service-price model to everything it says: kroner, hours and years, unrounded. No page, no storage.
// The same as macros/prices/arithmetic/result.py, operation by operation; tests/browser/test_calculator.py compares them.
import { find, stretches } from "./break-even.js";
import { PAYERS, labour, postsFor, roleNames, rolesOf, sharesOf, takeApart, variable } from "./sides.js";

export { LIMIT, breakEven } from "./break-even.js";
export { PAYERS, roleNames } from "./sides.js";
export { validate } from "./validate.js";

/** Every figure of a model (PriceModel as JSON) with a rate table (RateTable as JSON). Throws for a role without a rate. */
export function calculate(model, rates) {
  return new Calculation(model, rates).result();
}

/** What the sensitivity analysis varies; the usual ranges when the model names none. */
export function ranges(model) {
  if (Object.keys(model.sensitivity).length) return model.sensitivity;
  const n = model.patients_per_year;
  return { patients_per_year: [Math.max(1, Math.floor(n / 2)), n * 2], times_after: [0.8, 1.2], minutes_after: [0.8, 1.2], rates: [0.9, 1.1] };
}

const sum = (values) => values.reduce((total, value) => total + value, 0);
// Rounding must not decide which end is the better one.
const TIE = 1e-6;
const spread = (swing) => Math.abs(swing.at_high.npv - swing.at_low.npv);

class Calculation {
  constructor(model, table) {
    this.model = model;
    this.roles = rolesOf(model, table);
    this.before = takeApart(model.before, model, this.roles);
    this.after = takeApart(model.after, model, this.roles);
    const cuts = stretches([...this.before.posts, ...this.after.posts]);
    this.pieces = cuts.map(([first, last]) => [first, last, this.posts(first)]);
    const { discount_rate: rate, horizon_years: years } = model;
    this.startUp = sum(model.start_up.map((item) => item.amount));
    this.investment = this.startUp + sum(model.reinvestment.map((r) => r.amount * this.repeats(r.every_years)));
    this.annuity = rate === 0 ? years : (1 - (1 + rate) ** -years) / rate;
    this.annualised = this.investment / this.annuity;
  }

  /** The present value of one krone in each of the years every, 2·every … before the horizon. */
  repeats(every) {
    let value = 0;
    for (let year = every; year < this.model.horizon_years; year += every) value += (1 + this.model.discount_rate) ** -year;
    return value;
  }

  result() {
    const n = this.model.patients_per_year;
    const base = { patients_per_year: n, times_after: 1, minutes_after: 1, rates: 1 };
    const sides = this.under(base);
    const [before, after, freed] = [sides.before(n), sides.after(n), sides.freed(n)];
    const outcome = this.outcome(base);
    const swings = Object.entries(ranges(this.model)).map(([parameter, [low, high]]) => {
      const [at_low, at_high] = [low, high].map((value) => this.outcome({ ...base, [parameter]: value }));
      return { parameter, low, high, at_low, at_high };
    });
    return {
      cost_before: before,
      cost_after: after,
      per_patient_before: before / n,
      per_patient_after: after / n,
      saving: outcome.saving,
      freed_labour: freed,
      withheld: this.withheld(freed),
      start_up: this.startUp,
      investment: this.investment,
      annualised: this.annualised,
      npv: outcome.npv,
      payback: outcome.saving > 0 ? (this.startUp ? this.startUp / outcome.saving : 0) : null,
      break_even: outcome.break_even,
      payers: this.payers(n, this.withheld(freed)),
      roles: this.roleHours(n),
      swings: [...swings].sort((a, b) => spread(b) - spread(a)),
      worst: this.outcome(this.extreme(base, swings, false)),
      best: this.outcome(this.extreme(base, swings, true)),
    };
  }

  /** A scenario as functions of the number of patients. What the number does not change is worked out once: the search
   *  for break-even asks tens of thousands of times. */
  under(scenario) {
    const { rates } = scenario;
    // Factors on times and minutes belong to the after side alone.
    const sides = [[this.before, { rates }], [this.after, scenario]];
    const [vBefore, vAfter] = sides.map(([side, factors]) => variable(side.total, factors));
    const [lBefore, lAfter] = sides.map(([side, factors]) => labour(side.total, factors));
    const [fBefore, fAfter] = sides.map(([side]) => side.total.fixed);
    const before = (n, posts = this.posts(n)) => n * vBefore + fBefore + rates * posts[0]; // C(N) = N·V + F(N)
    const after = (n, posts = this.posts(n)) => n * vAfter + fAfter + rates * posts[1];
    /** L(N): the value of freed working time, negative when more work is needed. */
    const freed = (n, posts = this.posts(n)) => n * lBefore + rates * posts[2] - (n * lAfter + rates * posts[3]);
    const saving = (n, posts = this.posts(n)) => before(n, posts) - after(n, posts) - this.withheld(freed(n, posts));
    return { before, after, freed, saving };
  }

  /** What the posts cost at n patients: before, after, and the paid working time of each. */
  posts(n) {
    const sides = [this.before.posts, this.after.posts];
    const total = (posts) => sum(posts.map((post) => postsFor(post, n) * post.cost));
    return [...sides.map(total), ...sides.map((posts) => total(posts.filter((post) => post.labour)))];
  }

  /** The part of freed working time that becomes neither capacity nor budget. */
  withheld(freed) {
    return (1 - this.model.realisable_share) * Math.max(0, freed);
  }

  outcome(scenario) {
    const { saving: savingAt, freed } = this.under(scenario);
    const saving = savingAt(scenario.patients_per_year);
    const gain = (patients, posts) => savingAt(patients, posts) - this.annualised;
    // Where freed working time changes sign within a stretch: there the withheld part begins or ends.
    const bend = (first, last, posts) => {
      if (this.model.realisable_share === 1 || first === last) return null;
      const [atFirst, atLast] = [freed(first, posts), freed(last, posts)];
      return atFirst > 0 === atLast > 0 ? null : first + ((last - first) * atFirst) / (atFirst - atLast);
    };
    return { npv: saving * this.annuity - this.investment, saving, break_even: find(this.pieces, gain, bend) };
  }

  /** Every parameter at the end that alone is better (or worse) for net present value. */
  extreme(base, swings, best) {
    const chosen = swings.map((s) => [s.parameter, s.at_high.npv >= s.at_low.npv - TIE === best ? s.high : s.low]);
    return { ...base, ...Object.fromEntries(chosen) };
  }

  /** Transfers count here and cancel in the sum. What is withheld follows each payer's own freed time. */
  payers(n, withheld) {
    const freed = PAYERS.map((p) => this.payerLabour(this.before, p, n) - this.payerLabour(this.after, p, n));
    const positive = sum(freed.map((value) => Math.max(0, value)));
    return PAYERS.map((payer, i) => {
      const before = this.payerCost(this.before, payer, n) + n * this.transfers(payer, "before");
      const after = this.payerCost(this.after, payer, n) + n * this.transfers(payer, "after");
      const part = positive ? Math.max(0, freed[i]) / positive : 0;
      const saving = before - after - withheld * part;
      const own = (item) => (sharesOf(item.payer)[payer] ?? 0) * item.amount;
      const start_up = sum(this.model.start_up.map(own));
      const again = sum(this.model.reinvestment.map((r) => own(r) * this.repeats(r.every_years)));
      return { payer, before, after, saving, start_up, npv: saving * this.annuity - start_up - again };
    });
  }

  payerCost(side, payer, n) {
    const parts = side.payers[payer];
    return n * variable(parts) + parts.fixed + sum(side.posts.map((post) => postCost(post, payer, n)));
  }

  payerLabour(side, payer, n) {
    return n * labour(side.payers[payer]) + sum(side.posts.filter((post) => post.labour).map((post) => postCost(post, payer, n)));
  }

  /** Kroner per patient and year that the payer pays to others, less what it receives. */
  transfers(payer, when) {
    const [paid, received] = ["from", "to"].map((end) => sum(this.model.transfers.filter((t) => t[end] === payer).map((t) => t[when])));
    return paid - received;
  }

  roleHours(n) {
    return roleNames(this.model).map((name) => {
      const { worked_hours, unpaid } = this.roles.get(name);
      const [before, after] = [this.before, this.after].map(
        (side) => n * (side.hours.get(name) ?? 0) + sum(side.posts.filter((p) => p.role === name).map((p) => postsFor(p, n) * p.hours)),
      );
      const years = unpaid ? [null, null] : [before / worked_hours, after / worked_hours];
      return { role: name, hours_before: before, hours_after: after, man_years_before: years[0], man_years_after: years[1] };
    });
  }
}

const postCost = (post, payer, n) => (post.shares[payer] ?? 0) * postsFor(post, n) * post.cost;
