"""Words that stand in no dictionary: the prose of a file with its places, and hunspell asked about each word once.

A spelling program knows no field's words: those are in docs/_data/spelling.yml, and names come from the vocabularies.
What is found is only ever a warning.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from macros.content.load import Content
from macros.content.model import Project, Tool
from macros.content.model.editorial import Editorial
from macros.content.model.fields.reference import all_fields

DICTIONARIES = {"nb": "nb_NO", "nn": "nn_NO"}
"""The written standards that Debian's hunspell-no has."""
SUGGESTED = 40
"""With more words than this no suggestions are looked for: hunspell takes a second for each."""

_PARTS = re.compile(r"[-'’]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NOT_PROSE = re.compile(
    r"^[ \t]*(?P<fence>```|~~~).*?(?:^[ \t]*(?P=fence)[^\n]*$|\Z)"  # code; what is not closed goes on to the end
    r"|`[^`\n]*`"
    r"|\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)|\{[:#][^}\n]*\}"  # macros and attributes
    r"|<!--.*?(?:-->|\Z)|<[^>\n]+>"
    r"|\]\([^)\n]*\)|^\[[^\]\n]+\]:[^\n]*$"  # where links lead
    r"|https?://\S+|\b[\w.-]+@[\w.-]+\b|\b(?:www\.|[\w-]+\.)+(?:no|com|org|se|dk|md|yml|xlsx|docx|pdf|csv|json|html)\b\S*"
    r"|\*[^*\n]{1,80}\*(?!\*)",  # words spoken of as words
    re.DOTALL | re.MULTILINE,
)
_FRONT = re.compile(r"\A---\n.*?^---$", re.DOTALL | re.MULTILINE)
_SENTENCE = re.compile(r"(?:^|[.!?:»\"”|]|\n[-*#>\d. ]*)\s*[«\"“*_(\[]*$")


@cache
def _sentences() -> re.Pattern[str]:
    """Front matter that is sentences, by the names of its fields. The rest is names, keys and numbers."""
    names = {name for model in (Project, Tool, Editorial) for name, shape in all_fields(model) if shape.mark("prose")}
    keys = "|".join(sorted(names))
    return re.compile(rf"^(?:\s*-\s*|\s*)(?:{keys}):\s*(?P<said>[^>|\n][^\n]*)$", re.MULTILINE)


class NoDictionaryError(Exception):
    """The program or a dictionary is not installed; the message says which."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that no dictionary has, with its first place in the file, and what may have been meant."""

    word: str
    line: int
    column: int
    suggestion: str = ""


def blanked(text: str) -> str:
    """The text with everything that is no prose replaced by spaces: places stay the same."""

    def empty(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", found[0])

    front = _FRONT.match(text)
    if not front:
        return _NOT_PROSE.sub(empty, text)
    kept = re.sub(r"[^\n]", " ", front[0])
    for value in _sentences().finditer(front[0]):
        start, end = value.span("said")
        kept = kept[:start] + front[0][start:end] + kept[end:]
    return _NOT_PROSE.sub(empty, kept + text[front.end() :])


def words(text: str) -> Iterator[tuple[str, int]]:
    """Each word of the prose with its offset. Abbreviations in capitals, and names inside a sentence, are left out."""
    prose = blanked(text)
    for found in _WORD.finditer(prose):
        word = found[0]
        before, after = prose[: found.start()][-1:], prose[found.end() : found.end() + 1]
        if before.isdigit() or after.isdigit() or any(part.isupper() for part in _PARTS.split(word)):
            continue
        if word[0].isupper() and not _SENTENCE.search(prose[max(0, found.start() - 40) : found.start()]):
            continue
        yield word, found.start()


def of_yaml(text: str) -> dict[str, str]:
    """Language -> the texts in that language of a YAML file (``nb: …``, ``nn: …``), each on its own line of the file."""
    found: dict[str, list[str]] = {language: [""] * (text.count("\n") + 1) for language in DICTIONARIES}

    def walk(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                language = key.value if isinstance(key, yaml.ScalarNode) else ""
                if language in found and isinstance(value, yaml.ScalarNode):
                    found[language][value.start_mark.line] += " " + " ".join(str(value.value).split()) + "."
                else:
                    walk(value)
        elif isinstance(node, yaml.SequenceNode):
            for below in node.value:
                walk(below)

    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    if tree is not None:
        walk(tree)
    return {language: "\n".join(lines) for language, lines in found.items()}


def unknown_words(texts: Mapping[str, str], language: str, known: Collection[str]) -> dict[str, tuple[Unknown, ...]]:
    """Name of text -> its words that neither the dictionary nor ``known`` (in lower case) has.

    The dictionary is asked once for all texts. Raises NoDictionaryError.
    """
    places: dict[str, dict[str, int]] = {}
    for name, text in texts.items():
        for word, offset in words(text):
            if not _is_known(word, known):
                places.setdefault(name, {}).setdefault(word, offset)
    missing = _missing({word for found in places.values() for word in found}, language)
    near = _near(missing, language) if len(missing) <= SUGGESTED else {}
    return {
        name: tuple(
            Unknown(word, texts[name].count("\n", 0, at) + 1, at - texts[name].rfind("\n", 0, at), near.get(word, ""))
            for word, at in sorted(found.items(), key=lambda item: item[1])
            if word in missing
        )
        for name, found in places.items()
        if missing & found.keys()
    }


def _is_known(word: str, known: Collection[str]) -> bool:
    return word.casefold() in known or all(part.casefold() in known for part in _PARTS.split(word))


def _missing(every: Iterable[str], language: str) -> set[str]:
    """Words of which the dictionary lacks a part: «e-helse» is judged as «e» and «helse»."""
    parts = {word: [part for part in _PARTS.split(word) if len(part) > 1] for word in every}
    answer = _hunspell(["-l"], {part for found in parts.values() for part in found} | set(parts), language)
    lacks = set(answer.split())
    return {word for word, found in parts.items() if word in lacks and any(part in lacks for part in found)}


def _near(every: Collection[str], language: str) -> dict[str, str]:
    """The nearest word that the dictionary has. ``ispell -a`` answers «& word count offset: near, nearer»."""
    answer = _hunspell(["-a"], {f"^{word}" for word in every}, language)
    return {m[1]: m[2] for m in re.finditer(r"^& (\S+) \d+ \d+: ([^,\n]*)", answer, re.MULTILINE)}


def _hunspell(how: list[str], every: Iterable[str], language: str) -> str:
    program, dictionary = shutil.which("hunspell"), DICTIONARIES[language]
    if not program:
        raise NoDictionaryError("hunspell")
    answer = subprocess.run(  # noqa: S603  (a fixed program; the words go in as text)
        [program, *how, "-d", dictionary, "-i", "utf-8"],
        input="\n".join(sorted(every)) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if answer.returncode or "open" in answer.stderr:
        raise NoDictionaryError(dictionary)
    return answer.stdout


def known_words(content: Content) -> frozenset[str]:
    """Every word that needs no dictionary, in lower case."""
    listed = content.spelling
    every = (*listed.words, *listed.names, *listed.foreign, *_named(content))
    return frozenset(word.casefold() for word in every)


def _named(content: Content) -> Iterator[str]:
    """The words of the vocabularies, of titles and of other names: somebody has looked at those."""
    for vocabulary in content.vocabularies.values():
        for value in vocabulary:
            for spelling in value.spellings():
                yield from _WORD.findall(spelling)
                yield from re.findall(r"[^\W\d_]+", spelling)
    for title, aliases in (
        *((r.data.title, r.data.aliases) for r in content.projects),
        *((r.data.title, r.data.aliases) for r in content.tools),
    ):
        for name in (title, *aliases):
            yield from re.findall(r"[^\W\d_]+", name)
