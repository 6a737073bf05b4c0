"""The second wall around what editors write between brackets. The first is ``calls``, which lets only calls through.

Whatever slips past that one meets an environment in which nothing can be reached: no attribute, no item, no file, no
filter, no test, and nothing can be called but the macros.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment


class SealedEnvironment(ImmutableSandboxedEnvironment):
    """Renders calls of ``macros``, and raises SecurityError or another TemplateError for everything else."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def __init__(self, macros: Mapping[str, Callable[..., Any]], **settings: Any) -> None:
        super().__init__(undefined=StrictUndefined, **settings)
        for table in (self.globals, self.filters, self.tests):
            table.clear()
        self.globals.update(macros)
        self._macros = frozenset(map(id, macros.values()))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No attribute is."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Only a macro is."""
        return id(obj) in self._macros

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Nothing is looked up in anything."""
        raise SecurityError("oppslag er ikke lov her")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Nothing is looked up in anything."""
        return self.getitem(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Nothing is worked out: ``"a" * 10**9`` would fill the memory."""
        raise SecurityError("utregninger er ikke lov her")

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:
        """Nothing is worked out."""
        raise SecurityError("utregninger er ikke lov her")
