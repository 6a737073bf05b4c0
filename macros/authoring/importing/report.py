"""The annual report's tables: «Prosjekt | Eier | Kort beskrivelse | Resultat/arbeid/status», several projects in each.

The first cell also holds the hours and the phases at the start and the end; the heading above a table holds the round.
Source of the form: InnoMeds årsrapport 2024, 4.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from macros.authoring.draft import Draft
from macros.authoring.importing.blocks import Block, Heading, Table
from macros.authoring.importing.candidates import Candidate
from macros.authoring.importing.markdown import paragraphs
from macros.authoring.importing.names import Name, meaning
from macros.authoring.importing.values import hours, resolve, value_of
from macros.text.invisible import one_line
from macros.text.norwegian import title_slug
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import Vocabularies

_ROUND = re.compile(r"\bS\s?([1-9])(?:\s+(20\d\d))?\b")
_MORE = re.compile(r"\s*\(\s*\+\s*S\s?([1-9])\s*\)")


def from_tables(
    blocks: Iterable[Block], words: Vocabularies, path: str, source: str = ""
) -> tuple[list[Candidate], list[Problem]]:
    """The projects in every such table. ``source`` is what the document is called; otherwise the file's name."""
    found: list[Candidate] = []
    problems: list[Problem] = []
    above, number = "", 0
    for block in blocks:
        if isinstance(block, Heading):
            above = one_line(block.text)
        elif isinstance(block, Table) and (columns := table_columns(block)):
            for row in block.rows[1:]:
                number += 1
                where = f"{above} – {number}" if above else str(number)
                candidate = _candidate(row, columns, above, words, path, source, where)
                if candidate is None:
                    problems.append(problem("IM013", path, Place(), where=where))
                else:
                    found.append(candidate)
    return found, problems


def table_columns(table: Table) -> list[Name] | None:
    """What the columns mean, when this is a table of projects: the title first, and a part of the text after it."""
    names = [meaning(cell, "field", "section") for cell in table.rows[0]]
    known = [name for name in names if name]
    if len(known) != len(names) or len(table.rows) < 2 or not any(n.kind == "section" for n in known):
        return None
    return known if known[0].key == "title" else None


def _candidate(
    row: Sequence[str], columns: Sequence[Name], above: str, words: Vocabularies, path: str, source: str, where: str
) -> Candidate | None:
    fields: dict[str, Any] = {}
    sections: dict[str, str] = {}
    rest: list[tuple[str, str]] = []
    for name, text in zip(columns, row, strict=False):
        if not text.strip():
            continue
        if name.key == "title":
            fields |= _first_cell(text, words, rest)
        elif name.kind == "section":
            sections[name.key] = "\n\n".join(filter(None, (sections.get(name.key), paragraphs(text))))
        else:
            value, sure = value_of(name.key, text, words)
            fields[name.key] = value if sure or name.key == "owner" else fields.get(name.key)
            if not sure and name.key != "owner":
                rest.append((one_line(name.key), paragraphs(text)))
    if not fields.get("title"):
        return None
    rest += [("", paragraphs(text)) for text in row[len(columns) :] if text.strip()]
    fields["source"] = [
        {"title": source or path.rpartition("/")[2].rpartition(".")[0] or path, "section": above or None}
    ]
    fields["round"] = _rounds(above, fields.get("round", []), words)
    draft = Draft(fields, sections, rest, path)
    carried = frozenset(name for name in fields if fields[name]) - {"source"}
    return Candidate(draft, title_slug(fields["title"]), False, where, Place(), carried=carried)


def _first_cell(text: str, words: Vocabularies, rest: list[tuple[str, str]]) -> dict[str, Any]:
    """``Ung Arena + ¶ 40 t ¶ Gjennomføre ¶ Realisere``: the title, the hours and the phases."""
    lines = [line.strip() for line in re.split(r"\n|\s{2,}", text) if line.strip()]
    fields: dict[str, Any] = {}
    if more := _MORE.search(lines[0]):
        fields["round"] = [f"S{more[1]}"]
    fields["title"] = one_line(_MORE.sub("", lines[0]))
    phases = []
    for line in lines[1:]:
        phase = resolve(line, words["phases"])
        if phase:
            phases.append(phase)
        elif "hours" not in fields and (count := hours(line)) is not None:
            fields["hours"] = count
        else:
            rest.append(("", paragraphs(line)))
    if len(phases) in (1, 2):
        fields["phase"] = {"start": phases[0], "end": phases[-1]}
    elif phases:
        rest.append(("phase", ", ".join(phases)))
    return fields


def _rounds(above: str, more: Sequence[str], words: Vocabularies) -> list[str]:
    """The round in the heading, then those in the cell; the year stands in the heading only."""
    match = _ROUND.search(above)
    names = [f"S{match[1]} {match[2]}", *(f"{name} {match[2]}" for name in more)] if match and match[2] else list(more)
    keys = [words["rounds"].resolve(name) or name for name in names]
    return list(dict.fromkeys(keys))


def has_tables(blocks: Iterable[Block]) -> bool:
    """Whether a document is a report with tables of projects, and not about one project."""
    return any(isinstance(block, Table) and table_columns(block) for block in blocks)
