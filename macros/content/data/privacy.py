"""Personal information in texts: numbers (stopped), phone numbers, personal addresses and names of the sources (told)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import yaml

from macros.content.data.file import read_data
from macros.content.kept.pack import Pack
from macros.content.kept.source import digest, of_code, of_files
from macros.content.model.data.privacy import PrivacyRules
from macros.content.yaml.nodes import Tree
from macros.content.yaml.text import SourceText, read_text
from macros.text.contact_details import DAY, mail_addresses, may_have_addresses, phones
from macros.text.personal_numbers import FEWEST, personal_numbers, readings
from macros.text.possible_numbers import possible_numbers
from macros.words.problems import Place, Problem, problem

RULES = "docs/_data/privacy.yml"
FOLDER = ".cache/privacy"
Kind = Literal["number", "maybe", "phone", "address", "name"]
CODES: dict[Kind, str] = {"number": "PV001", "maybe": "PV011", "phone": "PV003", "address": "PV004", "name": "PV010"}


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
    for found in possible_numbers(text, rules.allowed_numbers):
        yield Sighting("maybe", found.start, found.digits, found.masked)
    for start, digits in sorted(dict(phones(text)).items()):
        if not rules.is_role_phone(digits):
            yield Sighting("phone", start, digits, f"{digits[:2]} •• •• ••")
    for start, address in mail_addresses(text):
        if not rules.is_role_address(address):
            name, _, host = address.rpartition("@")
            yield Sighting("address", start, address.casefold(), f"{name[:2]}•••@{host}")
    for match in re.finditer(r"[A-ZÆØÅ][\w-]+", text) if any(map(text.__contains__, rules.names)) else ():
        if match[0] in rules.names:
            yield Sighting("name", match.start(), match[0], match[0])


def check_text(text: str, path: str, rules: PrivacyRules, known: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """What is personal in a file's text, each with its line. ``known`` are addresses that are judged elsewhere."""
    yield from _told(sightings(text, rules), text, path, known)


def _told(found: Iterable[Sighting], text: str, path: str, known: frozenset[str]) -> Iterator[Problem]:
    for seen in found:
        if seen.value not in known:
            yield problem(CODES[seen.kind], path, _place(text, seen.start), value=seen.shown)


def not_to_be_written(texts: Mapping[str, str], path: str, rules: PrivacyRules) -> Iterator[Problem]:
    """Personal numbers in what is about to be written from ``path`` (another's file, an issue): each text under its name.

    What is in a file once is in the history for ever, so it is asked before anything is written.
    """
    told: set[str] = set()
    for name, text in texts.items():
        for seen in sightings(text, rules):
            if seen.kind == "number" and seen.value not in told:
                told.add(seen.value)
                yield problem("PV016", path, Place(), value=seen.shown, other=name)


def check_writeup(
    source: SourceText, text: str, tree: Tree, body: str, path: str, rules: PrivacyRules
) -> Iterator[Problem]:
    """A write-up: its text as typed, and then as read, where markup, entities and escapes no longer hide anything.

    ``text`` is the whole file, ``tree`` its front matter, ``body`` the words of the finished page.
    """
    contact = tree.data.get("contact")
    judged = str(contact.get("email") or "").casefold() if isinstance(contact, dict) else ""
    found = list(sightings(text, rules))
    yield from _told(found, text, path, frozenset({judged}))
    typed = {judged, *(seen.value for seen in found)}
    yield from check_tree(tree, path, rules, typed)
    yield from _read(body, path, source.body_line, rules, typed)


def check_read(text: str, shown: str, path: str, line: int, rules: PrivacyRules) -> Iterator[Problem]:
    """A text as it is read (``shown``), but for what stands in ``text`` as it was typed and has been told. ``line``: where it begins."""
    yield from _read(shown, path, line, rules, {seen.value for seen in sightings(text, rules)})


def _read(shown: str, path: str, line: int, rules: PrivacyRules, typed: set[str]) -> Iterator[Problem]:
    for seen in sightings(shown, rules):
        if seen.value not in typed:
            typed.add(seen.value)
            yield problem(CODES[seen.kind], path, Place(line), value=seen.shown)


def check_tree(tree: Tree, path: str, rules: PrivacyRules, typed: set[str]) -> Iterator[Problem]:
    """The values of front matter or a data file, but for what has been ``typed`` as it stands and told already."""
    every = any(map(tree.words.__contains__, rules.names)) or may_have_addresses(tree.words)
    for loc, value in tree.texts:
        if not every and (len(value) < FEWEST or DAY.fullmatch(value) or not readings(value)):
            continue
        for seen in sightings(value, rules):
            if seen.value not in typed:
                typed.add(seen.value)
                yield problem(CODES[seen.kind], path, tree.place(loc), tree.named(loc), seen.shown)


class Sieve:
    """What has been found in a text is found again by the text: it is the same until the text, the rules or the code change."""

    def __init__(self, root: Path) -> None:
        self._kept = Pack(root / FOLDER / digest(of_code("text", "words", "content"), of_files(root, (RULES,))))

    def judged(self, text: tuple[str, ...], judge: Callable[[], Iterable[Problem]]) -> list[Problem]:
        """What ``judge`` says of the parts of a text, its path among them."""
        key = digest(*text)
        told = self._kept.get(key)
        if told is None:
            told = [astuple(found) for found in judge()]
            self._kept.put(key, told)
        return [Problem(*each) for each in told]

    def save(self) -> None:
        """Keeps what was asked for."""
        self._kept.save()


def check_files(root: Path, folders: tuple[str, ...], rules: PrivacyRules, sieve: Sieve) -> Iterator[Problem]:
    """Data files and editorial pages. Write-ups are judged when they are read, attachments when they are opened."""
    for folder in folders:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in (".md", ".yml", ".yaml") or (folder != "docs" and file.suffix == ".md"):
                continue
            path = file.relative_to(root).as_posix()
            if path == RULES:
                continue
            text = read_text(file, path)
            if isinstance(text, str):  # what cannot be read is told by whoever reads it
                yield from sieve.judged((path, text), partial(_check_file, text, path, rules))


def _check_file(text: str, path: str, rules: PrivacyRules) -> Iterator[Problem]:
    yield from check_text(text, path, rules)
    if "\\" in text and not path.endswith(".md"):
        yield from _unescaped(text, path, rules)


def _unescaped(text: str, path: str, rules: PrivacyRules) -> Iterator[Problem]:
    """Numbers in the values of a data file that stand there as escapes."""
    typed = {seen.value for seen in sightings(text, rules)}
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style == '"':
                yield from _read(token.value, path, token.start_mark.line + 1, rules, typed)
    except yaml.YAMLError:
        return  # told by whoever reads the file


def _place(text: str, index: int) -> Place:
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
