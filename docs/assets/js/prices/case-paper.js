// «Lag saksframlegg»: the calculator's answer as a Word document with the headings of a case, for somebody to write on in.
import { calculate } from "./arithmetic.js";
import { tell } from "./blocks.js";
import { finished, heading, paragraph, table } from "./docx.js";

/** The document as bytes. What people must write themselves stands in brackets; no word of theirs is made up. */
export function casePaper(model, rates, t) {
  const { about, parts } = tell(model, calculate(model, rates), rates, t);
  const part = (name) => parts.find((one) => one.name === name);
  const words = (key) => [heading(t(`price.case.${key}`), 1), paragraph(t(`price.case.${key}.write`))];
  const filled = (name) => (part(name) ? [heading(part(name).title, 2), ...part(name).blocks.map(block)] : []);
  const body = [
    heading(t("price.case.title", { title: model.title }), 0), ...about.map(block), ...words("about"), ...words("background"),
    heading(t("price.case.economy"), 1), ...["answer", "hours", "money", "payers", "sensitivity", "yearly", "basis"].flatMap((name) => filled(name)),
    heading(part("unpriced").title, 1), ...part("unpriced").blocks.map(block), ...words("recommendation"),
    heading(part("left_out").title, 1), ...part("left_out").blocks.map(block),
  ];
  return finished(t("price.case.title", { title: model.title }), body.join(""));
}

/** A block of the page in the document; drawings are left out, their figures stand in the tables. */
function block(b) {
  if (b.kind === "text") return paragraph(b.text, "", b.strong);
  if (b.kind === "figures") return b.items.map((f) => paragraph(`${f.text}. ${f.note}`, "", `${f.label}:`)).join("");
  if (b.kind !== "table") return "";
  const said = (c) => (c.small ? `${c.text} (${c.small})` : c.text);
  return table(b.caption, b.head, b.rows.map((row) => row.map(said)));
}
