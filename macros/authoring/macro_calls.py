"""The macro calls of editorial pages, tried before the site is built: each wrong one with its page and line, all at once.

A call whose words stand in the page is made, because only the macro knows what it takes. One that is worked out while the
page is rendered (in a loop, from a variable) is left to the build.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from jinja2 import Environment, TemplateError, nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from macros.authoring.share import share_experience
from macros.catalogue.checks import check
from macros.catalogue.library import Library
from macros.intake.load import Content
from macros.intake.macro_calls import argument_mistake
from macros.labels import WRITTEN_STANDARDS, labels
from macros.problems import Place, Problem, problem
from macros.views.macros import MistakeError, editor_macros

Macro = Callable[..., Any]
OTHERS = frozenset({*DEFAULT_NAMESPACE, "caller", "loop", "super", "macros_info", "now", "fix_url", "context"})
"""What Jinja and mkdocs-macros bring themselves."""


def judge(content: Content, day: date) -> list[Problem]:
    """Everything that can be told on ``day`` without building the site, in reading order."""
    found = check(content, day)
    if any(p.severity == "error" and not _editorial(p.path) for p in found):
        return found  # a project that could not be read is no mistake of the page that names it
    library = Library.of(content, day)
    return sorted({*found, *check_calls(library, every_macro(library, day))})


def every_macro(library: Library, day: date, edit_uri: str = "") -> dict[str, dict[str, Macro]]:
    """Language -> name -> macro: the views' own, and the one that needs to know where the files are edited."""
    found = {language: dict(editor_macros(library, day, language)) for language in WRITTEN_STANDARDS}
    for language, named in found.items():
        named["share_experience"] = partial(share_experience, library.vocabularies, edit_uri, language)
    return found


def check_calls(library: Library, macros: Mapping[str, Mapping[str, Macro]]) -> Iterator[Problem]:
    """What is wrong with the calls of every editorial page that could be read."""
    reader = Environment(autoescape=True)
    for page in library.editorial:
        try:
            tree = reader.parse(page.body)
        except TemplateError:
            continue  # told when the page was read
        named = macros[labels(page.language).language]
        own = {n.name for n in tree.find_all(nodes.Name) if n.ctx != "load"} | {
            m.name for m in tree.find_all(nodes.Macro)
        }
        seen: Counter[tuple[int, str]] = Counter()
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and (name := call.node.name) not in own | OTHERS:
                # Jinja tells the line alone: the first call of a name is its first mention there, and so on.
                mentions = [m.start() + 1 for m in re.finditer(rf"\b{name}\b", page.body.split("\n")[call.lineno - 1])]
                column = mentions[min(seen[call.lineno, name], len(mentions) - 1)] if mentions else 1
                seen[call.lineno, name] += 1
                yield from _tried(call, name, named, page.path, Place(page.line + call.lineno - 1, column))


def mistake(error: Exception, name: str, path: str, place: Place) -> Problem:
    """What a macro said when it was called: a word it does not know, or arguments it does not take."""
    if isinstance(error, MistakeError):
        return problem("MK002", path, place, name, error.value, allowed=error.allowed, suggestion=error.suggestion)
    code, value = argument_mistake(str(error)) or ("MK004", "")
    return problem(code, path, place, name, value, detail=str(error))


def unknown(name: str, known: Iterable[str], path: str, place: Place) -> Problem:
    near = difflib.get_close_matches(name, list(known), n=1)
    return problem("MK001", path, place, value=name, suggestion=near[0] if near else None)


def _tried(call: nodes.Call, name: str, named: Mapping[str, Macro], path: str, place: Place) -> Iterator[Problem]:
    if name not in named:
        yield unknown(name, named, path, place)
        return
    try:
        values = [argument.as_const() for argument in call.args]
        options = {pair.key: pair.value.as_const() for pair in call.kwargs}
    except nodes.Impossible:
        return
    if call.dyn_args or call.dyn_kwargs:
        return
    try:
        named[name](*values, **options)
    except (MistakeError, TypeError) as error:
        yield mistake(error, name, path, place)


def _editorial(path: str) -> bool:
    return path.startswith("docs/") and not path.startswith("docs/_data/")
