// From a service-price model to everything it says: kroner, hours and years, unrounded. No page, no storage.
// The same as macros/prices/arithmetic/result.py, operation by operation; tests/browser/test_price_agreement.py compares them.
import { Gain, find, mixed, saving, withheld } from "./break-even.js";
import { critical, linearRoot } from "./critical.js";
import { candidates } from "./effects.js";
import { PAYERS, kroner, labour, postCost, postsFor, roleNames, rolesOf, sharesOf, takeApart, variable } from "./sides.js";
import { corners, ranges, turned, valueAt } from "./turned.js";
import { again, annuity, factor, phases, yearOf } from "./years.js";

export { LIMIT, breakEven } from "./break-even.js";
export { PAYERS, roleNames } from "./sides.js";
export { validate } from "./validate.js";

/** Every figure of a model (PriceModel as JSON) with a rate table (RateTable as JSON). Throws for a role without a rate. */
export function calculate(model, rates) {
  return new Calculation({ model, roles: rolesOf(model, rates) }).result();
}

/** What a year costs less because of one effect alone, kroner: the saving with it, less the saving without it. */
export function worth(model, rates, { path, unturned }) {
  const whole = new Calculation({ model, roles: rolesOf(model, rates) });
  const without = whole.turned(path, unturned);
  return whole.saving(whole.full) - without.saving(without.full);
}

const sum = (values) => values.reduce((total, value) => total + value, 0);
// Rounding must not decide which of two is the better one.
const TIE = 1e-6;
const spread = (swing) => Math.abs(swing.at_high.npv - swing.at_low.npv);

class Calculation {
  constructor(start) {
    const { model, roles } = start;
    Object.assign(this, { start, model, roles });
    this.before = takeApart(model.before, model, roles, model.after);
    this.after = takeApart(model.after, model, roles, model.before);
    this.phases = phases(model);
    this.full = { patients: 1, effect: 1 - model.drop_out, weight: 1 };
    this.lost = 1 - model.realisable_share;
    this.annuity = annuity(model);
    this.startUp = this.invested();
    this.investment = this.startUp + this.reinvested();
    this.annualised = this.investment / this.annuity;
    this.npv = this.npvOf(sum(this.phases.map((p) => p.weight * this.saving(p))), this.investment);
  }

  turned(path, value) {
    return new Calculation(turned(this.start, path, value));
  }

  invested(payer = "") {
    return sum(this.model.start_up.map((item) => part(item.payer, payer) * kroner(item)));
  }

  reinvested(payer = "") {
    return sum(this.model.reinvestment.map((row) => part(row.payer, payer) * this.again(row)));
  }

  /** The present value of every time an investment is made again. */
  again(row) {
    return kroner(row) * sum(again(this.model, row.every_years).map((year) => factor(this.model, year)));
  }

  npvOf(saved, invested) {
    return saved * this.annuity - invested;
  }

  result() {
    const n = this.model.patients_per_year;
    const [before, after] = [this.costBefore(this.full), this.costAfter(this.full)];
    const outcome = this.outcome();
    const [worst, best] = this.extremes();
    return {
      cost_before: before,
      cost_after: after,
      per_patient_before: before / n,
      per_patient_after: after / n,
      saving: outcome.saving,
      freed_labour: this.freed(this.full),
      withheld: this.withheld(this.full),
      start_up: this.startUp,
      investment: this.investment,
      annualised: this.annualised,
      npv: outcome.npv,
      payback: outcome.saving > 0 ? (this.startUp ? this.startUp / outcome.saving : 0) : null,
      break_even: outcome.break_even,
      payers: this.payers(),
      roles: this.roleHours(n),
      swings: this.swings().sort((a, b) => spread(b) - spread(a)),
      worst,
      best,
      effects: this.effects(),
      years: this.cashFlow(),
    };
  }

  patients(phase) {
    return phase.patients * this.model.patients_per_year;
  }

  /** C(N) = N·V + F(N), for one payer or for everybody. Transfers between payers are not in it. */
  costBefore(phase, payer = "") {
    const n = this.patients(phase);
    const parts = of(this.before, payer);
    return n * variable(parts) + parts.fixed + postCost(this.before, n, payer);
  }

  costAfter(phase, payer = "") {
    const n = this.patients(phase);
    const parts = of(this.after, payer);
    const met = mixed(variable(of(this.before, payer)), variable(parts), variable(freshOf(this.after, payer)), phase.effect);
    return n * met + parts.fixed + postCost(this.after, n, payer);
  }

  /** L(N): the value of freed working time, negative when more work is needed. */
  freed(phase, payer = "") {
    const n = this.patients(phase);
    const was = labour(of(this.before, payer));
    const now = mixed(was, labour(of(this.after, payer)), labour(freshOf(this.after, payer)), phase.effect);
    return n * (was - now) + (postCost(this.before, n, payer, true) - postCost(this.after, n, payer, true));
  }

  withheld(phase) {
    return withheld(this.freed(phase), this.lost);
  }

  saving(phase) {
    return saving(this.costBefore(phase) - this.costAfter(phase), this.withheld(phase));
  }

  outcome() {
    return { npv: this.npv, saving: this.saving(this.full), break_even: find(this.gain()) };
  }

  gain() {
    return new Gain(this.before, this.after, this.phases, this.before.total.fixed - this.after.total.fixed - this.annualised, this.lost);
  }

  /** Each number that has a range, alone at its two ends. */
  swings() {
    return ranges(this.model).map(([path, [low, high]]) => {
      const [at_low, at_high] = [low, high].map((value) => this.turned(path, value).outcome());
      return { path, low, base: valueAt(this.model, path), high, at_low, at_high, critical: this.critical(path) };
    });
  }

  critical(path) {
    const known = path[0] === "patients_per_year" ? find(this.gain()) : null;
    return critical(path, valueAt(this.model, path), (x) => this.turned(path, x).npv, (x) => this.turned(path, x).freedByPhase(), known);
  }

  freedByPhase() {
    return this.phases.map((phase) => this.freed(phase));
  }

  /** The worst and the best of all combinations of the ends; the first of those that are equally good. */
  extremes() {
    let [worst, best] = [null, null];
    corners(this.start, ranges(this.model), (values, start) => {
      const here = new Calculation(start);
      if (!worst || here.npv < worst[1].npv - TIE) worst = [values, here];
      if (!best || here.npv > best[1].npv + TIE) best = [values, here];
    });
    return [worst, best].map(([values, here]) => ({ values, outcome: here.outcome() }));
  }

  /** Every effect that carries a gain, those that are uncertain (a range) and can decide first. */
  effects() {
    const uncertain = new Set(ranges(this.model).map(([path]) => path.join()));
    const found = candidates(this.model).flatMap((c) => {
      const without = this.turned(c.path, c.unturned).npv;
      if (this.npv - without <= TIE) return [];
      const at = linearRoot(valueAt(this.model, c.path), (x) => this.turned(c.path, x).npv, (x) => this.turned(c.path, x).freedByPhase());
      return [{ ...c, without, needed: at === null || c.path[0] === "before" ? at : c.before - at }];
    });
    const sure = (effect) => (uncertain.has(effect.path.join()) ? 0 : 2) + (effect.needed === null ? 1 : 0);
    return found.sort((a, b) => sure(a) - sure(b) || a.without - b.without);
  }

  /** The start (year 0), and each year of the horizon. */
  cashFlow() {
    const m = this.model;
    let total = 0;
    return Array.from({ length: m.horizon_years + 1 }, (_, year) => {
      const [patients, effect] = year ? yearOf(m, year) : [0, 0];
      const prices = factor(m, year) * (1 + m.discount_rate) ** year;
      const saved = year ? prices * this.saving({ patients, effect, weight: 1 }) : 0;
      const bought = sum(m.reinvestment.filter((r) => year && again(m, r.every_years).includes(year)).map(kroner));
      const investment = year ? prices * bought : this.startUp;
      const present = (saved - investment) / (1 + m.discount_rate) ** year;
      total += present;
      return { year, patients, effect, saving: saved, investment, net: saved - investment, present, total };
    });
  }

  /** Transfers count here and cancel in the sum. What is withheld follows each payer's own freed time. */
  payers() {
    return PAYERS.map((payer) => {
      const [before, after] = this.payerCosts(payer, this.full);
      const start_up = this.invested(payer);
      const yearly = sum(this.phases.map((p) => p.weight * this.payerSaving(payer, p)));
      return { payer, before, after, saving: this.payerSaving(payer, this.full), start_up, npv: this.npvOf(yearly, start_up + this.reinvested(payer)) };
    });
  }

  payerCosts(payer, phase) {
    const n = this.patients(phase);
    const [was, now] = ["before", "after"].map((when) => this.transfers(payer, when));
    return [this.costBefore(phase, payer) + n * was, this.costAfter(phase, payer) + n * mixed(was, now, 0, phase.effect)];
  }

  payerSaving(payer, phase) {
    const [before, after] = this.payerCosts(payer, phase);
    const positive = sum(PAYERS.map((p) => Math.max(0, this.freed(phase, p))));
    const share = positive ? Math.max(0, this.freed(phase, payer)) / positive : 0;
    return saving(before - after, this.withheld(phase) * share);
  }

  /** Kroner per patient and year that the payer pays to others, less what it receives. */
  transfers(payer, when) {
    const [paid, received] = ["from", "to"].map((end) => sum(this.model.transfers.filter((t) => t[end] === payer).map((t) => t[when])));
    return paid - received;
  }

  roleHours(n) {
    return roleNames(this.model).map((name) => {
      const { worked_hours, unpaid } = this.roles.get(name);
      const [was, now, fresh] = [this.before.hours, this.after.hours, this.after.freshHours].map((hours) => hours.get(name) ?? 0);
      const posts = [this.before, this.after].map((side) => sum(side.posts.filter((p) => p.role === name).map((p) => postsFor(p, n) * p.hours)));
      const [before, after] = [n * was + posts[0], n * mixed(was, now, fresh, this.full.effect) + posts[1]];
      const years = unpaid ? [null, null] : [before / worked_hours, after / worked_hours];
      return { role: name, hours_before: before, hours_after: after, man_years_before: years[0], man_years_after: years[1] };
    });
  }
}

const of = (side, payer) => (payer ? side.payers[payer] : side.total);
const freshOf = (side, payer) => (payer ? side.freshPayers[payer] : side.fresh);
const part = (who, payer) => (payer ? (sharesOf(who)[payer] ?? 0) : 1);
