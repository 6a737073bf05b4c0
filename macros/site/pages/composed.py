"""Writes the generated pages that never pass through the engine: found as they were, or composed and dressed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from markupsafe import Markup

from macros.addresses import site_path
from macros.html.page.sharing import PageFacts
from macros.site.finished import Seen
from macros.site.output import Output
from macros.site.pages.kept import KeptPage, KeptPages
from macros.site.pages.keys import PageKeys
from macros.site.pages.page import SitePage
from macros.site.plan import SitePlan

Look = Callable[[str, str, int], Seen]


class Frame(Protocol):
    """The theme's page around composed HTML."""

    @property
    def digest(self) -> str:
        """Of all of it."""
        ...

    @property
    def seen(self) -> Seen:
        """What there is in it."""
        ...


class Frames(Protocol):
    """The frames of one build."""

    def frame(self, page: SitePage, sheet: str, look: Look) -> Frame:
        """The frame of a page with that style sheet."""
        ...

    def dress(self, page: SitePage, head: Markup, frame: Any) -> tuple[str, str, int]:
        """The page in its frame, its own part, and on which line of the page that begins."""
        ...


def write_beside(
    makers: Iterable[tuple[str, Callable[[], SitePage]]],
    out: Output,
    frames: Frames,
    keys: PageKeys,
    kept: KeptPages,
    dressing: Callable[[SitePage], tuple[Markup, str]],
) -> Iterator[PageFacts]:
    """Writes each page; gives what others are told of it. ``dressing`` gives what belongs in its head, and its style sheet."""
    for address, make in makers:
        made_from, uri = keys.of(address), f"{site_path(address)}index.html"
        found = kept.get(made_from)
        frame = frames.frame(found.like, found.sheet, out.examined) if found else None
        if found and frame and frame.digest == found.frame:
            out.finished(uri, found.html, (frame.seen, found.own))
            yield found.like.facts
            continue
        page = make()
        head, sheet = dressing(page)
        frame = frames.frame(page, sheet, out.examined)
        html, own_part, first_line = frames.dress(page, head, frame)
        own = out.seen(own_part, page.facts.url, first_line)
        written = out.page(uri, html, (frame.seen, own))
        kept.put(made_from, KeptPage(page, sheet, frame.digest, own, written.encode()))
        for file in page.beside:
            out.file(file.uri, file.content, file.copied, file.made_from)
        yield page.facts


def write_files(plan: SitePlan, out: Output) -> None:
    """Writes every file of a plan that was not written with its page, one after another; a former address is a page like the
    others."""
    for file in plan.files():
        if file.uri in out.sums:
            continue
        if file.uri.endswith(".html"):
            out.page(file.uri, file.content.decode())
        elif not out.again(file.uri, file.made_from):
            out.file(file.uri, file.content, file.copied, file.made_from)
