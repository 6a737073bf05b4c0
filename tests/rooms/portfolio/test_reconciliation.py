"""What a year's report says beside what we count ourselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, writeup

from macros.content.load import load
from macros.content.model.data.published import Ours
from macros.library.library import Library
from macros.portfolio.figures.scope import scope
from macros.portfolio.reconciliation import Counted, agrees, count, reconcile
from macros.portfolio.year import year_page
from macros.site.checks import check

DAY = date(2026, 11, 22)

# key: (status, our value rounded to one decimal, what it is counted over). None where we count nothing.
# By hand from the three projects of 2022: Pause på øya (60 hours), Elvefjord and Åsdal (hours unknown).
EXPECTED = {
    "prosjekter": ("differs", 3, 3),
    "spredning-prosjekter": ("agrees", 1, 3),
    "ordinaere-prosjekter": ("agrees", 2, 2),
    "soknader": ("agrees", 4, 1),
    "timer-minst": ("differs", 60, 1),
    "timer-mest": ("agrees", 60, 1),
    "tildeling-liten": ("differs", 100, 1),
    "inkrementell": ("agrees", 50, 2),
    "eldre": ("differs", 50, 2),
    "tema-alle": ("cannot", 2, 2),
    "tema-organisering": ("differs", 33.3, 3),
    "gevinst-forventet": ("differs", 50, 2),
    "progresjon": ("cannot", 2, 2),
    "fornoyd": ("cannot", None, None),
}


def test_every_published_figure_has_a_line(library: Library) -> None:
    assert [line.published.key for line in reconcile(library, 2022, DAY)] == list(EXPECTED)


@pytest.mark.parametrize("key", EXPECTED)
def test_a_published_figure_beside_ours(library: Library, key: str) -> None:
    line = next(line for line in reconcile(library, 2022, DAY) if line.published.key == key)
    ours = line.ours
    value = round(ours.value, 1) if ours and ours.value is not None else None
    assert (line.status, value, ours.n if ours else None) == EXPECTED[key]


def test_whatever_differs_is_explained_and_whatever_cannot_has_its_reason(library: Library) -> None:
    for line in reconcile(library, 2022, DAY):
        assert line.status != "differs" or line.published.explanation, line.published.key
        assert line.status != "cannot" or line.published.cannot, line.published.key
        assert line.published.rule, "the counting rule as far as the report tells it"


def test_a_hypothesis_is_called_one(library: Library) -> None:
    html = str(year_page(library, 2022, DAY).html)
    assert "Hypotese" in html and "to av fem er 40 prosent" in html and "Dette er en hypotese." in html


@pytest.mark.parametrize(
    ("published", "reads", "ours", "same"),
    [
        (43, "exact", 43, True),
        (43, "exact", 43.4, False),
        (3.4, "exact", 3.448, True),
        (3.4, "exact", 4.0, False),
        (40, "about", 42.5, True),
        (40, "about", 43, False),
        (40, "just-under", 37.9, True),
        (40, "just-under", 40, False),
        (40, "just-under", 34.9, False),
        (None, "most", 50.1, True),
        (None, "most", 50, False),
        (None, "exact", 1, False),
    ],
)
def test_how_exact_the_words_are(published: float | None, reads: str, ours: float, same: bool) -> None:
    assert agrees(published, reads, ours) is same


def test_a_change_of_content_shows_as_a_difference(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"as.md": writeup(round="2022-s1", hours="30", themes="oppgavedeling")})
    lines = {line.published.key: line for line in reconcile(Library.of(load(root)), 2022, DAY)}
    assert lines["prosjekter"].status == "differs" and lines["timer-minst"].status == "agrees"
    assert "Vi kjenner ikke årsaken." in str(year_page(Library.of(load(root)), 2022, DAY).html)


def test_no_basis_is_neither_agreement_nor_difference(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"as.md": writeup(round="2022-s1", hours="ukjent")})
    lines = {line.published.key: line for line in reconcile(Library.of(load(root)), 2022, DAY)}
    assert lines["tildeling-liten"].status == "cannot"
    assert "ikke grunnlag for et tall" in str(year_page(Library.of(load(root)), 2022, DAY).html)


def test_applications_are_added_up_only_when_every_round_says_how_many(library: Library) -> None:
    """Two rounds of 2021 say 5 and 3; of 2024 one says 1, and three say nothing."""
    ours = Ours(measure="applications")
    assert count(scope(library, 2021, DAY), ours) == Counted(8, 2, ())
    assert count(scope(library, 2024, DAY), ours) == Counted(None, 0, ())
    assert count(scope(library, 2024, DAY), Ours(measure="applications", where={"runde": ["dho-2024"]})) == Counted(
        1, 1, ()
    )


HEAD = "year: 2022\nas_of: 2022\nsource: {title: Rapport}\nfigures:\n"
GOOD = '  - {key: a, label: {nb: Å}, value: 1, section: "1", ours: {measure: projects}}\n'


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (HEAD + '  - {key: a, value: 1, section: "1", ours: {measure: projects}}\n', "PF001", 5),
        (HEAD + '  - {key: a, label: {nb: Å}, value: 1, section: "1"}\n', "PF002", 5),
        (HEAD.replace("2022\n", "2023\n", 1) + GOOD, "PF003", 1),
        (HEAD + GOOD + GOOD, "PF004", 6),
        (HEAD + "  - {key: a, figure: soknader-2042, cannot: {nb: Nei}}\n", "PF005", 5),
        (HEAD + GOOD + "hypotheses:\n  - {about: [b], text: {nb: Kanskje}}\n", "PF007", 7),
        (HEAD + GOOD.replace("projects", "projects, where: {regionn: [helse-vest]}"), "PF008", 5),
        (HEAD + GOOD.replace("projects", "values"), "PF008", 5),
        (HEAD + GOOD.replace("projects", "projects, where: {region: [helse-vst]}"), "PF009", 5),
        (HEAD + GOOD.replace("projects", "gjett"), "FM025", 5),
    ],
)
def test_mistakes_in_the_file_are_told_with_their_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    root = make_checkout(tmp_path, {"as.md": writeup(round="2022-s1")})
    (root / "docs/_data/published/2022.yml").write_text(text, encoding="utf-8")
    told = [p for p in check(load(root)) if p.path == "docs/_data/published/2022.yml"]
    assert [(p.code, p.line) for p in told] == [(code, line)]


def test_a_year_without_a_report_has_no_reconciliation(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"as.md": writeup(round="2022-s1")})
    (root / "docs/_data/published/2022.yml").unlink()
    library = Library.of(load(root))
    assert reconcile(library, 2022, DAY) == ()
    assert 'id="avstemming"' not in str(year_page(library, 2022, DAY).html)
