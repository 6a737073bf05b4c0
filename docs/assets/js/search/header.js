// The search in the header: results grouped by kind, matching words marked, arrow keys between them, Escape closes.
import { siteUrl } from "../base.js";
import { mark, searchEngine } from "./engine.js";

const PER_KIND = 5;

export async function start(box) {
  const field = box.querySelector("input");
  const panel = document.getElementById("im-hits");
  const status = document.getElementById("im-hits-status");
  const spoken = box.closest("[lang]").lang;
  let engine;
  try {
    engine = await searchEngine();
  } catch {
    status.textContent = panel.dataset.failed;
    panel.hidden = false;
    return;
  }
  const words = engine.said[spoken];

  function update() {
    const text = field.value.trim();
    panel.querySelectorAll("section, .im-hits__all, .im-hits__place").forEach((old) => old.remove());
    if (!text) return close();
    const { results, terms, partial, most, unknown, named, begun, outside } = engine.search(text);
    if (outside) panel.append(Object.assign(document.createElement("p"), { className: "im-hits__place", textContent: outside.text }));
    if (named.length) panel.append(municipalities(named));
    // The group with the best hit first: who asks for a deadline wants the page about it.
    for (const kind of new Set(results.map(({ doc }) => doc.kind))) panel.append(group(kind, results.filter(({ doc }) => doc.kind === kind), terms));
    if (begun.length) panel.append(municipalities(begun));
    const n = results.length + named.length + begun.length;
    const missing = unknown.map((one) => fill(one.instead ? words.instead : words.unknown, one));
    const count = n ? `${n} ${n === 1 ? words.one : words.other}` : outside ? "" : words.none;
    status.textContent = [...missing, partial ? words.partial : most && words.most, count].filter(Boolean).join(" ");
    if (results.some(({ doc }) => doc.kind === "project")) panel.append(all(text));
    panel.hidden = false;
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  function group(kind, hits, terms) {
    const section = document.createElement("section");
    const heading = Object.assign(document.createElement("h2"), { textContent: `${words[kind]} (${hits.length})` });
    const list = document.createElement("ul");
    for (const { doc } of hits.slice(0, PER_KIND)) {
      const link = Object.assign(document.createElement("a"), { href: doc.url });
      const title = Object.assign(document.createElement("strong"), {});
      mark(title, doc.title, terms, engine.language);
      const about = document.createElement("span");
      mark(about, doc.summary, terms, engine.language);
      // A screen reader must know when a title is in another language than the words around it.
      if (doc.written !== spoken) title.lang = about.lang = doc.written;
      link.append(title, " ", about);
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    section.append(heading, list);
    return section;
  }

  /** Municipalities that are called what is typed, or begin so; a former name or a district says so. */
  function municipalities(found) {
    const section = document.createElement("section");
    const list = document.createElement("ul");
    for (const { place, name } of found.slice(0, PER_KIND)) {
      const link = Object.assign(document.createElement("a"), { href: place.url });
      const other = name.text === place.label ? [] : [fill(words[name.kind] ?? "{name}", { name: name.text })];
      const said = [...other, place.county].join(" · ");
      link.append(Object.assign(document.createElement("strong"), { textContent: place.label }), " ", Object.assign(document.createElement("span"), { textContent: said }));
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    section.append(Object.assign(document.createElement("h2"), { textContent: `${words.place} (${found.length})` }), list);
    return section;
  }

  function all(text) {
    const link = Object.assign(document.createElement("a"), {
      href: siteUrl("/prosjekter/?") + new URLSearchParams({ q: text }),
      className: "im-hits__all",
      textContent: words.all,
    });
    return link;
  }

  function close() {
    panel.hidden = true;
  }

  const links = () => [field, ...panel.querySelectorAll("a")];
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (panel.hidden) return;
      event.preventDefault();
      field.focus(); // before closing: focus on the field shows the results again
      close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !panel.hidden) {
      event.preventDefault();
      const all = links();
      all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    }
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) close();
  });
  field.addEventListener("focus", () => field.value.trim() && update());
  field.addEventListener("input", update);
  if (document.activeElement === field || field.value) update();
}
