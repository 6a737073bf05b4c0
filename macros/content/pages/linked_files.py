"""The file in docs/ that a link or a picture of an editorial page leads to, by how it was written in Markdown."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.content.attachments.copies import Shown, shown


def file_beside(written: str, path: str) -> str:
    """The file, from the top of the checkout, that ``written`` on the page at ``path`` leads to; empty when it is an
    address, or leads out of docs/."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    folder = "docs" if parts.path.startswith("/") else posixpath.dirname(path)
    file = posixpath.normpath(posixpath.join(folder, unquote(parts.path).lstrip("/")))
    return file if file.startswith("docs/") else ""


def picture_beside(root: Path, written: str, path: str, address: str, sized: bool = False) -> tuple[str, Shown]:
    """The file of a picture, as ``file_beside`` has it, and how it is shown; ``address`` is what the page fetches it by."""
    file = file_beside(written, path)
    found = root / file if file else Path()
    return file, shown(found, unquote(urlsplit(address).path).removesuffix(found.name) if file else "", sized)
