"""Links, footnotes and headings as they were typed: what a reader meets as brackets, as «her», or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.content.markdown.prose import Line, Prose, Rules, told
from macros.text.patterns import BEHIND_A_LOGIN, unwrapped
from macros.words.problems import Problem, problem
from macros.words.vocabulary.near import alike

LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*+(<[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)(\s++[\"'(].*?[\"')])?\s*+\)"
)
_EMPTY_WORDS = frozenset(
    "her|les mer|les meir|klikk her|trykk her|se her|link|lenke|lenka|lenken|denne|dette|her.|mer|meir|here|read more|"
    "denne siden|denne lenken|denne lenka|nettside|nettsiden|last ned|mer informasjon".split("|")
)
_PICTURE_WORDS = frozenset(
    "bilde|bildet|bilete|image|picture|foto|logo|figur|skjermbilde|illustrasjon|graf|alt".split("|")
)
KNOWN = (
    "Utfordring og pasientgruppe", "Mål", "Hva InnoMed bidro med", "Hva som ble gjort", "Resultat og status",
    "Veien videre",
)  # fmt: skip
"""The headings of a project, in order. A page may leave some out."""
_LONG_HEADING = 100


def wording(prose: Prose) -> Iterator[Problem]:
    """Every rule of this file that holds for any page."""
    return told(RULES, prose)


def links(prose: Prose) -> Iterator[Problem]:
    """A link says where it leads, and a picture's description what it shows."""
    for line in prose.lines:
        for match in LINK.finditer(line.plain) if "](" in line.plain else ():
            picture, text, target = match[1], match[2].strip(" *_"), match[3].strip("<>")
            place = line.at(match.start())
            if picture:
                stem = target.rsplit("/", 1)[-1]
                if text.casefold() in _PICTURE_WORDS or (
                    text and text.casefold() in (stem.casefold(), stem.casefold().rsplit(".", 1)[0])
                ):
                    yield problem("BD129", prose.path, place, value=text)
            elif hidden := _shut(target):
                yield problem(hidden[0], prose.path, place, value=text or target, write=hidden[1])
            elif not text:
                yield problem("BD121", prose.path, place, value=target)
            elif text.casefold() in _EMPTY_WORDS:
                yield problem("BD109", prose.path, place, value=text)
            elif re.match(r"(https?://|www\.)\S+$", text) or _same_address(text, target):
                yield problem("BD111", prose.path, place, value=text)


def _same_address(text: str, target: str) -> bool:
    """Whether the text of a link is its address as people say it: ``innomed.no`` tells nobody which pages are meant."""
    said = re.sub(r"https?://(www\.)?", "", target.casefold()).rstrip("/")
    return said != target.casefold().rstrip("/") and text.casefold().rstrip("/").removeprefix("www.") == said


def _shut(address: str) -> tuple[str, str] | None:
    """The code of an address that readers cannot open, or that tells who got the e-mail; and what to write instead."""
    if BEHIND_A_LOGIN.match(address):
        return "BD158", ""
    return ("BD159", inner) if (inner := unwrapped(address)) else None


def bare(prose: Prose) -> Iterator[Problem]:
    """An address in the text is not a link."""
    for line in prose.lines:
        if "://" not in line.plain and "www." not in line.plain:
            continue
        if re.match(r"\s*\[[^\]]+\]:\s", line.text):
            continue  # the address of a reference
        rest = LINK.sub(lambda m: " " * len(m[0]), line.plain)
        rest = re.sub(
            r"<https?://[^>]*>|\]\([^)]*\)|\)\s?\[[^\]]*\]|(?:href|src)=\S+|\] \([^)]*\)",
            lambda m: " " * len(m[0]),
            rest,
        )
        if found := re.search(r"(?<![\w/@\"'])(https?://|www\.)[^\s<>)\]]+", rest):
            value = found[0].rstrip(".,;:")
            if hidden := _shut(value):
                yield problem(hidden[0], prose.path, line.at(found.start()), value=value, write=hidden[1])
                continue
            write = value if "://" in value else f"https://{value}"
            yield problem("BD110", prose.path, line.at(found.start()), value=value, write=write)


def broken(prose: Prose) -> Iterator[Problem]:
    """Brackets the wrong way round, a space between them or in the address, and the link is printed as it stands."""
    for line in prose.lines:
        plain = line.plain
        if found := re.search(
            r"\[[^\[\]]+\]\s+\((https?://|www\.|/)[^)\s]*\)|\([^()]+\)\[(https?://|www\.)[^\]]*\]"
            r"|<https?://[^\s<>]+[ \t][^<>]*>",
            plain,
        ):
            yield problem("BD123", prose.path, line.at(found.start()), value=found[0])


def references(prose: Prose) -> Iterator[Problem]:
    """A link by reference has its address somewhere below."""
    known = {m[1].casefold() for line in prose.lines if (m := re.match(r" {0,3}\[([^\]^]+)\]:\s*\S", line.text))}
    for line in prose.lines:
        for match in re.finditer(r"\[([^\[\]^]+)\]\[([^\[\]^]*)\](?!\()", line.plain):
            name = (match[2] or match[1]).casefold()
            if name not in known and not name.startswith(("http", "www.")):
                yield problem("BD126", prose.path, line.at(match.start()), value=match[0])


def footnotes(prose: Prose) -> Iterator[Problem]:
    """Each mark has its note, and each note its mark."""
    notes: dict[str, Line] = {}
    marks: dict[str, tuple[Line, int]] = {}
    for line in prose.lines:
        note = re.match(r" {0,3}\[\^([^\]]+)\]:", line.text)
        if note:
            notes.setdefault(note[1], line)
        for match in re.compile(r"\[\^([^\]\s]+)\](?!:)").finditer(line.plain, note.end() if note else 0):
            marks.setdefault(match[1], (line, match.start()))
    for name, (line, index) in marks.items():
        if name not in notes:
            yield problem("BD107", prose.path, line.at(index), value=f"[^{name}]", write=f"[^{name}]: …")
    for name, line in notes.items():
        if name not in marks:
            yield problem("BD108", prose.path, line.at(), value=f"[^{name}]")


def headings(prose: Prose) -> Iterator[Problem]:
    """A heading has words, is not shouted, ends without a full stop and is said once."""
    seen: dict[tuple[int, str], Line] = {}
    last = 0
    for line, level, text in prose.headings:
        if not text:
            yield problem("BD105", prose.path, line.at(), value=line.text.strip())
            continue
        if level <= last:
            seen = {key: at for key, at in seen.items() if key[0] <= level}
        other = seen.setdefault((level, text.casefold()), line)
        if other is not line:
            yield problem("BD106", prose.path, line.at(), value=text, first_line=other.number)
        letters = re.sub(r"[^A-Za-zÆØÅæøå]", "", text)
        if len(letters) > 5 and letters.isupper() and " " in text.strip():
            yield problem("BD112", prose.path, line.at(), value=text, write=f"{'#' * level} {text.capitalize()}")
        if re.search(r"[.,:;]$", text) and not text.endswith(("...", "…", "osv.", "m.m.", "mv.")):
            yield problem("BD132", prose.path, line.at(), value=text, write=f"{'#' * level} {text.rstrip('.,:; ')}")
        if len(text) > _LONG_HEADING:
            yield problem("BD137", prose.path, line.at(), value=text, length=len(text), limit=_LONG_HEADING)
        last = level


def known_headings(prose: Prose) -> Iterator[Problem]:
    """A project's headings are the ones readers know from the other projects, in the same order."""
    order: list[str] = []
    for line, level, text in prose.headings:
        if level != 2 or not text:
            continue
        if text in KNOWN:
            if order and KNOWN.index(text) < KNOWN.index(order[-1]):
                yield problem("BD131", prose.path, line.at(), value=text, other=order[-1])
            order.append(text)
        elif near := alike(text.casefold().rstrip(".:"), [k.casefold() for k in KNOWN], cutoff=0.7):
            right = next(k for k in KNOWN if k.casefold() == near)
            yield problem("BD130", prose.path, line.at(), value=text, write=f"## {right}")
        else:
            yield problem("BD154", prose.path, line.at(), value=text, allowed=", ".join(KNOWN))


RULES: Rules = {
    links: ("](",), bare: ("://", "www."), broken: ("[", "<http"), references: ("][",), footnotes: ("[^",), headings: (),
}  # fmt: skip
