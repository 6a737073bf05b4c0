// Blocks as elements: the same HTML as macros/prices/templates/price_section.html. Text goes in as text only.
const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; null attributes are left out, strings become text. */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

/** A model's title and parts as elements. name: the beginning of every id. */
export function section(title, { about, parts }, name, level, t) {
  const head = (depth, id, words) => el(`h${depth}`, { id }, words);
  return el("section", { class: "im-price", "aria-labelledby": name }, head(level, name, title), about.map(text), parts.map((part) => {
    const id = `${name}-${part.name}`;
    return el("section", { class: "im-price__part", "aria-labelledby": id }, head(level + 1, id, part.title), part.blocks.map((block) => draw(block, name, t)));
  }));
}

export function draw(block, name, t) {
  return { text, table: (b) => table(b, t), figures, chart: (b) => chart(b, `${name}-chart`), columns: (b) => columns(b, `${name}-years-chart`) }[block.kind](block);
}

export function text({ text: words, strong, style }) {
  const name = { notice: "im-price__notice", quiet: "im-quiet" }[style] ?? "im-price__text";
  return el("p", { class: name }, strong ? [el("strong", {}, strong), " "] : [], words);
}

const marks = ({ figure, value }) => (figure ? { "data-figure": figure, "data-value": String(value) } : {});

function cell(c, tag, scope, number) {
  const words = c.figure ? el("span", marks(c), c.text) : c.text;
  return el(tag, { scope, class: number ? "im-num" : null }, words, c.small ? el("small", {}, c.small) : null);
}

function table({ caption, head, rows, words, sums }, t) {
  const heads = head.map((h, i) => (h ? el("th", { scope: "col", class: i >= words ? "im-num" : null }, h) : el("td")));
  const body = rows.map((row, i) =>
    el("tr", { class: i >= rows.length - sums ? "im-price__sum" : null },
      row.map((c, j) => cell(c, j ? "td" : "th", j ? null : "row", j >= words))));
  return el("div", { class: "im-table", role: "region", tabindex: "0", "aria-label": t("price.scroll", { title: caption }) },
    el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, heads)), el("tbody", {}, body)));
}

function figures({ items }) {
  return el("dl", { class: "im-price__figures" }, items.map((f) =>
    el("div", {}, el("dt", {}, f.label), el("dd", {}, el("strong", marks(f), f.text), f.note ? el("span", {}, f.note) : null))));
}

function chart(b, name) {
  const percent = (value) => `${value.toFixed(2)}%`;
  const bars = b.bars.flatMap((bar, i) => {
    const y = i * 64;
    const sides = [bar.worse, bar.better].map((x) => svg("rect", {
      x: percent(Math.min(x, b.base)), y: y + 22, width: percent(Math.abs(x - b.base)), height: 14,
      class: `im-price__bar im-price__bar--${x < b.base ? "less" : "more"}`,
    }));
    return [
      svg("text", { x: 0, y: y + 14, class: "im-price__bar-name" }, bar.label), ...sides,
      svg("text", { x: 0, y: y + 51, class: "im-price__bar-end" }, bar.ends[0]),
      svg("text", { x: "100%", y: y + 51, "text-anchor": "end", class: "im-price__bar-end" }, bar.ends[1]),
    ];
  });
  const lines = b.bars.flatMap((_, i) => [["zero", b.zero], ["base", b.base]].map(([kind, x]) =>
    svg("line", { x1: percent(x), x2: percent(x), y1: i * 64 + 19, y2: i * 64 + 39, class: `im-price__${kind}` })));
  return el("figure", { class: "im-price__chart" },
    el("figcaption", { "aria-hidden": "true" }, b.title),
    svg("svg", { role: "img", "aria-labelledby": `${name}-title ${name}-desc`, width: "100%", height: b.bars.length * 64 + 8 },
      svg("title", { id: `${name}-title` }, b.title), svg("desc", { id: `${name}-desc` }, b.description), bars, lines),
    el("p", { class: "im-quiet", "aria-hidden": "true" }, b.notes.join(". ") + "."));
}

function columns({ title, description, zero, columns: years }, name) {
  const wide = 100 / years.length;
  const bars = years.flatMap((c, i) => [
    svg("rect", { x: `${(i * wide + wide * 0.15).toFixed(2)}%`, y: (150 - c.high * 1.5).toFixed(1), width: `${(wide * 0.7).toFixed(2)}%`, height: ((c.high - c.low) * 1.5).toFixed(1), class: `im-price__bar im-price__bar--${c.less ? "less" : "more"}` }),
    ...(years.length <= 16 || i % 5 === 0 ? [svg("text", { x: `${(i * wide + wide / 2).toFixed(2)}%`, y: 172, "text-anchor": "middle", class: "im-price__bar-end" }, c.label)] : []),
  ]);
  const y = (150 - zero * 1.5).toFixed(1);
  return el("figure", { class: "im-price__chart" }, el("figcaption", { "aria-hidden": "true" }, title),
    svg("svg", { role: "img", "aria-labelledby": `${name}-title ${name}-desc`, width: "100%", height: 180 },
      svg("title", { id: `${name}-title` }, title), svg("desc", { id: `${name}-desc` }, description), bars, svg("line", { x1: 0, x2: "100%", y1: y, y2: y, class: "im-price__zero" })));
}
