"""Fields that were replaced by others: what stands there now, with the author's own values, ready to paste.

Source: shared contract of the knowledge base (``outcome`` replaces ``stopped`` and ``in_operation_since``,
``measurements`` replaces ``measured``; ``schema_version`` is gone).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from pydantic import BaseModel

from macros.content.model import Project, Tool
from macros.content.yaml.nodes import Loc, Tree
from macros.words.problems import Problem, problem

RENAMED = {"measured": "measurements"}
"""Old name -> new name, where the value may stay as it is: ``innomed fix`` writes it."""
GONE = frozenset({"schema_version"})
"""Fields whose line is deleted: ``innomed fix`` does it."""
DATE = "ÅÅÅÅ-MM"
"""Stands where only the author knows the date; it is no date, so nobody publishes it by mistake."""


def replaced_field(model: type[BaseModel], known: Collection[str], tree: Tree, loc: Loc, path: str) -> Problem | None:
    """The problem of an old field at ``loc`` of a file that is a ``model``; None when the field is no old one.

    ``known`` are the fields there are at that place.
    """
    name, value = str(loc[-1]), tree.at(loc)
    code, write = _TOLD.get(name, ("", None))
    if not code or not (RENAMED[name] in known if name in RENAMED else len(loc) == 1 and model in (Project, Tool)):
        return None
    shown = value if isinstance(value, str) else ""
    return problem(
        code, path, tree.key_place(loc), tree.named(loc), shown, write=write(value, tree.data) if write else ""
    )


def _measured(value: Any, record: Mapping[str, Any]) -> str:
    return f"measurements: {flow(value if isinstance(value, list) else [value])}"


_YES_OR_NO = ("true", "false", "ja", "nei", "yes", "no")


def _stopped(value: Any, record: Mapping[str, Any]) -> str:
    """The date was that of the event; ``as_of`` is that of the source, so the date goes with the reason."""
    parts = value if isinstance(value, Mapping) else {"reason": value}
    reason, day = str(parts.get("reason") or "…"), parts.get("date")
    reason = "…" if reason.casefold() in _YES_OR_NO else reason
    return _outcome("stanset", record, {"reason": f"{reason} ({day})" if day else reason})


def _in_operation(value: Any, record: Mapping[str, Any]) -> str:
    since = value if isinstance(value, str) and value.casefold() not in _YES_OR_NO else ""
    return _outcome("i-drift", record, {"scope": f"I drift siden {since}" if since else "…"})


def _outcome(status: str, record: Mapping[str, Any], more: Mapping[str, str]) -> str:
    """Filled in with the write-up's first source: where the information most likely stands."""
    sources = record.get("source")
    first = sources[0] if isinstance(sources, list) and sources else sources
    known = first if isinstance(first, Mapping) else {}
    source = {name: known[name] for name in ("title", "url") if known.get(name)}
    as_of = known.get("as_of") or DATE
    shown = source if len(source) > 1 else source.get("title") or "hvor det står"
    return f"outcome: {flow({'status': status, 'as_of': as_of, 'source': shown, **more})}"


_TOLD: Mapping[str, tuple[str, Callable[[Any, Mapping[str, Any]], str] | None]] = {
    "schema_version": ("FM172", None),
    "measured": ("FM173", _measured),
    "stopped": ("FM174", _stopped),
    "in_operation_since": ("FM175", _in_operation),
}


def flow(value: Any) -> str:
    """Plain data on one line of YAML: ``{value: 26, source: "Telling, to uker"}``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    text = "" if value is None else str(value)
    plain = re.fullmatch(r"[\wæøåÆØÅ.]([\wæøåÆØÅ. -]*[\wæøåÆØÅ.])?", text)
    return text if plain else json.dumps(text, ensure_ascii=False)
