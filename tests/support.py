"""Checkouts for tests: the synthetic library, and small ones with its word lists and the write-ups a test needs."""

from __future__ import annotations

import http.server
import os
import shutil
from pathlib import Path

import yaml

TODAY = "2026-12-01"
"""The day the synthetic site is built: what it says of deadlines and age never depends on the day of the test."""
ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
CONTENT = ROOT / "tests" / "content"
CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAV = """
nav:
  - Forside: index.md
  - Prosjekterfaringer: prosjekter/index.md
  - Verktøy: verktoy/index.md
"""
LIBRARY_NAV = """
nav:
  - Forside: index.md
  - Prosjekterfaringer: prosjekter/index.md
  - Verktøy:
      - Alle verktøy: verktoy/index.md
      - Tjenesteprismodeller: tjenestepris/index.md
      - Gevinster: gevinster/index.md
  - Portefølje: portefolje/index.md
  - Søk prosessveiledning: utlysninger/index.md
  - Ordliste: begreper/index.md
  - Om InnoMed:
      - Kort om InnoMed: om/index.md
      - Evaluering: om/evaluering.md
      - Digital hjemmeoppfølging: programmer/digital-hjemmeoppfolging.md
      - Kilder og forbehold: om/kilder.md
      - Åpne data: data/index.md
      - Personvern: om/personvern.md
      - Tilgjengelighet: om/tilgjengelighet.md
  - Bidra:
      - Slik bidrar du: bidra/index.md
      - Makroer: bidra/makroer.md
      - Feilmeldinger: bidra/feilmeldinger/index.md
"""

FRONT = {
    "title": "Trygg hjemreise på Ærøya",
    "owner": "Helse Førde HF",
    "region": "Helse Vest",
    "hours": "120",
    "phase": "{start: Konsept, end: Planlegge}",
    "summary": "Et prosjekt for gravide på øyene ute ved Ålesund.",
    "source": '[{title: "Årsrapport", section: "4.3", as_of: 2024}]',
    "published": "2026-03-01",
}
BODY = "## Utfordring og pasientgruppe\n\nBlåbær og grønne øyer.\n"


def examples(every: int) -> int:
    """How many random examples a test tries: a fifth of them, all in ``make fuzz``."""
    return every if os.environ.get("FUZZ") == "whole" else max(10, every // 5)


def writeup(body: str = BODY, **fields: str | None) -> str:
    """A correct write-up with some fields changed; None leaves a field out."""
    front = {k: v for k, v in {**FRONT, **fields}.items() if v is not None}
    return "---\n" + "".join(f"{k}: {v}\n" for k, v in front.items()) + "---\n\n" + body


def make_checkout(folder: Path, projects: dict[str, str], tools: dict[str, str] | None = None) -> Path:
    """A checkout with the small word lists, engine and theme, a few editorial pages, and the given files."""
    shutil.copytree(CONTENT / "docs" / "_data", folder / "docs" / "_data", dirs_exist_ok=True, copy_function=_with_lf)
    _add_program(folder, NAV)
    for page in (
        "index",
        "om/index",
        "om/kilder",
        "om/personvern",
        "om/tilgjengelighet",
        "bidra/index",
        "programmer/digital-hjemmeoppfolging",
    ):
        write(folder / "docs" / f"{page}.md", f"---\ntitle: Side {page}\n---\n\n## Om øyene\n\nTekst.\n")
    (folder / "projects").mkdir(exist_ok=True)
    (folder / "tools").mkdir(exist_ok=True)
    for name, text in projects.items():
        write(folder / "projects" / name, text)
    for name, text in (tools or {}).items():
        write(folder / "tools" / name, text)
    return folder


def copy_library(folder: Path) -> Path:
    """The whole synthetic library of ``tests/content/`` as a checkout that can be built and changed."""
    shutil.copytree(CONTENT, folder, dirs_exist_ok=True, copy_function=_with_lf)
    _add_program(folder, LIBRARY_NAV)
    return folder


def _with_lf(source: str, target: str) -> None:
    """Copies a file; texts as git has them, whatever the checkout of the tests made of their lines."""
    data = Path(source).read_bytes()
    text = source.endswith((".md", ".yml")) and b"\r" in data
    Path(target).write_bytes(data.replace(b"\r\n", b"\n") if text else data)


def _add_program(folder: Path, nav: str) -> None:
    """What a build takes from the program: assets, theme, hook and settings; the menu is the tests' own."""
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets", dirs_exist_ok=True)
    shutil.copy(ROOT / "docs" / "favicon.ico", folder / "docs" / "favicon.ico")
    shutil.copytree(ROOT / "overrides", folder / "overrides", dirs_exist_ok=True)
    (folder / "macros" / "engine").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "macros" / "engine" / "hook.py", folder / "macros" / "engine" / "hook.py")
    shutil.copy(ROOT / "macros" / "__init__.py", folder / "macros" / "__init__.py")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    start, end = config.index("\nnav:"), config.index("\nplugins:")
    (folder / "mkdocs.yml").write_text(config[:start] + nav + config[end:], encoding="utf-8")


def write(file: Path, text: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def front_matter(file: Path) -> dict[str, object]:
    """A file's front matter as YAML's plain safe loader sees it: independent of our own reader."""
    loaded: dict[str, object] = yaml.safe_load(file.read_text(encoding="utf-8").split("---\n")[1])
    return loaded


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a line in the log for each file; and under ``/moduler/`` our programs as they are written,
    for tests of one module: a site has them joined."""

    def translate_path(self, path: str) -> str:
        if path.startswith("/moduler/"):
            return str(ROOT / "docs" / "assets" / "js" / path.split("?")[0].removeprefix("/moduler/"))
        return super().translate_path(path)

    def log_message(self, *args: object) -> None: ...
