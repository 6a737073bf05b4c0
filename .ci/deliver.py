"""A finished site made ready for a server of one's own: compressed copies of its texts, and what is new in it.

    .ci/deliver.py FOLDER [--compress] [--since OLD]

``--compress`` puts ``x.html.gz`` beside ``x.html``, for servers that send a copy that is there (nginx: ``gzip_static on``); the
same bytes give the same copy. ``--since`` prints a line for each file that is new (+), changed (~) or gone (-) since the
folder OLD, which is what a slow line or a cache must be told. Compressed copies are not among them. Needs Python alone.
"""

from __future__ import annotations

import argparse
import filecmp
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

TEXTS = frozenset(
    (".html", ".css", ".js", ".json", ".jsonld", ".svg", ".xml", ".txt", ".csv", ".ics", ".md", ".webmanifest")
)
SMALLEST = 1024
"""Bytes below which a copy saves nothing: it all fits in one packet."""


def files(folder: Path) -> Iterator[Path]:
    """What lies in a site, without the compressed copies; paths from the folder, in order."""
    found = sorted(f for f in folder.rglob("*") if f.is_file())
    return (f.relative_to(folder) for f in found if not (f.suffix == ".gz" and f.with_suffix("").is_file()))


def compress(folder: Path) -> tuple[int, int]:
    """Writes a copy beside each text. Bytes before and after. Copies of texts that are gone are removed."""
    for copy in sorted(folder.rglob("*.gz")):
        if copy.with_suffix("").suffix in TEXTS and not copy.is_symlink():
            copy.unlink()
    before = after = 0
    for file in map(folder.joinpath, files(folder)):
        if file.suffix in TEXTS and file.stat().st_size >= SMALLEST and not file.is_symlink():
            content = file.read_bytes()
            packed = gzip.compress(content, 9, mtime=0)
            file.with_name(f"{file.name}.gz").write_bytes(packed)
            before, after = before + len(content), after + len(packed)
    return before, after


def changes(old: Path, new: Path) -> Iterator[str]:
    """``+ path``, ``~ path`` and ``- path``, by the path."""
    was, now = set(files(old)), set(files(new))
    for path in sorted(was | now):
        if path not in was:
            yield f"+ {path.as_posix()}"
        elif path not in now:
            yield f"- {path.as_posix()}"
        elif not filecmp.cmp(old / path, new / path, shallow=False):
            yield f"~ {path.as_posix()}"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--compress", action="store_true")
    asked.add_argument("--since", type=Path)
    given = asked.parse_args()
    for folder in filter(None, (given.folder, given.since)):
        if not (folder / "index.html").is_file():
            print(f"Mappen {folder} er ikke et ferdig nettsted: den har ingen index.html.", file=sys.stderr)
            return 2
    if given.since:
        sys.stdout.writelines(f"{line}\n" for line in changes(given.since, given.folder))
    if given.compress:
        before, after = compress(given.folder)
        print(f"Komprimerte kopier: {before / 1e6:.1f} MB er blitt {after / 1e6:.1f} MB.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
