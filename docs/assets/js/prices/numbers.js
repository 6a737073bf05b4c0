// Numbers as people type them, and as the fields show them.

/** «4,90», «450 000», «4.90», «1.234,50», «60 %» -> a number; empty -> null; anything else is given back as it was. */
export function parse(text, isPercent = false) {
  const trimmed = text.trim();
  if (!trimmed) return null;
  const digits = trimmed.replace(/\s*(%|kr\.?|,-)$/i, "").replace(/[\s\u00a0\u202f]/g, "").replace("−", "-");
  const commas = /^-?\d{1,3}(\.\d{3})+(,\d+)$/.test(digits) ? digits.replaceAll(".", "").replace(",", ".") : digits.replace(",", ".");
  // «450.000» may be 450 or 450 000: better to ask than to guess.
  if (!/^-?\d{1,15}(\.\d{1,10})?$/.test(commas) || /^-?[1-9]\d{0,2}\.000$/.test(digits)) return trimmed;
  const number = Number(commas);
  return isPercent ? Number((number / 100).toPrecision(12)) : number;
}

/** A field's value as people read it; texts (what could not be understood) as they are. */
export function format(value, { percent = false, year = false } = {}) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "number") return String(value);
  const number = percent ? Number((value * 100).toPrecision(12)) : value;
  if (year) return String(number);
  return number.toLocaleString("nb-NO", { maximumFractionDigits: 10 }).replace(/[\u202f ]/g, "\u00a0");
}
