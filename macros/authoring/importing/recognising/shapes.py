"""What a table in a document is: labels with values, a form's questions, or a table that stays one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from macros.authoring.importing.names import Name, is_field
from macros.authoring.importing.readers.blocks import Table, Text
from macros.authoring.importing.recognising.forms import KnownForm
from macros.content.yaml.field_names import LANGUAGES
from macros.words.labels import labels

Row = tuple[Text, ...]
Naming = Callable[[str], Name | None]


def filled(table: Table) -> list[Row]:
    """The rows and columns that have something in them."""
    rows = [row for row in table.rows if any(not cell.blank for cell in row)]
    width = max((len(row) for row in rows), default=0)
    columns = [x for x in range(width) if any(x < len(row) and not row[x].blank for row in rows)]
    return [tuple(row[x] if x < len(row) else Text("", "") for x in columns) for row in rows]


def is_asked(rows: Sequence[Row], form: KnownForm | None) -> bool:
    """Our own forms as workbooks: question, help, answer."""
    return form is not None and any(rows[0][-1].plain == labels(lang)("form.answer") for lang in LANGUAGES)


def is_sideways(rows: Sequence[Row], name: Naming) -> bool:
    """Labels in the first row and one row of values."""
    return len(rows) == 2 and sum(name(cell.plain) is not None for cell in rows[0]) * 2 > len(rows[0])


def is_labelled(rows: Sequence[Row], name: Naming) -> bool:
    """Labels in the first of two columns, values in the second."""
    if len(rows[0]) != 2:
        return False
    labelled = [row[0].plain for row in rows]
    if len(rows) > 1 and all(name(cell.plain) for cell in rows[0]) and not any(map(name, labelled[1:])):
        return False  # the headings of two columns
    known = sum(name(text) is not None or text.rstrip().endswith((":", "?")) for text in labelled)
    return known * 2 >= len(rows) or any(is_field(name(text)) for text in labelled)


def written(rows: Sequence[Row], form: KnownForm) -> tuple[list[Row], list[Row]]:
    """The rows of a form's table that somebody has written in, under their heading, and the others."""
    kept = [row for row in rows[1:] if any(not cell.blank and not _mute(cell.plain, form) for cell in row)]
    return ([rows[0], *kept], [row for row in rows[1:] if row not in kept]) if kept else ([], list(rows))


def _mute(text: str, form: KnownForm) -> bool:
    """What a form says in a cell, or a box that nobody has ticked."""
    return text.strip() in "☐☒" or form.says(text)
