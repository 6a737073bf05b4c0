"""Folders of write-ups -> records. This is the only file that knows where projects and tools lie."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from macros.addresses import INDEXES
from macros.content.attachments import CACHE, Examiner, check_downloads, check_file, unmentioned
from macros.content.data.privacy import check_writeup
from macros.content.files.decoding import unseen
from macros.content.files.names import WINDOWS
from macros.content.kept.source import digest
from macros.content.kept.writeups import KeptWriteups
from macros.content.markdown.body import Body, render
from macros.content.markdown.leftovers import unfinished, unfinished_fields
from macros.content.markdown.links import Links
from macros.content.markdown.prose import Prose, read_prose
from macros.content.markdown.prose_links import known_headings, wording
from macros.content.markdown.recognisable import names_of, recognisable, recognisable_values
from macros.content.markdown.structure import structure
from macros.content.markdown.unsourced import unsourced_writeup
from macros.content.model import Download, Project, Tool
from macros.content.model.data.privacy import PrivacyRules
from macros.content.model.facets import FACET_SLUGS
from macros.content.model.fields.types import SLUG_PATTERN
from macros.content.tool_data import Beside, with_files
from macros.content.yaml.fields import build, names_at
from macros.content.yaml.front_lines import misread
from macros.content.yaml.nodes import Tree, parse
from macros.content.yaml.text import read_text, split
from macros.text.norwegian import slug as slugify
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import Vocabularies

Model = TypeVar("Model", Project, Tool)

RESERVED = {*FACET_SLUGS, *INDEXES}
"""Slugs that pages of our own have."""
DRAFT = ("draft", "utkast")
"""The key and the label of the status in which a text may be unfinished, as they are written before they are read."""


@dataclass(frozen=True, eq=False)
class Record(Generic[Model]):
    """One write-up: where it lies, what it says, and where in the file it says it.

    ``files`` are the attachments to publish, ``beside`` the data files that have been read into ``data``. ``made_from`` is a
    digest of all that the record was read from, the files of its folder too, and ``facts_from`` of all that ``data`` was read
    from; empty where nobody has asked for one. ``front`` is a digest of the front matter as it is written.
    """

    slug: str
    path: str
    data: Model
    body: Body
    places: Tree
    folder: Path | None
    files: tuple[str, ...]
    beside: tuple[Beside, ...] = ()
    made_from: str = ""
    facts_from: str = ""
    front: str = ""

    def without_text(self) -> Record[Model]:
        """What ``facts_from`` tells of: whoever asks it for the text, or where something is written, gets an AttributeError."""
        record: Record[Model] = object.__new__(Record)
        told = {"slug": self.slug, "path": self.path, "data": self.data, "folder": self.folder, "beside": self.beside}
        record.__dict__.update(told, made_from=self.facts_from, facts_from=self.facts_from, front=self.front)
        return record


def load_records(
    root: Path,
    folder: str,
    model: type[Model],
    vocabularies: Vocabularies,
    rules: PrivacyRules | None = None,
    kept: KeptWriteups | None = None,
) -> tuple[list[Record[Model]], list[Problem]]:
    """Every write-up in ``folder`` that could be read, and every problem in every file of it.

    ``kept`` are those that have been read before, with the words and rules that lie in the checkout.
    """
    records: list[Record[Model]] = []
    problems: list[Problem] = []
    for file in write_ups(root / folder):
        record: Record[Model] | None
        if kept:
            read = partial(load_record, root, file, model, vocabularies, rules)
            record, found = kept.read(file, own_folder(file), model.__name__, read)
        else:
            record, found = load_record(root, file, model, vocabularies, rules)
        problems += found
        if record:
            records.append(record)
    return records, problems


def load_record(
    root: Path,
    file: Path,
    model: type[Model],
    vocabularies: Vocabularies,
    rules: PrivacyRules | None = None,
    raw: bytes | None = None,
) -> tuple[Record[Model] | None, list[Problem]]:
    """One write-up. With errors the record is None; warnings come beside the record. ``raw``: as for ``read_text``."""
    path, rules = file.relative_to(root).as_posix(), rules or PrivacyRules()
    if path == f"{file.parent.name}/index.md":  # not in a folder of its own: its address would be «index»
        return None, [problem("FM017", path, Place(), value="index", suggestion="navnet-pa-prosjektet")]
    if file.name == "index.md" and file.parent.is_symlink():  # it would publish files from outside the checkout
        return None, [problem("FM015", path, Place())]
    text = read_text(file, path, raw)
    source = split(text, path) if isinstance(text, str) else text
    if isinstance(source, Problem):
        return None, [source]
    slug = file.parent.name if file.name == "index.md" else file.stem
    tree, problems = parse(source.front, path, source.front_line)
    if not problems:
        problems += misread(source.front, path, source.front_line)
    problems += unseen(str(text), path)
    problems += _check_slug(slug, path)
    data: Model | None = None
    body: Body
    found: list[Problem]
    if tree.data or not problems:
        data, found = build(model, tree, path, vocabularies)
        glued = {p.line for p in problems if p.code in ("FM122", "FM142")}  # what is read there is not what was meant
        problems += [p for p in found if p.line not in glued]
    own = own_folder(file)
    language = data.language if data else "nb"
    body, found = render(source.body, Links(root, path), source.body_line, language, _described(data))
    problems += found
    problems += check_writeup(source, str(text), tree, body.text, path, rules)
    lines: Prose = read_prose(source.body, path, source.body_line)
    published: bool = str(tree.data.get("status") or "").casefold() not in DRAFT
    problems += [*structure(lines), *wording(lines), *unfinished(lines, published, frozenset(names_at(model, ())))]
    problems += unfinished_fields(tree, path, published)
    places = names_of(vocabularies)
    problems += recognisable(lines, places)
    problems += recognisable_values(tree, path, places)
    if model is Project and str(tree.data.get("language") or "nb").casefold() in ("nb", "bokmål"):
        problems += known_headings(lines)
    if data is None:
        return None, problems
    problems += unsourced_writeup(data, tree, lines)
    data, beside, found = with_files(data, own, tree, path, vocabularies)
    problems += found
    files, found = _own_files(
        data.downloads, body, own, tree, Place(source.body_line), path, Examiner(rules, root / CACHE, places)
    )
    problems += found
    if any(p.severity == "error" for p in problems):
        return None, problems
    return Record(slug, path, data, body, tree, own, files, beside, front=digest(source.front)), problems


def _described(data: Project | Tool | None) -> dict[str, str]:
    """What the pictures show that the front matter describes: file -> words."""
    images = data.images if isinstance(data, Project) else ()
    return {image.file: image.alt for image in images if image.alt}


def _own_files(
    downloads: tuple[Download, ...],
    body: Body,
    own: Path | None,
    tree: Tree,
    at: Place,
    path: str,
    examine: Examiner,
) -> tuple[tuple[str, ...], list[Problem]]:
    """The files beside the write-up that its text and its downloads name, each checked; the rest is told."""
    problems = list(check_downloads(own, downloads, tree, path, examine))
    named = {d.file for d in downloads}  # these have been judged, where they stand
    problems += [p for name in body.files for p in check_file(own, name, path, at, examine) if name not in named]
    files = tuple(dict.fromkeys((*body.files, *(d.file for d in downloads))))
    if own:
        problems += unmentioned(own, {*files, *(f.name for f in own.glob("*.y*ml"))}, path, examine)
    return files, problems


def own_folder(file: Path) -> Path | None:
    """Where the files of a write-up lie: ``x/`` for ``x/index.md``, and for ``x.md`` when there is such a folder.

    The web form puts what is uploaded to ``projects/x.md`` there, because it cannot move the write-up.
    """
    if file.name == "index.md":
        return file.parent
    if not os.path.isdir(os.path.splitext(file)[0]):  # noqa: PTH112, PTH122  (asked of all, and few have one)
        return None
    beside = file.with_suffix("")
    return None if beside.is_symlink() or (beside / "index.md").exists() else beside


def write_ups(folder: Path) -> Iterator[Path]:
    """``<slug>.md`` and ``<slug>/index.md``, in a fixed order."""
    if folder.is_dir():
        yield from sorted([*folder.glob("*.md"), *folder.glob("*/index.md")])


def _check_slug(slug: str, path: str) -> list[Problem]:
    if slug in RESERVED or slug in WINDOWS:
        return [problem("FM017", path, Place(), value=slug, suggestion=f"{slug}-prosjekt")]
    if not re.fullmatch(SLUG_PATTERN, slug):
        return [problem("FM016", path, Place(), value=slug, suggestion=slugify(slug))]
    return []
