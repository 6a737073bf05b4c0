// Numbers and phrases of a price model, in words: the same as macros/prices/words.py.
import { LIMIT } from "./break-even.js";
import { FACTORS } from "./turned.js";

const MONEY = ["amount", "unit_price", "material"];
const SHARES = [...FACTORS, "realisable_share", "discount_rate"];
const SPANS = 4; // more intervals than this are counted and not listed

/** Half away from zero, as people round; noise past the sixth decimal does not count. */
export function rounded(value, decimals = 0) {
  const [whole, fraction] = Math.abs(value).toFixed(6).split(".");
  const kept = BigInt(whole + fraction.slice(0, decimals)) + (fraction[decimals] >= "5" ? 1n : 0n);
  const size = Number(kept) / 10 ** decimals;
  return size === 0 ? 0 : Math.sign(value) * size;
}

/** -533333.5 -> «−533 334». */
export function shown(value, decimals = 0) {
  const number = rounded(value, decimals);
  const [whole, fraction] = Math.abs(number).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return (number < 0 ? "−" : "") + grouped + (fraction ? "," + fraction : "");
}

/** A number with the decimals it needs, at most two. */
export const trimmed = (value) => (rounded(value) === rounded(value, 2) ? shown(value) : shown(value, 2).replace(/,?0+$/, ""));

/** t(key, values, count): the interface words. */
export function translator(entries) {
  return (key, values = {}, count = null) => {
    const entry = entries[key];
    if (!entry) throw new Error(`Ukjent ord: ${key}`);
    const text = entry.text ?? (count === 1 ? entry.one : entry.other);
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name === "count" && !("count" in values) ? count : (values[name] ?? whole)));
  };
}

export class Words {
  constructor(t) {
    this.t = t;
  }

  kr(value) {
    return this.t("price.kr", { amount: shown(value) });
  }

  /** A difference with its sign, so that it never depends on colour. */
  change(value) {
    return (rounded(value) > 0 ? "+" : "") + this.kr(value);
  }

  /** «sparer 12 000 kr», «betaler 9 000 kr mer», «uendret». */
  saving(value) {
    const whole = rounded(value);
    if (!whole) return this.t("price.payers.same");
    return this.t(whole > 0 ? "price.payers.saves" : "price.payers.pays", { amount: this.kr(Math.abs(value)) });
  }

  years(value) {
    return this.t("price.years", { shown: shown(value) }, value);
  }

  patients(value) {
    return this.t("price.patients", { shown: shown(value) }, value);
  }

  payback(value) {
    if (value === null) return this.t("price.payback.never");
    return value === 0 ? this.t("price.payback.at_once") : this.t("price.payback.years", { years: shown(value, 1) });
  }

  /** For which numbers of patients it pays: «varig fra 53 pasienter», «aldri» … */
  breakEven({ intervals }) {
    if (!intervals.length) return this.t("price.break_even.never");
    const [first, last] = intervals.at(-1);
    const lasting = last === LIMIT;
    if (lasting && first === 1) return this.t("price.break_even.always");
    const spans = this.spans(lasting ? intervals.slice(0, -1) : intervals);
    if (lasting) return this.t(spans ? "price.break_even.and_from" : "price.break_even.from", { spans, n: shown(first) });
    if (intervals.length === 1 && first === 1) return this.t("price.break_even.until", { spans: shown(last) });
    return this.t("price.break_even.spans", { spans });
  }

  spans(intervals) {
    const texts = intervals.map(([a, b]) => (a === b ? shown(a) : `${shown(a)}–${shown(b)}`));
    if (texts.length <= SPANS) return this.join(texts);
    return this.t("price.break_even.more", { spans: texts.slice(0, SPANS).join(", "), count: texts.length - SPANS });
  }

  /** «a, b og c». */
  join(words) {
    return words.length ? [...words.slice(0, -2), words.slice(-2).join(this.t("price.and"))].join(", ") : "";
  }

  /** The value of a number that is turned, in its own unit. */
  parameter(path, value, unit = "") {
    const name = path.at(-1);
    if (name === "quantity") return this.t("price.quantity.quantity", { value: trimmed(value), unit }).trim();
    if (MONEY.includes(name)) return rounded(value) === rounded(value, 2) ? this.kr(value) : this.t("price.kr", { amount: shown(value, 2) });
    if (SHARES.includes(name)) return this.t("price.percent", { value: trimmed(value * 100) });
    if (name === "horizon_years") return this.years(value);
    return this.t(`price.quantity.${name}`, { value: trimmed(value) });
  }

  /** Where net present value is nothing, or for whole numbers where the model pays. */
  critical(path, { value, intervals, limit }, unit = "") {
    if (intervals === null) return value === null ? this.t("price.critical.none") : this.parameter(path, value, unit);
    if (path[0] === "patients_per_year") return this.breakEven({ intervals });
    if (!intervals.length) return this.t("price.break_even.never");
    if (intervals[0][0] === 1 && intervals[0][1] === limit) return this.t("price.critical.always");
    return this.join(intervals.map(([first, last]) => {
      if (last === limit) return this.t("price.critical.from", { n: shown(first) });
      if (first === 1) return this.t("price.critical.until", { n: shown(last) });
      return first === last ? shown(first) : `${shown(first)}–${shown(last)}`;
    }));
  }
}
