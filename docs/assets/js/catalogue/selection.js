// Which cards a state selects, and how many each value would give. Pure: numbers in, numbers out.
// OR within a facet unless all its values are asked for, AND between facets; a facet's own choice does not count for its own numbers.
import { Bits } from "./bitset.js";

const UNKNOWN = "ukjent";

export class Selection {
  /** `items`: [{values: [number …], hours, phase, newest}] in title order. `facets`: facet → Map(value → number); `unsaid`: those where nobody is known to lack a value. */
  constructor(items, facets, unsaid = new Set()) {
    this.items = items;
    this.facets = facets;
    this.unsaid = unsaid;
    this.bits = [];
    items.forEach((item, i) => {
      for (const n of item.values) (this.bits[n] ??= new Bits(items.length)).add(i);
    });
    this.none = new Bits(items.length);
    this.all = Bits.full(items.length);
  }

  /**
   * `text`: {bits, score} of the text search, or null. Returns {order: [index …], sure, counts: facet → Map(value → n),
   * total}: the first `sure` of `order` have what is asked for, the rest do not say, and are there only when `state.unsure`.
   */
  apply(state, text) {
    const parts = this.#parts(state, text);
    const masks = parts.map((part) => ({ key: part.key, all: state.all.has(part.key), bits: this.#wide(part, state) }));
    const every = together(masks.map(({ bits }) => bits), this.all);
    const sure = state.unsure ? together(parts.map(({ bits }) => bits), this.all) : every;
    const counts = new Map();
    for (const [facet, values] of this.facets) {
      const rest = together(masks.filter(({ key, all }) => key !== facet || all).map(({ bits }) => bits), this.all);
      counts.set(facet, new Map([...values].map(([value, n]) => [value, this.#of(n).count(rest)])));
    }
    const first = this.#order(sure, state, text);
    const order = state.unsure ? [...first, ...this.#order(every.without(sure), state, text)] : first;
    return { order, sure: first.length, counts, total: order.length };
  }

  /** How many there would be with one part of the state left out, or `changed`; for advice when there is nothing. */
  without(state, text, dropped) {
    return this.#count(this.#parts(state, text).filter(({ key }) => key !== dropped), state);
  }

  with(state, text, changed) {
    const next = { ...state, ...changed };
    return this.#count(this.#parts(next, text), next);
  }

  /** What comes nearest when nothing has all that is asked for: [{index, lacks: [{key, value}]}], what lacks least first. */
  nearest(state, text, most) {
    const parts = this.#parts(state, text).map((part) => ({ ...part, wide: this.#wide(part, state) }));
    const found = this.items.map((_, index) => ({ index, lacks: parts.filter(({ wide }) => !wide.has(index)) }));
    // What has only words in common with the search is no neighbour; nor is what has nothing.
    return found.filter(({ lacks }) => lacks.length < parts.length).sort((a, b) => a.lacks.length - b.lacks.length || a.index - b.index).slice(0, most);
  }

  #count(parts, state) {
    return together(parts.map((part) => this.#wide(part, state)), this.all).count();
  }

  #of(number) {
    return this.bits[number] ?? this.none;
  }

  /** Everything that limits the list: {key, value (when it is one of several that are all asked for), bits}. */
  #parts(state, text) {
    const parts = [];
    for (const [facet, chosen] of state.chosen) {
      const each = [...chosen].map((value) => ({ key: facet, value, bits: this.#of(this.facets.get(facet).get(value)) }));
      if (state.all.has(facet)) parts.push(...each);
      else parts.push({ key: facet, bits: each.reduce((mask, { bits }) => mask.include(bits), new Bits(this.items.length)) });
    }
    if (state.from !== null || state.to !== null) {
      const range = new Bits(this.items.length);
      this.items.forEach((item, i) => {
        if (item.hours >= (state.from ?? 0) && item.hours <= (state.to ?? Infinity)) range.add(i);
      });
      parts.push({ key: "#hours", bits: range });
    }
    if (text) parts.push({ key: "#text", bits: text.bits });
    return parts;
  }

  /** The part's cards, with those that do not say when they are to be left in. */
  #wide({ key, bits }, state) {
    if (!state.unsure || key === "#text") return bits;
    return new Bits(this.items.length, bits.words.slice()).include(this.#silent(key));
  }

  /** The cards that say nothing of a facet, or of their hours. */
  #silent(key) {
    if (this.unsaid.has(key)) return this.all;
    this.silent ??= new Map();
    if (!this.silent.has(key)) {
      const said = new Bits(this.items.length);
      if (key === "#hours") this.items.forEach((item, i) => item.hours >= 0 && said.add(i));
      else for (const [value, n] of this.facets.get(key)) if (value !== UNKNOWN) said.include(this.#of(n));
      this.silent.set(key, this.all.without(said));
    }
    return this.silent.get(key);
  }

  #order(bits, state, text) {
    const order = [];
    for (let i = 0; i < this.items.length; i++) if (bits.has(i)) order.push(i);
    const items = this.items;
    const sort = state.sort || (text ? "relevans" : "tittel");
    const by = {
      relevans: text ? (a, b) => text.score.get(b) - text.score.get(a) : null,
      nyeste: (a, b) => items[b].newest - items[a].newest,
      timer: (a, b) => items[b].hours - items[a].hours,
      fase: (a, b) => items[a].phase - items[b].phase,
    }[sort];
    return by ? order.sort((a, b) => by(a, b) || a - b) : order;
  }
}

const together = (masks, all) => masks.reduce((a, b) => a.and(b), all);
