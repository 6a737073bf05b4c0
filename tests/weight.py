"""What a page weighs before anybody does anything: for the tests and the bench."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin


def first_load(site: Path, path: str) -> dict[str, int]:
    """What the browser fetches before anybody does anything: address -> packed bytes. Programs bring their imports."""
    waiting, found = [path.partition("?")[0]], {}
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        file = site / address.lstrip("/")
        text = (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")
        found[address] = len(gzip.compress(text.encode(), 6))
        names = []
        if address.endswith(".js"):
            names = re.findall(r'^import\s(?:[^;]*?from\s*)?"([^"]+)"', text, re.MULTILINE)
        elif not address.endswith(".css"):
            names = re.findall(r'<(?:link rel="stylesheet"|script)(?: [^>]*)? (?:href|src)="([^"]+)"', text)
        waiting += [urljoin(address, name.partition("?")[0]) for name in names]
    return found
