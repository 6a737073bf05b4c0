"""The annual report's figures against ours. A change of content that changes one of them fails here, by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import ROOT, make_checkout, writeup

from macros.catalogue.checks import check
from macros.catalogue.library import Library
from macros.catalogue.reconciliation import agrees, reconcile
from macros.intake.load import load
from macros.views.portfolio_year import year_page

DAY = date(2026, 11, 22)

# key: (status, our value rounded to one decimal, what it is counted over). None where we count nothing.
PINNED = {
    "prosjekter": ("agrees", 43, 43),
    "spredning-prosjekter": ("agrees", 18, 43),
    "ordinaere-prosjekter": ("differs", 25, 25),
    "helsefellesskap-spredning": ("agrees", 19, 18),
    "kommuner-spredning": ("cannot", None, None),
    "soknader": ("agrees", 55, 4),
    "soknader-ordinaere": ("agrees", 54, 3),
    "soknader-region": ("cannot", None, None),
    "timer-minst": ("differs", 40, 25),
    "timer-mest": ("differs", 300, 25),
    "tildeling-liten": ("differs", 12, 25),
    "tildeling-mellomstor": ("differs", 84, 25),
    "tildeling-stor": ("differs", 4, 25),
    "timer-spredning": ("cannot", None, None),
    "verdiinnovasjon": ("cannot", 77.3, 22),
    "inkrementell": ("cannot", 22.7, 22),
    "radikal": ("agrees", 0, 43),
    "barn-og-unge": ("agrees", 9, 43),
    "skropelige-eldre": ("differs", 44.2, 43),
    "tema-organisering": ("cannot", 53.4, 73),
    "tema-oppgavedeling": ("cannot", 6.8, 73),
    "tema-digitalisering": ("cannot", 38.4, 73),
    "tema-prioritering": ("cannot", 0, 73),
    "tema-alle": ("cannot", 4, 43),
    "gevinst-forventet": ("agrees", 98.3, 58),
    "gevinst-oppgavedeling": ("cannot", 13.8, 58),
    "gevinst-trygghet": ("cannot", 12.1, 58),
    "gevinst-samhandling": ("cannot", 29.3, 58),
    "veiledning-workshops": ("cannot", 26.2, 80),
    "veiledning-forankring": ("cannot", 7.5, 80),
    "veiledning-tjenestedesign": ("cannot", 10, 80),
    "progresjon": ("cannot", 9, 18),
    "fornoyd": ("cannot", None, None),
    "verdifull": ("cannot", None, None),
    "anbefaler": ("cannot", None, None),
}


def test_every_published_figure_is_pinned(library: Library) -> None:
    assert [line.published.key for line in reconcile(library, 2024, DAY)] == list(PINNED)


@pytest.mark.parametrize("key", PINNED)
def test_a_published_figure_beside_ours(library: Library, key: str) -> None:
    line = next(line for line in reconcile(library, 2024, DAY) if line.published.key == key)
    ours = line.ours
    value = round(ours.value, 1) if ours and ours.value is not None else None
    assert (line.status, value, ours.n if ours else None) == PINNED[key]


def test_whatever_differs_is_explained_and_whatever_cannot_has_its_reason(library: Library) -> None:
    for line in reconcile(library, 2024, DAY):
        assert line.status != "differs" or line.published.explanation, line.published.key
        assert line.status != "cannot" or line.published.cannot, line.published.key
        assert line.published.rule, "the counting rule as far as the report tells it"


def test_the_hypothesis_adds_up_and_is_called_one(library: Library) -> None:
    hours = [r.data.hours for r in library.innomed_projects if isinstance(r.data.hours, int)]
    supplements = [r for r in library.innomed_projects if len(r.data.round) > 1]
    # The four whose hours nobody has told: two supplements, DHO Bergen and DHO Helgeland, all taken for small.
    small = sum(h <= 100 for h in hours) + len(supplements) + 2
    middle, large = sum(100 < h <= 250 for h in hours), sum(h > 250 for h in hours)
    assert (small, middle, large) == (11, 17, 1) and small + middle + large == 29
    assert [round(100 * n / 29, 1) for n in (small, middle, large)] == [37.9, 58.6, 3.4]
    html = str(year_page(library, 2024, DAY).html)
    assert "Hypotese" in html and "37,9, 58,6 og 3,4 prosent" in html and "Dette er en hypotese." in html


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
    root = make_checkout(tmp_path, {"as.md": writeup(round="2024-s1", hours="30", themes="oppgavedeling")})
    lines = {line.published.key: line for line in reconcile(Library.of(load(root)), 2024, DAY)}
    assert lines["prosjekter"].status == "differs" and lines["timer-minst"].status == "agrees"
    assert "Vi kjenner ikke årsaken." in str(year_page(Library.of(load(root)), 2024, DAY).html)


def test_no_basis_is_neither_agreement_nor_difference(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"as.md": writeup(round="2024-s1", hours="ukjent")})
    lines = {line.published.key: line for line in reconcile(Library.of(load(root)), 2024, DAY)}
    assert lines["tildeling-liten"].status == "cannot"
    assert "ikke grunnlag for et tall" in str(year_page(Library.of(load(root)), 2024, DAY).html)


HEAD = "year: 2024\nas_of: 2024\nsource: {title: Rapport}\nfigures:\n"
GOOD = '  - {key: a, label: {nb: Å}, value: 1, section: "1", ours: {measure: projects}}\n'


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (HEAD + '  - {key: a, value: 1, section: "1", ours: {measure: projects}}\n', "PF001", 5),
        (HEAD + '  - {key: a, label: {nb: Å}, value: 1, section: "1"}\n', "PF002", 5),
        (HEAD.replace("2024\n", "2023\n", 1) + GOOD, "PF003", 1),
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
    root = make_checkout(tmp_path, {"as.md": writeup(round="2024-s1")})
    (root / "docs/_data/published/2024.yml").write_text(text, encoding="utf-8")
    told = [p for p in check(load(root)) if p.path == "docs/_data/published/2024.yml"]
    assert [(p.code, p.line) for p in told] == [(code, line)]


def test_a_year_without_a_report_has_no_reconciliation(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"as.md": writeup(round="2024-s1")})
    (root / "docs/_data/published/2024.yml").unlink()
    library = Library.of(load(root))
    assert reconcile(library, 2024, DAY) == ()
    assert 'id="avstemming"' not in str(year_page(library, 2024, DAY).html)


def test_the_figures_of_the_report_are_not_told_twice() -> None:
    """What figures.yml has, the published file points to."""
    text = (ROOT / "docs/_data/published/2024.yml").read_text(encoding="utf-8")
    assert text.count("figure: ") >= 8
