"""Personal information in texts: numbers (stopped), phone numbers, personal addresses and names of the sources (told)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from macros.content.data.file import read_data
from macros.content.model.data.privacy import PrivacyRules
from macros.content.yaml.nodes import Tree
from macros.content.yaml.text import SourceText, read_text
from macros.text.patterns import SPACES
from macros.text.personal_numbers import personal_numbers
from macros.words.problems import Place, Problem, problem

RULES = "docs/_data/privacy.yml"
Kind = Literal["number", "phone", "address", "name"]
CODES: dict[Kind, str] = {"number": "PV001", "phone": "PV003", "address": "PV004", "name": "PV010"}

# No part is longer (RFC 5321); without the limits a text of dots would be read again from each of them.
_ADDRESS = re.compile(r"[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,10}[^\W\d_]{2,24}")
_SPACE = f"[{SPACES}]"
_GROUPED = rf"\d\d(?:{_SPACE}\d\d){{3}}|\d{{3}}{_SPACE}\d\d{_SPACE}\d{{3}}"
# A number on its own: grouped as phone numbers are, or eight digits as mobile numbers begin.
_PHONE = re.compile(
    rf"(?<![\w.,/=#&?:+\-–])(?<!\d{_SPACE})((?:\+|00)47{_SPACE}?)?({_GROUPED}|[49]\d{{7}})(?!\d|[.,/–-]\d|{_SPACE}?\d|%)"
)
_NAMED_PHONE = re.compile(
    rf"(?<!\w)(?:tlf|tel|telefon\w*|mob|mobil\w*|sms|ring)\b[^\d\n+]{{0,20}}((?:\+|00)47{_SPACE}?)?(\d(?:[{SPACES}.-]?\d){{7}})(?!\d)",
    re.IGNORECASE,
)
_FOREIGN_PREFIX = re.compile(rf"(?<!\w)(?:\+|00)47{_SPACE}?(\d(?:[{SPACES}.-]?\d){{7}})(?!\d)")
# What makes eight digits an amount, a reference or a count.
_UNIT_BEFORE = re.compile(r"(?:kr|kroner|nok|isbn|issn|doi|org\.?\s?nr|nr|sak|id|side|s)\.?:?\s*$", re.IGNORECASE)
_UNIT_AFTER = re.compile(r"\s*(?:,-|kr\b|kroner|nok\b|mill|timer|prosent|%|stk)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something personal in a text: what, from which place in the text, what it is (to compare), how it may be told."""

    kind: Kind
    start: int
    value: str
    shown: str


def load_privacy(root: Path) -> tuple[PrivacyRules, list[Problem]]:
    """What has been judged not to be personal. Without the file nothing has."""
    if not (root / RULES).exists():
        return PrivacyRules(), []
    record, _, problems = read_data(root / RULES, RULES, PrivacyRules)
    return record or PrivacyRules(), problems


def sightings(text: str, rules: PrivacyRules) -> Iterator[Sighting]:
    """Everything personal in ``text`` that ``rules`` do not know, numbers first."""
    for found in personal_numbers(text, rules.allowed_numbers):
        yield Sighting("number", found.start, found.digits, found.masked)
    phones: dict[int, str] = {}
    if re.search(r"\d{3}|\d\d\D\d\d", text):
        phones = {start: digits for start, digits in _phones(text) if not rules.is_role_phone(digits)}
    for start, digits in sorted(phones.items()):
        yield Sighting("phone", start, digits, f"{digits[:2]} •• •• ••")
    for match in _ADDRESS.finditer(text) if "@" in text else ():
        if not rules.is_role_address(match[0]):
            name, _, host = match[0].rpartition("@")
            yield Sighting("address", match.start(), match[0].casefold(), f"{name[:2]}•••@{host}")
    for match in re.finditer(r"[A-ZÆØÅ][\w-]+", text) if rules.names else ():
        if match[0] in rules.names:
            yield Sighting("name", match.start(), match[0], match[0])


def _phones(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (_NAMED_PHONE, _FOREIGN_PREFIX):
        for match in pattern.finditer(text):
            group = match.lastindex or 1
            yield match.start(group), "".join(filter(str.isdigit, match[group]))
    for match in _PHONE.finditer(text):
        digits = "".join(filter(str.isdigit, match[2]))
        before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
        amount = _UNIT_BEFORE.search(before) or _UNIT_AFTER.match(after) or digits.endswith("000")
        # 8… are services that anybody may call; 0 and 1 begin no eight-digit number (Nasjonal kommunikasjonsmyndighet).
        if digits[0] not in "018" and (match[1] or not amount):
            yield match.start(2), digits


def check_text(text: str, path: str, rules: PrivacyRules, known: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """What is personal in a file's text, each with its line. ``known`` are addresses that are judged elsewhere."""
    for seen in sightings(text, rules):
        if seen.value not in known:
            yield problem(CODES[seen.kind], path, _place(text, seen.start), value=seen.shown)


def check_writeup(
    source: SourceText, text: str, tree: Tree, body: str, path: str, rules: PrivacyRules
) -> Iterator[Problem]:
    """A write-up: its text as typed, and then as read, where markup, entities and escapes no longer hide anything.

    ``text`` is the whole file, ``tree`` its front matter, ``body`` the words of the finished page.
    """
    contact = tree.data.get("contact")
    judged = str(contact.get("email") or "").casefold() if isinstance(contact, dict) else ""
    yield from check_text(text, path, rules, frozenset({judged}))
    typed = {judged, *(seen.value for seen in sightings(text, rules))}
    yield from check_tree(tree, path, rules, typed)
    for seen in sightings(body, rules):
        if seen.value not in typed:
            typed.add(seen.value)
            yield problem(CODES[seen.kind], path, Place(source.body_line), value=seen.shown)


def check_tree(tree: Tree, path: str, rules: PrivacyRules, typed: set[str]) -> Iterator[Problem]:
    """The values of front matter or a data file, but for what has been ``typed`` as it stands and told already."""
    for loc, value in tree.texts():
        for seen in sightings(value, rules):
            if seen.value not in typed:
                typed.add(seen.value)
                yield problem(CODES[seen.kind], path, tree.place(loc), tree.named(loc), seen.shown)


def check_files(root: Path, folders: tuple[str, ...], rules: PrivacyRules) -> Iterator[Problem]:
    """Data files and editorial pages. Write-ups are judged when they are read, attachments when they are opened."""
    for folder in folders:
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root).as_posix()
            writeup = folder != "docs" and file.suffix == ".md"
            if file.suffix not in (".md", ".yml", ".yaml") or writeup or path == RULES:
                continue
            text = read_text(file, path)
            if isinstance(text, str):  # what cannot be read is told by whoever reads it
                yield from check_text(text, path, rules)


def _place(text: str, index: int) -> Place:
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
