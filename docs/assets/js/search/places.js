// Municipalities by their names. A name fits whole, or as it begins: never by a typing mistake in another word.
// «ø» may be written «o» or «oe», «å» «a» or «aa», «æ» «ae»; accents and hyphens do not count.
import { siteUrl } from "../base.js";
import { fold } from "./norwegian.js";

const plain = (text) => fold(text.replace(/[øöØÖ]/g, "oe")).replace(/[^a-z0-9]+/g, " ").trim();
const loose = (text) => fold(text).replace(/[^a-z0-9]+/g, " ").trim();
const ways = (text) => new Set([plain(text), loose(text)]);
const WITHOUT = /[\s,]+(kommune|herad|kommuni|suohkan|gielda|tjïelte)$/iu;
const LEAST = 2, MOST_WORDS = 4;

export class Places {
  /** `places`: [{…, names: [{text, kind}]}], kind `name`, `number`, `former` or `district`. `outside`: [{names, …}]. */
  constructor(places, outside = []) {
    this.places = places;
    this.outside = outside;
    this.exact = new Map();
    this.all = [];
    for (const place of places) for (const name of place.names) {
      const entry = { place, name };
      for (const key of ways(name.text)) {
        this.exact.set(key, [...(this.exact.get(key) ?? []), entry]);
        this.all.push([key, entry]);
      }
    }
  }

  /** What `text` is the whole name of, names of today first; no municipality twice. */
  named(text) {
    const found = [text.trim(), text.trim().replace(WITHOUT, "")].flatMap((t) => [...ways(t)]).flatMap((key) => this.exact.get(key) ?? []);
    return unique(found.sort((a, b) => rank(a) - rank(b)));
  }

  /** What words in `text` name, when the whole does not: «rus Sandnes» is about Sandnes. Only names of today. */
  within(text) {
    const words = text.trim().split(/\s+/).slice(0, 12);
    for (let size = Math.min(words.length - 1, MOST_WORDS); size > 0; size--) for (let i = 0; i + size <= words.length; i++) {
      const found = this.named(words.slice(i, i + size).join(" ")).filter(({ name }) => name.kind === "name");
      if (found.length) return found;
    }
    return [];
  }

  /** Those with a name, or a word of a name, that begins with `text`; those that begin so first. */
  beginning(text) {
    const wanted = [...ways(text)].filter((key) => key.length >= LEAST);
    if (!wanted.length) return [];
    const found = [];
    for (const [key, entry] of this.all) for (const start of wanted) {
      if (key.startsWith(start)) found.push([rank(entry), entry]);
      else if (start.length > LEAST && key.includes(" " + start)) found.push([rank(entry) + 0.5, entry]);
    }
    return unique(found.sort((a, b) => a[0] - b[0]).map(([, entry]) => entry));
  }

  /** The place that is no municipality and is called `text`, if any. */
  elsewhere(text) {
    const wanted = ways(text);
    return this.outside.find(({ names }) => names.some((name) => [...ways(name)].some((key) => wanted.has(key))));
  }
}

/** As macros/catalogue/places.py writes them for the search. */
export function fromRows(rows, outside) {
  const split = (text, kind) => (text ? text.split("|").map((name) => ({ text: name, kind })) : []);
  const places = rows.map(([key, label, county, also, former, districts]) => ({
    url: siteUrl(`/kommuner/${key}/`), label, county,
    names: [{ text: label, kind: "name" }, ...split(also, "name"), ...split(former, "former"), ...split(districts, "district")],
  }));
  return new Places(places, outside.map(([names, text]) => ({ names: names.split("|"), text })));
}

const rank = ({ name }) => ["name", "number", "former", "district"].indexOf(name.kind);

function unique(entries) {
  const seen = new Map();
  for (const entry of entries) if (!seen.has(entry.place)) seen.set(entry.place, entry);
  return [...seen.values()];
}
