// Any list of projects as a Norwegian workbook: the site's own template (macros/compare/book.py), filled in here.
import { Workbook } from "../files/sheets.js";
import { pageOf, records } from "./data.js";

const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const NAME = "innomed-prosjekter.xlsx";

/** The workbook of these slugs, in their order, as bytes. */
export async function workbook(slugs, { shards, template }) {
  const [answer, found] = await Promise.all([fetch(template), records(slugs, shards)]);
  if (!answer.ok) throw new Error(String(answer.status));
  const book = new Workbook(new Uint8Array(await answer.arrayBuffer()));
  book.fillRows(0, slugs.filter((slug) => found.has(slug)).map((slug) => cells(found.get(slug))));
  return book.bytes();
}

/** A number is told as a number (`numbers`: [row, number]); everything else is text. */
function cells({ slug, title, summary, rows, numbers }) {
  const told = rows.map((texts) => texts.join("\n"));
  for (const [row, number] of numbers) told[row] = number;
  return [title, pageOf(slug), summary, ...told];
}

/** Makes the workbook and hands it to the reader. Throws when something could not be fetched. */
export async function download(slugs, source) {
  const address = URL.createObjectURL(new Blob([await workbook(slugs, source)], { type: KIND }));
  Object.assign(document.createElement("a"), { href: address, download: NAME }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
