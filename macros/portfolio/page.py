"""``/portefolje/``: the years side by side, and what runs across them: who builds on whom, who might meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from macros.addresses import PAIRS_ROWS, REUSE_ROWS, project_url, year_url
from macros.html.charts.bars import Datum, bar_chart
from macros.html.links import Link, project_link, shared_facet
from macros.html.page.indexes import Page
from macros.html.render import render
from macros.library.library import Library
from macros.library.strangers import TOO_MANY, Pair, strangers
from macros.portfolio.figures.figures import portfolio
from macros.portfolio.figures.reuse import Reused, reuse
from macros.portfolio.figures.scope import scope, years
from macros.portfolio.figures.shape import PortfolioFigure
from macros.portfolio.words import Table, meta, name_of, shown
from macros.portfolio.year import tiles
from macros.text.norwegian import join, long_date, number
from macros.words.labels import Labels, labels

Year = Mapping[str, PortfolioFigure]
SHOWN = 24
OPEN = 3
"""Pairs on the page; the file has them all."""


def portfolio_page(library: Library, today: date, pairs: Sequence[Pair] | None = None) -> Page:
    """The portfolio in short, all years, reuse, and projects that resemble each other in different regions (``pairs``, asked
    of the library when nobody has said)."""
    t = labels()
    every = {year: portfolio(library, year, today) for year in years(library)}
    newest = max(every, default=0)
    sources, pairs = reuse(library), strangers(library) if pairs is None else pairs
    figure = every[newest]["prosjekter"] if newest else None
    html = render(
        "portfolio.html",
        year=newest,
        year_url=year_url(newest),
        hero=number(figure.n) if figure else "",
        hero_text=t("portfolio.hero", count=figure.n, year=newest) if figure else "",
        tiles=tiles(scope(library, newest, today), every[newest], t) if newest else (),
        meta=meta(figure, t) if figure else "",
        years=[Link(str(year), year_url(year), figures["prosjekter"].n) for year, figures in reversed(every.items())],
        compared=_compared(every, t) if len(every) > 1 else None,
        bars=_bars(every, t) if len(every) > 1 else "",
        sources=[_source(s) for s in sources],
        reuse_meta=t(
            "portfolio.reuse.meta",
            users=number(len({r.slug for s in sources for r in s.users})),
            n=number(len(library.innomed_projects)),
            date=long_date(today),
        ),
        reuse_csv=REUSE_ROWS,
        pairs_open=OPEN,
        pairs=[_pair(library, p, t) for p in pairs[:SHOWN]],
        pairs_left=t("portfolio.pairs.left", count=len(pairs) - SHOWN) if len(pairs) > SHOWN else "",
        pairs_none=t("portfolio.pairs.too_many" if len(library.innomed_projects) > TOO_MANY else "portfolio.pairs.none"),
        pairs_meta=t(
            "portfolio.pairs.meta", pairs=number(len(pairs)), n=number(len(library.innomed_projects)), date=long_date(today)
        ),
        pairs_csv=PAIRS_ROWS,
    )  # fmt: skip
    return Page(t("portfolio.title"), t("portfolio.description"), html)


def _compared(every: dict[int, Year], t: Labels) -> Table:
    """Years as columns; each number keeps its own n. Appears with the second year."""
    columns = [_column(figures, t) for figures in every.values()]
    rows = tuple((Link(t(f"portfolio.compared.{key}")), tuple(c[key] for c in columns)) for key in columns[0])
    return Table(t("portfolio.compared"), tuple(str(year) for year in every), rows)


def _column(figures: Year, t: Labels) -> dict[str, str]:
    """One year's numbers, by the name of their row."""
    hours, moved, benefits = figures["timer"], figures["fase-runde"], figures["gevinst"]
    measured = sum(p.value or 0 for c in benefits.cells for p in c.parts if p.key == "measured")
    return {
        "projects": shown(figures["prosjekter"].n, t),
        "hours": _over(hours.cell("sum").value, hours, t),
        "median": _over(hours.cell("median").value, hours, t),
        "moved": _over(moved.cell("alle").parts[0].value, moved, t),
        "measured": _over(measured, benefits, t),
    }


def _over(value: float | None, figure: PortfolioFigure, t: Labels) -> str:
    """A number with its own n, for the years differ in how much is known."""
    return t("portfolio.compared.n", value=shown(value if figure.n else None, t), n=number(figure.n))


def _bars(every: dict[int, Year], t: Labels) -> str:
    data = [Datum(str(year), shown(f["prosjekter"].n, t), (f["prosjekter"].n,)) for year, f in every.items()]
    title = t("portfolio.compared.projects")
    desc = t("portfolio.desc", values="; ".join(f"{d.name}: {d.value}" for d in data))
    return render("chart_bars.html", id="aar", title=title, desc=desc, chart=bar_chart(data))


def _source(source: Reused) -> tuple[Link, tuple[Link, ...]]:
    name = Link(source.name, project_url(source.slug) if source.slug else "")
    return name, tuple(project_link(r) for r in source.users)


def _pair(library: Library, pair: Pair, t: Labels) -> tuple[tuple[Link, str], tuple[Link, str], str]:
    """Both projects with their regions, and what they have in common."""
    ends = [
        (
            project_link(r),
            join(name_of(library, "regions", key, t) for key in r.data.region),
        )
        for r in (pair.left, pair.right)
    ]
    reasons = [shared_facet(key, t) for key in pair.reasons]
    why = t("portfolio.pairs.same", reasons=join(reasons))
    return ends[0], ends[1], t("portfolio.pairs.model", model=pair.model) + " " + why if pair.model else why
