// The calculator of /tjenestepris/. Everything stays in the browser: nothing is stored, nothing is sent.
import { siteUrl } from "../base.js";
import { calculate, validate } from "./arithmetic.js";
import { Actions } from "./actions.js";
import { tell } from "./blocks.js";
import { draftFrom, pack, unpack } from "./draft.js";
import { emptyDraft, toModel } from "./fields.js";
import { Form } from "./form.js";
import { inputs } from "./paper.js";
import { el, section } from "./section.js";
import { Words, rounded, translator } from "./words.js";

const WAIT = 250; // ms after the last key before the results and the address follow
const root = document.getElementById("im-calculator");
const { rates, models, words, plan } = await (await fetch(siteUrl("/assets/price/models.json"))).json();
const t = translator(words);
const year = new Date().getFullYear() - 1; // prices of the last whole year

let address = ""; // the last one written here, to know it from one that somebody typed
let waiting = 0;

const results = el("div", { class: "im-calc__results", id: "resultat", tabindex: "-1" });
const printed = el("div", { class: "im-printed" });
const status = el("p", { role: "status", class: "im-calc__status" });
const fields = el("div", { class: "im-calc__form" });
const summary = el("div", { class: "im-calc__summary" }, status, el("a", { href: "#resultat", class: "im-calc__to-results" }, t("price.results.link")));
const place = el("div", { class: "im-calc__actions" });

const first = opening();
const form = new Form(fields, first.draft, rates, t, changed);
const actions = new Actions(place, { models, rates, plan, t, year, current: () => form.draft, model: () => problems().length ? null : toModel(form.draft), replace, link });
root.replaceChildren(actions.start(first.id), el("div", { class: "im-calc__columns" }, fields, el("div", { class: "im-calc__side" }, summary, place)), results, printed, actions.pages);
summary.querySelector("a").addEventListener("click", (event) => {
  event.preventDefault(); // the address holds the figures, not a place on the page
  results.focus();
  results.scrollIntoView();
});
update();
if (first.message) actions.say(first.message);
root.setAttribute("aria-busy", "false");
if (location.hash === "#kalkulator" || first.shared || location.search) document.getElementById("kalkulator").scrollIntoView();

addEventListener("hashchange", () => {
  if (!location.hash.startsWith("#m=") || location.hash === address) return;
  const shared = fromAddress();
  if (shared.draft) replace(shared.draft, shared.draft.title ?? "");
  else actions.say(shared.message);
});

/** What to begin with: the figures in the address, the model it names («tom» is none), or the first example. */
function opening() {
  const shared = location.hash.startsWith("#m=") ? fromAddress() : {};
  if (shared.draft) return { ...shared, id: "", shared: true };
  const wanted = new URLSearchParams(location.search).get("modell");
  if (wanted === "tom") return { draft: emptyDraft(year), id: "blank" };
  const found = models.find(({ id }) => id === wanted) ?? models[0];
  const message = shared.message ?? (wanted && found?.id !== wanted ? t("price.action.unknown_model") : "");
  return { draft: found ? draftFrom(found.model, year) : emptyDraft(year), id: found?.id ?? "", message };
}

function fromAddress() {
  try {
    return { draft: unpack(location.hash.slice(3), year) };
  } catch {
    return { message: t("price.action.bad_link") };
  }
}

/** The page's address with the figures in it. */
function link() {
  follow();
  return location.href;
}

/** Another draft takes the place of the one in the form; the old one can be taken back. */
function replace(draft) {
  form.show(draft);
  follow();
}

function changed() {
  actions.own();
  clearTimeout(waiting);
  waiting = setTimeout(follow, WAIT);
}

/** The results and the address follow the form. */
function follow() {
  clearTimeout(waiting);
  update();
  address = "#m=" + pack(form.draft);
  history.replaceState(null, "", location.pathname + address);
}

function problems() {
  return validate(form.draft, rates, t);
}

function update() {
  const found = problems();
  form.problems(found);
  summary.classList.toggle("im-calc__summary--missing", found.length > 0);
  summary.querySelector("a").textContent = t(found.length ? "price.results.to_missing" : "price.results.link");
  if (found.length) {
    status.textContent = t("price.results.status.missing", {}, found.length);
    results.replaceChildren(el("section", { class: "im-price", "aria-labelledby": "resultat-tittel" }, el("h3", { id: "resultat-tittel" }, t("price.results")), el("p", {}, t("price.results.missing")), el("ul", { class: "im-calc__missing" }, found.map(toField))));
    printed.replaceChildren();
    return;
  }
  const model = toModel(form.draft);
  const result = calculate(model, rates);
  const w = new Words(t);
  const key = rounded(result.saving) > 0 ? "less" : rounded(result.saving) < 0 ? "more" : "same";
  status.textContent = t("price.results.status", { saving: t(`price.saving.${key}`, { amount: w.kr(Math.abs(result.saving)) }), npv: w.kr(result.npv) });
  results.replaceChildren(section(model.title, tell(model, result, rates, t), "resultat-tittel", 3, t));
  printed.replaceChildren(inputs(model, rates, t));
}

/** A problem as a way to its field. */
function toField({ path, message }) {
  const button = el("button", { type: "button", class: "im-calc__fix" }, `${placeName(path)}: ${message}`);
  button.addEventListener("click", () => {
    form.goTo(path);
    update();
  });
  return el("li", {}, button);
}

/** Where a problem is: «Før: tjenesten i dag, Steg 2, Minutter hver gang». */
function placeName(path) {
  const cut = path.indexOf("range");
  if (cut > 0) return `${placeName([...path.slice(0, cut), path[cut + 1]])}, ${t("price.form.sensitivity").toLowerCase()}`;
  if (path[0] === "ramp_up") return t("price.form.ramp");
  if (path[0] === "sensitivity" && path.length === 1) return t("price.form.sensitivity");
  if (["rates", "worked_hours"].includes(path[0])) return t("price.form.rates");
  if (path[0] === "sensitivity") return t(`price.parameter.${path[1]}`);
  const said = [];
  let list = "";
  for (const part of path) {
    if (typeof part === "number") said.push(t(`price.list.${list}.one`, { n: part + 1 }));
    else if (words[`price.list.${part}`]) {
      list = part;
      if (part === path.at(-1)) said.push(t(`price.list.${part}`));
    } else if (said.length === 0 && ["before", "after"].includes(part)) said.push(t(`price.form.${part}`));
    else said.push(words[`price.payer.${part}`] ? t(`price.payer.${part}`) : t(`price.field.${part}`));
  }
  return said.join(", ");
}
