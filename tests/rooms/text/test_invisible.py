"""What nobody sees is in one table, and every rule about it asks there."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import examples

from macros.text.invisible import (
    BREAKS,
    FORBIDDEN,
    HIDDEN,
    HIDDEN_SIGNS,
    NO_WIDTH,
    NOT_IN_OFFICE,
    TO_ESCAPE,
    UNSEEN,
    clean,
    one_line,
)

EVERY = [chr(code) for code in range(0x110000)]
SEEN = "aæøåÆØÅ0 \t\n«»–—…\u00a0\u2009\u202f\u2011é\u0301ŋ🙂\u200c\u200d\ufe0f"


@pytest.mark.parametrize(
    ("code", "refused", "warned"),
    [
        (0x00, True, False), (0x1B, True, False), (0x7F, True, False), (0x9F, True, False),
        (0x0B, True, False), (0x85, True, False), (0x2028, True, False), (0x2029, True, False),
        (0x061C, True, False), (0x200E, True, False), (0x200F, True, False), (0x202E, True, False), (0x2066, True, False),
        (0xFEFF, True, False), (0xD800, True, False), (0xFFFE, True, False),
        (0x00AD, False, True), (0x200B, False, True), (0x2060, False, True), (0x180E, False, True),
        (0x034F, False, True), (0x2063, False, True), (0xE0041, False, True),
    ],
)  # fmt: skip
def test_what_is_done_about_each_kind(code: int, refused: bool, warned: bool) -> None:
    sign = chr(code)
    assert bool(FORBIDDEN.search(f"å{sign}")) is refused
    assert bool(UNSEEN.search(f"å{sign}")) is warned
    assert HIDDEN.search(sign) and sign not in clean(f"å{sign}å")


def test_what_is_seen_is_left_alone() -> None:
    assert not HIDDEN.search(SEEN) and clean(SEEN) == SEEN and not NOT_IN_OFFICE.search(SEEN)


def test_every_control_and_every_mark_of_direction_is_refused() -> None:
    """Against Unicode's own tables, so that no range has a hole."""
    for sign in EVERY:
        if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs"):
            assert bool(FORBIDDEN.match(sign)) is (sign not in "\t\n\r"), hex(ord(sign))
        if unicodedata.bidirectional(sign) in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"):
            assert FORBIDDEN.match(sign), hex(ord(sign))


def test_every_format_character_is_known_or_belongs_to_a_script() -> None:
    """A format character of no script in particular is refused, warned of, or a joiner; and nothing else is."""
    of_scripts = [*range(0x0600, 0x0606), 0x06DD, 0x070F, *range(0x0890, 0x0892), 0x08E2, *range(0x110BD, 0x110CE),
                  *range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)]  # fmt: skip
    for sign in EVERY:
        if unicodedata.category(sign) == "Cf" and ord(sign) not in of_scripts:
            assert NO_WIDTH.match(sign), hex(ord(sign))
        if HIDDEN.match(sign):
            assert unicodedata.category(sign) in ("Cc", "Cf", "Cn", "Cs", "Mn", "Zl", "Zp"), hex(ord(sign))


def test_the_groups_fit_together() -> None:
    for sign in EVERY:
        refused, warned = bool(FORBIDDEN.match(sign)), bool(UNSEEN.match(sign))
        assert not (refused and warned)
        assert bool(HIDDEN.match(sign)) is (refused or warned)
        assert bool(TO_ESCAPE.match(sign)) is (refused or sign in "\t\n\r")
        assert not BREAKS.match(sign) or refused


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("a\r\nå\rø", "a\nå\nø"), ("a\x0bå\x0cø\u2028æ\u2029x\x85y", "a\nå\nø\næ\nx\ny"), ("Blå\u00adbær\u200b", "Blåbær"),
     ("a\u2060b\u180ec", "abc"), ("gpj\u202eexe", "gpjexe"), ("👩\u200d⚕\ufe0f", "👩\u200d⚕\ufe0f"), ("å\ud800", "å")],
)  # fmt: skip
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_one_line() -> None:
    assert one_line(" Blå\u00ad \r\n\tbær\u2028og\u00a0øl ") == "Blå bær og øl"


@settings(max_examples=examples(300))
@given(st.text(st.characters() | st.sampled_from([*"\r\n\x0b\x85å", "\u00ad", "\u2028", "\u202e"])))
def test_cleaning_once_is_enough(text: str) -> None:
    assert clean(clean(text)) == clean(text) and not HIDDEN.search(clean(text))
    assert one_line(one_line(text)) == one_line(text) and "\n" not in one_line(text)


def test_the_signs_may_stand_in_a_class_of_ones_own() -> None:
    assert not set("]^\\") & set(HIDDEN_SIGNS)
