"""The secretariat's pages: files of their own that lead to the site, made again only when something has changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html
from support import make_checkout, write, writeup

from macros.catalogue.quality import SECRETARIAT, secretariat_files
from macros.cli.admin import secretariat_folder, write_secretariat
from macros.content.files.destinations import DestinationError
from macros.content.load import load
from macros.library.library import Library

DAY = date(2026, 11, 22)
SITE = "https://eksempel.no/under/"
ASKED = {"oya.md": writeup(title="Øya ved Åsen", round="[2024-s1]")}


def test_each_page_is_whole_and_leads_to_the_site_and_to_the_other(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, ASKED)
    files = secretariat_files(Library.of(load(root)), DAY, SITE, "a { color: red }")
    assert sorted(files) == ["kvalitet.html", "oppfolging.html"]
    for name, content in files.items():
        page = lxml_html.fromstring(content.decode())
        links = [a.get("href") for a in page.iter("a")]
        (other,) = set(files) - {name}
        assert links[0] == other and f"{SITE}prosjekter/oya/" in links
        assert all(link.startswith(("https://", "mailto:", "#")) for link in links[1:]), "nothing leads into the folder"
        assert page.xpath("string(//style)") == "a { color: red }" and not page.xpath("//link | //script | //img")
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "Hvordan%20gikk%20det%20med%20%C3%98ya" in files["oppfolging.html"].decode()


def test_they_are_made_again_when_something_has_changed(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, ASKED)
    folder = secretariat_folder(root)
    write_secretariat(root, folder)
    made = {name: (folder / name).stat().st_ino for name in SECRETARIAT}
    write_secretariat(root, secretariat_folder(root))
    assert made == {name: (folder / name).stat().st_ino for name in SECRETARIAT}, "nothing had changed"
    write(root / "projects/oya.md", writeup(title="Ærøya", round="[2024-s1]"))
    write_secretariat(root, secretariat_folder(root))
    assert "Ærøya" in (folder / "oppfolging.html").read_text(encoding="utf-8")


def test_what_somebody_else_put_there_is_not_written_over(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, ASKED)
    theirs = write(root / "sekretariat/kvalitet.html", "Blåbær")
    with pytest.raises(DestinationError):
        secretariat_folder(root)
    assert theirs.read_text(encoding="utf-8") == "Blåbær"
