"""The folder a site is written to, a file at a time: nothing of it is held but what the last check asks of each page."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from macros.content.attachments import CACHE as VERDICTS
from macros.content.attachments import Examiner
from macros.content.data.privacy import load_privacy
from macros.content.files.kept import new_file
from macros.content.kept.pack import Pack
from macros.content.kept.source import digest, of_code, of_files
from macros.content.markdown.recognisable import names_of
from macros.files.earlier import Earlier
from macros.files.entries import entries
from macros.files.replacing import PREFIX
from macros.html.page.base_path import below
from macros.site.finished import Seen, address, check_downloads, check_files, judge, look_at, seen_again, text
from macros.site.policy import FRAME_PAGE, Guard
from macros.words.problems import Problem
from macros.words.vocabulary import Vocabularies


class Output:
    """Writes files under ``site``, as they are: what the live preview shows."""

    def __init__(self, site: Path, earlier: Earlier | None = None) -> None:
        self.site, self._earlier = site, earlier
        self._folders: set[str] = set()
        self.sums: dict[str, str] = {}
        """SHA-256 of each file as it was written, by its path. What the engine writes itself is not in it."""
        self.made: set[str] = set()
        """The paths of what the program and the engine write themselves. All else on the site was somebody's file."""

    @contextmanager
    def refilling(self) -> Iterator[None]:
        """Around a build of a site that is there already."""
        yield

    def begin(self, site: Path) -> None:
        """When the engine has emptied the folder of the site, and nothing is written yet."""

    def examined(self, html: str, page: str, first_line: int = 1) -> Seen:
        """What is in a part of the page at an address, from its line ``first_line``: nothing, when nobody will ask."""
        return Seen((), (), (), ())

    def seen(self, html: str, page: str, first_line: int = 1) -> Seen:
        """The same of a part that is kept with its page."""
        return Seen((), (), (), ())

    def page(self, uri: str, html: str, seen: tuple[Seen, ...] = ()) -> str:
        """A finished page at the path ``uri``, and as it was written; ``seen`` is what there is in it, where that is known."""
        self.finished(uri, html.encode(), seen)
        return html

    def finished(self, uri: str, html: bytes, seen: tuple[Seen, ...]) -> None:
        """A page as ``page`` has written it before."""
        self.file(uri, html)

    def writes(self) -> str:
        """All that this does to each page, as a digest: with the same one the same page is written alike. Which style sheet a
        page gets is told by the sheets that lie there."""
        return of_files(self.site, sorted(f"assets/{file.name}" for file in self.site.glob("assets/*.css")))

    def file(self, uri: str, content: bytes, copied: bool = False, made_from: str = "") -> None:
        """A file at the path ``uri``; ``copied`` when it is somebody's own, and not one that was made. ``made_from`` is a digest
        of all that it was made from, where somebody knows."""
        if not copied:
            self.made.add(uri)
        self._write(uri, content)

    def again(self, uri: str, made_from: str) -> bool:
        """Writes the file at the path ``uri`` when it is known what it is, made from that; whether it could be done."""
        return False

    def _write(self, uri: str, content: bytes) -> None:
        earlier = self._earlier
        same = earlier and earlier.content(uri, len(content)) == content
        if not (earlier and same and (earlier.stays or earlier.share(uri, self._place(uri)))):
            with os.fdopen(new_file(self._place(uri)), "wb") as target:
                target.write(content)
        self.sums[uri] = hashlib.sha256(content).hexdigest()

    def _place(self, uri: str) -> str:
        """Where the file at a path is written; the folder is there."""
        folder = uri.rpartition("/")[0]
        if folder not in self._folders:
            try:
                os.mkdir(f"{self.site}/{folder}")  # noqa: PTH102  (most lie in one that is there; thousands of times)
            except OSError:
                os.makedirs(f"{self.site}/{folder}", exist_ok=True)  # noqa: PTH103
            self._folders.add(folder)
        return f"{self.site}/{uri}"


class CheckedOutput(Output):
    """Guards each page as it is written, and knows afterwards what is wrong with the site.

    ``base`` is the path the site is published under: each page is judged as it stands at the root of a host, and written as
    it must be below that path.

    ``cache`` is the folder where what was seen is kept: a part of a page that is the same is not read again. ``earlier`` is
    the site that this one replaces.
    """

    def __init__(self, site: Path, base: str = "/", cache: Path | None = None, earlier: Earlier | None = None) -> None:
        super().__init__(site, earlier)
        code = of_code("site", "text", "words", "addresses.py")
        self._looks = Pack(cache / "looks" / code if cache else None)
        self._opened = Pack(cache / "opened" / code if cache else None)
        self._known = Pack(cache / "files" / "sums" if cache else None)
        self._guard, self._base = Guard(site), base
        self._pages: dict[str, tuple[Seen, ...]] = {}

    def page(self, uri: str, html: str, seen: tuple[Seen, ...] = ()) -> str:
        """As ``Output`` does it, with the policy first."""
        written = below(self._base, self._guard.page(uri, html))
        self.finished(uri, written.encode(), seen or (self.examined(html, address(uri)),))
        return written

    def finished(self, uri: str, html: bytes, seen: tuple[Seen, ...]) -> None:
        """As ``Output`` does it."""
        self.file(uri, html)
        self._pages[address(uri)] = seen

    def file(self, uri: str, content: bytes, copied: bool = False, made_from: str = "") -> None:
        """As ``Output`` does it; with what it is remembered by what it was made from."""
        super().file(uri, content, copied)
        if made_from:
            self._known.put(digest(uri, made_from), self.sums[uri])

    def again(self, uri: str, made_from: str) -> bool:
        """Only while the site before has it, whole: it is held to its SHA-256."""
        checksum = self._known.get(digest(uri, made_from)) if made_from and self._earlier else None
        content = self._earlier.content(uri) if self._earlier and checksum else None
        if content is None or hashlib.sha256(content).hexdigest() != checksum:
            return False
        if not (self._earlier and self._earlier.share(uri, self._place(uri))):
            return False
        self.made.add(uri)
        self.sums[uri] = checksum
        return True

    def writes(self) -> str:
        """The policy, the path the site lies under, and the scripts and style sheets that pages are held to."""
        return digest(self._guard.meta, self._base, of_files(self.site, ("assets",)))

    def examined(self, html: str, page: str, first_line: int = 1) -> Seen:
        """As ``look_at`` sees it."""
        key = digest(html, page, str(first_line))
        kept = self._looks.get(key)
        if kept is not None:
            return seen_again(kept)
        found = look_at(html, page, first_line)
        self._looks.put(key, found)
        return found

    def seen(self, html: str, page: str, first_line: int = 1) -> Seen:
        """As ``look_at`` sees it."""
        return look_at(html, page, first_line)

    def foreign(self, root: Path, vocabularies: Vocabularies) -> list[Problem]:
        """What has no business on the site of the checkout ``root``; asked before anything of it is read."""
        rules, _ = load_privacy(root)
        return check_files(self.site, self.made, Examiner(rules, root / VERDICTS, names_of(vocabularies)))

    def close(self) -> list[Problem]:
        """Treats the pages that the engine itself has written like the others; then every problem of the site."""
        pages = sorted(uri for uri, _ in entries(self.site) if uri.endswith(".html"))
        for uri in pages:
            if address(uri) not in self._pages:
                self.page(uri, text(self.site / uri))
        problems = judge(self._pages, self._guard.scripts, lambda path: (self.site / path.lstrip("/")).is_file())
        problems += check_downloads(self.site, self._opened, self.sums, self.made)
        self._looks.save()
        self._opened.save()
        self._known.save()
        return problems

    @property
    def pages(self) -> int:
        """How many pages the site has."""
        return len(self._pages)


class Shown(Output):
    """The site of the live preview, filled again after each save: what is the same is left as it is, so a save writes what it
    changes. The engine would empty the folder first, so all of it lies elsewhere meanwhile."""

    def __init__(self) -> None:
        super().__init__(Path())
        self._beside: tempfile.TemporaryDirectory[str] | None = None

    @contextmanager
    def refilling(self) -> Iterator[None]:
        """Around a build; after the next that comes to its end, what is made no more is removed."""
        before = {*self.made, *self.sums}
        self.made, self.sums, self._folders, self._earlier = set(), {}, set(), None
        self._beside = tempfile.TemporaryDirectory(prefix=PREFIX, dir=self.site.parent, ignore_cleanup_errors=True)
        try:
            with suppress(OSError):  # one that cannot be moved is emptied, and everything written again
                self._earlier = Earlier(self.site, self.site / FRAME_PAGE, stays=True)
                self.site.rename(f"{self._beside.name}/{self.site.name}")
                self.site.mkdir()
            yield
            for uri in before - self.made - self.sums.keys():
                (self.site / uri).unlink(missing_ok=True)
        except BaseException:
            self.made |= before
            raise
        finally:
            self.begin(self.site)

    def begin(self, site: Path) -> None:
        """Puts back what lay in the folder; only in an empty one."""
        self.site = site
        if self._beside:
            with suppress(OSError):
                site.rmdir()
                Path(self._beside.name, site.name).rename(site)
            self._beside.cleanup()
            self._beside = None


_current: ContextVar[Output | None] = ContextVar("output", default=None)


@contextmanager
def writing_to(out: Output) -> Iterator[None]:
    """What is built inside is written to ``out``."""
    token = _current.set(out)
    try:
        yield
    finally:
        _current.reset(token)


def output(site: Path) -> Output:
    """Where to write the site that is being built in the folder ``site``; as it is when nobody has said otherwise."""
    return _current.get() or Output(site)


def is_ours() -> bool:
    """Whether somebody has said where to write: then it is our own build, and not the live preview."""
    return isinstance(_current.get(), CheckedOutput)
