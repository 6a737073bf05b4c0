// What only goes on paper: the figures a model builds on. One page for each payer is losers.js.
import { LISTS, SIDES, SIDE_LISTS, TOP_LISTS, VALUES, get } from "./fields.js";
import { format } from "./numbers.js";
import { draw, el } from "./section.js";
import { findRole, rolesOf, sharesOf } from "./sides.js";

const cell = (text) => ({ text, small: "", figure: "", value: "" });

/** Every figure that was put in, as tables. */
export function inputs(model, rates, t) {
  const word = (field, value) => {
    if (value === null || value === undefined) return "";
    if (field.kind === "payer") return Object.entries(sharesOf(value)).map(([name, share]) => t(`price.payer.${name}`) + (share === 1 ? "" : ` ${format(share, { percent: true })} %`)).join(", ");
    if (field.kind === "role" || field.name === "recipient") return findRole(rates, value)?.label.nb ?? value;
    if (field.kind === "choice") return t(`price.${field.options.includes("kommune") ? "payer" : field.name}.${{ liten: "lite", stor: "stort" }[field.name === "extent" ? value : ""] ?? value}`);
    return format(value, { percent: field.kind === "share", year: field.name === "price_year" });
  };
  const table = (caption, head, rows, words = 1) => draw({ kind: "table", caption, head, rows, words, sums: 0 }, "", t);
  const values = VALUES.slice(1).map((field) => [cell(t(`price.field.${field.name}`)), cell(word(field, model[field.name]))]);
  const roles = rolesOf(model, rates);
  const tables = [table(t("price.form.more"), ["", ""], values)];
  if (roles.size) tables.push(table(t("price.form.rates"), [t("price.field.role"), t("price.form.rates.new_rate")], [...roles].map(([name, role]) => [cell(word({ kind: "role" }, name)), cell(format(role.rate))])));
  const lists = [...SIDES.flatMap((side) => SIDE_LISTS.map((name) => [[side, name], `${t(`price.form.${side}`)}. `])), ...TOP_LISTS.filter((name) => name !== "basis").map((name) => [[name], ""])];
  for (const [path, before] of lists) {
    const [fields, rows] = [LISTS[path.at(-1)], get(model, path)];
    const firstNumber = fields.findIndex((field) => ["amount", "whole"].includes(field.kind));
    if (rows.length) tables.push(table(before + t(`price.list.${path.at(-1)}`), fields.map((f) => t(`price.field.${f.name}`)), rows.map((row) => fields.map((f) => cell(word(f, row[f.name])))), firstNumber < 0 ? fields.length : firstNumber));
  }
  return el("section", {}, el("h3", {}, t("price.results.inputs")), tables);
}
