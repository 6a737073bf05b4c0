"""Markdown that is right, although few write it so: nothing is said of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, writeup

from macros.content.load import load
from macros.content.markdown.prose import read_prose
from macros.content.markdown.structure import structure
from macros.site.checks import check

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
    "Klokken 8–16 går båten – og fergen.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_nothing_is_said(text: str) -> None:
    assert [p.as_text() for p in structure(read_prose(f"## Mål\n\n{text}\n", "projects/øy.md", 9))] == []


ALSO_RIGHT = [
    "- Båten\n    - Fergen\n    - Skuta\n        - Jolla\n- Toget",
    "1. Båten\n    1. Fergen\n    2. Skuta\n2. Toget",
    "| Øy | Båt | Pris |\n|:---|:---:|---:|\n| Røst | 2 | 1 200 |",
    "Øy[^øy] ytterst.\n\n[^øy]: Den ytterste øya.",
    '```json\n{"øy": {"båt": 1}}\n```',
    "```\n{% raw %}\n```",
    "> Sitat:\n>\n> - Båten\n> - Fergen",
    "Møtet er 12.03.2024 kl. 14.30–15.45.",
    "Det kostet 1 200 000 kroner, altså 1,2 mill. kr.",
    "Bl.a. f.eks. dvs. ca. 12 stk. mv.",
    "Første linje  \nandre linje  \ntredje linje.",
    "[Øya](https://no.wikipedia.org/wiki/Vega_(kommune)) er stor.",
    "<https://example.org/øy>",
    "Skriv til <post@oya.example>.",
    "H~2~O og 10^2^ og 5 < 6 og 7 > 3.",
    "`{{ ikke en makro }}` er kode.",
    "<kbd>Ctrl</kbd> + <kbd>C</kbd>",
    '<abbr title="digital hjemmeoppfølging">DHO</abbr> er kort.',
    "**Mål:** Båten går.\n\n**Tiltak:** Fergen går.",
    "* Båten\n* Fergen\n\nEtter listen.",
    "- Båten\n\n    Et avsnitt til.\n\n- Fergen",
    "Temperaturen var −5 °C og 37,5 °C.",
    "Pris: 50 % av 1 000 kr = 500 kr",
    "R&D og Q&A",
    "C:\\øyer er en mappe i eksempelet.",
    "Se kapittel 4.3.2 (side 12–14).",
    "Båt/ferge og/eller skute.",
    "«Sitat i gåseøyne» – sa hun.",
    "\\* Ikke en liste",
    "2024. var et godt år.",
    "| A | B |\n|---|---|\n| x \\| y | z |",
    '!!! note "Merk"\n    Båten går hver dag.',
    "Øy | Båt\n---|---\nRøst | 2",
    "Linje\n\n---\n\nLinje",
    'Lenke med tittel: [Båten](https://example.org "Om båten").',
    "[Båten][1] går.\n\n[1]: https://example.org/båt",
    "Tall: 1–2, 3-4 og 5‑6.",
    "a_b_c og snake_case_navn og __init__",
    "### 3 båter og 2 øyer\n\nTekst.",
    "### 1. Bakgrunn på øya\n\nTekst.",
]


def test_nothing_is_said_of_whole_write_ups(tmp_path: Path) -> None:
    """Every rule at once: a write-up for each, so that what is told names it."""
    texts = {f"tekst-{n}.md": writeup(f"## Mål\n\n{t}\n", title=f"Tekst {n}") for n, t in enumerate(ALSO_RIGHT)}
    found = check(load(make_checkout(tmp_path, texts)), date(2026, 11, 22))
    assert [p.as_text() for p in found if p.code not in ("KX202", "KX203", "KX204")] == []
