"""A picture is drawn in bands, each with what lies in it; nobody sees where one ends."""

from __future__ import annotations

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import examples

from macros.toolkit.drawings import png
from macros.toolkit.drawings.shapes import COLOURS, Box, Drawing, Line, Shape, Words

MODULE = sys.modules["macros.toolkit.drawings.png"]
WIDTH, HEIGHT = 90.0, 300.0
ACROSS, DOWN = st.integers(0, int(WIDTH)).map(float), st.floats(-20, HEIGHT + 20).map(lambda y: round(y, 1))
SIDE = st.integers(1, 80).map(float)
DASH = st.sampled_from([(), (7, 5)])
TONES = st.sampled_from(list(COLOURS))
SHAPES = st.one_of(
    st.builds(Box, ACROSS, DOWN, SIDE, SIDE, TONES, st.none() | TONES, st.sampled_from([0, 4]), DASH),
    st.builds(Line, st.lists(st.tuples(ACROSS, DOWN), min_size=2, max_size=4, unique=True).map(tuple), TONES,
              st.sampled_from([1, 1.5, 3]), DASH, st.booleans()),
    st.builds(Words, ACROSS, DOWN, st.sampled_from(["ÅØ på gjengroing", "{Ǻ}|jq", "«Sjá»"]), st.sampled_from([12, 13]),
              st.booleans(), TONES, st.booleans()),
)  # fmt: skip


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shapes=st.lists(SHAPES, min_size=1, max_size=5))
def test_a_band_leaves_out_nothing_that_lies_in_it(shapes: list[Shape], monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = Drawing(WIDTH, HEIGHT, tuple(shapes), "Øving")
    with monkeypatch.context() as patch:
        patch.setattr(MODULE, "_rows", lambda shape: (float("-inf"), float("inf")))
        whole = png(drawing)
    assert png(drawing) == whole
