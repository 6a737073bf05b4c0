// Which words stand where: MiniSearch's index, the same as when each document is added, made in a fraction of the time. A
// word is looked up once however often it stands there, and values that many documents share («Helse Vest») are taken
// apart once. MiniSearch reads the rest of an index that it wrote down itself (`loadJS`); the terms are put into its map.
import MiniSearch from "../vendor/minisearch.js";

export const BETWEEN = " · "; // what stands between the names and values of a document (macros/catalogue/search.py)
const VERSION = 2; // of MiniSearch's format

/**
 * `docs`: each with the `fields` of `options` as texts, its `id` its place. `shared`: the fields of values that stand in
 * many documents. Returns {index, words: term → the first word that it was made of, small}.
 */
export function indexed(docs, options, shared, language) {
  const { fields, tokenize, processTerm } = options;
  const words = new Map(), known = new Map(), values = new Map(), terms = new Map();
  let stamp = 0;

  /** What a text's words are in the index: one object for each different word. */
  const taken = (text) => tokenize(text).map((word) => {
    let found = known.get(word);
    if (!found) {
      const term = language.term(word);
      if (!words.has(term)) words.set(term, word.toLowerCase());
      found = { stamp: 0, entries: [processTerm(word)].flat().filter(Boolean).map(entry) };
      known.set(word, found);
    }
    return found;
  });
  const entry = (term) => {
    if (!terms.has(term)) terms.set(term, []);
    return terms.get(term);
  };
  const value = (text) => {
    if (!values.has(text)) values.set(text, taken(text));
    return values.get(text);
  };

  /** How many different words the field has. Notes where each of them stands. */
  const read = (text, parts, id, place) => {
    let different = 0;
    stamp += 1;
    for (const part of parts ? text.split(BETWEEN).map(value) : [taken(text)]) {
      for (const word of part) {
        if (word.stamp !== stamp) different += 1;
        word.stamp = stamp;
        for (const places of word.entries) (places[place] ??= new Occurrences()).ids.push(id);
      }
    }
    return different;
  };

  const lengths = docs.map((doc, id) => fields.map((field, place) => read(doc[field], shared.includes(field), id, place)));
  const index = MiniSearch.loadJS(empty(docs, fields, lengths), options);
  for (const [term, places] of terms) index._index.set(term, new Map(Object.entries(places).map(([place, there]) => [Number(place), there])));
  return { index, words };
}

/** How often a term stands in each document, as the part of a Map that MiniSearch asks of; counted when somebody asks. */
class Occurrences {
  ids = [];

  get size() {
    return this.#counted().size;
  }

  keys() {
    return this.#counted().keys();
  }

  get(id) {
    return this.#counted().get(id);
  }

  [Symbol.iterator]() {
    return this.#counted()[Symbol.iterator]();
  }

  #counted() {
    if (this.ids) {
      this.map = new Map();
      for (const id of this.ids) this.map.set(id, (this.map.get(id) ?? 0) + 1);
      this.ids = null;
    }
    return this.map;
  }
}

function empty(docs, fields, lengths) {
  return {
    documentCount: docs.length,
    nextId: docs.length,
    documentIds: { ...docs.map((_, id) => id) },
    fieldIds: Object.fromEntries(fields.map((field, place) => [field, place])),
    fieldLength: { ...lengths },
    averageFieldLength: fields.map((_, place) => lengths.reduce((sum, each) => sum + each[place], 0) / Math.max(docs.length, 1)),
    storedFields: {},
    dirtCount: 0,
    index: [],
    serializationVersion: VERSION,
  };
}
