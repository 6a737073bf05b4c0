"""A finished page is found again when nothing of what it shows has changed, and composed when anything has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.catalogue import project as project_room
from macros.content import records
from macros.content.load import load
from macros.engine.build import build_site
from macros.site import plan as plan_room

pytestmark = pytest.mark.site


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796040000")
    groups = ("barn-og-unge", "svangerskap-fodsel-barsel", "eldre-med-skropelighet", "andre-grupper")
    projects = {f"{n}-oy.md": writeup(title=f"{n} Øy", patient_groups=group) for n, group in enumerate(groups)}
    made = make_checkout(tmp_path / "inn", projects)
    build_site(made, tmp_path / "ut")
    return made


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is composed from now on: the slug of a project, the key of a value."""
    found: list[str] = []
    views = {"project_html": lambda library, record, *more: record.slug, "value_page": lambda library, facet, key: key}
    for name, told in views.items():
        view = getattr(plan_room, name)
        monkeypatch.setattr(plan_room, name, lambda *all, v=view, t=told: (found.append(t(*all)), v(*all))[1])
    return found


def test_an_edited_text_is_composed_and_those_that_show_it(root: Path, tmp_path: Path, composed: list[str]) -> None:
    file = root / "projects/1-oy.md"
    write(file, file.read_text(encoding="utf-8") + "\nØya har båt.\n")
    build_site(root, tmp_path / "ut")
    assert "Øya har båt." in (tmp_path / "ut/prosjekter/1-oy/index.html").read_text(encoding="utf-8")
    assert {"0-oy", "1-oy", "2-oy"} <= {*composed} and "3-oy" not in composed  # itself, and those it stands between
    assert not {"svangerskap-fodsel-barsel", "eldre-med-skropelighet"} & {*composed}, "a card shows no text"


def test_nothing_is_composed_for_a_page_of_docs(root: Path, tmp_path: Path, composed: list[str]) -> None:
    write(root / "docs/om/sjo.md", "---\ntitle: Sjø\n---\n\n## Båt\n\nTekst.\n")
    build_site(root, tmp_path / "ut")
    assert (tmp_path / "ut/om/sjo/index.html").is_file() and composed == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("overrides/partials/footer.html", "<footer ", "<footer data-å "),
        ("docs/_data/vocabulary/regions.yml", "Helse Vest", "Helse Vest og øyene"),
        ("mkdocs.yml", "site_name: InnoMed", "site_name: ØyMed"),
    ],
)
def test_what_every_page_shows_makes_every_page_anew(
    root: Path, tmp_path: Path, composed: list[str], file: str, old: str, new: str
) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    write(root / file, text.replace(old, new))
    build_site(root, tmp_path / "ut")
    assert {"0-oy", "1-oy", "2-oy", "3-oy"} <= {*composed}


def test_a_style_sheet_and_another_folder_too(root: Path, tmp_path: Path, composed: list[str]) -> None:
    build_site(root, tmp_path / "ut to")
    assert composed == []
    write(root / "docs/assets/front.css", "body { margin: 9px }\n")
    build_site(root, tmp_path / "ut")
    assert "3-oy" in composed  # its page is held to the bytes of the sheet


def test_a_damaged_page_is_composed_again(root: Path, tmp_path: Path, composed: list[str]) -> None:
    before = _files(tmp_path / "ut")
    for entry in (root / ".cache/pages").iterdir():
        entry.write_bytes(entry.read_bytes().replace(b"Tekst", b"Tukst")[:-1])
    shutil.rmtree(root / ".cache/sites")
    build_site(root, tmp_path / "ut")
    assert {"0-oy", "1-oy", "2-oy", "3-oy"} <= {*composed} and _files(tmp_path / "ut") == before


def test_what_was_written_while_it_was_built_is_not_kept(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, view = root / "projects/1-oy.md", project_room.with_captions
    text = file.read_text(encoding="utf-8")

    def slow(*given: object) -> object:
        write(file, text + "\nMidt i.\n")
        return view(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(project_room, "with_captions", slow)
    write(file, text + "\nFør.\n")
    kept = {*(root / ".cache/pages").iterdir()}
    build_site(root, tmp_path / "ut")
    assert {*(root / ".cache/pages").iterdir()} == kept


def test_a_write_up_that_changes_while_it_is_read_is_kept_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, whole = root / "projects/1-oy.md", records.load_record
    text = file.read_text(encoding="utf-8")
    write(file, text + "\nFør.\n")

    def slow(*given: object) -> object:
        write(file, text + "\nEtter.\n")
        return whole(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(records, "load_record", slow)
        patch.setattr(records, "write_ups", lambda folder: [file] if folder == file.parent else [])
        first = load(root).projects[0]
    second = next(p for p in load(root).projects if p.path == first.path)
    assert "Før." in first.body.text and "Etter." not in first.body.text
    assert "Etter." in second.body.text and "Før." not in second.body.text


def _files(site: Path) -> dict[str, bytes]:
    return {f.relative_to(site).as_posix(): f.read_bytes() for f in site.rglob("*") if f.is_file()}
