"""Words as authors type them, and the key each stands for."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from macros.words.vocabulary import Value, Vocabulary, fold


@given(st.text() | st.text(" \n\t\u00a0\u2028\x1c-–_«»\"“”'åÅßa\u030a"))
def test_what_stands_between_words_does_not_count(text: str) -> None:
    plain = unicodedata.normalize("NFC", text).casefold()
    assert fold(text) == re.sub(r"[\s\-–_«»\"“”']+", " ", plain).strip()


def test_a_spelling_that_two_words_have_is_the_first_one_s() -> None:
    """As the list stands: what comes first in it wins, and a label is a label before it is an alias of another."""
    words = Vocabulary(
        "roles",
        {"nb": "Rolle"},
        (Value("los", {"nb": "Los"}, ("båtfører",)), Value("styrmann", {"nb": "Styrmann"}, ("Båtfører", "fører"))),
    )
    assert (words.resolve("BÅTFØRER"), words.resolve("fører")) == ("los", "styrmann")
    assert words["styrmann"].spellings() == ("styrmann", "Styrmann", "Båtfører", "fører")
