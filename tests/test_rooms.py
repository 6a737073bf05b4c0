"""The house's rule: the spine by stage, the subjects whole in a folder each, the doors last. Read from the imports."""

from __future__ import annotations

import ast
import importlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

HOUSE = ROOT / "macros"
SPINE = ("text", "addresses", "words", "content", "library", "html", "files")
"""In the order that content travels. A room imports only from the rooms before it."""
SUBJECTS = ("prices", "benefits", "toolkit", "portfolio", "compare", "catalogue", "opendata", "authoring")
"""Each imports the spine, and of the subjects before it what their own ``__init__`` offers."""
DOORS = ("site", "engine", "cli")
"""Each imports what it needs from all before it."""
ORDER = SPINE + SUBJECTS + DOORS
FILES = sorted(HOUSE.rglob("*.py"))


def room(file: Path) -> str:
    return file.relative_to(HOUSE).with_suffix("").parts[0]


def imported(file: Path) -> Iterator[tuple[str, ...]]:
    """The modules of the house that this file imports from, as parts of their names, also inside functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(a.name.split(".")[1:]) for a in node.names if a.name.startswith("macros."))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            if node.module == "macros":
                yield from ((a.name,) for a in node.names)
            elif (node.module or "").startswith("macros."):
                yield tuple((node.module or "").split(".")[1:])


def test_the_order_names_every_room() -> None:
    assert {room(f) for f in FILES} == {*ORDER, "__init__"}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_imports_only_what_lies_before(file: Path) -> None:
    here, found = room(file), set(imported(file))
    if here == "__init__":
        assert {parts[0] for parts in found} <= {"engine"}
        return
    later = {".".join(parts) for parts in found if ORDER.index(parts[0]) > ORDER.index(here)}
    assert not later, f"{file.name} imports from a room after its own: {later}"
    if here in SUBJECTS:
        inside = {".".join(p) for p in found if p[0] in SUBJECTS and p[0] != here and len(p) > 1}
        assert not inside, f"{file.name} reaches into another subject, past its __init__: {inside}"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_a_subject_offers_is_there(subject: str) -> None:
    """What the ``__init__`` names for the types is what it gives when it is asked for."""
    offered = importlib.import_module(f"macros.{subject}")
    tree = ast.parse((HOUSE / subject / "__init__.py").read_text(encoding="utf-8"))
    named = {
        a.name: n.module
        for n in ast.walk(tree)
        if isinstance(n, ast.ImportFrom) and (n.module or "").startswith(f"macros.{subject}.")
        for a in n.names
    }
    for name, module in named.items():
        assert getattr(offered, name) is getattr(importlib.import_module(module), name)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_each_kind_of_line_in_its_room(file: Path) -> None:
    text, here = file.read_text(encoding="utf-8"), room(file)
    if here not in ("engine", "__init__"):
        assert "mkdocs" not in {n.split(".")[0] for n in _top_modules(file)}, "only engine knows MkDocs"
    if here != "cli":
        assert "sys.exit(" not in text and "print(" not in text, "only cli prints and exits"
    if here not in ("cli", "engine"):
        assert "date.today()" not in text and "datetime.now(" not in text, "the clock belongs to a door"


def _top_modules(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_no_two_templates_have_one_name() -> None:
    """A template is found by its name, whichever room it lies in."""
    names = Counter(f.name for f in HOUSE.glob("*/templates/*"))
    assert names and max(names.values()) == 1


def test_no_floor_is_crowded() -> None:
    """A room with more than a dozen files on one floor has subjects of its own."""
    floors = Counter(f.parent for f in FILES if f.name != "__init__.py")
    crowded = {f.relative_to(HOUSE).as_posix(): n for f, n in floors.items() if n > 14}
    assert not crowded


def test_the_engine_stays_thin() -> None:
    lines = {f.name: len(f.read_text(encoding="utf-8").splitlines()) for f in (HOUSE / "engine").glob("*.py")}
    assert lines.pop("stage.py") < 160, "the door to other engines writes files and decides nothing"
    beside = lines.pop("frame.py") + lines.pop("sitemap.py")
    assert beside < 160, "the theme's templates, rendered past MkDocs"
    assert lines.pop("preview.py") < 70, "the preview's server, that tells what is wrong"
    # MkDocs' own faults told in Norwegian (faults.py) are 100 of them, and what the theme may see (theme.py) 100;
    # keeping our Markdown from the engine, which reads another kind, is 20; what the preview remembers is 10.
    assert sum(lines.values()) < 710, "logic has slipped into the engine's room"


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_files_stay_small(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300
