// The comparison as a table: a column for each project, a row for each question, and nothing side by side that is not alike.
import { siteUrl } from "../base.js";

// Said in so many words, because on a narrow screen the rows are laid out as boxes, which hides from some browsers what they are.
const ROLES = { rowgroup: "thead, tbody", row: "tr", columnheader: "th[scope=col]", rowheader: "th[scope=row]", cell: "td" };

/**
 * `plan`: {summary: label, rows: [[name, label]], figures: {name: anchor}} as macros/compare/page.py tells it. `columns`: the records.
 * Returns {table, silent}: `silent` are the labels of what none of them tells anything of.
 */
export function comparison(plan, columns, say) {
  const table = Object.assign(document.createElement("table"), { className: "im-compared" });
  const head = table.createTHead().insertRow();
  head.append(document.createElement("td"), ...columns.map((record) => headOf(record)));
  const body = table.createTBody();
  const silent = [];
  const rowOf = (heading, cells, status) => {
    const row = body.insertRow();
    row.append(Object.assign(document.createElement("th"), { scope: "row", textContent: heading }));
    cells.forEach((texts, i) => cellOf(row.insertCell(), texts, columns[i], status && columns[i].status, say));
    return row;
  };
  const about = rowOf(plan.summary, columns.map(({ summary }) => (summary ? [summary] : [])));
  columns.forEach(({ language }, i) => language && (about.cells[i + 1].lang = language));
  plan.rows.forEach(([name, label], place) => {
    const rows = name in plan.figures ? figureRows(name, label, plan.figures[name], columns, say) : [[label, columns.map((record) => record.rows[place])]];
    if (rows.every(([, cells]) => cells.every((texts) => !texts.length))) return void silent.push(label);
    for (const [heading, cells] of rows) rowOf(heading, cells, name === "outcome");
  });
  for (const [role, parts] of Object.entries(ROLES)) for (const part of table.querySelectorAll(parts)) part.setAttribute("role", role);
  table.setAttribute("role", "table");
  return { table, silent };
}

/** Nothing but the name: it stays in view while the rows are read, and must leave room for them. */
function headOf({ slug, title, language }) {
  const head = Object.assign(document.createElement("th"), { scope: "col" });
  if (language) head.lang = language;
  head.append(Object.assign(document.createElement("a"), { href: siteUrl(`/prosjekter/${slug}/`), textContent: title }));
  return head;
}

/**
 * A row for each kind of figure that two or more of the projects have (the same key); who has only others may not be
 * compared. One project alone is shown as it is.
 */
function figureRows(name, label, anchor, columns, say) {
  const figures = columns.map((record) => record.figures[name] ?? []);
  if (columns.length === 1) return [[label, [figures[0].map(([, what, text]) => `${text} (${what})`)]]];
  const keys = new Map(figures.flat().filter(([key]) => key).map(([key, what]) => [key, what]));
  const shared = [...keys].filter(([key]) => figures.filter((mine) => mine.some((figure) => figure[0] === key)).length > 1);
  const other = (i) => [{ text: say("incomparable"), url: `${siteUrl(`/prosjekter/${columns[i].slug}/`)}#${anchor}`, link: say("incomparable.link") }];
  const cells = (key) => figures.map((mine, i) => (mine.some((figure) => figure[0] === key) ? mine.filter((figure) => figure[0] === key).map(([, , text]) => text) : mine.length ? other(i) : []));
  return shared.length ? shared.map(([key, what]) => [`${label}: ${what}`, cells(key)]) : [[label, cells(null)]];
}

/** `data-project` is the name that stands over the cell where columns would be too narrow (compare.css). */
function cellOf(cell, texts, { title }, status, say) {
  cell.dataset.project = title;
  if (!texts.length) {
    cell.className = "im-compare__unsaid";
    cell.textContent = say("unsaid");
  }
  for (const told of texts) {
    const line = document.createElement("p");
    line.textContent = told.text ?? told;
    if (told.url) line.append(" ", Object.assign(document.createElement("a"), { href: told.url, textContent: told.link }));
    if (status && !cell.firstChild) line.className = `im-status im-status--${status}`;
    cell.append(line);
  }
}
