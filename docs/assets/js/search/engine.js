// One search for the whole site. MiniSearch keeps the index and ranks; what is ours is what Norwegian needs and no
// library does: parts of compounds, spelling variants, synonyms as data, and typing errors only when nothing else fits.
import { siteUrl } from "../base.js";
import { analyser } from "./norwegian.js";
import { fromRows } from "./places.js";
import { BETWEEN, indexed } from "./postings.js";
import { Dictionary, distance, MIN_INSIDE, NAME, PlaceWords, RAW, Related, SYNONYM } from "./words.js";

const FIELDS = { title: 8, aliases: 6, keywords: 3, summary: 2, body: 1 };
const ABOUT = FIELDS.keywords; // what weighs this much tells what a document is about; the rest may only mention it
const SHARED = ["keywords"]; // values that many documents have
const FUZZY = 0.45;
const TYPED = 1, INFLECTED = 0.7, PART = 0.3, OTHER = 0.15; // of the score, by how a word of the query is there
const MENTIONED = 0.6, IN_TOOL = 0.4; // where it is only mentioned; tools speak of everything that a project needs
const RANKED = 300; // as many of the best as are ranked by form
const LONG = 8; // letters of a word that is known with one of them wrong, even a name
const LONGEST_SURE = 11; // letters of a word that is known with two wrong; shorter ones only with two that changed places
const PHRASE = 4; // times the score, where the words stand together as they were typed
const LONGEST = 200; // letters of a query
const SENTENCE = 3; // words besides those of grammar: of so many, what has most is an answer too where only a FEW have them all
const FEW = 5;
const NEARLY = 0.1; // of the best score, for what stands outside a list that has little
const MOST = 0.5; // of what the words tell, and the rarer a word, the more

let loading;

/** The search, fetched and built the first time somebody needs it. */
export function searchEngine(address = siteUrl("/assets/search.json")) {
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
  const places = fromRows(data.places, data.outside);
  const names = new PlaceWords(places, language);
  const docs = data.docs.map(([kind, address, title, summary, aliases, keywords, body, written = "nb"], id) => ({
    id, kind: data.kinds[kind], url: siteUrl(address), title, summary, aliases, body, written, keywords: keywords.map((n) => data.values[n]).join(BETWEEN),
  }));
  const options = {
    fields: Object.keys(FIELDS),
    idField: "id",
    storeFields: [],
    tokenize: (text) => text.match(language.WORD) ?? [],
    processTerm: (word) => names.terms(word, language.term(word)),
  };
  const { index, words } = indexed(docs, options, SHARED, language);
  const dictionary = new Dictionary(words);
  const related = new Related(data.synonyms, data.expands, language);
  return new Engine(index, docs, language, dictionary, related, places, names, data.said);
}

class Engine {
  constructor(index, docs, language, dictionary, related, places, names, said) {
    Object.assign(this, { index, docs, language, dictionary, related, places, names, said });
  }

  /**
   * What matches `text`, best first: `{results: [{doc, score}], terms, partial, most, unknown, named, begun, outside}`, of
   * the documents that `among` says yes to. Every word must match; when no document has them all, those with most of them come
   * instead and `partial` is true. `most` is too when they come beside the few that have all the words of a sentence.
   * `unknown` are the words that nothing here has, with the one that was looked for instead, if any: `[{word, instead}]`;
   * when they are half of the words or more, there are no results.
   * `named` are the municipalities that the text names, `begun` those that come after the results: their names begin with
   * it or are an everyday word («time»), or something here has all that was asked for («dho Bodø»): `[{place, name}]`.
   */
  search(typed, among = null) {
    const text = typed.slice(0, LONGEST).replace(this.language.WORD, (word) => this.#spelt(word));
    const called = this.places.named(text);
    const everyday = called.length > 0 && !/\s/.test(text.trim()) && called.every(({ name }) => !this.names.sure(name.text));
    const named = everyday ? [] : called.length ? called : this.places.within(text).filter(({ name }) => this.names.sure(name.text));
    const begun = everyday ? called : named.length || text.trim().length < 3 ? [] : this.places.beginning(text);
    const where = { named, begun, outside: this.places.elsewhere(text) };
    const words = this.language.queryTerms(text);
    if (!words.length) return { results: [], terms: new Set(), partial: false, most: false, unknown: [], ...where };
    const whole = named.length && called.length ? this.#named(called) : null;
    const unknown = [];
    const groups = whole ? [whole] : this.related.phrases(words).map((group) => this.#alternatives(group, unknown)).filter(Boolean);
    const telling = groups.filter(({ filler }) => !filler);
    // What is left when half of the words are unknown would be about something else.
    const lost = unknown.filter(({ instead }) => !instead).length * 2 >= words.length && unknown.length > 0;
    let found = groups.length && !lost ? this.#run(groups, "AND", among) : [];
    const loose = !found.length && telling.length > 0 && telling.length < groups.length && !lost;
    if (loose) found = this.#run(telling, "AND", among);
    const partial = !found.length && groups.length > 1 && !lost;
    const phrase = ` ${this.language.forms(text).join(" ")} `;
    const sentence = telling.length >= SENTENCE && phrase.split(" ").length - 2 > words.length;
    const most = partial || (sentence && found.length > 0 && found.length < FEW && !found.some(({ id }) => this.#forms(this.docs[id]).includes(phrase)));
    const hits = most ? this.#most(telling.length ? telling : groups, among) : found;
    this.#byForm(hits, whole ? [] : words.filter(({ filler }) => !filler || !(most || loose)), phrase);
    if (!called.length && found.length) Object.assign(where, { named: [], begun: named.length ? named : begun });
    const terms = new Set(hits.flatMap((hit) => hit.terms).map((term) => (term.startsWith(NAME) ? this.language.term(term.slice(NAME.length)) : term)));
    const results = hits.map((hit) => ({ doc: this.docs[hit.id], score: hit.score }));
    return { results: this.#namedFirst(text, results), terms, partial: partial && results.length > 0, most: most && results.length > 0, unknown, ...where };
  }

  /**
   * As `search`, of the documents that `among` says yes to; and `beside`: the others that are more about it than all of those,
   * or nearly as much where those are few. One search, as long as they are many.
   */
  within(typed, among) {
    const every = this.search(typed);
    const inside = every.results.filter(({ doc }) => among(doc));
    const own = every.most || inside.length < FEW ? this.search(typed, among) : { ...every, results: inside };
    const least = own.most || !own.results.length ? NEARLY * (every.results[0]?.score ?? 0) : own.results[0].score;
    return { ...own, beside: every.results.filter(({ doc, score }) => !among(doc) && score > least).map(({ doc }) => doc) };
  }

  /** «stoette» is «støtte», where the texts have that and not what was typed. */
  #spelt(word) {
    if (!/oe/i.test(word) || this.dictionary.terms.has(this.language.term(word))) return word;
    const other = word.replace(/oe/gi, "ø");
    return this.dictionary.has(this.language.term(other)) ? other : word;
  }

  /**
   * What it is about before what only mentions it; in each, the word before a longer word it is part of, and that before
   * another word for it. The form as it was typed weighs more than an inflection, and most where all words stand together.
   */
  #byForm(hits, words, phrase) {
    const near = hits.slice(0, RANKED);
    for (const hit of near) {
      const doc = this.docs[hit.id];
      const best = (terms) => Math.max(0, ...terms.flatMap((term) => hit.match[term] ?? []).map((field) => FIELDS[field]));
      for (const { term, core, form } of words) {
        const own = best([term]), part = best(hit.terms.filter((found) => found.includes(core) || found.endsWith(term)));
        const how = own && (part < ABOUT || own >= part) ? (this.#forms(doc).includes(` ${form} `) ? TYPED : INFLECTED) : part ? PART : OTHER;
        if (how > PART || doc.kind !== "tool" || best(hit.terms) >= ABOUT) hit.right = true;
        hit.score *= how * (Math.max(own, part) >= ABOUT ? 1 : MENTIONED);
      }
      if (doc.kind === "tool" && best(hit.terms) < ABOUT) hit.score *= IN_TOOL;
      if ((phrase.trim().includes(" ") || !words.length) && this.#forms(doc).includes(phrase)) {
        hit.score *= PHRASE * (` ${this.language.forms(doc.title).join(" ")} `.includes(phrase) ? PHRASE : 1);
      }
    }
    near.sort((a, b) => b.score - a.score);
    // A tool that only mentions a longer word, or another word for it, is no answer.
    hits.splice(0, near.length, ...near.filter((hit) => hit.right || !words.length));
  }

  #forms(doc) {
    return (doc.forms ??= ` ${this.language.forms(Object.keys(FIELDS).map((field) => doc[field]).join(" ")).join(" ")} `);
  }

  /** What names one of these municipalities. */
  #named(found) {
    const all = new Set(found.flatMap(({ place, name }) => [name.text, ...place.names.filter(({ kind }) => kind === "name").map(({ text }) => text)]));
    return { combineWith: "OR", queries: [...all].map((name) => this.names.query(name)) };
  }

  /** Who types a name in full wants that one first. */
  #namedFirst(text, results) {
    const wanted = this.language.terms(text).join(" ");
    const typed = text.trim().toLowerCase();
    const names = ({ doc }) => [doc.title, ...doc.aliases.split(" · ")];
    const exact = results.findIndex((hit) => names(hit).some((name) => name.toLowerCase() === typed));
    const first = exact < 0 ? results.findIndex((hit) => names(hit).some((name) => this.language.terms(name).join(" ") === wanted)) : exact;
    if (first > 0) {
      const [hit] = results.splice(first, 1);
      results.unshift({ ...hit, score: results[0].score + 1 });
    }
    return results;
  }

  /**
   * Terms that a word may be a typing error for. A municipality only when the word is long and one letter is wrong:
   * «kristiandsand» is, but «larvik» is not «arkiv», nor the other way.
   */
  #misspelt({ term: word, form }, fuzzy) {
    const near = fuzzy ? this.index.search({ queries: [word], fuzzy, prefix: false, ...RAW }).flatMap(({ terms }) => terms) : [];
    const long = form.length >= LONG;
    const begins = form.slice(0, long ? 1 : 2); // a mistake is seldom made in the first letters: «takst» is not «tekst»
    return new Set(
      near.filter((term) => {
        const far = distance(word, term);
        if (term[0] === NAME || !term.startsWith(begins) || (this.names.isName(term) && !(long && far === 1))) return false;
        return far < 2 || form.length >= LONGEST_SURE || sorted(word) === sorted(term) || sorted(form) === sorted(this.language.form(this.dictionary.written(term)));
      }),
    );
  }

  #run(groups, combineWith, among) {
    return this.index.search({ combineWith, queries: groups }, { boost: FIELDS, ...(among && { filter: ({ id }) => among(this.docs[id]) }) });
  }

  /** What has most of the words: a word that few have tells more of what is asked for than one that all have. */
  #most(groups, among) {
    const told = new Map();
    let all = 0;
    for (const group of groups) {
      const having = this.#run([group], "OR", among);
      const weight = Math.log(1 + this.docs.length / Math.max(1, having.length));
      all += weight;
      for (const { id } of having) told.set(id, (told.get(id) ?? 0) + weight);
    }
    const least = Math.min(MOST * all, Math.max(...told.values()));
    return this.#run(groups, "OR", among).filter(({ id }) => told.get(id) >= least);
  }

  /** One word (or phrase) of the query as everything it may stand for; null, and noted in `unknown`, when it is nothing. */
  #alternatives(group, unknown) {
    const weights = new Map();
    const note = (term, weight) => weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    const phrases = [];
    const place = group.length === 1 && this.names.exact(group[0].word);
    if (place) return { queries: [place], prefix: false, ...RAW };
    if (group.length === 1) this.dictionary.matches(group[0], note);
    else phrases.push(exactly(group.map(({ term }) => term), this.dictionary));
    const related = this.related.of(group.map(({ term }) => term));
    for (const [terms, weight] of related) {
      if (terms.length === 1) this.dictionary.matches(whole(terms[0]), (term, w) => note(term, w * weight), false);
      else phrases.push(exactly(terms, this.dictionary, weight));
    }
    if (group.length === 1 && !phrases.length) {
      const [{ word, term, form }] = group;
      // What only ends other words may be a mistake as well: «sykhus» is in a Swedish «södersykhus».
      const inParts = weights.size > 0;
      const begins = inParts && [...weights.keys()].some((known) => known.startsWith(term));
      const fuzzy = form.length <= MIN_INSIDE - 1 ? 0 : form.length < LONG || inParts ? 1 : 2;
      const near = related.length || begins ? new Set() : this.#misspelt(group[0], fuzzy);
      for (const known of near) note(known, (FUZZY * term.length) / (term.length + distance(term, known)));
      const [best] = [...near].sort((a, b) => distance(term, a) - distance(term, b));
      if ((best || !weights.size) && !group[0].filler) unknown.push({ word, instead: best ? this.dictionary.written(best) : "" });
      if (!weights.size) return null;
    }
    return {
      filler: group.length === 1 && group[0].filler,
      combineWith: "OR",
      queries: [...weights.keys(), ...phrases],
      boostTerm: (term) => weights.get(term) ?? SYNONYM,
      ...RAW,
    };
  }
}

const sorted = (word) => [...word].sort().join("");
const whole = (term) => ({ term, core: term });

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
