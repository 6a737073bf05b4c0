"""Pages of docs/ are read again only when they, or what they are read by, have changed; what was said of them is said again."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.data import privacy as privacy_room
from macros.content.load import load
from macros.content.pages import html as html_room

PAGE = "---\ntitle: Øya\nlanguage: nn\n---\n\n## Båt { #bat }\n\n[Sjø](sjo.md). Ring 41 23 45 67.\n\n{{ count(tema='organisering') }}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_checkout(tmp_path, {"oy.md": writeup()})
    write(made / "docs/om/oya.md", PAGE)
    load(made)
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that are read from now on, and of the texts that are looked through for what is personal."""
    found: list[str] = []
    html, text = html_room.read_html, privacy_room.check_text
    monkeypatch.setattr(
        html_room, "read_html", lambda body, path, line: (found.append(path), html(body, path, line))[1]
    )
    monkeypatch.setattr(
        privacy_room, "check_text", lambda *given: (found.append(f"personal {given[1]}"), text(*given))[1]
    )
    return found


def test_a_page_is_found_as_it_was_read(root: Path, read: list[str]) -> None:
    first = load(root)
    assert read == []
    (root / ".cache").rename(root / "borte")
    again = load(root)
    assert "docs/om/oya.md" in read and "personal docs/om/oya.md" in read
    assert first.editorial == again.editorial and first.problems == again.problems
    (page,) = (page for page in first.editorial if page.path == "docs/om/oya.md")
    assert page.root == root and page.calls and page.targets and page.front.language == "nn"
    assert [p.code for p in first.problems if p.path == page.path].count("PV003") == 1


def test_only_the_page_that_changed_is_read(root: Path, read: list[str]) -> None:
    write(root / "docs/om/oya.md", PAGE.replace("Båt", "Ferje"))
    assert any("Ferje" in page.text for page in load(root).editorial)
    assert read == ["personal docs/om/oya.md", "docs/om/oya.md"]


def test_other_words_and_other_rules_are_read_by_anew(root: Path, read: list[str]) -> None:
    write(root / "docs/_data/privacy.yml", "role_phones: ['41 23 45 67']\n")
    found = load(root)
    assert "docs/om/oya.md" in read and "personal docs/om/oya.md" in read
    assert "PV003" not in [p.code for p in found.problems if p.path == "docs/om/oya.md"]


@pytest.mark.parametrize("folder", ["writeups", "privacy"])
def test_a_damaged_entry_is_read_again(root: Path, read: list[str], folder: str) -> None:
    before = load(root)
    for entry in (root / ".cache" / folder).iterdir():
        entry.write_bytes(entry.read_bytes().replace(b"docs", b"dosc"))
    after = load(root)
    assert after.editorial == before.editorial and after.problems == before.problems and read
