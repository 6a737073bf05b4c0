"""A page with the light sheet looks as it would with the whole one: no rule left out of it can match anything there."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from support import ROOT

from macros.html.page.styles import packed, site_styles, styles

CSS = """
@charset "UTF-8";
/* farger */ :root { --a: #fff; --b: var(--a); --ubrukt: url("data:image/svg+xml;charset=utf-8,<svg xmlns='x'/>"); --c: 1px }
.kort { color: var(--b); content: "a , b > c" }  .kort > .tittel, .hylle .tittel { margin: calc(1rem + 2px) }
.hylle { width: var(--c) } .kort:not(.hylle) a:hover { color: red }
@media print { .hylle { display: none } .kort { display: block } } @media screen { .hylle { color: blue } }
pre, .kort pre { overflow: auto } :is(.hylle, .kort) p { padding: 0 }
"""


def test_what_a_page_cannot_match_is_left_out_and_nothing_else() -> None:
    made = styles(CSS, ["kort tittel p a"])
    assert ".hylle .tittel" not in made.light and "pre" not in made.light and "--ubrukt" not in made.light
    assert "@media print{.kort{display:block}}" in made.light and "@media screen" not in made.light
    assert ".kort:not(.hylle) a:hover{color:red}" in made.light and ":is(.hylle,.kort) p" in made.light
    assert "--a:#fff" in made.light and 'content:"a , b > c"' in made.light and "--c" not in made.light
    assert made.left_out == {"hylle", "<pre"}


def test_a_page_that_shows_more_gets_the_whole_sheet() -> None:
    made = styles(CSS, ["kort tittel p a"])
    assert made.light_enough('<p class="kort"><a href="/hylle/" title="a > b">hylle</a></p>')
    for more in (
        '<p class="kort hylle">',
        "<p class=hylle>",
        "<p id='hylle'>",
        "<pre>",
        '<p><script type="module" src="/a.js"></script>',
        '<p title="x > y" class="hylle">',
    ):
        assert not made.light_enough(more), more


@given(
    st.lists(st.sampled_from(["kort", "hylle", "tittel", "annet"]), max_size=4),
    st.sampled_from(["p", "pre", "a", "div"]),
)
def test_no_rule_left_out_matches_a_page_that_gets_the_light_sheet(names: list[str], element: str) -> None:
    page = f'<div class="{" ".join(names)}"><{element} class="tittel">x</{element}></div>'
    made = styles(CSS, ["kort tittel p a"])
    if made.light_enough(page):
        root = lxml_html.fragment_fromstring(page, create_parent="body")
        for selector in ("//*[contains(concat(' ',@class,' '),' hylle ')]", "//pre"):
            assert root.xpath(selector) == []


def test_the_whole_sheet_has_every_rule_and_no_comment() -> None:
    names = ("vendor/theme", "tokens", "innomed", "catalogue", "project", "tools", "portfolio")
    css = "".join((ROOT / "docs" / "assets" / f"{name}.css").read_text(encoding="utf-8") for name in names)
    made = site_styles(css, ROOT)
    bare = re.sub(r"/\*.*?\*/|\s+|;(?=\s*})", "", css, flags=re.DOTALL)
    assert re.sub(r"\s+", "", made.whole) == bare and packed(made.whole) == made.whole
    assert len(made.light) < len(made.whole) * 0.6 and made.light.count("{") == made.light.count("}")
