"""What is done the short way, because it is done of every write-up, gives the same as the plain and longer way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from support import examples

from macros.content.markdown.body import _inside
from macros.content.yaml import text as yaml_text
from macros.content.yaml.fields import without_blanks
from macros.text.invisible import FORBIDDEN, UNSEEN, first, uncommon

HTML = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "x &lt;b&gt; ø", "&amp;", "\u00a0å", "<br>", "<b>", "</b>", "<!-- ø -->", "<td>", "<pre>\n\n x</pre>",
     '<meta http-equiv="Content-Type" content="text/html; charset=x">', '<a href="x y&z=å">', "</a>", "<script>a<b</script>", "<textarea>",
     "<body>", "<iframe>", "\n", "blåbær"]
)  # fmt: skip


@settings(max_examples=examples(1_000))
@given(st.lists(HTML, max_size=9).map("".join))
def test_a_div_is_written_out_at_once_and_not_a_child_at_a_time(raw: str) -> None:
    root, other = (html.fragment_fromstring(raw, create_parent="div") for _ in range(2))
    one_by_one = "".join(html.tostring(child, encoding="unicode") for child in root)
    assert _inside(other) == (root.text or "") + one_by_one


def is_blank(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or all(map(is_blank, value.values() if isinstance(value, dict) else value))


def cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items() if not is_blank(inner)}
    return [None if is_blank(item) else cleaned(item) for item in value] if isinstance(value, list) else value


TEXTS = st.sampled_from(["", " ", "\u00a0", "å", "0"])
DATA = st.recursive(
    st.none() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=examples(1_000))
@given(st.dictionaries(st.sampled_from(["tittel", "mål", "år"]), DATA))
def test_blanks_are_dropped_in_one_look(data: dict[str, Any]) -> None:
    assert without_blanks(data) == (cleaned(data), {key for key, value in data.items() if is_blank(value)})


@settings(max_examples=examples(1_000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["[", "]", "(", ">", "- ", "1. ", "\n", "\n\n", "\n \t\n", " ", "ø"]), max_size=30).map(
        "".join
    )
)
def test_a_body_is_endless_when_a_paragraph_of_it_is(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    for limit, value in (("OPEN", 2), ("PARAGRAPH", 12), ("LINES", 3)):
        monkeypatch.setattr(yaml_text, limit, value)
    monkeypatch.setattr(
        yaml_text, "_NESTED", re.compile(yaml_text._NESTED.pattern.replace("{13}", "{3}"), re.MULTILINE)
    )
    paragraphs = re.split(r"(\n[ \t]*(?=\n))", body)
    assert bool(yaml_text.endless(body, "øy.md", 1)) is any(map(yaml_text._endless_paragraph, paragraphs))


def test_every_sign_that_is_refused_or_warned_of_is_uncommon() -> None:
    for sign in map(chr, range(0x110000)):
        for signs in (FORBIDDEN, UNSEEN):
            if signs.match(sign):
                assert first(signs, f"å{sign}") and sign in uncommon(f"å\n{sign}")
    assert not first(FORBIDDEN, "På øya\t«blåbær»\r\n") and uncommon("På øya\t\r\n") == {"å", "ø"}
