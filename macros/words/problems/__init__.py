"""A problem in the content: where it is, what is wrong, and what to type instead.

Every room reports problems with this type, and every door (command line, pre-commit, CI, build) shows the same ones.
The words themselves are in ``messages/*.yml``, because they are product text that an editor may improve.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal

import yaml

from macros.text.possible_numbers import masked

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in one place.

    ``path`` is relative to the checkout, ``line`` and ``column`` count from 1, ``code`` names the kind of mistake,
    ``field`` is the dotted name of the field (empty when none), ``value`` what the author wrote.
    """

    path: str
    line: int
    column: int
    code: str
    field: str
    value: str
    message: str
    hint: str
    severity: Severity

    def as_text(self) -> str:
        """``path:line:col: CODE message hint``, one line."""
        label = "" if self.severity == "error" else "advarsel: "
        return f"{shorten(self.path, 300)}:{self.line}:{self.column}: {self.code} {label}{self.message} {self.hint}".rstrip()

    def softened(self) -> Problem:
        """The same as a warning: what stops a published text is only told in a draft."""
        return replace(self, severity="warning")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file: line and column count from 1."""

    line: int = 1
    column: int = 1


@cache
def messages() -> dict[str, dict[str, str]]:
    """Every kind of mistake: code -> ``{message, hint, severity}`` (templates with ``{names}``)."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted((Path(__file__).parent / "messages").glob("*.yml")):
        part: dict[str, dict[str, str]] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if twice := found.keys() & part.keys():
            raise ValueError(f"{file.name}: {', '.join(sorted(twice))} stands in another file too")
        found |= part
    return found


@cache
def fixable() -> dict[str, str]:
    """Kinds of mistake that ``innomed fix`` corrects: code -> what it does, as a sentence for the author."""
    found: dict[str, str] = yaml.safe_load((Path(__file__).parent / "fixable.yml").read_text(encoding="utf-8"))
    return found


def problem(code: str, path: str, place: Place, field: str = "", value: str = "", **context: Any) -> Problem:
    """Builds a problem from its code. A hint whose facts are not known is left out rather than half filled in.

    Personal numbers are hidden in every fact: what is wrong with a value must not be told by showing it to the world.
    """
    template = messages()[code]
    field, value = masked(field), masked(value)
    context = {k: masked(v) if isinstance(v, str) else v for k, v in context.items()}
    if _as_seen(context.get("suggestion")) == _as_seen(value):  # nobody can act on what they have written already
        context.pop("suggestion", None)
    facts = {"field": field, "value": shorten(value), **{k: v for k, v in context.items() if v is not None}}
    return Problem(
        path=masked(path),
        line=max(place.line, 1),
        column=max(place.column, 1),
        code=code,
        field=field,
        value=value,
        message=template["message"].format(**facts),
        hint=_hint(template.get("hint", ""), facts),
        severity="warning" if template.get("severity") == "warning" else "error",
    )


def _as_seen(text: object) -> str:
    """Two texts that a reader cannot tell apart are the same here."""
    return unicodedata.normalize("NFC", text).strip() if isinstance(text, str) else ""


def shorten(value: str, limit: int = 80) -> str:
    """One line of at most ``limit`` characters that is safe in a terminal and a log: control characters are shown."""
    visible = value
    if not value.isprintable():
        visible = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" if c not in "\r\n\t" else " " for c in value)
    return visible if len(visible) <= limit else visible[: limit - 1] + "…"


def _hint(template: str, facts: dict[str, Any]) -> str:
    """Sentences split by ``|`` are kept when all their names are known; after ``||`` comes what to say otherwise."""
    for alternative in template.split("||"):
        kept = [s.strip().format(**facts) for s in alternative.split("|") if _known(s, facts)]
        if any(kept):
            return " ".join(kept)
    return ""


def _known(sentence: str, facts: dict[str, Any]) -> bool:
    return all(facts.get(name) not in (None, "") for name in _names(sentence))


@cache
def _names(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)
