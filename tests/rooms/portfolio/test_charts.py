"""Charts: said in words, readable in every colour scheme, never wider than the page, and true when there is nothing."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html
from support import ROOT, make_checkout, writeup

from macros.content.load import load
from macros.html.charts.bars import Datum, bar_chart
from macros.html.charts.flow import flow_chart
from macros.html.charts.tiles import PLACES, Area, tile_map
from macros.library.library import Library
from macros.portfolio.chart import NOT_DRAWN, chart_block
from macros.portfolio.figures.figures import FIGURES, portfolio
from macros.portfolio.figures.reuse import reuse
from macros.portfolio.page import portfolio_page
from macros.portfolio.rows import figure_csv, portfolio_files
from macros.portfolio.year import year_page
from macros.site.macros import MistakeError, editor_macros
from macros.words.labels import labels

DAY = date(2026, 11, 22)
DRAWN = [name for name in FIGURES if name not in NOT_DRAWN]
SVG = "{http://www.w3.org/2000/svg}"


def block(library: Library, name: str) -> str:
    return str(chart_block(library, portfolio(library, 2021, DAY)[name], 2021, labels()))


def drawing(text: str) -> etree._Element:
    """The chart itself (the last SVG: those before it are the key's), read as strict XML."""
    found = re.findall(r"<svg class=\"im-svg.*?</svg>", text, re.DOTALL)
    assert len(found) == 1
    return etree.fromstring(found[0].encode())


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_says_in_words_what_it_draws(library: Library, name: str) -> None:
    text = block(library, name)
    svg = drawing(text)
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert svg.get("role") == "img" and title is not None and desc is not None and title.text and desc.text
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    for cell in portfolio(library, 2021, DAY)[name].cells[:3]:
        for counted in cell.parts if name == "fase" else (cell,):
            assert not counted.value or f"{counted.value:g}" in desc.text
    assert not svg.findall(f".//{SVG}script") and "style=" not in text and "onclick" not in text


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_brings_n_date_rule_rows_and_selection(library: Library, name: str) -> None:
    text, figure = block(library, name), portfolio(library, 2021, DAY)[name]
    root = html.fragment_fromstring(text)
    plain = " ".join(root.text_content().split())
    assert str(figure.n) in plain and "Talt 22. november 2026." in plain
    assert labels()(figure.rule) in plain
    assert f"/portefolje/2021/{name}.csv" in root.xpath("//a/@href")
    assert any(href.startswith("/prosjekter/?runde=2021-s1") for href in root.xpath("//a/@href"))
    assert root.xpath("//table"), "the same numbers as a table"


@pytest.mark.parametrize("name", DRAWN)
def test_colours_come_from_classes_only(library: Library, name: str) -> None:
    """So that light, dark, paper and forced colours can each set their own."""
    svg = drawing(block(library, name))
    assert not [e.tag for e in svg.iter() if e.get("fill") or e.get("stroke") or e.get("style")]


@pytest.mark.parametrize("name", [n for n in DRAWN if n not in ("fase", "helsefellesskap")])
def test_bars_stay_inside(library: Library, name: str) -> None:
    for bar in drawing(block(library, name)).iter(f"{SVG}rect"):
        x, width = (float(str(bar.get(k)).rstrip("%")) for k in ("x", "width"))
        assert x + width <= 100.05


def test_bars_keep_their_proportions() -> None:
    chart = bar_chart([Datum("Å", "3", (1, 2)), Datum("Ø", "6", (6,)), Datum("Æ", "0", (0,))])
    assert [sum(s.width for s in row.tracks[0].segments) for row in chart.rows] == pytest.approx([50, 100, 0], abs=0.02)
    shares = bar_chart([Datum("Å", "1", (1,))], whole=4)
    assert shares.rows[0].tracks[0].segments[0].width == 25


def test_nothing_to_draw_divides_by_nothing() -> None:
    assert bar_chart([]).rows == () and bar_chart([Datum("Å", "0", (0,))]).rows[0].tracks[0].segments == ()
    assert flow_chart({}, ["konsept"], {"konsept": "Konsept"}).ribbons == ()
    assert tile_map([]).tiles == () and tile_map([Area("oslo", "Oslo", "SØ", 0)]).tiles[0].level == 0


def test_long_names_break_into_lines_a_phone_has_room_for() -> None:
    name = "Prioritering og reduksjon av mindre viktige og til dels uønskede tjenester"
    (row,) = bar_chart([Datum(name, "1", (1,))]).rows
    assert len(row.lines) > 1 and max(len(line) for _, line in row.lines) <= 38
    assert " ".join(line for _, line in row.lines) == name


def test_ribbons_are_as_thick_as_they_are_many() -> None:
    order = ["konsept", "planlegge", "realisere"]
    chart = flow_chart({("konsept", "konsept"): 2, ("konsept", "realisere"): 1}, order, {k: k for k in order})
    assert [(n.name, n.count) for n in chart.starts] == [("konsept", 3)]
    assert [(n.name, n.count) for n in chart.ends] == [("konsept", 2), ("realisere", 1)]
    assert chart.ends[0].height == 2 * chart.ends[1].height
    assert [r.moved for r in chart.ribbons] == [False, True]


def test_every_helsefellesskap_has_a_tile_of_its_own(library: Library) -> None:
    keys = [v.key.removeprefix("helsefellesskap-") for v in library.vocabularies["health_communities"]]
    assert set(keys) <= set(PLACES) and len(set(PLACES.values())) == len(PLACES)
    keys = list(PLACES)
    extra = tile_map([Area(k, k, "N", 1) for k in [*keys, "ny", "nyere"]])
    assert len({(t.x, t.y) for t in extra.tiles}) == len(PLACES) + 2, (
        "one that the layout does not know still gets a place"
    )


def test_who_builds_on_what_is_a_list_of_links_in_lists(library: Library) -> None:
    """Text that a reader can follow, enlarge and hear in order: no drawing, so nothing is told twice."""
    root = html.fragment_fromstring(str(portfolio_page(library, DAY).html))
    (tree,) = root.xpath("//ul[@class='im-tree']")
    assert root.xpath(f"//h2[@id='{tree.get('aria-labelledby')}']") and not tree.xpath(".//svg")
    told = [
        (li.xpath("normalize-space(p)"), [" ".join(u.text_content().split()) for u in li.xpath("ul/li")])
        for li in tree.xpath("li")
    ]
    assert told == [(s.name, [r.data.title for r in s.users]) for s in reuse(library)]
    users = {f"/prosjekter/{r.slug}/" for s in reuse(library) for r in s.users}
    assert users <= set(tree.xpath(".//ul//a/@href")) and not tree.xpath(".//ul/li[not(a)]")


# --- Contrast: computed from the style sheets, in light and dark -----------------------------------------------------


def tokens(scheme: str) -> dict[str, str]:
    css = (ROOT / "docs/assets/tokens.css").read_text(encoding="utf-8")
    found = re.findall(rf'\[data-md-color-scheme="{scheme}"\] \{{\n(.*?--im-paper.*?)\}}', css, re.DOTALL)[0]
    return dict(re.findall(r"--im-([\w-]+): (#[0-9a-f]{6})", found))


def mixed(one: str, share: float, other: str) -> str:
    pairs = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [c / 255 for c in rgb(colour)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_tones_can_be_told_from_the_page_and_read_on(scheme: str) -> None:
    css = (ROOT / "docs/assets/portfolio.css").read_text(encoding="utf-8")
    (t3,) = re.findall(r"--im-t3: color-mix\(in srgb, var\(--im-fjord\) (\d+)%, var\(--im-paper\)\)", css)
    (t4,) = re.findall(r"--im-t4: color-mix\(in srgb, var\(--im-clay\) (\d+)%, var\(--im-paper\)\)", css)
    c = tokens(scheme)
    light3, light4 = mixed(c["fjord"], int(t3) / 100, c["paper"]), mixed(c["clay"], int(t4) / 100, c["paper"])
    for edge in (c["fjord"], c["clay"], c["strong-line"]):  # the fill, or the line around a lighter fill
        assert contrast(edge, c["paper"]) >= 3, edge
    for text, ground in (
        (c["on-fjord"], c["fjord"]),
        (c["on-fjord"], c["clay"]),
        (c["ink"], light3),
        (c["ink"], light4),
        (c["ink"], c["fjord-soft"]),
        (c["ink"], c["paper"]),
        (c["muted"], c["paper"]),
    ):
        assert contrast(text, ground) >= 4.5, (text, ground)


# --- The rows --------------------------------------------------------------------------------------------------------


def read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("name", FIGURES)
def test_the_rows_add_up_to_the_figure(library: Library, name: str) -> None:
    figure = portfolio(library, 2021, DAY)[name]
    rows = read(figure_csv(library, figure))
    for cell in figure.cells:
        mine = [r["Prosjekt"] for r in rows if r["Nøkkel"] == cell.key]
        assert sorted(mine) == sorted(s for p in (cell.parts or (cell,)) for s in p.slugs)
    assert all(r["Adresse"] == f"/prosjekter/{r['Prosjekt']}/" for r in rows)


def test_every_figure_has_its_file(library: Library) -> None:
    names = [name for name, _ in portfolio_files(library, DAY)]
    assert [n for n in names if "/2021/" in n] == [f"/portefolje/2021/{key}.csv" for key in FIGURES]
    assert names[-1] == "/portefolje/gjenbruk.csv"


def test_a_title_that_looks_like_a_formula_is_defused(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(title="'=HYPERLINK(1)'", round="2021-s1")})
    library = Library.of(load(root))
    (row, *_) = read(figure_csv(library, portfolio(library, 2021, DAY)["prosjekter"]))
    assert row["Tittel"] == "'=HYPERLINK(1)"


# --- The macro -------------------------------------------------------------------------------------------------------


def test_editors_can_put_a_chart_on_a_page(library: Library) -> None:
    chart = editor_macros(library, DAY)["chart"]
    text = str(chart("region", year=2022))
    assert "Prosjekter per region og runde" in text and "<h3" not in text
    assert text == str(chart("region")), "without a year: the newest"
    assert "\n\n" not in text, "a blank line would end the HTML block of a Markdown page"


@pytest.mark.parametrize(("name", "year"), [("regionn", 2022), ("region", 1999), ("timer", 2022)])
def test_a_wrong_word_is_told_with_what_is_allowed(library: Library, name: str, year: int) -> None:
    with pytest.raises(MistakeError) as told:
        editor_macros(library, DAY)["chart"](name, year=year)
    assert ("2021, 2022" if year == 1999 else "region") in told.value.allowed


# --- The pages -------------------------------------------------------------------------------------------------------


def test_one_figure_comes_first(library: Library) -> None:
    root = html.fragment_fromstring(str(year_page(library, 2021, DAY).html))
    first = root.xpath("//strong")[0]
    assert first.text == "4" and "prosjekter fikk prosessveiledning i 2021" in first.getparent().text_content()
    tiles = [" ".join(li.text_content().split()) for li in root.xpath("//ul[@class='im-portfolio__tiles']/li")]
    assert tiles[0].replace("\N{NO-BREAK SPACE}", " ").startswith("780 timer veiledning Kjent for 4 av 4")
    assert tiles[1].startswith("3 av 4") and tiles[2].startswith("4 av 8") and tiles[3].startswith("4 av 19")


@pytest.mark.parametrize("make", [lambda lib: year_page(lib, 2021, DAY), lambda lib: portfolio_page(lib, DAY)])
def test_ids_are_unique_and_headings_in_order(library: Library, make: object) -> None:
    root = html.fragment_fromstring(str(make(library).html))  # type: ignore[operator]
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    levels = [int(h.tag[1]) for h in root.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    for reference in root.xpath("//@aria-labelledby"):
        assert set(reference.split()) <= set(ids)


@pytest.mark.parametrize("name", FIGURES)
def test_a_table_has_a_heading_over_every_column(library: Library, name: str) -> None:
    for found in html.fromstring(f"<div>{block(library, name)}</div>").iter("table"):
        widths = {len(row) for row in found.iter("tr")}
        assert len(widths) == 1, [[c.text_content() for c in row] for row in found.iter("tr")]
