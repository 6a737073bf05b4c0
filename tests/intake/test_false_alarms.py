"""Markdown that is right, although few write it so: nothing is said of it."""

from __future__ import annotations

import pytest

from macros.intake.prose import read_prose, structure

RIGHT = [
    "-\tBåten går hver dag\n-\tFergen går om kvelden",
    "*\tBåten\n*\tFergen",
    "1.\tBåten går\n2.\tFergen går",
    "Før.\n\n***\n\nEtter.",
    "Før.\n\n* * *\n\nEtter.",
    "Før.\n\n___\n\nEtter.",
    "Før.\n\n- - -\n\nEtter.",
    "***Viktig*** for øya.",
    "En **fet** og en *skrå* tekst på øya.",
    "+ Båten\n+ Fergen",
    "> Et sitat fra øya.\n>\n> Med to avsnitt.",
    "| Øy | Båt |\n|:---|---:|\n| Røst | 2 |",
    "Øy[^1] og fjord.\n\n[^1]: Den ytterste.",
    "Første linje  \nandre linje.",
    "Overskrift\n----------\n\nTekst om øya.",
    "~~~\nkode\n~~~",
    "Prisen er 3 \\* 4 kroner.",
    "1. Båten\n\n    Et avsnitt til.\n\n2. Fergen",
    "Ord\n:   Forklaringen på øya.",
    "Klokken 8–16 går båten – og fergen.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_nothing_is_said(text: str) -> None:
    assert [p.as_text() for p in structure(read_prose(f"## Mål\n\n{text}\n", "projects/øy.md", 9))] == []
