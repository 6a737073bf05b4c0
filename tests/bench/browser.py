"""What a browser waits for: figures side by side in one run. Figures vary with the machine: trust bytes and ratios.

1. The catalogue in Chromium at real size, 1 000 and 10 000: bytes, filter click to painted result, text query, memory.
2. The search against Pagefind and the theme's own search on the same documents and the same list of queries.
3. What a first visit fetches and what Lighthouse says, as a phone on a slow line, median of five.
"""

from __future__ import annotations

import functools
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import material
import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from generate import catalogue_site
from lighthouse import CATEGORIES, FIGURES, PAGES, lighthouse
from mkdocs.commands.build import build
from mkdocs.config import load_config
from phone import CLICKS, SLOWER, on_phone
from playwright.sync_api import Browser, Page, sync_playwright
from support import CHROMIUM, ROOT, Quiet
from weight import first_load

from macros.content.load import load
from macros.engine.build import build_site
from macros.files.programs import find_program
from macros.library.library import Library

QUERIES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/bench_queries.yml").read_text(encoding="utf-8"))
WORDS = [q["q"] for q in QUERIES]
PRACTICE: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/bench_words.yml").read_text(encoding="utf-8"))
OURS = ("assets/style.css", "assets/js/site.js", "assets/js/catalogue/catalogue.js")
ENGINE = ("assets/js/search/engine.js", "assets/js/search/norwegian.js", "assets/js/search/places.js", "assets/js/search/words.js",
          "assets/js/vendor/minisearch.js",
          "assets/js/vendor/norwegian-stemmer.js", "assets/search.json")  # fmt: skip

IDLE = """async () => { const out = []; for (let i = 0; i < 40; i++) { const t = performance.now();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); out.push(performance.now() - t) } return out }"""
OUR_SEARCH = """async (words) => {
  const { searchEngine } = await import('/assets/js/search/engine.js');
  const engine = await searchEngine();
  engine.search('varm');
  return words.map((q) => { const t = performance.now(); const r = engine.search(q).results;
    return [r.map(({ doc }) => doc.url), performance.now() - t] }) }"""
THEME_SEARCH = """async ([words, worker]) => {
  const data = await (await fetch('/search/search_index.json')).json();
  const w = new Worker(worker);
  const ask = (message, type) => new Promise((done) => {
    w.onmessage = ({ data }) => data.type === type && done(data.data); w.postMessage(message); });
  await ask({ type: 0, data: { config: data.config, docs: data.docs, options: { suggest: false } } }, 1);
  const out = [];
  for (const q of words) { const t = performance.now();
    const r = await ask({ type: 2, data: q.split(/\\s+/).map((x) => x + '*').join(' ') }, 3);
    const urls = (r?.items ?? []).map((i) => '/' + i[0].location.split('#')[0]);
    out.push([urls, performance.now() - t]) }
  return out }"""
PAGEFIND = """async (words) => {
  const pf = await import('/pagefind/pagefind.js'); await pf.init();
  const out = [];
  for (const q of words) { const t = performance.now(); const r = await pf.search(q);
    const spent = performance.now() - t;
    out.push([(await Promise.all(r.results.slice(0, 60).map((x) => x.data()))).map((d) => d.url.split('#')[0]), spent]) }
  return out }"""


def main(wanted: list[str]) -> None:
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        print("Building …", file=sys.stderr)
        build_site(ROOT, folder / "site")
        library = Library.of(load(ROOT))
        found = find_program("Chromium")
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        if "catalogue" in wanted:
            catalogue(browser, folder, library)
        if "search" in wanted:
            search(browser, folder, library)
        browser.close()
        if "visit" in wanted:
            visit(folder / "site")


def visit(site: Path) -> None:
    """What a phone fetches, and Lighthouse's marks."""
    rows = []
    for name, path in PAGES.items():
        found = first_load(site, path)
        css, js = (sum(n for f, n in found.items() if f.endswith(end)) for end in (".css", ".js"))
        rows.append((name, kb(found[path]), kb(css), kb(js), kb(sum(found.values())), len(found)))
    table("A first visit", ["", "HTML kB gz", "CSS kB gz", "JS kB gz", "in all", "files"], rows)
    head = ["", *CATEGORIES, *FIGURES, "what was not full"]
    table("Lighthouse, a phone on slow 4G, median of five", head, lighthouse(site))


def catalogue(browser: Browser, folder: Path, library: Library) -> None:
    rows, phones = [], []
    for name, count in (("real content", 0), ("1 000", 1000), ("10 000", 10_000)):
        site = folder / "site"
        if count:
            site = folder / f"catalogue-{count}"
            catalogue_site(folder / "site", library, site, count)
        html = packed(site / "prosjekter/index.html")
        ours = sum(packed(site / name) for name in OURS)
        rows_file = site / "assets/catalogue.json"
        first = packed(rows_file) if rows_file.exists() else 0
        engine = sum(packed(site / name) for name in ENGINE)
        with served(site) as address:
            page = opened(browser, address)
            page.evaluate("async () => { document.querySelector('.im-group input').click() }")
            page.wait_for_url(lambda url: "?" in url)
            page.locator("[data-browse][aria-busy=false]").wait_for(state="attached")
            idle = page.evaluate(IDLE)
            clicks = page.evaluate(CLICKS)
            queries = [t for _, t in page.evaluate(OUR_SEARCH, WORDS[:200])]
            before = heap(page)
            page.evaluate(OUR_SEARCH, WORDS[:200])
            after = heap(page)
            page.close()
            phone = on_phone(browser, address)
        whole = (site / "prosjekter/index.html").stat().st_size
        phones.append((name, kb(whole), f"{phone.ready:.0f}", spread(phone.clicks), f"{phone.query:.0f}", f"{phone.query_here:.0f}"))  # fmt: skip
        rows.append(
            (
                name,
                kb(html),
                kb(ours),
                kb(first),
                kb(engine),
                spread(idle),
                spread(clicks),
                spread(queries),
                f"{before:.1f} → {after:.1f}",
            )
        )
    head = ["", "page kB gz", "own CSS+JS kB gz", "first filter fetches kB gz", "first text query fetches kB gz",
            "an idle frame ms (p50/p95)", "click to painted ms (p50/p95)", "query warm ms (p50/p95)", "heap MB before → after 200 queries"]  # fmt: skip
    table("The catalogue in Chromium", head, rows)
    head = ["", "HTML kB", "ready ms", "filter ms (p50/p95)", "first text query ms", "the same on this machine"]
    table(f"The catalogue on a phone {SLOWER} times slower", head, phones)


def search(browser: Browser, folder: Path, library: Library) -> None:
    """The same documents and queries, three engines."""
    site = folder / "site"
    urls = [doc[1] for doc in json.loads((site / "assets/search.json").read_text(encoding="utf-8"))["docs"]]
    theirs = folder / "theirs"
    plugins: list[Any] = [{"search": {"lang": "no"}}, {"macros": {"module_name": "macros", "on_undefined": "strict"}}]
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(theirs), plugins=plugins))
    # Our build publishes nothing of the theme's.
    shutil.copytree(Path(material.__file__).parent / "templates/assets", theirs / "assets", dirs_exist_ok=True)
    chosen = folder / "chosen"
    for url in urls:
        shutil.copytree(
            site / url.strip("/"),
            chosen / url.strip("/"),
            ignore=lambda d, names: [n for n in names if n != "index.html"],
            dirs_exist_ok=True,
        )
    subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", chosen, "--root-selector", "main", "--force-language", "no"],
        check=True,
        capture_output=True,
    )
    rows = []
    with served(site) as address:
        page = opened(browser, address)
        rows.append(
            (
                "ours (MiniSearch + Norwegian layer)",
                kb(sum(packed(site / n) for n in ENGINE)),
                *judged(page.evaluate(OUR_SEARCH, WORDS)),
            )
        )
        practice = page.evaluate(OUR_SEARCH, [w["q"] for w in PRACTICE])
        page.close()
    with served(theirs) as address:
        page = opened(browser, address)
        worker = next((theirs / "assets/javascripts/workers").glob("search.*.min.js"))
        parts = [
            worker,
            theirs / "search/search_index.json",
            *(theirs / "assets/javascripts/lunr/min").glob("lunr.no.*"),
            *(theirs / "assets/javascripts/lunr/min").glob("lunr.stemmer*"),
        ]
        answers = page.evaluate(THEME_SEARCH, [WORDS, f"/assets/javascripts/workers/{worker.name}"])
        rows.append(("the theme's own (lunr)", kb(sum(map(packed, parts))), *judged(answers)))
        page.close()
    with served(chosen) as address:
        page = browser.new_page(base_url=address)
        page.goto("/om/")
        sizes: list[int] = []
        page.on(
            "response", lambda r: sizes.append(len(gzip.compress(r.body()))) if "pagefind" in r.url and r.ok else None
        )
        page.evaluate(
            "async () => { const pf = await import('/pagefind/pagefind.js'); await pf.init(); await (await pf.search('rus')).results[0]?.data() }"
        )
        first = sum(sizes)
        rows.append(("Pagefind 1.5 (full text)", kb(first), *judged(page.evaluate(PAGEFIND, WORDS))))
        page.close()
    asked = sum(bool(q["must"]) for q in QUERIES)
    table(
        f"The search, {asked} queries over {len(urls)} documents",
        ["", "first query fetches kB gz", "finds all it must", "precision at 5", "query ms (p50/p95)"],
        rows,
    )
    words_of_practice(practice)
    print("Share of queries answered in full, by kind:")
    kinds = list(dict.fromkeys(q["kind"] for q in QUERIES if q["must"]))
    print("  " + ", ".join(f"{k} {sum(q['kind'] == k for q in QUERIES)}" for k in kinds))


def words_of_practice(answers: list[Any]) -> None:
    """What is shown among the first five, as it was judged twice (``tests/bench_words.yml``), and the first one."""
    rows = []
    found = [(w, list(dict.fromkeys(urls))[:5]) for w, (urls, _) in zip(PRACTICE, answers, strict=True)]
    for kind in [*dict.fromkeys(w["kind"] for w in PRACTICE), "all"]:
        asked = [(w, urls) for w, urls in found if kind in (w["kind"], "all")]
        answered = [(w, urls) for w, urls in asked if urls]
        marks = [_mark(w, url) for w, urls in answered for url in urls]
        known = [m for m in marks if m is not None]
        right, alike = sum(known) / max(len(known), 1), sum(m != 0.5 for m in known) / max(len(known), 1)
        first = [m for w, urls in answered if (m := _mark(w, urls[0])) is not None]
        share = sum(m > 0 for m in first) / max(len(first), 1)
        rows.append(
            (kind, len(asked), len(answered), f"{right:.1%}", f"{share:.1%}", f"{alike:.1%}", len(marks) - len(known))
        )
    head = [
        "words of practice",
        "words",
        "with an answer",
        "right among the first five",
        "first one right",
        "judged alike twice",
        "not judged",
    ]
    table("Words of practice, judged by what the page says", head, rows)


def _mark(word: dict[str, Any], url: str) -> float | None:
    """1 right, 0.5 right in one of the two judgements, 0 wrong; None when nobody has judged it."""
    marks = {"right": 1.0, "split": 0.5, "wrong": 0.0}
    return next((mark for name, mark in marks.items() if url in word.get(name, ())), None)


def judged(answers: list[Any]) -> tuple[str, str, str]:
    """Share of queries that found all they must, mean precision at 5, and the time of a query."""
    found, precision = 0, []
    asked = [(q, urls) for q, (urls, _) in zip(QUERIES, answers, strict=True) if q["must"]]
    for q, urls in asked:
        unique = list(dict.fromkeys(urls))
        found += set(q["must"]) <= set(unique)
        precision.append(sum(u in q["relevant"] for u in unique[:5]) / max(len(unique[:5]), 1))
    return f"{found / len(asked):.1%}", f"{statistics.mean(precision):.3f}", spread([t for _, t in answers])


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
    page.goto("/prosjekter/")
    page.locator("#im-filter:not([hidden])").wait_for(state="attached")
    return page


def heap(page: Page) -> float:
    """Megabytes in use after a garbage collection."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))


def kb(size: int) -> str:
    return f"{size / 1000:.1f}"


def spread(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):.1f} / {ordered[int(len(ordered) * 0.95) - 1]:.1f}"


def table(title: str, head: list[str], rows: list[tuple[Any, ...]]) -> None:
    """A Markdown table, so that it can be pasted into HACKING.md."""
    print(f"\n### {title}\n")
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])
