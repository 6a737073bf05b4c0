"""No cell of ours is run as a formula, and what was guarded is read back to the letter."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import examples

from macros.text.spreadsheets import csv_file, guarded, starts_formula, unguarded

SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "\t", "\r", "\n"]
BEFORE = ["", " ", "\u00a0", "\ufeff", "\u200b", " \u00a0 ", "\u3000", "'", "''", "' "]
hard_texts = st.text(st.sampled_from(["'", " ", "Å", "ø", "1", "(", "|", "\u00a0", "\ufeff", *SIGNS]), max_size=8)


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_is_guarded_also_behind_what_is_not_seen(sign: str, before: str) -> None:
    assert guarded(f"{before}{sign}Å1") == f"'{before}{sign}Å1"


@pytest.mark.parametrize("text", ["", "Å-1", "a=b", "æ@øy.example", "'Ålesund", "’=1", "1+1", "«=»", "  blåbær", "#", "%", "1\t=2"])  # fmt: skip
def test_other_texts_are_left_alone(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@pytest.mark.parametrize(
    ("shown", "meant"),
    [("'=1", "=1"), ("''=1", "'=1"), ("'-5", "-5"), ("'＠å", "＠å"), ("'\tå", "\tå"), ("'\rå", "\rå"), ("'\nå", "\nå"),
     ("' =1", " =1"), ("=1", "=1"), ("'ø", "'ø"), ("'", "'")],
)  # fmt: skip
def test_one_apostrophe_is_taken_away(shown: str, meant: str) -> None:
    assert unguarded(shown) == meant


@settings(max_examples=examples(300))
@given(hard_texts | st.text(max_size=20))
@example("'=1")
def test_what_was_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@settings(max_examples=examples(300))
@given(hard_texts | st.text(max_size=20))
@example("＝1")
@example(" =1")
def test_what_we_tell_others_of_we_never_write_ourselves(text: str) -> None:
    assert not starts_formula(guarded(text))
    if starts_formula(text):
        assert guarded(text) != text


@pytest.mark.parametrize(
    ("cell", "runs"),
    [("=1+1", True), ("@SUM(1)", True), ("-cmd|x", True), ("+SUM(A1)", True), (" =1", True), ("\tå", True), ("\rå", True),
     ("＝1+1", True), ("＠SUM(1)", True), ("－cmd|x", True), ("＋SUM(A1)", True), ("﹦1", True), ("+=1", True), ("-12,5", False),
     ("+47 22 22 22 22", False), ("＋47 22 22 22 22", False), ("- blåbær", False), ("-", False), ("a=b", False), ("", False),
     ("'=1", False)],
)  # fmt: skip
def test_cells_that_a_spreadsheet_would_run(cell: str, runs: bool) -> None:
    assert starts_formula(cell) is runs


def test_a_file_of_rows() -> None:
    made = csv_file([["Nøkkel", "Tall"], ["=1+1", -5], ["a;b", 'Å "sa"\nø'], ["'=1", None]])
    assert made.decode("utf-8") == '\ufeffNøkkel;Tall\r\n\'=1+1;\'-5\r\n"a;b";"Å ""sa""\nø"\r\n\'\'=1;None\r\n'
    read = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [unguarded(cell) for cell in read[1]] == ["=1+1", "-5"] and unguarded(read[3][0]) == "'=1"
