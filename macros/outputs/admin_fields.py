"""The fields of the editor's web form: one widget for each field of a model, with the words from the vocabularies.

What is made here is Decap CMS's configuration of a field (``name``, ``label``, ``widget``, ``hint`` …), as plain data.
Five keys are our own, read by ``.ci/admin/src``: ``plain`` (a number, date or yes/no stands without quotes),
``word_as`` (one word in place of a record means these fields), ``alone`` (and that is how it is written when there is
nothing else), ``inline`` (the record stands on one line) and ``also`` (other spellings of an option).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from macros.labels import labels
from macros.model.evidence import SMALL
from macros.vocabulary import UNKNOWN, Value, Vocabularies

Widget = dict[str, Any]
LONG = {"summary", "reason", "scope", "covers", "adapted", "result", "text", "caption"}
"""Texts of more than a line."""
LEFT_OUT = {"price_model", "hide"}
"""Fields that only programs use, or that hold a whole model: kept as they are in the file, never shown."""
FILE_BESIDE = "ya?ml"
"""In the pattern of a field that names a data file beside the write-up: left out for the same reason."""
WHOLE = r"^(0|[1-9]\d{0,11})$"
DECIMAL = r"^-?\d{1,15}(\.\d{1,10})?$"
LOOSE_DATE = r"^\d{4}(-\d{2}){0,2}$"
URL = r"^https?://[^\s<>\"'`\\{}|^]+\.[^\s<>\"'`\\{}|^]+$"
EMAIL = r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9æøåÆØÅ-]+(\.[A-Za-z0-9æøåÆØÅ-]+)+$"


@dataclass(frozen=True)
class Words:
    """Where options come from."""

    vocabularies: Vocabularies
    tools: tuple[tuple[str, str], ...] = ()

    def vocabulary(self, name: str, unknown: bool) -> Widget:
        """The words of a vocabulary that are still in use."""
        options = [_option(v) for v in self.vocabularies[name] if not v.valid_to]
        if unknown:
            options.append({"label": labels()("admin.unknown"), "value": UNKNOWN})
        return {"options": options}

    def tool_slugs(self) -> Widget:
        """Every tool by its title."""
        return {"options": [{"label": title, "value": slug} for slug, title in self.tools]}


def _option(value: Value) -> Widget:
    also = [w for w in value.spellings() if w not in (value.key, value.name())]
    return {"label": value.name(), "value": value.key, **({"also": also} if also else {})}


def fields_of(model: type[BaseModel], record: str, words: Words) -> list[Widget]:
    """A widget for each field of ``model``. ``record`` (``project``, ``tool`` …) chooses among labels of equal name."""
    schema = model.model_json_schema(by_alias=True, mode="validation")
    return _fields(schema, schema.get("$defs", {}), record, words)


def _fields(schema: Mapping[str, Any], defs: Mapping[str, Any], record: str, words: Words) -> list[Widget]:
    required = schema.get("required", ())
    found = [
        _field(name, node, name in required, defs, record, words)
        for name, node in schema["properties"].items()
        if name not in LEFT_OUT and FILE_BESIDE not in str(node)
    ]
    # What everybody fills in comes first; the rarer fields follow, closed until they are needed.
    return sorted(found, key=lambda f: not f.get("required", True) and f["widget"] in ("list", "object"))


def _field(
    name: str, node: Mapping[str, Any], required: bool, defs: Mapping[str, Any], record: str, words: Words
) -> Widget:
    t = labels()
    shapes = list(_shapes(node, defs))
    many = any(s.get("type") == "array" for s in shapes)
    if many:
        items = [s["items"] for s in shapes if s.get("type") == "array" and "items" in s]
        shapes = [inner for item in items for inner in _shapes(item, defs)]
    widget: Widget = {"name": name, "label": label(record, name)}
    inner = next((s for s in shapes if "properties" in s), None)
    vocabulary = next((s for s in shapes if "x-vocabulary" in s), None)
    if inner is not None:
        fields = _fields(inner, defs, name, words)
        if not many and not required:
            # Decap asks for the parts of a record nobody has begun on; our own check asks only when somebody has.
            fields = [f | {"required": False} for f in fields]
        widget |= {"widget": "list" if many else "object", "fields": fields, "collapsed": not required}
        if many:
            widget |= {"label_singular": t(f"admin.one.{name}"), "summary": _summary(fields)}
        else:
            widget |= _one_word(fields) | {"inline": True}
    elif vocabulary is not None:
        unknown = bool(vocabulary.get("x-unknown"))
        widget |= {"widget": "select", **words.vocabulary(str(vocabulary["x-vocabulary"]), unknown)}
        widget |= {"multiple": True} if many else {}
    elif name in ("tools", "related"):
        widget |= {"widget": "select", "multiple": True, **words.tool_slugs()}
    elif many:
        # With a field of its own for each text: the plain list would split «DHO Agder, Kristiansand» at the comma.
        one = {"name": "text", "label": label(record, name), **_simple(name, shapes), "required": False}
        widget |= {"widget": "list", "field": one, "collapsed": False}
    else:
        widget |= _simple(name, shapes)
    widget["required"] = required
    description = str(node.get("description", ""))
    if description:
        widget["hint"] = description
    return widget


def _one_word(fields: list[Widget]) -> Widget:
    """Which fields one word alone fills: both ends of a phase, the value of a measurement."""
    names = [f["name"] for f in fields]
    if names[:2] == ["start", "end"]:
        return {"word_as": ["start", "end"]}
    # A number is a measurement, and a title is a source: so they are written when there is nothing else.
    return {"word_as": names[:1]} | ({"alone": True} if names[0] in ("value", "title") else {})


def _summary(fields: list[Widget]) -> str:
    """What a closed item of a list shows: its most telling text."""
    names = [f["name"] for f in fields]
    for name in ("description", "title", "organisation", "version"):
        if name in names:
            return f"{{{{fields.{name}}}}}"
    return f"{{{{fields.{names[0]}}}}}"


def _simple(name: str, shapes: list[Mapping[str, Any]]) -> Widget:
    t = labels()
    kinds = {s.get("type") for s in shapes}
    unknown = any(s.get("const") == UNKNOWN for s in shapes)
    small = any(s.get("const") == SMALL for s in shapes)
    formats = {s.get("format") for s in shapes}
    patterns = [str(s["pattern"]) for s in shapes if "pattern" in s]

    def checked(pattern: str, message: str, **more: Any) -> Widget:
        return {"widget": "string", "pattern": [pattern, t(f"admin.pattern.{message}")], **more}

    if "date" in formats:
        return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False, "plain": True}  # fmt: skip
    if LOOSE_DATE in patterns:
        return checked(LOOSE_DATE, "loose_date", plain=True)
    if "uri" in formats:
        return checked(URL, "url")
    if "email" in formats:
        return checked(EMAIL, "email")
    if small:
        whole = "integer" in kinds
        return checked(f"^{SMALL}$|{WHOLE if whole else DECIMAL}", "count" if whole else "measure", plain=True)
    if "integer" in kinds:
        return checked(f"^{UNKNOWN}$|{WHOLE}" if unknown else WHOLE, "hours" if unknown else "whole", plain=True)
    if "number" in kinds:
        return checked(DECIMAL, "number", plain=True)
    if "boolean" in kinds:
        options = [{"label": t(f"admin.{v}"), "value": w} for v, w in (("yes", "true"), ("no", "false"))]
        return {"widget": "select", "plain": True, "options": options}
    if name == "file":
        return {"widget": "file", "choose_url": False, "media_library": {"config": {"multiple": False}}}
    if patterns:
        return checked(patterns[0], "version" if name == "version" else "slug")
    return {"widget": "text" if name in LONG else "string"}


def _shapes(node: Mapping[str, Any], defs: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The alternatives of a node, with references followed."""
    if "$ref" in node:
        yield from _shapes(defs[node["$ref"].rsplit("/", 1)[-1]], defs)
        return
    for key in ("anyOf", "oneOf", "allOf"):
        if key in node:
            for item in node[key]:
                yield from _shapes(item, defs)
            return
    yield node


def label(record: str, name: str) -> str:
    """What a field is called in the form: in this record if it has words of its own there, otherwise everywhere."""
    t: Callable[[str], str] = labels()
    entries = labels().entries
    return t(f"admin.field.{record}.{name}" if f"admin.field.{record}.{name}" in entries else f"admin.field.{name}")
