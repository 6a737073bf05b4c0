"""What is looked for before a pattern is tried is in all that the pattern finds: else that would never be found."""

import re
import sys
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support import examples

from macros.content.markdown import recognisable
from macros.text import contact_details, patterns, personal_numbers, possible_numbers, readability
from macros.text.typed_digits import _NEAR_O, has_other_digits, has_small_digits, marks, may_have_digits, plain

FIRST: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    **{f"number: {n}": (getattr(personal_numbers, n), personal_numbers._ROW.search) for n in ("PARTS", "SHORT_DATE", "SPACED")},
    **{f"perhaps: {n}": (getattr(possible_numbers, n), personal_numbers._ROW.search) for n in ("_TEN", "_DATE", "_ISO")},
    **{
        f"phone: {n}": (getattr(contact_details, n), contact_details._ROW.search)
        for n in ("PHONE", "NAMED_PHONE", "NORWEGIAN_PREFIX", "_FOREIGN")
    },
    **{f"address: {n}": (getattr(contact_details, n), contact_details.may_have_addresses) for n in ("ADDRESS", "_HIDDEN_ADDRESS")},
    "row of digits": (personal_numbers._ROW, lambda text: personal_numbers._MARKED_ROW.search(marks(plain(text).text))),
    "date in words": (possible_numbers._MONTH_NAME, lambda text: possible_numbers._YEAR_AND_FIVE.search(marks(plain(text).text))),
    "letter O": (_NEAR_O, has_other_digits),
    "age": (recognisable._ONE, recognisable._DIGIT.search),
}  # fmt: skip


@pytest.mark.parametrize("name", FIRST)
@settings(max_examples=examples(300))
@given(data=st.data())
def test_it_is_in_all_that_the_pattern_finds(name: str, data: st.DataObject) -> None:
    pattern, first = FIRST[name]
    # What is drawn may need what stands around it («\\b», «(?<!…)»), so it is asked of the pattern once more.
    if found := pattern.search(data.draw(st.from_regex(pattern))):
        assert first(found[0])


def test_every_digit_may_be_one() -> None:
    digits = [char for char in map(chr, range(sys.maxunicode + 1)) if char.isdigit()]
    assert all(map(may_have_digits, digits))
    assert all(has_other_digits(d) for d in digits if not d.isascii())
    assert all(has_small_digits(d) is not d.isdecimal() for d in digits)
    assert not may_have_digits("Ærlig talt, på Øya – «ål» og blåbær … så “når”?")


@given(st.text("O0oО1о2æøå ²"))
def test_a_letter_o_beside_a_digit(text: str) -> None:
    beside = re.search(r"\d[OoОо]|[OoОо]\d", text)
    assert has_other_digits(text) is bool(beside or "²" in text)


@given(st.lists(st.text("blåBLÅrødRØD ")), st.lists(st.sampled_from(["blå", "rød", "øl"])))
def test_a_narrowed_pattern_is_the_same_in_every_part(parts: list[str], words: list[str]) -> None:
    pattern = patterns.Seldom(re.compile("(?i)blå|rød|øl"), *words)
    narrowed = pattern.narrowed("\n".join(parts))
    assert [narrowed.may_be_in(part) for part in parts] == [pattern.may_be_in(part) for part in parts]


SHORT_FORMS = re.compile(
    r"(?<=\d)\.(?=\s+[^\W\d_A-ZÆØÅ])|\b(?:f\.eks|bl\.a|m\.m|o\.l|dvs|ca|nr|kl|jf|pr|st|inkl|ekskl|evt|mv|osv)\."
)


@given(st.text(".!?:» x\n)"))
def test_a_sentence_ends_with_all_of_its_signs(text: str) -> None:
    plain = re.compile(r"(?<![.!?:])[.!?:]++(?=[\s»\"”)\]]|$)")
    assert [m.span() for m in readability._END.finditer(text)] == [m.span() for m in plain.finditer(text)]


@given(st.lists(st.sampled_from([*readability._SHORT, *'. : ! ? 1 23 Å å ø a f _ - » " )'.split(), " ", "\n", ". "])))
def test_sentences_end_where_no_ordinal_and_no_short_form_does(parts: list[str]) -> None:
    text = "".join(part.replace("\\", "") for part in parts)
    assume("m.m.m" not in text)  # where a short form begins in another, each is one
    plain = SHORT_FORMS.sub(lambda found: found[0].replace(".", "_"), text)
    ends = [found.end() for found in readability._END.finditer(plain)]
    assert [end for _, end in readability.sentences(text)] == (
        ends if ends and ends[-1] == len(text) else [*ends, len(text)][: len(ends) + bool(text)]
    )
