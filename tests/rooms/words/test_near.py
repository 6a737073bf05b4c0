"""Which known word was meant: the words they share come before the letters, and a number never becomes another."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import CONTENT, ROOT

from macros.content.data.vocabularies import load_vocabularies
from macros.words.vocabulary.near import alike, nearest, same_numbers

WORDS = load_vocabularies(CONTENT)[0]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Helse Vestlandet", "Helse Vest"), ("Vestlandet", "Helse Vest"), ("Helse Sørlandet", "Helse Sør-Øst"),
     ("Helse Nordland", "Helse Nord"), ("Helse Middtnorge", "Helse Midt-Norge"), ("Hele lanet", "Nasjonal"),
     ("Utlannet", "Utlandet"), ("Bokmål", None)],
)  # fmt: skip
def test_a_region_is_known_by_its_words(text: str, meant: str | None) -> None:
    assert WORDS["regions"].suggest(text) == meant


@pytest.mark.parametrize(
    ("text", "known", "meant"),
    [
        ("årsplan-øya-2024.docx", ["årsplan-øya-2023.docx"], None),
        ("årsplan-øya-2024.docx", ["årsplan-øya-2023.docx", "arsplan-øya-2024.docx"], "arsplan-øya-2024.docx"),
        ("møte-3.pdf", ["møte-2.pdf", "møter-3.pdf"], "møter-3.pdf"),
        ("hjemmebesok-i-bygda", ["hjemmesok-i-byen", "hjemmebesok"], "hjemmebesok"),
        ("blåbær", ["bl", "blåbærtur"], "blåbærtur"),
        ("ø", ["å"], None),
        ("", ["å", ""], None),
    ],
)
def test_files_and_addresses(text: str, known: list[str], meant: str | None) -> None:
    assert alike(text, known) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("ærfjor kommune", "aerfjord-kommune"), ("helse ærfjor hf", "helse-aerfjord"), ("ærfjor", "helse-aerfjord")],
)
def test_a_municipality_is_never_taken_for_the_hospital_of_the_same_place(text: str, meant: str) -> None:
    kinds = {"helse-aerfjord": "hf", "aerfjord-kommune": "kommune"}
    spellings = {"helse ærfjord": "helse-aerfjord", "ærfjord kommune": "aerfjord-kommune"}
    assert nearest(text, spellings, kinds.__getitem__) == meant
    assert nearest("ærfjor kommune", {"helse ærfjord": "helse-aerfjord"}, kinds.__getitem__) is None


LINES = st.text(st.sampled_from("abeø12 -"), max_size=12)


@given(text=LINES, known=st.lists(LINES, max_size=6))
def test_what_is_suggested_is_known_and_says_the_same_numbers(text: str, known: list[str]) -> None:
    found = alike(text, known)
    assert found is None or (found in known and same_numbers(text, found))
    assert not text or text not in known or found == text


def test_nobody_else_looks_for_the_nearest() -> None:
    """``fixing`` asks whether exactly one field is near, which is another question; the rest ask ``near``."""
    asking = set()
    for file in (ROOT / "macros").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "get_close_matches":
                asking.add(file.relative_to(ROOT).as_posix())
    assert asking == {"macros/authoring/fix/fixing.py"}
