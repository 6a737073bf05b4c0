"""A field that does not exist: written in Norwegian, in another case, in the wrong place, or just misspelt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel

from macros.content.model import Project, Tool
from macros.content.model.fields.reference import shape_of
from macros.words.labels import labels
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import fold
from macros.words.vocabulary.near import alike

LANGUAGES = ("nb", "nn")


@cache
def spellings() -> Mapping[str, tuple[str, ...]]:
    """Column (``title``, ``phase.start``) -> what people call it, the heading of an exported table first.

    A field without a line in ``field_names.yml`` is called what the form calls it, in both written standards.
    """
    written: dict[str, list[str]] = _listed()["columns"]
    every = {**written, **{name: _called(name) for name, shape in shape_of(Project).fields.items() if not shape.fields}}
    return {name: tuple(written.get(name) or words) for name, words in every.items() if written.get(name) or words}


@cache
def _listed() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(
        Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
    )
    return found


def _called(name: str) -> list[str]:
    keys = [(labels(language), f"admin.field.{name}") for language in LANGUAGES]
    return list(dict.fromkeys(words(key) for words, key in keys if key in words.entries))


@cache
def _meanings() -> Mapping[str, tuple[str, ...]]:
    """What people write -> the fields that are called so; which of them is meant depends on where it stands."""
    found: dict[str, tuple[str, ...]] = {}
    outermost = {name: words for name, words in spellings().items() if "." not in name}
    for part in (outermost, _listed()["front_matter"]):
        for name, words in part.items():
            for word in (*words, *_called(name)):
                found[fold(word)] = tuple(dict.fromkeys((*found.get(fold(word), ()), name)))
    return found


@cache
def _elsewhere() -> Mapping[str, str]:
    """What people put on top of a text on other sites -> where it is written here."""
    return {fold(word): place for place, words in _listed()["elsewhere"].items() for word in words}


def in_norwegian(name: str, known: Collection[str]) -> str:
    """The field among ``known`` that people call ``name``; empty when there is none, or ``name`` is a field itself."""
    fits = [field for field in _meanings().get(fold(name), ()) if field in known]
    return fits[0] if fits and name.strip().casefold() not in known else ""


MANY = 14
"""With more fields than this a message does not list them."""


def meant(name: str, known: list[str]) -> str | None:
    """The field among ``known`` that ``name`` is another way of writing, or nearly is; None when nobody can tell."""
    plain = name.strip().casefold()
    if translated := in_norwegian(name, known):
        return translated
    spelt = plain.replace("-", "_").replace(" ", "_")
    if fold(name) in _elsewhere() and spelt not in known:
        return None
    return spelt if spelt in known else alike(name, known)


def unknown_field(
    model: type[BaseModel], path: str, place: Place, field: str, value: str, known: list[str], top: bool
) -> Problem:
    """The problem of the field ``field`` (dotted), where ``known`` are those there are; ``top`` when nothing is around."""
    name = field.rsplit(".", 1)[-1]
    plain = name.strip().casefold()
    if translated := in_norwegian(name, known):
        return problem("FM150", path, place, field, value, name=name, write=translated)
    first, _, rest = name.strip().partition(" ")
    if first in known and rest and not value:
        return problem("FM124", path, place, field, name, write=f"{first}: {rest}")
    spelt = plain.replace("-", "_").replace(" ", "_")
    if spelt in known:
        return problem("FM151", path, place, field, value, name=name, write=spelt)
    if model in (Project, Tool):
        outermost = shape_of(model).fields
        if not top and name in outermost:
            return problem("FM152", path, place, field, value, name=name, around=field.split(".")[0])
        inside = [outer for outer, shape in outermost.items() if name in shape.fields]
        if top and model is Project and (instead := _elsewhere().get(fold(name))):
            return problem("FM155", path, place, field, value, name=name, write=instead)
        if top and inside:
            return problem("FM153", path, place, field, value, name=name, around=inside[0])
        other = Tool if model is Project else Project
        if top and name in shape_of(other).fields:
            kind, own = ("verktøy", "prosjekter") if model is Project else ("prosjekter", "verktøy")
            own_name = next(
                (known_name for known_name in known if known_name in (f"{name}s", name.removesuffix("s"))), None
            )
            return problem("FM154", path, place, field, value, name=name, kind=kind, own=own, suggestion=own_name)
    allowed = ", ".join(known) if len(known) <= MANY else None
    return problem("FM020", path, place, field, value, suggestion=meant(name, known), allowed=allowed)
