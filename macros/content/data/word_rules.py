"""What must hold within and between the vocabularies. A docstring is a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.content.model.data.word_list import HoursBand, Organisation, Word, WordList
from macros.content.yaml.nodes import Tree
from macros.words.problems import Problem, problem
from macros.words.vocabulary import Vocabularies, fold
from macros.words.vocabulary.near import alike

Lists = dict[str, tuple[WordList[Word], Tree, str]]
"""Name of a word list -> what its file holds, where the parts stand, and its path."""


def within(record: WordList[Word], tree: Tree, path: str, needed: Sequence[str]) -> Iterator[Problem]:
    """Every rule for one list by itself. ``needed`` are the keys that the program knows by name."""
    yield from _there(record, tree, path, needed)
    yield from _spelt_once(record, tree, path)
    yield from _followed(record, tree, path)
    yield from _bands(record, tree, path)


def between(lists: Lists, vocabularies: Vocabularies) -> Iterator[Problem]:
    """Every rule for lists that name words of each other; a list that is not in ``vocabularies`` judges nothing."""
    if "organisations" in lists:
        yield from _dangling(*lists["organisations"], vocabularies)
        yield from _no_circles(*lists["organisations"], vocabularies)


def _there(record: WordList[Word], tree: Tree, path: str, needed: Sequence[str]) -> Iterator[Problem]:
    """The words that the program knows by name are there."""
    keys = [word.key for word in record.values]
    others = [key for key in keys if key not in needed]
    for key in needed:
        if key not in keys:
            near = alike(key, others)
            at = ("values", keys.index(near), "key") if near else ("values",)
            yield problem("VK112", path, tree.place(at), "key", key, found=near)


def _spelt_once(record: WordList[Word], tree: Tree, path: str) -> Iterator[Problem]:
    """A spelling that two values share would make an author's word ambiguous."""
    seen: dict[str, int] = {}
    for index, value in enumerate(record.values):
        for spelling in dict.fromkeys(map(fold, (value.key, *value.label.values(), *value.aliases))):
            if (first := seen.setdefault(spelling, index)) != index:
                at = tree.place(("values", index))
                yield problem("VK002", path, at, value=spelling, first_line=tree.place(("values", first)).line)
                break


def _followed(record: WordList[Word], tree: Tree, path: str) -> Iterator[Problem]:
    """A word that is replaced or divided has followers, other than itself, in the same list."""
    keys = [word.key for word in record.values]
    for index, value in enumerate(record.values):
        place = tree.place(("values", index, "replaced_by"))
        if value.replaced_by == value.key:
            yield problem("VK103", path, place, "replaced_by", value.key)
        elif value.replaced_by and value.replaced_by not in keys:
            near = alike(value.replaced_by, keys)
            yield problem("VK102", path, place, "replaced_by", value.replaced_by, suggestion=near)
        for nth, part in enumerate(value.split_into):
            if part not in keys or part == value.key:
                at = tree.place(("values", index, "split_into", nth))
                yield problem("MG007", path, at, "split_into", value.key, other=part, suggestion=alike(part, keys))


def _bands(record: WordList[Word], tree: Tree, path: str) -> Iterator[Problem]:
    """The bands of hours follow each other, so that every number of hours lies in exactly one."""
    end = -1
    for index, word in enumerate(record.values):
        if isinstance(word, HoursBand):
            if word.min != end + 1 or word.max < word.min:
                at = tree.place(("values", index, "min"))
                yield problem("VK113", path, at, "min", str(word.min), expected=str(end + 1), last=str(word.max))
            end = word.max


def _dangling(record: WordList[Word], tree: Tree, path: str, vocabularies: Vocabularies) -> Iterator[Problem]:
    """Organisations name their kind, region and parent; each must exist."""
    points = {"kind": "organisation_kinds", "region": "regions", "parent": "organisations"}
    for index, word in enumerate(record.values):
        for name, target in points.items():
            key = getattr(word, name, None)
            if key and target in vocabularies and key not in vocabularies[target]:
                place, near = tree.place(("values", index, name)), alike(key, vocabularies[target].keys())
                yield problem("VK003", path, place, name, key, vocabulary=target, suggestion=near)


def _no_circles(record: WordList[Word], tree: Tree, path: str, vocabularies: Vocabularies) -> Iterator[Problem]:
    """No organisation belongs, by any number of steps, to itself."""
    parents = {w.key: w.parent or "" for w in record.values if isinstance(w, Organisation)}
    told: set[str] = set()
    for index, word in enumerate(record.values):
        seen, here = [word.key], parents.get(word.key, "")
        while here in parents and here not in seen:
            seen.append(here)
            here = parents[here]
        if here == word.key and here not in told:  # one circle, one message
            told |= set(seen)
            at = tree.place(("values", index, "parent"))
            yield problem("VK108", path, at, "parent", word.key, other=" → ".join([*seen, here]))
