"""The vocabularies as tables: every word, what it means, its other spellings, and how many projects have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from macros.addresses import value_url
from macros.content.model.facets import Facet
from macros.html.render import render
from macros.library.library import Library
from macros.text.norwegian import join, slug, sort_key
from macros.words.labels import DEFAULT_LANGUAGE, Labels, labels
from macros.words.vocabulary import Value, Vocabulary

SHOWN = (
    "patient_groups themes outcome_status phases regions innovation_types benefit_types benefit_forms benefit_recipients "
    "benefit_status budget_effects patient_counts cost_kinds source_extents guidance deliverables barriers drivers rounds "
    "programs hours_bands organisations"
).split()
"""Vocabularies a reader meets as tables, in this order. The municipalities have a page of their own; the rest is for authors."""


@dataclass(frozen=True, slots=True)
class Row:
    """A word of a list. ``count``: projects that use it; ``unverified``: who should confirm it, in words, or empty."""

    word: str
    url: str
    description: str
    note: str
    aliases: str
    unverified: str
    count: int


@dataclass(frozen=True, slots=True)
class Table:
    """A word list. ``counted``: projects use its words, so the table has a column of how many."""

    id: str
    label: str
    description: str
    rows: tuple[Row, ...]
    counted: bool
    source: str
    source_url: str


def vocabulary_index(library: Library, language: str = DEFAULT_LANGUAGE) -> Markup:
    """Every vocabulary that readers meet, on a page in ``language``."""
    facets, t = {f.vocabulary: f for f in library.facets}, labels(language)
    tables = [_table(library, library.vocabularies[name], facets.get(name), t) for name in SHOWN]
    return render("vocabulary.html", vocabularies=tables, language=language)


def _table(library: Library, vocabulary: Vocabulary, facet: Facet | None, t: Labels) -> Table:
    with_page = set(library.keys(facet)) if facet else set()
    values = (
        vocabulary.values
        if vocabulary.closed
        else sorted(vocabulary.values, key=lambda v: sort_key(v.name(t.language)))
    )
    rows = tuple(_row(library, v, facet if v.key in with_page else None, t.language) for v in values)
    label = t(f"facet.{facet.slug}") if facet else _in(vocabulary.label, t.language)
    return Table(
        slug(label), label, _in(vocabulary.description, t.language), rows, facet is not None,
        vocabulary.source.get("title", ""), vocabulary.source.get("url", ""),
    )  # fmt: skip


def _row(library: Library, value: Value, facet: Facet | None, language: str) -> Row:
    return Row(
        value.name(language),
        value_url(facet.slug, value.key) if facet else "",
        value.about(language),
        _in(value.note, language),
        join(value.aliases) if value.aliases else "",
        value.unverified,
        library.count(facet, value.key) if facet else 0,
    )


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get(DEFAULT_LANGUAGE, "")
