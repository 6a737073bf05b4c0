// A Word document made in the browser: headings, paragraphs and tables, nothing else. No template, no library but the archive.
import { strToU8, zipSync } from "../vendor/fflate.js";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
// What XML cannot hold is left out; the rest is escaped.
const escaped = (text) => String(text).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const run = (text, bold = false) => `<w:r>${bold ? "<w:rPr><w:b/></w:rPr>" : ""}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

export const paragraph = (text, style = "", bold = "") => `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ""}${bold ? run(`${bold} `, true) : ""}${run(text)}</w:p>`;
export const heading = (text, level) => paragraph(text, level ? `Heading${level}` : "Title");

/** A table whose first row is heads, repeated on every page; the first column of words, figures to the right. */
export function table(caption, head, rows) {
  const cell = (text, column, bold) => `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p><w:pPr><w:spacing w:after="40"/>${column ? '<w:jc w:val="right"/>' : ""}</w:pPr>${run(text, bold)}</w:p></w:tc>`;
  const row = (cells, isHead) => `<w:tr><w:trPr><w:cantSplit/>${isHead ? "<w:tblHeader/>" : ""}</w:trPr>${cells.map((text, i) => cell(text, i, isHead)).join("")}</w:tr>`;
  const edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="7A8B8B"/>`).join("");
  const properties = `<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${edges}</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar><w:tblCaption w:val="${escaped(caption).replace(/"/g, "&quot;")}"/></w:tblPr>`;
  const grid = `<w:tblGrid>${head.map(() => "<w:gridCol/>").join("")}</w:tblGrid>`;
  return paragraph(caption, "Caption") + `<w:tbl>${properties}${grid}${row(head, true)}${rows.map((cells) => row(cells, false)).join("")}</w:tbl>` + paragraph("");
}

const style = (id, name, size, more = "") =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="${size * 8}" w:after="100"/>${more}</w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`;
const STYLES = `${XML}<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="nb-NO"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${style("Title", "Title", 40)}${style("Heading1", "heading 1", 30, '<w:outlineLvl w:val="0"/>')}${style("Heading2", "heading 2", 24, '<w:outlineLvl w:val="1"/>')}${style("Caption", "caption", 20)}</w:styles>`;
const KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The finished document as bytes. body: what the functions above gave. */
export function finished(title, body) {
  const part = (name, type) => `<Override PartName="/${name}" ContentType="${type}"/>`;
  const relations = (list) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.map(([type, target], i) => `<Relationship Id="r${i + 1}" Type="${type}" Target="${target}"/>`).join("")}</Relationships>`;
  const files = {
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("word/document.xml", `${KIND}.document.main+xml`)}${part("word/styles.xml", `${KIND}.styles+xml`)}${part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")}</Types>`,
    "_rels/.rels": relations([[`${OFFICE}/officeDocument`, "word/document.xml"], [`${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"]]),
    "word/_rels/document.xml.rels": relations([[`${OFFICE}/styles`, "styles.xml"]]),
    "word/styles.xml": STYLES,
    "docProps/core.xml": `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:language>nb-NO</dc:language></cp:coreProperties>`,
    "word/document.xml": `${XML}<w:document xmlns:w="${W}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="600" w:footer="600" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}
