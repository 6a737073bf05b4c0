"""The site as a pull request would make it, with pictures of the pages that it changes.

    .venv/bin/python .ci/preview.py --base COMMIT --out FOLDER

FOLDER gets ``index.html`` (the pictures), ``bilder/``, ``nettsted/`` (the whole site) and ``endret.html`` (the changed
pages as one file that can be sent by e-mail: ``one_file.py``). Nothing of it is ever on the site's own address. Drafts that the pull request
changes, and what waits for its day, are shown as if they were published, because whoever approves them must see them: the
build is made from a copy of the content where their status or their day is changed. Leaves with 1 when the content has errors and nothing can be built.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from changes import UnknownBaseError, addresses, changed
from jinja2 import Environment, FileSystemLoader
from one_file import MOST_PAGES, one_file
from playwright.sync_api import Browser, Page, sync_playwright

from macros.content.files.destinations import PREVIEW, DestinationError, folder_to_replace
from macros.content.load import load
from macros.content.model import Project, Tool
from macros.content.records import Record
from macros.engine.build import BuildError, build_site
from macros.engine.clock import today
from macros.files.programs import find_program, how_to_install
from macros.files.replacing import draft, put_right
from macros.text.norwegian import long_date

WIDTHS = (390, 1280)
SCHEMES = {"light": "lys", "dark": "mork"}
WORDS = {"light": "lys", "dark": "mørk"}
TALLEST = 6_000
"""Pixels. A longer page is cut: a picture of the whole alphabet helps nobody."""
NOT_COPIED = {".venv", ".git", "site", "tests", "forhandsvisning"}
"""At the top of the checkout only: a project may be called «tests»."""
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@dataclass
class Picture:
    """``file`` is relative to the preview's folder; ``words`` names the colours."""

    file: str
    width: int
    words: str


@dataclass
class Shown:
    """One changed page. ``remarks`` are Norwegian sentences about what the browser met; no pictures: no such page."""

    address: str
    title: str = ""
    pictures: list[Picture] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def build(root: Path, paths: Iterable[str], target: Path) -> tuple[list[str], list[str]]:
    """Builds the checkout into ``target`` with what is not published yet among ``paths`` shown.

    Returns the titles of the drafts, and those of what waits for its day, with the day.
    """
    with tempfile.TemporaryDirectory(prefix="forhandsvisning-") as temporary:
        copy = Path(temporary) / "kopi"

        def left_out(folder: str, names: list[str]) -> set[str]:
            made = {"node_modules", "__pycache__"} | {n for n in names if n.startswith(".site-")}
            return made | (NOT_COPIED if Path(folder) == root else set())

        shutil.copytree(root, copy, ignore=left_out, symlinks=True)
        content, wanted, day = load(copy), set(paths), today()
        drafts: list[str] = []
        waiting: list[str] = []
        records: tuple[Record[Project] | Record[Tool], ...] = (*content.projects, *content.tools)
        for record in (r for r in records if r.path in wanted):
            if record.data.status == "draft":
                _write_over(copy, record, "status", "published")
                drafts.append(record.data.title)
            if (first := record.data.published) and first > day and record.data.status != "archived":
                _write_over(copy, record, "published", day.isoformat())
                if record.data.status == "published":
                    waiting.append(f"{record.data.title} ({long_date(first)})")
        build_site(copy, target)
    return drafts, waiting


def _write_over(copy: Path, record: Record[Project] | Record[Tool], field: str, value: str) -> None:
    """Puts another value on a field's line: neither a status nor a day takes more than one."""
    file = copy / record.path
    lines = file.read_bytes().split(b"\n")
    lines[record.places.place((field,)).line - 1] = f"{field}: {value}".encode()
    file.write_bytes(b"\n".join(lines))


def pictures(browser: Browser, site: str, folder: Path, wanted: Iterable[str]) -> Iterator[Shown]:
    """Each page at ``site`` in each width and colour, into ``folder/bilder``."""
    (folder / "bilder").mkdir(parents=True, exist_ok=True)
    for address in wanted:
        shown = Shown(address)
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": 900},
                    color_scheme="dark" if scheme == "dark" else "light",
                    reduced_motion="reduce",
                )
                _picture(context.new_page(), site, folder, shown, width, scheme)
                context.close()
        yield shown


def _picture(page: Page, site: str, folder: Path, shown: Shown, width: int, scheme: str) -> None:
    noise: list[str] = []
    page.on("pageerror", lambda error: noise.append(str(error)))
    answer = page.goto(site + shown.address, wait_until="load")
    if answer is None or answer.status != 200:
        return
    shown.title = page.title()
    page.wait_for_timeout(200)
    name = f"bilder/{shown.address.strip('/').replace('/', '_') or 'forside'}_{width}_{SCHEMES[scheme]}.png"
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST)
    clip = {"x": 0.0, "y": 0.0, "width": float(width), "height": float(height)}
    page.screenshot(path=folder / name, full_page=True, clip=clip)  # type: ignore[arg-type]
    shown.pictures.append(Picture(name, width, WORDS[scheme]))
    wider = int(page.evaluate("document.documentElement.scrollWidth")) - width
    if wider > 0:
        _once(shown.remarks, f"Siden er {wider} piksler for bred på en skjerm med {width} piksler.")
    for message in noise:
        _once(shown.remarks, f"Et skript feilet: {message.splitlines()[0]}")


def _once(remarks: list[str], remark: str) -> None:
    if remark not in remarks:
        remarks.append(remark)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a local address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def preview(root: Path, base: str, out: Path) -> list[Shown]:
    """Makes the whole preview. Raises UnknownBaseError, DestinationError and BuildError; the folder ``out`` is then as it was."""
    out = folder_to_replace(root, out, PREVIEW)
    changes = changed(root, base)
    chromium = find_program("Chromium")
    if chromium is None:
        raise BuildError(f"Fant ikke Chromium. Installer: {how_to_install('Chromium')}")
    put_right(out, PREVIEW)
    with draft(out, PREVIEW) as made:
        folder = made.folder
        drafts, waiting = build(root, [c.path for c in changes], folder / "nettsted")
        wanted = addresses(changes)
        with served(folder / "nettsted") as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
            pages = list(pictures(browser, site, folder, wanted[:MOST_PAGES]))
            browser.close()
        templates = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)
        html = templates.get_template("forhandsvisning.html").render(
            pages=pages, drafts=drafts, waiting=waiting, left_off=max(len(wanted) - MOST_PAGES, 0)
        )
        (folder / "index.html").write_text(html, encoding="utf-8")
        sent = one_file(pages, folder, templates, today(), drafts, waiting, max(len(wanted) - MOST_PAGES, 0))
        (folder / "endret.html").write_text(sent, encoding="utf-8")
        PREVIEW.sign(folder)
        folder_to_replace(root, out, PREVIEW)
        made.put_in_place()
    return pages


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Bygger nettstedet slik forslaget gjør det, med bilder av sidene.")
    parser.add_argument("--base", required=True, help="commiten forslaget skal sammenlignes med")
    parser.add_argument("--out", type=Path, default=Path("forhandsvisning"), help="mappen resultatet skal ligge i")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        pages = preview(Path.cwd(), options.base, options.out.absolute())
    except UnknownBaseError:
        sys.stderr.write(f"Fant ikke «{options.base}» i git. Hent hele historikken: git fetch --unshallow\n")
        return 2
    except DestinationError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except BuildError as error:
        sys.stderr.write(f"{error}\nForhåndsvisningen ble ikke laget. Rett feilene først.\n")
        return 1
    taken = sum(len(page.pictures) for page in pages)
    sys.stdout.write(f"Forhåndsvisning: {len(pages)} sider, {taken} bilder ({time.monotonic() - started:.0f} s).\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
