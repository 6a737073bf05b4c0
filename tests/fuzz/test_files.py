"""Bad files are stopped wherever they lie, and good ones pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz.files import bad, good, packed
from fuzz.size import sample
from support import make_checkout, write, writeup

from macros.content.attachments import check_file
from macros.content.load import load
from macros.words.problems import Place, Problem

TOO_SLOW = ("zip bomb", "too many parts")


def judged(folder: Path, name: str, content: bytes) -> list[Problem]:
    (folder / name).write_bytes(content)
    return list(check_file(folder, name, "projects/øy/index.md", Place(5, 9)))


def test_bad_files_are_stopped(tmp_path: Path) -> None:
    """More than 150, of every kind that may be published."""
    corpus = bad()
    assert len(corpus) >= 150 and len({what for what, _, _ in corpus}) == len(corpus)
    passed = [
        (what, name)
        for what, name, make in sample(corpus, 120)
        if not any(p.severity == "error" for p in judged(tmp_path, name, make()))
    ]
    assert passed == []


def test_good_files_pass(tmp_path: Path) -> None:
    corpus = good()
    assert len(corpus) >= 40
    stopped = {what: codes for what, name, make in corpus if (codes := [p.code for p in judged(tmp_path, name, make()) if p.severity == "error"])}  # fmt: skip
    assert stopped == {}


def test_what_goes_on_behind_its_end_is_said_so(tmp_path: Path) -> None:
    """VL033 and VL034: the words fit the fault."""
    cases = {what: (name, make) for what, name, make in bad()}
    for what in ("a.png with a zip behind it", "a.jpg with a web page behind it", "a.pdf with a script behind it", "a.docx with a zip behind it"):  # fmt: skip
        name, make = cases[what]
        assert [p.code for p in judged(tmp_path, name, make())] == ["VL033"], what
    assert [p.code for p in judged(tmp_path, "a.txt", b"<html><script>alert(1)</script>")] == ["VL034"]


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("docs/om/kart.svg", b"<svg><script>alert(1)</script></svg>", "FM186"),
        ("docs/assets/bilder/kart.svg", b"<svg/>", "FM186"),
        ("docs/assets/ond.js", b"alert(1)", "FM186"),
        ("docs/assets/bilder/ond.css", b"*{}", "FM186"),
        ("docs/om/side.html", b"<script>alert(1)</script>", "FM186"),
        ("docs/om/plan.docx", b"PK", "FM186"),
        ("docs/om/kart.png", b"<html>", "VL005"),
        ("docs/assets/bilder/kart.png", "with a zip", "VL033"),
        ("docs/assets/bilder/havna.jpg", "located", "VL024"),
    ],
)
def test_a_file_in_docs_is_judged_like_an_attachment(
    path: str, content: bytes | str, code: str, tmp_path: Path
) -> None:
    from bad_files import located, picture

    made = {"with a zip": lambda: picture("PNG") + packed(), "located": lambda: picture("JPEG", located)}
    root = make_checkout(tmp_path, {"a.md": writeup()})
    write(root / path, made[content]() if isinstance(content, str) else content)
    assert [(p.path, p.code) for p in load(root).problems if p.severity == "error"] == [(path, code)]


def test_a_picture_for_docs_passes(tmp_path: Path) -> None:
    from bad_files import picture

    root = make_checkout(tmp_path, {"a.md": writeup()})
    for name, kind in (("a.png", "PNG"), ("b.jpg", "JPEG"), ("c.gif", "GIF"), ("d.webp", "WEBP")):
        write(root / "docs/assets/bilder" / name, picture(kind))
    assert [p.as_text() for p in load(root).problems] == []
