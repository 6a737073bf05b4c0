"""What needs a public source or its owner's reading, ids, order in time, and numbers of few persons."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, writeup

from macros.content.load import load
from macros.library.benefits import all_benefits
from macros.library.library import Library
from macros.opendata.objects import project_object
from macros.portfolio.figures.measures import benefits as benefit_figure
from macros.portfolio.figures.scope import scope
from macros.site.checks import check

DAY = date(2026, 11, 22)
URL = "{title: Øyrapporten, url: 'https://example.org/oy'}"
LISTED = '[{title: Øyrapporten, url: "https://example.org/oy", as_of: 2025}]'
GAIN = "id: g1, type: annen-gevinst, description: Færre båtturer"
ENOUGH = "date: 2025-02, released: 2025-03-01"


def codes(folder: Path, **fields: str) -> dict[str, str]:
    """Code -> severity of what is told of a write-up with these fields."""
    return {p.code: p.severity for p in check(load(make_checkout(folder, {"oya.md": writeup(**fields)})), DAY)}


def library_of(folder: Path, **fields: str) -> Library:
    return Library.of(load(make_checkout(folder, {"oya.md": writeup(**fields)})), DAY)


NEEDS = {
    "KX183": ("outcome", "{{status: stanset, as_of: 2025-03, source: {}}}"),
    "KX185": ("cost", "[{{amount: 450000, kind: tilskudd, source: {}}}]"),
    "KX186": ("patients", "{{number: 120, counts: aktive, source: {}}}"),
    "KX184": ("benefits", "[{{" + GAIN + ", status: ikke-realisert, measurements: [{{value: 4, source: {}, " + ENOUGH + "}}]}}]"),
}  # fmt: skip


@pytest.mark.parametrize("code", NEEDS)
def test_an_address_a_listed_source_or_the_owner_is_enough(code: str, tmp_path: Path) -> None:
    field, form = NEEDS[code]
    alone = codes(tmp_path / "a", **{field: form.format("Melding fra øya")})
    assert alone[code] == "error"
    assert code not in codes(tmp_path / "b", **{field: form.format(URL)})
    assert code not in codes(tmp_path / "c", **{field: form.format("Øyrapporten")}, source=LISTED)
    assert code not in codes(tmp_path / "d", **{field: form.format("Melding fra øya")}, confirmed_by_owner="2025-05-02")
    assert codes(tmp_path / "e", **{field: form.format("Melding fra øya")}, status="draft")[code] == "warning"


def test_pause_needs_it_too_and_what_went_well_does_not(tmp_path: Path) -> None:
    for status, wanted in (("pa-pause", True), ("i-drift", False), ("avsluttet", False), ("proves-ut", False)):
        found = codes(tmp_path / status, outcome=f"{{status: {status}, as_of: 2025, source: Melding}}")
        assert ("KX183" in found) == wanted, status


@pytest.mark.parametrize("status", ["malt", "delvis-realisert", "realisert", "ikke-realisert"])
def test_what_is_measured_has_a_number(status: str, tmp_path: Path) -> None:
    assert codes(tmp_path / "a", benefits=f"[{{{GAIN}, status: {status}}}]")["KX110"] == "error"
    with_one = f"[{{{GAIN}, status: {status}, measurements: [{{value: 4, {ENOUGH}}}]}}]"
    assert "KX110" not in codes(tmp_path / "b", benefits=with_one)
    for other in ("forventet", "nullpunkt-malt", "bortfalt"):
        assert "KX110" not in codes(tmp_path / other, benefits=f"[{{{GAIN}, status: {other}}}]")


def test_a_measurement_is_public_or_released(tmp_path: Path) -> None:
    def told(measured: str, more: str = "", **fields: str) -> bool:
        benefits = f"[{{{GAIN}, status: malt, measurements: [{measured}]{more}}}]"
        return "KX182" in codes(tmp_path / str(len(list(tmp_path.iterdir()))), benefits=benefits, **fields)

    assert told("4") and told("{value: 4, date: 2025, source: Egen telling}")
    assert not told(f"{{value: 4, source: {URL}}}") and not told("{value: 4, released: 2025-03-01}")
    assert not told("4", f", source: {URL}") and not told("{value: 4, source: Øyrapporten}", source=LISTED)
    assert told("4", confirmed_by_owner="2025-05-02"), "that the page was read does not release a number"


def test_ids_are_there_and_differ(tmp_path: Path) -> None:
    bare, same = "{type: annen-gevinst, description: Ærlig {}}", "{id: g1, type: annen-gevinst, description: Ærlig {}}"
    two = [bare.replace("{}", w) for w in ("en", "to")]
    root = make_checkout(tmp_path, {"oya.md": writeup(benefits=f"[{', '.join(two)}]")})
    missing = [p for p in check(load(root), DAY) if p.code == "KX180"]
    assert [p.hint for p in missing] == ["Skriv: id: g1", "Skriv: id: g2"], "each is told, with an id of its own"
    assert "KX180" not in codes(tmp_path / "utkast", benefits=f"[{two[0]}]", status="draft")
    assert (
        codes(tmp_path / "like", benefits=f"[{same.replace('{}', 'en')}, {same.replace('{}', 'to')}]")["KX181"]
        == "error"
    )


def test_measurements_stand_in_the_order_of_time(tmp_path: Path) -> None:
    def told(*dates: str) -> bool:
        rows = ", ".join(f"{{value: 4, date: {d}, released: 2025-03-01}}" for d in dates)
        found = codes(tmp_path / "-".join(dates), benefits=f"[{{{GAIN}, status: malt, measurements: [{rows}]}}]")
        return "KX187" in found

    assert told("2025-01", "2024-12") and told("2024", "2025", "2023-05-01")
    assert not told("2024", "2024-03") and not told("2024-03", "2024") and not told("2023", "2024", "2025-01-01")


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"patients": f"{{number: 7, counts: aktive, source: {URL}}}"}, "number"),
        ({"benefits": f"[{{{GAIN}, baseline: {{value: 3.5, n: 9}}}}]"}, "n"),
        ({"benefits": f"[{{{GAIN}, target: {{value: 3.5, n: 1}}}}]"}, "n"),
        ({"benefits": f"[{{{GAIN}, unit: pasienter, baseline: 6}}]"}, "baseline"),
        ({"benefits": f"[{{{GAIN}, unit: gravide, status: malt, measurements: [{{value: 2, {ENOUGH}}}]}}]"}, "value"),
    ],
)
@pytest.mark.parametrize("place", ["municipalities", "owner", "partners"])
def test_few_persons_in_a_named_place_are_not_counted_out_loud(
    fields: dict[str, str], where: str, place: str, tmp_path: Path
) -> None:
    word = "[bergen]" if place == "municipalities" else "[bergen-kommune]"
    root = make_checkout(tmp_path / "a", {"oya.md": writeup(**fields, **{place: word})})
    (small,) = [p for p in check(load(root), DAY) if p.code == "KX188"]
    assert small.severity == "error" and "faerre-enn-10" in small.hint and where in (small.field, "baseline")
    assert "KX188" not in codes(tmp_path / "b", **fields), "without a place nobody can be found"


def test_none_ten_and_things_may_be_told(tmp_path: Path) -> None:
    for number in ("0", "10", "faerre-enn-10"):
        patients = f"{{number: {number}, counts: aktive, source: {URL}}}"
        assert "KX188" not in codes(tmp_path / number, patients=patients, municipalities="[bergen]")
    assert "KX188" not in codes(
        tmp_path / "x", municipalities="[bergen]", benefits=f"[{{{GAIN}, unit: båter, baseline: 3}}]"
    )


def test_no_share_or_mean_of_few_persons_leaves_the_catalogue(tmp_path: Path) -> None:
    def values(unit: str, **fields: str) -> list[object]:
        figures = (
            f"baseline: {{value: 62.5, n: faerre-enn-10}}, measurements: [{{value: 41.5, n: faerre-enn-10, {ENOUGH}}}]"
        )
        benefits = f"[{{{GAIN}, unit: {unit}, status: malt, target: 70, {figures}}}]"
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        found = project_object(library_of(folder, benefits=benefits, **fields).projects[0])["benefits"][0]
        return [found["baseline"]["value"], found["target"]["value"], found["measurements"][0]["value"]]

    assert values("prosent", municipalities="[bergen]") == [None, 70.0, None]
    assert values("minutter per pasient", owner="[bergen-kommune]") == [None, 70.0, None]
    assert values("reiser", municipalities="[bergen]") == [62.5, 70.0, 41.5], "a number of things is no share"
    assert values("prosent") == [62.5, 70.0, 41.5], "and no place is named"


def test_what_is_said_of_a_programme_or_dropped_is_not_counted_as_the_projects(tmp_path: Path) -> None:
    rows = (
        "{id: g1, type: bedre-oppgavedeling, description: Ærlig}",
        "{id: g2, type: annen-gevinst, description: Felles for alle, shared: true}",
        "{id: g3, type: okt-trygghet-mestring-livskvalitet, description: Ikke nå, status: bortfalt}",
    )
    library = library_of(tmp_path, benefits=f"[{', '.join(rows)}]", round="[2022-s1]")
    assert [b.benefit.id for b in all_benefits(library)] == ["g1"]
    assert [b.benefit.id for b in all_benefits(library, "dropped")] == ["g3"]
    assert library.count(library.facet("gevinst"), "annen-gevinst") == 0
    assert library.count(library.facet("gevinststatus"), "bortfalt") == 1
    figure = benefit_figure(scope(library, 2022, DAY))
    assert figure.n == 1


def test_the_new_facets_hold_what_is_said_and_nothing_else(tmp_path: Path) -> None:
    texts = {
        "a.md": writeup(title="Åpen øy", outcome="ukjent", municipalities="[bergen, stavanger]"),
        "b.md": writeup(title="Ærlig øy", outcome="{status: I drift, as_of: 2025, source: Melding}"),
        "c.md": writeup(title="Taus øy"),
    }
    library = Library.of(load(make_checkout(tmp_path, texts)), DAY)
    status, place = library.facet("siste-status"), library.facet("kommune")
    assert [library.count(status, key) for key in ("ukjent", "i-drift", "stanset")] == [2, 1, 0], "silent is unknown"
    assert library.name("outcome_status", "ukjent") == "Ikke kjent" and library.name("phases", "ukjent") == "Ukjent"
    assert len(library.keys(status)) == 7 and set(library.keys(place)) == {"bergen", "stavanger"}
