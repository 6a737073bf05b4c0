// The words of the index, which of them hold a word that is asked for, and what may stand for it.

export const NAME = "="; // in front of a term that is the name of a municipality, as it is written
export const MIN_INSIDE = 4; // shorter parts («rus» in «virus») say nothing
const MIN_FIRST = 3; // letters in front of a word that is the last in another
export const SYNONYM = 0.6;
const EXACT = 1, PREFIX = 0.55, INSIDE = 0.4, EXPANDED = 0.35;

/** For a query whose words are terms of the index already. */
export const RAW = { tokenize: (text) => [text], processTerm: (term) => term };

/** The words that are names of municipalities, and which of them the texts use as everyday words too. */
export class PlaceWords {
  constructor(places, language) {
    const names = places.places.flatMap((place) => place.names).map(({ text }) => text);
    this.language = language;
    this.single = new Set(names.map((name) => name.toLowerCase()));
    this.known = new Set(names.flatMap((name) => this.#words(name)));
    this.stems = new Map([...this.known].map((word) => [language.term(word), word]));
    this.everyday = new Set();
  }

  /** The words of a name that are written with a capital letter, small: «Evje og Hornnes» has two. */
  #words(name) {
    return (name.match(this.language.WORD) ?? []).filter((word) => word[0] !== word[0].toLowerCase()).map((word) => word.toLowerCase());
  }

  /** The terms of a word in a text: its stem, and the name it is («Bergens» is «Bergen») when it is written as one. */
  terms(word, stem) {
    const small = word.toLowerCase();
    const name = this.known.has(small) ? small : small.endsWith("s") && this.known.has(small.slice(0, -1)) ? small.slice(0, -1) : "";
    if (!name) return stem;
    if (word[0] === small[0]) {
      if (name === small) this.everyday.add(name); // «oss» is not «Os» with an s
      return stem;
    }
    return [stem, NAME + name];
  }

  /** Whether a name in a longer query is meant as one: «time» may be an hour. */
  sure(name) {
    const words = this.#words(name);
    return words.length > 1 || !this.everyday.has(words[0]);
  }

  /** The term of a word of a query that can be nothing but a municipality; empty for all others. */
  exact(word) {
    const small = word.toLowerCase();
    return this.single.has(small) && !this.everyday.has(small) ? NAME + small : "";
  }

  /** Whether a term of the index is nothing but the name of a municipality. */
  isName(term) {
    return term.startsWith(NAME) || (this.stems.has(term) && !this.everyday.has(this.stems.get(term)));
  }

  /** A whole name as a query: each of its words as a name. */
  query(name) {
    const words = this.#words(name);
    return { combineWith: "AND", queries: words.map((word) => NAME + word), ...RAW };
  }
}

/** All terms of the index as one string, so that a part of a word is found by one native search. */
export class Dictionary {
  /** `terms`: each with the first word it was made of. */
  constructor(terms) {
    this.terms = terms;
    this.text = "\n" + [...terms.keys()].join("\n") + "\n";
  }

  /** A term as a word that a text has. */
  written(term) {
    return this.terms.get(term) ?? term;
  }

  /** Whether a text has the term, or a word that it is long enough to be told in. */
  has(term) {
    return this.terms.has(term) || (term.length >= MIN_INSIDE && this.text.includes(term));
  }

  /** Calls `note(term, weight)` for the term itself, those it begins, and (when long enough) those it is a part of. */
  matches({ term: exact, core: word }, note, prefix = true) {
    const stem = exact.length < word.length && word.startsWith(exact) ? exact : word;
    if (this.terms.has(exact)) {
      note(exact, EXACT);
      if (exact.length <= 3) return; // «KI» is not «kilder»
    }
    const inside = word.length >= MIN_INSIDE;
    if (!inside && !(prefix && word.length >= 2)) return;
    const needle = inside ? stem : "\n" + word;
    for (let at = this.text.indexOf(needle), n = 0; at >= 0 && n < 400; at = this.text.indexOf(needle, at + 1), n++) {
      const start = this.text.lastIndexOf("\n", at) + 1;
      const end = this.text.indexOf("\n", at + needle.length);
      const term = this.text.slice(start, end);
      if (term === exact || !term) continue;
      if (at > start && at - start < MIN_FIRST) continue; // «bedrift» is no «drift»
      if (!term.includes(word) && !term.endsWith(stem)) continue; // «kommunikasjon» has nothing of «kommune»
      const closeness = 0.5 + (0.5 * word.length) / term.length;
      note(term, (term.startsWith(word) ? PREFIX : INSIDE) * closeness);
    }
  }
}

/** Synonyms both ways and expansions one way, from docs/_data/search.yml. */
export class Related {
  constructor(synonyms, expands, language) {
    this.table = new Map();
    this.longest = 1;
    const key = (phrase) => language.queryTerms(phrase).map(({ term }) => term);
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

/** How many letters must be put in, left out or changed to make one word of the other. */
export function distance(a, b) {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}
