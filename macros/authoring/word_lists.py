"""New words into their lists: a few lines put in where they belong, and nothing else in the file changed.

What the lines are is ``model.new_words``. Nothing is written here, and nothing is added that nobody asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from macros.authoring.entries import field_facts
from macros.content.data.tables import WORD_LISTS
from macros.content.model.fields.new_words import GROWING, NewWord, list_of, new_word, unknown_word, with_words
from macros.content.yaml.nodes import parse
from macros.words.vocabulary import UNKNOWN, Vocabularies


def words_to_add(fields: Mapping[str, Any], words: Vocabularies) -> list[NewWord]:
    """The rounds and organisations that a project's ``fields`` name and no list has.

    One that is like a word we have may be a spelling mistake: it is left out.
    """
    found: list[NewWord] = []
    for name, value in fields.items():
        fact = field_facts().get(name)
        if fact is None or fact.kind != "word" or list_of(fact.vocabulary) not in GROWING:
            continue
        for text in value if isinstance(value, (list, tuple)) else [value]:
            known = with_words(words, found)
            vocabulary = known[fact.vocabulary]
            if not isinstance(text, str) or text.casefold() == UNKNOWN or vocabulary.resolve(text):
                continue
            told = unknown_word(text, name, vocabulary, known) or {}
            word = new_word(text, vocabulary, known)
            if word and not told.get("suggestion"):
                found.append(word)
    return found


def list_path(word: NewWord) -> str:
    """The file of the list that ``word`` belongs to, relative to the checkout."""
    return f"{WORD_LISTS}/{word.vocabulary}.yml"


def lists_with(root: Path, new: Iterable[NewWord]) -> tuple[dict[str, bytes], list[NewWord]]:
    """Path -> content of the lists as they are with ``new``, and the words whose list a program cannot change."""
    changed: dict[str, bytes] = {}
    left: list[NewWord] = []
    for word in new:
        path = list_path(word)
        try:
            before = changed.get(path) or (root / path).read_bytes()
            after = with_value(before.decode("utf-8"), word)
        except (OSError, UnicodeDecodeError):
            after = None
        if after is None:
            left.append(word)
        else:
            changed[path] = after.encode("utf-8")
    return changed, left


def with_value(text: str, word: NewWord) -> str | None:
    """A list's file with ``word`` after those it goes with; None when that would change anything else."""
    before, problems = parse(text, "", 1)
    values = before.data.get("values")
    node = None if problems else _values(text)
    if node is None or not isinstance(values, list) or len(values) != len(node.value):
        return None
    at = _place(word, values)
    lines = text.splitlines(keepends=True)
    end = node.value[at].start_mark.line if at < len(values) else _after(node, lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    newline = "\r\n" if "\r\n" in text else "\n"
    if end and not lines[end - 1].endswith(("\n", "\r")):
        lines[end - 1] += newline
    made = [line + newline for line in word.lines(node.start_mark.column)]
    after = "".join([*lines[:end], *made, *lines[end:]])
    return after if _only_added(before.data, after, at, made) else None


def _values(text: str) -> yaml.SequenceNode | None:
    """The list of values, when it is written with a value a line or more."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    node = next((value for key, value in pairs if key.value == "values"), None)
    return node if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value else None


def _after(node: yaml.SequenceNode, lines: Sequence[str]) -> int:
    """The line after the last value: where the next field of the file begins, or the file ends."""
    end: int = node.end_mark.line
    return end + 1 if node.end_mark.column and end < len(lines) else end


def _place(word: NewWord, values: Sequence[Mapping[str, Any]]) -> int:
    """Which of the values it becomes: a round after those of its year or earlier, an organisation after its kind."""
    if word.vocabulary == "rounds":
        year = int(word.fields["year"])
        fits = [n for n, v in enumerate(values) if str(v.get("year", "")).isdecimal() and int(v["year"]) <= year]
    else:
        fits = [n for n, v in enumerate(values) if v.get("kind") == word.fields["kind"]]
    return fits[-1] + 1 if fits else len(values)


def _only_added(before: Mapping[str, Any], after: str, at: int, made: Sequence[str]) -> bool:
    """Whether the file reads as before with this one value more."""
    tree, problems = parse(after, "", 1)
    wanted, wrong = parse("values:\n" + "".join(made), "", 1)
    if problems or wrong:
        return False
    values = [*before["values"][:at], *wanted.data["values"], *before["values"][at:]]
    return tree.data == {**before, "values": values}
