"""A facet is one line in the table: facts, form, search, likeness and linked data all read it there."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, writeup

import macros.library.library as library_module
from macros.catalogue.project import facts
from macros.catalogue.search import search_json
from macros.content.load import load
from macros.content.model.facets import Facet, facets
from macros.html.links import shared_facet
from macros.html.page.browse import groups, numbers
from macros.library.library import Library
from macros.library.related import related
from macros.words.labels import labels
from macros.words.vocabulary import Vocabularies

DAY = date(2026, 11, 22)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Two projects that share a driver, in a library that has one facet more than the site."""

    def more(words: Vocabularies) -> tuple[Facet, ...]:
        return (
            *facets(words),
            Facet("pådriver", "drivers", lambda p: p.drivers, weight=16.0, opened=True, keyword=True),
        )

    monkeypatch.setattr(library_module, "facets", more)
    monkeypatch.setitem(labels().entries.read, "facet.pådriver", {"text": "Pådriver", "where": "fasett"})
    drivers = load(make_checkout(tmp_path / "x", {})).vocabularies["drivers"].keys()
    texts = {
        "ære.md": writeup(title="Ære", drivers=f"[{drivers[0]}]"),
        "øye.md": writeup(title="Øye", drivers=f"[{drivers[0]}]", phase="{start: Idé, end: Idé}", region="Helse Nord"),
        "åre.md": writeup(title="Åre", drivers=f"[{drivers[1]}]", phase="{start: Idé, end: Idé}", region="Helse Nord"),
    }
    named = {name.replace("æ", "ae").replace("ø", "oe").replace("å", "aa"): text for name, text in texts.items()}
    return Library.of(load(make_checkout(tmp_path / "y", named)), DAY)


def test_a_facet_more_is_shown_filtered_found_and_counts_for_likeness(library: Library) -> None:
    record = library.by_slug["aere"]
    facet = library.facet("pådriver")
    word = library.name("drivers", record.data.drivers[0])
    assert [v.text for f in facts(library, record, labels()) for v in f.values if f.label == "Pådriver"] == [word]

    data = [r.data for r in library.projects]
    (group,) = [g for g in groups(library, library.facets, numbers(library.facets, library.keys), data) if g.slug == facet.slug]  # fmt: skip
    assert group.name == "Pådriver" and sum(c.count for c in group.choices) == 3

    found = json.loads(search_json(library))
    said = [[found["values"][place] for place in doc[5]] for doc in found["docs"]]
    assert all(library.name("drivers", r.data.drivers[0]) in words for r, words in zip(library.projects, said, strict=False))  # fmt: skip

    (like, *_) = related(library, record)
    assert like.record.slug == "oeye" and like.reasons[0] == "pådriver"
    assert shared_facet("pådriver", labels()) == "pådriver"


def test_reasons_have_words_inside_a_sentence_in_both_standards() -> None:
    for language in ("nb", "nn"):
        t = labels(language)
        said = {f.slug: shared_facet(f.slug, t) for f in facets({}) if f.weight}
        assert all(text[0].islower() for text in said.values())
        assert said["gevinst"] == "type gevinst"


def test_every_fact_has_a_name_or_a_place_of_its_own() -> None:
    entries = labels().entries
    for facet in facets({}):
        assert (
            facet.beside or f"project.{facet.fact}" in entries or (not facet.fact and f"facet.{facet.slug}" in entries)
        )
