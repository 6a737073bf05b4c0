// A draft from outside (an address, a file): only what a model consists of gets in, within the model's limits.
import { Inflate, deflateSync, strFromU8, strToU8 } from "../vendor/fflate.js";
import { LISTS, PARAMETERS, RAMP, RAMP_YEARS, VALUES, emptyDraft, get, listPaths, room } from "./fields.js";
import { PAYERS } from "./sides.js";
import { VARIES } from "./turned.js";

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/; // the project that a model is about, when its page led here
const LONGEST = 300; // characters in one text
const ROLES = 40;
const LARGEST = 200_000; // bytes an address may unfold to
const LARGEST_ADDRESS = 60_000; // characters

/** A draft with what the object has of a model; throws TypeError when it is nothing of the kind. */
export function draftFrom(object, year) {
  if (!isMapping(object) || !isMapping(object.before) || !isMapping(object.after)) throw new TypeError("no model");
  const draft = emptyDraft(year);
  // Links from before the model had a field leave it as it is from the start.
  for (const field of VALUES) if (field.name in object) draft[field.name] = plain(object[field.name]);
  draft.example = object.example === true;
  if (SLUG.test(object.project)) draft.project = object.project;
  for (const [path, kind] of listPaths()) {
    const rows = get(object, path);
    if (!Array.isArray(rows)) continue;
    const target = get(draft, path);
    for (const row of rows.slice(0, room(kind)).filter(isMapping))
      target.push({ ...Object.fromEntries(LISTS[kind].map((field) => [field.name, field.kind === "payer" ? payer(row.payer) : plain(row[field.name])])), ...range(row, kind) });
  }
  for (const name of ["rates", "worked_hours"])
    for (const [role, value] of Object.entries(isMapping(object[name]) ? object[name] : {}).slice(0, ROLES))
      if (usableName(role)) draft[name][role] = plain(value);
  for (const name of RAMP) {
    const years = isMapping(object.ramp_up) ? object.ramp_up[name] : null;
    if (Array.isArray(years)) draft.ramp_up[name] = years.slice(0, RAMP_YEARS).map(plain);
  }
  for (const name of PARAMETERS) {
    const ends = isMapping(object.sensitivity) ? object.sensitivity[name] : null;
    if (Array.isArray(ends)) draft.sensitivity[name] = [plain(ends[0]), plain(ends[1])];
  }
  return draft;
}

/** Whether a role may be called this: some names mean something else to the language the page is written in. */
export const usableName = (name) => name.trim() !== "" && name.length <= LONGEST && name !== "__proto__";

/** The ranges of a line's numbers, if the list is of a kind that has them. */
function range(row, kind) {
  if (!VARIES[kind]) return {};
  const ends = (name) => (isMapping(row.range) && Array.isArray(row.range[name]) ? [plain(row.range[name][0]), plain(row.range[name][1])] : null);
  return { range: Object.fromEntries(VARIES[kind].map((name) => [name, ends(name)]).filter(([, found]) => found)) };
}

const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function plain(value) {
  if (typeof value === "string") return value.slice(0, LONGEST);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function payer(value) {
  if (!isMapping(value)) return PAYERS.includes(value) ? value : null;
  return Object.fromEntries(PAYERS.filter((name) => Object.hasOwn(value, name)).map((name) => [name, plain(value[name])]));
}

/** The draft as the part of an address behind «#m=». */
export function pack(draft) {
  const bytes = deflateSync(strToU8(JSON.stringify(draft)), { level: 9 });
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The draft behind «#m=»; throws for anything that is no draft, or unfolds to too much. */
export function unpack(text, year) {
  if (text.length > LARGEST_ADDRESS) throw new RangeError("too long");
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const parts = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate((chunk, last) => {
    size += chunk.length;
    if (size > LARGEST) throw new RangeError("too large");
    parts.push(chunk);
    ended = last;
  });
  // In small pieces, so that the limit stops it before much has been unfolded.
  for (let at = 0; at < bytes.length; at += 64) inflate.push(bytes.subarray(at, at + 64), at + 64 >= bytes.length);
  if (!ended) throw new RangeError("not whole");
  const whole = new Uint8Array(size);
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return draftFrom(JSON.parse(strFromU8(whole)), year);
}
