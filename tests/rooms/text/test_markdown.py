"""Text put into Markdown reads as it stands, wherever it is put."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from support import examples

from macros.content.markdown.dialect import read
from macros.text.markdown import cell, escape, inline, unescape

SIGNS = [*"\\`*_{}[]()#+-.!|~^$<>&;:='\"1 ", "ø", "&amp;", "&#1", "![", "](x)", "***", "---", "===", "~~~", "```",
         "    ", "!!! note", "[^1]", "*[a]", "1. ", "10) ", "<b>", "<!--", "<ø@øy.no>"]  # fmt: skip
texts = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=9).map("".join).filter(str.strip)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a*b* `c` [d](e) \\", "a\\*b\\* \\`c\\` \\[d\\](e) \\\\"),
        ("_å_ __b c_d å_ø e__f", "\\_å\\_ \\_\\_b c_d å_ø e__f"),
        ("# Æ", "\\# Æ"),
        ("Kurs i C#", "Kurs i C\\#"),
        ("C# og F# her", "C# og F# her"),
        ("> sitat", "\\> sitat"),
        ("5 > 3 <b>", "5 > 3 &lt;b>"),
        ("| a | b |", "\\| a | b |"),
        ("!!! note", "\\!!! note"),
        ("!ø", "!ø"),
        ("- punkt", "\\- punkt"),
        ("---", "\\---"),
        ("-5 %", "-5 %"),
        ("+47 22 22 22 22", "+47 22 22 22 22"),
        ("+ punkt", "\\+ punkt"),
        ("1. mai", "1\\. mai"),
        ("12) å", "12\\) å"),
        ("1986.", "1986\\."),
        ("1.5 timer", "1.5 timer"),
        (": ord", "&#58; ord"),
        (":--|:-:", "&#58;--|:-:"),
        (":ø", ":ø"),
        ("===", "&#61;=="),
        ("= 5", "= 5"),
        ("~~strøket~~", "&#126;&#126;strøket&#126;&#126;"),
        ("ca. ~5 til ~6", "ca. ~5 til ~6"),
        ("~~~", "&#126;&#126;&#126;"),
        ("5~6 og 7~8", "5&#126;6 og 7&#126;8"),
        ("AT&T &amp; &#38; &#1 &copy;", "AT&T &amp;amp; &amp;#38; &amp;#1 &amp;copy;"),
        ("    kode", "kode"),
        ("to \n  linjer", "to linjer"),
    ],
)
def test_what_is_escaped_and_what_is_left_alone(text: str, written: str) -> None:
    assert escape(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a | b", "a \\| b"),
        ("\\|", "\\\\\\|"),
        ("| å", "\\| å"),
        ("1. å", "1. å"),
        ("- å", "- å"),
        ("a`|`", "a\\`\\|\\`"),
    ],
)
def test_a_cell_is_one_cell(text: str, written: str) -> None:
    assert cell(text) == written


def seen(source: str) -> tuple[str, set[str]]:
    root = html.fragment_fromstring(read(source, "projects").html(), create_parent="div")
    return " ".join(root.text_content().split()), {str(element.tag) for element in root.iter()} - {"div"}


@settings(max_examples=examples(500), deadline=None)
@given(texts)
@example("&#1.")
@example("\\#")
@example("__init__")
def test_a_reader_sees_the_text_and_nothing_else(text: str) -> None:
    plain, line = " ".join(text.split()), escape(text)
    assert seen(line) == (plain, {"p"})
    assert seen(f"Før.\n\n{line}\n\nEtter.") == (f"Før. {plain} Etter.", {"p"})
    assert seen(f"## {inline(text)}") == (plain, {"h2"})
    assert seen(f"- {line}") == (plain, {"ul", "li"})
    assert seen(f"Øy | å\\\n{line}")[1] == {"p", "br"}
    table = f"| a | b |\n|---|---|\n| {cell(text)} | {cell(text)} |"
    assert seen(table) == (f"a b {plain} {plain}", {"table", "thead", "tbody", "tr", "th", "td"})


@settings(max_examples=examples(500))
@given(texts)
def test_the_text_comes_back(text: str) -> None:
    assert " ".join(unescape(escape(text)).split()) == " ".join(text.split())
