"""No test reads the real content: what lies in projects/, tools/ and docs/ is the authors', and changes every week.

Python runs a module of this name when it starts, so every program that a test starts is held to the rule as well.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[2])
READS = ("open", "os.listdir", "os.scandir")
PROGRAM = ("docs/assets/", "docs/favicon.ico")
CONTENT = ("projects/", "tools/", "docs/")


class RealContentError(AssertionError):
    """A test asked for the real content. It belongs to authors: use ``tests/content/`` or ``make_checkout``."""


def is_real_content(path: object) -> bool:
    """Whether ``path`` is a file or folder of content of this checkout itself."""
    if not isinstance(path, (str, bytes, os.PathLike)):
        return False
    text = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 (for every open file: must be quick)
    if not text.startswith(ROOT + os.sep):
        return False
    inside = text[len(ROOT) + 1 :].replace(os.sep, "/") + "/"
    return inside.startswith(CONTENT) and not inside.startswith(PROGRAM)


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event not in READS or not arguments:
        return
    path, by_number = arguments[0], event == "open" and arguments[1] is None
    if by_number and not str(path).startswith("/"):  # beneath a folder that is open (shutil.rmtree): nobody says which
        return
    if is_real_content(path):
        raise RealContentError(f"A test reads real content: {path!r}")


sys.addaudithook(_hook)
