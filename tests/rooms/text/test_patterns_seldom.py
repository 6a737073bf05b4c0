"""Whatever a pattern finds has one of the words in it that are looked for first: else it would never be asked."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import examples

from macros.content.markdown import leftovers, recognisable
from macros.library.rules import outcomes
from macros.text import possible_numbers
from macros.text.patterns import Seldom

NAMED = {
    f"{module.__name__}.{name}": value
    for module in (leftovers, recognisable, possible_numbers)
    for name, value in vars(module).items()
    if isinstance(value, Seldom)
}
ALL = {**NAMED, **outcomes._PATTERNS, "unplaced": leftovers._unplaced_text()}


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=examples(500))
@given(data=st.data())
def test_a_word_is_in_all_that_the_pattern_finds(name: str, data: st.DataObject) -> None:
    found = data.draw(st.from_regex(ALL[name].pattern))
    # What is drawn may need what stands around it («\\b», «(?<!…)»), so it is asked of the pattern once more.
    if whole := ALL[name].pattern.search(found):
        assert ALL[name].within(whole[0]).search(found)


def test_a_text_without_the_words_is_not_searched() -> None:
    pattern = Seldom(re.compile("(?i)blå|rød"), "blå", "rød")
    assert pattern.within("BLÅ øy").search("en blå øy")
    assert not pattern.within("grønn øy").search("en blå øy")
