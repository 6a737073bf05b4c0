"""A file of any kind we read -> candidates. The only place that chooses a reader by the file's ending."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from macros.authoring.draft import Draft
from macros.authoring.entries import present
from macros.authoring.importing.blocks import Block, from_sheets, from_text
from macros.authoring.importing.candidates import Candidate, candidates, checked, repeated
from macros.authoring.importing.container import check_size
from macros.authoring.importing.recognise import Recognised, recognise
from macros.authoring.importing.report import from_tables, has_tables
from macros.authoring.importing.sheets import decoded, read_csv, read_xlsx
from macros.authoring.importing.word import read_docx
from macros.content.files.unexpected import IMPORTED_DOCUMENTS
from macros.content.model import Form, Project, Tool
from macros.content.model.fields.types import kind_of
from macros.content.records import Record
from macros.text.invisible import one_line
from macros.text.norwegian import title_slug
from macros.toolkit import FormFile
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import Vocabularies, fold


def read_projects(
    data: bytes,
    path: str,
    words: Vocabularies,
    *,
    keep_unknown: bool = False,
    source: str = "",
    printed: frozenset[str] = frozenset(),
) -> tuple[list[Candidate], list[Problem]]:
    """Every project in a file, and every problem. ``path`` names the file in messages; its ending decides the reader.

    With a problem that is an error nothing from the file should be written.
    """
    ending = ending_of(path)
    found: list[Candidate] = []
    problems: list[Problem] = []
    if ending in (".xlsx", ".csv"):
        sheets, problems = (read_xlsx if ending == ".xlsx" else read_csv)(data, path)
        if sheets:
            found, more = candidates(sheets, words, keep_unknown)
            problems += more
    elif ending == ".json":
        found, problems = _from_json(data, path)
    elif ending in IMPORTED_DOCUMENTS:
        blocks, problems = _blocks(data, path, ending)
        if has_tables(blocks):
            found, more = from_tables(blocks, words, path, source)
            problems += [*more, *repeated(found, path)]
        elif blocks and (one := _one(blocks, words, printed, path, source)):
            found = [one]
    else:
        return [], [problem("IM026", path, Place(), value=ending or path)]
    if not found and not any(p.severity == "error" for p in problems):
        problems.append(problem("IM019", path, Place()))
    return found, problems


def read_application(
    data: bytes, path: str, words: Vocabularies, printed: frozenset[str] = frozenset()
) -> tuple[Recognised | None, list[Problem]]:
    """One project from an application or a report: .docx, .xlsx, .md or .txt."""
    ending = ending_of(path)
    if ending == ".xlsx":
        sheets, problems = read_xlsx(data, path)
        problems = [p for p in problems if p.code not in ("IM020", "IM028")]
        blocks: list[Block] = list(from_sheets(sheets))
    elif ending in IMPORTED_DOCUMENTS:
        blocks, problems = _blocks(data, path, ending)
    else:
        return None, [problem("IM026", path, Place(), value=ending or path)]
    if any(p.severity == "error" for p in problems):
        return None, problems
    return recognise(blocks, words, printed, path.rpartition("/")[2]), problems


def ending_of(path: str) -> str:
    """``.xlsx`` of ``Liste.XLSX``; empty when there is none."""
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""


def printed_words(tools: Iterable[Record[Tool]]) -> frozenset[str]:
    """What our own forms say themselves, folded: nobody wrote it when applying."""
    texts: list[str] = []
    for tool in tools:
        texts += [tool.data.title, tool.data.summary]
        if not isinstance(tool.data.form, Form):
            continue
        for language in ("nb", "nn"):
            for filled in (False, True):
                file = FormFile(tool.data.title, tool.data.summary, tool.data.form, "", "", language, "", None, filled)
                texts += [file.heading, file.intro, file.banner, file.lead]
            blank = FormFile(tool.data.title, tool.data.summary, tool.data.form, "", "", language, "")
            for part in blank.parts:
                texts += [part.heading, part.help, *(cell for row in part.rows for cell in row)]
                texts += [text for asked in part.questions for text in (asked.title, asked.help)]
                texts += [text for point in part.points for text in (point.title, point.help)]
                texts += [text for column in part.fields for text in (column.title, column.help)]
            forms = {
                key: entry.get("text", "") for key, entry in blank.words.entries.items() if key.startswith("form.")
            }
            # Numbers that the form counts itself are compared as 0.
            texts += [re.sub(r"\{\w+\}", "0", text) for text in forms.values()]
    return frozenset(folded for text in texts for line in (text, *text.split("\n")) if (folded := fold(line)))


def _blocks(data: bytes, path: str, ending: str) -> tuple[list[Block], list[Problem]]:
    if ending == ".docx":
        return read_docx(data, path)
    if too_big := check_size(data, path):
        return [], [too_big]
    text = decoded(data)
    return ([], [problem("IM007", path, Place())]) if text is None else (from_text(text.replace("\r\n", "\n")), [])


def _one(
    blocks: Sequence[Block], words: Vocabularies, printed: frozenset[str], path: str, source: str
) -> Candidate | None:
    """A report about one project. Without a title of its own it is called what its file is."""
    draft = recognise(blocks, words, printed, path.rpartition("/")[2]).draft
    if not draft.fields and not draft.sections and not draft.rest:
        return None
    name = one_line(path.rpartition("/")[2].rpartition(".")[0].replace("_", " "))
    title = str(draft.fields.get("title") or name)
    fields = {"source": [{"title": source or name}], **draft.fields, "title": title}
    if not title_slug(title):
        return None
    carried = frozenset(fields) - {"source"}
    return Candidate(replace(draft, fields=fields), title_slug(title), False, path, carried=carried)


def _from_json(data: bytes, path: str) -> tuple[list[Candidate], list[Problem]]:
    """Our own export, or the open data's ``projects.json``: a list of objects."""
    if too_big := check_size(data, path):
        return [], [too_big]
    try:
        loaded = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return [], [problem("IM007", path, Place())]
    except json.JSONDecodeError as error:
        return [], [problem("IM008", path, Place(error.lineno, error.colno), value=str(error.colno))]
    except (RecursionError, ValueError):
        return [], [problem("IM008", path, Place(), value="1")]
    items = loaded.get("projects") if isinstance(loaded, dict) else loaded
    if not isinstance(items, list):
        return [], [problem("IM009", path, Place(), value=kind_of(items))]
    found: list[Candidate] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            problems.append(problem("IM009", path, Place(), value=f"{kind_of(item)} ({number})"))
            continue
        candidate, wrong = _object(item, path, str(number))
        problems += wrong
        found += [candidate] if candidate else []
    return found, [*problems, *repeated(found, path)]


def _object(item: dict[str, Any], path: str, where: str) -> tuple[Candidate | None, list[Problem]]:
    fields = {name: value for name, value in item.items() if name not in ("slug", "url", "folder", "body")}
    body = item.get("body")
    draft = Draft(present(fields), origin=path.rpartition("/")[2])
    own = item.get("slug")
    # In JSON everything has a name of its own: what is not there is nothing, as in a sheet with every column.
    carried = frozenset([*fields, *Project.model_fields])
    return checked(
        Candidate(
            draft, str(own or ""), bool(own), where, folder=item.get("folder") is True,
            body=body.strip("\n") if isinstance(body, str) else None, carried=carried,
        ),
        path,
    )  # fmt: skip
