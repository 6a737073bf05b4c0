"""The fields of the editor's web form: one widget for each field of a model, with the words from the vocabularies.

What is made here is Decap CMS's configuration of a field (``name``, ``label``, ``widget``, ``hint`` …), as plain data.
Seven keys are our own, read by ``.ci/admin/src``: ``plain`` (a number, date or yes/no stands without quotes),
``word_as`` (one word in place of a record means these fields), ``alone`` (and that is how it is written when there is
nothing else), ``inline`` (the record stands on one line) , ``also`` (other spellings of an option),
``numbered`` (an empty one gets this letter and the next number) and ``check`` (``told``). ``asked`` is for ``admin._with_body`` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from macros.authoring.form.value_rules import check_of
from macros.content.model.fields.new_words import GROWING, list_of
from macros.content.model.fields.reference import Shape, shape_of
from macros.words.labels import field_label, labels
from macros.words.vocabulary import UNKNOWN, Value, Vocabularies

Widget = dict[str, Any]


@dataclass(frozen=True)
class OptionSource:
    """Where options come from."""

    vocabularies: Vocabularies
    tools: tuple[tuple[str, str], ...] = ()
    site: str = ""
    """What stands before the addresses of the site's pages; see ``AdminSettings.site``."""

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


def fields_of(model: type[BaseModel], record: str, words: OptionSource) -> list[Widget]:
    """A widget for each field of ``model``. ``record`` (``project``, ``tool`` …) chooses among labels of equal name."""
    return _fields(shape_of(model), record, words)


def new_words(words: OptionSource) -> list[Widget]:
    """An organisation or a round that no list has: ``.ci/admin/src/newwords.js`` puts it into its list, in the same proposal."""
    t = labels()

    def part(name: str, **more: Any) -> Widget:
        return {"name": name, "label": t(f"admin.new.{name}"), "widget": "string", "required": True, **more}

    roles = [{"label": field_label("project", role), "value": role} for role in ("owner", "partners")]
    organisation = [
        part("name"),
        part("kind", widget="select", **words.vocabulary("organisation_kinds", unknown=False)),
        part("region", widget="select", required=False, **words.vocabulary("regions", unknown=False)),
        part("role", widget="select", options=roles),  # no default: Decap would begin a word in every project
    ]
    round_ = [
        part("year", pattern=[r"^20\d\d$", t("admin.pattern.year")]),
        part("number", pattern=["^[1-9]$", t("admin.pattern.round")]),
    ]
    return [
        {
            "name": name, "label": t(f"admin.{name}"), "label_singular": t(f"admin.one.{name}"), "widget": "list",
            "hint": t(f"admin.{name}.hint"), "required": False, "collapsed": True, "asked": True,
            "summary": _summary(fields), "fields": fields,
        }
        for name, fields in (("new_organisation", organisation), ("new_round", round_))
    ]  # fmt: skip


def _fields(shape: Shape, record: str, words: OptionSource) -> list[Widget]:
    found = [
        _field(name, inner, record, words) for name, inner in shape.fields.items() if inner.mark("in_form") is not False
    ]
    # What everybody fills in comes first; the rarer fields follow, closed until they are needed.
    return sorted(found, key=lambda f: not f.get("required", True) and f["widget"] in ("list", "object"))


def _field(name: str, shape: Shape, record: str, words: OptionSource) -> Widget:
    t: Callable[..., str] = labels()
    many, required = shape.many, shape.required
    widget: Widget = {"name": name, "label": field_label(record, name)}
    if shape.fields:
        fields = _fields(shape, name, words)
        if not many and not required:
            # Decap asks for the parts of a record nobody has begun on; our own check asks only when somebody has.
            fields = [f | {"required": False} for f in fields]
        widget |= {"widget": "list" if many else "object", "fields": fields, "collapsed": not required}
        if many:
            widget |= {"label_singular": t(f"admin.one.{name}"), "summary": _summary(fields)}
        else:
            widget |= _one_word(fields) | {"inline": True}
    elif shape.vocabulary:
        widget |= {"widget": "select", **words.vocabulary(shape.vocabulary, shape.may_be_unknown)}
        widget |= {"multiple": True} if many else {}
    elif shape.mark("names") == "tools":
        widget |= {"widget": "select", "multiple": True, **words.tool_slugs()}
    elif many:
        # With a field of its own for each text: the plain list would split «DHO Agder, Kristiansand» at the comma.
        one = {"name": "text", "label": field_label(record, name), **_simple(name, shape), "required": False}
        widget |= {"widget": "list", "field": one, "collapsed": False}
    else:
        widget |= _simple(name, shape)
    widget["required"] = required
    hints = [shape.description] if shape.description else []
    if (asked := shape.mark("asked")) is not None:
        widget |= {"asked": True} | ({"default": "{{now}}"} if asked == "today" else {})
    if numbered := shape.mark("numbered"):
        widget["numbered"] = numbered
        hints.append(t("admin.numbered"))
    if shape.vocabulary and (growing := list_of(shape.vocabulary)) in GROWING:
        hints.append(t(f"admin.new.{growing}", name=words.vocabularies[growing].label["nb"]))
    if hints:
        widget["hint"] = " ".join(hints)
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


def _simple(name: str, shape: Shape) -> Widget:
    """One value: what it is written in, and what is said of it beside the field."""
    check = check_of(shape)
    return _written(name, shape, check) | ({"check": check} if check else {})


def _written(name: str, shape: Shape, check: Mapping[str, Any]) -> Widget:
    t, shapes = labels(), shape.single.kinds
    if "date" in {s.get("format") for s in shapes}:
        return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False, "plain": True}  # fmt: skip
    if "good" in check:
        numbers = {s.get("type") for s in shapes} & {"integer", "number"}
        return {"widget": "string", **({"plain": True} if numbers else {})}
    if "boolean" in {s.get("type") for s in shapes}:
        options = [{"label": t(f"admin.{v}"), "value": w} for v, w in (("yes", "true"), ("no", "false"))]
        return {"widget": "select", "plain": True, "options": options}
    if chosen := next((kind["enum"] for kind in shapes if "enum" in kind), ()):
        return {"widget": "select", "options": [{"label": t(f"admin.{name}.{v}"), "value": v} for v in chosen]}
    if name == "file":
        return {"widget": "file", "choose_url": False, "media_library": {"config": {"multiple": False}}}
    return {"widget": "text" if shape.mark("long") else "string"}
