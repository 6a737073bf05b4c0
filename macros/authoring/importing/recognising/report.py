"""The annual report's tables: «Prosjekt | Eier | Kort beskrivelse | Resultat/arbeid/status», several projects in each.

The first cell also holds the hours and the phases at the start and the end; the heading above a table holds the round.
Source of the form: InnoMeds årsrapport 2024, 4.3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from macros.authoring.draft import Draft
from macros.authoring.importing.accounting import Told, left, renamed, understood
from macros.authoring.importing.names import Name, meaning
from macros.authoring.importing.readers.blocks import Block, Heading, Table, Text, plain_text, with_notes, words_in
from macros.authoring.importing.recognising.candidates import Candidate, unknown_column
from macros.authoring.importing.values import hours, resolve, shown, value_of
from macros.text.invisible import one_line
from macros.text.norwegian import title_slug
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import Vocabularies

_ROUND = re.compile(r"\bS\s?([1-9])(?:\s+(20\d\d))?\b")
_MORE = re.compile(r"(?<!\s)\s*\(\s*\+\s*S\s?([1-9])\s*\)")


def from_tables(
    blocks: Sequence[Block],
    words: Vocabularies,
    path: str,
    source: str = "",
    keep_unknown: bool = False,
    notes: dict[str, str] | None = None,
) -> tuple[list[Candidate], list[Problem], list[Told]]:
    """The projects in every such table, what is wrong, and what stands outside. ``source`` is what the document is
    called; otherwise the file's name."""
    found: list[Candidate] = []
    problems: list[Problem] = []
    told: list[Told] = []
    above, used = "", True
    number = 0
    for block in blocks:
        if isinstance(block, Heading):
            told += [] if used else [left("outside", above)]
            above, used = one_line(block.text), False
        elif isinstance(block, Table) and (columns := table_columns(block)):
            used = True
            heads = [one_line(cell.plain) for cell in block.rows[0]]
            told += [renamed(text, name.key) for text, name in zip(heads, columns, strict=True) if name]
            for text, name in zip(heads, columns, strict=True):
                if name is None and text and not keep_unknown:
                    problems.append(unknown_column(path, Place(), text, f"«{above}»" if above else "–"))
            for row in block.rows[1:]:
                number += 1
                where = f"{above} – {number}" if above else str(number)
                reader = _Row(words, heads, columns, above, notes or {})
                candidate = reader.read(row, path, source, where)
                told += reader.told
                if candidate is None:
                    problems.append(problem("IM013", path, Place(), where=where))
                else:
                    found.append(candidate)
        else:
            told.append(left("outside", words_in(block)))
    told += [] if used else [left("outside", above)]
    told += [left("outside", text) for text in (notes or {}).values()]
    return found, problems, told


def table_columns(table: Table) -> list[Name | None] | None:
    """What the columns mean, when this is a table of projects: the title first, and what is told of them after it."""
    names = [meaning(one_line(cell.plain), "field", "section") for cell in table.rows[0]]
    known = [name for name in names if name]
    if len(table.rows) < 2 or not names or names[0] is None or names[0].key != "title":
        return None
    return names if len(known) > 2 or any(name.kind == "section" for name in known) else None


def mostly_projects(blocks: Sequence[Block]) -> bool:
    """Whether a document is tables of projects, and not a report of one project that holds such a table: most of its
    words stand in them, or they are several and name the owners."""
    tables = [b for b in blocks if isinstance(b, Table) and table_columns(b)]
    inside = sum(len(words_in(table).split()) for table in tables)
    outside = sum(len(words_in(b).split()) for b in blocks if b not in tables)
    owned = [t for t in tables if any(name and name.key == "owner" for name in table_columns(t) or ())]
    return bool(tables) and (inside >= outside or len(owned) > 1)


class _Row:
    """Reads one row. ``told``: the values that are written in another way in the draft."""

    def __init__(
        self, words: Vocabularies, heads: list[str], columns: list[Name | None], above: str, notes: dict[str, str]
    ) -> None:
        self.words, self.heads, self.columns, self.above, self.notes = words, heads, columns, above, notes
        self.fields: dict[str, Any] = {}
        self.sections: dict[str, str] = {}
        self.rest: list[tuple[str, str]] = []
        self.told: list[Told] = []

    def read(self, row: Sequence[Text], path: str, source: str, where: str) -> Candidate | None:
        """The project, or None when the row has no title."""
        for name, head, text in zip(self.columns, self.heads, row, strict=False):
            if not text.blank:
                self.cell(name, head, text)
        if not self.fields.get("title"):
            return None
        self.rest += [("", self.noted(text)) for text in row[len(self.columns) :] if not text.blank]
        self.fields["source"] = [
            {"title": source or path.rpartition("/")[2].rpartition(".")[0] or path, "section": self.above or None}
        ]
        self.fields["round"] = self.rounds(self.fields.get("round", []))
        draft = Draft(self.fields, self.sections, self.rest, path)
        carried = frozenset(name for name in self.fields if self.fields[name]) - {"source"}
        return Candidate(draft, title_slug(self.fields["title"]), False, where, Place(), carried=carried)

    def cell(self, name: Name | None, head: str, text: Text) -> None:
        if name is None:
            self.rest.append((head, self.noted(text)))
        elif name.key == "title":
            self.first_cell(text.plain)
        elif name.kind == "section":
            self.sections[name.key] = "\n\n".join(filter(None, (self.sections.get(name.key), self.noted(text))))
        else:
            value, sure = value_of(name.key, text.plain, self.words)
            outer, _, inner = name.key.partition(".")
            if not sure and name.key != "owner":
                self.rest.append((head, self.noted(text)))
            elif inner:
                self.fields[outer] = {**self.fields.get(outer, {}), inner: value}
            else:
                self.fields[outer] = value
            if (sure or name.key == "owner") and shown(value) != one_line(text.plain):
                self.told.append(understood(head, one_line(text.plain), f"{name.key}: {shown(value)}"))

    def noted(self, text: Text) -> str:
        return with_notes(text.markdown, self.notes)

    def first_cell(self, text: str) -> None:
        """``Ung Arena + ¶ 40 t ¶ Gjennomføre ¶ Realisere``: the title, the hours and the phases."""
        lines = [line.strip() for line in re.split(r"\n|\s{2,}", text) if line.strip()]
        if more := _MORE.search(lines[0]):
            self.fields["round"] = [f"S{more[1]}"]
        self.fields["title"] = one_line(_MORE.sub("", lines[0]))
        phases = []
        for line in lines[1:]:
            phase = resolve(line, self.words["phases"])
            if phase:
                phases.append(phase)
            elif "hours" not in self.fields and (count := hours(line)) is not None:
                self.fields["hours"] = count
            else:
                self.rest.append(("", plain_text(line).markdown))
        if len(phases) in (1, 2):
            self.fields["phase"] = {"start": phases[0], "end": phases[-1]}
        elif phases:
            self.rest.append(("phase", ", ".join(phases)))
        read = {name: value for name, value in self.fields.items() if name in ("round", "hours", "phase")}
        if read:
            became = "; ".join(f"{name}: {shown(value)}" for name, value in read.items())
            self.told.append(understood(self.heads[0], one_line(text), f"title: {self.fields['title']}; {became}"))

    def rounds(self, more: Sequence[str]) -> list[str]:
        """The round in the heading, then those in the cell; the year stands in the heading only."""
        match = _ROUND.search(self.above)
        found = match is not None and match[2]
        names = [f"S{match[1]} {match[2]}", *(f"{name} {match[2]}" for name in more)] if match and found else list(more)
        keys = [self.words["rounds"].resolve(name) or name for name in names]
        return list(dict.fromkeys(keys))
