"""The map of benefits: a goal once, an arrow for each thing that serves another, and nothing on top of anything."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from support import examples

from macros.toolkit.drawings.benefit_map import Gain, benefit_map
from macros.toolkit.drawings.shapes import Box, Drawing, Line, Words
from macros.toolkit.drawings.svg import svg
from macros.words.labels import labels

T = labels("nb")
texts = st.text(alphabet="abcæøå ", min_size=1, max_size=120).filter(lambda text: text.strip() != "")


def test_the_benefits_of_one_goal_stand_beside_it() -> None:
    gains = [Gain("Færre døgn", "Færre på sykehus", "Hjelp tidlig"), Gain("Trygghet"), Gain("Færre reiser", "færre på sykehus")]  # fmt: skip
    drawn = benefit_map("Båt", gains, T)
    words = [shape.text for shape in drawn.shapes if isinstance(shape, Words)]
    assert words.count("Færre på sykehus") == 1 and "færre på sykehus" not in words
    assert words.index("Færre reiser") < words.index("Trygghet"), "what serves no goal comes last"
    assert sum(isinstance(shape, Line) for shape in drawn.shapes) == 3
    assert drawn.alt.startswith("Gevinstkart for «Båt»: 1 effektmål, 3 gevinster og tiltak for 1 av dem.")


@settings(max_examples=examples(50), deadline=None)
@given(st.lists(st.builds(Gain, texts, st.one_of(st.just(""), st.sampled_from(("a", "b")), texts), st.one_of(st.just(""), texts)), min_size=1, max_size=9))  # fmt: skip
def test_no_box_lies_on_another_and_all_are_within(gains: list[Gain]) -> None:
    drawn = benefit_map("x", gains, T)
    boxes = [shape for shape in drawn.shapes if isinstance(shape, Box)]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert all(b.x >= 0 and b.x + b.width <= drawn.width and b.y >= 0 and b.y + b.height <= drawn.height for b in boxes)


def test_a_line_has_a_head_only_where_it_is_an_arrow() -> None:
    lines = (Line(((0, 0), (9, 9)), arrow=True), Line(((0, 9), (9, 0))), Line(((0, 5), (9, 5))))
    drawn = svg(Drawing(10, 10, lines, "En pil på øya"))
    assert drawn.count(b"<path") == 3 and drawn.count(b"<polygon") == 1
