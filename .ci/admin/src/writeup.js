// One file of the knowledge base as the form sees it, and back. Decap's own YAML rewrites the whole front matter on
// every save (comments, quotes and order are lost, dates and numbers guessed at). Here only what changed is written.
import { Document, isMap, isPair, isScalar, isSeq, parseDocument } from "yaml";

export const ORIGINAL = "_original"; // the file's text, carried with the entry so that the rest of it can be kept
export const BROKEN = "_broken";
const OPTIONS = { schema: "failsafe", strict: true, uniqueKeys: true };
const STYLE = { lineWidth: 0, flowCollectionPadding: false };
// Mirrors macros/authoring/yaml/scalars.py: plain only where YAML 1.1, YAML 1.2 and our own reader see the same text.
const INDICATOR = /^[-?:,[\]{}#&*!|>'"%@`.=~<]/;
const UNSAFE = /: |:$| #|[\t\n\\]|[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
const WORD = /^(true|false|yes|no|on|off|y|n|null|~|[-+]?\.inf|\.nan|<<|=)$/i;
const NUMBERLIKE = /^[-+.]?[0-9][0-9a-fA-FoxOXtTzZeE_.,:+\- ]*$/;
const PLAIN_VALUE = /^(-?\d+(\.\d+)?|\d{4}-\d{2}(-\d{2})?|true|false)$/;

const blank = (v) =>
  v === null || v === undefined || (typeof v === "string" && !v.trim()) ||
  (Array.isArray(v) && v.every(blank)) ||
  (typeof v === "object" && !Array.isArray(v) && Object.values(v).every(blank));

/** What the form leaves behind for cleared fields ("", null, [], blank items) is left out of the file. */
export function prune(value) {
  if (Array.isArray(value)) return value.filter((v) => !blank(v)).map(prune);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).filter(([, v]) => !blank(v)).map(([k, v]) => [k, prune(v)]));
  return typeof value === "string" ? value : String(value);
}

export function same(a, b) {
  if (a === b) return true;
  if (!a || !b || typeof a !== "object" || typeof b !== "object" || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => k in b && same(a[k], b[k]));
}

const fold = (text) => text.normalize("NFC").toLowerCase().replace(/[\s\-–_«»"“”']+/g, " ").trim();

function known(field, text) {
  if (typeof text !== "string" || !field.options) return text;
  const wanted = fold(text);
  const found = field.options.find((o) => [o.value, o.label, ...(o.also ?? [])].some((w) => fold(w) === wanted));
  return found ? found.value : text;
}

/** The one shape the form's widgets can show: one value where several may stand becomes a list, a word a record. */
export function shaped(data, fields) {
  const out = { ...data };
  for (const field of fields) {
    const value = out[field.name];
    if (value !== undefined && !blank(value)) out[field.name] = shapedValue(value, field);
  }
  return out;
}

function shapedValue(value, field) {
  if (field.widget === "list" || field.multiple) {
    const items = Array.isArray(value) ? value : [value];
    if (!field.fields) return items.map((item) => known(field, item));
    return items.map((item) => (typeof item === "string" ? { [field.fields[0].name]: item } : shaped(item, field.fields)));
  }
  if (field.widget === "object") {
    if (typeof value === "string") value = Object.fromEntries((field.word_as ?? [field.fields[0].name]).map((n) => [n, value]));
    return Array.isArray(value) ? value : shaped(value, field.fields);
  }
  return known(field, value);
}

/** Front matter and body apart. `head` is everything before the YAML, `tail` the line that ends it. */
function split(text) {
  const first = /^-{3,}[ \t]*\n/.exec(text);
  const end = first && /^-{3,}[ \t]*(\n|$)/m.exec(text.slice(first[0].length));
  if (!end) return { head: "---\n", front: "", tail: "---\n", body: text, none: true };
  const front = text.slice(first[0].length, first[0].length + end.index);
  return { head: first[0], front, tail: end[0], body: text.slice(first[0].length + end.index + end[0].length) };
}

/** Reads and writes files of one collection. `fields` are the collection's, `order` the keys' in a file, `body` whether text
 * follows; `first` takes out of an entry what is not for its file. */
export function format(fields, { body = true, words = {}, order = fields.map((f) => f.name), first = (entry) => entry } = {}) {
  const parts = (text) => {
    const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    return body ? split(plain) : { head: "", front: plain, tail: "", body: "" };
  };
  const read = (text) => {
    const { front, body: rest } = parts(text);
    const doc = parseDocument(front, OPTIONS);
    if (doc.errors.length) throw new Error(doc.errors[0].message);
    if (doc.contents && !isMap(doc.contents)) throw new Error("not a mapping");
    return { doc, data: shaped(doc.toJS() ?? {}, fields), text: rest.replace(/^\n+/, "") };
  };

  return {
    fromFile(text) {
      try {
        const { data, text: rest } = read(text);
        return { ...data, ...(body && rest.trim() ? { body: rest } : {}), [ORIGINAL]: text };
      } catch (error) {
        // Shown in the list, and refused when somebody tries to save it: nothing of the file is lost.
        return { title: words.broken ?? "", [BROKEN]: String(error.message), [ORIGINAL]: text };
      }
    },
    toFile(entry) {
      const { body: written = "", [ORIGINAL]: original, [BROKEN]: broken, ...rest } = first(entry);
      if (broken) throw new Error(`${words.refused ?? ""} ${broken}`);
      const had = original === undefined ? {} : prune(read(original).data);
      const wanted = numbered(prune(shaped(prune(rest), fields)), had, fields);
      if (original === undefined) {
        const front = blank(wanted) ? "" : fresh(wanted, fields, order);
        return body ? `---\n${front}---\n\n${ended(written.replace(/^\n+/, ""))}` : front;
      }
      const { head, front, tail, body: oldBody, none } = parts(original);
      const before = read(original);
      let next = spliced(front, before, wanted, fields, order);
      if (!same(prune(shaped(parseDocument(next, OPTIONS).toJS() ?? {}, fields)), wanted)) next = fresh(wanted, fields, order);
      const text = written === before.text || (blank(written) && !before.text.trim())
        ? oldBody
        : (/^\n*/.exec(oldBody)[0] || (body ? "\n" : "")) + ended(written.replace(/^\n+/, ""));
      const all = none && blank(wanted) ? text : body ? head + next + (tail.endsWith("\n") ? tail : `${tail}\n`) + text : next;
      const result = same(wanted, prune(before.data)) && text === oldBody ? original.replace(/\r\n?/g, "\n") : all;
      return /\r\n/.test(original) ? result.replace(/\n/g, "\r\n") : result;
    },
  };
}

/** Items that must have a name of their own and have none get the next number, as `new_id` in macros/content/model/benefit.py. */
function numbered(wanted, had, fields) {
  for (const { name, fields: parts = [] } of fields) {
    const part = parts.find((p) => p.numbered);
    if (!part || !Array.isArray(wanted[name]) || same(wanted[name], had[name])) continue;
    const taken = [...wanted[name], ...(had[name] ?? [])].map((item) => String(item[part.name] ?? ""));
    const digits = taken.filter((id) => /^[0-9]{1,4}$/.test(id.slice(part.numbered.length)) && id.startsWith(part.numbered));
    let last = Math.max(0, ...digits.map((id) => Number(id.slice(part.numbered.length))));
    wanted[name] = wanted[name].map((item) => (item[part.name] ? item : { [part.name]: `${part.numbered}${++last}`, ...item }));
  }
  return wanted;
}

const ended = (text) => (text && !text.endsWith("\n") ? `${text}\n` : text);

/** The YAML with only the changed keys written anew; every other line is the author's own. */
function spliced(front, before, wanted, fields, order) {
  const had = prune(before.data);
  const changed = new Set([...Object.keys(had), ...Object.keys(wanted)].filter((k) => !same(had[k], wanted[k])));
  if (!changed.size) return front;
  const doc = before.doc;
  if (!doc.contents || doc.contents.flow || !doc.contents.items.length) return fresh(wanted, fields, order);
  const kept = new Map(chunks(front));
  edit(doc, doc.contents, had, wanted, fields, order, changed);
  if (!doc.contents.items.length) return "";
  const text = doc.toString(STYLE);
  const first = doc.contents.items.length ? front.slice(0, before.doc.contents.range?.[0] ?? 0) : "";
  return first + chunks(text).map(([key, chunk]) => (changed.has(key) || !kept.has(key) ? chunk : ended(kept.get(key)))).join("");
}

/** [key, lines] for each key at the top: from its own line to the next key's. */
function chunks(text) {
  const items = parseDocument(text, OPTIONS).contents?.items ?? [];
  const starts = items.map((p) => p.key.range[0]);
  return items.map((p, i) => [String(p.key.value), text.slice(starts[i], starts[i + 1] ?? text.length)]);
}

function edit(doc, node, had, wanted, fields, order, only) {
  const field = (name) => fields.find((f) => f.name === name) ?? {};
  for (const key of Object.keys(had)) if (!(key in wanted)) node.delete(key);
  for (const [key, value] of Object.entries(wanted)) {
    if (only && !only.has(key)) continue;
    const pair = node.items.find((p) => isPair(p) && String(p.key.value) === key);
    if (pair) pair.value = edited(doc, pair.value, had[key], value, field(key), node.flow);
    else {
      // After the last of those that come before it, so that a comment over the next key stays there.
      const rank = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
      const place = node.items.findLastIndex((p) => rank(String(p.key.value)) <= rank(key)) + 1;
      node.items.splice(place, 0, doc.createPair(key, made(doc, value, field(key), node.flow)));
    }
  }
}

function edited(doc, node, had, wanted, field, flow) {
  if (same(had, wanted)) return node;
  if (isMap(node) && isRecord(wanted) && isRecord(had)) {
    edit(doc, node, had, wanted, field.fields ?? [], (field.fields ?? []).map((f) => f.name));
    return node;
  }
  if (isSeq(node) && Array.isArray(wanted) && Array.isArray(had) && had.length === node.items.length) {
    const free = new Set(had.keys());
    const twin = wanted.map((item) => {
      const at = [...free].find((i) => same(had[i], item));
      if (at !== undefined) free.delete(at);
      return at;
    });
    node.items = wanted.map((item, i) => {
      if (twin[i] !== undefined) return node.items[twin[i]];
      if (free.has(i)) return edited(doc, node.items[i], had[i], item, { ...field, widget: "object", multiple: false }, node.flow);
      return made(doc, item, { ...field, widget: "object", multiple: false }, node.flow);
    });
    return node;
  }
  const result = made(doc, wanted, field, flow);
  if (isScalar(node) && isScalar(result)) result.comment = node.comment;
  return result;
}

const isRecord = (v) => v && typeof v === "object" && !Array.isArray(v);

function made(doc, value, field, flow) {
  if (field.alone && isRecord(value) && Object.keys(value).join() === field.word_as.join())
    return made(doc, value[field.word_as[0]], { plain: true }, flow); // measured: 12, not measured: {value: 12}
  if (typeof value === "string") {
    const node = doc.createNode(value);
    const word = value && value === value.trim() && !INDICATOR.test(value) && !UNSAFE.test(value) && !WORD.test(value) &&
      !NUMBERLIKE.test(value) && !(flow && /[[\]{},]/.test(value));
    node.type = word || (field.plain && PLAIN_VALUE.test(value)) ? "PLAIN" : value.includes("\n") && !flow ? "BLOCK_LITERAL" : "QUOTE_DOUBLE";
    return node;
  }
  const words = Array.isArray(value) && value.every((v) => typeof v === "string");
  const short = words || flow || (field.inline && isRecord(value));
  const node = doc.createNode(Array.isArray(value) ? [] : {});
  node.flow = Boolean(short);
  const item = { ...field, widget: "object", multiple: false };
  const of = (name) => (field.fields ?? []).find((f) => f.name === name) ?? {};
  if (Array.isArray(value)) node.items = value.map((v) => made(doc, v, item, node.flow));
  else for (const [k, v] of Object.entries(value)) node.add(doc.createPair(k, made(doc, v, of(k), node.flow)));
  return node;
}

function fresh(wanted, fields, order) {
  const doc = new Document({}, OPTIONS);
  const rank = (k) => (order.includes(k) ? order.indexOf(k) : order.length);
  const keys = Object.keys(wanted).sort((a, b) => rank(a) - rank(b));
  for (const k of keys) doc.contents.add(doc.createPair(k, made(doc, wanted[k], fields.find((f) => f.name === k) ?? {}, false)));
  return keys.length ? doc.toString(STYLE) : "";
}
