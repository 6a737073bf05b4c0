"""Ids and classes that belong to the page around a text: read from the templates, so that the list cannot grow old.

An author's text never takes one of them: a program, a style or a link of ours would find the text instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from macros.text.norwegian import slug

_HOUSE = Path(__file__).parents[2]
_OVERRIDES = _HOUSE.parent / "overrides"
ROOTS = {"projects": "project.html", "tools": "tool.html"}
"""The folder of a write-up -> the template of its page."""
_ID = re.compile(r"\bid=\"([^\"]+)\"")
_USES = re.compile(r"\{%-?\s*(?:include|import|from|extends)\s+\"([^\"]+)\"")
_HOLE = re.compile(r"\{\{[^{}]*\}\}")
OURS = ("im-", "md-")
"""How the classes of the site and the theme begin. A text in projects/ or tools/ has no use for any of them."""


@cache
def frame_ids() -> frozenset[str]:
    """Ids on every page and on the lists that scripts work on; one with a hole in it is a pattern."""
    lists = {m for f in _HOUSE.glob("*/*.py") for m in re.findall(r"list_id=\"([\w-]+)\"", _read(f))}
    own = {i for f in _templates().values() for i in _ID.findall(_read(f)) if i.startswith(OURS)}
    return frozenset({*lists, *own, *(i for f in _OVERRIDES.rglob("*.html") for i in _ID.findall(_read(f)))})


@cache
def frame_classes() -> frozenset[str]:
    """Classes of the frame around the text, those of buttons apart."""
    files = (_OVERRIDES / "main.html", _OVERRIDES / "base.html", *(_OVERRIDES / "partials").glob("*.html"))
    found = {name for f in files for value in re.findall(r"class=\"([^\"{]+)\"", _read(f)) for name in value.split()}
    return frozenset(found - {"im-deep", "no-js"})  # a ground that editors may lay a part of a page on


@cache
def page_ids(folder: str) -> frozenset[str]:
    """Ids that the page of a write-up in ``folder`` has around its text."""
    wanted, seen = [ROOTS[folder]] if folder in ROOTS else [], set()
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            wanted += _USES.findall(_read(_templates()[name]))
    return frozenset(i for name in seen for i in _ID.findall(_read(_templates()[name])))


@cache
def _pattern(folder: str) -> re.Pattern[str]:
    ids = frame_ids() | page_ids(folder)
    shapes = {_HOLE.sub("\0", i) for i in ids}
    literal = [re.escape(s).replace("\0", ".+") for s in sorted(shapes) if len(s.replace("\0", "")) > 2]
    return re.compile("|".join([*literal, "__.*"]))


def is_taken(name: str, folder: str) -> bool:
    """Whether the page of a text in ``folder`` (``projects``, ``tools`` or ``docs``) has the id ``name`` already."""
    return bool(_pattern(folder).fullmatch(name))


@cache
def anchors_of(folder: str) -> Callable[[str, str], str]:
    """The ``slugify`` of Markdown's ``toc`` for texts in ``folder``: the id of a heading, made from its words.

    ``Milepælsplanen`` -> ``milepaelsplanen``, as in every address of ours. An id that the page has already gets
    ``-i-teksten`` behind it, and a heading without letters is called ``avsnitt``. The separator is always a hyphen.
    """

    @lru_cache(maxsize=4_096)  # most write-ups have the same headings
    def anchor(text: str, separator: str = "-") -> str:
        name = slug(text) or "avsnitt"
        return f"{name}-i-teksten" if is_taken(name, folder) else name

    return anchor


@cache
def _templates() -> dict[str, Path]:
    """Every room's templates by name."""
    return {file.name: file for file in _HOUSE.glob("*/templates/*.html")}


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
