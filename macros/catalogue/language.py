"""The report on language for the secretariat: the share of each written standard, and how heavy each page is to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median

from markupsafe import Markup

from macros.catalogue.language_counts import LanguageShare, Written, shares, too_little, written_pages
from macros.content.kept.pack import Pack
from macros.html.links import Link, foreign
from macros.html.render import render
from macros.library.library import Library
from macros.text.norwegian import join, long_date, number
from macros.text.readability import band
from macros.words.labels import DEFAULT_LANGUAGE, Labels, labels

LAW = (
    "https://www.sprakradet.no/spraklov/paragrafsider/"
    "-13-veksling-mellom-bokmal-og-nynorsk-i-allment-tilgjengelege-dokument/"
)


HEAVIEST = 200
"""Rows in the table: with thousands of projects nobody reads to the end, and the heaviest come first."""


@dataclass(frozen=True, slots=True)
class Table:
    """Languages down; pages, their share, words and their share across."""

    id: str
    caption: str
    rows: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Heavy:
    """A page with its LIX; figures are empty for a text that is too short."""

    page: Link
    language: str
    words: str
    per_sentence: str
    lix: str
    band: str


def language_report(library: Library, today: date, counted: Pack | None = None) -> Markup:
    """Two sections of the quality page: the written standards, and the readability of every page."""
    t, pages = labels(), written_pages(library, counted)
    found = shares(pages)
    recent = tuple(p for p in pages if p.published and p.published.year == today.year)
    nynorsk = next(s for s in found if s.language == "nn")
    below = [library.name("languages", key) for key in too_little(found)]
    measured = sorted((p.text.lix for p in pages if p.text.lix is not None), reverse=True)
    return render(
        "language.html",
        lead=_lead(nynorsk, t),
        law_url=LAW,
        below=t("language.below", languages=join(below)) if below else "",
        tables=[
            _table(library, "malform-alle", t("language.caption.all", date=long_date(today)), found, t),
            *([_table(library, "malform-i-ar", t("language.caption.year", year=today.year), shares(recent), t)]
              if recent else []),
        ],
        median=t("lix.median", median=number(median(measured), 0)) if measured else "",
        left=t("lix.left", count=len(pages) - HEAVIEST) if len(pages) > HEAVIEST else "",
        heavy=[_heavy(library, p, t) for p in sorted(pages, key=lambda p: (-(p.text.lix or 0), p.title))[:HEAVIEST]],
    )  # fmt: skip


def _lead(nynorsk: LanguageShare, t: Labels) -> str:
    if nynorsk.of_pages is None or nynorsk.of_words is None:
        return t("language.none")
    return t("language.lead", pages=number(nynorsk.of_pages, 1), words=number(nynorsk.of_words, 1))


def _table(library: Library, id: str, caption: str, found: tuple[LanguageShare, ...], t: Labels) -> Table:
    def percent(value: float | None) -> str:
        return "" if value is None else t("language.percent", value=number(value, 1))

    rows = tuple(
        (
            library.name("languages", s.language),
            number(s.pages),
            percent(s.of_pages),
            number(s.words),
            percent(s.of_words),
        )
        for s in found
    )
    return Table(id, caption, rows)


def _heavy(library: Library, page: Written, t: Labels) -> Heavy:
    text, lix = page.text, page.text.lix
    return Heavy(
        Link(page.title, page.url, language=foreign(page.language, DEFAULT_LANGUAGE)),
        library.name("languages", page.language),
        number(text.words),
        number(text.words / text.sentences, 1) if lix is not None else "",
        number(lix, 0) if lix is not None else "",
        t(f"lix.band.{band(lix)}") if lix is not None else t("lix.too_short"),
    )
