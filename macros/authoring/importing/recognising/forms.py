"""Our own forms, known again when somebody has filled them in: only then are the form's own words left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from macros.authoring.importing.readers.blocks import Block, Heading, Paragraph
from macros.content.model import Form, Tool
from macros.content.records import Record
from macros.content.yaml.field_names import LANGUAGES
from macros.toolkit import FormFile
from macros.words.labels import labels
from macros.words.vocabulary import fold

_ENOUGH = 0.6
"""The part of a form's questions that must stand in a document before it is that form."""
_FEWEST = 4
"""A form with fewer questions than this is nothing to know a document by."""


@dataclass(frozen=True)
class KnownForm:
    """One form in one language. ``printed``: all that it says itself, folded. ``asked``: what it asks, by which it is
    known: the headings, questions and columns."""

    title: str
    printed: frozenset[str]
    asked: frozenset[str]

    def says(self, text: str) -> bool:
        """Whether the form says this itself. Numbers that it counts are compared as 0."""
        lines = [text] if fold(text) in self.printed else text.split("\n")
        return all(fold(line) in self.printed or fold(re.sub(r"\d+", "0", line)) in self.printed for line in lines)

    def is_fact(self, under: str, label: str) -> bool:
        """Version, licence and address on the sheet that is about the form, under the heading ``under``."""
        words = [labels(language) for language in LANGUAGES]
        here = any(fold(under) == fold(w("form.about")) for w in words)
        return here and any(fold(label) == fold(w(k)) for w in words for k in w.entries if k.startswith("form.facts."))


def known_forms(tools: Iterable[Record[Tool]]) -> tuple[KnownForm, ...]:
    """Every form of our tools, in both languages."""
    return tuple(
        _form(tool.data, tool.data.form, language)
        for tool in tools
        if isinstance(tool.data.form, Form)
        for language in LANGUAGES
    )


def form_in(blocks: Sequence[Block], forms: Iterable[KnownForm]) -> KnownForm | None:
    """The form that a document is, by what it asks; None for every other document."""
    said = {fold(text) for block in blocks for text in _texts(block)}
    shares = [(len(form.asked & said) / len(form.asked), form) for form in forms if len(form.asked) >= _FEWEST]
    share, best = max(shares, key=lambda found: found[0], default=(0.0, None))
    return best if share >= _ENOUGH else None


def _texts(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Paragraph):
        return [block.text.plain]
    return [text for row in block.rows for cell in row for text in (cell.plain, *cell.plain.split("\n")[:1])]


def _form(tool: Tool, form: Form, language: str) -> KnownForm:
    texts, asked = [tool.title, tool.summary], list[str]()
    for filled in (False, True):
        file = FormFile(tool.title, tool.summary, form, "", "", language, "", None, filled)  # type: ignore[arg-type]
        texts += [file.heading, file.intro, file.banner, file.lead]
    blank = FormFile(tool.title, tool.summary, form, "", "", language, "")  # type: ignore[arg-type]
    for part in blank.parts:
        asked += [part.heading, *(a.title for a in part.questions), *(c.title for c in part.fields)]
        texts += [part.help, *(cell for row in part.rows for cell in row), *(a.help for a in part.questions)]
        texts += [text for point in part.points for text in (point.title, point.help)]
        texts += [column.help for column in part.fields]
        texts += [text for grid in part.grids for text in grid.texts(blank.words)]
    own = {key: entry.get("text", "") for key, entry in blank.words.entries.items() if key.startswith("form.")}
    texts += [re.sub(r"\{\w+\}", "0", text) for text in own.values()]
    return KnownForm(tool.title, _folded([*texts, *asked]), _folded(asked))


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(folded for text in texts for line in (text, *text.split("\n")) if (folded := fold(line)))
