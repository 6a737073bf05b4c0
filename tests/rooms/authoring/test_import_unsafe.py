"""Files that are broken, old, locked or made to hurt: always a sentence, never a traceback, never a long wait."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from imports import read_application, read_projects
from openpyxl import Workbook
from support import CONTENT, examples

from macros.authoring.entries import Entry
from macros.authoring.exporting import WRITERS
from macros.authoring.importing.plan import plan
from macros.authoring.importing.readers.container import MAX_MEGABYTES, check_office
from macros.content.data.vocabularies import load_vocabularies
from macros.content.files.unexpected import IMPORTED
from macros.words.problems import Problem

WORDS = load_vocabularies(CONTENT)[0]
QUICK = settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def codes(data: bytes, name: str) -> list[str]:
    found, problems = read_projects(data, name, WORDS)
    assert found == []
    return [p.code for p in problems]


def packed(**parts: bytes) -> bytes:
    """A ZIP archive; ``__`` in a name is a slash, ``_`` a dot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return target.getvalue()


BOMB = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><workbook>&b;</workbook>"""


@pytest.mark.parametrize(("ending", "main"), [(".xlsx", "xl__workbook_xml"), (".docx", "word__document_xml")])
def test_xml_that_defines_entities_is_refused(ending: str, main: str) -> None:
    assert codes(packed(**{main: BOMB}), f"søknad{ending}") == ["IM006"]
    assert codes(
        packed(**{main: BOMB.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")}), f"x{ending}"
    ) == ["IM006"]
    outside = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    assert codes(packed(**{main: b"<x/>", "xl__theme_xml": outside}), f"x{ending}") == ["IM006"]


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_an_archive_that_unfolds_without_end_is_refused(ending: str) -> None:
    bomb = packed(xl__workbook_xml=b"<x/>", word__document_xml=b"<x/>", big_xml=b"<x>" + b" " * 101_000_000)
    assert len(bomb) < 1_000_000
    assert codes(bomb, f"x{ending}") == ["IM005"]
    many = packed(xl__workbook_xml=b"<x/>", word__document_xml=b"<x/>", **{f"a{n}_xml": b"<x/>" for n in range(5_001)})
    assert codes(many, f"x{ending}") == ["IM005"]


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(packed(xl__workbook_xml=b"<x>" + b"a" * 5_000_000 + b"</x>"))
    central = data.rfind(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 10)
    assert codes(bytes(data), "x.xlsx") == ["IM004"]


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_old_and_locked_files_are_told_apart(ending: str) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert codes(ole, f"gammel{ending}") == ["IM002"]
    assert codes(ole + "EncryptedPackage".encode("utf-16-le"), f"låst{ending}") == ["IM003"]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "tom.xlsx", "IM004"), (b"PK\x03\x04", "halv.docx", "IM004"), (packed(a_txt=b"a"), "zip.xlsx", "IM004"),
        (b"", "tom.csv", "IM010"), (b"\x00\x01\x02", "x.csv", "IM007"), (b"\x81\x8d\x8f", "x.txt", "IM007"),
        (b"", "tom.json", "IM008"), (b"\xff", "x.json", "IM007"), (b"", "tom.txt", "IM019"), (b"a", "x.pdf", "IM026"),
        (b"a", "uten-ending", "IM026"), (bytes((MAX_MEGABYTES + 1) * 1_000_000), "x.csv", "IM001"),
    ],
)  # fmt: skip
def test_other_files_that_are_not_what_they_say(data: bytes, name: str, code: str) -> None:
    assert codes(data, name) == [code]


def test_a_cell_far_away_does_not_make_it_slow() -> None:
    book = Workbook()
    assert book.active
    book.active["XFD1048576"] = "langt borte"
    target = io.BytesIO()
    book.save(target)
    assert codes(target.getvalue(), "x.xlsx") == ["IM010"]


def sound(problems: list[Problem]) -> None:
    for problem in problems:
        assert problem.line >= 1 and problem.column >= 1 and problem.hint
        assert "Traceback" not in problem.as_text() and "\n" not in problem.as_text()


@QUICK
@given(st.binary(max_size=400), st.sampled_from(IMPORTED))
@example(b"PK\x05\x06" + bytes(18), ".xlsx")
@example(b"\xff\xfe", ".csv")
@example(b"\xef\xbb\xbf", ".json")
@example(b'"\n', ".csv")
def test_random_bytes_get_a_sentence(data: bytes, ending: str) -> None:
    found, problems = read_projects(data, f"ærlig{ending}", WORDS)
    assert found or problems
    sound(problems)
    plan(found, [], WORDS, False, "x")


GOOD = {
    ending: WRITERS[ending]([Entry("oy", {"title": "Øy", "hours": 5, "status": "draft"}, "## Mål\n\nBlå.")], WORDS)
    for ending in WRITERS
}


@QUICK
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_damaged_files_get_a_sentence_or_are_read(ending: str, data: st.DataObject) -> None:
    whole = bytearray(GOOD[ending])
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(whole), len(whole), len(whole) // 2]))
    found, problems = read_projects(bytes(whole[:cut]), f"x{ending}", WORDS)
    assert found or problems
    sound(problems)
    plan(found, [], WORDS, False, "x")


@QUICK
@given(
    st.dictionaries(
        st.sampled_from(["word/document.xml", "word/styles.xml", "[Content_Types].xml", "xl/workbook.xml"]),
        st.text(max_size=80),
    )
)
def test_archives_with_nonsense_inside_get_a_sentence(parts: dict[str, str]) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text.encode("utf-8", "replace"))
    for ending in (".xlsx", ".docx"):
        read, problems = read_application(target.getvalue(), f"x{ending}", WORDS)
        assert read or problems
        sound(problems)


def test_deflate_that_is_broken_is_refused() -> None:
    data = bytearray(packed(xl__workbook_xml=b"<x>" + bytes(range(48, 122)) * 50 + b"</x>"))
    data[60:70] = bytes(10)
    assert check_office(bytes(data), "x.xlsx", ".xlsx") is not None
    assert zlib.crc32(b"") == 0
