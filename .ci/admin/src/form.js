// Starts Decap with our configuration and our way of writing files. Everything it needs lies beside it.
import { parse } from "yaml";
import { besides, taken } from "./newwords.js";
import { teller, withTelling } from "./value_rules.js";
import { format } from "./writeup.js";

const page = document.getElementById("im-admin");
const settings = JSON.parse(document.getElementById("im-admin-settings").textContent);

/** Every field of a collection, also when its files have different ones. */
function fieldsOf(collection) {
  const all = collection.fields ?? collection.files.flatMap((file) => file.fields);
  return all.filter((field, i) => all.findIndex((f) => f.name === field.name) === i);
}

/** Decap's Norwegian with our words in place of those that are missing or poor: `a.b.c` names a phrase in it. */
function translated(phrases) {
  const all = structuredClone(phrases);
  for (const [path, text] of Object.entries(settings.words.decap)) {
    const steps = path.split(".");
    const last = steps.pop();
    steps.reduce((here, step) => (here[step] ??= {}), all)[last] = text;
  }
  return all;
}

/** Decap compiles a check of its configuration from text, which the page's policy forbids. Ours is made by a program
 * and held by tests, so what would be compiled is answered by a check that finds nothing wrong. */
function withoutCompiling() {
  const nothingWrong = () => () => true;
  window.Function = new Proxy(Function, { construct: () => nothingWrong, apply: () => nothingWrong });
}

/** Decap starts itself when it is loaded, unless it is told not to; it is 5 MB, so it waits until it is wanted. The build
 * puts in the hash that it is held to (`DECAP_INTEGRITY`); the parts it fetches later itself have none. */
function decap() {
  window.CMS_MANUAL_INIT = true;
  return new Promise((done, failed) => {
    const about = { src: "decap-cms.js", integrity: DECAP_INTEGRITY, onload: done };
    const script = Object.assign(document.createElement("script"), about);
    script.onerror = () => failed(new Error("decap-cms.js"));
    document.head.append(script);
  });
}

/** The new words of the project that was written last: it is written just before it is saved. */
let asked = { organisations: [], rounds: [] };
function withoutNewWords(entry) {
  const { entry: rest, found } = taken(entry, settings.words.round);
  asked = found;
  return rest;
}

/** Whatever saves (GitHub, or decap-server on one's own machine) puts the word lists beside the project. */
function withLists(name) {
  const known = CMS.getBackend(name);
  const init = known.init;
  known.init = (...given) => besides(init(...given), () => asked);
}

async function start() {
  const response = await fetch("config.yml", { cache: "no-cache" });
  if (!response.ok) throw new Error(String(response.status));
  withoutCompiling();
  await decap();
  const { check, ...made } = parse(await response.text());
  const config = Object.assign(made, settings.config);
  withTelling(CMS, window, teller(check));
  for (const collection of config.collections) {
    const text = collection.format.startsWith("innomed-text");
    CMS.registerCustomFormat(collection.format, text ? "md" : "yml", format(fieldsOf(collection), { body: text, words: settings.words, order: collection.order, first: collection.name === "projects" ? withoutNewWords : undefined }));
  }
  ["github", "proxy"].forEach(withLists);
  CMS.registerLocale(config.locale, translated(CMS.getLocale(config.locale)));
  page.remove();
  CMS.init({ config: { ...config, load_config_file: false } });
}

function failed(error) {
  const told = document.getElementById("im-admin-failed");
  told.hidden = false;
  told.append(` (${error.message})`);
}

// Without sign-in the page itself says what to do. On one's own machine the form can write to a local copy instead.
const local = ["127.0.0.1", "localhost"].includes(location.hostname);
const button = document.getElementById("im-admin-local");
const query = new URLSearchParams(location.search);
if (query.has("vis")) {
  // «Se siden» leads here, because Decap cannot say «the folder's name, or else the file's».
  const [folder, file] = query.get("vis").split("/");
  const under = { projects: "/prosjekter", tools: "/verktoy" }[query.get("i")] ?? "";
  location.replace(`${settings.site}${under}/${encodeURIComponent(folder || file)}/`);
} else if (settings.ready) start().catch(failed);
else if (local && button) {
  button.hidden = false;
  button.querySelector("button").addEventListener("click", () => start().catch(failed));
}
