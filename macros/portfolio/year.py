"""``/portefolje/<year>/``: one year's portfolio. One figure first, the rest below, and last how far it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from macros.addresses import PORTFOLIO
from macros.html.page.indexes import Page
from macros.html.render import render
from macros.library.library import Library
from macros.portfolio.chart import chart_block
from macros.portfolio.figures.figures import SECTIONS, portfolio
from macros.portfolio.figures.scope import Scope, scope
from macros.portfolio.figures.shape import PortfolioFigure
from macros.portfolio.reconciliation_table import reconciliation
from macros.portfolio.words import catalogue_url, csv_url, granted_text, meta, name_of, shown, table
from macros.text.norwegian import number
from macros.words.labels import Labels, labels


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the few numbers at the top. ``basis`` tells what it is counted over, ``anchor`` where the rest stands."""

    value: str
    text: str
    basis: str
    anchor: str


@dataclass(frozen=True, slots=True)
class YearSection:
    """A part of the page: its figures as HTML, and notes about them; ``id`` is its anchor."""

    id: str
    title: str
    lead: str
    charts: tuple[Markup, ...]
    notes: tuple[str, ...] = ()


def year_page(library: Library, year: int, today: date, report: str = "") -> Page:
    """Every figure of ``year``, and its reconciliation with the report.

    ``report`` is the address of the year's report as PDF, where there is one.
    """
    t = labels()
    figures = portfolio(library, year, today)
    every = figures["prosjekter"]
    sections = [_section(library, figures, id, year, today, t) for id in SECTIONS]
    reconciled = reconciliation(library, year, today, t)
    contents = [(section.title, f"#{section.id}") for section in sections]
    html = render(
        "portfolio_year.html",
        contents=[*contents, *([(t("portfolio.reconciliation"), "#avstemming")] if reconciled else [])],
        year=year,
        title=t("portfolio.year.title", year=year),
        portfolio_url=PORTFOLIO,
        report=report,
        hero=number(every.n),
        hero_text=t("portfolio.hero", count=every.n, year=year),
        split=_split(library, every, t),
        tiles=tiles(scope(library, year, today), figures, t),
        meta=meta(every, t),
        rule=t(every.rule),
        csv=csv_url(every, year),
        selection=catalogue_url(every.selection),
        sections=sections,
        hours=table(library, figures["timer"], t("portfolio.figure.timer"), t),
        hours_meta=meta(figures["timer"], t),
        hours_rule=t("portfolio.rule.timer"),
        hours_csv=csv_url(figures["timer"], year),
        reconciliation=reconciled,
    )
    return Page(t("portfolio.year.title", year=year), t("portfolio.year.description", year=year), html)


def tiles(here: Scope, figures: Mapping[str, PortfolioFigure], t: Labels) -> tuple[Tile, ...]:
    """What a leader wants to know next: how much help, whether it moved anything, what is proven, and where."""
    hours, moved = figures["timer"], figures["fase-runde"]
    benefits, areas = figures["gevinst"], figures["helsefellesskap"]
    stages = {key: sum(p.value or 0 for c in benefits.cells for p in c.parts if p.key == key) for key in benefits.parts}
    return (
        Tile(shown(hours.cell("sum").value, t), t("portfolio.tile.hours"), ". ".join(filter(None, (_basis(hours, t), granted_text(here, t)))), "timer"),
        Tile(
            t("portfolio.of", part=shown(moved.cell("alle").parts[0].value, t), whole=number(moved.n)),
            t("portfolio.tile.moved"), t("portfolio.basis.moved", n=number(moved.n), of=number(moved.of)), "faser",
        ),
        Tile(
            t("portfolio.of", part=shown(stages["measured"], t), whole=number(benefits.n)),
            t("portfolio.tile.measured"), t("portfolio.basis.benefits", expected=shown(stages["expected"], t)), "gevinster",
        ),
        Tile(
            t("portfolio.of", part=number(sum(1 for c in areas.cells if c.value)), whole=number(len(areas.cells))),
            t("portfolio.tile.areas"), _basis(areas, t), "steder",
        ),
    )  # fmt: skip


def _basis(figure: PortfolioFigure, t: Labels) -> str:
    return t("portfolio.basis", n=number(figure.n), of=number(figure.of))


def _split(library: Library, figure: PortfolioFigure, t: Labels) -> str:
    """«25 utenom programmene, 18 i spredningsprogrammet …»: nothing when there is no programme."""
    programs = [c for c in figure.cells if c.key not in ("alle", "ordinaer")]
    told = [
        t("portfolio.split.program", n=shown(c.value, t), name=name_of(library, "programs", c.key, t)) for c in programs
    ]
    ordinary = t("portfolio.split.ordinary", n=shown(figure.cell("ordinaer").value, t))
    return ", ".join([ordinary, *told]) + "." if told else ""


def _section(
    library: Library, figures: Mapping[str, PortfolioFigure], id: str, year: int, today: date, t: Labels
) -> YearSection:
    charts = tuple(chart_block(library, figures[key], year, t) for key in SECTIONS[id])
    return YearSection(
        id, t(f"portfolio.section.{id}"), t(f"portfolio.section.{id}.lead"), charts,
        _notes(scope(library, year, today), id, t),
    )  # fmt: skip


def _notes(here: Scope, id: str, t: Labels) -> tuple[str, ...]:
    """What the word list says of the year's rounds, each once: reservations belong beside the numbers."""
    if id not in ("soknader", "faser"):
        return ()
    grouped: dict[str, list[str]] = {}
    for value in here.rounds:
        # What is said of a round that was not over is why the figure of phases has not its projects.
        ongoing = here.library.ongoing(value.key)
        for note in (
            value.note.get("nb", "") if ongoing == (id == "faser") else "",
            "" if id == "faser" else value.unverified,
        ):
            if note:
                grouped.setdefault(note, []).append(value.name(t.language))
    return tuple(t("portfolio.note", names=", ".join(names), note=note) for note, names in grouped.items())
