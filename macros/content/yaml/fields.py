"""From plain data to a typed record: pydantic judges, and its verdicts become sentences with line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros.content.model import Project
from macros.content.model.fields.reference import shape_of
from macros.content.model.fields.types import kind_of
from macros.content.yaml.field_names import meant, unknown_field
from macros.content.yaml.nodes import Loc, Tree
from macros.content.yaml.replaced import replaced_field
from macros.words.problems import Place, Problem, messages, problem, shorten
from macros.words.vocabulary import Vocabularies
from macros.words.vocabulary.near import alike

Model = TypeVar("Model", bound=BaseModel)


def build(
    model: type[Model], tree: Tree, path: str, vocabularies: Vocabularies | None = None
) -> tuple[Model | None, list[Problem]]:
    """The record in ``tree``, or None and every problem in it. Blank fields count as left out."""
    data, blanks = without_blanks(tree.data)
    found = list(_unknown_blanks(model, tree, path)) if data != tree.data else []
    record: Model | None = None
    try:
        record = model.model_validate(data, context={"vocabularies": vocabularies})
    except ValidationError as error:
        details = error.errors(include_url=False)
        renamed = _renamed(model, details, tree)
        found += [
            _problem(model, detail, tree, blanks, path)
            for detail in details
            if detail["type"] != "missing" or detail["loc"] not in renamed
        ]
    if misplaced := _another_kind(model, found, tree, path):
        found = [misplaced, *(p for p in found if p.code not in ("FM020", "FM154"))]
    return (None if found else record), sorted(set(found), key=lambda p: (p.line, p.column, p.code))


_MANY = 4
"""With as many fields of a project where none belongs, it is the file that lies in the wrong place."""


def _another_kind(model: type[BaseModel], found: list[Problem], tree: Tree, path: str) -> Problem | None:
    """A whole write-up among the pages or the tools: said once, not of each field."""
    folder = path.partition("/")[0]
    if model is Project or folder not in ("docs", "tools") or len(found) < _MANY:
        return None
    theirs = set(shape_of(Project).fields) - set(shape_of(model).fields)
    wrong = [p for p in found if p.code in ("FM020", "FM154") and p.field in theirs]
    if len(wrong) < _MANY:
        return None
    parts = path.removesuffix(".md").removesuffix("/index").split("/")
    place = min((p.line, p.column) for p in wrong)
    return problem("FM169", path, Place(*place), value=folder, write=f"projects/{parts[-1]}.md")


def _renamed(model: type[BaseModel], details: list[ErrorDetails], tree: Tree) -> set[tuple[int | str, ...]]:
    """Where a field is missing only because it stands there under a name that is told: one mistake, one message."""
    wrong = [loc for loc in tree.keys if loc[-1] not in (known := names_at(model, loc[:-1])) and known]
    found = {(*loc[:-1], meant(str(loc[-1]), names_at(model, loc[:-1]))) for loc in wrong}
    return {d["loc"] for d in details if d["type"] == "missing" and tuple(d["loc"]) in found}


def _unknown_blanks(model: type[BaseModel], tree: Tree, path: str) -> Iterator[Problem]:
    """Blank keys that no record has: half a sentence after a comma in ``{nb: …, nn: …}`` looks like one."""
    for loc in tree.keys:
        if _clean(tree.at(loc)) is not None:
            continue
        fields = names_at(model, loc[:-1])
        if fields and loc[-1] not in fields:
            yield _unknown(model, tree, loc, "", path)


def _unknown(model: type[BaseModel], tree: Tree, loc: Loc, value: str, path: str) -> Problem:
    """The problem of a field that no record has."""
    known = names_at(model, loc[:-1])
    return replaced_field(model, known, tree, loc, path) or unknown_field(
        model, path, tree.key_place(loc), tree.named(loc), value, known, len(loc) == 1
    )


def without_blanks(data: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """Drops what the web form writes for cleared fields: empty text, null, empty lists, lists of blanks."""
    cleaned = {key: _clean(value) for key, value in data.items()}
    blanks = {key for key, value in cleaned.items() if value is None}
    return {key: value for key, value in cleaned.items() if value is not None}, blanks


def _clean(value: Any) -> Any:
    """``value`` without the blanks in it; None when there is nothing else."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, dict):
        return {k: kept for k, v in value.items() if (kept := _clean(v)) is not None} or None
    # Positions in lists must stay, because a problem's place is found by them; Many drops blank items.
    return items if isinstance(value, list) and any(items := [*map(_clean, value)]) else None


def _problem(model: type[BaseModel], detail: ErrorDetails, tree: Tree, blanks: set[str], path: str) -> Problem:
    code, context = detail["type"], dict(detail.get("ctx") or {})
    # A rule about a whole record may point at the part that breaks it.
    loc = (*_real(detail["loc"], tree), *context.pop("at", ()))
    name = str(loc[-1]) if loc else ""
    field = tree.named(loc)
    value = _shown(detail.get("input"))
    place = tree.place(loc)
    if code == "extra_forbidden":
        return _unknown(model, tree, loc, value, path)
    if code == "missing":
        write = _example(model, loc)
        if loc and loc[0] in blanks and len(loc) == 1:
            return problem("FM022", path, tree.key_place(loc), field, "", write=write)
        return problem("FM021", path, tree.place(loc[:-1]), field, "", write=write)
    if code in ("model_type", "model_attributes_type", "dict_type", "mapping_type"):
        write = _with_fields(model, loc, name, detail.get("input"))
        return problem("FM029", path, place, field, kind_of(detail.get("input")), write=write)
    if code in ("tuple_type", "list_type", "too_short", "too_long"):
        return problem("FM028", path, place, field, kind_of(detail.get("input")), write=f"{name}: [ … ]")
    if code in ("literal_error", "enum"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        near = alike(value, allowed.split(", "))
        return problem("FM025", path, place, field, value, allowed=allowed, suggestion=near)
    if code in ("greater_than", "greater_than_equal"):
        limit = context.get("gt", context.get("ge", 0))
        return problem("FM026", path, place, field, value, range=f"over {limit}")
    if code in messages():
        context.pop("code", None)
        value = str(context.pop("value", value))
        if code == "FM022" and name.isdecimal():  # an item of a list has no name to write
            context.pop("write", None)
        return problem(code, path, place, context.pop("field", field), value, **context)
    return problem("FM008", path, place, field, value, detail=f"«{field}» har en verdi som ikke passer")


def _real(loc: Loc, tree: Tree) -> Iterator[str | int]:
    """Leaves out the parts of pydantic's location that name a type and not a place in the file."""
    here: Any = tree.data
    for index, part in enumerate(loc):
        if isinstance(here, dict) and part in here:
            here = here[str(part)]
            yield part
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
            yield part
        elif isinstance(here, dict) and isinstance(part, str) and index == len(loc) - 1 and part.isidentifier():
            yield part


def _shown(value: Any) -> str:
    return shorten(value) if isinstance(value, str) else "" if value is None else kind_of(value)


def names_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The fields an author may write at ``loc``, in the contract's order."""
    if not loc:  # asked of every write-up, which need not wait for the schema of all that is inside
        return [field.alias or name for name, field in model.model_fields.items()]
    return list(shape_of(model).at(loc).fields)


def _first(model: type[BaseModel], loc: Loc) -> list[str]:
    """Two fields that show what a record at ``loc`` looks like: those that must be there, or the first."""
    fields = shape_of(model).at(loc).fields
    return ([name for name, field in fields.items() if field.required] or list(fields))[:2]


def _with_fields(model: type[BaseModel], loc: Loc, name: str, typed: object) -> str:
    """A value that should have been fields, as fields: what was typed stands in the field it most likely belongs to."""
    shape = shape_of(model).at(loc)
    given = dict.fromkeys(_first(model, loc) or ["nb", "nn"], "…") | _belongs(typed, list(shape.fields))
    inner = ", ".join(f"{field}: {value}" for field, value in given.items())
    if loc and isinstance(loc[-1], int):
        return f"- {{{inner}}}"
    return f"{name}: [{{{inner}}}]" if shape.many else f"{name}: {{{inner}}}"


def _belongs(typed: object, names: list[str]) -> dict[str, str]:
    """Where a text belongs among the fields ``names``: a period, a file, an e-mail address, a number, or words."""
    text = typed.strip() if isinstance(typed, str) else ""
    years = re.fullmatch(r"(\d{4}(?:-\d\d)?) ?(?:-|–|til) ?(\d{4}(?:-\d\d)?)", text)
    if years and {"from", "to"} <= {*names}:
        return {"from": years[1], "to": years[2]}
    kinds = (
        (r"[^\s@]+@[^\s@]+", ("email",)), (r"[\w .-]+\.\w{2,5}", ("file",)), (r"\d+(\.\d+)?", ("amount", "number", "fte")),
        (r"[^:#{}\[\]\"']{2,80}", ("description", "title", "file")),
    )  # fmt: skip
    for pattern, fields in kinds:
        field = next((name for name in fields if name in names), "")
        if field and re.fullmatch(pattern, text):
            return {field: text}
    return {}


def _example(model: type[BaseModel], loc: Loc) -> str:
    """What to type for a missing field: the field's own example, or its name and what it is."""
    name = str(loc[-1])
    field = shape_of(model).at(loc)
    if example := field.mark("example"):
        return str(example)
    about = field.description
    about = f"  ({about})" if about else ""
    return f"{name}: …{about}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value the model refuses, before it becomes words: where, which code, and the facts of its message."""

    loc: Loc
    code: str
    facts: Mapping[str, Any]


KINDS_OF_ERROR = {"extra_forbidden": "FM020", "missing": "FM021", "literal_error": "FM025"}


def refusals(model: type[BaseModel], tree: Tree, vocabularies: Vocabularies | None) -> list[Refusal]:
    """Everything ``build`` would refuse, for whoever wants to correct it and not only tell it.

    ``facts`` may hold ``write`` (the line to type) and ``allowed``; codes without words of ours keep pydantic's name.
    """
    try:
        model.model_validate(without_blanks(tree.data)[0], context={"vocabularies": vocabularies})
    except ValidationError as error:
        found = []
        for detail in error.errors(include_url=False):
            facts = dict(detail.get("ctx") or {})
            loc = (*_real(detail["loc"], tree), *facts.pop("at", ()))
            found.append(Refusal(loc, KINDS_OF_ERROR.get(detail["type"], detail["type"]), facts))
        return found
    return []
