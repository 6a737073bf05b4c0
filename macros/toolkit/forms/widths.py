"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Iterable

from macros.toolkit.forms.blocks import Field
from macros.toolkit.forms.values import shown

_WEIGHTS = {"least": 0.0, "narrow": 1.0, "normal": 2.0, "wide": 3.5}
_LONGEST = 16
"""Words longer than this may be broken: one long word must not take the place of a whole table."""


_HELP = 22
"""A column with a long help is so wide that the help does not become a tower."""


def letters(field: Field, values: Iterable[str] = ()) -> int:
    """How many letters a column must have room for on one line: its longest word, or a date."""
    texts = [field.title, field.help, *(shown(field.kind, value) for value in values)]
    words = [word for text in (*texts, *field.choices) for word in text.replace("-", "- ").replace("/", "/ ").split()]
    return max(10 if field.kind == "date" else 4, min(max(map(len, words), default=0), _LONGEST))


def shares(fields: tuple[Field, ...], rows: tuple[tuple[str, ...], ...], room: float) -> list[float]:
    """``room`` (in letters) divided between the columns by their weight, none narrower than its longest word."""
    floors = [
        max(letters(f, (row[i] for row in rows)), min(len(f.help) / 5, _HELP)) + 2.0 for i, f in enumerate(fields)
    ]
    if sum(floors) >= room:
        return [floor * room / sum(floors) for floor in floors]
    widths = dict.fromkeys(range(len(fields)), 0.0)
    free, left = set(widths), room
    while True:
        weight = sum(_WEIGHTS[fields[i].width] for i in free)
        for i in free:
            widths[i] = left * _WEIGHTS[fields[i].width] / weight
        tight = {i for i in free if widths[i] < floors[i]}
        if not tight:
            return list(widths.values())
        for i in tight:
            widths[i] = floors[i]
        free -= tight
        left -= sum(floors[i] for i in tight)
