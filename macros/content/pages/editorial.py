"""Pages of docs/: their front matter judged like all other, their text read for the search. Macros are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from macros.addresses import source_url
from macros.content.data.privacy import Sieve, check_read
from macros.content.kept.writeups import KeptWriteups
from macros.content.markdown.recognisable import names_of, recognisable_values
from macros.content.model.data.privacy import PrivacyRules
from macros.content.model.editorial import Editorial
from macros.content.pages.ids import check_marks
from macros.content.pages.in_code import shown_in_code
from macros.content.pages.linked_files import picture_beside
from macros.content.pages.prose import check_prose
from macros.content.pages.written import Call, IdOrClass, Target
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import Tree, parse
from macros.content.yaml.text import SourceText, endless, read_text, split
from macros.words.problems import Problem, problem
from macros.words.vocabulary import Vocabularies

_MEANT = re.compile(rf"(?:[^\n#]*\n){{0,12}}?[ \t]*(?:{'|'.join(Editorial.model_fields)})[ \t]*[:=]")
"""Fields near the top of a page that does not begin with ``---``: they would be read as text, and shown."""


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
    """As it was written, macros and all (those in code made text); ``line`` is the line of the file it begins on."""
    line: int = 1
    calls: tuple[Call, ...] = ()
    front: Editorial = field(default_factory=Editorial)
    """Its front matter, typed: the only thing of it that the engine is handed."""
    targets: tuple[Target, ...] = ()
    ids: tuple[IdOrClass, ...] = ()
    classes: tuple[IdOrClass, ...] = ()
    root: Path = Path()
    """The checkout it stands in."""
    copies: tuple[tuple[str, int], ...] = ()
    """The smaller copies of pictures that it shows: file, from the top of the checkout, and width."""
    in_code: tuple[Call, ...] = ()
    """The calls that it only shows, in code: judged, and never made."""
    made_from: str = ""
    """As in a record."""

    @property
    def judged(self) -> tuple[Call, ...]:
        """Every call that an author wrote."""
        return *self.calls, *self.in_code


def load_editorial(
    root: Path, vocabularies: Vocabularies, kept: KeptWriteups | None = None
) -> tuple[list[EditorialPage], list[Problem]]:
    """Every page of docs/ and what is wrong with its front matter, its macro calls and its text.

    ``kept`` are those that have been read before, with the words that lie in the checkout.
    """
    pages: list[EditorialPage] = []
    problems: list[Problem] = []
    places = names_of(vocabularies)
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        if any(part.startswith(("_", ".")) for part in Path(path).parts):
            continue
        read = partial(_read, root, file, vocabularies, places)
        page, found = kept.read(file, None, EditorialPage.__name__, read) if kept else read()
        problems += found
        if page:
            # Pictures are files of their own, which the page was not read from.
            pages.append(replace(page, root=root, copies=tuple(_copies(root, path, page.targets))))
    return pages, problems


def _read(
    root: Path, file: Path, vocabularies: Vocabularies, places: tuple[str, ...], raw: bytes | None = None
) -> tuple[EditorialPage | None, list[Problem]]:
    from macros.content.pages.calls import bracketed, without_brackets  # most pages have been read before
    from macros.content.pages.html import read_html

    path = file.relative_to(root).as_posix()
    text = read_text(file, path, raw)
    if isinstance(text, Problem):
        return None, [text]
    # Front matter is optional here, as the engine has it; once begun it must be right, or it shows on the page.
    bare = endless(text, path, 1) or SourceText(path, "", text, 1, 1)
    source = split(text, path) if text.startswith("---") or _MEANT.match(text) else bare
    if isinstance(source, Problem):
        return None, [source]
    tree, problems = parse(source.front, path, source.front_line)
    if problems:
        return None, problems
    data, problems = build(Editorial, tree, path, vocabularies)
    problems += _brackets(tree, path)
    inside = bracketed(source.body, path, source.body_line)
    problems += inside.problems
    body, in_code = shown_in_code(source.body, inside)
    rendered = bracketed(body, path, source.body_line) if body != source.body else inside
    shown = read_html(without_brackets(body, rendered), path, source.body_line)
    if not inside.problems:
        problems += [*shown.problems, *check_marks(shown.ids, shown.classes, path)]
    problems += check_prose(path, source.body, source.body_line, places)
    problems += recognisable_values(tree, path, places)
    url = source_url(path)
    if not data or not url:
        return None, problems
    page = EditorialPage(
        url,
        path,
        data.title or shown.heading or file.stem,
        data.description or "",
        data.searchable,
        shown.text,
        data.language,
        shown.html,
        body,
        source.body_line,
        tuple(call for call in inside.calls if call not in in_code),
        data,
        shown.targets,
        shown.ids,
        shown.classes,
        in_code=in_code,
    )
    return page, problems


def _copies(root: Path, path: str, targets: tuple[Target, ...]) -> Iterator[tuple[str, int]]:
    for target in targets:
        if target.picture and target.made:
            file, found = picture_beside(root, target.written, path, "")
            yield from ((file, width) for width in found.widths)


def check_pages(pages: list[EditorialPage], rules: PrivacyRules, sieve: Sieve) -> Iterator[Problem]:
    """What is personal in a page as it is read, where markup and entities no longer hide anything."""
    for page in pages:
        head = f"{page.title}\n{page.description}\n"
        read = partial(check_read, page.body, f"{head}{page.text}", page.path, page.line, rules)
        yield from sieve.judged((page.path, str(page.line), page.body, head, page.text), read)


def _brackets(tree: Tree, path: str) -> Iterator[Problem]:
    """The engine reads macros in a page's title too; there they are only a mistake."""
    for loc in tree.values:
        value = tree.at(loc)
        if isinstance(value, str) and re.search(r"\{[{%#]", value):
            yield problem("MK023", path, tree.place(loc), tree.named(loc), value)
