"""Every word that the program knows by name is declared, so that a list that loses one is told and nothing is silent."""

from __future__ import annotations

import ast

import yaml
from support import CONTENT, ROOT

from macros.words.vocabulary.relied_on import LISTS, RELIED_ON

OTHERWISE = {
    # Other things of the same name: a recipient's payer, a section, a page, a heading's key, a kind of file.
    "gevinster", "helseforetak", "fastlege", "pasient", "parorende", "vestre-viken",
    # Languages of the model itself, and kinds of organisation that a new one is guessed to be: any word may be missing.
    "se", "sv", "en", "annet", "universitet",
    # A reminder that is only given where a write-up uses the word.
    "dho-2024", "dho-spredning",
    # How a word of a text begins.
    "drift",
}  # fmt: skip


def keys() -> set[str]:
    folder = CONTENT / "docs/_data/vocabulary"
    lists = [yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8")) for name in LISTS]
    return {str(word["key"]) for each in lists for word in each["values"]}


def named() -> set[str]:
    """Every text in the program that is a key of some list."""
    files = [f for f in (ROOT / "macros").rglob("*.py") if f.name != "relied_on.py"]
    trees = [ast.walk(ast.parse(f.read_text(encoding="utf-8"))) for f in files]
    return {
        n.value for tree in trees for n in tree if isinstance(n, ast.Constant) and isinstance(n.value, str)
    } & keys()


def test_every_word_the_program_names_is_declared() -> None:
    declared = {key for words in RELIED_ON.values() for key in words}
    assert named() - declared == OTHERWISE, "declare it in relied_on.py, or say here what else it is"
