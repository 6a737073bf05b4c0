"""The only place that knows the templates: each room has its own, no two of a name. Everything is escaped unless it comes out of another template."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup

from macros import addresses
from macros.words.labels import labels


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(sorted(Path(__file__).parents[1].glob("*/templates"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # templates are code: nothing is gained by asking the disk for each at every use
    )
    environment.globals["at"] = addresses
    return environment


def render(template: str, **values: Any) -> Markup:
    """The HTML of a template. ``t`` in a template looks up an interface word in ``language``; ``at`` is ``addresses``."""
    html = _template(template).render(t=labels(values.get("language", "nb")), **values)
    # Blank lines would end an HTML block when the result stands in a Markdown page.
    return Markup("\n".join([line for line in html.splitlines() if line and not line.isspace()]))  # noqa: S704  (autoescaped above)


@cache
def _template(name: str) -> Template:
    """The template, with what all templates know in a plain dictionary: Jinja's layers are gone through at each use."""
    found = _environment().get_template(name)
    found.globals = dict(found.globals)
    return found


def script_json(value: Any) -> Markup:
    """JSON that can stand in a ``<script>``: no text in it can end the element or start another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&'":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704  (escaped above)


class Compiled(BytecodeCache):
    """Templates as they were compiled, by name and source, for as long as the process lives: the preview asks again and again.
    On no disk, where somebody else could put code."""

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket with what was compiled from the same source."""
        if bucket.key in self._made:
            bucket.bytecode_from_string(self._made[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what has been compiled."""
        self._made[bucket.key] = bucket.bytecode_to_string()
