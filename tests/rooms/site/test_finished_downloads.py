"""The finished site's files: what no program can open, what nobody has looked into and what is no file is not published."""

import os
from pathlib import Path

import bad_files
import pytest
from support import write

from macros.content.attachments import Examiner
from macros.content.files.destinations import SITE
from macros.files.archive import archive
from macros.site.finished import check_downloads, check_files

WHOLE = {
    "verktoy/kart/kart.xlsx": bad_files.workbook(),
    "verktoy/kart/kart.docx": bad_files.word(),
    "verktoy/pakker/øya.zip": archive([("les.txt", "Ærlig".encode())]),
    "prosjekter/øy/rapport.pdf": bad_files.pdf(),
    "data/projects.json": '[{"title": "Øyhelse"}]'.encode(),
    "data/catalog.jsonld": b"{}",
    "feed.xml": "<feed><title>Øyer</title></feed>".encode(),
}


def test_whole_files_pass(tmp_path: Path) -> None:
    for name, content in WHOLE.items():
        write(tmp_path / name, content)
    assert check_downloads(tmp_path) == []


@pytest.mark.parametrize("name", WHOLE)
def test_a_damaged_file_is_told(tmp_path: Path, name: str) -> None:
    whole = WHOLE[name]
    # Half a PDF opens: readers of PDF mend what they can.
    half = whole[:200] if name.endswith(".pdf") else whole[: len(whole) // 2]
    for damaged in (b"", b"skadet\n", half, bytes(len(whole))):
        write(tmp_path / name, damaged)
        told = check_downloads(tmp_path)
        assert [(p.code, p.path, p.severity) for p in told] == [("LK005", f"/{name}", "error")], damaged[:20]
        assert name in told[0].message and ".cache" in told[0].hint


def test_a_damaged_archive_is_told_beside_one_that_is_whole(tmp_path: Path) -> None:
    whole = archive([("les.txt", "Ærlig øyhelse".encode() * 9), ("mål.txt", "Å nå fram".encode())])
    write(tmp_path / "a" / "hel.zip", whole)
    told = 0
    for place in range(len(whole)):
        damaged = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        write(tmp_path / "b" / "skadet.zip", damaged)
        alone, beside = check_downloads(tmp_path / "b"), check_downloads(tmp_path)
        assert [p.path for p in beside] == [p.path.replace("/", "/b/", 1) for p in alone], place
        told += len(alone)
    assert told > len(whole) // 2


def test_only_an_archive_that_was_made_here_is_passed_by(tmp_path: Path) -> None:
    for name in ("plan.xlsx", "lagt-ved.xlsx", "feed.xml"):
        write(tmp_path / "øy" / name, "ødelagt".encode())
    told = check_downloads(tmp_path, made={"øy/plan.xlsx", "øy/feed.xml"})
    assert [p.path for p in told] == ["/øy/feed.xml", "/øy/lagt-ved.xlsx"]


MADE = {"index.html": b"<main>", "prosjekter/oy/index.html": b"", "data/projects.json": b"[]", "sitemap.xml.gz": b""}
COPIED = {
    "om/havna.png": bad_files.picture("PNG"),
    "prosjekter/oy/plan.docx": bad_files.word(),
    "prosjekter/oy/rapport.PDF": bad_files.pdf(),
    "assets/js/site.js": b"export {}",
    "assets/fonts/OFL.txt": b"<html>",  # the program's own: nobody else may change it
    SITE.mark: b"",
}
FOREIGN = {
    "om/program.exe": (b"MZ", "LK006"),
    "om/side.html": (b"<script>alert(1)</script>", "LK006"),
    "om/kart.svg": (b"<svg/>", "LK006"),
    "assets/ond/ond.js": (b"alert(1)", "LK006"),
    "om/uten-type": (b"", "LK006"),
    "om/desktop.ini": (b"", "LK006"),
    "om/oya.md.bak": (b"", "LK006"),
    "laget.exe": (b"MZ", "LK006"),
    "om/kart.png": (b"<html>", "VL005"),
    "prosjekter/oy/tall.csv": (b"=cmd|'/c calc'!A1", "VL023"),
    "prosjekter/oy/apen.pdf": (bad_files.opening({"/S": "/JavaScript", "/JS": "app.alert(1)"}), "VL021"),
    "prosjekter/oy/navn.txt": (b"Pasienten er 138972 48098.", "PV002"),
}


def test_a_file_that_has_no_business_on_the_site_is_told(tmp_path: Path) -> None:
    """Whichever way it came there: after the check, by the engine, by an addition to it."""
    for name, content in {**MADE, **COPIED}.items():
        write(tmp_path / name, content)
    examine = Examiner()
    assert check_files(tmp_path, set(MADE), examine) == []
    for name, (content, code) in FOREIGN.items():
        write(tmp_path / name, content)
        told = check_files(tmp_path, {*MADE, "laget.exe"}, examine)
        assert [(p.code, p.path, p.severity) for p in told] == [(code, f"/{name}", "error")], name
        assert "48098" not in told[0].as_text()
        (tmp_path / name).unlink()


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    secret = write(tmp_path / "hemmelig/index.html", "hemmelig").parent
    site = write(tmp_path / "site/index.html", "<main>").parent
    (site / "lenke.html").symlink_to(secret / "index.html")
    (site / "mappe").symlink_to(secret)
    os.mkfifo(site / "rør.txt")
    told = check_files(site, {"index.html", "lenke.html"}, Examiner())
    assert [(p.code, p.path) for p in told] == [("LK007", f"/{name}") for name in ("lenke.html", "mappe", "rør.txt")]


def test_a_file_is_opened_once_from_the_check_to_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = write(tmp_path / "site/prosjekter/oy/plan.docx", bad_files.word())
    Examiner(None, tmp_path / ".cache", ("Bodø",))(plan.read_bytes(), ".docx")
    opened: list[str] = []
    monkeypatch.setattr(Examiner, "_examine", lambda self, content, ending: opened.append(ending) or ())
    examine = Examiner(None, tmp_path / ".cache", ("Bodø",))
    assert check_files(tmp_path / "site", (), examine) == [] and opened == []
    write(plan, bad_files.BAD["remote template"][2]())  # another file since the check
    check_files(tmp_path / "site", (), examine)
    assert opened == [".docx"]
