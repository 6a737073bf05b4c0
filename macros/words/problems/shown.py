"""An example of each kind of mistake: what was written, and what should have been. Shown to authors, and tested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class MessageExample:
    """One mistake and its remedy, as ``examples/README.md`` explains.

    ``where`` is what the texts are (``front``, ``body``, ``file`` …), ``made`` that the mistake cannot be made by text
    alone. ``shown`` replaces what readers see where the texts would not tell, as with a file's name.
    """

    part: str
    wrong: str
    right: str
    where: str
    path: str = ""
    right_path: str = ""
    also: Mapping[str, str] = field(default_factory=dict)
    right_also: Mapping[str, str] | None = None
    encoding: str = "utf-8"
    whole: bool = False
    made: bool = False
    shown: Mapping[str, str] = field(default_factory=dict)


@cache
def examples() -> Mapping[str, MessageExample]:
    """Code -> its example."""
    found: dict[str, MessageExample] = {}
    for file in sorted((Path(__file__).parent / "examples").glob("*.yml")):
        part: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        usual = {name[1:]: part.pop(name) for name in [n for n in part if n.startswith("_")]}
        for code, entry in part.items():
            if code in found:
                raise ValueError(f"{file.name}: {code} stands in another file too")
            told = {**usual, **entry}
            told["where"] = told.pop("in", "front")
            found[code] = MessageExample(part=file.stem, **told)
    return found
