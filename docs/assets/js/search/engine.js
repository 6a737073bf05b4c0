// One search for the whole site. MiniSearch keeps the index and ranks; what is ours is what Norwegian needs and no
// library does: parts of compounds, spelling variants, synonyms as data, and typing errors only when nothing else fits.
import MiniSearch from "../vendor/minisearch.js";
import { analyser } from "./norwegian.js";

const FIELDS = { title: 8, aliases: 6, keywords: 3, summary: 2.5, body: 1 };
const EXACT = 1, PREFIX = 0.55, INSIDE = 0.4, SYNONYM = 0.6, EXPANDED = 0.35;
const MIN_INSIDE = 4; // shorter parts («rus» in «virus») say nothing

let loading;

/** The search, fetched and built the first time somebody needs it. */
export function searchEngine(address = "/assets/search.json") {
  loading ??= fetch(address)
    .then((answer) => answer.json())
    .then(build)
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

/** `data` as macros/catalogue/search.py writes it. */
export async function build(data) {
  const language = analyser(data.variants);
  const index = new MiniSearch({
    fields: Object.keys(FIELDS),
    idField: "id",
    storeFields: [],
    tokenize: (text) => text.match(language.WORD) ?? [],
    processTerm: (word) => language.term(word),
  });
  const docs = data.docs.map(([kind, url, title, summary, aliases, keywords, body, written = "nb"], id) => ({
    id, kind: data.kinds[kind], url, title, summary, aliases, keywords, body, written,
  }));
  await index.addAllAsync(docs, { chunkSize: 250 });
  const dictionary = new Dictionary(docs, language);
  for (const doc of docs) delete doc.body;
  const related = new Related(data.synonyms, data.expands, language);
  return new Engine(index, docs, language, dictionary, related);
}

class Engine {
  constructor(index, docs, language, dictionary, related) {
    Object.assign(this, { index, docs, language, dictionary, related });
  }

  /**
   * What matches `text`, best first: `{results: [{doc, score}], terms, partial}`. Every word must match; when no
   * document has them all, those with some of them come instead and `partial` is true.
   */
  search(text) {
    const words = this.language.queryTerms(text);
    if (!words.length) return { results: [], terms: new Set(), partial: false };
    const groups = this.related.phrases(words).map((group) => this.#alternatives(group));
    const found = this.#run(groups, "AND");
    const partial = !found.length && groups.length > 1;
    const hits = partial ? this.#run(groups, "OR") : found;
    const terms = new Set(hits.flatMap((hit) => hit.terms));
    const results = hits.map((hit) => ({ doc: this.docs[hit.id], score: hit.score }));
    return { results: this.#namedFirst(text, results), terms, partial };
  }

  /** Who types a name in full wants that one first. */
  #namedFirst(text, results) {
    const wanted = this.language.terms(text).join(" ");
    const named = ({ doc }) => [doc.title, ...doc.aliases.split(" · ")].some((name) => this.language.terms(name).join(" ") === wanted);
    const first = results.findIndex(named);
    if (first > 0) {
      const [hit] = results.splice(first, 1);
      results.unshift({ ...hit, score: results[0].score + 1 });
    }
    return results;
  }

  #run(groups, combineWith) {
    return this.index.search({ combineWith, queries: groups }, { boost: FIELDS });
  }

  /** One word (or phrase) of the query as everything it may stand for. */
  #alternatives(group) {
    const weights = new Map();
    const note = (term, weight) => weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    const phrases = [];
    if (group.length === 1) this.dictionary.matches(group[0], note);
    else phrases.push(exactly(group.map(({ term }) => term), this.dictionary));
    const related = this.related.of(group.map(({ term }) => term));
    for (const [terms, weight] of related) {
      if (terms.length === 1) this.dictionary.matches(whole(terms[0]), (term, w) => note(term, w * weight), false);
      else phrases.push(exactly(terms, this.dictionary, weight));
    }
    if (!weights.size && !phrases.length && group.length === 1) {
      const word = group[0].term;
      const fuzzy = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
      return { queries: [word], fuzzy, prefix: false, ...RAW };
    }
    return {
      combineWith: "OR",
      queries: [...weights.keys(), ...phrases],
      boostTerm: (term) => weights.get(term) ?? SYNONYM,
      ...RAW,
    };
  }
}

const whole = (term) => ({ term, core: term });
const RAW = { tokenize: (text) => [text], processTerm: (term) => term };

/** A phrase: each of its words must be there, whole or inside a compound. */
function exactly(terms, dictionary, weight = 1) {
  return {
    combineWith: "AND",
    queries: terms.map((term) => {
      const weights = new Map();
      dictionary.matches(whole(term), (found, w) => weights.set(found, w * weight), false);
      if (!weights.size) weights.set(term, weight);
      return { combineWith: "OR", queries: [...weights.keys()], boostTerm: (t) => weights.get(t) ?? weight, ...RAW };
    }),
    ...RAW,
  };
}

/** All terms of the index as one string, so that a part of a word is found by one native search. */
class Dictionary {
  constructor(docs, language) {
    const terms = new Set();
    for (const doc of docs) for (const field of Object.keys(FIELDS)) for (const t of language.terms(doc[field])) terms.add(t);
    this.terms = terms;
    this.text = "\n" + [...terms].join("\n") + "\n";
  }

  /** Calls `note(term, weight)` for the term itself, those it begins, and (when long enough) those it is a part of. */
  matches({ term: exact, core: word }, note, prefix = true) {
    if (this.terms.has(exact)) {
      note(exact, EXACT);
      if (exact.length <= 3) return; // «KI» is not «kilder»
    }
    const inside = word.length >= MIN_INSIDE;
    if (!inside && !(prefix && word.length >= 2)) return;
    const needle = inside ? word : "\n" + word;
    for (let at = this.text.indexOf(needle), n = 0; at >= 0 && n < 400; at = this.text.indexOf(needle, at + 1), n++) {
      const start = this.text.lastIndexOf("\n", at) + 1;
      const end = this.text.indexOf("\n", at + needle.length);
      const term = this.text.slice(start, end);
      if (term === exact || !term) continue;
      const closeness = 0.5 + (0.5 * word.length) / term.length;
      note(term, (term.startsWith(word) ? PREFIX : INSIDE) * closeness);
    }
  }
}

/** Synonyms both ways and expansions one way, from docs/_data/search.yml. */
class Related {
  constructor(synonyms, expands, language) {
    this.table = new Map();
    this.longest = 1;
    const key = (phrase) => language.terms(phrase);
    const add = (from, to, weight) => {
      const id = from.join(" ");
      this.longest = Math.max(this.longest, from.length);
      if (id !== to.join(" ")) this.table.set(id, [...(this.table.get(id) ?? []), [to, weight]]);
    };
    for (const group of synonyms) for (const a of group) for (const b of group) if (a !== b) add(key(a), key(b), SYNONYM);
    for (const [from, all] of Object.entries(expands)) for (const to of all) add(key(from), key(to), EXPANDED);
  }

  of(terms) {
    return this.table.get(terms.join(" ")) ?? [];
  }

  /** Splits a query into words and the known phrases in it, longest first: «digital hjemmeoppfølging rus» → 2 groups. */
  phrases(terms) {
    const groups = [];
    for (let i = 0; i < terms.length; ) {
      let size = Math.min(this.longest, terms.length - i);
      while (size > 1 && !this.table.has(terms.slice(i, i + size).map(({ term }) => term).join(" "))) size--;
      groups.push(terms.slice(i, i + size));
      i += size;
    }
    return groups;
  }
}

/** Puts `text` into `element` with the matching words in <mark>. Text nodes only: nothing in it can become markup. */
export function mark(element, text, terms, language) {
  let last = 0;
  for (const match of text.matchAll(language.WORD)) {
    if (!terms.has(language.term(match[0]))) continue;
    element.append(text.slice(last, match.index));
    const hit = document.createElement("mark");
    hit.textContent = match[0];
    element.append(hit);
    last = match.index + match[0].length;
  }
  element.append(text.slice(last));
}
