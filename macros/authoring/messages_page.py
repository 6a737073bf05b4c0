"""The page of messages (``/bidra/feilmeldinger/``): every kind of mistake, what to do, and an example of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from macros.html.page.indexes import Page
from macros.html.render import render
from macros.words.labels import labels
from macros.words.problems import fixable, messages
from macros.words.problems.shown import MessageExample, examples

PARTS = ("file", "fields", "body", "library", "evidence", "attachments", "privacy", "data", "forms", "prices", "published", "importing", "words", "policy", "build")  # fmt: skip
"""The parts of the page, in the order an author meets them. What belongs to no part comes last."""

_EXAMPLE_SAYS = ("Skriv: …", "Skriv …")
"""Hints that only the right example can fill in, and does."""


@dataclass(frozen=True, slots=True)
class Told:
    """One kind of mistake as the page shows it.

    ``wrong`` and ``right`` are what an author types; either may be empty. ``fixable`` is what ``innomed fix`` does to
    it, empty when it does nothing.
    """

    code: str
    anchor: str
    message: str
    hints: tuple[str, ...]
    warning: bool
    fixable: str
    wrong: Markup
    right: Markup


@dataclass(frozen=True, slots=True)
class Part:
    """The kinds of mistake that belong together."""

    id: str
    title: str
    rows: tuple[Told, ...]


def messages_page() -> Page:
    """Every message by part, with its example, and whether ``innomed fix`` puts it right by itself."""
    t, known = labels(), examples()
    rows: dict[str, list[Told]] = {}
    for code, entry in sorted(messages().items()):
        example = known.get(code)
        rows.setdefault(example.part if example else PARTS[-1], []).append(
            _told(code, entry, example, fixable().get(code, ""))
        )
    names = [*(p for p in PARTS if p in rows), *(p for p in rows if p not in PARTS)]
    parts = tuple(Part(f"del-{name}", t(f"messages.part.{name}"), tuple(rows[name])) for name in names)
    total = sum(len(part.rows) for part in parts)
    warnings = sum(row.warning for part in parts for row in part.rows)
    fixed = sum(bool(row.fixable) for part in parts for row in part.rows)
    html = render("messages.html", groups=parts, total=total, warnings=warnings, fixed=fixed)
    return Page(t("messages.title"), t("messages.description", count=total), html)


def _told(code: str, entry: Mapping[str, str], example: MessageExample | None, does: str) -> Told:
    hints = [part.strip() for part in re.split(r"\|+", entry.get("hint", "")) if part.strip()]
    shown = dict(example.shown) if example else {}
    return Told(
        code=code,
        anchor=code.lower(),
        message=_plain(entry["message"]),
        hints=tuple(plain for plain in map(_plain, hints) if plain not in _EXAMPLE_SAYS),
        warning=entry.get("severity") == "warning",
        fixable=does,
        wrong=_code(shown.get("wrong", example.wrong if example else "")),
        right=_code(shown.get("right", example.right if example else "")),
    )


def _plain(template: str) -> str:
    """The sentence with «…» where a fact will stand."""
    open_, shut = "\0", "\1"
    held = template.replace("{{", open_).replace("}}", shut)
    return " ".join(re.sub(r"\{\w+\}", "…", held).replace(open_, "{").replace(shut, "}").split())


def _code(text: str) -> Markup:
    """An example as it is typed: line ends as references, because ``render`` drops blank lines, and unseen signs shown."""
    seen = "".join(c if c.isprintable() or c == "\n" else "⇥" if c == "\t" else f"⟨U+{ord(c):04X}⟩" for c in text)
    return Markup("&#10;").join(escape(line) for line in seen.rstrip("\n").split("\n"))
