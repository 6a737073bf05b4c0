"""What kind of document a file is, judged from the whole of it, and what each kind says.

A new kind is a ``Kind`` in ``KINDS``: what it is called, which files it can be, how it is known, and how it is read.
The first that fits is taken; whoever knows better names another (``innomed import --as``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from macros.authoring.draft import Draft
from macros.authoring.entries import PROJECTS, present
from macros.authoring.importing.accounting import Told, left, once, understood
from macros.authoring.importing.answered import from_form, from_mail
from macros.authoring.importing.readers.container import check_size
from macros.authoring.importing.readers.front import Front
from macros.authoring.importing.readers.markdown import paragraphs
from macros.authoring.importing.recognising.candidates import (
    Candidate,
    candidates,
    checked,
    is_table,
    margins,
    repeated,
    unknown_column,
)
from macros.authoring.importing.recognising.experience import is_experience, is_mail
from macros.authoring.importing.recognising.recognise import Recognised, recognise
from macros.authoring.importing.recognising.report import from_tables, mostly_projects
from macros.authoring.importing.source import SHEETS, Reading, Source
from macros.authoring.rows import BODY, FOLDER
from macros.benefits import entries, is_plan, read_plan
from macros.content.files.unexpected import IMPORTED_DOCUMENTS
from macros.content.model import Project
from macros.content.model.fields.types import kind_of
from macros.text.invisible import one_line
from macros.text.norwegian import title_slug
from macros.words.problems import Place, Problem, problem


@dataclass(frozen=True)
class Kind:
    """``name`` is what ``--as`` takes, and ``import.kind.<name>`` what it is called. ``endings``: the files that may be
    of this kind. ``fits``: whether a file is. ``read``: what it says."""

    name: str
    endings: tuple[str, ...]
    fits: Callable[[Source], bool]
    read: Callable[[Source], Reading]


def read_file(source: Source, name: str = "") -> Reading:
    """What ``source`` says as the kind it is, or as the kind ``name``. Raises KeyError when it cannot be that kind."""
    if any(p.severity == "error" for p in source.problems):
        return Reading([], source.problems)
    kind = next(k for k in KINDS if source.ending in k.endings and (k.name == name if name else k.fits(source)))
    reading = kind.read(source)
    problems = [*source.problems, *reading.problems]
    if not reading.found and not any(p.severity == "error" for p in problems):
        problems.append(problem("IM019", source.path, Place()))
    return replace(reading, kind=kind.name, problems=problems, told=once(reading.told))


def possible(ending: str) -> list[str]:
    """The kinds that a file with this ending can be."""
    return [kind.name for kind in KINDS if ending in kind.endings]


def read_application(source: Source) -> tuple[Recognised | None, list[Problem]]:
    """One project from an application or a report, for whoever begins a write-up with it."""
    problems = [p for p in source.problems if p.code not in ("IM020", "IM028")]
    if source.ending not in (*IMPORTED_DOCUMENTS, ".xlsx"):
        return None, [problem("IM026", source.path, Place(), value=source.ending or source.path)]
    if any(p.severity == "error" for p in problems):
        return None, problems
    return _recognised(source), problems


def _recognised(source: Source) -> Recognised:
    """The document as one project, with what stood above the text and what was left out of it."""
    front, document = source.front, source.document
    found = recognise(
        source.blocks, source.words, source.form, source.name, document.notes, front.fields if front else {}
    )
    told = [*document.told, *margins(source.sheets), *found.told]
    rest = list(found.draft.rest)
    if front:
        told += [understood(*read) for read in front.read]
        rest += [(name, paragraphs(text)) for name, text in front.doubtful]
        rest += [(name, paragraphs(text)) for name, text, _ in front.unknown]
    return replace(found, draft=replace(found.draft, rest=rest), told=tuple(told), files=document.files)


def _one(source: Source) -> Reading:
    """A report about one project. Without a title of its own it is called what its file is."""
    front, path = source.front, source.path
    problems = list(front.problems) if front else []
    if front and not source.keep_unknown:
        problems += [unknown_column(path, Place(line), name, f"linje {line}") for name, _, line in front.unknown]
    if any(p.severity == "error" for p in problems):
        return Reading([], problems)
    read = _recognised(source)
    return _drafted(source, read.draft, list(read.told), problems)


def _drafted(source: Source, draft: Draft, told: list[Told], problems: Sequence[Problem] = ()) -> Reading:
    """One project as a candidate; none when nothing is said of it."""
    front, path, problems = source.front, source.path, list(problems)
    if not draft.fields and not draft.sections and not draft.rest:
        return Reading([], problems, told=told)
    name = one_line(source.name.rpartition(".")[0].replace("_", " "))
    title = str(draft.fields.get("title") or name)
    fields = {"source": [{"title": source.title or name}], **draft.fields, "title": title}
    slug = (front.slug if front else "") or title_slug(title)
    if not slug:
        return Reading([], problems, told=told)
    files = source.document.files
    candidate, wrong = checked(
        Candidate(
            replace(draft, fields=fields), slug, bool(front and front.slug), path, folder=bool(files),
            carried=frozenset(fields) - {"source"}, files=files,
        ),
        path,
    )  # fmt: skip
    return Reading([candidate] if candidate else [], [*problems, *wrong], told=told)


def _write_up(source: Source) -> Reading:
    """A write-up of ours: it comes in as it stands, under the address that its file or its folder is called."""
    front, path = source.front or Front({}, ""), source.path
    folder = source.name == "index.md"
    parts = path.removesuffix(".md").split("/")
    own = front.slug or (parts[-2] if folder and len(parts) > 1 else "" if folder else parts[-1])
    draft = Draft(dict(front.fields), origin=source.name)
    told = [understood(*read) for read in front.read]
    candidate, wrong = checked(
        Candidate(
            draft, own, bool(own), path, folder=folder, body=front.body.strip("\n"), carried=frozenset(front.fields),
            text=None if front.toml or front.slug else source.text, files=source.beside,
        ),
        path,
    )  # fmt: skip
    return Reading([candidate] if candidate else [], wrong, told=told)


def _plan(source: Source) -> Reading:
    """A filled-in benefit plan: what its lines say of the benefits of a project that is there. A plan that does not say
    whose it is belongs to the project that it lies beside."""
    filled = read_plan(source.sheets, source.said_of_itself("Address"))
    parts = source.path.split("/")
    beside = parts[-2] if len(parts) > 2 and parts[-3] == PROJECTS else ""
    words = [text for _, text in entries([*filled.plan, *filled.follow_up])]
    draft = Draft({"title": filled.title or source.name}, rest=[("", text) for text in words], origin=source.name)
    slug = filled.slug or beside
    return Reading(
        [Candidate(draft, slug, bool(slug), source.path, filled=filled)], [], told=list(margins(source.sheets))
    )


def _is_plan(source: Source) -> bool:
    return is_plan(source.sheets)


def _table(source: Source) -> Reading:
    """Several projects: one on each row, in a sheet or in the tables of a document."""
    if source.ending in SHEETS:
        found, problems, told = candidates(source.sheets, source.words, source.keep_unknown)
        return Reading(found, problems, told=told)
    document = source.document
    found, problems, told = from_tables(
        source.blocks, source.words, source.path, source.title, source.keep_unknown, dict(document.notes)
    )
    found = [_with_pictures(candidate, document.files) for candidate in found]
    used = {name for candidate in found for name in candidate.files}
    pictures = [left("pictures", name) for name in document.files if name not in used]
    return Reading(found, [*problems, *repeated(found, source.path)], told=[*document.told, *told, *pictures])


def _with_pictures(candidate: Candidate, files: Mapping[str, bytes]) -> Candidate:
    """The project with those of the document's pictures that its own cells show."""
    text = "\n".join([*candidate.draft.sections.values(), *(part for _, part in candidate.draft.rest)])
    own = {name: data for name, data in files.items() if f"]({name})" in text}
    return replace(candidate, folder=candidate.folder or bool(own), files=own)


def _is_table(source: Source) -> bool:
    if source.ending in SHEETS:
        return is_table(source.sheets) or not _is_form(source)
    return mostly_projects(source.blocks)


def _experience(source: Source) -> Reading:
    return _drafted(source, *from_form(source))


def _mail(source: Source) -> Reading:
    found = from_mail(source)
    return _drafted(*found) if found else Reading([], [problem("IM031", source.path, Place())])


def _is_experience(source: Source) -> bool:
    return is_experience(source.blocks)


def _is_mail(source: Source) -> bool:
    return is_mail(source.text or "")


def _is_form(source: Source) -> bool:
    return source.form is not None


def _json(source: Source) -> Reading:
    """Our own export, or the open data's ``projects.json``: a list of objects."""
    path = source.path
    if too_big := check_size(source.data, path):
        return Reading([], [too_big])
    told: list[Told] = []

    def named(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """An object; of a name that stands there twice, the last value is meant (RFC 8259, section 4)."""
        found: dict[str, Any] = {}
        for name, value in pairs:
            if name in found:
                told.append(left("twice", f"{name}: {_as_json(found[name])}"))
            found[name] = value
        return found

    try:
        loaded = json.loads(source.data.decode("utf-8-sig"), object_pairs_hook=named)
    except UnicodeDecodeError:
        return Reading([], [problem("IM007", path, Place())])
    except json.JSONDecodeError as error:
        return Reading([], [problem("IM008", path, Place(error.lineno, error.colno), value=str(error.colno))])
    except (RecursionError, ValueError):
        return Reading([], [problem("IM008", path, Place(), value="1")])
    items = loaded.get("projects") if isinstance(loaded, dict) else loaded
    if isinstance(loaded, dict):
        told += [left("outside", f"{name}: {_as_json(value)}") for name, value in loaded.items() if value is not items]
    if not isinstance(items, list):
        return Reading([], [problem("IM009", path, Place(), value=kind_of(items))])
    found: list[Candidate] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            problems.append(problem("IM009", path, Place(), value=f"{kind_of(item)} ({number})"))
            continue
        candidate, wrong = _object(item, path, str(number))
        problems += wrong
        found += [candidate] if candidate else []
    told += [left("ignored", f"url: {item['url']}") for item in items if isinstance(item, dict) and item.get("url")]
    return Reading(found, [*problems, *repeated(found, path)], told=told)


def _as_json(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _object(item: dict[str, Any], path: str, where: str) -> tuple[Candidate | None, list[Problem]]:
    body, folder = item.get(BODY), item.get(FOLDER)
    # A text or a folder that is neither stays a field, and is told as one that nobody knows.
    read = (
        {"slug", "url"}
        | ({BODY} if isinstance(body, str) else set())
        | ({FOLDER} if isinstance(folder, bool) else set())
    )
    fields = {name: value for name, value in item.items() if name not in read}
    draft = Draft(present(fields), origin=path.rpartition("/")[2])
    own = item.get("slug")
    # In JSON everything has a name of its own: what is not there is nothing, as in a sheet with every column.
    carried = frozenset([*fields, *Project.model_fields])
    return checked(
        Candidate(
            draft, str(own or ""), bool(own), where, folder=folder is True,
            body=body.strip("\n") if isinstance(body, str) else None, carried=carried,
        ),
        path,
    )  # fmt: skip


def _always(source: Source) -> bool:
    return True


KINDS: tuple[Kind, ...] = (
    Kind("json", (".json",), _always, _json),
    Kind("write-up", (".md",), lambda s: s.front is not None and s.front.ours, _write_up),
    Kind("mail", (".eml",), _always, _mail),
    Kind("mail", (".txt",), _is_mail, _mail),
    Kind("experience", (".docx",), _is_experience, _experience),
    Kind("plan", (".xlsx",), _is_plan, _plan),
    Kind("table", SHEETS, _is_table, _table),
    Kind("form", (*IMPORTED_DOCUMENTS, ".xlsx"), _is_form, _one),
    Kind("table", IMPORTED_DOCUMENTS, _is_table, _table),
    Kind("one", (*IMPORTED_DOCUMENTS, ".xlsx"), _always, _one),
)
"""Every kind, in the order in which they are tried."""
