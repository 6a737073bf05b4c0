"""OR within a facet, AND between facets, exact match; counts, order, likeness."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import examples, make_checkout, writeup

from macros.content.load import load
from macros.library.library import SORTS, Library
from macros.library.related import built_on_by, models, related
from macros.site.checks import check


@pytest.fixture
def small(tmp_path: Path) -> Library:
    root = make_checkout(
        tmp_path,
        {
            "a.md": writeup(title="Ål", region="[Helse Vest, Helse Nord]", hours="100", phase="Konsept"),
            "b.md": writeup(
                title="Zebra", region="Nasjonal", hours="250", phase="Realisere", builds_on="[a, Fonna-modellen]"
            ),
            "c.md": writeup(title="Ape", region="Helse Nord", hours="99", builds_on="[Fonna-modellen]"),
            "d.md": writeup(title="Ørn", hours="ukjent", phase="ukjent", status="archived"),
            "e.md": writeup(title="Utkast", status="draft"),
        },
    )
    content = load(root)
    assert not [p for p in check(content) if p.severity == "error"]
    return Library.of(content)


def slugs(records: object) -> list[str]:
    return [r.slug for r in records]  # type: ignore[attr-defined]


def test_drafts_are_not_in_it_and_order_is_norwegian(small: Library) -> None:
    assert slugs(small.projects) == ["c", "b", "d", "a"]


def test_or_within_and_between_and_exact(small: Library) -> None:
    assert slugs(small.select({"region": ["helse-nord"]})) == ["c", "a"]
    assert slugs(small.select({"region": ["helse-nord", "nasjonal"]})) == ["c", "b", "a"]
    assert slugs(small.select({"region": ["helse-nord", "nasjonal"], "fase": ["realisere"]})) == ["b"]
    assert slugs(small.select({"region": ["helse-vest"]})) == ["d", "a"]
    assert slugs(small.select({})) == ["c", "b", "d", "a"]


def test_hours_bands_are_inclusive(small: Library) -> None:
    assert slugs(small.select({"timer": ["100-250"]})) == ["b", "a"]
    assert slugs(small.select({"timer": ["under-100"]})) == ["c"]
    assert slugs(small.select({"timer": ["ukjent"]})) == ["d"]


def test_sorting(small: Library) -> None:
    assert slugs(small.sort(small.projects, "timer")) == ["b", "a", "c", "d"]
    assert slugs(small.sort(small.projects, "fase")) == ["a", "c", "b", "d"]
    assert slugs(small.sort(small.projects, "tittel")) == ["c", "b", "d", "a"]
    assert set(SORTS) == {"relevans", "tittel", "nyeste", "timer", "fase"}


def test_reuse(small: Library) -> None:
    assert slugs(built_on_by(small, small.by_slug["a"])) == ["b"]
    assert models(small, small.by_slug["b"]) == ("Fonna-modellen",)
    same = {r.record.slug: r for r in related(small, small.by_slug["b"])}
    assert same["c"].model == "Fonna-modellen" and "a" not in same, "what it builds on is told elsewhere"


def test_a_draft_never_shows_through_what_builds_on_it(tmp_path: Path) -> None:
    root = make_checkout(
        tmp_path,
        {"a.md": writeup(builds_on="[hemmelig-utkast]"), "hemmelig-utkast.md": writeup(title="Utkast", status="draft")},
    )
    library = Library.of(load(root))
    assert models(library, library.by_slug["a"]) == ()


def test_closed_vocabularies_have_every_value_open_ones_those_in_use(small: Library) -> None:
    assert small.keys(small.facet("fase"))[-1] == "ukjent" and len(small.keys(small.facet("fase"))) == 7
    assert small.keys(small.facet("eier")) == ("helse-forde",)
    assert len(small.keys(small.facet("helsefellesskap"))) == 19


def test_likeness_has_reasons(library: Library) -> None:
    for record in library.projects:
        for item in related(library, record):
            assert item.reasons or item.model
            assert item.record.slug != record.slug


@settings(max_examples=examples(100), deadline=None)
@given(st.data())
def test_a_selection_is_what_a_plain_loop_says(library: Library, data: st.DataObject) -> None:
    facets = data.draw(st.lists(st.sampled_from(library.facets), min_size=1, max_size=4, unique_by=lambda f: f.slug))
    chosen = {
        f.slug: data.draw(st.lists(st.sampled_from(library.keys(f)), min_size=1, max_size=3))
        for f in facets
        if library.keys(f)
    }
    expected = []
    for record in library.projects:
        if all(any(v in library.facet(s).values(record.data) for v in values) for s, values in chosen.items()):
            expected.append(record.slug)
    assert slugs(library.select(chosen)) == expected


@pytest.mark.parametrize(
    ("files", "code", "path"),
    [
        ({"a.md": writeup(), "a/index.md": writeup(title="Annen")}, "KX001", "projects/a.md"),
        ({"a.md": writeup(), "b.md": writeup(title="B", redirect_from="[a]")}, "KX002", "projects/b.md"),
        ({"a.md": writeup(redirect_from="[region]")}, "KX002", "projects/a.md"),
        (
            {"a.md": writeup(redirect_from="[x]"), "b.md": writeup(title="B", redirect_from="[x]")},
            "KX002",
            "projects/b.md",
        ),
        ({"a.md": writeup(tools="[finnes-ikke]")}, "KX003", "projects/a.md"),
        ({"a.md": writeup(builds_on="[a]")}, "KX004", "projects/a.md"),
        ({"a.md": writeup(), "b.md": writeup()}, "KX005", "projects/b.md"),
        ({"a.md": writeup(builds_on="[en-vei-ut]")}, "KX006", "projects/a.md"),
        (
            {"a.md": writeup(), "b.md": writeup(title="B", aliases="[Trygg hjemreise på Ærøya]")},
            "KX007",
            "projects/b.md",
        ),
        ({"a.md": writeup(body="Æ [x](/prosjekter/finnes-ikke/)")}, "BD005", "projects/a.md"),
        ({"a.md": writeup(themes="[oppgavedeling, Oppgavedeling]")}, "FM040", "projects/a.md"),
        ({"a.md": writeup(summary="æ" * 400)}, "FM039", "projects/a.md"),
    ],
)
def test_what_only_shows_between_files(tmp_path: Path, files: dict[str, str], code: str, path: str) -> None:
    found = [
        p
        for p in check(load(make_checkout(tmp_path, files)))
        if p.severity == "error" or p.code in ("KX005", "KX006", "KX007", "FM039", "FM040")
    ]
    assert [(p.code, p.path) for p in found] == [(code, path)], [p.as_text() for p in found]


def test_downloads(tmp_path: Path) -> None:
    bad = "[{file: ../b.pdf, title: T}, {file: mangler.pdf, title: T}, {file: a.exe, title: T}, {file: feil.pdf, title: T}]"
    root = make_checkout(tmp_path, {"p/index.md": writeup(downloads=bad)})
    for name in ("a.exe", "feil.pdf", "glemt.txt"):
        (root / "projects/p" / name).write_bytes(b"xyz")
    codes = [p.code for p in check(load(root))]
    assert sorted(codes) == ["VL001", "VL002", "VL003", "VL005", "VL006"]
