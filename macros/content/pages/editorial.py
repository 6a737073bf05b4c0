"""Pages of docs/: their front matter judged like all other, their text read for the search. Macros are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from macros.addresses import source_url
from macros.content.model.editorial import Editorial
from macros.content.pages.calls import Call, bracketed, without_brackets
from macros.content.pages.html import IdOrClass, Target, read_html
from macros.content.pages.ids import check_marks
from macros.content.pages.prose import check_prose
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import Tree, parse
from macros.content.yaml.text import SourceText, endless, read_text, split
from macros.words.problems import Problem, problem
from macros.words.vocabulary import Vocabularies


@dataclass(frozen=True, slots=True)
class EditorialPage:
    """An editorial page as the search sees it."""

    url: str
    path: str
    title: str
    description: str
    searchable: bool
    text: str
    language: str = "nb"
    html: str = ""
    """The text with its blocks, for whoever counts sentences; never shown."""
    body: str = ""
    """As it was written, macros and all; ``line`` is the line of the file it begins on."""
    line: int = 1
    calls: tuple[Call, ...] = ()
    front: Editorial = field(default_factory=Editorial)
    """Its front matter, typed: the only thing of it that the engine is handed."""
    targets: tuple[Target, ...] = ()
    ids: tuple[IdOrClass, ...] = ()
    classes: tuple[IdOrClass, ...] = ()


def load_editorial(root: Path, vocabularies: Vocabularies) -> tuple[list[EditorialPage], list[Problem]]:
    """Every page of docs/ and what is wrong with its front matter, its macro calls and its text."""
    pages: list[EditorialPage] = []
    problems: list[Problem] = []
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        if any(part.startswith(("_", ".")) for part in Path(path).parts):
            continue
        text = read_text(file, path)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        # Front matter is optional here, as the engine has it; once begun it must be right, or it shows on the page.
        bare = endless(text, path, 1) or SourceText(path, "", text, 1, 1)
        source = split(text, path) if text.startswith("---") else bare
        if isinstance(source, Problem):
            problems.append(source)
            continue
        tree, found = parse(source.front, path, source.front_line)
        problems += found
        if found:
            continue
        data, found = build(Editorial, tree, path, vocabularies)
        problems += found
        problems += _brackets(tree, path)
        inside = bracketed(source.body, path, source.body_line)
        problems += inside.problems
        shown = read_html(without_brackets(source.body, inside), path, source.body_line)
        if not inside.problems:
            problems += [*shown.problems, *check_marks(shown.ids, shown.classes, path)]
        problems += check_prose(path, source.body, source.body_line)
        url = source_url(path)
        if data and url:
            heading = re.search(r"^#{1,2} +(.+?)(?: *\{.*\})? *#*$", source.body, re.MULTILINE)
            title = data.title or (heading[1] if heading else file.stem)
            pages.append(
                EditorialPage(
                    url,
                    path,
                    title,
                    data.description or "",
                    data.searchable,
                    shown.text,
                    data.language,
                    shown.html,
                    source.body,
                    source.body_line,
                    inside.calls,
                    data,
                    shown.targets,
                    shown.ids,
                    shown.classes,
                )
            )
    return pages, problems


def _brackets(tree: Tree, path: str) -> Iterator[Problem]:
    """The engine reads macros in a page's title too; there they are only a mistake."""
    for loc in tree.values:
        value = tree.at(loc)
        if isinstance(value, str) and re.search(r"\{[{%#]", value):
            yield problem("MK023", path, tree.place(loc), tree.named(loc), value)
