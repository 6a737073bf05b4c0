"""What is known of a benefit in numbers: as sentences, and as a small chart of baseline, measurements and target."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from macros.content.model import Benefit
from macros.content.model.benefit import Measurement
from macros.content.model.evidence import SMALL, title_of
from macros.html.charts.bars import Datum, bar_chart
from macros.html.render import render
from macros.library.benefits import attainment
from macros.text.norwegian import loose_date, number
from macros.words.labels import Labels

TONES = {"baseline": 3, "measured": 1, "target": 5}
DRAWN = 6
"""The measurements that a chart has room for: the last ones."""


def figures(b: Benefit, t: Labels) -> tuple[str, ...]:
    """Baseline, target and every measurement with its date, the number of observations and its source, and how much of
    the way from baseline to target the last one is."""
    said = [t(f"benefits.figure.{name}", value=_whole(figure, b.unit, t)) for name, figure in _named(b)]
    share = attainment(b, b.latest.value) if b.latest else None
    if share is not None:
        said.append(t("benefits.figure.attainment", value=number(100 * share, 0)))
    return tuple(said)


def benefit_chart(b: Benefit, t: Labels, id_: str) -> Markup:
    """Baseline, the last measurements and target as bars from zero, with the sentence that something else may be the cause.

    Empty where nothing is measured, where there is nothing to compare with, and where a number is below zero or may not be
    shown. ``id_`` is unique on the page.
    """
    named = [(name, f) for name, f in _named(b) if isinstance(f.value, (int, float))]
    shown = [pair for pair in named if pair[0] == "measured"][-DRAWN:]
    rows = [pair for pair in named if pair[0] != "measured" or pair in shown]
    rows.sort(key=lambda pair: tuple(TONES).index(pair[0]))
    if not shown or len(rows) == len(shown) or any(float(f.value or 0) < 0 for _, f in rows):
        return Markup()
    data = [Datum(_name(name, f, t), shown_value(f, None, t), (float(f.value or 0),), TONES[name]) for name, f in rows]
    desc = "; ".join(f"{_name(name, f, t)}: {shown_value(f, b.unit, t)}" for name, f in rows)
    chart = render(
        "chart_bars.html", language=t.language, id=id_, title=t("benefits.chart", name=b.indicator or b.description),
        desc=desc, chart=bar_chart(data),
    )  # fmt: skip
    return render("benefit_chart.html", chart=chart, unit=b.unit, language=t.language)


def _named(b: Benefit) -> Iterator[tuple[str, Measurement]]:
    named = [("baseline", b.baseline), ("target", b.target), *(("measured", m) for m in b.measurements)]
    return ((name, figure) for name, figure in named if figure)


def _name(name: str, figure: Measurement, t: Labels) -> str:
    """What a bar is called: «Målt juni 2026»."""
    word = t(f"benefits.bar.{name}")
    return t("benefits.bar.dated", name=word, date=loose_date(figure.date)) if figure.date else word


def _whole(figure: Measurement, unit: str | None, t: Labels) -> str:
    details = [
        loose_date(figure.date) if figure.date else "",
        t("benefits.figure.n", n=_count(figure.n, t)) if figure.n is not None else "",
        title_of(figure.source) if figure.source else "",
    ]
    said = "; ".join(filter(None, details))
    value = shown_value(figure, unit, t)
    return t("benefits.figure.details", value=value, details=said) if said else value


def _count(n: int | str, t: Labels) -> str:
    return t("small_number") if n == SMALL else number(float(n))


def shown_value(figure: Measurement | float, unit: str | None, t: Labels) -> str:
    """``54 prosent``, with as many decimals as the source gives; a number too small to be shown is said to be so."""
    value = figure.value if isinstance(figure, Measurement) else figure
    if value is None:
        return t("small_number.hidden")
    words = t("small_number") if isinstance(value, str) else number(value, len(f"{value:g}".partition(".")[2]))
    return f"{words} {unit}" if unit else words
