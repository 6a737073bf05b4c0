"""What must hold within and between the vocabularies, the quoted figures and the search words. A docstring is a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from macros.intake.yaml_nodes import Tree
from macros.problems import Place, Problem, problem
from macros.vocabulary import Vocabularies, Vocabulary

_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
"""Of an organisation number's first eight digits. Source: Brønnøysundregistrene, «Organisasjonsnummeret»."""


def named(labels: Sequence[Mapping[str, str]], whole: Mapping[str, str], tree: Tree, path: str) -> Iterator[Problem]:
    """Every word list and every word in it has a name in bokmål: it is what all else falls back on."""
    if "nb" not in whole:
        yield problem("VK101", path, tree.place(("label",)), "label", "label")
    for index, label in enumerate(labels):
        if "nb" not in label:
            key = str(tree.data["values"][index].get("key", ""))
            yield problem("VK101", path, tree.place(("values", index, "label")), "label", key)


def followed(vocabulary: Vocabulary, tree: Tree, path: str) -> Iterator[Problem]:
    """A word that is replaced has a follower, other than itself, and ends after it begins."""
    for index, value in enumerate(vocabulary.values):
        place = tree.place(("values", index, "replaced_by"))
        if value.replaced_by == value.key:
            yield problem("VK103", path, place, "replaced_by", value.key)
        elif value.replaced_by and value.replaced_by not in vocabulary:
            near = vocabulary.suggest(value.replaced_by)
            yield problem("VK102", path, place, "replaced_by", value.replaced_by, suggestion=near)
        for nth, part in enumerate(value.split_into):
            if part not in vocabulary or part == value.key:
                at = tree.place(("values", index, "split_into", nth))
                yield problem(
                    "MG007", path, at, "split_into", value.key, other=part, suggestion=vocabulary.suggest(part)
                )
        if value.valid_from and value.valid_to and value.valid_to < value.valid_from:
            at = tree.place(("values", index, "valid_to"))
            yield problem("VK104", path, at, "valid_to", value.valid_to, first=value.valid_from)
        number = str(value.extra.get("org_number") or "")
        if re.fullmatch(r"[\d \u00a0]+", number) and not is_org_number(re.sub(r"\D", "", number)):
            yield problem("VK109", path, tree.place(("values", index, "org_number")), "org_number", number)


def is_org_number(digits: str) -> bool:
    """Nine digits, the last of which follows from the others."""
    if not re.fullmatch(r"\d{9}", digits):
        return False
    rest = 11 - sum(w * int(d) for w, d in zip(_WEIGHTS, digits[:8], strict=True)) % 11
    return int(digits[8]) == (0 if rest == 11 else rest)


def no_circles(vocabularies: Vocabularies, path: str) -> Iterator[Problem]:
    """No organisation belongs, by any number of steps, to itself."""
    organisations = vocabularies.get("organisations")
    for value in organisations or ():
        seen, here = [value.key], str(value.extra.get("parent") or "")
        while organisations and here in organisations and here not in seen:
            seen.append(here)
            here = str(organisations[here].extra.get("parent") or "")
        if here == value.key:
            yield problem("VK108", path, Place(), "parent", value.key, other=" → ".join([*seen, here]))


def figures_once(keys: Sequence[str], tree: Tree, path: str) -> Iterator[Problem]:
    """A figure's key is used once."""
    for index, key in enumerate(keys):
        if keys.index(key) != index:
            yield problem("VK106", path, tree.place(("figures", index, "key")), "key", key)


def useful_words(words: Any, tree: Tree, path: str) -> Iterator[Problem]:
    """A group of synonyms has two words or more, and no spelling is changed into itself."""
    for index, group in enumerate(words.synonyms):
        if len(set(group)) < 2:
            yield problem("VK107", path, tree.place(("synonyms", index)), "synonyms", ", ".join(group))
    for written, meant in words.variants.items():
        if written == meant:
            yield problem("VK110", path, tree.place(("variants", written)), "variants", written)
