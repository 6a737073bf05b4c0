"""Interface words: every word a reader sees that is not a vocabulary value. One folder per language, equal keys.

``<language>/<part>.yml``: the parts (site, forms, …) keep the files readable, and a part is read when a word of it is
asked for: to judge one text, few are. Keys are common to them all, each at the beginning of a line.

An entry is ``key: {text: "…", where: "…"}``; ``where`` says where the word appears, for whoever translates it.
Text with a count has ``one`` and ``other`` instead of ``text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DEFAULT_LANGUAGE = "nb"
WRITTEN_STANDARDS = ("nb", "nn")
"""The languages that have interface words. Around a page in another language stands bokmål."""


_KEY = re.compile(r"(?m)^([^\s#:]+):")


class _Read(dict[str, dict[str, str]]):
    """The entries that have been read; the text that another stands in is read when it is asked for."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self.plain: dict[str, str] = {}
        """Those that have been read and are the same whatever they are asked with."""
        self.waiting = {key: text for text in texts for key in _KEY.findall(text)}

    def __missing__(self, key: str) -> dict[str, str]:
        read: dict[str, dict[str, str]] = yaml.load(self.waiting[key], Loader=yaml.CSafeLoader)
        self.update(read)
        self.plain.update({k: entry["text"] for k, entry in read.items() if "{" not in entry.get("text", "{")})
        return self[key]


class Entries(Mapping[str, dict[str, str]]):
    """The entries of some files by their keys, in the order of the files."""

    def __init__(self, texts: list[str]) -> None:
        self.read = _Read(texts)

    def __getitem__(self, key: str) -> dict[str, str]:
        return self.read[key]

    def __contains__(self, key: object) -> bool:
        return key in self.read.waiting

    def __iter__(self) -> Iterator[str]:
        return iter(self.read.waiting)

    def __len__(self) -> int:
        return len(self.read.waiting)


@dataclass(frozen=True, slots=True)
class Labels:
    """The interface words of one language. Call it: ``labels("card.hours", hours="200")``."""

    language: str
    entries: Entries

    def __call__(self, key: str, count: int | None = None, **values: Any) -> str:
        """The text for ``key`` with ``{names}`` filled in. Raises KeyError for an unknown key: that is a bug."""
        read = self.entries.read
        if plain := read.plain.get(key):  # hundreds of times a page
            return plain
        entry = read[key]
        text = entry["text"] if "text" in entry else entry["one" if count == 1 else "other"]
        return text.format(count=count, **values) if "{" in text else text


def labels(language: str = DEFAULT_LANGUAGE) -> Labels:
    """The words of ``language``; a language without a file of its own uses bokmål."""
    return _labels(language)  # one cache, whether the language is named or not


@cache
def _labels(language: str) -> Labels:
    files = sorted((Path(__file__).parent / language).glob("*.yml"))
    return Labels(language, Entries([f.read_text(encoding="utf-8") for f in files])) if files else labels()


def field_label(record: str, name: str) -> str:
    """What readers and authors call a field: in this record if it has words of its own there, otherwise everywhere."""
    t = labels()
    own = f"admin.field.{record}.{name}"
    return t(own if own in t.entries else f"admin.field.{name}")
