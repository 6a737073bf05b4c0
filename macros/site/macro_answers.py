"""The macro calls of editorial pages, tried before the site is built: each wrong one with its page and line, all at once.

Only calls with fixed values pass (``intake.page_calls``), so each can be made here: only the macro knows what it takes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import astuple
from datetime import date
from functools import partial, wraps
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.content.kept.slots import Slots
from macros.content.kept.source import of_code
from macros.content.pages.editorial import EditorialPage
from macros.content.pages.macro_calls import argument_mistake
from macros.library.library import Library
from macros.text.json_text import to_compact_json
from macros.words.labels import WRITTEN_STANDARDS, labels
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary.near import alike

Macro = Callable[..., Any]
FOLDER = ".cache/answers"


def every_macro(
    library: Library, day: date, edit_uri: str = "", root: Path | None = None
) -> dict[str, dict[str, Macro]]:
    """Language -> name -> macro: the views' own, and the one that needs to know where the files are edited. None shows a
    text of a project, so what each answered in the checkout at ``root`` is kept while no fact is another."""
    from macros.authoring.share import share_experience  # every view comes with them, and an edited text asks for none
    from macros.site.macros import editor_macros

    kept = _kept(library, day, root)
    found = {}
    for language in WRITTEN_STANDARDS:
        made = editor_macros(library.facts, day, language)
        found[language] = {name: _remembered(kept, f"{language} {name}", macro) for name, macro in made.items()}
    for language, named in found.items():
        share = partial(share_experience, library.vocabularies, edit_uri, language, library.mailbox)
        named["share_experience"] = _remembered(kept, f"{language} share_experience {edit_uri}", share)
    return found


def _remembered(kept: Slots, name: str, macro: Macro) -> Macro:
    @wraps(macro)
    def call(*args: Any, **kwargs: Any) -> Any:
        def told() -> bytes:
            answer = macro(*args, **kwargs)
            return (b"html " if isinstance(answer, Markup) else b"text ") + str(answer).encode()

        kind, _, answer = kept.get(f"{name} {args!r} {sorted(kwargs.items())!r}", told).decode().partition(" ")
        return Markup(answer) if kind == "html" else answer  # noqa: S704  (as the macro gave it)

    return call


def answers(library: Library, day: date, root: Path | None = None) -> tuple[dict[str, str], list[Problem]]:
    """Path of each editorial page -> what its calls answer, one after another; and what is wrong with them. ``root`` as in
    ``every_macro``."""
    told = json.loads(
        _kept(library, day, root).get("pages", lambda: _answered(library, every_macro(library, day, root=root)))
    )
    return told[0], [Problem(*each) for each in told[1]]


def _answered(library: Library, macros: Mapping[str, Mapping[str, Macro]]) -> bytes:
    from macros.site.macros import MistakeError

    found: dict[str, str] = {}
    problems: list[Problem] = []
    for page in library.editorial:
        named = macros[labels(page.language).language]
        said: list[str] = []
        for call in page.judged:
            if call.name not in named:
                problems.append(unknown(call.name, named, page.path, call.place))
                continue
            try:
                answer = str(named[call.name](*call.values, **dict(call.options)))
            except (MistakeError, TypeError) as error:
                problems.append(mistake(error, call.name, page.path, call.place))
            else:
                said += [answer] if call in page.calls else []
        found[page.path] = "\n".join(said)
    return to_compact_json([found, [astuple(problem) for problem in problems]])


def _kept(library: Library, day: date, root: Path | None) -> Slots:
    return Slots(root / FOLDER if root else None, library.facts_from, of_code(), day.isoformat())


def unknown_calls(pages: Iterable[EditorialPage], named: Collection[str]) -> Iterator[Problem]:
    """Calls of macros that there are none of: all that can be told of calls before the word lists can be read."""
    for page in pages:
        yield from (unknown(c.name, named, page.path, c.place) for c in page.judged if c.name not in named)


def mistake(error: Exception, name: str, path: str, place: Place) -> Problem:
    """What a macro said when it was called: a word it does not know, or arguments it does not take."""
    from macros.site.macros import MistakeError

    if isinstance(error, MistakeError):
        return problem("MK002", path, place, name, error.value, allowed=error.allowed, suggestion=error.suggestion)
    code, value = argument_mistake(str(error)) or ("MK004", "")
    return problem(code, path, place, name, value, detail=str(error))


def unknown(name: str, known: Iterable[str], path: str, place: Place) -> Problem:
    """The problem of a macro that there is none of (MK001), with the one that may have been meant."""
    return problem("MK001", path, place, value=name, suggestion=alike(name, known))
