"""What a room offers, imported when it is first asked for: a check should not wait for the library of workbooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def on_demand(places: Mapping[str, str]) -> Callable[[str], Any]:
    """A module's ``__getattr__`` (PEP 562) for ``places``: name -> the module that has it."""

    def get(name: str) -> Any:
        if name not in places:
            raise AttributeError(name)
        return getattr(import_module(places[name]), name)

    return get
