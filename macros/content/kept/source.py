"""What a result was made from, as a digest: files by their bytes, and the code and the libraries that read them."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parent.parent.parent
ROOMS = ("text", "addresses.py", "words", "content")
"""What reading passes: no room of the spine imports from those after it."""
_SOURCES = (".py", ".yml", ".html", ".xml", ".mo")


def digest(*parts: bytes | str) -> str:
    """SHA-256 of the parts, told apart by their length."""
    total = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        total.update(b"%d:" % len(content) + content)
    return total.hexdigest()


def of_files(root: Path, names: Iterable[str]) -> str:
    """Every file and folder under those names, by path and content: what is renamed, added or taken away is seen too."""
    total = hashlib.sha256()
    for name in names:
        top = root / name
        for file in sorted([top, *top.rglob("*")] if top.is_dir() else [top]):
            path = file.relative_to(root).as_posix().encode("utf-8", "surrogateescape")
            kind, content = _content(file)
            total.update(b"%b %d %d:" % (kind, len(path), len(content)) + path + content)
    return total.hexdigest()


def _content(file: Path) -> tuple[bytes, bytes]:
    if file.is_symlink():
        return b"link", bytes(file.readlink())
    if not file.is_file():
        return b"folder" if file.is_dir() else b"other" if file.exists() else b"none", b""
    try:
        return b"file", hashlib.sha256(file.read_bytes()).digest()
    except OSError:
        return b"shut", b""


@cache
def of_code(*rooms: str) -> str:
    """The code of the rooms (of all, when none is named) with their words and templates, and every installed library."""
    return digest(
        sys.version, *_libraries(), *(part for room in rooms or (".",) for part in (room, _code(HOUSE / room)))
    )


@cache
def _code(top: Path) -> str:
    """A file, or a folder with all that lies in it: each is read once, however many ask for it."""
    if top.is_file():
        return digest(top.read_bytes())
    inside = (f for f in sorted(top.iterdir()) if f.suffix in _SOURCES or (f.is_dir() and f.name != "__pycache__"))
    return digest(*(part for f in inside for part in (f.name, _code(f))))


@cache
def _libraries() -> list[str]:
    """Name and version of everything that is installed, as the folders of their facts are called."""
    places = {Path(place) for place in sys.path if place}
    return sorted({f.name for place in places if place.is_dir() for f in place.glob("*.dist-info")})
