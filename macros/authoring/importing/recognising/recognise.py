"""An application or a final report as one project: its headings, tables and pairs of label and value understood.

What is beyond doubt becomes a field or a part of the text. Everything else is kept under the label it stood by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from macros.authoring.draft import Draft
from macros.authoring.importing.accounting import Told, left, once, renamed, understood
from macros.authoring.importing.names import Name, heading, is_document, is_field, meaning, title_parts
from macros.authoring.importing.readers import markdown
from macros.authoring.importing.readers.blocks import (
    Block,
    Heading,
    Paragraph,
    Table,
    Text,
    plain_text,
    with_notes,
)
from macros.authoring.importing.recognising import shapes
from macros.authoring.importing.recognising.forms import KnownForm
from macros.authoring.importing.values import can_be_text, refused, shown, value_of
from macros.text.invisible import one_line
from macros.text.markdown import inline
from macros.words.labels import labels
from macros.words.vocabulary import Vocabularies, fold

_NEVER = ("slug", "folder", "body", "status", "redirect_from")
"""Fields that an application cannot decide."""


@dataclass(frozen=True)
class Recognised:
    """``found``: (what it was called, field or heading) for each part that was understood; ``unplaced``: the labels of
    the rest; ``doubtful``: (label, value) of what looked like a field but has no value we know; ``told``: what does
    not stand in the draft as it stood in the document; ``files``: its pictures, by name."""

    draft: Draft
    found: tuple[tuple[str, str], ...]
    unplaced: tuple[str, ...]
    doubtful: tuple[tuple[str, str], ...]
    told: tuple[Told, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


def recognise(
    blocks: Iterable[Block],
    words: Vocabularies,
    form: KnownForm | None = None,
    origin: str = "",
    notes: Mapping[str, str] | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Recognised:
    """The project in a document. ``form``: the form of ours that it is. ``notes``: its footnotes as Markdown.
    ``fields``: what is known beforehand."""
    reader = _Reader(words, form, dict(fields or {}))
    for block in blocks:
        if isinstance(block, Heading):
            reader.heading(block)
        elif isinstance(block, Paragraph):
            reader.paragraph(block)
        else:
            reader.table(block)
    return reader.result(origin, dict(notes or {}))


@dataclass
class _Reader:
    """Reads block after block; ``here`` is where text goes: a part of the text, a field, or a label without place."""

    words: Vocabularies
    form: KnownForm | None
    fields: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)
    rest: list[tuple[str, list[str]]] = field(default_factory=list)
    found: list[tuple[str, str]] = field(default_factory=list)
    doubtful: list[tuple[str, str]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    here: Name = Name("rest", "")  # noqa: RUF009  (immutable)
    level: int = 9
    below: list[int] = field(default_factory=list)
    headed: bool = False
    under: str = ""
    given: bool = False

    def heading(self, block: Heading) -> None:
        text = one_line(block.text)
        self.empty_heading()
        self.under, self.given = text, False
        name = self.over(text)
        if name is None and not self.headed and (block.level <= 1 or block.bold):
            self.headed = True
            if self.title(text):
                return
        self.headed = True
        if name is None and self.is_printed(text):
            self.here, self.level = Name("rest", text), block.level
            return
        if name is None and self.here.kind in ("section", "rest") and block.level > self.level:
            self.below = [*(level for level in self.below if level < block.level), block.level]
            depth = (2 if self.here.kind == "section" else 3) + len(self.below)
            self.put(f"{'#' * min(6, depth)} {inline(text)}")
            return
        self.below = []
        self.here, self.level = name or Name("rest", text), block.level
        if name and name.kind == "section":
            self.renamed(text, heading(name.key))
        elif name is None:
            self.rest.append((text, []))

    def empty_heading(self) -> None:
        """A heading of a field with nothing under it is told."""
        if self.here.kind == "field" and not self.given:
            self.told.append(left("empty", self.under))

    def renamed(self, text: str, became: str) -> None:
        self.found.append((text, became))
        if fold(text) != fold(became):
            self.told.append(renamed(text, became))

    def title(self, text: str) -> bool:
        """Takes the heading of the whole document for the project's name, without «Søknad» and «Sluttrapport»."""
        parts = title_parts(text)
        own = [p for p in parts if not is_document(p) and not (self.form and self.form.says(p))]
        if not own:
            self.told.append(left("document", text))
        if not own or "title" in self.fields:
            return not own
        name = text if len(own) == len(parts) else " – ".join(own)
        self.fields["title"] = name.strip('«»" ')
        self.found.append((text, "title"))
        if name != text:
            self.told.append(understood(text, text, self.fields["title"]))
        return True

    def paragraph(self, block: Paragraph) -> None:
        text = block.text.plain.strip()
        if text and self.is_printed(text):
            return
        if not (self.headed or self.rest) and len(text) <= 120 and is_document("".join(title_parts(text)[:1])):
            self.headed = True
            if self.title(text):
                return
        name = self.over(text) if text and len(text) <= 60 and "\n" not in text else None
        if name:
            self.heading(Heading(9, text))
            return
        label = self.name(block.pair[0]) if block.pair else None
        if block.pair and label and (is_field(label) or self.here.kind != "section"):
            self.pair(*block.pair)
        else:
            self.write(block.text)

    def write(self, text: Text) -> None:
        """Text where we are."""
        if self.here.kind == "field":
            self.value(self.under, self.here.key, text)
        else:
            self.put(text.markdown)

    def put(self, text: str) -> None:
        """Markdown where we are."""
        if self.here.kind == "section":
            self.sections.setdefault(self.here.key, []).append(text)
            return
        label = self.here.key if self.here.kind == "rest" else self.under
        there = [n for n, (name, _) in enumerate(self.rest) if name == label]
        if there and there[-1] == len(self.rest) - 1:
            self.rest[-1][1].append(text)
            return
        if there and not self.rest[there[-1]][1]:  # the heading comes where its text is
            del self.rest[there[-1]]
        self.rest.append((label, [text]))

    def table(self, block: Table) -> None:
        if not (rows := shapes.filled(block)):
            return
        if len(rows[0]) == 1 and not block.source:
            for row in rows:
                self.paragraph(Paragraph(row[0]))
        elif shapes.is_sideways(rows, self.name):
            for label, value in zip(rows[0], rows[1], strict=True):
                self.cells(label, value)
        elif shapes.is_asked(rows, self.form):
            for row in rows[1:]:
                self.cells(row[0], row[-1])
            for text in [*rows[0], *(cell for row in rows[1:] for cell in row[1:-1])]:
                if not text.blank and not self.is_printed(text.plain):
                    self.put(text.markdown)
        elif shapes.is_labelled(rows, self.name):
            for label, value in rows:
                self.cells(label, value)
        else:
            self.grid(rows, block.source)

    def cells(self, label: Text, value: Text) -> None:
        """A label and its value in a table; a label with nothing beside it is told."""
        if value.blank:
            if not self.is_printed(label.plain) and not label.blank:
                self.told.append(left("empty", one_line(label.plain)))
        elif label.blank:
            self.write(value)
        else:
            self.pair(label.plain, value)

    def grid(self, rows: Sequence[tuple[Text, ...]], source: str = "") -> None:
        """A table that stays one. In a form of ours, rows in which nobody has written anything are left out."""
        kept = rows
        if self.form:
            kept, empty = shapes.written(rows, self.form)
            self.told += [left("form", one_line(c.plain)) for row in empty for c in row if not c.blank]
            if not kept:
                return
        self.put(source if source and len(kept) == len(rows) else markdown.table([[c.markdown for c in r] for r in kept]))  # fmt: skip

    def pair(self, label: str, text: Text) -> None:
        label = one_line(label).rstrip(":")
        if self.is_fact(label):
            self.told.append(left("form", f"{label}: {one_line(text.plain)}"))
            return
        if self.is_printed(text.plain):
            if not self.is_printed(label):
                self.told.append(left("form", label))
            return
        name = self.name(label)
        if name and name.kind == "field":
            self.value(label, name.key, text)
        elif name and name.kind == "section":
            self.sections.setdefault(name.key, []).append(text.markdown)
            self.renamed(label, heading(name.key))
        else:
            self.rest.append((label, [text.markdown]))

    def value(self, label: str, key: str, text: Text) -> None:
        """A value for a field: kept beside it when it is not certain, or when the field has one already."""
        self.given |= label == self.under
        plain = text.plain.strip()
        value, sure = value_of(key, plain, self.words)
        outer, _, inner = key.partition(".")
        taken = inner in self.fields.get(outer, {}) if inner else outer in self.fields
        if not sure or taken or not plain or "](" in text.markdown:  # a field has room for no link and no picture
            self.doubtful.append((label, one_line(plain)))
            self.rest.append((label, [text.markdown]))
            return
        if inner:
            self.fields.setdefault(outer, {})[inner] = value
        else:
            self.fields[outer] = value
        self.found.append((label, key))
        self.told.append(understood(label, one_line(plain), f"{key}: {shown(value)}"))

    def name(self, text: str) -> Name | None:
        found = meaning(text, "field", "section")
        return None if found and found.key in _NEVER else found

    def over(self, text: str) -> Name | None:
        """What a heading names. What is told in prose («Økonomi») is never the value of a field with fields of its own."""
        name = self.name(text)
        return None if name and name.kind == "field" and not can_be_text(name.key) else name

    def is_printed(self, text: str) -> bool:
        """The form's own words, which are told as left out."""
        if self.form is None or not self.form.says(text):
            return False
        self.told.append(left("form", one_line(text)))
        return True

    def is_fact(self, label: str) -> bool:
        """Version, licence and address on the sheet in our forms that is about the form."""
        return self.form is not None and self.form.is_fact(self.under, label)

    def result(self, origin: str, notes: dict[str, str]) -> Recognised:
        self.empty_heading()
        self.judge()
        sections = {key: with_notes("\n\n".join(texts), notes) for key, texts in self.sections.items()}
        rest = [(label, with_notes("\n\n".join(texts), notes)) for label, texts in self.rest]
        # A note that was called in a heading or a field has lost its place, but not its words.
        rest += [(f"{labels()('import.note')} {key}", text) for key, text in notes.items()]
        self.told += [left("empty", label) for label, text in rest if label and not text]
        rest = [(label, text) for label, text in rest if text]
        draft = Draft(self.fields, sections, rest, origin)
        unplaced = tuple(dict.fromkeys(label or one_line(text)[:60] for label, text in rest))
        return Recognised(draft, tuple(self.found), unplaced, tuple(self.doubtful), tuple(once(self.told)))

    def judge(self) -> None:
        """Values that the validator does not accept go to the rest: the draft must be right from the first day."""
        if "phase" in self.fields and isinstance(self.fields["phase"], dict):
            both = self.fields["phase"]
            self.fields["phase"] = {end: both.get(end, "ukjent") for end in ("start", "end")}
        for name in refused(self.fields, self.words):
            value = shown(self.fields.pop(name))
            label = next((label for label, key in self.found if key.partition(".")[0] == name), name)
            self.found = [(label, key) for label, key in self.found if key.partition(".")[0] != name]
            self.doubtful.append((label, one_line(value)))
            self.rest.append((label, [plain_text(value).markdown]))
