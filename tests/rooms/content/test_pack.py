"""Small answers kept in one entry: found again, let go when nobody asks, and never half read."""

from pathlib import Path

from macros.content.kept.pack import Pack


def test_an_answer_is_found_again_until_nobody_asks_for_it(tmp_path: Path) -> None:
    file = tmp_path / ".cache/sett/a"
    first = Pack(file)
    assert first.get("øy") is None
    first.put("øy", ["Å", 1])
    first.put("båt", [])
    first.save()
    second = Pack(file)
    assert second.get("øy") == ["Å", 1] and second.get("båt") == []
    assert Pack(file).get("øy") == ["Å", 1]
    third = Pack(file)
    assert third.get("øy")
    third.save()
    assert Pack(file).get("båt") is None and Pack(file).get("øy") == ["Å", 1]


def test_a_damaged_entry_is_no_entry(tmp_path: Path) -> None:
    file = tmp_path / ".cache/sett/a"
    one = Pack(file)
    one.put("øy", 1)
    one.save()
    file.write_bytes(file.read_bytes()[:-1])
    assert Pack(file).get("øy") is None
    kept = Pack()
    kept.put("øy", 1)
    kept.save()
    assert kept.get("øy") == 1
