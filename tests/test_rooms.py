"""The house's rule: a stage imports only from the stages before it or from its own room."""

import ast
from pathlib import Path

import pytest
from support import ROOT

# In the order content travels. Rooms on the same line may not import each other unless listed so.
STAGES = [
    "text",
    "addresses",
    "problems",
    "labels",
    "vocabulary",
    "model",
    "intake",
    "catalogue",
    "views",
    "outputs",
    "authoring",
    "checks",
    "siteplan",
    "sitelinks",
    "sitecheck",
    "gate",
    "engine",
    "cli",
]
FILES = sorted((ROOT / "macros").rglob("*.py"))


def room(file: Path) -> str:
    parts = file.relative_to(ROOT / "macros").with_suffix("").parts
    return parts[0]


def imported(file: Path) -> set[str]:
    """Rooms this file imports from, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            names = [f"{node.module}.{a.name}" for a in node.names]
        found |= {name.split(".")[1] for name in names if name and name.startswith("macros.")}
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_imports_only_earlier_stages(file: Path) -> None:
    here = room(file)
    if here == "__init__":
        assert imported(file) <= {"engine"}
        return
    later = {name for name in imported(file) if name in STAGES and STAGES.index(name) > STAGES.index(here)}
    assert not later, f"{file.name} imports from a later stage: {later}"
    assert imported(file) <= set(STAGES), "a room that is not in the list of stages"


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


def test_the_engine_stays_thin() -> None:
    lines = {f.name: len(f.read_text(encoding="utf-8").splitlines()) for f in (ROOT / "macros" / "engine").glob("*.py")}
    assert lines.pop("stage.py") < 160, "the door to other engines writes files and decides nothing"
    # MkDocs' own faults told in Norwegian (faults.py) are 100 of them, and what the theme may see (theme.py) 50.
    assert sum(lines.values()) < 575, "logic has slipped into the engine's room"


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_files_stay_small(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300
