"""Who must approve code is decided: the template's mark is gone from CODEOWNERS, and every file has somebody.

    .ci/owners.py --visibility public

A public repository with the placeholders in it lets whoever may write approve code, because GitHub asks nobody. Leaves
with 1 then; a private one is only told. Needs nothing but Python.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

FILE = ".github/CODEOWNERS"
MARK = "MÅ SETTES"
"""Stands in the template, and is deleted by whoever has written the names of real teams."""


def undecided(text: str) -> str:
    """What is missing, as a sentence; empty when nothing is."""
    rules = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if MARK in text:
        return f"Lagene i {FILE} er plassholdere. Lag lagene, skriv navnene deres, og slett linjene med «{MARK}»."
    if not any(rule[0] == "*" and len(rule) > 1 for rule in rules):
        return f"{FILE} sier ikke hvem som godkjenner resten. Skriv en linje som begynner med «*», før de andre."
    alone = next((rule[0] for rule in rules if len(rule) < 2 or not all("@" in name for name in rule[1:])), "")
    return f"Linjen «{alone}» i {FILE} har ingen som kan spørres. Skriv @navn eller @virksomhet/lag." if alone else ""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Sier om det er bestemt hvem som godkjenner kode.")
    parser.add_argument("--visibility", default="", help="public, private eller internal, slik GitHub sier det")
    options = parser.parse_args(arguments)
    file = Path(FILE)
    told = undecided(file.read_text(encoding="utf-8")) if file.is_file() else f"Filen {FILE} mangler."
    public = options.visibility not in ("private", "internal")
    if told:
        sys.stderr.write(f"{told}{'' if public else ' Det må gjøres før lageret blir åpent for alle.'}\n")
    return 1 if told and public else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
