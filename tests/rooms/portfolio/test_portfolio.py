"""Every figure of the portfolio, counted a second time from ``projects.json`` alone; and what happens without a basis."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

import pytest
from lxml import html
from support import make_checkout, writeup

from macros.content.load import load
from macros.library.library import Library
from macros.library.strangers import strangers
from macros.opendata.objects import projects_json
from macros.portfolio.figures.figures import FIGURES, portfolio
from macros.portfolio.figures.reuse import reuse
from macros.portfolio.figures.scope import years
from macros.portfolio.figures.shape import PortfolioFigure
from macros.portfolio.page import portfolio_page
from macros.portfolio.words import cell_selection
from macros.portfolio.year import year_page
from macros.site.macros import editor_macros
from macros.words.labels import labels

DAY = date(2026, 11, 22)
FIELDS = {
    "helsefellesskap": "health_community",
    "pasientgruppe": "patient_groups",
    "tema": "themes",
    "innovasjonstype": "innovation_type",
    "veiledning": "guidance",
    "leveranse": "deliverables",
    "eier": "owner",
    "region": "region",
}
Rows = list[dict[str, Any]]


@pytest.fixture(scope="session")
def rows(library: Library) -> Rows:
    """InnoMed's projects of 2021 as the open data has them, read without any of our own types."""
    every = json.loads(projects_json(library))
    return [r for r in every if any("2021" in key for key in r["round"]) and "andre-erfaringer" not in r["program"]]


@pytest.fixture(scope="session")
def figures(library: Library) -> dict[str, PortfolioFigure]:
    return portfolio(library, 2021, DAY)


def values(figure: PortfolioFigure) -> dict[str, float | None]:
    return {c.key: c.value for c in figure.cells if c.value}


@pytest.mark.parametrize("name", FIELDS)
def test_projects_per_word(rows: Rows, figures: dict[str, PortfolioFigure], name: str) -> None:
    found = {r["slug"]: [v for v in r[FIELDS[name]] if v != "ukjent"] for r in rows}
    figure = figures[name]
    assert values(figure) == Counter(v for words in found.values() for v in words)
    assert (figure.n, figure.of) == (sum(1 for words in found.values() if words), len(rows))
    for cell in figure.cells:
        assert set(cell.slugs) == {slug for slug, words in found.items() if cell.key in words}


def test_projects_and_rounds(rows: Rows, figures: dict[str, PortfolioFigure]) -> None:
    assert {r["slug"] for r in rows} == {"gronn-vei", "aerlig-samtale", "aerleg-samtale", "hagen-bak-sykehuset"}
    assert values(figures["prosjekter"]) == {"alle": 4, "ordinaer": 4}
    assert values(figures["runde"]) == Counter(key for r in rows for key in r["round"])
    applications = {c.key: c.parts[0].value for c in figures["runde"].cells}
    assert applications == {"2021-s1": 5, "2021-s2": 3}


def test_a_programme_is_counted_by_itself(library: Library) -> None:
    of_2022 = portfolio(library, 2022, DAY)
    assert values(of_2022["prosjekter"]) == {"alle": 3, "dho-spredning": 1, "ordinaer": 2}
    assert (of_2022["timer"].cell("sum").value, of_2022["timer"].n, of_2022["timer"].of) == (60, 1, 3)


def test_regions_are_split_by_the_first_round(rows: Rows, figures: dict[str, PortfolioFigure]) -> None:
    for cell in figures["region"].cells:
        mine = Counter(r["round"][0] for r in rows if cell.key in r["region"])
        assert {p.key: p.value for p in cell.parts if p.value} == mine
    assert [c.key for c in figures["region"].cells] == [
        "helse-nord", "helse-midt-norge", "helse-vest", "helse-sor-ost", "nasjonal",
    ]  # fmt: skip


def test_hours(rows: Rows, figures: dict[str, PortfolioFigure]) -> None:
    hours = [r["hours"] for r in rows if isinstance(r["hours"], int)]
    told = {c.key: c.value for c in figures["timer"].cells}
    assert told == {"sum": sum(hours), "median": median(hours), "min": min(hours), "maks": max(hours)}
    assert told == {"sum": 240 + 120 + 120 + 300, "median": 180, "min": 120, "maks": 300}
    bands = {
        "under-100": sum(h < 100 for h in hours),
        "100-250": sum(100 <= h <= 250 for h in hours),
        "over-250": sum(h > 250 for h in hours),
    }
    assert values(figures["timer-band"]) == {key: count for key, count in bands.items() if count}
    assert (figures["timer-band"].n, figures["timer-band"].of) == (len(hours), len(rows))


def test_phases(rows: Rows, figures: dict[str, PortfolioFigure]) -> None:
    spans = [r["phase"] for r in rows if "ukjent" not in r["phase"].values()]
    pairs = Counter((s["start"], s["end"]) for s in spans)
    assert {(c.key, p.key): p.value for c in figures["fase"].cells for p in c.parts if p.value} == pairs
    moved = sum(n for (start, end), n in pairs.items() if start != end)
    assert figures["fase-runde"].cell("alle").parts[0].value == moved == 3
    by_round = {c.key: [p.value for p in c.parts] for c in figures["fase-runde"].cells}
    assert by_round == {"alle": [3, 1], "2021-s1": [3, 0], "2021-s2": [0, 1]}


def test_benefits_keep_expected_and_measured_apart(rows: Rows, figures: dict[str, PortfolioFigure]) -> None:
    stage = {"forventet": "expected", "nullpunkt-malt": "baseline"}
    counted = Counter((b["type"], stage.get(b["status"], "measured")) for r in rows for b in r["benefits"])
    figure = figures["gevinst"]
    assert {(c.key, p.key): p.value for c in figure.cells for p in c.parts if p.value} == counted
    assert figure.n == sum(counted.values()) and len(figure.slugs) == sum(1 for r in rows if r["benefits"])


def test_every_figure_is_recounted_here() -> None:
    assert set(FIGURES) == {
        *FIELDS, "prosjekter", "runde", "timer", "timer-band", "fase", "fase-runde", "gevinst",
    }  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_everything_that_makes_it_checkable(
    library: Library, figures: dict[str, PortfolioFigure], name: str
) -> None:
    figure, t = figures[name], labels()
    assert figure.as_of == DAY and figure.n > 0 and figure.slugs
    assert t(figure.rule) and t(f"portfolio.figure.{name}")
    for cell in figure.cells:
        if figure.unit != "hour":
            assert cell.value == len(cell.slugs), "a count that its rows do not add up to"
        assert set(cell.slugs) <= {r.slug for r in library.innomed_projects}
        for part in cell.parts:
            assert part.key == "soknader" or part.value == len(part.slugs)


@pytest.mark.parametrize("name", FIGURES)
def test_the_link_finds_exactly_the_projects_behind(
    library: Library, figures: dict[str, PortfolioFigure], name: str
) -> None:
    figure = figures[name]
    assert {r.slug for r in library.select(figure.selection)} == set(figure.slugs)
    for cell in figure.cells:
        chosen = cell_selection(figure, cell)
        if chosen:
            assert {r.slug for r in library.select(chosen)} == set(cell.slugs), cell.key


def test_themes_show_all_six_also_those_at_zero(figures: dict[str, PortfolioFigure]) -> None:
    assert len(figures["tema"].cells) == 6
    assert [c.key for c in figures["tema"].cells if not c.value] == [
        "arbeidsforhold-og-arbeidstid", "prioritering", "digitalisering-og-teknologi",
    ]  # fmt: skip
    assert len(figures["helsefellesskap"].cells) == 19


def test_reuse_names_the_model_and_those_who_use_it(library: Library) -> None:
    told = {s.name: (s.slug, [u.slug for u in s.users]) for s in reuse(library)}
    assert told == {
        "Grønn vei hjem fra Ærøya": ("gronn-vei", ["aerlig-samtale"]),
        "Ærlig samtale om å øve": ("aerlig-samtale", ["aerleg-samtale"]),
        "Ein modell frå Åland": ("", ["aerleg-samtale"]),
    }


def test_with_too_many_projects_nobody_looks_for_pairs(library: Library) -> None:
    here, limit = len(library.innomed_projects), "macros.library.strangers.TOO_MANY"
    with mock.patch(limit, here):
        assert strangers.__wrapped__(library) == strangers(library) != ()
    with mock.patch(limit, here - 1):
        assert strangers.__wrapped__(library) == ()


def test_strangers_are_alike_and_share_no_region_programme_or_owner(library: Library) -> None:
    pairs = strangers(library)
    assert pairs
    for pair in pairs:
        one, other = pair.left.data, pair.right.data
        assert not set(one.region) & set(other.region)
        assert not set(one.program) & set(other.program)
        assert not set(one.owner) & set(other.owner)
        assert pair.model or set(one.patient_groups) & set(other.patient_groups) - {"andre-grupper", "ikke-avgrenset"}
    assert {(p.left.slug, p.right.slug) for p in pairs} == {("dho-elvefjord", "gronn-vei")}


# --- Other years, and years with little in them ------------------------------------------------------------------


def small(folder: Path, projects: dict[str, str], rounds: str = "") -> Library:
    root = make_checkout(folder, projects)
    file = root / "docs/_data/vocabulary/rounds.yml"
    file.write_text(file.read_text(encoding="utf-8") + rounds, encoding="utf-8")
    content = load(root)
    assert not [p for p in content.problems if p.severity == "error"]
    return Library.of(content)


NEW_ROUND = '  - {key: "2025-s1", label: {nb: Første runde 2025, nn: Første runde 2025}, year: 2025, applications: 9}\n'


def test_a_new_year_comes_with_its_first_writeup(tmp_path: Path) -> None:
    library = small(
        tmp_path,
        {
            "oy.md": writeup(title="Ærlig på Røst", round="2024-s3, 2025-s1".join("[]"), hours="100"),
            "a.md": writeup(title="Ålesund", round="2025-s1", hours="60"),
        },
        NEW_ROUND,
    )
    assert years(library) == (2024, 2025)
    new = portfolio(library, 2025, DAY)
    assert new["prosjekter"].n == 2
    # The first round's year has the hours of a project with a supplement; they are never counted twice.
    assert (new["timer"].cell("sum").value, new["timer"].n) == (60, 1)
    assert portfolio(library, 2024, DAY)["timer"].cell("sum").value == 100
    told = editor_macros(library, DAY)["key_figure"]
    assert "<strong>60</strong>" in told("timer", year=2025) and "<strong>100</strong>" in told("timer", year=2024)
    assert "<strong>160</strong>" in told("timer") and "n = 2" in told("timer")
    assert "<strong>2</strong>" in told("prosjekter", year=2025), "a supplement is a project of that year"
    page = str(portfolio_page(library, DAY).html)
    assert "År for år" in page and 'href="/portefolje/2025/"' in page and "60 (n = 1)" in page


JUDGED = (
    '  - {key: "2025-s1", label: {nb: Første runde 2025, nn: Første runde 2025}, year: 2025}\n'
    '  - {key: "2025-s2", label: {nb: Andre runde 2025, nn: Andre runde 2025}, year: 2025, ongoing: true}\n'
    '  - {key: "2025-felles", label: {nb: Felles i 2025, nn: Felles i 2025}, year: 2025, hours_granted: 1830}\n'
)


def test_only_guidance_that_was_over_is_judged_and_every_hour_is_told(tmp_path: Path) -> None:
    moved, stayed = "{start: Konsept, end: Planlegge}", "Konsept"
    library = small(
        tmp_path,
        {
            "aa.md": writeup(title="Å", round="[2025-s1]", hours="100", phase=moved),
            "ae.md": writeup(title="Æ", round="[2025-s1, 2025-s2]", hours="60", phase=stayed),
            "oe.md": writeup(title="Ø", round="[2025-s2]", hours="40", phase=stayed),
            "by.md": writeup(title="By", round="[2025-felles]", hours="ukjent", phase="ukjent"),
        },
        JUDGED,
    )
    figures = portfolio(library, 2025, DAY)
    for name in ("fase", "fase-runde"):
        assert (figures[name].n, figures[name].of, set(figures[name].slugs)) == (2, 4, {"aa", "ae"})
        assert "2025-s2" not in figures[name].selection["runde"], "the catalogue shows the same ones"
    assert [p.value for p in figures["fase-runde"].cell("alle").parts] == [1, 1]
    page = " ".join(html.fragment_fromstring(str(year_page(library, 2025, DAY).html)).text_content().split())
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "1 av 2 kom til en ny fase Kan vurderes for 2 av 4" in page
    assert "For 2 er fasen ukjent, eller veiledningen pågikk" in page
    told = "1 830 timer til er oppgitt samlet for Felles i 2025"
    figure = str(editor_macros(library, DAY)["key_figure"]("timer", year=2025)).replace("\N{NO-BREAK SPACE}", " ")
    assert told in page and told in figure and "<strong>200</strong>" in figure and "til 3 prosjekter" in figure


def test_hours_that_are_known_are_not_told_again_for_the_round(tmp_path: Path) -> None:
    files = {"by.md": writeup(title="By", round="[2025-felles]", hours="50")}
    figure = str(editor_macros(small(tmp_path, files, JUDGED), DAY)["key_figure"]("timer", year=2025))
    assert "<strong>50</strong>" in figure and "samlet" not in figure and "til 1 prosjekt<" in figure


def test_experience_from_elsewhere_is_in_no_figure(tmp_path: Path) -> None:
    library = small(
        tmp_path,
        {
            "var.md": writeup(title="Vår øy", round="[2024-s1]", hours="100", builds_on="[Ærømodellen]"),
            "utenfor.md": writeup(
                title="Utenfor",
                round="[2025-s1]",
                hours="900",
                program="[andre-erfaringer]",
                builds_on="[Ytremodellen]",
            ),
        },
        NEW_ROUND,
    )
    ask = editor_macros(library, DAY)
    assert (ask["count"](), ask["count"](program="andre-erfaringer")) == ("1", "1"), "counted when asked for by name"
    assert "<strong>1</strong>" in ask["key_figure"]("prosjekter") and "<strong>100</strong>" in ask["key_figure"](
        "timer"
    )
    assert "<strong>0</strong>" in ask["key_figure"]("prosjekter", year=2025)
    page = str(portfolio_page(library, DAY).html)
    assert "Ærømodellen" in page and "Ytremodellen" not in page and 'href="/portefolje/2025/"' not in page


def test_one_year_is_not_compared_with_itself(tmp_path: Path) -> None:
    library = small(tmp_path, {"a.md": writeup(round="2024-s1")})
    assert "År for år" not in str(portfolio_page(library, DAY).html)


def test_without_a_denominator_it_says_so(tmp_path: Path) -> None:
    library = small(tmp_path, {"a.md": writeup(round="2024-s1", hours="ukjent", phase="ukjent", owner="ukjent")})
    figures = portfolio(library, 2024, DAY)
    assert figures["timer"].cell("median").value is None
    assert figures["eier"].n == 0
    assert "<strong>ikke grunnlag</strong>" in editor_macros(library, DAY)["key_figure"]("timer", year=2024)
    page = str(year_page(library, 2024, DAY).html)
    assert "ikke grunnlag" in page
    assert "0 %" not in page.split('id="timer-tall"')[1].split("</table>")[0]


def test_no_projects_at_all(tmp_path: Path) -> None:
    library = small(tmp_path, {"a.md": writeup(round=None)})
    assert years(library) == ()
    assert "Ingen prosjekter har en søknadsrunde ennå" in str(portfolio_page(library, DAY).html)
    assert portfolio(library, 2024, DAY)["prosjekter"].n == 0
