// The inside of an .xlsx file: which part holds which sheet, and what stands in a cell.
import { strFromU8, strToU8, unzipSync, zipSync } from "../vendor/fflate.js";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const UNFOLDED = 40_000_000; // bytes all parts may have together
const PARTS = 300;

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

  /** Writes a text, a number, or nothing (null) into a cell that the sheet has. */
  set(place, name, value) {
    const cell = this.sheet(place).get(name);
    if (!cell) throw new RangeError(`no cell ${name}`);
    cell.replaceChildren();
    cell.removeAttribute("t");
    if (value === null || value === "") return;
    const make = (tag) => cell.ownerDocument.createElementNS(MAIN, tag);
    const content = make(typeof value === "string" ? "t" : "v");
    content.textContent = String(value);
    if (typeof value !== "string") return cell.append(content);
    cell.setAttribute("t", "inlineStr");
    content.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
    const inline = make("is");
    inline.append(content);
    cell.append(inline);
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

/** The text of a string item, without the readings that Asian text may carry. */
function words(item) {
  return [...item.getElementsByTagNameNS(MAIN, "t")].filter((t) => t.parentNode.localName !== "rPh").map((t) => t.textContent).join("");
}
