"""The site's style sheet, packed closer, and a light one for pages that show nothing out of the ordinary.

The light sheet is what project pages are made of. It is for every page that none of the rules left out of it can match:
that is decided by the page's own HTML, so nobody has to say which pages those are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = r"\"[^\"]*\"|'[^']*'"
_LOOSE = re.compile(rf"({_STRING})|\s*([{{}};,>])\s*|:\s+|\s+")
_ARGUMENTS = re.compile(r":(?:not|is|where|has)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_NAMED = re.compile(r"[.#]([\w-]+)")
_ELEMENT = re.compile(r"(?<![\w.#:\[\"=-])([a-z][a-z0-9]*)(?![\w-])")
_IN_PAGE = re.compile("<([a-z][a-z0-9]*+)")
_PROGRAM = re.compile(r"<script\b[^>]*\ssrc=")
_GIVEN = [re.compile(f"""{name}=(?:"([^"]*+)"|'([^']*+)'|([^\\s"'>]++))""") for name in ("class", "id")]
"""Each begins with the same letters wherever it is, and is found by them."""
_VARIABLE = re.compile(
    rf"(?<![\w-])(--[\w-]+):((?:{_STRING}|\((?:[^()\"']|{_STRING}|\([^()]*\))*\)|[^;{{}}\"'()])*)(;|(?=}}))"
)
_ORDINARY = (
    "catalogue/templates/project.html", "authoring/templates/share.html", "html/templates/_parts.html",
    "html/templates/card.html", "html/templates/cards.html", "html/templates/facet_value.html",
)  # fmt: skip
"""The templates of the pages that there are most of: projects and values."""
_MADE = """html body h2 h3 h4 p br ul ol li strong em a table thead tbody tr th td img div span sup sub blockquote im-edit
im-benefits--measured im-benefits__kind--measured im-marks__baseline im-marks__measured
im-status--i-drift im-status--stanset im-status--pa-pause im-status--old"""
"""What texts mostly hold, what the frame adds, and classes that a template puts together."""
_AROUND = ("@media", "@supports", "@layer", "@container")
WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Styles:
    """Both sheets. ``left_out`` are the classes, ids and elements (``<pre``) that the light one has no rules for."""

    whole: str
    light: str
    left_out: frozenset[str]

    def light_enough(self, html: str) -> bool:
        """Whether the light sheet shows ``html`` as the whole one does. A program of its own may add anything."""
        return not _PROGRAM.search(html) and self.left_out.isdisjoint(_shown(html))


def site_styles(css: str, root: Path) -> Styles:
    """The sheets of the site, from the styles and the theme of the checkout at ``root`` and the templates of the program."""
    house = Path(__file__).parents[2]
    ours = [house / name for name in _ORDINARY]
    theirs = [root / "overrides" / "base.html", *sorted((root / "overrides" / "partials").glob("*.html"))]
    programs = [root / "docs/assets/js/site.js", *sorted((root / "docs/assets/js/search").glob("*.js"))]
    texts = [file.read_text(encoding="utf-8") for file in (*ours, *theirs, *programs) if file.is_file()]
    return styles(css, (*texts, _MADE))


def styles(css: str, ordinary: Iterable[str]) -> Styles:
    """Sheets of ``css``. ``ordinary`` are texts (templates, programs) with every class, id and element that the light
    sheet is to know; other words in them do no harm.
    """
    whole = packed(css)
    words = {word for text in ordinary for word in WORD.findall(text)}
    left_out: set[str] = set()
    light = "".join(_kept(whole, words, left_out))
    return Styles(whole, _without_unread(light), frozenset(left_out))


def packed(css: str) -> str:
    """The same rules without comments and without the spaces that only people read."""

    def close(found: re.Match[str]) -> str:
        return found[1] or found[2] or (":" if found[0][0] == ":" else " ")

    return _LOOSE.sub(close, _COMMENT.sub("", css)).replace(";}", "}").strip()


def _kept(css: str, words: set[str], left_out: set[str]) -> Iterator[str]:
    for head, body in _rules(css):
        if head.startswith(_AROUND):
            inner = "".join(_kept(body, words, left_out))
            yield f"{head}{{{inner}}}" if inner else ""
        elif not body or head.startswith("@"):
            yield f"{head}{{{body}}}" if body else head
        else:
            chosen = []
            for selector in _selectors(head):
                unknown = {name for name in _needed(selector) if name.removeprefix("<") not in words}
                left_out |= unknown
                chosen += [] if unknown else [selector]
            yield f"{','.join(chosen)}{{{body}}}" if chosen else ""


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """The rules of a sheet by what stands before their braces and in them; a statement has nothing in it."""
    depth, start, opened = 0, 0, 0
    for sign in re.finditer(rf"{_STRING}|[{{}};]", css):
        if sign[0] == "{":
            depth += 1
            opened = sign.start() if depth == 1 else opened
        elif sign[0] == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : sign.start()]
                start = sign.end()
        elif sign[0] == ";" and depth == 0:
            yield css[start : sign.end()], ""
            start = sign.end()


def _selectors(head: str) -> list[str]:
    """The alternatives of a selector, split at the commas that stand in no parenthesis."""
    parts, depth = [""], 0
    for sign in head:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _needed(selector: str) -> set[str]:
    """What a page must have for the selector to match anything: what it says may or may not be there is not counted."""
    plain = re.sub(r"\[[^\]]*\]", "", selector)
    while (shorter := _ARGUMENTS.sub("", plain)) != plain:
        plain = shorter
    return {
        *_NAMED.findall(plain),
        *(f"<{name}" for name in _ELEMENT.findall(_NAMED.sub("", re.sub(r"::?[\w-]+(\([^)]*\))?", "", plain)))),
    }


def _shown(html: str) -> Iterator[str]:
    """The elements of a page (``<pre``), their classes and their ids. What only looks like one, in a text, counts too."""
    for element in set(_IN_PAGE.findall(html)):
        yield f"<{element}"
    for pattern in _GIVEN:
        for given in set(pattern.findall(html)):
            yield from "".join(given).split()


def _without_unread(css: str) -> str:
    """The sheet without variables that no rule of it reads, and those that only they read."""
    read = set(re.findall(r"var\((--[\w-]+)", css))
    shorter = _VARIABLE.sub(lambda found: found[0] if found[1] in read else "", css).replace(";}", "}")
    return css if shorter == css else _without_unread(shorter)
