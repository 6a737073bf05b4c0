"""What is kept between builds is given back as it was, or made anew: nothing that was damaged is published."""

import os
import random
from pathlib import Path

import pytest

from macros.content.files import kept as kept_module
from macros.content.files.kept import read_kept, write_kept
from macros.files.store import Store

CONTENT = "Gevinstplan for Øyhelse".encode() * 40


@pytest.fixture
def entry(tmp_path: Path) -> Path:
    """An entry with CONTENT, where a store would have it."""
    file = tmp_path / ".cache/ab/abcd"
    write_kept(file, CONTENT)
    assert read_kept(file) == CONTENT and [f.name for f in file.parent.iterdir()] == ["abcd"]
    return file


def test_every_way_to_damage_an_entry_is_seen(entry: Path) -> None:
    whole, chance = entry.read_bytes(), random.Random(14)  # noqa: S311  (a choice of tests)
    damaged = [whole[:n] for n in (0, 1, 7, 31, 32, 33, len(whole) - 1)]
    damaged += [whole + b"x", b"\0" * len(whole), CONTENT, whole[32:], whole[::-1], b"gammelt format"]
    for _ in range(200):
        at = chance.randrange(len(whole))
        damaged.append(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
    for bytes_ in damaged:
        entry.write_bytes(bytes_)
        assert read_kept(entry) is None
        store = Store(entry.parent.parent)
        assert store.get(("plan",), lambda: CONTENT) == CONTENT
    assert read_kept(entry.with_name("finnes-ikke")) is None


def test_an_entry_under_anothers_name_is_not_that_entry(entry: Path) -> None:
    entry.rename(entry.with_name("efgh"))
    assert read_kept(entry.with_name("efgh")) is None


def test_what_is_no_file_is_no_entry_and_holds_nobody_up(entry: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "annet"
    entry.rename(elsewhere)
    entry.symlink_to(elsewhere)
    assert read_kept(entry) is None
    entry.unlink()
    os.mkfifo(entry)
    assert read_kept(entry) is None
    entry.unlink()
    entry.mkdir()
    assert read_kept(entry) is None
    write_kept(entry, CONTENT)  # cannot be written: costs time only
    assert Store(tmp_path / ".cache").get(("x",), lambda: CONTENT) == CONTENT


@pytest.mark.parametrize("link", [".cache", ".cache/ab"])
def test_nothing_is_kept_through_a_link_out_of_the_checkout(tmp_path: Path, link: str) -> None:
    outside = tmp_path / "utenfor"
    outside.mkdir()
    place = tmp_path / "kasse" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(outside)
    write_kept(tmp_path / "kasse/.cache/ab/abcd", CONTENT)
    assert not list(outside.iterdir())
    assert read_kept(tmp_path / "kasse/.cache/ab/abcd") is None


def test_a_disk_that_fails_costs_time_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("makedirs", "open", "fdopen", "unlink"):
        with monkeypatch.context() as broken:
            broken.setattr(kept_module.os, step, full)
            store = Store(tmp_path / ".cache")
            assert store.get((step,), lambda: CONTENT) == CONTENT
        assert store.get((step,), lambda: CONTENT) == CONTENT and not store.forget_old()


def test_an_entry_that_is_half_written_is_written_again(entry: Path) -> None:
    entry.write_bytes(entry.read_bytes()[:100])
    assert read_kept(entry) is None
    write_kept(entry, CONTENT)
    assert read_kept(entry) == CONTENT


def test_what_lay_there_is_never_written_in(entry: Path, tmp_path: Path) -> None:
    other, whole = tmp_path / "samme fil", entry.read_bytes()
    other.hardlink_to(entry)
    write_kept(entry, b"nytt")
    assert other.read_bytes() == whole and read_kept(entry) == b"nytt"
    entry.unlink()
    entry.symlink_to(other)
    write_kept(entry, b"nytt")
    assert other.read_bytes() == whole and read_kept(entry) == b"nytt"


def test_an_entry_is_found_again_and_forgotten_after_a_month(entry: Path) -> None:
    store = Store(entry.parent.parent)
    for _ in range(2):
        assert store.get(("plan", "ø"), lambda: CONTENT) == CONTENT
    assert store.made == 1
    os.utime(entry, (0, 0))
    assert store.forget_old() == 1 and not entry.exists()
    assert store.get(("plan", "ø"), lambda: b"nytt") == CONTENT
