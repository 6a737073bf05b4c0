"""The only place that knows the templates: each room has its own, no two of a name. Everything is escaped unless it comes out of another template."""

from __future__ import annotations

import json
import os
from collections.abc import MutableMapping
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from macros import addresses
from macros.words.labels import labels


class _Plain(Context):
    """What a template calls is called as it is: none of our functions asks for the template's context."""

    def call(self, called: Any, /, *given: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any) -> Any:
        return called(*given, **named)


class _Environment(Environment):
    context_class = _Plain

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What all templates know, in a plain dictionary: the library's layers are gone through at each use."""
        return {**self.globals, **(d or {})}


@cache
def _environment() -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(sorted(Path(__file__).parents[1].glob("*/templates"))),
        autoescape=True,
        cache_size=-1,  # all there are
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=compiled(),
        auto_reload=False,  # templates are code: nothing is gained by asking the disk for each at every use
    )
    environment.globals["at"] = addresses
    return environment


def render(template: str, **values: Any) -> Markup:
    """The HTML of a template. ``t`` in a template looks up an interface word in ``language``; ``at`` is ``addresses``."""
    html = _environment().get_template(template).render(t=labels(values.get("language", "nb")), **values)
    # Blank lines would end an HTML block when the result stands in a Markdown page.
    return Markup("\n".join([line for line in html.splitlines() if line and not line.isspace()]))  # noqa: S704  (autoescaped above)


def script_json(value: Any) -> Markup:
    """JSON that can stand in a ``<script>``: no text in it can end the element or start another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&'":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704  (escaped above)


class _Compiled(FileSystemBytecodeCache):
    """What is damaged, or cannot be kept, is compiled again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever a reader of damaged bytes calls it
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def compiled() -> BytecodeCache | None:
    """Templates as they were compiled: kept where Python keeps the modules beside them, if it does, and trusted as those are."""
    folder = Path(cache_from_source(__file__)).parent
    return _Compiled(str(folder)) if os.access(folder, os.W_OK) else None
