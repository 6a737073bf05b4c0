"""What is kept by name: found while it is made from the same, made anew else, and never more than one of each name."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import make_checkout, writeup

from macros.content.kept.slots import Slots
from macros.content.load import load
from macros.library.library import Library


def test_found_again_while_it_is_made_from_the_same(tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append("")
        return f"sjø {len(made)}".encode()

    assert [Slots(tmp_path / "a" / "b", "1").get("x", make) for _ in range(2)] == ["sjø 1".encode()] * 2
    assert Slots(tmp_path / "a" / "b", "1").get("x", make, "mer") == "sjø 2".encode()
    assert Slots(tmp_path / "a" / "b", "2").get("x", make) == "sjø 3".encode()
    assert Slots(tmp_path / "a" / "b", "1").get("x", make) == "sjø 4".encode(), "only the newest is kept"
    assert len(list((tmp_path / "a" / "b").iterdir())) == 1


@pytest.mark.parametrize("slots", [Slots(), Slots(None, "1")])
def test_nothing_is_kept_without_a_folder_or_when_nobody_knows_what_it_is_made_from(slots: Slots) -> None:
    assert [slots.get("x", lambda n=n: b"%d" % n) for n in range(2)] == [b"0", b"1"]  # type: ignore[misc]


def test_what_one_of_the_parts_says_nothing_of_is_not_kept(tmp_path: Path) -> None:
    slots = Slots(tmp_path / "a" / "b", "1", "")
    assert [slots.get("x", lambda n=n: b"%d" % n) for n in range(2)] == [b"0", b"1"]  # type: ignore[misc]
    assert not list(tmp_path.rglob("*"))


def test_an_entry_is_let_go_of_and_a_damaged_one_made_anew(tmp_path: Path) -> None:
    slots = Slots(tmp_path / "a" / "b", "1")
    slots.get("x", lambda: b"1")
    (entry,) = (tmp_path / "a" / "b").iterdir()
    entry.write_bytes(entry.read_bytes()[:-1])
    assert slots.get("x", lambda: b"2") == b"2"
    slots.forget_new()
    assert not list((tmp_path / "a" / "b").iterdir())


def test_facts_are_known_by_all_but_the_text(tmp_path: Path) -> None:
    text = writeup(title="Øy", owner="Helse Førde HF")
    root = make_checkout(tmp_path, {"a.md": text})
    before = Library.of(load(root))
    (root / "projects/a.md").write_text(text + "\nEn brygge til.\n", encoding="utf-8")
    after = Library.of(load(root))
    assert (before.facts_from, before.projects[0].facts_from) == (after.facts_from, after.projects[0].facts_from)
    assert before.facts_from and before.projects[0].made_from != after.projects[0].made_from
    (root / "projects/a.md").write_text(text.replace("Helse Førde HF", "Helse Bergen HF"), encoding="utf-8")
    assert Library.of(load(root)).facts_from != before.facts_from


def test_whoever_is_given_the_facts_can_show_no_text(tmp_path: Path) -> None:
    (record,) = Library.of(load(make_checkout(tmp_path, {"a.md": writeup()}))).facts.projects
    assert record.data.title
    for name in ("body", "files", "places"):
        with pytest.raises(AttributeError):
            getattr(record, name)


def test_a_file_beside_the_write_up_is_one_of_its_facts_and_its_own_text_is_not(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a/index.md": writeup()})
    seen = [Library.of(load(root)).facts_from]
    for name, more in (("index.md", "\nEn brygge til.\n"), ("plan.txt", "x")):
        file = root / "projects/a" / name
        file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + more, encoding="utf-8")
        seen.append(Library.of(load(root)).facts_from)
    assert seen[0] and seen[0] == seen[1] != seen[2]
