"""Markdown that says something else than its author meant, seen in the lines as they were typed.

Markdown never complains: what it does not understand it prints. Each rule is a function of the lines; its docstring is
the rule. All of them look past code. What no preview shows as the author meant it is told too: few look twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from macros.content.markdown.boxes import kinds
from macros.content.markdown.prose import Line, Prose, Rules, told
from macros.words.labels import WRITTEN_STANDARDS, labels
from macros.words.problems import Problem, problem
from macros.words.vocabulary.near import alike

_ITEM = re.compile(r"\s*([-*+]|\d{1,3}[.)])\s+\S")
_RULE = re.compile(r" {0,3}([*_-])([ \t]*\1){2,}[ \t]*")
"""A line across the page: ``***``, ``---``, ``___``, with or without spaces between."""
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?")
_BULLET = re.compile(r"\s*([•·▪◦●‣§]|o(?=\t| {2,}))\s*\S")
_MARKED = re.compile(r"\s*(?:[•·▪◦●‣§o–—+*\d-]|#+[\u00a0\u202f\u2007])")
"""Whatever a line of a list begins with, right or not."""
_MARK = re.compile(r"(\s*)([-*+]|\d{1,3}[.)])( +)(?=\S)")
_HARD_SPACE = re.compile(r" {0,12}([-*+]|\d{1,3}[.)]|#{1,6})[\u00a0\u202f\u2007]")
_LETTER = re.compile(r"\s*([a-zæøå])[.)][ \t]+\S", re.IGNORECASE)
_FIELD = re.compile(r"[a-z_]+: +\S")
_OWN_FIELDS = re.compile(r"(title|owner|region|hours|phase|summary|source|status|round): \S")
_DRAWN = re.compile(r"[ \t>]*(?:```+|~~~+)[ \t]*(mermaid|math|geojson|topojson|stl)\b", re.IGNORECASE)
_LONG_LINE = 80


def structure(prose: Prose) -> Iterator[Problem]:
    """Every rule of this file."""
    return told(RULES, prose)


def fences(prose: Prose) -> Iterator[Problem]:
    """A block of code ends with the line it began with, else the rest of the page is code; and nothing is drawn from it."""
    if prose.open_fence:
        yield problem("BD104", prose.path, prose.open_fence.at(), value=prose.open_fence.text.strip())
    for line, raw in zip(prose.lines, prose.raw.split("\n"), strict=True):
        if line.blank and (found := _DRAWN.match(raw)):
            yield problem("BD144", prose.path, line.at(), value=found[1])


def bullets(prose: Prose) -> Iterator[Problem]:
    """A list is written with «-» and a plain space; Word's bullets are printed as text, and an empty item is a dot alone."""
    for block in prose.blocks:
        marked = [line for line in block if _MARKED.match(line.text)]
        if not marked:
            continue
        found = [line for line in marked if _BULLET.match(line.text)]
        dashes = [line for line in marked if re.match(r"\s*[–—]\s+\S", line.text)]
        rings = [line for line in marked if re.match(r"o \S", line.text)]  # Word's second level
        first = found[0] if found else next((lines[0] for lines in (dashes, rings) if len(lines) > 1), None)
        if first:
            text = first.text.strip()
            yield problem("BD101", prose.path, first.at(), value=text[0], write=f"- {text[1:].strip()[:40]}")
        glued = [line for line in marked if re.match(r" {0,3}[-+][^\W\d_]", line.text)]
        if len(glued) > 1 and len(glued) == len(block):
            text = glued[0].text.strip()
            yield problem("BD157", prose.path, glued[0].at(), value=text[:40], write=f"{text[0]} {text[1:41]}")
        hard = next(((line, m) for line in marked if (m := _HARD_SPACE.match(line.text))), None)
        if hard:
            line, mark = hard
            rest = line.text[mark.end() :].strip()[:40]
            yield problem("BD142", prose.path, line.at(mark.end() - 1), value=rest, write=f"{mark[1]} {rest}")
        for index, line in enumerate(block):
            empty = re.fullmatch(r"\s*([-*+]|\d{1,3}[.)])\s*", line.text)
            below = block[index + 1].text if index + 1 < len(block) else ""
            filled = re.match(r" {2,}(?![-*+] )\S", below)
            if empty and not filled and (empty[1] in "-*+" or len(block) > 1):
                yield problem("BD147", prose.path, line.at(), value=empty[1])


def numbers(prose: Prose) -> Iterator[Problem]:
    """A numbered list has numbers, not letters; one that does not begin with 1 begins after a blank line."""
    for block in prose.blocks:
        if len(block) < 2:
            continue
        letters = [(line, m[1].casefold()) for line in block if (m := _LETTER.match(line.text))]
        if len(letters) > 1 and [name for _, name in letters[:2]] == ["a", "b"]:
            line = letters[0][0]
            write = f"1. {re.sub(r'^[^ ]+ +', '', line.text.strip())[:40]}"
            yield problem("BD139", prose.path, line.at(), value=line.text.strip()[:40], write=write)
        if len(block) < 3 or block[0].text.startswith((">", "|")) or _ITEM.match(block[0].text):
            continue
        one, two = (re.match(r" {0,3}(\d{1,3})[.)]\s+\S", line.text) for line in block[1:3])
        if one and two and int(one[1]) > 1 and int(two[1]) == int(one[1]) + 1:
            yield problem("BD115", prose.path, block[1].at(), value=block[1].text.strip()[:40])


def pasted_tables(prose: Prose) -> Iterator[Problem]:
    """A table pasted from Word or Excel has tabs between the cells, which Markdown does not see."""
    for block in prose.blocks:
        # A tab right after a list's own mark is as good as a space.
        rows = [
            line
            for line in block
            if "\t" in re.sub(r"^\s*([-*+]|\d{1,3}[.)])\t+", "", line.text).strip() and not _BULLET.match(line.text)
        ]
        if len(rows) > 1:
            cells = re.split(r"\t+", rows[0].text.strip())
            write = f"| {' | '.join(c.strip()[:20] for c in cells[:4])} |"
            yield problem(
                "BD102", prose.path, rows[0].at(), value=rows[0].text.strip(), write=write, rule=_rule(len(cells))
            )


def tables(prose: Prose) -> Iterator[Problem]:
    """A table needs its line of dashes, as wide as its headings; a row with more cells loses the last ones, and a line
    right under the last row becomes a row."""
    for block in prose.blocks:
        marks = [n for n, b in enumerate(block) if n and "|" in b.text and _TABLE_RULE.fullmatch(b.text.strip())]
        rows = [line for line in block if line.plain.count("|") > 1 and line.text.strip().startswith("|")]
        width = len(_cells(block[marks[0] - 1])) if marks else 0
        if not marks or len(_cells(block[marks[0]])) != width:
            head = block[marks[0] - 1] if marks else rows[0] if rows else block[0]
            if len(rows) > 1:
                rule = _rule(len(_cells(head)))
                yield problem("BD117", prose.path, head.at(), value=head.text.strip(), rule=rule)
            continue
        for line in block[marks[0] + 1 :]:
            cells = _cells(line)
            if re.match(r" {0,3}(#{1,6} |>|[-*+] |\d+[.)] |<)", line.text):
                break
            if "|" not in line.text:
                yield problem("BD146", prose.path, line.at(), value=line.text.strip()[:40])
                break
            if len(cells) > width:
                lost = " | ".join(cells[width:]).strip()
                yield problem("BD118", prose.path, line.at(), value=lost, count=len(cells), expected=width)


def _rule(columns: int) -> str:
    return "|" + "---|" * columns


def _cells(line: Line) -> list[str]:
    """As GitHub has them: a bar in code ends a cell too."""
    text = line.text.strip().removeprefix("|")
    return re.split(r"(?<!\\)\|", text[:-1] if re.search(r"(?<!\\)\|$", text) else text)


def lists(prose: Prose) -> Iterator[Problem]:
    """A list in a list stands under the words of the one above; boxes to tick off are not made."""
    for block in prose.blocks:
        for before, line in pairwise(block):
            above, item = _MARK.match(before.text), _MARK.match(line.text)
            if above and item and len(above[1]) < len(item[1]) < len(above[0]) and not _RULE.fullmatch(line.text):
                count = len(above[0]) - len(above[1])
                yield problem("BD116", prose.path, line.at(), value=line.text.strip()[:40], count=count)
                break
        for line in block if "]" in prose.raw else ():
            if re.match(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\[[ xX]?\]\s", line.text):
                yield problem("BD140", prose.path, line.at(), value=line.text.strip()[:40])
                break


def headings(prose: Prose) -> Iterator[Problem]:
    """A heading has a space after its signs; a line of dashes right under a text makes a heading of all of it."""
    for block in prose.blocks:
        for line in block:
            if "##" in line.plain and (found := re.match(r" {0,3}(#{2,6})(?=[^\s#])(.*)", line.plain)):
                write = f"{found[1]} {found[2].strip()[:60]}"
                yield problem("BD145", prose.path, line.at(), value=line.text.strip()[:60], write=write)
        for index, (before, line) in enumerate(pairwise(block)):
            under = re.fullmatch(r" {0,3}(-{2,}|=+)[ \t]*", line.text)
            plain_text = not re.match(r"\s*([-*+>|<#]|\d+[.)]\s|\[\^)", block[0].text)
            sentence = before.text.rstrip().endswith((".", "!", "?", ":")) or len(before.text) > _LONG_LINE or index > 0
            if under and plain_text and sentence:
                yield problem("BD148", prose.path, line.at(), value=before.text.strip()[:40], sign=under[1][:5])


def indented(prose: Prose) -> Iterator[Problem]:
    """A paragraph indented four spaces is printed as program code."""
    listed = False
    for block in prose.blocks:
        first = block[0].text
        if re.match(r"( {4}|\t)", first) and not listed:
            yield problem("BD128", prose.path, block[0].at(), value=first.strip()[:40])
        listed = bool(_ITEM.match(first) or first.startswith(("!!!", "???", "===", "[^"))) or (
            listed and first[0] in " \t"
        )
        listed = listed or any(_ITEM.match(line.text) for line in block)


def bold(prose: Prose) -> Iterator[Problem]:
    """«**» comes in pairs; a bold line alone is a heading that navigation and screen readers do not see."""
    for index, block in enumerate(prose.blocks):
        lines = [line.plain for line in block if not _RULE.fullmatch(line.text)]
        text = "\n".join(lines).replace("\\*", "")
        loose = next((line for line in block if re.search(r"(?<![*\\])\*\* [^*]{1,80} \*\*(?!\*)", line.plain)), None)
        if (not _ITEM.match(block[0].text) and text.count("**") % 2) or loose:
            line = loose or next(line for line in block if "**" in line.plain)
            yield problem("BD134", prose.path, line.at(line.plain.find("**")), value=line.text.strip()[:40])
        alone = re.fullmatch(r"(\*\*|__)([^*_]{3,60})\1:?", block[0].text.strip()) if len(block) == 1 else None
        after = prose.blocks[index + 1][0].text if index + 1 < len(prose.blocks) else ""
        if alone and after and not _ITEM.match(after) and not alone[2].rstrip().endswith((".", "!", "?")):
            yield problem("BD114", prose.path, block[0].at(), value=alone[2], write=f"## {alone[2].strip(': ')}")


def braces(prose: Prose) -> Iterator[Problem]:
    """Macros and classes work on editorial pages only; here they are printed as they stand."""
    for line in prose.lines:
        if found := re.search(r"\{\{.*?\}\}|\{%.*?%\}", line.plain):
            yield problem("BD103", prose.path, line.at(found.start()), value=found[0])
        if found := re.search(r"\{[:#.][^{}]*\}\s*$", line.plain):
            yield problem("BD138", prose.path, line.at(found.start()), value=found[0].strip())


def signs(prose: Prose) -> Iterator[Problem]:
    """Marks from other Markdown dialects that are printed here, and what to write in their place."""
    for block in prose.blocks:
        for index, line in enumerate(block):
            for pattern, write in _SIGNS:
                if found := pattern.search(line.plain):
                    typed = found.expand(write) if write else None
                    yield problem("BD141", prose.path, line.at(found.start()), value=found[0].strip(), write=typed)
                    break
            alert = re.match(r" {0,3}> ?\[!(\w+)\][ \t]*$", line.text)
            if alert and alert[1].upper() not in _ALERTS:
                kind = (_kind_of_box(alert[1]) or "note").upper()
                write = f"> [!{kind if kind in _ALERTS else 'NOTE'}]"
                yield problem("BD141", prose.path, line.at(), value=line.text.strip()[:40], write=write)
            term = re.match(r":[ \t]+(\S.*)", line.text)
            if term and index:
                write = f"- **{block[index - 1].text.strip()[:40]}:** {term[1][:40]}"
                yield problem("BD141", prose.path, line.at(), value=line.text.strip()[:40], write=write)


_ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"=(?<!==)=[^=\s][^=]*==(?!=)|\+(?<!\+\+)\+[^+\s][^+]*\+\+(?!\+)"), ""),
    (re.compile(r":(?<![\w:]:)[a-z]+[a-z_-]{2,}:(?![\w:])|\$(?<![\w$]\$)[^\s$][^$]{0,80}(?<=[^\s$])\$(?![\w$])"), ""),
    (re.compile(r"\^\[([^\]]*)\]"), r"[^1], og på en egen linje nederst: [^1]: \1"),
    (re.compile(r"^ {0,3}\*\[([^\]]+)\]:\s*(.*)"), r"\2 (\1) første gang ordet står i teksten"),
    (
        re.compile(r"^ {0,3}:::+[ \t]*\{?\.?[A-Za-z].*$"),
        '!!! note "Merk", og rykk teksten under inn fire mellomrom',
    ),
)


def boxes(prose: Prose) -> Iterator[Problem]:
    """A box is of a kind that has a look, and what belongs to it is indented four spaces; else the box is empty."""
    for index, line in enumerate(prose.lines):
        named = re.match(r" {0,3}(!!!|\?\?\?\+?) ?([\w-]+)(.*)$", line.text)
        if named and named[2].lower() not in kinds():
            write = f"{named[1]} {_kind_of_box(named[2]) or 'note'}{named[3]}"
            yield problem("BD161", prose.path, line.at(), value=named[2], write=write, allowed=", ".join(kinds()))
        if re.match(r" {0,3}(!!!|\?\?\?\+?|=== ?\")", line.text):
            after = next((x.text for x in prose.lines[index + 1 :] if not x.blank), "")
            inner = len(line.text) - len(line.text.lstrip()) + 4
            if len(after.expandtabs(4)) - len(after.expandtabs(4).lstrip()) < inner:
                yield problem("BD149", prose.path, line.at(), value=line.text.strip()[:60])


def _kind_of_box(name: str) -> str:
    """The kind that ``name`` means: what it is called in Norwegian, or one that is spelt nearly so; empty for none."""
    called = {labels(standard)(f"box.{kind}").casefold(): kind for standard in WRITTEN_STANDARDS for kind in kinds()}
    return called.get(name.casefold()) or alike(name.casefold(), kinds()) or ""


def twice(prose: Prose) -> Iterator[Problem]:
    """The same paragraph twice was pasted twice."""
    first: dict[str, Line] = {}
    for block in prose.blocks:
        text = " ".join(line.text.strip() for line in block)
        if len(text) > 80 and (other := first.setdefault(text, block[0])) is not block[0]:
            yield problem("BD135", prose.path, block[0].at(), value=text[:40], first_line=other.number)


def fields_below(prose: Prose) -> Iterator[Problem]:
    """Fields belong above the second «---»; below it they are printed, and a second pair of «---» makes a heading of them."""
    for index, line in enumerate(prose.lines):
        if found := _OWN_FIELDS.match(line.text):
            yield problem("BD136", prose.path, line.at(), found[1], found[1])
            return
        if (
            line.text.rstrip() == "---"
            and (after := prose.lines[index + 1 : index + 40])
            and _FIELD.match(after[0].text)
        ):
            rows = [n for n, x in enumerate(after) if not (_FIELD.match(x.text) or re.match(r" +\S|- \S", x.text))]
            if rows and after[rows[0]].text.rstrip() == "---":
                name = after[0].text.partition(":")[0]
                yield problem("BD136", prose.path, after[0].at(), name, name)
                return


EVERYWHERE: Rules = {
    fences: ("```", "~~~"), bullets: (), numbers: (), pasted_tables: ("\t",), tables: ("|",), lists: (), headings: (),
    signs: ("==", "++", ":", "$", "^[", "*[", "[!"), boxes: ("!!!", "???", "==="), twice: (),
}  # fmt: skip
"""The rules that hold for editorial pages too."""
RULES: Rules = {**EVERYWHERE, indented: (), bold: ("**", "__"), braces: ("{",), fields_below: (":",)}
