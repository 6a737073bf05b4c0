// «Lag gevinstplan»: the effects of a model as lines of the site's own benefit plan, and back again. Where everything stands
// comes from the site (macros/benefits/workbook/browser.py, published as plan.json). What nobody has said stays empty.
import { siteUrl } from "../base.js";
import { Workbook } from "../files/sheets.js";
import { calculate, validate, worth } from "./arithmetic.js";
import { draftFrom, unpack } from "./draft.js";
import { get, toModel } from "./fields.js";
import { findRole, nameOf, sharesOf } from "./sides.js";
import { Words, rounded, trimmed } from "./words.js";

const LONGEST_LINK = 2_000; // characters of an address that every program can open from a cell
const LONGEST_ID = 14; // what the column has room for on two lines
const TIME = ["times", "minutes", "travel_minutes"];
const KRONER = ["unit_price", "amount", "material"];
const PER = { steps: "time", per_patient: "patient", fixed: "year" };
const RECIPIENTS = { stat: "samfunn" };

const layout = async () => (await fetch(siteUrl("/assets/price/plan.json"))).json();

/** The plan of the model in the calculator, as its actions give it. It is the plan of the project that the model is of, as
 *  long as nothing is changed (chosen), or whose page led here. */
export async function planOf(model, page, chosen, t) {
  const home = page.models.find(({ id, url }) => id === chosen && url.startsWith("/prosjekter/"))?.url;
  const slug = page.current().project;
  const path = home ?? (slug ? `/prosjekter/${slug}/` : null);
  const about = { page: path && new URL(siteUrl(path), location.href).href, link: page.link() };
  const { bytes, left } = await benefitPlan(model, page.rates, t, about);
  const said = [t("price.action.plan.made"), ...(left ? [t("price.action.plan.left", { count: left })] : [])].join(" ");
  return { bytes, name: `${t("price.plan.file")}-`, said };
}

/** {bytes, left}: the plan, and how many effects it has no room for. page: the address of the project's page, if it is
 *  known; link: the address of the calculator with the model in it. */
async function benefitPlan(model, rates, t, { page, link }) {
  const at = await layout();
  const answer = await fetch(siteUrl(at.template));
  if (!answer.ok) throw new Error(String(answer.status));
  const book = new Workbook(new Uint8Array(await answer.arrayBuffer()));
  const rows = planRows(model, rates, t);
  rows.slice(0, at.rows).forEach((row, i) => {
    for (const [key, column] of Object.entries(at.columns)) if (key in row) book.set(0, column + (at.first_row + i), worded(at.words[key], row[key]));
  });
  const told = model.example ? `${t("price.plan.model")}. ${t("price.field.example")}` : t("price.plan.model");
  const linked = link.length <= LONGEST_LINK;
  const facts = [`${at.words.fact.project}: ${model.title}`, `${at.words.fact.address}: ${page ?? ""}`.trim(), linked ? told : `${told}: ${link}`];
  facts.forEach((fact, i) => book.set(0, at.facts[i], fact));
  if (linked) book.link(0, at.facts[2], link);
  book.title = t("price.plan.title", { title: model.title });
  if (model.example) book.category = at.example;
  book.forgetResults();
  return { bytes: book.bytes(), left: Math.max(0, rows.length - at.rows) };
}

/** What stands in a cell: a key by its word, several with semicolons between, anything else as it is. */
function worded(words, value) {
  if (!words) return value ?? null;
  return [value].flat().map((key) => words[key]).filter(Boolean).join("; ") || null;
}

/** The lines by the plan's columns, those of words with keys: first what is worth kroner, then the good that has no price.
 *  What is worse afterwards is a drawback of the whole, and stands on the first line. */
function planRows(model, rates, t) {
  const role = (name) => findRole(rates, name)?.label.nb ?? name;
  const [good, bad] = ["positiv", "negativ"].map((direction) => model.unpriced.filter((e) => e.direction === direction));
  const rows = [
    ...calculate(model, rates).effects.map((effect) => priced(effect, model, rates, t)),
    ...good.map((e) => ({ description: e.effect, status: "forventet", recipient: findRole(rates, e.recipient)?.key ?? e.recipient, priced: "no" })),
  ];
  const taken = new Set();
  for (const row of rows) row.id = idOf(row.name ?? row.description, taken);
  if (rows.length && bad.length) rows[0].drawbacks = t("price.plan.drawbacks", { effects: bad.map((e) => `${e.effect} (${role(e.recipient).toLowerCase()})`).join("; ") });
  return rows;
}

/** A short name that follows what a line is called, so that the next plan of the same project has it too, and no other's. */
function idOf(name, taken) {
  const plain = name.toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "o").replaceAll("å", "a").normalize("NFD").replace(/[^a-z0-9 -]/g, "");
  const short = plain.split(/[ -]+/).filter(Boolean).reduce((found, word) => (found && `${found}-${word}`.length > LONGEST_ID ? found : [found, word].filter(Boolean).join("-")), "").slice(0, LONGEST_ID) || "gevinst";
  let id = short;
  for (let n = 2; taken.has(id); n += 1) id = `${short}-${n}`;
  taken.add(id);
  return id;
}

/** The line of an effect that is worth kroner. Type and form are told only where they follow from the line of the model:
 *  who pays for it, and whether it is somebody's working time. */
function priced(effect, model, rates, t) {
  const { path, name, before, after } = effect;
  const [kind, field] = [path[1], path.at(-1)];
  const line = get(model, path.slice(0, -1));
  const payers = Object.keys(sharesOf(line.payer));
  const freed = kind === "steps" && TIME.includes(field) && !findRole(rates, line.role)?.unpaid;
  const hospital = kind !== "steps" && payers.join() === "helseforetak";
  const plain = (value) => trimmed(value).replaceAll("\u00a0", " ");
  const { what, unit } = measured(effect, t);
  return {
    name, description: t("price.plan.benefit", { name, before: plain(before), after: plain(after), what }),
    status: "forventet",
    type: freed ? "bedre-samhandling-personellbesparende" : hospital ? "unngatt-kostnad-spesialisthelsetjenesten" : null,
    form: freed ? "spart-tid" : kind === "steps" ? null : "unngatt-kostnad",
    recipient: payers.map((payer) => RECIPIENTS[payer] ?? payer),
    indicator: indicator(effect, t), unit, direction: after < before ? "ned" : "opp",
    baseline: before, baseline_source: t("price.plan.source"), target: after, target_source: t("price.plan.source"),
    yearly_value: rounded(worth(model, rates, effect)), priced: "yes", budget_effect: freed ? "alternativ-anvendelse" : null,
    assumptions: t("price.plan.assumptions", { patients: new Words(t).patients(model.patients_per_year), year: model.price_year }),
  };
}

/** What the number of an effect counts («døgn»), and per what («døgn per pasient og år»). */
function measured({ path, unit }, t) {
  const field = path.at(-1);
  const counted = KRONER.includes(field) ? t("price.plan.unit.kroner") : field === "quantity" ? unit || t("price.plan.unit.quantity") : t(`price.plan.unit.${field}`);
  const per = field === "times" ? "patient" : field === "unit_price" ? "unit" : PER[path[1]];
  return { unit: counted, what: t(`price.plan.per.${per}`, { what: counted, unit: unit || t("price.plan.unit.one") }) };
}

/** What is measured, and what a line of the plan is known again by. */
const indicator = (effect, t) => `${effect.name}, ${measured(effect, t).what}`;

/** {draft, changed}: the model that a plan was made from, with the baselines and targets that the plan has now and how many
 *  of them are others than the model's. null for a workbook that is no plan, or names no model. */
export async function modelOfPlan(bytes, { models, rates, year }, t) {
  const at = await layout();
  const book = new Workbook(bytes);
  const lines = linesOf(book, at.headings);
  const draft = lines && draftOf(book, models, year);
  if (!draft || validate(draft, rates, t).length) return draft && { draft, changed: 0 };
  const model = toModel(draft);
  let changed = 0;
  for (const effect of calculate(model, rates).effects) {
    const line = lines.get(indicator(effect, t));
    for (const [side, value] of line ? Object.entries(line) : []) changed += put(model[side], effect, value);
  }
  return { draft: draftFrom(model, year), changed };
}

/** Whether a number of the plan changed the line that an effect stands on, on one side of the model. */
function put(side, { path, name }, value) {
  const [kind, field] = [path[1], path.at(-1)];
  const row = side[kind].find((one) => nameOf(one.step ?? one.item) === nameOf(name));
  if (!row || typeof value !== "number" || row[field] === value) return 0;
  row[field] = value;
  return 1;
}

/** Indicator -> {before, after} of each line under the plan's headings, on whichever sheet they are; null when on none. */
function linesOf(book, headings) {
  for (let place = 0; place < book.sheets.length; place += 1) {
    const cells = [...book.sheet(place).keys()].map((name) => [name, book.get(place, name)]);
    const head = cells.find(([, text]) => text === headings.indicator);
    if (!head) continue;
    const row = Number(head[0].replace(/\D/g, ""));
    const columns = new Map(cells.filter(([name]) => Number(name.replace(/\D/g, "")) === row).map(([name, text]) => [text, name.replace(/\d/g, "")]));
    const read = (key, number) => (columns.has(headings[key]) ? book.get(place, columns.get(headings[key]) + number) : null);
    const numbers = [...new Set(cells.map(([name]) => Number(name.replace(/\D/g, ""))))].filter((number) => number > row);
    return new Map(numbers.map((number) => [read("indicator", number), { before: read("baseline", number), after: read("target", number) }]));
  }
  return null;
}

/** The model that a plan names: by its figures in an address, or by its place in the list. */
function draftOf(book, models, year) {
  const texts = (place) => [...book.sheet(place).keys()].map((name) => book.get(place, name)).filter((value) => typeof value === "string");
  const addresses = book.sheets.flatMap((_, place) => [...book.links(place), ...texts(place)]).filter((text) => text.includes("/tjenestepris/"));
  for (const address of addresses) {
    const packed = address.match(/#m=([\w-]+)/)?.[1];
    if (packed) return unpack(packed, year);
    const known = models.find(({ id }) => id === address.match(/[?&]modell=([\w-]+)/)?.[1]);
    if (known) return draftFrom(known.model, year);
  }
  return null;
}
