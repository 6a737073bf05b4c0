"""The views' macros, registered with mkdocs-macros; and the last judgement of a page before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from macros.content.pages.calls import bracketed
from macros.content.pages.editorial import EditorialPage
from macros.content.pages.sealed import SealedEnvironment
from macros.engine.session import begun, session
from macros.site.macro_answers import Macro, every_macro, unknown
from macros.site.output import is_ours
from macros.words.labels import DEFAULT_LANGUAGE, labels
from macros.words.problems import Place, Problem, problem


def register(env: Any) -> None:
    """Called by mkdocs-macros through ``macros.define_env``: the first that is asked of us in a build of MkDocs."""
    root = Path(env.conf["config_file_path"]).parent
    current = begun(root) if is_ours() else session(root)
    macros = every_macro(current.library, current.day, str(env.conf["edit_uri"] or ""), root)
    for name in macros[DEFAULT_LANGUAGE]:
        env.macro(_spoken({language: named[name] for language, named in macros.items()}, env), name)


def seal(config: MkDocsConfig) -> None:
    """Puts our environment in place of the plugin's own, where all of Python could be reached. Stops when it cannot.

    The plugin has no setting for it, so it is done by its private name.
    """
    plugin: Any = config.plugins["macros"]
    sealed = SealedEnvironment(plugin.macros)
    plugin._env = sealed
    if plugin.env is not sealed:
        raise Abort(problem("BY025", "mkdocs.yml", Place(), value="mkdocs-macros-plugin").as_text())


def check_calls(markdown: str, title: str, page: EditorialPage, config: MkDocsConfig) -> None:
    """Stops at whatever is not a call of a known macro with fixed values. mkdocs-macros renders the title too."""
    plugin: Any = config.plugins["macros"]
    current = begun(Path(config.config_file_path).parent)
    known = every_macro(current.library, current.day)[DEFAULT_LANGUAGE]
    wrong: list[Problem] = []
    for text in (markdown, title):
        inside = bracketed(text, page.path, page.line, plugin.env)
        wrong += inside.problems
        wrong += [unknown(c.name, known, page.path, c.place) for c in inside.calls if c.name not in known]
    if wrong:
        raise Abort("\n".join(p.as_text() for p in wrong))


def _spoken(by_language: Mapping[str, Macro], env: Any) -> Macro:
    """The macro in the language of the page it stands on."""

    @wraps(by_language[DEFAULT_LANGUAGE])
    def call(*args: Any, **kwargs: Any) -> Any:
        written = str(env.page.meta.get("language", DEFAULT_LANGUAGE))
        return by_language[labels(written).language](*args, **kwargs)

    return call
