"""The elements of a Word document are written as lxml writes them, whatever text stands in them."""

from __future__ import annotations

from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from support import examples

from macros.text.invisible import NOT_IN_OFFICE
from macros.toolkit.forms.ooxml import Element, el

TEXTS = st.text(st.one_of(st.sampled_from("æØå–«» \t\n&<>\"'|\u2003]"), st.characters()), max_size=12).map(
    lambda text: NOT_IN_OFFICE.sub("", text)
)
LEAVES = st.one_of(
    st.builds(lambda text: el("t", text=text), TEXTS),
    st.builds(lambda tag, value: el(tag, val=value), st.sampled_from(["alias", "w14:checked"]), TEXTS | st.integers()),
)
ELEMENTS = st.recursive(LEAVES, lambda inside: st.lists(inside, max_size=3).map(lambda found: el("p", *found)))


@settings(max_examples=examples(500), deadline=None)
@given(ELEMENTS)
def test_an_element_is_written_as_lxml_writes_it(element: Element) -> None:
    whole = f"<w:body {nsdecls('w', 'w14')}>{element}</w:body>"
    assert etree.tostring(etree.fromstring(whole), encoding="unicode") == whole
