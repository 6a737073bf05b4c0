// For which numbers of patients the model pays: the same as macros/prices/arithmetic/break_even.py.
import { labour, postsFor, variable } from "./sides.js";

export const LIMIT = 100_000;
const TOLERANCE = -1e-9;
const SLACK = 1e-6; // a span is settled by its bounds only when they are this far from nothing

/** The part of freed working time (in kroner) that becomes neither capacity nor budget. */
export const withheld = (freed, lost) => lost * Math.max(0, freed);

/** S: what the costs fall by in a year, without what is withheld. */
export const saving = (change, kept) => change - kept;

/** What is met after the change when only a share of the effect is there: the fresh in full, the rest on its way. */
export const mixed = (before, after, fresh, effect) => after + (1 - effect) * (before - (after - fresh));

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** What an average year gives beyond its share of the investment, as a function of the number of patients. */
export class Gain {
  constructor(before, after, phases, fixed, lost) {
    Object.assign(this, { fixed, lost });
    const difference = (value, effect) => value(before.total) - mixed(value(before.total), value(after.total), value(after.fresh), effect);
    this.years = phases.map(({ patients, weight, effect }) => [patients, weight, difference(variable, effect), difference(labour, effect)]);
    this.posts = [[before, 1], [after, -1]].flatMap(([side, sign]) => side.posts.filter((p) => p.cost).map((p) => [p, sign * p.cost, p.labour]));
    const steps = this.posts.map(([p, cost, paid]) => [p.post_step * cost, paid]);
    const reach = (some) => [Math.min, Math.max].map((end) => sum(some.map(([c]) => end(0, c))));
    this.steps = reach(steps);
    this.paidSteps = reach(steps.filter(([, paid]) => paid));
    const slopes = this.posts.map(([p, cost, paid]) => [cost / p.patients_per_post, paid]);
    this.slope = sum(slopes.map(([c]) => c));
    this.labourSlope = sum(slopes.filter(([, paid]) => paid).map(([c]) => c));
  }

  /** Kroner a year with so many patients. */
  at(n) {
    let total = this.fixed;
    for (const [patients, weight, change, work] of this.years) {
      const m = patients * n;
      const [posts, paid] = this.postsAt(m);
      total += weight * saving(m * change + posts, withheld(m * work + paid, this.lost));
    }
    return total;
  }

  /** What the posts cost, before less after, for m patients: in all, and the paid ones. */
  postsAt(m) {
    let [total, paid] = [0, 0];
    for (const [post, cost, isPaid] of this.posts) {
      const here = postsFor(post, m) * cost;
      total += here;
      if (isPaid) paid += here;
    }
    return [total, paid];
  }

  /** Without the steps of the posts: [gain, gain with nothing withheld, what is freed in each phase]. */
  smooth(n) {
    let [total, free] = [this.fixed, this.fixed];
    const freed = this.years.map(([patients, weight, change, work]) => {
      const m = patients * n;
      const time = m * (work + this.labourSlope);
      const value = m * (change + this.slope);
      free += weight * value;
      total += weight * saving(value, withheld(time, this.lost));
      return time;
    });
    return [total, free, freed];
  }

  /** Between which amounts the gain lies in a span. Without the steps it is concave. */
  between(first, last) {
    const [[atFirst, freeFirst, freed], [atLast, freeLast, freedLast]] = [this.smooth(first), this.smooth(last)];
    const ends = freed.map((time, i) => [Math.min(time, freedLast[i]), Math.max(time, freedLast[i])]);
    const { steps: [down, up], paidSteps, lost } = this;
    const least = Math.min(atFirst, atLast);
    const settled = ends.every(([low]) => low > 0) || ends.every(([, high]) => high <= 0);
    const most = settled ? Math.max(atFirst, atLast) : Math.max(freeFirst, freeLast);
    if (ends.every(([low]) => low + paidSteps[0] > 0)) return [least + down - lost * paidSteps[0], most + up - lost * paidSteps[1]];
    if (ends.every(([, high]) => high + paidSteps[1] <= 0)) return [least + down, most + up];
    return [least + down - lost * paidSteps[1], most + up - lost * paidSteps[0]];
  }

  /** The last numbers before freed time changes sign in a span that needs the same posts. */
  bends(first, last) {
    const found = new Set();
    for (const [patients, , , work] of this.lost ? this.years : []) {
      if (!(patients * work)) continue;
      const at = Math.floor(-this.postsAt(patients * first)[1] / (patients * work));
      if (first <= at && at < last) found.add(at);
    }
    return [...found].sort((a, b) => a - b);
  }

  samePosts(first, last) {
    return this.years.every(([patients]) => this.posts.every(([post]) => postsFor(post, patients * first) === postsFor(post, patients * last)));
  }
}

/** The intervals where the gain is not negative. */
export function find(gain) {
  const paying = [];
  settle(gain, 1, LIMIT, (first, last) => {
    const previous = paying.at(-1);
    if (previous && previous[1] + 1 === first) previous[1] = last;
    else paying.push([first, last]);
  });
  return { intervals: paying };
}

/** Tells the paying pieces of a span from left to right. */
function settle(gain, first, last, pays) {
  const isPaying = (patients) => gain.at(patients) >= TOLERANCE;
  if (first === last) return isPaying(first) && pays(first, last);
  const [least, most] = gain.between(first, last);
  if (least > SLACK || (least > -SLACK && most < SLACK)) return pays(first, last);
  if (most < -SLACK) return;
  if (!gain.samePosts(first, last)) {
    const middle = Math.floor((first + last) / 2);
    settle(gain, first, middle, pays);
    return settle(gain, middle + 1, last, pays);
  }
  const starts = [first, ...gain.bends(first, last).map((bend) => bend + 1)];
  starts.forEach((start, i) => {
    const found = linear(start, (starts[i + 1] ?? last + 1) - 1, isPaying);
    if (found) pays(...found);
  });
}

/** Where a straight line from first to last is not negative. */
function linear(first, last, pays) {
  const [atFirst, atLast] = [pays(first), pays(last)];
  if (atFirst && atLast) return [first, last];
  if (!atFirst && !atLast) return null;
  let [low, high] = [first, last];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (pays(middle) === atFirst) low = middle;
    else high = middle;
  }
  return atFirst ? [first, low] : [high, last];
}

/** The number of patients from which the model pays for good, or null. */
export function breakEven({ intervals }) {
  const last = intervals.at(-1);
  return last && last[1] === LIMIT ? last[0] : null;
}
