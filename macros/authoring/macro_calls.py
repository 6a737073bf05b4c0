"""The macro calls of editorial pages, tried before the site is built: each wrong one with its page and line, all at once.

Only calls with fixed values pass (``intake.page_calls``), so each can be made here: only the macro knows what it takes.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from macros.authoring.share import share_experience
from macros.catalogue.checks import check
from macros.catalogue.library import Library
from macros.intake.load import Content
from macros.intake.macro_calls import argument_mistake
from macros.intake.page_calls import Call
from macros.labels import WRITTEN_STANDARDS, labels
from macros.problems import Place, Problem, problem
from macros.views.macros import MistakeError, editor_macros

Macro = Callable[..., Any]


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
    for page in library.editorial:
        named = macros[labels(page.language).language]
        for call in page.calls:
            yield from _tried(call, named, page.path)


def mistake(error: Exception, name: str, path: str, place: Place) -> Problem:
    """What a macro said when it was called: a word it does not know, or arguments it does not take."""
    if isinstance(error, MistakeError):
        return problem("MK002", path, place, name, error.value, allowed=error.allowed, suggestion=error.suggestion)
    code, value = argument_mistake(str(error)) or ("MK004", "")
    return problem(code, path, place, name, value, detail=str(error))


def unknown(name: str, known: Iterable[str], path: str, place: Place) -> Problem:
    near = difflib.get_close_matches(name, list(known), n=1)
    return problem("MK001", path, place, value=name, suggestion=near[0] if near else None)


def _tried(call: Call, named: Mapping[str, Macro], path: str) -> Iterator[Problem]:
    if call.name not in named:
        yield unknown(call.name, named, path, call.place)
        return
    try:
        named[call.name](*call.values, **dict(call.options))
    except (MistakeError, TypeError) as error:
        yield mistake(error, call.name, path, call.place)


def _editorial(path: str) -> bool:
    return path.startswith("docs/") and not path.startswith("docs/_data/")
