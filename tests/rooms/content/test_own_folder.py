"""A write-up that is one file may have files too: in the folder of its name, where the web form puts them."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from support import make_checkout, write, writeup

from macros.content.load import Content, load
from macros.site.checks import check


def pdf() -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(out)
    return out.getvalue()


def loaded(folder: Path, body: str = "## Mål\n\nBlåbær.\n", name: str = "rapport.pdf") -> Content:
    root = make_checkout(folder, {})
    downloads = f'[{{file: {name}, title: "Årsrapport på øya"}}]'
    write(root / "projects" / "trygg-oy.md", writeup(body, downloads=downloads))
    write(root / "projects" / "trygg-oy" / "rapport.pdf", pdf())
    return load(root)


def test_the_file_is_published_with_the_project(tmp_path: Path) -> None:
    content = loaded(tmp_path)
    assert [p.as_text() for p in check(content) if p.severity == "error"] == []
    (record,) = content.projects
    assert (record.slug, record.files) == ("trygg-oy", ("rapport.pdf",))
    assert record.folder == tmp_path / "projects" / "trygg-oy"


def test_the_text_can_link_to_it(tmp_path: Path) -> None:
    (record,) = loaded(tmp_path, "## Mål\n\n[Rapporten på øya](trygg-oy/rapport.pdf)\n").projects
    assert 'href="/prosjekter/trygg-oy/rapport.pdf"' in record.body.html


def test_another_projects_files_are_not_its_own(tmp_path: Path) -> None:
    content = loaded(tmp_path)
    write(tmp_path / "projects" / "bla.md", writeup("[Fil](trygg-oy/rapport.pdf)\n", title="Blå øy"))
    codes = {p.code for p in load(tmp_path).problems if p.path == "projects/bla.md"}
    assert "BD005" in codes and content.projects


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    problems = [p for p in loaded(tmp_path, name="rapprt.pdf").problems if p.code == "VL001"]
    assert [(p.path, "rapport.pdf" in p.hint) for p in problems] == [("projects/trygg-oy.md", True)]


def test_a_folder_without_a_writeup_is_still_told(tmp_path: Path) -> None:
    loaded(tmp_path)
    (tmp_path / "projects" / "trygg-oy.md").unlink()
    assert "FM161" in {p.code for p in load(tmp_path).problems}


def test_a_right_name_without_its_folder_is_told_with_it(tmp_path: Path) -> None:
    content = loaded(tmp_path, "## Mål\n\n[Rapporten på øya](rapport.pdf)\n")
    (told,) = [p.as_text() for p in check(content) if p.code == "BD005"]
    assert told.endswith("Mente du «trygg-oy/rapport.pdf»?")
