"""Whatever stops the engine, as sentences an editor can act on: never a traceback, never only English."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from mkdocs.exceptions import Abort, MkDocsException

from macros.content.files.decoding import reason
from macros.content.files.destinations import DestinationError
from macros.engine.clock import ClockError
from macros.words.problems import Place, Problem, problem
from macros.words.problems.engine_words import CONFIG, is_noise, is_told, lines_of, translated

DETAILS = ".cache/feil.txt"


class BuildError(Exception):
    """Nothing was published; the message says why, a line for each problem."""


@contextmanager
def as_build_errors(root: Path, heard: list[str]) -> Iterator[None]:
    """Turns everything that can go wrong inside into a BuildError. ``heard`` is what the engine has warned of."""
    try:
        yield
    except BuildError:
        raise
    except (DestinationError, ClockError) as error:
        raise BuildError(str(error)) from None
    except (MkDocsException, SystemExit) as error:
        own = str(error).split("\n") if isinstance(error, Abort) else []  # the hook's own words
        english = [] if isinstance(error, Abort) else str(error).split("\n")
        lines = [sentences(root, [*heard, *english]), *(line for line in own if not is_noise(line))]
        raise BuildError("\n".join(dict.fromkeys(filter(None, lines)))) from None
    except Exception as error:
        raise BuildError(_unexpected(root, error).as_text()) from error


def sentences(root: Path, said: list[str]) -> str:
    """Our words for the lines the engine said; lines that are ours already stay as they are."""
    places = lines_of((root / CONFIG).read_text(encoding="utf-8", errors="replace"))
    lines = [line for line in said if not is_noise(line)]
    ours = [line if is_told(line) else translated(line, places).as_text() for line in lines]
    return "\n".join(dict.fromkeys(ours))


def _unexpected(root: Path, error: Exception) -> Problem:
    """A fault of the templates, the machine or the program; the whole of it is kept in a file for a developer."""
    if isinstance(error, TemplateNotFound):
        return problem("BY008", "overrides", Place(), value=str(error.name), detail="den finnes ikke")
    if isinstance(error, TemplateError):
        path, line = _in_checkout(root, error)
        if isinstance(error, TemplateSyntaxError):
            path, line = _relative(root, error.filename or path), error.lineno
        return problem("BY008", path, Place(line), value=Path(path).name, detail=str(error.message or error))
    if isinstance(error, OSError):
        file = _relative(root, str(error.filename)) if error.filename else CONFIG
        return problem("BY010", file, Place(), value=file, detail=reason(error))
    path, line = _in_checkout(root, error)
    details = root / DETAILS
    try:
        details.parent.mkdir(exist_ok=True)
        details.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return problem("BY011", path, Place(line), value=type(error).__name__, detail=str(error))
    return problem("BY011", path, Place(line), value=type(error).__name__, detail=str(error), file=DETAILS)


def _in_checkout(root: Path, error: Exception) -> tuple[str, int]:
    """File and line of the innermost step that lies in the checkout."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = _relative(root, frame.filename)
        if not path.startswith(("/", ".venv")) and "site-packages" not in path:
            return path, frame.lineno or 1
    return CONFIG, 1


def _relative(root: Path, name: str) -> str:
    path = Path(name)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else name
