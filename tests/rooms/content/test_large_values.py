"""Numbers of hundreds of digits and brackets by the thousand, in every file that is read: told, and told soon."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.site.checks import check

DATA = "docs/_data"
MANY, DEEP = "4" * 400, "[" * 100_000
CASES = [
    ("projects/oy.md", writeup(hours=MANY)),
    ("projects/oy.md", writeup(cost=f"[{{amount: {MANY}, kind: budsjett, as_of: 2024, source: Årsrapporten}}]")),
    ("projects/oy.md", writeup(period=f"{{from: {MANY}}}")),
    ("projects/oy.md", writeup(published=f"{MANY}-01-01")),
    ("projects/oy.md", writeup(hours=DEEP)),
    (f"{DATA}/rates.yml", f"worked_hours: {MANY}\nroles: []\n"),
    (f"{DATA}/rates.yml", f"worked_hours: 1550\nroles:\n  - {{key: los, label: {{nb: Los}}, rate: 5, year: {MANY}}}\n"),
    (f"{DATA}/figures.yml", f"figures:\n  - {{key: a, label: {{nb: A}}, value: {MANY}, as_of: {MANY}, source: {{title: Å}}}}\n"),
    (f"{DATA}/published/2031.yml", f"year: {MANY}\nas_of: 2031\nsource: {{title: Å}}\nfigures: []\n"),
    (f"{DATA}/vocabulary/rounds.yml", f"label: {{nb: Runde}}\nvalues:\n  - {{key: a, label: {{nb: A}}, year: {MANY}}}\n"),
    (f"{DATA}/spelling.yml", f"words: {DEEP}\n"),
    (f"{DATA}/spelling.yml", "words: " + "{a: " * 50_000 + "\n"),
    (f"{DATA}/rates.yml", f"worked_hours: {DEEP}\n"),
    (f"{DATA}/vocabulary/themes.yml", f"label: {DEEP}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text"), CASES, ids=[f"{n}-{c[0]}" for n, c in enumerate(CASES)])
def test_it_is_told_soon(tmp_path: Path, path: str, text: str) -> None:
    root = make_checkout(tmp_path, {"trygg.md": writeup(title="Trygg")})
    write(root / path, text)
    started = time.process_time()
    found = check(load(root), date(2026, 11, 22))
    assert time.process_time() - started < 2
    errors = [p for p in found if p.severity == "error"]
    assert errors and {p.path for p in errors} == {path}, [p.as_text() for p in errors]
    assert all(len(p.as_text()) < 1_500 and p.hint for p in errors)
