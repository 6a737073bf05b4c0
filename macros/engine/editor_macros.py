"""The views' macros, registered with mkdocs-macros; and their mistakes, told with page, line and what is allowed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import TemplateAssertionError, meta
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page

from macros.authoring.macro_calls import every_macro, mistake, unknown
from macros.engine.session import session
from macros.intake.macro_calls import unreadable
from macros.labels import DEFAULT_LANGUAGE, labels
from macros.problems import Place, problem
from macros.views.macros import MistakeError


class Stop(SystemExit):
    """Ends the build with a sentence. Not an Exception, because mkdocs-macros prints a traceback for those."""


def register(env: Any) -> None:
    """Called by mkdocs-macros through ``macros.define_env``."""
    current = session(Path(env.conf["config_file_path"]).parent)
    macros = every_macro(current.library, current.day, str(env.conf["edit_uri"] or ""))
    for name in macros[DEFAULT_LANGUAGE]:
        env.macro(_told({language: named[name] for language, named in macros.items()}, name, env), name)


def check_calls(markdown: str, page: Page, config: MkDocsConfig) -> None:
    """Stops at a macro call that cannot be read or whose name is unknown, before it is rendered."""
    if "{" not in markdown:
        return
    plugin: Any = config.plugins["macros"]
    env = plugin.env
    path, offset = _where(page, markdown)
    wrong = unreadable(markdown, path, offset + 1)
    if wrong:
        raise Abort(wrong.as_text())
    tree = env.parse(markdown)
    try:
        env.compile(tree)
    except TemplateAssertionError as error:
        found = problem("MK018", path, Place(offset + error.lineno), value=str(error.message).split("'")[1])
        raise Abort(found.as_text()) from None
    tree = env.parse(markdown)  # compiling changes the tree
    known = set(env.globals) | set(plugin.variables) | set(page.meta)
    for name in sorted(meta.find_undeclared_variables(tree) - known):
        line = next((n for n, text in enumerate(markdown.split("\n"), 1) if name in text), 1)
        raise Abort(unknown(name, env.globals, path, Place(offset + line)).as_text())


def _told(by_language: dict[str, Callable[..., Any]], name: str, env: Any) -> Callable[..., Any]:
    """The macro in the page's language, with its mistakes turned into problems at the line of the call."""

    @wraps(by_language[DEFAULT_LANGUAGE])
    def call(*args: Any, **kwargs: Any) -> Any:
        path, offset = _where(env.page, env.raw_markdown or "")
        function = by_language[labels(str(env.page.meta.get("language", DEFAULT_LANGUAGE))).language]
        try:
            return function(*args, **kwargs)
        except (MistakeError, TypeError) as error:
            raise Stop(mistake(error, name, path, Place(offset + _line())).as_text()) from None

    return call


def _line() -> int:
    """The line of the page that is being rendered, read from Jinja's own frame."""
    frame = sys._getframe()
    while frame:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back  # type: ignore[assignment]
    return 1


def _where(page: Page, markdown: str) -> tuple[str, int]:
    """The file's path in the checkout, and how many lines of front matter stand above the text."""
    text = page.file.content_string
    body = text.find(markdown.lstrip("\n")[:200]) if markdown.strip() else 0
    return f"docs/{page.file.src_uri}", text.count("\n", 0, max(body, 0))
