// What is said of how sure the answer is: the same as macros/prices/analysis.py, block for block.
import { rounded, trimmed } from "./words.js";
import { cell, figure, table, text } from "./shapes.js";

export class Analysis {
  constructor(model, result, role, w, t) {
    Object.assign(this, { model, result, role, w, t });
  }

  /** The base, what decides, and one alternative. */
  answer(hours) {
    const { t, w, result: r } = this;
    const sign = rounded(r.npv) > 0 ? "plus" : rounded(r.npv) < 0 ? "minus" : "zero";
    const base = t(`price.npv.${sign}`, { years: w.years(this.model.horizon_years) });
    const items = [figure(t("price.answer.base"), w.kr(r.npv), `${base} ${hours}`.trim())];
    if (r.effects.length) items.push(this.decides(r.effects[0]), this.without(r.effects[0]));
    else items.push(figure(t("price.answer.worst"), w.kr(r.worst.outcome.npv), t("price.answer.worst.note")));
    return [{ kind: "figures", items }];
  }

  decides(e) {
    const planned = this.t("price.answer.planned", this.fall(e));
    if (e.needed === null) return figure(this.t("price.answer.decides"), this.t("price.critical.none"), `${this.t("price.answer.no_critical", { name: e.name })} ${planned}`);
    const needed = this.w.parameter(e.path, e.needed, e.unit);
    return figure(this.t("price.answer.decides"), needed, `${this.t("price.answer.critical", { name: e.name, needed })} ${planned}`);
  }

  without(e) {
    return figure(this.t("price.answer.alternative"), this.w.kr(e.without), this.t("price.answer.without", { name: e.name }));
  }

  fall(e) {
    const [before, after, fall] = [e.before, e.after, e.before - e.after].map((x) => this.w.parameter(e.path, x, e.unit));
    return { before, after, fall };
  }

  /** Effects with their critical values, a drawing, and every number at its two ends. */
  sensitivity() {
    const { t, w, result: r } = this;
    const said = (s, value) => w.parameter(s.path, value, this.unit(s.path));
    const heads = (family, ...keys) => keys.map((key) => t(`price.${family}.${key}`));
    const blocks = [];
    if (r.effects.length) blocks.push(table(t("price.effects"), heads("effects", "effect", "model", "needed", "without"), r.effects.map((e) => this.effect(e))));
    if (r.swings.length) {
      const rows = r.swings.map((s) => [cell(this.name(s.path)), cell(said(s, s.base)), cell(w.critical(s.path, s.critical, this.unit(s.path)))]);
      blocks.push(this.chart(), table(t("price.critical"), heads("critical", "number", "model", "at"), rows));
    }
    const ends = r.swings.flatMap((s) => [[s, s.low, s.at_low], [s, s.high, s.at_high]]);
    const cases = ends.map(([s, value, outcome]) => [t("price.sensitivity.case", { name: this.name(s.path), value: said(s, value) }), outcome]);
    const count = String(2 ** r.swings.length);
    if (r.swings.length) for (const key of ["worst", "best"]) cases.push([t(`price.sensitivity.${key}`, { count }), r[key].outcome]);
    const rows = cases.map(([label, o]) => [cell(label), cell(w.kr(o.npv)), cell(w.saving(o.saving)), cell(w.breakEven(o.break_even))]);
    const head = ["sensitivity.parameter", "sensitivity.npv", "sensitivity.saving", "break_even"].map((key) => t(`price.${key}`));
    return [...blocks, table(t("price.sensitivity.caption"), head, rows, { sums: 2 }), text(t("price.sensitivity.combined"), "quiet")];
  }

  effect(e) {
    const needed = e.needed === null ? this.t("price.critical.none") : this.w.parameter(e.path, e.needed, e.unit);
    return [cell(this.name(e.path)), cell(this.t("price.effects.fall", this.fall(e))), cell(needed), cell(this.w.kr(e.without))];
  }

  /** What a number of the model is called, with the line it stands on. */
  name(path) {
    const { t } = this;
    if (path.length === 1) return t(`price.parameter.${path[0]}`);
    const line = this.line(path);
    return t("price.range.line", { place: t(`price.range.${path[0]}`), name: line.step ?? line.item ?? this.role(line.role), field: t(`price.range.${path.at(-1)}`) });
  }

  line(path) {
    return path.slice(0, -1).reduce((found, key) => found[key], this.model);
  }

  unit(path) {
    return path.length > 1 ? (this.line(path).unit ?? "") : "";
  }

  chart() {
    const { t, w, result: r } = this;
    const place = scale([0, r.npv, ...r.swings.flatMap((s) => [s.at_low.npv, s.at_high.npv])]);
    const end = (s, value, npv) => t("price.sensitivity.end", { value: w.parameter(s.path, value, this.unit(s.path)), amount: w.kr(npv) });
    // The worse end is told on the left, where its bar is.
    const bars = r.swings.map((s) => {
      const [worse, better] = [[s.low, s.at_low.npv], [s.high, s.at_high.npv]].sort((a, b) => a[1] - b[1]);
      return { label: this.name(s.path), ends: [end(s, ...worse), end(s, ...better)], worse: place(worse[1]), better: place(better[1]) };
    });
    const [low, high] = [r.swings[0].at_low.npv, r.swings[0].at_high.npv].sort((a, b) => a - b);
    const [first] = bars;
    return {
      kind: "chart",
      title: t("price.sensitivity.chart"),
      description: t("price.sensitivity.describe", { name: first.label[0].toLowerCase() + first.label.slice(1), low: w.kr(low), high: w.kr(high) }),
      base: place(r.npv),
      zero: place(0),
      notes: [t("price.sensitivity.base", { amount: w.kr(r.npv) }), t("price.sensitivity.zero")],
      bars,
    };
  }

  /** The cash flow: what has been gained so far, as columns and as a table. */
  years() {
    const { t, w, result: { years } } = this;
    const place = scale([0, ...years.map((y) => y.total)]);
    const columns = years.map((y) => {
      const [low, high] = [place(0), place(y.total)].sort((a, b) => a - b);
      return { label: String(y.year), low, high, less: rounded(y.total) < 0 };
    });
    const turns = years.find((y) => rounded(y.total) >= 0);
    const said = turns ? t("price.yearly.turns", { year: turns.year }) : t("price.yearly.never");
    const share = (value) => t("price.percent", { value: trimmed(value * 100) });
    const rows = years.map((y) => [cell(String(y.year)), cell(share(y.patients)), cell(share(y.effect)), ...[y.saving, y.investment, y.net, y.total].map((value) => cell(w.kr(value)))]);
    const head = ["year", "patients", "effect", "saving", "investment", "net", "total"].map((key) => t(`price.yearly.${key}`));
    const description = t("price.yearly.describe", { last: w.kr(years.at(-1).total), said });
    return [text(said), { kind: "columns", title: t("price.yearly.chart"), description, zero: place(0), columns }, table(t("price.yearly.caption"), head, rows)];
  }
}

/** Where a value stands from 0 to 100, between the least and the most of the values. */
function scale(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return (value) => (most > least ? ((value - least) / (most - least)) * 100 : 50);
}
