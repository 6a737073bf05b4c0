// Norwegian words made comparable: folded letters, stems, spelling variants. The stemmer is Snowball's (@orama/stemmers).
import { stemmer } from "../vendor/norwegian-stemmer.js";

const LETTERS = { å: "a", ä: "a", ø: "o", ö: "o", æ: "ae", é: "e", è: "e", ê: "e", ü: "u", đ: "d", ŋ: "n", ŧ: "t" };
const STOP = new Set("og i på pa for til av med en et ei som er om de det den der har kan vi å a at fra eller ved hva hvordan".split(" "));
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

  /** One word → its term. Remembered, because a text uses the same words again and again. */
  function term(word) {
    let result = known.get(word);
    if (result === undefined) {
      let plain = fold(word);
      if (pattern) plain = plain.replace(pattern, (found) => replacement.get(found));
      result = /\d/.test(plain) ? plain : stem(plain);
      if (known.size > 50000) known.clear();
      known.set(word, result);
    }
    return result;
  }

  /**
   * What to look for inside longer words. The stemmer cuts some words to a stump («fastlege» → «fast», «Sverige» →
   * «sver») that stands in words of quite another meaning; then more of the word is kept.
   */
  function core(word) {
    const stump = term(word);
    const plain = fold(word);
    return stump.length <= 4 && plain.length - stump.length >= 3 ? plain.slice(0, -2) : stump;
  }

  /** All terms of a text, in order. */
  const terms = (text) => (text.match(WORD) ?? []).map(term);

  /** The terms of a query: little words are left out when there are others. */
  function queryTerms(text) {
    const words = text.slice(0, 200).match(WORD) ?? [];
    const kept = words.filter((word) => !STOP.has(word.toLowerCase()));
    return (kept.length ? kept : words).map((word) => ({ term: term(word), core: core(word) }));
  }

  return { term, terms, queryTerms, WORD };
}

function stem(word) {
  const result = stemmer(word);
  // Snowball leaves a double consonant at the end of some forms (anskaff|else) and not of others: make them alike.
  return result.length > 3 ? result.replace(/(.)\1$/, "$1") : result;
}
