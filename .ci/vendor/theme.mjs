// Writes docs/assets/vendor/theme.css: the theme's styles for what our templates and texts can hold, a tenth of them.
// The theme's own sheet dresses its menus, search, tabs, comments and forty extensions, none of which is here.
// Usage: node theme.mjs main.<hash>.min.css "name version" out.css
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import * as esbuild from "esbuild";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const [sheet, version, out] = process.argv.slice(2);
const root = new URL("../../", import.meta.url).pathname;
const original = readFileSync(sheet, "utf8");
const sources = ["overrides/**/*.html", "macros/*/templates/*.html", "docs/assets/js/**/*.js"].map((s) => root + s);
// What Markdown and the texts of others can become (macros/content/markdown/body.py), whether or not a template has it today.
const elements = `html body h1 h2 h3 h4 h5 h6 p br hr ul ol li dl dt dd strong em b i code pre blockquote table thead tbody tfoot
  caption tr th td a img div sup sub abbr del ins kbd span small q cite details summary mark figure figcaption svg input button
  select textarea label dir ltr`.split(/\s+/);
const [purged] = await new PurgeCSS().purge({
  content: sources,
  css: [{ raw: original }],
  keyframes: true,
  defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
  safelist: { standard: elements, greedy: [/admonition/, /footnote/] },
});

const css = postcss.parse(purged.css);
// Right to left is not written here; the class «focus-visible» is set by a program of the theme that is not loaded, and
// without it the rules would take the outline from folded texts and code.
const unused = (selector) => /\[dir=rtl\]|\.focus-visible/.test(selector);
css.walkRules((rule) => {
  if (rule.parent.name?.endsWith("keyframes")) return;
  rule.selectors = rule.selectors.filter((s) => !unused(s));
  if (rule.selectors.every((s) => !s)) rule.remove();
});
css.walkAtRules((rule) => {
  // Our own sheet says how wide a page of paper is.
  if (rule.name === "page" || (rule.nodes && rule.nodes.length === 0)) rule.remove();
});
// Names that nothing reads, and those that only they read: icons and colours of what is not here.
const own = readdirSync(`${root}docs/assets`).filter((f) => f.endsWith(".css")).map((f) => readFileSync(`${root}docs/assets/${f}`, "utf8")).join("");
for (let removed = true; removed; ) {
  removed = false;
  const text = own + css.toString();
  css.walkDecls(/^--/, (decl) => {
    if (text.includes(`var(${decl.prop})`) || text.includes(`var(${decl.prop},`)) return;
    const rule = decl.parent;
    decl.remove();
    if (rule.nodes.length === 0) rule.remove();
    removed = true;
  });
}
const { code } = await esbuild.transform(css.toString(), { loader: "css", minify: true, target: ["safari15"] });
const mark = createHash("sha256").update(original).digest("hex");
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `/* The styles of ${version} (MIT, see js/vendor/LICENSES.txt) that this site uses. Made by make vendor; do not edit.
   From ${basename(sheet)}, sha256 ${mark} */\n${code}`);
