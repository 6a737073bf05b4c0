"""A rule that is asked only where its signs stand tells all that it would tell if it were asked of everything."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import examples

from macros.content.markdown import leftovers, prose_links, recognisable, structure, unsourced
from macros.content.markdown.prose import Prose, read_prose
from macros.content.yaml import front_lines
from macros.content.yaml.front_lines import misread
from macros.words.problems import Problem

ALWAYS = re.compile("")
PIECES = (
    "\n", "\n\n", " ", "ord på øya", "Ærlig. ", "## ", "##", "# MÅL OG", "#\u00a0", "- ", "-x", "* ", "+", "–\u00a0", "— å", "• ", "§ 3", "o ",
    "o\t", "1. ", "3) ", "a) ", "B. ", "\t", "|", "|---|", "---", "===", "=== \"", "!!! note", "??? ", "> [!", "NOTE]", ":", "title: x",
    "**", "__", "{{", "}}", "{%", "%}", "{: .x }", "{", "==", "++", ":smil:", "$", "^[", "]", "*[", "[", "](", ")", "(", "][", "[^1]", "[ ]",
    "https://", "www.", "<https://a.no", ">", "`", "```", "~~~", "mermaid", "12 prosent", "4,5", "²", "1 200 timer", "Kilde: ", "[hjelp]",
    "to pasienter", "i Bodø kommune", "med kreft", "RUS", "ſår", "pasient Øye (87)", "Kari Å Ås, født 3.4.1956", "todo: ", "lorem ipsum",
    "    ", "'x'", "“", "”", "„", "#", "x: ", "{a:b}", "x:", ">-", "|2",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def everything(prose: Prose) -> list[Problem]:
    found = [*structure.structure(prose), *prose_links.wording(prose), *leftovers.unfinished(prose)]
    found += recognisable.recognisable(prose, ("Bodø",))
    return [*found, *unsourced.unsourced_page(prose)]


@settings(max_examples=examples(2_000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_of_a_text(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    seldom: Callable[..., bool] = lambda self, text: True  # noqa: E731
    found = everything(read_prose(text, "docs/øy.md", 1))
    with monkeypatch.context() as patch:
        for rules in (structure, prose_links):
            patch.setattr(rules, "RULES", dict.fromkeys(rules.RULES, ()))
        patch.setattr(structure, "_MARKED", ALWAYS)
        patch.setattr(unsourced, "_DIGIT", ALWAYS)
        patch.setattr(recognisable, "_DIGIT", ALWAYS)
        patch.setattr("macros.text.patterns.Seldom.may_be_in", seldom)
        patch.setattr("macros.text.patterns.Seldom.narrowed", lambda self, text: self)
        assert everything(read_prose(text, "docs/øy.md", 1)) == found


@settings(max_examples=examples(1_000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(front=TEXTS)
def test_of_front_matter(monkeypatch: pytest.MonkeyPatch, front: str) -> None:
    found = list(misread(front, "øy.md", 1))
    with monkeypatch.context() as patch:
        patch.setattr(front_lines, "_ODD", ALWAYS)
        assert list(misread(front, "øy.md", 1)) == found
