"""Lighthouse on a few pages, as a phone on a slow line meets them: for ``make bench`` (npm's lighthouse, Debian's Chromium).

The pages are served compressed, as every public server does; without that the figures would say more about Python's file
server than about the pages.
"""

from __future__ import annotations

import functools
import gzip
import json
import os
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from node import node_modules

from macros.files.programs import find_program

PAGES = {
    "front page": "/",
    "catalogue": "/prosjekter/",
    "project": "/prosjekter/en-vei-inn/",
    "tool": "/verktoy/pilotplan/",
    "portfolio": "/portefolje/2024/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {
    "FCP ms": "first-contentful-paint",
    "LCP ms": "largest-contentful-paint",
    "TBT ms": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
    "kB in all": "total-byte-weight",
}
_TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ics", ".csv"}


class Compressed(SimpleHTTPRequestHandler):
    """Files, text among them compressed, kept ten minutes as on GitHub Pages."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None: ...

    def send_head(self) -> BinaryIO | BytesIO | None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        status = 200 if file.is_file() else 404
        file = file if status == 200 else Path(self.directory) / "404.html"
        content = file.read_bytes()
        self.send_response(status)
        self.send_header(
            "Content-Type", self.guess_type(str(file)) + ("; charset=utf-8" if file.suffix in _TEXT else "")
        )
        self.send_header("Cache-Control", "max-age=600")
        if file.suffix in _TEXT:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)


@contextmanager
def compressed(folder: Path) -> Iterator[str]:
    """A finished site on a local address, compressed."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressed, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def lighthouse(site: Path, times: int = 5) -> list[tuple[str, ...]]:
    """A row for each page: the medians of its four marks and of the figures behind them, and what cost a mark."""
    rows = []
    with compressed(site) as address:
        for name, path in PAGES.items():
            runs = [_run(address + path) for _ in range(times)]
            marks = [_median(run["categories"][c]["score"] * 100 for run in runs) for c in CATEGORIES]
            audits = [run["audits"] for run in runs]
            figures = [_median(a[audit]["numericValue"] for a in audits) for audit in FIGURES.values()]
            shown = [f"{n:.3f}" if key == "CLS" else f"{n / 1000:.0f}" if key == "kB in all" else f"{n:.0f}"
                     for key, n in zip(FIGURES, figures, strict=True)]  # fmt: skip
            rows.append((name, *(f"{m:.0f}" for m in marks), *shown, ", ".join(sorted(_lost(runs[-1]))) or "–"))
    return rows


def _run(url: str) -> dict[str, Any]:
    program = node_modules("quality") / "lighthouse" / "cli" / "index.js"
    chromium = find_program("Chromium")
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        flags = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking"
        subprocess.run(
            [
                "node",
                str(program),
                url,
                "--quiet",
                "--output=json",
                f"--output-path={result}",
                f"--chrome-flags={flags}",
            ],
            env={**os.environ, "CHROME_PATH": chromium},
            check=True,
            capture_output=True,
        )
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return found


def _lost(run: dict[str, Any]) -> set[str]:
    """Audits that count and were not passed."""
    counted = {ref["id"] for c in CATEGORIES for ref in run["categories"][c]["auditRefs"] if ref["weight"]}
    return {
        name
        for name in counted
        if (run["audits"][name]["score"] or 0) < 0.9 and run["audits"][name]["score"] is not None
    }


def _median(numbers: Iterator[float]) -> float:
    return statistics.median(list(numbers))
