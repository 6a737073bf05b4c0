// Which cards a state selects, and how many each value would give. Pure: numbers in, numbers out.
// OR within a facet, AND between facets; a facet's own choice does not count for its own numbers.
import { Bits } from "./bitset.js";

export class Selection {
  /** `items`: [{values: [number …], hours, phase, newest}] in title order. `facets`: facet → Map(value → number). */
  constructor(items, facets) {
    this.items = items;
    this.facets = facets;
    this.bits = [];
    items.forEach((item, i) => {
      for (const n of item.values) (this.bits[n] ??= new Bits(items.length)).add(i);
    });
    this.none = new Bits(items.length);
  }

  /** `text`: {bits, score} of the text search, or null. Returns {order: [index …], counts: facet → Map(value → n)}. */
  apply(state, text) {
    const masks = this.#masks(state, text);
    const all = [...masks.values()].reduce((a, b) => a.and(b), Bits.full(this.items.length));
    const counts = new Map();
    for (const [facet, values] of this.facets) {
      let rest = Bits.full(this.items.length);
      for (const [name, mask] of masks) if (name !== facet) rest = rest.and(mask);
      counts.set(facet, new Map([...values].map(([value, n]) => [value, (this.bits[n] ?? this.none).count(rest)])));
    }
    return { order: this.#order(all, state, text), counts, total: all.count() };
  }

  /** How many there would be with one part of the state left out; for advice when there is nothing. */
  without(state, text, dropped) {
    const masks = this.#masks(state, text);
    masks.delete(dropped);
    return [...masks.values()].reduce((a, b) => a.and(b), Bits.full(this.items.length)).count();
  }

  #masks(state, text) {
    const masks = new Map();
    for (const [facet, chosen] of state.chosen) {
      const mask = new Bits(this.items.length);
      for (const value of chosen) mask.include(this.bits[this.facets.get(facet).get(value)] ?? this.none);
      masks.set(facet, mask);
    }
    if (state.from !== null || state.to !== null) {
      const range = new Bits(this.items.length);
      this.items.forEach((item, i) => {
        if (item.hours >= (state.from ?? 0) && item.hours <= (state.to ?? Infinity)) range.add(i);
      });
      masks.set("#hours", range);
    }
    if (text) masks.set("#text", text.bits);
    return masks;
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
