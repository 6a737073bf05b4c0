"""A program of many modules as one file: on a slow line each file costs a trip, and modules find each other one by one.

Only what our own programs are written in is known: named imports from files beside, and exports where a name is made.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping

SCRIPTS = "assets/js/"
"""Where programs lie."""
PROGRAMS = tuple(
    f"{SCRIPTS}{name}.js"
    for name in (
        "catalogue/catalogue", "compare/compare", "compare/list", "compare/book", "prices/calculator", "prices/workbook",
        "prices/case-paper", "prices/plan", "prices/losers",
    )
)  # fmt: skip
"""What pages and programs fetch of the folders that hold programs of many modules."""
_IMPORT = re.compile(r'^import\s+(?:\{([^}]*)\}|(\w+))\s+from\s+"([^"]+)";\n?', re.MULTILINE)
_PASSED_ON = re.compile(r'^export\s+\{([\w\s,]*)\}\s+from\s+"\./([^"]+)";\n?', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*? |class |const )(\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:export|import)\b(?!\().*", re.MULTILINE)


class ModuleError(ValueError):
    """A program is written in a way that ``joined`` does not know: the line."""


def published(scripts: Mapping[str, str]) -> dict[str, str]:
    """The programs of a site by path, from the modules by path: those of many modules as one file, without the modules."""
    whole = {entry: joined(entry, scripts.__getitem__) for entry in PROGRAMS if entry in scripts}
    folders = {posixpath.dirname(entry) for entry in whole}
    return {**{path: text for path, text in scripts.items() if posixpath.dirname(path) not in folders}, **whole}


def joined(entry: str, read: Callable[[str], str]) -> str:
    """The module at the path ``entry`` with all that it imports from its folder and from what all programs share.

    ``read`` gives a module's text. What it imports from other folders, and what it fetches later, is left where it is. Raises ModuleError.
    """
    return _Joined(posixpath.dirname(entry), read).whole(posixpath.basename(entry))


class _Joined:
    def __init__(self, folder: str, read: Callable[[str], str]) -> None:
        self.folder, self.read = folder, read
        self.outside: dict[str, str] = {}
        self.inside: dict[str, str] = {}
        self.text: list[str] = []
        self.begun: set[str] = set()

    def whole(self, entry: str) -> str:
        last, given = self._module(entry)
        imports = [f'import * as {name} from "{address}";\n' for address, name in self.outside.items()]
        passed_on = [f"const {name} = {source};\n" for name, _, source in map(_parted, given) if source]
        names = ", ".join(name for name, _, _ in map(_parted, given))
        return "".join([*imports, *self.text, last, *passed_on, f"\nexport {{ {names} }};\n" if given else ""])

    def _module(self, name: str) -> tuple[str, list[str]]:
        """The module's own lines, after those of all that it imports, and the names that it gives."""
        if name in self.begun:
            raise ModuleError(f"{name}: imports itself")
        self.begun.add(name)
        given: list[str] = []
        text = _IMPORT.sub(self._taken, self.read(posixpath.normpath(posixpath.join(self.folder, name))))
        text = _PASSED_ON.sub(lambda found: self._passed_on(found, given), text)
        given += _EXPORT.findall(text)
        text = _EXPORT.sub("", text)
        if left := _OTHER.search(text):
            raise ModuleError(f"{name}: {left[0]}")
        return text, given

    def _taken(self, line: re.Match[str]) -> str:
        names, default, address = line[1], line[2], line[3]
        path = posixpath.normpath(posixpath.join(self.folder, address))
        if posixpath.dirname(path) in (self.folder, SCRIPTS.rstrip("/")) and not default:
            source = self._inside(posixpath.relpath(path, self.folder))
        else:
            source = self.outside.setdefault(address, f"outside{len(self.outside)}")
        if default:
            return f"const {default} = {source}.default;\n"
        taken = re.sub(r"\s+as\s+", ": ", names)
        return f"const {{{taken}}} = {source};\n"

    def _passed_on(self, line: re.Match[str], given: list[str]) -> str:
        names = re.findall(r"\w+", line[1])
        source = self._inside(line[2])
        given += [f"{name}: {source}.{name}" for name in names]
        return ""

    def _inside(self, name: str) -> str:
        """The name that a module of the folder has in the whole: it stands there once, whoever imports it."""
        if name not in self.inside:
            text, given = self._module(name)
            self.inside[name] = f"module{len(self.inside)}"
            self.text.append(
                f"const {self.inside[name]} = (() => {{\n{text}\nreturn {{ {', '.join(given)} }};\n}})();\n"
            )
        return self.inside[name]


def _parted(given: str) -> tuple[str, str, str]:
    return given.partition(": ")
