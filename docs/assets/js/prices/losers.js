// «Hvem taper?»: one page on paper for each payer. Fetched when somebody asks for it.
import { calculate, roleNames } from "./arithmetic.js";
import { names, touched, warning } from "./blocks.js";
import { draw, el, text } from "./section.js";
import { findRole, postsFor, rolesOf, sharesOf } from "./sides.js";
import { Words, rounded, shown } from "./words.js";

const cell = (text) => ({ text, small: "", figure: "", value: "" });

/** One page for each payer that meets a figure: what it pays, gets and gives, and who gains instead. */
export function losers(model, rates, t) {
  const result = calculate(model, rates);
  const w = new Words(t);
  return touched(result).map((payer) => page(payer, model, rates, result, w, t));
}

function page(p, model, rates, result, w, t) {
  const name = t(`price.payer.${p.payer}`);
  const n = model.patients_per_year;
  const sum = (end, when) => n * model.transfers.filter((row) => row[end] === p.payer).reduce((total, row) => total + row[when], 0);
  const row = (key, before, after) => [cell(t(`price.loser.${key}`)), cell(w.kr(before)), cell(w.kr(after)), cell(w.change(after - before))];
  const [out, got] = ["from", "to"].map((end) => ["before", "after"].map((when) => sum(end, when)));
  const own = [p.before - out[0] + got[0], p.after - out[1] + got[1]];
  const rows = [row("own", ...own)];
  if (out.some(Boolean)) rows.push(row("out", ...out));
  if (got.some(Boolean)) rows.push(row("in", -got[0], -got[1]));
  rows.push(row("sum", p.before, p.after));
  const head = ["", t("price.before"), t("price.after"), t("price.change")];
  const saving = rounded(p.saving);
  const withheld = p.before - p.after - p.saving;
  const others = touched(result).filter((other) => other !== p && rounded(other.saving));
  return el("article", { class: "im-loser" },
    el("p", { class: "im-eyebrow" }, t("price.loser.about", { payer: names([p], w, t), title: model.title })),
    el("h2", {}, t("price.loser.title", { payer: name, saving: w.saving(p.saving) })),
    el("p", { class: "im-lead" }, t(`price.loser.${saving < 0 ? "lose" : saving > 0 ? "win" : "same"}`)),
    model.example ? text({ text: t("price.example"), style: "notice" }) : null,
    draw({ kind: "table", caption: t("price.loser.caption", { payer: name }), head, rows, words: 1, sums: 1 }, "", t),
    el("p", {}, t("price.loser.start_up", { amount: w.kr(p.start_up), years: w.years(model.horizon_years), npv: w.kr(p.npv) }), rounded(withheld) ? " " + t("price.loser.withheld", { amount: w.kr(withheld) }) : ""),
    hours(p.payer, model, rates, head, t),
    el("h3", {}, t("price.loser.others")),
    el("ul", {}, others.map((other) => el("li", {}, t("price.loser.other", { payer: t(`price.payer.${other.payer}`), saving: w.saving(other.saving) }))), el("li", {}, t("price.loser.all", { saving: w.saving(result.saving) }))),
    text(warning(model, result, w, t)),
    text({ text: t("price.left_out.text"), style: "quiet" }));
}

/** Hours of the roles the payer pays for, before and after; nothing when it pays for none. */
function hours(payer, model, rates, head, t) {
  const roles = rolesOf(model, rates);
  const n = model.patients_per_year;
  const share = (row) => sharesOf(row.payer)[payer] ?? 0;
  const total = (side, name) =>
    side.steps.filter((s) => s.role === name).reduce((sum, s) => sum + (share(s) * n * s.times * (s.minutes + s.travel_minutes)) / 60, 0) +
    side.staffing.filter((s) => s.role === name).reduce((sum, s) => sum + share(s) * postsFor(s, n) * roles.get(name).worked_hours, 0);
  const rows = roleNames(model).flatMap((name) => {
    const [before, after] = [total(model.before, name), total(model.after, name)];
    if (!before && !after) return [];
    const change = (rounded(after - before) > 0 ? "+" : "") + shown(after - before);
    return [[cell(findRole(rates, name)?.label.nb ?? name), cell(shown(before)), cell(shown(after)), cell(change)]];
  });
  return rows.length ? draw({ kind: "table", caption: t("price.loser.hours"), head, rows, words: 1, sums: 0 }, "", t) : "";
}
