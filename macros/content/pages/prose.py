"""Links between the pages of docs/, followed before the engine does: said in Norwegian, with line and what to type."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.addresses import source_url
from macros.content.markdown import prose as rules
from macros.content.markdown.leftovers import unfinished
from macros.content.markdown.links import own_kind
from macros.content.markdown.prose import Prose, read_prose
from macros.content.markdown.prose_links import LINK, wording
from macros.content.markdown.unsourced import unsourced_page
from macros.words.problems import Problem, problem
from macros.words.vocabulary.near import alike

_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PICTURE = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif")


@dataclass(frozen=True)
class PageText:
    """A page's path in the checkout, its text without macros (lines kept), and where anchors in it may point."""

    path: str
    prose: Prose
    anchors: frozenset[str]
    has_macros: bool


def read_page(path: str, markdown: str, first_line: int, ids: Iterable[str]) -> PageText:
    """The page as its links are followed; ``ids`` are those of its HTML. Macros may have more that are not seen here."""
    plain = _MACRO.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), markdown)
    prose = replace(read_prose(plain, path, first_line), raw=markdown)  # a macro alone is not nothing
    return PageText(path, prose, frozenset(ids), "{{" in markdown or "{%" in markdown)


def check_pages(root: Path, pages: Mapping[str, PageText]) -> Iterator[Problem]:
    """What is wrong with the text of each page, and every link from it that leads nowhere."""
    for page in pages.values():
        text = (rules.fences, rules.bullets, rules.numbers, rules.pasted_tables, rules.tables, rules.lists, rules.twice)  # fmt: skip
        for rule in text:
            yield from rule(page.prose)
        yield from wording(page.prose)
        yield from unfinished(page.prose)
        yield from unsourced_page(page.prose)
        for line in page.prose.lines:
            for match in LINK.finditer(line.plain):
                target = match[3].strip("<>")
                place = line.at(match.start(3))
                found = _follow(root, page, target, bool(match[1]), pages)
                if found:
                    code, facts = found
                    yield problem(code, page.path, place, value=target, **facts)


def _follow(
    root: Path, page: PageText, target: str, picture: bool, pages: Mapping[str, PageText]
) -> tuple[str, dict[str, str]] | None:
    """The code and facts of a link that leads nowhere; None when it leads somewhere, or this is not the place to know."""
    own = own_kind(target)
    if own:
        return own[0], {"write": own[1]}
    try:
        parts = urlsplit(target)
    except ValueError:
        return "RS005", {}
    if target.startswith("/") and not parts.netloc:
        # Pages made from the content are not known here: the finished site is judged for those.
        inside = "docs" + unquote(parts.path).rstrip("/")
        meant = pages.get(f"{inside}.md") or pages.get(f"{inside}/index.md")
        return _anchor(meant, parts.fragment) if meant else None
    if parts.scheme or parts.netloc:
        return ("RS006", {}) if picture and parts.netloc else None
    if "\\" in target:
        return "RS005", {"write": target.replace("\\", "/")}
    if not parts.path:
        return _anchor(page, parts.fragment)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(parts.path)))
    if not path.startswith("docs/"):
        return "RS009", {"write": source_url(path) or ""}
    if path in pages:
        return _anchor(pages[path], parts.fragment)
    folder = path.split("/")[1]
    if (root / path).is_file() or not ((root / "docs" / folder).exists() or "." in folder):
        return None  # a file of docs/, or a folder that only holds pages made from the content
    if (root / path).is_dir() and f"{path}/index.md" in pages:
        return "RS003", {"write": f"{parts.path.rstrip('/')}/index.md"}
    if f"{path}.md" in pages:
        return "RS003", {"write": f"{parts.path.rstrip('/')}.md"}
    if path.endswith(_PICTURE) or picture:
        names = [f.relative_to(root).as_posix() for f in (root / "docs").rglob("*") if f.suffix in _PICTURE]
        return "RS004", {"suggestion": _near(path, names, page)}
    return "RS001", {"suggestion": _near(path, list(pages), page)}


def _anchor(page: PageText, fragment: str) -> tuple[str, dict[str, str]] | None:
    name = unquote(fragment)
    if not name or name in page.anchors or page.has_macros or name == "__top":
        return None
    near = alike(name, sorted(page.anchors))
    return "RS002", {"other": page.path, "suggestion": f"#{near}" if near else ""}


def _near(path: str, names: list[str], page: PageText) -> str:
    near = alike(path, names)
    return posixpath.relpath(near, posixpath.dirname(page.path)) if near else ""
