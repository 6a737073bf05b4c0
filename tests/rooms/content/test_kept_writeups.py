"""What has been read before is found by what it was read from: the same as if it had been read now, whatever was changed."""

from __future__ import annotations

import random
import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from fuzz.size import size
from support import copy_library, make_checkout, write, writeup

from macros.content import load as load_module
from macros.content import records
from macros.content.kept.codec import CodecError, decoded, encoded
from macros.content.kept.writeups import FOLDER
from macros.content.load import Content, load
from macros.content.yaml.nodes import Tree
from macros.library.rules.checks import between

LINKED = "## Utfordring og pasientgruppe\n\nBlåbær, se [øya](oya.md) og [notatet](fjord/notat.txt).\n"


def seen(content: Content, root: Path) -> dict[str, Any]:
    """All that was read, as data that can be compared; places within the checkout as they are in any."""
    words = {
        name: (repr(w), [w.resolve(s) for v in w for s in v.spellings()]) for name, w in content.vocabularies.items()
    }
    told: dict[str, Any] = {"problems": content.problems, "words": words}
    for record in content.records:
        told[record.path] = {
            "data": record.data, "set": record.data.model_fields_set, "body": record.body, "files": record.files,
            "slug": record.slug, "folder": record.folder and record.folder.relative_to(root).as_posix(),
            "tree": {f.name: getattr(record.places, f.name) for f in fields(record.places)},
            "beside": [(b.loc, b.path, b.places.data, b.places.values) for b in record.beside],
        }  # fmt: skip
    return told


def fresh(root: Path, beside: Path) -> dict[str, Any]:
    """The same checkout read where nothing is kept."""
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(root, beside, ignore=shutil.ignore_patterns(".cache"))
    return seen(load(beside), beside)


def test_the_second_time_nothing_is_read_and_all_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_library(tmp_path / "root")
    first = seen(load(root), root)
    read: list[Path] = []
    whole = records.load_record
    monkeypatch.setattr(records, "load_record", lambda *given: read.append(given[1]) or whole(*given))
    monkeypatch.setattr(load_module, "_lists", lambda root: pytest.fail("the lists are read"))
    assert seen(load(root), root) == first and len(first) > 10 and len(first["words"]) > 10
    kept = {path.relative_to(root).as_posix() for path in read}
    assert kept == {p.path for p in first["problems"] if p.severity == "error"} & {*kept}, (
        "only what has errors is read"
    )


def test_where_something_stands_is_asked_only_for_a_problem(tmp_path: Path) -> None:
    """Or the front matter of every write-up would be read again in a check that finds nothing new."""
    root = copy_library(tmp_path / "root")
    load(root)
    content = load(root)
    told = {problem.path for problem in between(content)}
    asked = [r.path for r in content.records if type(r.places) is Tree and r.path not in told]
    assert not asked and len(content.records) > len(told)


def test_whatever_is_changed_is_read_as_if_nothing_were_kept(tmp_path: Path) -> None:
    """Edits, renames, deletions, attachments, links, words and rules, one after the other, in an order drawn."""
    root = make_checkout(tmp_path / "root", {
        "fjord.md": writeup(LINKED, downloads="[{file: notat.txt, title: Notat, license: CC-BY-4.0}]"),
        "fjord/notat.txt": "Et notat om blåbær.\n", "oya.md": writeup(title="Øya"), "vik/index.md": writeup(title="Vika"),
    })  # fmt: skip
    projects, words = root / "projects", root / "docs" / "_data" / "vocabulary" / "phases.yml"
    rules = root / "docs" / "_data" / "privacy.yml"

    def replaced(file: Path, old: str, new: str) -> None:
        if file.exists():
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(old, new) if old in text else text.replace(new, old), encoding="utf-8")

    def moved(one: Path, other: Path) -> None:
        here, there = (one, other) if one.exists() else (other, one)
        if here.exists() and not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            here.rename(there)

    changes = [
        lambda: replaced(projects / "oya.md", "Blåbær", "Tyttebær"),
        lambda: replaced(projects / "oya.md", "title: Øya", "title: Øya i havet"),
        lambda: replaced(projects / "fjord.md", "oya.md", "vik/index.md"),
        lambda: moved(projects / "oya.md", projects / "oya" / "index.md"),
        lambda: moved(projects / "oya.md", tmp_path / "borte.md"),
        lambda: moved(projects / "fjord" / "notat.txt", tmp_path / "borte.txt"),
        lambda: replaced(projects / "fjord" / "notat.txt", "blåbær", "Ring 22 33 44 55 eller skriv til ola@gmail.com"),
        lambda: moved(projects / "vik" / "ekstra.txt", write(tmp_path / "ekstra.txt", "x")),
        lambda: moved(projects / "vik" / "index.md", projects / "vik.md"),
        lambda: replaced(words, "Konsept", "Konseptfasen"),
        lambda: write(rules, "names: [Tyttebær]\n") if not rules.exists() else rules.unlink(),
        lambda: write(projects / "oya.md", writeup("Ring 22 33 44 55.\n", title="Øya")),
        lambda: shutil.rmtree(root / ".cache", ignore_errors=True),
    ]
    draw = random.Random(7)  # noqa: S311  (test data)
    for step in range(size(20, 60)):
        change = draw.choice(changes)
        change()
        assert seen(load(root), root) == fresh(root, tmp_path / "beside"), (step, changes.index(change))


def test_a_damaged_entry_is_read_again(tmp_path: Path) -> None:
    root = make_checkout(tmp_path / "root", {"oya.md": writeup()})
    first = seen(load(root), root)
    (entry,) = (e for e in (root / FOLDER).iterdir() if "Blåbær".encode() in e.read_bytes())
    whole = entry.read_bytes()
    for damaged in (b"", whole[:-1], whole.replace("Blåbær".encode(), b"Storm!" + b"  ")):
        entry.write_bytes(damaged)
        assert seen(load(root), root) == first
        assert entry.read_bytes() == whole, "and written anew"


def test_an_entry_names_records_of_ours_and_nothing_else() -> None:
    """Data that is no record runs nothing: it is refused."""
    for data in ({"os:system": {}}, {"macros.cli:main": {}}, {"macros.content.records:load_record": {}}, {}, {"day": "i går"},
                 {"macros.words.problems:Place": {"ukjent": 1}}, {"macros.words.problems:Problem": {"path": "x"}}):  # fmt: skip
        with pytest.raises(CodecError):
            decoded(data)
    with pytest.raises(CodecError):
        encoded(object())
