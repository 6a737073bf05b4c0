"""What the engine says in English, as problems of ours. Pure text: nothing here knows the engine itself."""

from __future__ import annotations

import re

from macros.words.problems import Place, Problem, problem

CONFIG = "mkdocs.yml"
_SAID: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # pattern, code, what its groups are: path, value or a fact of the message
    (r"Doc file '(.+?)' contains a link '(.+?)', but the doc '(.+?)' does not contain an anchor '.+?'", "RS002", ("path", "value", "other")),
    (r"Doc file '(.+?)' contains a link '(.+?)', but there is no such anchor on this page", "RS002", ("path", "value")),
    (r"Doc file '(.+?)' contains an unrecognized relative link '(.+?)'(?:.*Did you mean '(.+?)')?", "RS003", ("path", "value", "write")),
    (r"Doc file '(.+?)' contains a link '(.+?)', but the target .*?(?:Did you mean '(.+?)'\?)?$", "RS001", ("path", "value", "suggestion")),
    (r"A reference to '(.+?)' is included in the 'nav' configuration, which is not found", "BY002", ("value",)),
    (r"A reference to '(.+?)' is included in the 'nav' configuration, but this file is excluded", "BY002", ("value",)),
)  # fmt: skip


def translated(line: str, places: dict[str, int]) -> Problem:
    """The problem behind one line the engine said. ``places`` gives the line in ``mkdocs.yml`` for what it names."""
    plain = " ".join(line.split())
    for pattern, code, names in _SAID:
        if match := re.search(pattern, plain):
            said = dict(zip(names, match.groups(), strict=False))
            path = f"docs/{said.pop('path')}" if "path" in said else CONFIG
            value = said.pop("value", None) or ""
            if code == "RS002":
                said["other"] = f"docs/{said.get('other') or path.removeprefix('docs/')}"
            place = Place(places.get(value, places.get(value.split(".")[0], 1))) if path == CONFIG else Place()
            return problem(code, path, place, value=value, **said)
    return problem("BY009", CONFIG, Place(), value=plain)


def is_told(line: str) -> bool:
    """Whether a line is already one of ours (``path:line:col: CODE …``)."""
    return bool(re.match(r"[^\s:]+:\d+:\d+: [A-Z]{2}\d{3} ", line))


def is_noise(line: str) -> bool:
    """Whether the engine only counts what it has said, or says again what we said of the page it was reading."""
    if re.match(r"Error (reading|building) page '.+?': .+:\d+:\d+: [A-Z]{2}\d{3} ", line):
        return True
    return bool(re.fullmatch(r"\s*(Aborted with .*|Exited with code \d|\d+)?\s*", line))


def lines_of(config: str) -> dict[str, int]:
    """The line (from 1) on which each name, page or plugin first stands in the text of ``mkdocs.yml``."""
    found: dict[str, int] = {}
    for number, line in enumerate(config.split("\n"), 1):
        for word in re.findall(r"[\w./-]+", line.split(" #")[0]):
            found.setdefault(word, number)
    return found
