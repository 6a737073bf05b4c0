"""Tables say what their columns are, and a table with nothing to tell is a sentence."""

from __future__ import annotations

from lxml import html

from macros.benefits.page import benefits_page
from macros.library.benefits import AXES, all_benefits, counts
from macros.library.library import Library
from macros.words.labels import labels
from macros.words.vocabulary import UNKNOWN


def test_each_table_of_benefits_says_what_its_values_are(library: Library) -> None:
    root, t = html.fragment_fromstring(str(benefits_page(library).html)), labels()
    every = all_benefits(library)
    given = [
        axis
        for axis in AXES
        if any(sum(n.values()) for key, n in counts(library, every, axis).items() if key != UNKNOWN)
    ]
    heads = [th.text_content() for th in root.xpath("//table/thead/tr/th[1]")]
    assert heads == [t(f"benefits.head.{axis}") for axis in given] and len(set(heads)) == len(heads)
    said = [" ".join(p.text_content().split()) for p in root.xpath("//p[@class='im-table__none']")]
    empty = t("benefits.axis.empty", count=len(every))
    assert said == [f"{t(f'benefits.axis.{axis}')}. {empty}" for axis in AXES if axis not in given]
