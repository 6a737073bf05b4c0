// Numbers as people type them, and as the fields show them.

/** «4,90», «450 000», «4.90», «5.400», «1.234,50», «60 %» -> a number; empty -> null; anything else is given back as it was.
 *  One dot and exactly three digits after it are thousands, never decimals. */
export function parse(text, isPercent = false) {
  const trimmed = text.trim();
  if (!trimmed) return null;
  const digits = trimmed.replace(/\s*(%|prosent|kr\.?|,-)$/i, "").replace(/[\s\u00a0\u2009\u202f]/g, "").replace("−", "-");
  const grouped = /^-?[1-9]\d{0,2}([.'’]\d{3})+(,\d+)?$/.test(digits);
  const plain = (grouped ? digits.replace(/[.'’]/g, "") : digits).replace(",", ".");
  if (!/^-?\d{1,15}(\.\d{1,10})?$/.test(plain)) return trimmed;
  const number = Number(plain);
  if (!isPercent) return number;
  // «0,04» may be 4 per cent written as a share: asked about, unless the sign says what it is.
  return number > 0 && number < 1 && !/(%|prosent)$/i.test(trimmed) ? trimmed : Number((number / 100).toPrecision(12));
}

/** The two things a small per cent may mean, as [share as per cent, as it stands]; null when the text is no such number. */
export function unsure(text) {
  const number = Number(String(text).replace(",", "."));
  return number > 0 && number < 1 ? [format(number, { percent: true }), format(number)] : null;
}

/** A field's value as people read it; texts (what could not be understood) as they are. */
export function format(value, { percent = false, year = false } = {}) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "number") return String(value);
  const number = percent ? Number((value * 100).toPrecision(12)) : value;
  if (year) return String(number);
  return number.toLocaleString("nb-NO", { maximumFractionDigits: 10 }).replace(/[\u202f ]/g, "\u00a0");
}
