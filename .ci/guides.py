"""What `make check` asks of the guides: they name everything there is, nothing that is not, and their examples work.

    .venv/bin/python .ci/guides.py     tells what is missing, a line each, and leaves with 1

A field, a command, a package, a macro or a word list that is added without a line in a guide is told here. It is no
test of the program: it reads what authors write, and says what they left out.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import yaml

from macros.authoring.draft import Draft, completed, draft_text
from macros.cli import main as innomed
from macros.content.data.vocabularies import load_vocabularies
from macros.content.load import load
from macros.content.model import Project, Tool
from macros.content.model.benefit import Measurement
from macros.content.model.editorial import Editorial
from macros.content.model.fields.reference import Shape, describe, shape_of
from macros.html.page.frame import frame_words
from macros.library.library import Library
from macros.site.checks import check
from macros.site.macros import editor_macros
from macros.words.vocabulary.relied_on import LISTS

ROOT = Path(__file__).parent.parent
GUIDES = ("README.md", "CONTRIBUTING.md", "HACKING.md", "CHANGELOG.md")
MACROS = "docs/bidra/makroer.md"
MEASUREMENT = "Feltene i `baseline`, `target` og `measurements`"
# In pieces, because this file is itself among those that are read.
PRIVATE = ["files.python" + "hosted", "pypi.org/" + "simple", "registry." + "npmjs", "/opt/" + "pypi"]


def faults(root: Path) -> Iterator[str]:
    """Every fault of the guides at ``root``, as a sentence that begins with the guide's name."""
    texts = {name: (root / name).read_text(encoding="utf-8") for name in (*GUIDES, MACROS, "docs/bidra/index.md")}
    readme, authors, developers = texts["README.md"], texts["CONTRIBUTING.md"], texts["HACKING.md"]
    everywhere = readme + authors + developers
    for heading, shape in tables().items():
        yield from field_table(authors, heading, shape)
    yield from unnamed("CONTRIBUTING.md", authors + developers, LISTS, "`{}`", "word list")
    yield from unnamed("CONTRIBUTING.md", authors, headings(root), "`## {}`", "heading")
    yield from unnamed(MACROS, texts[MACROS], macros(root), "{}(", "macro")
    yield from unnamed("HACKING.md", everywhere, innomed.list_commands(click.Context(innomed)), "innomed {}", "command")
    targets = re.findall(r"^([a-z]+):.*##", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    yield from unnamed("HACKING.md", readme + developers, targets, "`make {}`", "make target")
    yield from reasons(root, developers)
    yield from picture(root, developers)
    overrides = [f.relative_to(root / "overrides").as_posix() for f in (root / "overrides").rglob("*.html")]
    settings = re.findall(r"!ENV \[(\w+)", (root / "mkdocs.yml").read_text(encoding="utf-8"))
    yield from unnamed("HACKING.md", developers, [*overrides, *settings], "`{}`", "template or setting")
    yield from examples(root, texts)
    yield from proofs(root, developers)
    yield from menu((root / "mkdocs.yml").read_text(encoding="utf-8"))
    for name in GUIDES:
        yield from dead_links(root, name, texts[name])
    yield from private(root)


def unnamed(guide: str, text: str, names: Iterable[str], form: str, kind: str) -> Iterator[str]:
    """The names that do not stand in ``text`` in the ``form`` they are written."""
    for name in names:
        if form.format(name) not in text:
            yield f"{guide}: the {kind} «{name}» is not named ({form.format(name)})"


def proofs(root: Path, text: str) -> Iterator[str]:
    """The tests that a guide says prove something, and that are not there."""
    for file, name in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text):
        if not (root / file).is_file() or (name and f"def {name}(" not in (root / file).read_text(encoding="utf-8")):
            yield f"HACKING.md: there is no test {file}{name and '::'}{name}"


def section(text: str, heading: str) -> str:
    """What stands under a heading, until the next one of any level; nothing when the heading is not there."""
    match = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    return match[1] if match else ""


def tables() -> dict[str, Shape]:
    """The heading over each table of fields in CONTRIBUTING.md, and what the table describes: every record has one."""
    found = {
        "Feltene i et prosjekt": shape_of(Project),
        "Feltene i et verktøy": shape_of(Tool),
        "Feltene på en redaksjonell side": shape_of(Editorial),
        MEASUREMENT: shape_of(Measurement),
    }
    facts = (*describe(Project), *describe(Tool))
    return found | {f"Feltene i `{fact.name}`": fact.shape for fact in facts if fact.fields}


def field_table(authors: str, heading: str, shape: Shape) -> Iterator[str]:
    """A table of fields has a row for each field of the model, with whether it is required, and no other."""
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (ja|nei) \|$", section(authors, heading), re.MULTILINE))
    fields = shape.fields
    for name in sorted(rows.keys() | fields.keys()):
        wanted = "" if name not in fields else "ja" if fields[name].required else "nei"
        if name not in rows:
            row = f"| `{name}` | {fields[name].description} | … | {wanted} |"
            yield f"CONTRIBUTING.md: «{heading}»: `{name}` has no row. Fill in an example: {row}"
        elif rows[name] != wanted:
            yield f"CONTRIBUTING.md: «{heading}»: `{name}` says {rows[name]}, the model {wanted or 'has no such field'}"


def headings(root: Path) -> list[str]:
    """The headings that a new write-up comes with."""
    words, _ = load_vocabularies(root)
    return re.findall(r"^## (.+)$", draft_text(completed(Draft({"title": "Øy"}), words)), re.MULTILINE)


def macros(root: Path) -> list[str]:
    """The names of what an editor can call on a page."""
    return list(editor_macros(Library.of(load(root)), date.today()))


def reasons(root: Path, developers: str) -> Iterator[str]:
    """Every package has its reason in HACKING.md."""
    table = section(developers, "Dependencies")
    for file in ("requirements.in", "requirements-dev.in"):
        for line in (root / file).read_text(encoding="utf-8").splitlines():
            name = re.split(r"[=<>~!;\[ ]", line)[0] if re.match(r"[a-z]", line) else ""
            if name and not re.search(rf"^\| [^|]*`{re.escape(name)}`[^|]* \| \S", table, re.MULTILINE):
                yield f"HACKING.md: the package `{name}` has no reason under «Dependencies»"
    vendored = json.loads((root / ".ci/vendor/package.json").read_text(encoding="utf-8"))
    yield from unnamed(
        "HACKING.md", developers, [*vendored["dependencies"], *vendored["devDependencies"]], "`{}`", "package"
    )


def picture(root: Path, developers: str) -> Iterator[str]:
    """Every room and module is in the picture of the house."""
    shown = section(developers, "The house")
    rooms = [f for f in (root / "macros").iterdir() if f.name not in ("__pycache__", "__init__.py")]
    modules = [f for f in (root / "macros").rglob("*.py") if f.name != "__init__.py"]
    for room in rooms:
        if not re.search(rf"^ {re.escape(room.stem)}\b", shown, re.MULTILINE):
            yield f"HACKING.md: the room {room.name} is not in «The house»"
    for module in modules:
        if not re.search(rf"\b{module.stem}\b", shown):
            yield f"HACKING.md: the module {module.relative_to(root).as_posix()} is not in «The house»"


def examples(root: Path, texts: dict[str, str]) -> Iterator[str]:
    """The write-ups that the guides show are correct, and the message they explain is the one that is given."""
    authors = texts["CONTRIBUTING.md"]
    shown = {name: re.findall(r"^```\w+\n(---\n.*?)^```$", texts[name], re.MULTILINE | re.DOTALL) for name in
             ("CONTRIBUTING.md", "docs/bidra/index.md")}  # fmt: skip
    for name, found in shown.items():
        if len(found) != 1:
            yield f"{name}: shows {len(found)} whole write-ups, not one"
            continue
        yield from (f"{name}: the example is not correct: {told}" for told in problems_of(root, found[0]))
    for example in shown["CONTRIBUTING.md"][:1]:
        for block in re.findall(r"^```yaml\n(price_model:.*?)^```$", authors, re.MULTILINE | re.DOTALL):
            for told in problems_of(root, example.replace("\n---\n", f"\n{block}---\n", 1)):
                yield f"CONTRIBUTING.md: the price model is not correct: {told}"
        told = problems_of(root, example.replace("hours: 120", "hours: 0120"))
        if len(told) != 1 or f"```text\n{told[0]}\n```" not in authors:
            yield f"CONTRIBUTING.md: explains another message than the one that is given: {told}"


def problems_of(root: Path, writeup: str) -> list[str]:
    """What the check says of one write-up among the word lists of ``root``."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(root / "docs" / "_data", folder / "docs" / "_data")
        (folder / "projects").mkdir()
        (folder / "projects" / "trygg-hjem.md").write_text(writeup, encoding="utf-8")
        return [p.as_text() for p in check(load(folder)) if p.path.startswith("projects/")]


class _Loose(yaml.SafeLoader):
    """Reads mkdocs.yml without knowing what its own tags mean."""


_Loose.add_constructor("!ENV", lambda loader, node: "")


def menu(config: str) -> Iterator[str]:
    """Every title of the menu has its nynorsk."""
    known = frame_words()["nn"]["nav"]

    def titles(items: list[dict[str, Any]]) -> Iterator[str]:
        for title, below in (pair for item in items for pair in item.items()):
            yield title
            yield from titles(below) if isinstance(below, list) else ()

    for title in titles(yaml.load(config, _Loose)["nav"]):  # noqa: S506  (a safe loader of our own)
        if title not in known:
            yield f"mkdocs.yml: the menu's «{title}» needs a line in macros/words/labels/nb/frame.yml and nn/frame.yml"


def dead_links(root: Path, name: str, text: str) -> Iterator[str]:
    """Links of a guide that lead to no file or no heading."""
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S)):
        path, _, anchor = target.partition("#")
        if re.match(r"https?:", path):
            continue
        if path and not (root / path).exists():
            yield f"{name}: the link {target} leads nowhere"
        elif anchor and anchor not in _anchors((root / (path or name)).read_text(encoding="utf-8")):
            yield f"{name}: the link {target} leads to no heading"


def _anchors(text: str) -> set[str]:
    """The anchors that the usual code hosts give a file's headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def private(root: Path) -> Iterator[str]:
    """No address of a package registry and no folder of the machine that made a file: they say where, not what."""
    if not (root / ".git").exists():
        return
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True).stdout  # noqa: S607
    for name in filter(None, listed.split("\0")):
        file = root / name
        text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
        for pattern in (*PRIVATE, str(root.resolve())):
            if pattern in text:
                yield f"{name}: holds «{pattern}», which is of this machine alone"


if __name__ == "__main__":
    found = list(faults(ROOT))
    sys.stderr.write("".join(f"{fault}\n" for fault in found))
    sys.exit(1 if found else 0)
