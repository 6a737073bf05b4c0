"""Files beside a write-up: which are published, and which are refused and why."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from macros.intake.yaml_nodes import Tree
from macros.model import Download
from macros.problems import Place, Problem, problem

MAX_MEGABYTES = 20
# How each allowed type of file begins. Office files are ZIP archives; text has no signature.
SIGNATURES: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".xlsx": (b"PK\x03\x04",),
    ".docx": (b"PK\x03\x04",),
    ".pptx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",),
    ".ods": (b"PK\x03\x04",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".csv": (),
    ".txt": (),
}


def check_downloads(folder: Path | None, downloads: tuple[Download, ...], tree: Tree, path: str) -> Iterator[Problem]:
    """Every download names an allowed file that lies in the record's own folder."""
    for index, download in enumerate(downloads):
        place = tree.place(("downloads", index, "file"))
        yield from check_file(folder, download.file, path, place)


def check_file(folder: Path | None, name: str, path: str, place: Place) -> Iterator[Problem]:
    """One file: a plain name, there, of an allowed type, of a reasonable size, and what its name says."""
    if Path(name).name != name or name.startswith(".") or any(c in name for c in "\\:\0"):
        yield problem("VL002", path, place, value=name)
        return
    file = folder / name if folder else None
    if file is None or not file.is_file() or file.is_symlink():
        names = [p.name for p in folder.iterdir()] if folder else []
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
        yield problem("VL001", path, place, value=name, suggestion=near[0] if near else None)
        return
    ending = file.suffix.lower()
    if ending not in SIGNATURES:
        yield problem("VL003", path, place, value=name, allowed=", ".join(SIGNATURES))
        return
    if file.stat().st_size > MAX_MEGABYTES * 1_000_000:
        yield problem("VL004", path, place, value=name, limit=MAX_MEGABYTES)
        return
    with file.open("rb") as stream:
        start = stream.read(16)
    if SIGNATURES[ending] and not start.startswith(SIGNATURES[ending]):
        yield problem("VL005", path, place, value=name)


def unmentioned(folder: Path, used: set[str], path: str) -> Iterator[Problem]:
    """Files that lie in the folder but that no text and no download names: said, not published."""
    for file in sorted(folder.iterdir()):
        if file.name != "index.md" and not file.name.startswith(".") and file.name not in used:
            yield problem("VL006", path, Place(), value=file.name)
