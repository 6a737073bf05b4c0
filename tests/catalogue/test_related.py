"""What builds on what: the same answers as from reading every project anew, from an index made once."""

from pathlib import Path

from support import make_checkout, writeup

from macros.catalogue.library import Library
from macros.catalogue.related import built_on_by, related
from macros.intake.load import load


def test_who_builds_on_a_project_and_which_shared_model_is_told(tmp_path: Path) -> None:
    projects = {
        "a.md": writeup(title="Ærlig", builds_on="[Øymodellen, Fjordmodellen]"),
        "b.md": writeup(title="Bølge", builds_on="[a, fjordmodellen, øymodellen]"),
        "c.md": writeup(title="Sjø", builds_on="[a, ØYMODELLEN]"),
        "d.md": writeup(title="Å bygge", builds_on="[Skjærmodellen]"),
    }
    library = Library.of(load(make_checkout(tmp_path, projects)))
    one = library.by_slug
    assert [r.slug for r in built_on_by(library, one["a"])] == ["b", "c"]
    assert built_on_by(library, one["d"]) == ()
    told = {r.record.slug: r.model for r in related(library, one["b"])}
    assert "a" not in told, "what it builds on is told elsewhere"
    assert told["c"] == "øymodellen", "as the project itself writes it"
    assert told.get("d", "") == "", "shares no model"
    # Who shares two models is told by the last of the two that the other names.
    other = make_checkout(
        tmp_path / "b",
        {"x.md": writeup(title="Øst", builds_on="[M1, M2]"), "y.md": writeup(title="Vest", builds_on="[m2, m1]")},
    )
    library = Library.of(load(other))
    assert [(r.record.slug, r.model) for r in related(library, library.by_slug["x"])] == [("y", "M1")]


def test_a_shared_project_is_named_by_its_title(tmp_path: Path) -> None:
    projects = {
        "forst-ute.md": writeup(title="Først ute på Ærøya"),
        "b.md": writeup(title="Bølge", builds_on="[forst-ute]"),
        "c.md": writeup(title="Sjø", builds_on="[forst-ute]"),
    }
    library = Library.of(load(make_checkout(tmp_path, projects)))
    assert [r.model for r in related(library, library.by_slug["b"])] == ["Først ute på Ærøya"]
