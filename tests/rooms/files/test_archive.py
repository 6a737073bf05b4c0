"""An archive is put together from files that are packed already: what every program must be able to read."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import examples

from macros.files.archive import archive, joined, packed, rewritten

PATHS = st.lists(
    st.text("abcæøåÆØÅé /._-", min_size=1, max_size=20).map(lambda stem: stem.strip("/") or "å"), unique=True
)


@given(PATHS, st.lists(st.binary(max_size=300).map(lambda part: part * 9), max_size=8), st.sampled_from(["", ".xlsx"]))
@settings(max_examples=examples(60), deadline=None)
def test_the_standard_library_reads_what_was_put_in(paths: list[str], contents: list[bytes], ending: str) -> None:
    files = [(path + ending, content) for path, content in zip(paths, contents, strict=False)]
    with zipfile.ZipFile(io.BytesIO(archive(files))) as opened:
        assert opened.testzip() is None
        assert [(info.filename, opened.read(info)) for info in opened.infolist()] == files
        method = zipfile.ZIP_STORED if ending else zipfile.ZIP_DEFLATED
        for info in opened.infolist():
            assert info.compress_type == method
            assert (info.date_time, info.create_system, info.external_attr >> 16) == ((1980, 1, 1, 0, 0, 0), 3, 0o644)


def test_it_says_of_each_file_what_the_standard_library_would_have_said() -> None:
    files = [("bærum/målbilde.txt", "Ærlig talt ".encode() * 50), ("tom.txt", b""), ("kart.png", b"\x89PNG")]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in files:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = 3, 0o644 << 16
            target.writestr(info, content)
    said = "filename date_time create_system create_version extract_version flag_bits compress_type CRC file_size extra"
    with zipfile.ZipFile(buffer) as theirs, zipfile.ZipFile(io.BytesIO(archive(files))) as ours:
        for name in said.split():
            assert [getattr(info, name) for info in ours.infolist()] == [
                getattr(info, name) for info in theirs.infolist()
            ], name


def test_a_file_that_is_packed_may_stand_in_many() -> None:
    shared = packed("felles.xml", "<ø/>".encode() * 30)
    for other in ("én.xml", "to.xml"):
        with zipfile.ZipFile(io.BytesIO(joined([packed(other, other.encode()), shared]))) as opened:
            assert opened.read("felles.xml") == "<ø/>".encode() * 30
            assert opened.read(other) == other.encode()


@pytest.mark.skipif(not shutil.which("unzip"), reason="unzip is not installed")
def test_unzip_reads_it_with_its_norwegian_names(tmp_path: Path) -> None:
    (tmp_path / "alt.zip").write_bytes(archive([("verktøy/målbilde.txt", "Blåbærsyltetøy\n".encode() * 40)]))
    subprocess.run(
        ["unzip", "-q", "alt.zip"], cwd=tmp_path, check=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    )
    assert (tmp_path / "verktøy/målbilde.txt").read_text(encoding="utf-8") == "Blåbærsyltetøy\n" * 40


def test_a_part_that_becomes_nothing_is_left_out() -> None:
    made = archive([("bort.xml", b"x"), ("blir.xml", b"y")])
    with zipfile.ZipFile(
        io.BytesIO(rewritten(made, lambda name, content: content if name == "blir.xml" else b""))
    ) as left:
        assert left.namelist() == ["blir.xml"]
