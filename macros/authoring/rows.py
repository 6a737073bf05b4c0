"""An entry as a row of cells, and back: what ``innomed export`` writes and ``innomed import`` reads, in one place.

A column is a field. Objects there is at most one of (``flat_fields``) have a column for each of their own fields. A list of words
stands with ``|`` between; what has more structure than that is JSON. Text that a sheet cannot hold as it is (control
characters) stands as ``json:"…"``, and a cell that would be too long goes on in the column ``name[2]``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from macros.authoring.entries import Entry, field_facts, present
from macros.authoring.yaml.scalars import number
from macros.content.model import Project
from macros.content.model.fields.reference import column
from macros.opendata import EXCEL_LIMIT, columns, flat_fields, in_cell
from macros.text.invisible import NOT_IN_OFFICE

ADDRESS, FOLDER, BODY = "slug", "folder", "body"
_JSON = "json:"
# Excel escapes controls as _x0007_, and readers disagree about how; a lone carriage return is lost in every format.
_ODD = re.compile(NOT_IN_OFFICE.pattern + r"|_x[0-9A-Fa-f]{4}_|x005F_|\A\s|\s\Z")
_PART = re.compile(r"(.+)\[(\d{1,3})\]")

Cells = dict[str, str | int]


class CellError(ValueError):
    """A cell that says it is JSON and is not."""


def base_columns() -> list[str]:
    """The columns every table of projects has, in order."""
    return [ADDRESS, FOLDER, *(name for name in columns() if name not in (ADDRESS, "url")), BODY]


def table(entries: Sequence[Entry]) -> tuple[list[str], list[Cells]]:
    """The columns that ``entries`` need and a row for each; no cell is longer than a sheet can hold."""
    rows = [_cells(entry) for entry in entries]
    base = base_columns()
    extra = sorted({name for row in rows for name in row} - set(base))
    names: list[str] = []
    for name in [*base[:-1], *extra, BODY]:
        parts = max((len(_pieces(row[name])) for row in rows if name in row), default=1)
        names += [name, *(f"{name}[{number}]" for number in range(2, parts + 1))]
    return names, [_in_pieces(row) for row in rows]


def entry_from(cells: Mapping[str, str]) -> Entry:
    """The entry in a row of texts by column. Raises CellError for broken JSON; unknown columns become fields."""
    whole = joined(cells)
    fields: dict[str, Any] = {}
    for name, text in whole.items():
        if name in (ADDRESS, FOLDER, BODY) or not text.strip():
            continue
        outer, _, inner = name.partition(".")
        if inner and outer in flat_fields():
            fields.setdefault(outer, {})[inner] = value_from(name, text)
        else:
            fields[name] = value_from(name, text)
    body = _read_text(whole[BODY]) if BODY in whole else None
    folder = whole.get(FOLDER, "").strip().casefold() in ("true", "ja", "1")
    return Entry(whole.get(ADDRESS, "").strip(), present(fields), body, folder)


def joined(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells with what was divided between ``name``, ``name[2]`` … put together again."""
    whole: dict[str, str] = {}
    for name in sorted(cells, key=part_of):
        base, number = part_of(name)
        whole[base] = whole.get(base, "") + cells[name] if number > 1 else cells[name]
    return whole


def value_from(name: str, text: str) -> Any:
    """What the text in the column of a field means; types nobody can judge yet stay text, for the validator."""
    fact = column(Project, name)
    if text.lstrip().startswith(("[", "{")) and (fact is None or fact.kind == "object"):
        return _loads(text)
    if fact is None or (fact.kind == "object" and not fact.many):
        return _read_text(text)
    if fact.kind == "object":
        return [_read_text(text)]
    if fact.many:
        return [_read_text(item) for item in split_list(text) if item.strip()]
    text = _read_text(text)
    if fact.kind == "number" and re.fullmatch(r"-?(0|[1-9]\d{0,11})(\.\d{1,10})?", text):
        return float(text) if "." in text else int(text)
    return text


def split_list(text: str) -> list[str]:
    """``a|b\\|c`` -> ``[a, b|c]``."""
    items, current, escaped = [], "", False
    for letter in text:
        if escaped:
            current += letter if letter in "|\\" else "\\" + letter
        elif letter == "|":
            items.append(current)
            current = ""
        elif letter != "\\":
            current += letter
        escaped = letter == "\\" and not escaped
    return [*items, current + ("\\" if escaped else "")]


def part_of(name: str) -> tuple[str, int]:
    """``summary[2]`` -> (``summary``, 2): a column and which piece of a long text is in it, 1 without a number."""
    match = _PART.fullmatch(name)
    return (match[1], int(match[2])) if match else (name, 1)


def _cells(entry: Entry) -> Cells:
    row: Cells = {ADDRESS: entry.slug, BODY: _safe(entry.body or "")}
    if entry.folder:
        row[FOLDER] = "true"
    for name, value in entry.fields.items():
        inner = {f.name for f in field_facts()[name].fields} if name in flat_fields() else set()
        if isinstance(value, Mapping) and set(value) <= inner:
            row |= {f"{name}.{key}": _cell(f"{name}.{key}", item) for key, item in value.items()}
        else:
            row[name] = _cell(name, value)
    return row


def _cell(name: str, value: Any) -> str | int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else number(value)
    structure = isinstance(value, Mapping) or (
        isinstance(value, list) and any(isinstance(v, (Mapping, list)) for v in value)
    )
    if structure:
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return _escaped(value) if _ODD.search(plain) else plain
    if isinstance(value, list):
        return in_cell([_safe(str(v)) for v in value])
    fact = column(Project, name)
    looks = (fact is None or fact.kind == "object") and str(value).startswith(("[", "{"))
    return _JSON + _escaped(str(value)) if looks else _safe(in_cell(value))


def _safe(text: str) -> str:
    return _JSON + _escaped(text) if _ODD.search(text) or text.startswith(_JSON) else text


def _escaped(value: Any) -> str:
    """JSON in signs that every format holds."""
    return json.dumps(value, separators=(",", ":")).replace("_", "\\u005f")


def _read_text(text: str) -> str:
    if not text.startswith(_JSON):
        return text
    value = _loads(text[len(_JSON) :])
    if not isinstance(value, str):
        raise CellError(text)
    return value


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CellError(text) from error


def _pieces(value: str | int) -> list[str | int]:
    """Excel counts in UTF-16, where a sign outside the usual takes two."""
    if isinstance(value, int) or len(value) <= EXCEL_LIMIT // 2:
        return [value]
    size = EXCEL_LIMIT // 2 if any(letter > "\uffff" for letter in value) else EXCEL_LIMIT
    return [value[start : start + size] for start in range(0, len(value), size)]


def _in_pieces(row: Cells) -> Cells:
    return {
        name if number == 1 else f"{name}[{number}]": piece
        for name, value in row.items()
        for number, piece in enumerate(_pieces(value), 1)
    }
