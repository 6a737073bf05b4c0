// Drives Firefox (over WebDriver BiDi, which the installed one speaks itself) through pages and tasks, and prints as JSON
// what it met; tests/browser/test_firefox.py judges it.   node firefox.mjs PUPPETEER FIREFOX < {"address", "paths", "widths"}
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const [, , library, program] = process.argv;
const { default: puppeteer } = await import(pathToFileURL(library));
const { address, paths, widths } = JSON.parse(await text(process.stdin));
const browser = await puppeteer.launch({ browser: "firefox", executablePath: program, headless: true });
let page, said = [];

/** What the page said, but for a request that was cut short: on a busy machine the next page is opened before it ends. One
 * to another place, which the policy stops with the same words, is told below. */
const hear = (words) => /\bAbortError\b|NetworkError when attempting to fetch resource/.test(words) || said.push(words);

/** A tab of its own for every task: what Back kept of an earlier page confuses the driver's count of loads. */
async function open(width) {
  await page?.close();
  page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  page.on("console", (message) => ["error", "warn", "warning"].includes(message.type()) && hear(message.text()));
  page.on("pageerror", (error) => hear(String(error)));
  page.on("request", (request) => {
    if (![address, "data:"].some((own) => request.url().startsWith(own))) said.push(`fetches ${request.url()}`);
  });
}

const go = (path) =>
  page.goto(address + path, { waitUntil: "load", timeout: 60000 }).catch((error) => { throw new Error(`${path}: ${error.message}`); });
/** Asks again and again: the library's own waiting needs eval, which the site's policy forbids. */
async function until(condition, ...values) {
  for (let left = 200; left; left--) {
    // Between two pages there is nothing to ask.
    if (await page.evaluate(condition, ...values).catch(() => false)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`never came true on ${page.url()}: ${condition}`);
}
const told = (selector) => page.$eval(selector, (node) => node.textContent.trim().replace(/\s+/g, " "));

async function pages() {
  const met = {};
  for (const width of widths) {
    await open(width);
    for (const path of paths) {
      said = [];
      await go(path);
      await page.evaluate(() => document.fonts.ready.then(() => null));
      const shape = await page.evaluate(() => ({
        sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
        styled: getComputedStyle(document.body).fontFamily.includes("Hanken Grotesk"),
        heading: document.querySelector("h1")?.getBoundingClientRect().height ?? 0,
      }));
      met[`${path} ${width}`] = { ...shape, said };
    }
  }
  return met;
}

async function search() {
  await go("/");
  await page.click("#im-search-q");
  await page.keyboard.type("grønn vei");
  await until(() => document.querySelectorAll("#im-hits a").length > 0);
  await page.keyboard.press("ArrowDown");
  const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("Enter");
  await until((path) => location.pathname === path && document.readyState === "complete", first);
  return { first, opened: await page.evaluate(() => location.pathname) };
}

async function catalogue() {
  await go("/prosjekter/");
  await until(() => !document.querySelector(".im-filter")?.hidden);
  const all = await told("#im-status");
  await page.evaluate(() => document.querySelectorAll(".im-browse details").forEach((part) => { part.open = true; }));
  await page.click("input[name=region][value=helse-vest]");
  await until((before) => document.querySelector("#im-status").textContent.trim() !== before, all);
  const chosen = { said: await told("#im-status"), address: await page.evaluate(() => location.search) };
  const shown = await page.$$eval("#prosjektliste > li", (cards) => cards.length);
  await page.click("#prosjektliste a");
  await until(() => document.readyState === "complete" && /^.prosjekter.[^/]+.$/.test(location.pathname));
  await page.evaluate(() => history.back());
  await until((words) => document.querySelector("#im-status")?.textContent.trim() === words, chosen.said);
  return { all, chosen, shown, back: await page.evaluate(() => location.search) };
}

async function calculator() {
  await go("/tjenestepris/?modell=tjenesteprismodell-2#kalkulator");
  await page.waitForSelector("#im-f-patients_per_year");
  const before = await told("#resultat");
  await page.click("#im-f-patients_per_year", { count: 3 });
  await page.keyboard.type("60");
  await until((old) => document.querySelector("#resultat").textContent.trim().replace(/\s+/g, " ") !== old, before);
  return { before, after: await told("#resultat") };
}

async function colours() {
  await go("/om/");
  const seen = () => page.evaluate(() => [document.body.dataset.mdColorScheme, Object.keys(localStorage).length + document.cookie.length]);
  const before = await seen();
  await page.click("#im-scheme");
  return { before, after: await seen() };
}

const met = { version: await browser.version(), pages: await pages(), tasks: {} };
said = [];
for (const task of [search, catalogue, calculator, colours]) {
  await open(1280);
  met.tasks[task.name] = await task();
}
met.said = said;
await browser.close();
process.stdout.write(JSON.stringify(met));
