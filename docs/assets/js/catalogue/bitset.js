// Sets of card numbers as bits: 10 000 cards are 313 words, so every count of every value takes well under a millisecond.
export class Bits {
  constructor(size, words) {
    this.size = size;
    this.words = words ?? new Uint32Array((size + 31) >>> 5);
  }

  static full(size) {
    const bits = new Bits(size);
    bits.words.fill(0xffffffff);
    if (size & 31) bits.words[bits.words.length - 1] = (1 << (size & 31)) - 1;
    return bits;
  }

  add(i) {
    this.words[i >>> 5] |= 1 << (i & 31);
  }

  has(i) {
    return (this.words[i >>> 5] >>> (i & 31)) & 1;
  }

  and(other) {
    return new Bits(this.size, this.words.map((word, i) => word & other.words[i]));
  }

  without(other) {
    return new Bits(this.size, this.words.map((word, i) => word & ~other.words[i]));
  }

  /** Adds every member of `other` to this set. */
  include(other) {
    for (let i = 0; i < this.words.length; i++) this.words[i] |= other.words[i];
    return this;
  }

  /** How many members this set has, or has in common with `other`. */
  count(other) {
    let total = 0;
    for (let i = 0; i < this.words.length; i++) {
      let v = other ? this.words[i] & other.words[i] : this.words[i];
      v -= (v >>> 1) & 0x55555555;
      v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
      total += (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
    }
    return total;
  }
}
