"""Words as authors type them, and the key each stands for."""

from __future__ import annotations

from macros.words.vocabulary import Value, Vocabulary


def test_a_spelling_that_two_words_have_is_the_first_one_s() -> None:
    """As the list stands: what comes first in it wins, and a label is a label before it is an alias of another."""
    words = Vocabulary(
        "roles",
        {"nb": "Rolle"},
        (Value("los", {"nb": "Los"}, ("båtfører",)), Value("styrmann", {"nb": "Styrmann"}, ("Båtfører", "fører"))),
    )
    assert (words.resolve("BÅTFØRER"), words.resolve("fører")) == ("los", "styrmann")
    assert words["styrmann"].spellings() == ("styrmann", "Styrmann", "Båtfører", "fører")
