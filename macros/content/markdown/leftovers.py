"""What was left behind and should never be read by the public: help texts, placeholders, headings without a text.

A published text with one of them is stopped; a draft is told, or left in peace where the draft is meant to have it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from macros.content.markdown.prose import Line, Prose
from macros.content.yaml.nodes import Tree
from macros.text.patterns import Seldom
from macros.words.labels import WRITTEN_STANDARDS, labels
from macros.words.problems import Problem, problem
from macros.words.vocabulary import fold

_PLACEHOLDER = Seldom(re.compile(
    r"(?i)\blorem ipsum|\b(?:fyll inn her|skriv (?:tekst|noe|noko) her|sett inn tekst|set inn tekst)\b|"
    r"\bklikk (?:eller trykk )?her for å (?:skrive inn|angi) tekst|\bclick or tap here to enter text|\bvelg et element\.$|_No response_|"
    r"\[(?:tekst|navn|namn|dato|fyll inn|sett inn)[^\]]{0,40}\](?![(\[:])"
), "lorem ipsum", "fyll inn", "skriv tekst", "skriv no", "sett inn", "set inn", "her for å", "click or tap", "velg et ele", "_no resp", "[tekst", "[navn", "[namn", "[dato")  # fmt: skip
"""Nobody writes these to a reader."""
_PERHAPS = Seldom(
    re.compile(r"(?i)\b(?:todo\b[: ]|tbd\b|xxx+|kommer se[ni]+[ae]r[e]?\.?$)"), "todo", "tbd", "xxx", "kommer se"
)
"""A reader may be meant."""
_FOR_OTHERS = Seldom(re.compile(
    r"(?i:\bunntatt (?:fra )?offentlighet|\boffl\.? ?§ ?\d+|\bkun (?:til|for) intern(?:t)? bruk|"
    r"\bpassord(?:et)?(?: er|:) ?\S+|^(?:sendt|sent): (?:man|tirs|ons|tors|fre|lør|søn|mon|tues|wednes|thurs|satur|sun)da[gy])|"
    r"(?<!\w)@[A-ZÆØÅ][a-zæøå]+,? (?:kan du|husk|sjekk|se på)|\([A-ZÆØÅ][a-zæøå]+: (?:kan|husk|sjekk|må|stemmer)[^)]*\)|"
    r"(?<![\w/])[A-Z]:\\(?:[\w.-]+\\)+[\w.-]+|(?<![\w\\])\\\\[\w.-]+\\[\w$.-]+"
), "unntatt", "offl", "kun til", "kun for", "passord", "sendt:", "sent:", "@", ": kan", ": husk", ": sjekk", ": må", ": stemmer", "\\")  # fmt: skip
"""What is written to colleagues: notes, secrets, the head of an e-mail, a file on somebody's own disk."""
_HELP = Seldom(re.compile(r" {0,3}\[hjelp\]:?", re.IGNORECASE), "[hjelp]")
_WORD_ERROR = Seldom(
    re.compile(
        r"Feil! (?:Fant ikke|Bokmerke|Ugyldig|Bruk|Hyperkoblings)[^.\n]*\.?|Error! (?:Reference|Bookmark)[^.\n]*\.?"
    ),
    "feil! ",
    "error! ",
)
_NOTHING = {
    "ukjent",
    "ukjend",
    "kommer",
    "kommer senere",
    "kjem seinare",
    "todo",
    "tbd",
    "xxx",
    "-",
    "–",
    "n/a",
    "ingen",
}
_LONGEST = max(map(len, _NOTHING))


def unfinished(prose: Prose, published: bool = True, keys: Collection[str] = ()) -> Iterator[Problem]:
    """Every rule of this file. ``keys``: names of fields, which an import without a better word uses as headings."""
    yield from _nothing(prose)
    yield from _placeholders(prose, published)
    yield from _headings(prose, published, keys)


def unfinished_fields(tree: Tree, path: str, published: bool) -> Iterator[Problem]:
    """Placeholders in the values of fields."""
    if not _PLACEHOLDER.may_be_in(tree.words) and not _HELP.may_be_in(tree.words):
        return
    for loc, value in tree.texts:
        if found := _PLACEHOLDER.pattern.search(value) or _HELP.pattern.match(value):
            wrong = problem("BD151", path, tree.place(loc), tree.named(loc), found[0].strip())
            yield wrong if published else wrong.softened()


def _nothing(prose: Prose) -> Iterator[Problem]:
    """A text that only says that there is none yet."""
    text = " ".join(line.text for line in _words(prose)).strip()
    if text and len(said := text.strip(". !")) <= _LONGEST and said.casefold() in _NOTHING:
        yield problem("BD113", prose.path, next(_words(prose)).at(), value=text)


def _placeholders(prose: Prose, published: bool) -> Iterator[Problem]:
    """Words that stood there until somebody should write, and Word's broken references."""
    asked = (_HELP, _PLACEHOLDER, _unplaced_text(), _PERHAPS, _FOR_OTHERS, _WORD_ERROR)
    if not any(pattern.may_be_in(prose.raw) for pattern in asked):
        return
    helping, placeholder, unplaced, perhaps, for_others, word_error = (p.within(prose.raw) for p in asked)
    for line in prose.lines:
        if helping.match(line.text):
            if published:
                yield problem("BD150", prose.path, line.at(), value="[hjelp]", heading=_over(prose, line))
        elif found := placeholder.search(line.plain) or unplaced.search(line.plain):
            wrong = problem("BD151", prose.path, line.at(found.start()), value=found[0].strip())
            yield wrong if published else wrong.softened()
        elif found := perhaps.search(line.plain):
            yield problem("BD143", prose.path, line.at(found.start()), value=found[0].strip())
        if found := for_others.search(line.plain):
            shown = "passord" if found[0].casefold().startswith("passord") else found[0].strip()
            yield problem("BD160", prose.path, line.at(found.start()), value=shown)
        if found := word_error.search(line.plain):
            yield problem("BD127", prose.path, line.at(found.start()), value=found[0])


def _headings(prose: Prose, published: bool, keys: Collection[str]) -> Iterator[Problem]:
    """A heading says what stands under it, and something does."""
    for index, (line, level, text) in enumerate(prose.headings):
        end = prose.headings[index + 1] if index + 1 < len(prose.headings) else None
        if fold(text) in _unplaced():
            if published:
                yield problem("BD152", prose.path, line.at(), value=text)
        elif text in keys and published:
            yield problem("BD153", prose.path, line.at(), value=text)
        elif text and (end is None or end[1] <= level) and not _between(prose, line, end[0] if end else None):
            wrong = problem("BD133", prose.path, line.at(), value=text)
            yield wrong if published else wrong.softened()


@cache
def _unplaced() -> frozenset[str]:
    """The headings that an import puts over what it could not place, as they are compared."""
    return frozenset(fold(labels(language)("body.heading.rest")) for language in WRITTEN_STANDARDS)


@cache
def _unplaced_text() -> Seldom:
    """The sentence an import puts under that heading, whatever its source is called."""
    texts = [labels(language)("body.rest", source="@") for language in WRITTEN_STANDARDS]
    pattern = "|".join(re.escape(text).replace("@", ".{1,200}?") for text in texts)
    return Seldom(re.compile(pattern), *(text.rpartition("@")[2].casefold() for text in texts))


def _between(prose: Prose, line: Line, end: Line | None) -> str:
    """What stands between a heading and the next. Help that no reader sees is told by its own rule, not by this one."""
    first = prose.lines[0].number if prose.lines else 1
    raw = prose.raw.split("\n")[line.number - first + 1 : (end.number - first) if end else None]
    return re.sub(r"<!--.*?-->", "", "\n".join(raw), flags=re.DOTALL).strip()


def _words(prose: Prose) -> Iterator[Line]:
    headings = {line.number for line, _, _ in prose.headings}
    return (line for line in prose.lines if not line.blank and line.number not in headings)


def _over(prose: Prose, line: Line) -> str:
    """The heading that a line stands under."""
    return next((text for at, _, text in reversed(prose.headings) if at.number < line.number), "")
