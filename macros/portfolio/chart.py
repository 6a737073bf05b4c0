"""A chart with everything that belongs to it: what it says, its table, n, date, rule, rows and the same selection."""

from __future__ import annotations

from markupsafe import Markup

from macros.html.charts.bars import Datum, bar_chart
from macros.html.charts.flow import flow_chart
from macros.html.charts.tiles import Area, tile_map
from macros.html.render import render
from macros.library.library import Library
from macros.portfolio.figures.shape import Cell, PortfolioFigure
from macros.portfolio.words import catalogue_url, csv_url, in_a_sentence, meta, name_of, percent_text, shown, table
from macros.text.norwegian import number
from macros.words.labels import Labels

LONG = 8
"""A long list is drawn this far; the table has the rest."""
BESIDE = ("runde",)
TONES = {"fase-runde": (2, 3), "gevinst": (3, 4, 1), "fase": (1,)}
"""Parts with a meaning keep their tone: strong for what happened, light for what did not, or not yet."""
NOT_DRAWN = ("prosjekter", "timer")
"""Figures of a few numbers: a chart of them would say nothing."""


def chart_block(library: Library, figure: PortfolioFigure, year: int, t: Labels, level: int = 3) -> Markup:
    """The finished HTML of a figure's chart. ``level`` is the heading's; 0 gives a caption that is no heading."""
    title = t(f"portfolio.figure.{figure.key}")
    draw = {"helsefellesskap": _tiles, "fase": _flow}.get(figure.key, _bars)
    drawn, left = _cut(figure)
    sentence = in_a_sentence(library, figure, t)
    return render(
        "chart.html",
        language=t.language,
        id=f"{figure.key}-{year}",
        title=title,
        level=level,
        said=sentence,
        left=t("portfolio.left", count=left) if left else "",
        legend=_legend(library, figure, t),
        signs=_signs(library, t) if figure.key == "helsefellesskap" and figure.n else [],
        svg=draw(library, figure, drawn, f"{figure.key}-{year}", title, t) if figure.n else "",
        matrix=_matrix(library, figure, t) if figure.key == "fase" and figure.n else None,
        meta=meta(figure, t),
        rule=t(figure.rule),
        table=None if figure.key == "fase" else table(library, figure, title, t),
        csv=csv_url(figure, year),
        selection=catalogue_url(figure.selection),
    )


def _cut(figure: PortfolioFigure) -> tuple[tuple[Cell, ...], int]:
    """The cells to draw, and how many are left to the table. Figures that show zeros are drawn whole."""
    if len(figure.cells) <= LONG + 1 or any(not c.value for c in figure.cells) or figure.key == "helsefellesskap":
        return figure.cells, 0
    several = tuple(c for c in figure.cells if (c.value or 0) > 1)[:LONG] or figure.cells[:LONG]
    return several, len(figure.cells) - len(several)


def _bars(library: Library, figure: PortfolioFigure, cells: tuple[Cell, ...], id: str, title: str, t: Labels) -> Markup:
    beside = figure.key in BESIDE
    data = []
    for cell in cells:
        numbers = tuple(p.value or 0 for p in cell.parts) or (cell.value or 0,)
        data.append(Datum(name_of(library, figure.words, cell.key, t), _text(library, figure, cell, t), numbers))
    whole = figure.n if figure.shares else 0
    chart = bar_chart(data, stacked=not beside, whole=whole, tones=TONES.get(figure.key, ()))
    return render("chart_bars.html", language=t.language, id=id, title=title, desc=_desc(data, t), chart=chart)


def _text(library: Library, figure: PortfolioFigure, cell: Cell, t: Labels) -> str:
    """The number at the end of the name: ``19 (44 %)``, ``6 av 10``, ``18 / 10``."""
    if figure.key in BESIDE:
        return t("portfolio.beside", first=shown(cell.parts[0].value, t), second=shown(cell.parts[1].value, t))
    if figure.key == "fase-runde":
        return t("portfolio.of", part=shown(cell.parts[0].value, t), whole=shown(cell.value, t))
    if figure.shares:
        return t("portfolio.with_share", value=shown(cell.value, t), share=percent_text(figure.share(cell), t))
    return shown(cell.value, t)


def _desc(data: list[Datum], t: Labels) -> str:
    """All numbers as a sentence, for those who hear the chart."""
    return t("portfolio.desc", values="; ".join(f"{d.name}: {d.value}" for d in data))


def _flow(library: Library, figure: PortfolioFigure, cells: tuple[Cell, ...], id: str, title: str, t: Labels) -> Markup:
    names = {key: name_of(library, "phases", key, t) for key in figure.parts}
    counts = {(c.key, p.key): int(p.value or 0) for c in cells for p in c.parts}
    told = [
        t("portfolio.flow.one", start=names[start], end=names[end], n=number(n))
        for (start, end), n in counts.items()
        if n
    ]
    desc = t("portfolio.desc", values="; ".join(told))
    return render(
        "chart_flow.html",
        language=t.language,
        id=id,
        title=title,
        desc=desc,
        chart=flow_chart(counts, figure.parts, names),
    )


def _matrix(library: Library, figure: PortfolioFigure, t: Labels) -> dict[str, object]:
    """Start phases down, end phases across; only phases that are in use, and darker where there are more."""
    used = [k for k in figure.parts if any(c.value for c in figure.cells if c.key == k) or _ended(figure, k)]
    most = max((p.value or 0 for c in figure.cells for p in c.parts), default=0)
    rows = []
    for cell in figure.cells:
        if cell.key in used:
            values = [p for p in cell.parts if p.key in used]
            shades = [(int(p.value or 0), _shade(p.value or 0, most), p.key == cell.key) for p in values]
            rows.append((name_of(library, "phases", cell.key, t), shades, shown(cell.value, t)))
    heads = [name_of(library, "phases", key, t) for key in used]
    return {"heads": heads, "rows": rows, "sums": [shown(_ended(figure, k), t) for k in used], "total": figure.n}


def _ended(figure: PortfolioFigure, phase: str) -> float:
    return sum(p.value or 0 for c in figure.cells for p in c.parts if p.key == phase)


def _shade(value: float, most: float) -> int:
    return 0 if not value or not most else 1 + min(2, int(3 * (value - 1) / most))


def _tiles(
    library: Library, figure: PortfolioFigure, cells: tuple[Cell, ...], id: str, title: str, t: Labels
) -> Markup:
    words = library.vocabularies["health_communities"]
    areas = []
    for cell in cells:
        key = cell.key.removeprefix("helsefellesskap-")
        region = str(words[cell.key].extra.get("region", ""))
        areas.append(Area(key, _short(words[cell.key].name(t.language), t), sign(region, t), int(cell.value or 0)))
    desc = t("portfolio.desc", values="; ".join(f"{a.name}: {number(a.count)}" for a in areas))
    return render("chart_tiles.html", language=t.language, id=id, title=title, desc=desc, chart=tile_map(areas))


def _short(name: str, t: Labels) -> str:
    """«Helsefellesskapet i Vestfold» -> «Vestfold»: what stays when the words all of them share are left out."""
    for word in t("portfolio.tile.leave_out").split("|"):
        name = name.replace(word, "")
    return name.strip()[:1].upper() + name.strip()[1:]


def sign(region: str, t: Labels) -> str:
    """The short sign of a region on a tile; nothing for what is no health region."""
    return t.entries.get(f"portfolio.sign.{region}", {}).get("text", "")


def _signs(library: Library, t: Labels) -> list[tuple[str, str]]:
    """Sign and name of each health region: the key of the tiles."""
    every = [(sign(v.key, t), v.name(t.language)) for v in library.vocabularies["regions"]]
    return [(short, name) for short, name in every if short]


def _legend(library: Library, figure: PortfolioFigure, t: Labels) -> list[tuple[int, str]]:
    """Tone and name of each part, for those that are drawn."""
    if figure.key == "fase" or not figure.parts or not figure.n:
        return []
    every = figure.key in TONES  # what did not happen is part of the message
    drawn = [i for i in range(len(figure.parts)) if every or any(c.parts[i].value for c in figure.cells if c.parts)]
    tones = TONES.get(figure.key, (1, 2, 3, 4, 5))
    return [(tones[i % len(tones)], name_of(library, figure.part_words, figure.parts[i], t)) for i in drawn]
