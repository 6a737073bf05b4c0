"""Asks whether the addresses that the site links to still answer. A report for people; never stops anything.

    .venv/bin/python .ci/external_links.py --site site --out FOLDER

Writes ``lenker.md`` in FOLDER when some are dead, and removes it when none are. An address is dead when the server says
so (404, 410) or there is no such server; what refuses robots or is slow is told apart and opens no issue.
"""

from __future__ import annotations

import argparse
import http.client
import socket
import ssl
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from comment import code_span, plain
from lxml import html as lxml_html

AGENT = "Mozilla/5.0 (compatible; innomed-lenkekontroll)"
DEAD = (404, 410)
TRIES = 3


def links(site: Path) -> dict[str, list[str]]:
    """Every address outside the site that a page links to -> the pages it stands on."""
    found: dict[str, list[str]] = {}
    for file in sorted(site.rglob("*.html")):
        page = ("/" + file.relative_to(site).as_posix()).removesuffix("index.html")
        for value in lxml_html.parse(str(file)).xpath("//main//a/@href | //article//a/@href"):
            address = urldefrag(str(value).strip())[0]
            if urlsplit(address).scheme in ("http", "https"):
                pages = found.setdefault(address, [])
                if page not in pages:
                    pages.append(page)
    return found


def ask(address: str, timeout: float = 20, pause: float = 2) -> tuple[str, bool]:
    """What is wrong with an address (empty when nothing is), and whether it is dead for certain."""
    said, dead = "", False
    for attempt in range(TRIES):
        if attempt:
            time.sleep(pause * attempt)
        try:
            # Some servers refuse HEAD; GET is what a reader does, and the answer is not read.
            request = urllib.request.Request(address, headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310
            with urllib.request.urlopen(request, timeout=timeout):  # noqa: S310  (http and https only: links())
                return "", False
        except urllib.error.HTTPError as error:
            said, dead = f"Serveren svarer {error.code}.", error.code in DEAD
            if dead or error.code in (401, 403, 405, 429):
                return said, dead
        except (urllib.error.URLError, OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            dead = isinstance(reason, (socket.gaierror, ConnectionRefusedError))
            said = "Serveren finnes ikke eller svarer ikke." if dead else f"Får ikke svar ({_words(reason)})."
    return said, dead


def _words(reason: object) -> str:
    if isinstance(reason, TimeoutError):
        return "for lang ventetid"
    return "sertifikatet er ikke gyldig" if isinstance(reason, ssl.SSLError) else type(reason).__name__


def report(found: Mapping[str, list[str]], answers: Mapping[str, tuple[str, bool]]) -> str:
    """The report, empty when no address is dead."""
    dead = [a for a, (_, gone) in answers.items() if gone]
    unsure = [a for a, (said, gone) in answers.items() if said and not gone]
    if not dead:
        return ""
    lines = [
        f"{len(dead)} av {len(found)} lenker ut av nettstedet virker ikke. Finn den nye adressen, eller fjern lenken.",
        "",
        *_rows(dead, found, answers),
    ]
    if unsure:
        lines += ["", f"<details><summary>{len(unsure)} kunne ikke kontrolleres</summary>", ""]
        lines += ["De kan virke likevel: noen servere slipper ikke programmer inn.", "", *_rows(unsure, found, answers)]
        lines += ["", "</details>"]
    return "\n".join(lines) + "\n"


def _rows(wanted: Iterable[str], found: Mapping[str, list[str]], answers: Mapping[str, tuple[str, bool]]) -> list[str]:
    rows = [f"| {_cell(a)} | {plain(answers[a][0])} | {', '.join(map(_cell, found[a][:5]))} |" for a in sorted(wanted)]
    return ["| Adresse | Hva som skjer | Står på |", "|---|---|---|", *rows]


def _cell(address: str) -> str:
    """An address as code in a table, where a bar of its own would begin the next cell."""
    return code_span(address).replace("|", r"\|")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Spør om adressene nettstedet lenker til, fortsatt svarer.")
    parser.add_argument("--site", type=Path, default=Path("site"), help="mappen med det ferdige nettstedet")
    parser.add_argument("--out", type=Path, default=Path("lenker"), help="mappen rapporten skal ligge i")
    options = parser.parse_args(arguments)
    if not options.site.is_dir():
        sys.stderr.write(f"Fant ikke {options.site}. Bygg nettstedet først: make site\n")
        return 2
    found = links(options.site)
    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = dict(zip(found, pool.map(ask, found), strict=True))
    options.out.mkdir(parents=True, exist_ok=True)
    text, file = report(found, answers), options.out / "lenker.md"
    if text:
        file.write_text(text, encoding="utf-8")
    else:
        file.unlink(missing_ok=True)
    sys.stdout.write(text or f"Alle {len(found)} lenkene ut av nettstedet svarer, eller kunne ikke kontrolleres.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
