"""Links in a write-up: from what an author types (a file beside this one) to an address on the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from macros.addresses import source_url
from macros.text.patterns import looks_like_email
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary.near import alike

Find = Callable[..., Place]
_FILE = re.compile(r"^[^/]+\.(?!md$)\w{2,5}$")
_EXTERNAL = {"http", "https", "mailto"}


class Links:
    """Resolves the links of one file and remembers which attachments, addresses and files it uses."""

    def __init__(self, root: Path, path: str) -> None:
        self.root, self.path = root, path
        self.files: list[str] = []
        self.targets: list[tuple[str, Place]] = []
        self.linked: list[str] = []

    def rewrite(self, element: Any, name: str, find: Find) -> Iterator[Problem]:
        """Puts the site's address in the element's attribute, or yields why it cannot."""
        written = (element.get(name) or "").strip()
        where = find(
            f"({written}" if written else "]()",
            written,
            unquote(written),
            f"[{(element.text_content() or '').strip()}](",
        )
        picture = name == "src"
        try:
            parts = urlsplit(written)
        except ValueError:
            yield problem("BD003", self.path, where, value=written)
            return
        if parts.scheme in _EXTERNAL and not picture:
            return
        own = own_kind(written)
        if own:
            code, write = own
            yield problem(code, self.path, where, value=written, write=write)
            return
        if parts.scheme or parts.netloc or "\\" in written or not written:
            yield problem("BD004" if picture and parts.netloc else "BD003", self.path, where, value=written)
            if picture:  # nothing is fetched from elsewhere, whatever is done with the problem
                element.attrib.pop(name, None)
            return
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        if written.startswith(("#", "/")):
            self.targets.append((f"{parts.path or source_url(self.path) or ''}{anchor}", where))
            return
        address = self._address(unquote(parts.path))
        if address is None:
            beside = self.root / posixpath.dirname(self.path) / unquote(parts.path)
            if "/" not in parts.path and beside.is_file() and not beside.is_symlink():
                write = f"{self.path.removesuffix('.md')}/index.md"
                yield problem("BD119", self.path, where, value=written, write=write)
                return
            folder = f"{self.path.removesuffix('.md').removesuffix('/index')}/" if _FILE.search(parts.path) else None
            yield problem(
                "BD005", self.path, where, value=written, suggestion=self._suggest(written), folder=folder,
            )  # fmt: skip
            return
        element.set(name, address + anchor)
        if address.endswith("/"):
            self.targets.append((address + anchor, where))

    def _address(self, relative: str) -> str | None:
        """The site address of a file named relative to this one, or None when there is no such file to link to."""
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), relative))
        if target.startswith("..") or target.startswith("/"):
            return None
        file = self.root / target
        if file.is_symlink() or not file.is_file():
            return None
        self.linked.append(target)
        page = source_url(target)
        if page:
            return page
        own = self.path.removesuffix(".md").removesuffix("/index")  # projects/x for x.md and for x/index.md
        if posixpath.dirname(target) != own:
            return None
        self.files.append(posixpath.basename(target))
        folder = source_url(self.path)
        return f"{folder}{posixpath.basename(target)}" if folder else None

    def _suggest(self, written: str) -> str | None:
        name, own = posixpath.basename(unquote(written)), self.path.removesuffix(".md")
        if (self.root / own / name).is_file():  # right name, but it lies in the project's own folder
            return f"{posixpath.basename(own)}/{name}"
        folder = self.root / posixpath.dirname(self.path)
        ending = posixpath.splitext(name)[1]  # what all names of a kind end in makes none of them alike
        names = [p.name for p in folder.iterdir() if p.suffix == ending] if folder.is_dir() else []
        stems = [n.removesuffix(ending) for n in names]
        near = alike(name.removesuffix(ending), stems)
        return near and f"{near}{ending}"


def own_kind(written: str) -> tuple[str, str] | None:
    """A link that is not a file here: on the author's machine, a site without https://, or an e-mail address."""
    if re.match(r"(file:|[A-Za-z]:[\\/]|\\\\\w|/(Users|home|Volumes)/)", written):
        return "BD120", ""
    if looks_like_email(written):
        return "BD125", written
    if re.match(r"(www\.[\w-]+\.|[\w-]+\.(no|com|org|net|se|dk|eu)(/|$))", written):
        return "BD124", f"https://{written}"
    return None
