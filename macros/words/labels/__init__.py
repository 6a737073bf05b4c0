"""Interface words: every word a reader sees that is not a vocabulary value. One folder per language, equal keys.

``<language>/<part>.yml``: the parts (site, forms, …) only keep the files readable; keys are common to them all.

An entry is ``key: {text: "…", where: "…"}``; ``where`` says where the word appears, for whoever translates it.
Text with a count has ``one`` and ``other`` instead of ``text``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DEFAULT_LANGUAGE = "nb"
WRITTEN_STANDARDS = ("nb", "nn")
"""The languages that have interface words. Around a page in another language stands bokmål."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The interface words of one language. Call it: ``labels("card.hours", hours="200")``."""

    language: str
    entries: dict[str, dict[str, str]]

    def __call__(self, key: str, count: int | None = None, **values: Any) -> str:
        """The text for ``key`` with ``{names}`` filled in. Raises KeyError for an unknown key: that is a bug."""
        entry = self.entries[key]
        if "text" in entry:
            return entry["text"].format(count=count, **values)
        return entry["one" if count == 1 else "other"].format(count=count, **values)


@cache
def labels(language: str = DEFAULT_LANGUAGE) -> Labels:
    """The words of ``language``; a language without a file of its own uses bokmål."""
    files = sorted((Path(__file__).parent / language).glob("*.yml"))
    if not files:
        return labels(DEFAULT_LANGUAGE)
    entries: dict[str, dict[str, str]] = {}
    for file in files:
        entries |= yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Labels(language, entries)


def field_label(record: str, name: str) -> str:
    """What readers and authors call a field: in this record if it has words of its own there, otherwise everywhere."""
    t = labels()
    own = f"admin.field.{record}.{name}"
    return t(own if own in t.entries else f"admin.field.{name}")
