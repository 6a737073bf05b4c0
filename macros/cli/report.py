"""Problems as a person, a program or GitHub wants them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from macros.words.problems import Problem

Problems = Sequence[Problem]


def as_text(problems: Problems) -> str:
    """A line a problem, then how many there are."""
    errors = sum(p.severity == "error" for p in problems)
    warnings = len(problems) - errors
    if not problems:
        return "Ingen feil.\n"
    lines = [p.as_text() for p in problems]
    return "\n".join([*lines, "", f"{errors} feil, {warnings} {'advarsel' if warnings == 1 else 'advarsler'}."]) + "\n"


def as_json(problems: Problems) -> str:
    """Only the array, so that a program can read standard output as it is."""
    return json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=1) + "\n"


def as_github(problems: Problems) -> str:
    """GitHub's annotations. Escaped, because text from a write-up could otherwise start a new command."""
    return "".join(
        f"::{p.severity} file={_property(p.path)},line={p.line},col={p.column},title={_property(p.code)}::"
        f"{_data(f'{p.message} {p.hint}'.strip())}\n"
        for p in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Problems], str]] = {"text": as_text, "json": as_json, "github": as_github}


ADVICE = "Kjør «innomed fix»: den retter det som bare har ett riktig svar.\n"


def report(problems: Problems, style: str, advise: Callable[[], bool] | None = None) -> str:
    """The problems in one of the forms. ``advise``, asked only for a person, is whether a command can help."""
    advice = ADVICE if advise and style == "text" and advise() else ""
    return FORMATS[style](problems) + advice
