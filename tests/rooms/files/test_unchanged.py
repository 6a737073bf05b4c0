"""A site that is there already is not built again; one that anybody has touched, or that anything would change, is."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from support import write

from macros.files.unchanged import build_key, is_there, remember

DAY = date(2026, 12, 1)


def checkout(root: Path) -> Path:
    write(root / "mkdocs.yml", "site_name: Øy\n")
    write(root / "projects/øyhelse.md", "Tekst.\n")
    write(root / "docs/om/index.md", "Om øyene.\n")
    return root


CHANGES: dict[str, Callable[[Path], object]] = {
    "redigert": lambda root: write(root / "projects/øyhelse.md", "Tekst!\n"),
    "slettet": lambda root: (root / "docs/om/index.md").unlink(),
    "ny": lambda root: write(root / "docs/om/ny.md", ""),
    "flyttet": lambda root: (root / "docs/om/index.md").rename(root / "docs/om/b.md"),
    "lenke": lambda root: (root / "projects/mappe").symlink_to(root / "docs"),
    "oppsett": lambda root: write(root / "mkdocs.yml", "site_name: Å\n"),
    "mal": lambda root: write(root / "overrides/main.html", "<p>"),
    "kode": lambda root: write(root / "macros/engine/hook.py", "x = 1\n"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_build_reads_is_in_the_build_key(tmp_path: Path, name: str) -> None:
    root = checkout(tmp_path)
    before = build_key(root, DAY, ())
    for file in root.rglob("*.md"):
        os.utime(file, (1, 1))
    assert build_key(root, DAY, ()) == before, "a file's time is nothing a reader sees"
    CHANGES[name](root)
    assert build_key(root, DAY, ()) != before


def test_the_day_and_the_settings_are_in_the_build_key(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    settings = (("INNOMED_SITE_URL", "https://a.example/"),)
    assert len({build_key(root, *given) for given in ((DAY, ()), (date(2026, 12, 2), ()), (DAY, settings))}) == 3


def test_a_site_is_there_only_as_it_was_built(tmp_path: Path) -> None:
    root, site = tmp_path, tmp_path / "site"
    write(site / "index.html", "<p>Øy</p>")
    write(site / "data/å.json", "{}")
    assert is_there(root, "a", site) is None
    remember(root, "a", site, {})
    assert is_there(root, "a", site) == 1 and is_there(root, "b", site) is None
    (kept,) = (file for file in (root / ".cache").rglob("*") if file.is_file())
    for touched in ("data/å.json", "index.html", "ny.html"):
        before = (site / touched).read_bytes() if (site / touched).exists() else None
        write(site / touched, "endret")
        assert is_there(root, "a", site) is None, touched
        (site / touched).unlink()
        assert (is_there(root, "a", site) is None) == (before is not None)
        if before is not None:
            write(site / touched, before)
    (site / "mappe").symlink_to(tmp_path)
    assert is_there(root, "a", site) is None
    (site / "mappe").unlink()
    write(kept, kept.read_bytes()[:-1])
    assert is_there(root, "a", site) is None, "a damaged entry says nothing"
