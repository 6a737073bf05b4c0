// The inside of an .xlsx file: which part holds which sheet, and what stands in a cell.
import { strFromU8, strToU8, unzipSync, zipSync } from "../vendor/fflate.js";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const UNFOLDED = 40_000_000; // bytes all parts may have together
const PARTS = 300;
const LONGEST = 32_767; // characters that Excel has room for in a cell
const NO_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g; // what XML cannot hold

/** A workbook that can be read and filled in. Throws for anything that is no workbook, or unfolds to too much. */
export class Workbook {
  constructor(bytes) {
    let [size, count] = [0, 0];
    this.parts = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        count += 1;
        if (size > UNFOLDED || count > PARTS) throw new RangeError("too large");
        return true;
      },
    });
    this.documents = new Map();
    this.book = this.read("xl/workbook.xml");
    const targets = new Map([...this.read("xl/_rels/workbook.xml.rels").querySelectorAll("Relationship")].map((r) => [r.getAttribute("Id"), r.getAttribute("Target")]));
    const path = (target) => (target.startsWith("/") ? target.slice(1) : `xl/${target}`);
    this.sheets = [...this.book.getElementsByTagNameNS(MAIN, "sheet")].map((sheet) => path(targets.get(sheet.getAttributeNS(RELATIONS, "id"))));
    this.names = new Set([...this.book.getElementsByTagNameNS(MAIN, "definedName")].map((name) => name.getAttribute("name")));
    const shared = [...targets.values()].map(path).find((part) => /sharedStrings\.xml$/i.test(part));
    this.strings = shared && this.parts[shared] ? [...this.read(shared).getElementsByTagNameNS(MAIN, "si")].map(words) : [];
    this.cells = new Map();
  }

  /** A part as a document that can be changed; bytes() writes it back. */
  read(part) {
    if (!this.documents.has(part)) {
      if (!this.parts[part]) throw new TypeError(`no ${part}`);
      const text = strFromU8(this.parts[part]);
      if (text.includes("<!DOCTYPE")) throw new TypeError("entities are not read");
      const found = new DOMParser().parseFromString(text, "application/xml");
      if (found.querySelector("parsererror")) throw new TypeError(`broken ${part}`);
      this.documents.set(part, found);
    }
    return this.documents.get(part);
  }

  /** Cell name -> element, for one sheet by its place. */
  sheet(place) {
    if (!this.cells.has(place)) {
      const document = this.read(this.sheets[place]);
      this.cells.set(place, new Map([...document.getElementsByTagNameNS(MAIN, "c")].map((c) => [c.getAttribute("r"), c])));
    }
    return this.cells.get(place);
  }

  /** A text, a number, or null for an empty cell. */
  get(place, name) {
    const cell = this.sheet(place).get(name);
    const value = cell?.getElementsByTagNameNS(MAIN, "v")[0]?.textContent ?? null;
    if (!cell) return null;
    const type = cell.getAttribute("t");
    if (type === "inlineStr") return words(cell) || null;
    if (value === null || type === "e") return null;
    if (type === "s") return this.strings[Number(value)] || null;
    return type === "str" || type === "b" ? value : Number(value);
  }

  /** Writes a text, a number, or nothing (null) into a cell of a row that the sheet has. */
  set(place, name, value) {
    const cell = this.sheet(place).get(name);
    if (cell || (value ?? "") !== "") fill(cell ?? this.#made(place, name), value);
  }

  /** An empty cell where a row has none yet, with the look of its column. */
  #made(place, name) {
    const document = this.read(this.sheets[place]);
    const row = [...document.getElementsByTagNameNS(MAIN, "row")].find((one) => one.getAttribute("r") === name.replace(/\D/g, ""));
    if (!row) throw new RangeError(`no row for ${name}`);
    const number = columnOf(name);
    const look = [...document.getElementsByTagNameNS(MAIN, "col")].find((col) => Number(col.getAttribute("min")) <= number && number <= Number(col.getAttribute("max")))?.getAttribute("style");
    const cell = document.createElementNS(MAIN, "c");
    cell.setAttribute("r", name);
    if (look) cell.setAttribute("s", look);
    row.removeAttribute("spans");
    row.insertBefore(cell, [...row.children].find((other) => columnOf(other.getAttribute("r")) > number) ?? null);
    this.sheet(place).set(name, cell);
    return cell;
  }

  /**
   * Puts rows where the sheet has its second row, each cell with the look of that row's; the sheet's table grows with them.
   * `rows`: lists of texts, numbers or null. A text is a text whatever it begins with.
   */
  fillRows(place, rows) {
    const document = this.read(this.sheets[place]);
    const make = (tag) => document.createElementNS(MAIN, tag);
    const pattern = [...document.getElementsByTagNameNS(MAIN, "row")].find((row) => row.getAttribute("r") === "2");
    const looks = [...pattern.children].map((cell) => [cell.getAttribute("r").replace(/\d+/, ""), cell.getAttribute("s")]);
    const made = rows.map((values, n) => {
      const row = make("row");
      row.setAttribute("r", n + 2);
      looks.forEach(([column, look], i) => {
        const cell = row.appendChild(make("c"));
        cell.setAttribute("r", column + (n + 2));
        if (look) cell.setAttribute("s", look);
        fill(cell, typeof values[i] === "string" ? values[i].replace(NO_TEXT, "").slice(0, LONGEST) : values[i]);
      });
      return row;
    });
    if (made.length) pattern.replaceWith(...made);
    this.cells.delete(place);
    const whole = `A1:${looks.at(-1)[0]}${Math.max(made.length, 1) + 1}`;
    document.getElementsByTagNameNS(MAIN, "dimension")[0]?.setAttribute("ref", whole);
    for (const table of this.#tables(place)) for (const part of [table.documentElement, ...table.getElementsByTagNameNS(MAIN, "autoFilter")]) part.setAttribute("ref", whole);
  }

  #tables(place) {
    const part = relationsOf(this.sheets[place]);
    if (!this.parts[part]) return [];
    const targets = [...this.read(part).querySelectorAll("Relationship")].map((r) => r.getAttribute("Target")).filter((target) => target.includes("/tables/"));
    return targets.map((target) => this.read(target.replace(/^(\.\.|\/xl)\//, "xl/")));
  }

  /** The figures a formula had are taken away, so that every program works them out anew. */
  forgetResults() {
    for (let place = 0; place < this.sheets.length; place += 1)
      for (const cell of this.sheet(place).values()) {
        if (!cell.getElementsByTagNameNS(MAIN, "f")[0]) continue;
        for (const value of [...cell.getElementsByTagNameNS(MAIN, "v")]) value.remove();
        cell.removeAttribute("t");
      }
    const calculation = this.book.getElementsByTagNameNS(MAIN, "calcPr")[0];
    calculation?.setAttribute("fullCalcOnLoad", "1");
  }

  /** The value beside a formula: what is shown where nothing is worked out, in a protected view or on a phone. */
  result(place, name, value) {
    const cell = this.sheet(place).get(name);
    if (!cell) throw new RangeError(`no cell ${name}`);
    for (const old of [...cell.getElementsByTagNameNS(MAIN, "v")]) old.remove();
    cell.removeAttribute("t");
    if (typeof value === "string") cell.setAttribute("t", "str");
    const content = cell.ownerDocument.createElementNS(MAIN, "v");
    content.textContent = String(value);
    cell.append(content);
  }

  /** Makes a cell a link to an address; a cell holds 2 079 characters of one before «#», and as many after. */
  link(place, name, address) {
    const rels = this.read(relationsOf(this.sheets[place]));
    const document = this.read(this.sheets[place]);
    const relation = rels.documentElement.appendChild(rels.createElementNS(rels.documentElement.namespaceURI, "Relationship"));
    const [target, ...location] = address.split("#");
    const id = `link${name}`;
    for (const [key, value] of Object.entries({ Id: id, Type: `${RELATIONS}/hyperlink`, Target: target, TargetMode: "External" })) relation.setAttribute(key, value);
    const made = document.createElementNS(MAIN, "hyperlink");
    made.setAttribute("ref", name);
    made.setAttributeNS(RELATIONS, "r:id", id);
    if (location.length) made.setAttribute("location", location.join("#"));
    const list = document.getElementsByTagNameNS(MAIN, "hyperlinks")[0] ?? document.createElementNS(MAIN, "hyperlinks");
    list.append(made);
    // The order of a sheet's parts is fixed: its links stand right before what is said of the paper.
    const next = ["printOptions", "pageMargins"].map((tag) => document.getElementsByTagNameNS(MAIN, tag)[0]).find(Boolean);
    if (!list.parentNode) next.before(list);
  }

  /** The addresses that a sheet's cells link to. */
  links(place) {
    const part = relationsOf(this.sheets[place]);
    const targets = this.parts[part] ? new Map([...this.read(part).querySelectorAll("Relationship")].map((r) => [r.getAttribute("Id"), r.getAttribute("Target")])) : new Map();
    const links = [...this.read(this.sheets[place]).getElementsByTagNameNS(MAIN, "hyperlink")];
    return links.map((link) => [targets.get(link.getAttributeNS(RELATIONS, "id")), link.getAttribute("location")].filter(Boolean).join("#"));
  }

  /** Shows the first lines of a list and hides the others, on screen and on paper. */
  showRows(place, first, shown, count) {
    const rows = new Map([...this.read(this.sheets[place]).getElementsByTagNameNS(MAIN, "row")].map((row) => [row.getAttribute("r"), row]));
    for (let i = 0; i < count; i += 1) {
      const row = rows.get(String(first + i));
      if (i < shown) row?.removeAttribute("hidden");
      else row?.setAttribute("hidden", "1");
    }
  }

  /** The file's title: the model's name. */
  set title(text) {
    this.read("docProps/core.xml").getElementsByTagName("dc:title")[0].textContent = text;
  }

  /** The file's category: our workbooks have one when their figures are made up. */
  get category() {
    return this.parts["docProps/core.xml"] ? (this.read("docProps/core.xml").getElementsByTagName("cp:category")[0]?.textContent ?? "") : "";
  }

  set category(text) {
    const core = this.read("docProps/core.xml");
    const space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    const found = core.getElementsByTagName("cp:category")[0] ?? core.documentElement.appendChild(core.createElementNS(space, "cp:category"));
    found.textContent = text;
  }

  bytes() {
    const written = [...this.documents].map(([part, document]) => {
      const text = new XMLSerializer().serializeToString(document);
      return [part, strToU8(text.startsWith("<?xml") ? text : '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)];
    });
    return zipSync({ ...this.parts, ...Object.fromEntries(written) });
  }
}

/** The number of a cell's column: 1 for A. */
const columnOf = (name) => [...name.replace(/\d/g, "")].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

/** The part that says which other parts and addresses a sheet names. */
const relationsOf = (sheet) => sheet.replace(/([^/]+)$/, "_rels/$1.rels");

/** Writes a text, a number, or nothing (null) into a cell. */
function fill(cell, value) {
  cell.replaceChildren();
  cell.removeAttribute("t");
  if (value === null || value === "") return;
  const make = (tag) => cell.ownerDocument.createElementNS(MAIN, tag);
  const content = make(typeof value === "string" ? "t" : "v");
  content.textContent = String(value);
  if (typeof value !== "string") return void cell.append(content);
  cell.setAttribute("t", "inlineStr");
  content.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
  const inline = make("is");
  inline.append(content);
  cell.append(inline);
}

/** The text of a string item, without the readings that Asian text may carry. */
function words(item) {
  return [...item.getElementsByTagNameNS(MAIN, "t")].filter((t) => t.parentNode.localName !== "rPh").map((t) => t.textContent).join("");
}
