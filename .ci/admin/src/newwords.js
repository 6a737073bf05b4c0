// A new organisation or round that somebody writes in a project: its key goes into the project, and its line into the word
// list, in the same proposal. Decap saves one file a proposal; the list is put beside it on the way to the code host.
import { parseDocument } from "yaml";

const FOLDER = "docs/_data/vocabulary";
export const FIELDS = ["new_organisation", "new_round"];
const LETTERS = { æ: "ae", ø: "o", å: "a", đ: "d", ŋ: "n", ŧ: "t", ß: "ss" };
// As macros/content/model/fields/new_words.py writes values.
const PLAIN = /^\p{L}(?:[\p{L}\p{N}_ ()./–-]*[\p{L}\p{N}_).])?$/u;
const NO_TEXT = /^(true|false|yes|no|on|off|y|n|null)$/i;
const list = (value) => (Array.isArray(value) ? value : value ? [value] : []);

/** As `slug` in macros/text/norwegian.py. */
export const slug = (text) =>
  [...text.normalize("NFC").toLowerCase()].map((c) => LETTERS[c] ?? c.normalize("NFD").replace(/\p{M}/gu, "")).join("")
    .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");

/** The entry with the keys of its new words where they belong, and the words for each list. `words`: how a round is called. */
export function taken(entry, words) {
  const { new_organisation, new_round, ...rest } = entry;
  const found = { organisations: [], rounds: [] };
  const put = (name, key) => (rest[name] = [...new Set([...list(rest[name]).filter((v) => v !== "ukjent"), key])]);
  for (const { name = "", kind, region, role } of list(new_organisation)) {
    const called = name.trim().replace(/\s+/g, " ");
    const short = called.replace(/\s+(HF|AS)$/, "");
    const key = slug(short);
    if (!key || !role) continue;
    put(role, key);
    const more = { ...(short === called ? {} : { aliases: [short] }), kind, ...(region ? { region } : {}) };
    found.organisations.push({ key, label: { nb: called, nn: called }, ...more, org_number: "ukjent" });
  }
  for (const { year, number } of list(new_round)) {
    if (!year || !number) continue;
    put("round", `${year}-s${number}`);
    const filled = (text, t) => text.replace("{ordinal}", t.ordinals[number - 1]).replaceAll("{year}", year).replaceAll("{number}", number);
    const label = Object.fromEntries(Object.entries(words).map(([language, t]) => [language, filled(t.name, t)]));
    const description = { nb: filled(words.nb.about, words.nb) };
    found.rounds.push({ key: `${year}-s${number}`, label, aliases: [`S${number} ${year}`], description, year: Number(year) });
  }
  return { entry: rest, found };
}

function source(value) {
  if (Array.isArray(value)) return `[${value.map(source).join(", ")}]`;
  if (value && typeof value === "object") return `{${Object.entries(value).map(([k, v]) => `${k}: ${source(v)}`).join(", ")}}`;
  if (typeof value === "number") return String(value);
  return PLAIN.test(value) && !NO_TEXT.test(value) ? value : JSON.stringify(value);
}

/** The values of a word list: key, kind or year, and the lines each takes. */
function values(text) {
  const doc = parseDocument(text, { schema: "failsafe" });
  const node = doc.get("values");
  if (doc.errors.length || !node?.items?.length) throw new Error(doc.errors[0]?.message ?? "values");
  const lines = text.split("\n");
  const lineOf = (offset) => text.slice(0, offset).split("\n").length - 1;
  const starts = node.items.map((item) => lineOf(item.range[0]));
  const end = lineOf(node.range[1]) + (text[node.range[1] - 1] === "\n" ? 0 : 1);
  return node.items.map((item, i) => {
    let last = starts[i + 1] ?? end;
    while (last > starts[i] + 1 && (!(lines[last - 1] ?? "").trim() || lines[last - 1].trimStart().startsWith("#"))) last -= 1;
    const { key, kind, year } = item.toJS(doc);
    return { key, kind, year, first: starts[i], last, lines: lines.slice(starts[i], last) };
  });
}

/** A word list with `words` in it that it has not: each after those it goes with, and no other line changed. */
export function listWith(text, words) {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  let now = text.replaceAll("\r\n", "\n");
  for (const word of words) {
    const there = values(now);
    if (there.some((value) => value.key === word.key)) continue;
    const indent = /^ */.exec(there[0].lines[0])[0];
    const fits = there.findLast((value) => (word.kind ? value.kind === word.kind : Number(value.year) <= Number(word.year)));
    const at = (fits ?? there.at(-1)).last;
    const made = word.lines ?? Object.entries(word).map(([k, v], n) => `${indent}${n ? "  " : "- "}${k}: ${source(v)}`);
    const lines = now.split("\n");
    now = [...lines.slice(0, at), ...made, ...lines.slice(at)].join("\n");
  }
  return now.replaceAll("\n", newline);
}

/** What the proposal has in a list that the published one has not: kept when the project is saved again. */
export function carried(published, proposed) {
  const there = new Set(values(published.replaceAll("\r\n", "\n")).map((value) => value.key));
  return values(proposed.replaceAll("\r\n", "\n")).filter((value) => !there.has(value.key));
}

/** Lets what saves put the lists beside the project. `asked` gives the new words of what is being saved. The lists are made
 * from the published ones each time, so that what others have added in the meantime is not taken out again. */
export function besides(backend, asked) {
  const persist = backend.persistEntry.bind(backend);
  backend.persistEntry = async (entry, options) => {
    if (options.collectionName !== "projects" || !options.useWorkflow) return persist(entry, options);
    const { slug: name } = entry.dataFiles[0];
    const proposed = await proposal(backend, options.collectionName, name);
    const more = [];
    for (const [kind, words] of Object.entries(asked())) {
      const path = `${FOLDER}/${kind}.yml`;
      const there = proposed.find((file) => file.path === path);
      if (!words.length && !there) continue;
      const published = (await backend.getEntry(path)).data;
      const before = there ? await backend.unpublishedEntryDataFile(options.collectionName, name, path, there.id) : published;
      more.push({ path, slug: name, raw: listWith(published, [...carried(published, before), ...words]) });
    }
    const assets = entry.assets.filter((asset) => !more.some((file) => file.path === asset.path));
    return persist({ ...entry, assets, dataFiles: [...entry.dataFiles, ...more] }, options);
  };
  return backend;
}

/** The files of the proposal that is there for an entry; none before the first save. */
async function proposal(backend, collection, slug) {
  try {
    return (await backend.unpublishedEntry({ collection, slug })).diffs;
  } catch {
    return [];
  }
}
