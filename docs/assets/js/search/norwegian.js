// Norwegian words made comparable: folded letters, stems, spelling variants. The stemmer is Snowball's (@orama/stemmers).
import { stemmer } from "../vendor/norwegian-stemmer.js";

const LETTERS = { å: "a", ä: "a", ø: "o", ö: "o", æ: "ae", é: "e", è: "e", ê: "e", ü: "u", đ: "d", ŋ: "n", ŧ: "t" };
// Words of grammar, bokmål and nynorsk: left out of a query with other words in it, and never the stem of another word.
const GRAMMAR = new Set(
  ("og i på for til av med en et ei som er om de det den der har kan vi å at fra eller ved hva hvordan hvor hvem når " +
   "dem deg meg seg oss du han hun jeg eg dei ho me dykk din min sin vår hans hennes deres disse dette denne man noe noen " +
   "var vil skal må bør ble bli blir være vere å men så da enn også kva korleis kvar kven ein eit frå når sjå").split(" ").map(fold),
);
// Words that make a sentence and tell nothing of what is asked for: they count only as long as something has all the words.
const FILLERS = new Set(
  ("for hos mot mellom uten etter før hvilke hvilken hvilket hvorfor hadde kunne ville skulle burde vært blitt fikk fått " +
   "gjør gjøre gjort finnes andre noko nokon nokre kvifor utan vore gjer finst dere vår våre vårt").split(" ").map(fold),
);
const WORD = /[\p{L}\p{N}]+/gu;

/** «Kvænangen» → «kvaenangen», «Aalesund» and «Ålesund» → «alesund». */
export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFC")
    .replace(/[^\x00-\x7f]/g, (c) => LETTERS[c] ?? c.normalize("NFD").replace(/\p{M}/gu, ""))
    .replace(/aa/g, "a");
}

/** Turns text into terms. `variants`: one spelling replaced by another, also inside words (nynorsk → bokmål). */
export function analyser(variants) {
  const rules = Object.entries(variants).map(([from, to]) => [fold(from), fold(to)]);
  rules.sort((a, b) => b[0].length - a[0].length);
  const pattern = rules.length ? new RegExp(rules.map(([from]) => from.replace(/\W/g, "\\$&")).join("|"), "g") : null;
  const replacement = new Map(rules);
  const known = new Map();

  /** One word as it is compared when its form counts: folded and in one spelling, not stemmed. */
  function form(word) {
    const plain = fold(word);
    return pattern ? plain.replace(pattern, (found) => replacement.get(found)) : plain;
  }

  /** One word → its term. Remembered, because a text uses the same words again and again. */
  function term(word) {
    let result = known.get(word);
    if (result === undefined) {
      const plain = form(word);
      result = /\d/.test(plain) ? plain : stem(plain, word);
      if (result !== plain && GRAMMAR.has(result)) result = plain; // «demens» is not the pronoun «dem»
      if (known.size > 50000) known.clear();
      known.set(word, result);
    }
    return result;
  }

  /**
   * What to look for inside longer words. The stemmer cuts some words to a stump («fastlege» → «fast», «Sverige» →
   * «sver») that stands in words of quite another meaning; then more of the word is kept. So is the last «e»: «kommune» is not
   * in «kommunikasjon».
   */
  function core(word) {
    const stump = term(word);
    const plain = fold(word);
    if (plain === stump + "e") return plain;
    return stump.length <= 4 && plain.length - stump.length >= 3 ? plain.slice(0, -2) : stump;
  }

  /** All terms of a text, in order. */
  const terms = (text) => (text.match(WORD) ?? []).map(term);

  /** All words of a text as `form` has them, in order. */
  const forms = (text) => (text.match(WORD) ?? []).map(form);

  /** The terms of a query: little words are left out when there are others. */
  function queryTerms(text) {
    const words = text.match(WORD) ?? [];
    const kept = words.filter((word) => !GRAMMAR.has(fold(word)));
    return (kept.length ? kept : words).map((word) => ({ word, term: term(word), core: core(word), form: form(word), filler: FILLERS.has(fold(word)) }));
  }

  return { term, terms, form, forms, queryTerms, WORD };
}

// What Snowball takes for an ending when it is a word: «fastlege» is not «fast», nor «lege»
// «legge», «helse» is not «h», and «sår» has no «-ar».
const ENDS = /(lege|helse)(n|r|ne|ns|rs|nes)?$/, AR = /år$/i;

function stem(word, written) {
  const kept = word.match(ENDS);
  if (kept) return word.slice(0, kept.index) + kept[1];
  if (AR.test(written)) return word;
  const result = stemmer(word);
  // Snowball leaves a double consonant at the end of some forms (anskaff|else) and not of others: make them alike.
  return result.length > 3 ? result.replace(/(.)\1$/, "$1") : result;
}
