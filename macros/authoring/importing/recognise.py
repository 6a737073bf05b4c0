"""An application or a final report as one project: its headings, tables and pairs of label and value understood.

What is beyond doubt becomes a field or a part of the text. Everything else is kept under the label it stood by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from macros.authoring.draft import Draft
from macros.authoring.entries import field_facts
from macros.authoring.importing import markdown
from macros.authoring.importing.blocks import Block, Heading, Paragraph, Table
from macros.authoring.importing.markdown import paragraphs
from macros.authoring.importing.names import Name, heading, is_field, meaning
from macros.authoring.importing.values import can_be_text, value_of
from macros.authoring.yaml.front_matter import front_matter_text
from macros.content.model import Project
from macros.content.yaml.field_names import LANGUAGES
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import parse
from macros.text.invisible import one_line
from macros.text.markdown import inline
from macros.words.labels import labels
from macros.words.vocabulary import Vocabularies, fold

_PAIR = re.compile(r"^\s*([^:\n]{2,60}):\s*(\S.*)$", re.DOTALL)
_NEVER = ("slug", "folder", "body", "status", "redirect_from")
"""Fields that an application cannot decide."""


@dataclass(frozen=True)
class Recognised:
    """``found``: (what it was called, field or heading) for each part that was understood; ``unplaced``: the labels of
    the rest; ``doubtful``: (label, value) of what looked like a field but has no value we know."""

    draft: Draft
    found: tuple[tuple[str, str], ...]
    unplaced: tuple[str, ...]
    doubtful: tuple[tuple[str, str], ...]


def recognise(
    blocks: Iterable[Block], words: Vocabularies, printed: frozenset[str] = frozenset(), origin: str = ""
) -> Recognised:
    """The project in a document. ``printed``: folded words of the form itself, which nobody wrote when applying."""
    reader = _Reader(words, printed)
    for block in blocks:
        reader.read(block)
    return reader.result(origin)


@dataclass
class _Reader:
    """Reads block after block; ``here`` is where text goes: a part of the text, a field, or a label without place."""

    words: Vocabularies
    printed: frozenset[str]
    fields: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)
    rest: list[tuple[str, list[str]]] = field(default_factory=list)
    found: list[tuple[str, str]] = field(default_factory=list)
    doubtful: list[tuple[str, str]] = field(default_factory=list)
    here: Name = Name("rest", "")  # noqa: RUF009  (immutable)
    level: int = 9
    headed: bool = False
    under: str = ""

    def read(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.heading(block)
        elif isinstance(block, Paragraph):
            self.paragraph(block)
        else:
            self.table(block)

    def heading(self, block: Heading) -> None:
        text = self.under = one_line(block.text)
        name = self.over(text)
        if name is None and not self.headed and block.level <= 1:
            self.headed = True
            if self.title(text):
                return
        self.headed = True
        if name is None and self.here.kind == "section" and block.level > self.level:
            self.sections.setdefault(self.here.key, []).append(f"### {inline(text)}")
            return
        self.here, self.level = name or Name("rest", text), block.level
        if name and name.kind == "section":
            self.found.append((text, heading(name.key)))

    def title(self, text: str) -> bool:
        """Takes the heading of the whole document for the project's name, without «Søknad» and «Sluttrapport»."""
        parts = [p for p in re.split(r"\s*[:–—|]\s+|\s+-\s+", text) if p.strip()]
        own = [p for p in parts if fold(p) not in _documents() and not self.is_printed(p)]
        if not own or "title" in self.fields:
            return not own
        left = text if len(own) == len(parts) else " – ".join(own)
        self.fields["title"] = left.strip('«»" ')
        self.found.append((text, "title"))
        return True

    def paragraph(self, block: Paragraph) -> None:
        text = block.text.strip()
        if block.help or self.is_printed(text):
            return
        name = self.over(text) if len(text) <= 60 and "\n" not in text else None
        if name:
            self.heading(Heading(9, text))
            return
        pair = _PAIR.match(text)
        label = self.name(pair[1]) if pair else None
        if pair and label and (is_field(label) or self.here.kind != "section"):
            self.pair(pair[1], pair[2])
        else:
            self.write(text)

    def write(self, text: str) -> None:
        """Text where we are."""
        if self.here.kind == "section":
            self.sections.setdefault(self.here.key, []).append(paragraphs(text))
        elif self.here.kind == "field":
            self.value(self.under, self.here.key, text)
        elif self.rest and self.rest[-1][0] == self.here.key:
            self.rest[-1][1].append(paragraphs(text))
        else:
            self.rest.append((self.here.key, [paragraphs(text)]))

    def table(self, block: Table) -> None:
        rows = [row for row in block.rows if any(cell.strip() for cell in row)]
        width = max((len(row) for row in rows), default=0)
        columns = [x for x in range(width) if any(x < len(row) and row[x].strip() for row in rows)]
        rows = [tuple(row[x] if x < len(row) else "" for x in columns) for row in rows]
        if len(columns) == 1:
            for row in rows:
                if not self.is_printed(row[0]):
                    self.paragraph(Paragraph(row[0]))
        elif self.is_sideways(rows):
            for label, value in zip(rows[0], rows[1], strict=True):
                self.pair(label, value)
        elif self.is_asked(rows):
            for row in rows[1:]:
                self.pair(row[0], row[-1])
        elif len(columns) == 2 and self.is_labelled(rows):
            for label, value in rows:
                self.pair(label, value)
        else:
            self.grid(rows)

    def grid(self, rows: Sequence[tuple[str, ...]]) -> None:
        """A table that stays one. Rows in which nobody has written anything are left out."""
        written = [r for r in rows[1:] if any(c.strip() and not self.is_printed(c) and c not in "☐☒" for c in r)]
        if not written:
            return
        text = markdown.table([rows[0], *written])
        if self.here.kind == "section":
            self.sections.setdefault(self.here.key, []).append(text)
        elif self.rest and self.rest[-1][0] == self.here.key:
            self.rest[-1][1].append(text)
        else:
            self.rest.append((self.here.key if self.here.kind == "rest" else "", [text]))

    def is_asked(self, rows: Sequence[tuple[str, ...]]) -> bool:
        """Our own forms as workbooks: question, help, answer."""
        return any(rows[0][-1] == labels(lang)("form.answer") for lang in LANGUAGES)

    def is_sideways(self, rows: Sequence[tuple[str, ...]]) -> bool:
        """Labels in the first row and one row of values."""
        return len(rows) == 2 and sum(self.name(cell) is not None for cell in rows[0]) * 2 > len(rows[0])

    def is_labelled(self, rows: Sequence[tuple[str, ...]]) -> bool:
        """Labels in the first column, values in the second."""
        known = sum(self.name(row[0]) is not None or row[0].rstrip().endswith((":", "?")) for row in rows)
        return known * 2 >= len(rows) or any(is_field(self.name(row[0])) for row in rows)

    def pair(self, label: str, text: str) -> None:
        label, text = one_line(label).rstrip(":"), text.strip()
        if not text or self.is_printed(text) or self.is_fact(label):
            return
        name = self.name(label)
        if name and name.kind == "field":
            self.value(label, name.key, text)
        elif name and name.kind == "section":
            self.sections.setdefault(name.key, []).append(paragraphs(text))
            self.found.append((label, heading(name.key)))
        else:
            self.rest.append((label, [paragraphs(text)]))

    def value(self, label: str, key: str, text: str) -> None:
        """A value for a field: kept beside it when it is not certain, or when the field has one already."""
        value, sure = value_of(key, text, self.words)
        outer, _, inner = key.partition(".")
        taken = inner in self.fields.get(outer, {}) if inner else outer in self.fields
        if not sure or taken:
            self.doubtful.append((label, one_line(text)))
            self.rest.append((label, [paragraphs(text)]))
            return
        if inner:
            self.fields.setdefault(outer, {})[inner] = value
        else:
            self.fields[outer] = value
        self.found.append((label, key))

    def name(self, text: str) -> Name | None:
        found = meaning(text, "field", "section")
        return None if found and found.key in _NEVER else found

    def over(self, text: str) -> Name | None:
        """What a heading names. What is told in prose («Økonomi») is never the value of a field with fields of its own."""
        name = self.name(text)
        return None if name and name.kind == "field" and not can_be_text(name.key) else name

    def is_printed(self, text: str) -> bool:
        return fold(text) in self.printed or fold(re.sub(r"\d+", "0", text)) in self.printed

    def is_fact(self, label: str) -> bool:
        """Version, licence and address on the sheet in our forms that is about the form."""
        words = [labels(language) for language in LANGUAGES]
        here = any(fold(self.under) == fold(w("form.about")) for w in words)
        facts = (fold(w(key)) for w in words for key in w.entries if key.startswith("form.facts."))
        return here and bool(self.printed) and fold(label) in facts

    def result(self, origin: str) -> Recognised:
        self.judge()
        sections = {key: "\n\n".join(texts) for key, texts in self.sections.items()}
        rest = [(label, "\n\n".join(texts)) for label, texts in self.rest]
        draft = Draft(self.fields, sections, rest, origin)
        unplaced = tuple(dict.fromkeys(label or one_line(text)[:60] for label, text in rest))
        return Recognised(draft, tuple(self.found), unplaced, tuple(self.doubtful))

    def judge(self) -> None:
        """Values that the validator does not accept go to the rest: the draft must be right from the first day."""
        if "phase" in self.fields and isinstance(self.fields["phase"], dict):
            both = self.fields["phase"]
            self.fields["phase"] = {end: both.get(end, "ukjent") for end in ("start", "end")}
        tree, problems = parse(front_matter_text(self.fields), "", 1)
        _, found = build(Project, tree, "", self.words)
        for name in dict.fromkeys(p.field.partition(".")[0] for p in (*problems, *found) if p.severity == "error"):
            if name in self.fields and name in field_facts():
                value = self.fields.pop(name)
                shown = value if isinstance(value, str) else ", ".join(map(str, _leaves(value)))
                label = next((label for label, key in self.found if key.partition(".")[0] == name), name)
                self.found = [(label, key) for label, key in self.found if key.partition(".")[0] != name]
                self.doubtful.append((label, one_line(shown)))
                self.rest.append((label, [paragraphs(shown)]))


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in _leaves(item)]
    return [leaf for item in value for leaf in _leaves(item)] if isinstance(value, list) else [value]


@cache
def _documents() -> frozenset[str]:
    """What documents are called, so that it is not taken for a project's name."""
    data = yaml.safe_load((Path(__file__).parent / "names.yml").read_text(encoding="utf-8"))
    return frozenset(fold(word) for word in data["documents"])
