"""A generated label states what its field means, and no more (``claims.yml``): each is held against it in both standards."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT

from macros.words.labels import WRITTEN_STANDARDS, labels

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "claims.yml").read_text(encoding="utf-8"))
KINDS: list[dict[str, Any]] = TABLE["kinds"]
PARTS = ("site", "design", "known", "portfolio", "quality", "benefits")
"""The parts whose labels stand beside what write-ups say."""
CLAIMS = re.compile(
    r"\b(brukte?|ga|gav|gitt|slutta|sluttet|kosta|kostet|resulterte|håpa?r|håper|selv|sjølve?|er målte?)\b"
)
"""Words that say what somebody did, or how it went: who uses one says in the table what it rests on."""


def wrong(kind: dict[str, Any], text: str) -> bool:
    """Whether the text claims more than the field means, or leaves out what must be said with it."""
    low = text.lower()
    return bool(
        ("never" in kind and re.search(kind["never"], low)) or ("says" in kind and not re.search(kind["says"], low))
    )


def texts(language: str, key: str) -> list[str]:
    return [text for form, text in labels(language).entries[key].items() if form != "where"]


@pytest.mark.parametrize("language", WRITTEN_STANDARDS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind["field"]))
def test_each_label_claims_what_its_field_means(kind: dict[str, Any], language: str) -> None:
    assert kind["labels"] and kind["means"] and ("never" in kind or "says" in kind)
    assert not {key: text for key in kind["labels"] for text in texts(language, key) if wrong(kind, text)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind["field"]))
def test_what_they_once_claimed_would_be_told(kind: dict[str, Any]) -> None:
    assert kind["was"] and all(wrong(kind, old) for old in kind["was"])


@pytest.mark.parametrize("language", WRITTEN_STANDARDS)
def test_every_label_with_a_claim_is_in_the_table(language: str) -> None:
    """A new label that says «brukt» or «sluttet» is held against its field too."""
    known = {key for kind in KINDS for key in kind["labels"]} | set(TABLE["others"])
    found = set()
    for part in PARTS:
        entries = yaml.safe_load((ROOT / f"macros/words/labels/{language}/{part}.yml").read_text(encoding="utf-8"))
        found |= {key for key in entries if any(CLAIMS.search(text.lower()) for text in texts(language, key))}
    assert found - known == set()


def test_the_table_names_labels_that_there_are() -> None:
    assert not set(TABLE["others"]) - set(labels().entries)
    assert len({key for kind in KINDS for key in kind["labels"]}) > 50
