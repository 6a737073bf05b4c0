"""A personal number split between two cells of a sheet: the date in one column, five digits in the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from macros.content.attachments.finding import TextPiece
from macros.text.personal_numbers import is_personal_number

_DATE = re.compile(r"(\d\d?)[./-](\d\d?)[./-](?:19|20)?(\d\d)|(?:19|20)(\d\d)-(\d\d)-(\d\d)(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text as it is shown, and where it is. ``number``: it holds a number, which has no zeros in front."""

    text: str
    where: str
    number: bool = False


@dataclass(slots=True)
class _Pairs:
    """What two columns beside each other have: how many rows look like a date and five digits, and which pass."""

    rows: int = 0
    passing: list[TextPiece] = field(default_factory=list)


def split_numbers(rows: Iterable[Sequence[Cell]]) -> Iterator[TextPiece]:
    """What passes date and check digits over two cells.

    One in four hundred pairs of other figures passes, so in columns where most do not, it is only possible. So it is
    where zeros must be put back.
    """
    columns: dict[int, _Pairs] = {}
    for row in rows:
        for index, (left, right) in enumerate(pairwise(row)):
            first, last = _date(left), _five(right)
            if not first or not last:
                continue
            pairs = columns.setdefault(index, _Pairs())
            pairs.rows += 1
            if is_personal_number(first + last):
                whole = len(left.text.strip()) != 5 and len(right.text.strip()) == 5
                pairs.passing.append(TextPiece(f"{first} {last}", left.where, certain=whole))
    for pairs in columns.values():
        usual = 2 * len(pairs.passing) >= pairs.rows
        for piece in pairs.passing:
            yield piece if usual else TextPiece(piece.text, piece.where, certain=False)


def _date(cell: Cell) -> str:
    text = cell.text.strip()
    if re.fullmatch(r"\d{6}", text):
        return text
    if cell.number and re.fullmatch(r"\d{5}", text):
        return f"0{text}"
    if match := _DATE.fullmatch(text):
        day, month, year = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
        return f"{day:0>2}{month:0>2}{year}"
    return ""


def _five(cell: Cell) -> str:
    text = cell.text.strip()
    if re.fullmatch(r"\d{5}|\d{3} \d\d", text):
        return text.replace(" ", "")
    return text.zfill(5) if cell.number and re.fullmatch(r"\d{3,4}", text) else ""
