"""Write-ups that lie in the folders but could not be read: each has told why itself, so nobody else shall miss it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from macros.addresses import SECTIONS
from macros.text.norwegian import slug as slugify
from macros.words.vocabulary.near import alike


def unread_addresses(root: Path, read: Collection[str]) -> frozenset[str]:
    """The addresses that write-ups would have had, were they read. ``read`` are the addresses of those that were.

    A file with a wrong name or ending counts too: whoever links to it has the right address.
    """
    found = {f"{prefix}{slugify(name)}/" for folder, prefix in SECTIONS.items() for name in set(_names(root / folder))}
    return frozenset(found - set(read))


def is_unread(address: str, unread: Collection[str]) -> bool:
    """Whether ``address`` is one of ``unread``, or so like it that the file has only got another name."""
    folder, _, name = address.rstrip("/").rpartition("/")
    if address in unread:
        return True
    # All addresses of a kind begin alike, so what they end in is compared.
    beside = [a.rstrip("/").rpartition("/")[2] for a in unread if a.rstrip("/").rpartition("/")[0] == folder]
    return alike(name, beside, cutoff=0.85) is not None


def _names(folder: Path) -> Iterator[str]:
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.name.startswith((".", "_")) or entry.name == "README.md":
            continue
        yield entry.name.split(".")[0]
        for deep in entry.rglob("*.md") if entry.is_dir() and not entry.is_symlink() else ():
            yield deep.parent.name if deep.name == "index.md" else deep.stem
