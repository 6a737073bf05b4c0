"""The tags of a PDF made complete: links say where they lead, figures have words, and the footer is told from the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from lxml import html


def link_words(document: str) -> dict[str, str]:
    """Where each link of an HTML document leads -> the words it has there. The first wins where two lead to one place."""
    found: dict[str, str] = {}
    for link in html.fromstring(document).iter("a"):
        words = " ".join((link.get("aria-label") or "".join(map(str, link.itertext()))).split())
        if words and link.get("href"):
            found.setdefault(unquote(str(link.get("href"))).removeprefix("#"), words)
    return found


def complete(document: Any, links: Mapping[str, str]) -> None:
    """Changes a pikepdf document: ``links`` are the words of its links, by address or by the name of the place in it.

    A link that they do not name is described by its address (ISO 14289-1, 7.18.5). A figure that only holds others, with
    its heading and its legend, becomes a section: its alternative text would hide what is in it (7.3). The rest: ``_told_apart`` and ``_headed``.
    """
    import pikepdf  # here, because the site is built without it

    for page in document.pages:
        page.Contents = document.make_stream(_told_apart(page))
        for note in page.get("/Annots", []):
            if note.get("/Subtype") == "/Link" and "/Contents" not in note:
                action = note.get("/A", {})
                target = str(action.get("/URI", note.get("/Dest", action.get("/D", "")))).removeprefix("/")
                known = links.get(unquote(target)) or links.get(unquote(target).rstrip("/"))
                note.Contents = pikepdf.String(known or target)
    root = document.Root.get("/StructTreeRoot")
    for element in _elements(root) if root is not None else ():
        if element.get("/S") == "/Figure" and "/Alt" not in element and list(_under(element)):
            element.S = pikepdf.Name("/Sect")
            for part in _under(element):
                if part.get("/S") == "/Caption":
                    part.S = pikepdf.Name("/P")
        elif element.get("/S") == "/Table":
            _headed(element)


def _headed(table: Any) -> None:
    """A table where nothing heads anything: one of a single cell is a box, otherwise the first cell heads its row (7.5)."""
    import pikepdf

    rows = [list(_under(row)) for row in _under(table) if row.get("/S") == "/TR"]
    if not rows or any(cell.get("/S") == "/TH" for row in rows for cell in row):
        return
    if len(rows) == len(rows[0]) == 1:
        for element in (table, *_under(table), rows[0][0]):
            element.S = pikepdf.Name("/Div")
        return
    scope = pikepdf.Dictionary(O=pikepdf.Name("/Table"), Scope=pikepdf.Name("/Row"))
    for first, *_ in rows:
        first.S = pikepdf.Name("/TH")
        known = first.get("/A", pikepdf.Array())
        first.A = pikepdf.Array([*(known if isinstance(known, pikepdf.Array) else [known]), scope])


_TEXT, _WHOLE = {"Tj", "TJ", "'", '"'}, {"Do", "sh", "INLINE IMAGE"}
_PATH, _PAINTED = {"m", "re"}, {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "n"}


def _told_apart(page: Any) -> bytes:
    """The page's content where all that stands outside the tags, as the footer does, is told to be no part of the text."""
    import pikepdf

    begin = pikepdf.ContentStreamInstruction([pikepdf.Name("/Artifact")], pikepdf.Operator("BMC"))
    end = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))
    found: list[Any] = []
    depth, path = 0, False
    for step in pikepdf.parse_content_stream(page):
        name = str(step.operator)
        alone = depth == 0 and name in _TEXT | _WHOLE
        if alone or (depth == 0 and not path and name in _PATH):
            found.append(begin)
        found.append(step)
        if alone or (path and name in _PAINTED):
            found.append(end)
        if depth == 0:
            path = (path or name in _PATH) and name not in _PAINTED
        depth += (name in ("BMC", "BDC")) - (name == "EMC")
    return pikepdf.unparse_content_stream(found)


def _under(element: Any) -> Iterator[Any]:
    """The tags directly inside another."""
    import pikepdf

    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def _elements(root: Any) -> Iterator[Any]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        below = list(_under(element))
        yield from below
        waiting += below
