"""A picture is drawn in bands, each with what lies in it; nobody sees where one ends."""

from __future__ import annotations

import io
import itertools
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageStat
from support import examples

from macros.toolkit.drawings import png
from macros.toolkit.drawings.shapes import COLOURS, Box, Drawing, Line, Shape, Tone, Words

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


@pytest.mark.parametrize("tone", COLOURS)
def test_a_tone_is_the_colour_it_is(tone: Tone) -> None:
    picture = Image.open(io.BytesIO(png(Drawing(20, 20, (Box(0, 0, 20, 20, tone),), "Øving")))).convert("RGB")
    assert picture.getpixel((20, 20)) == tuple(bytes.fromhex(COLOURS[tone]))


@pytest.mark.parametrize(("tone", "ground"), list(itertools.permutations(COLOURS, 2)))
def test_what_is_between_two_tones_is_near_what_it_would_be(tone: Tone, ground: Tone) -> None:
    words = tuple(Words(4, y, "Åse før øyet «ser» æ", 13, False, tone) for y in range(15, 90, 15))
    box, line = Box(0, 0, 160, 90, ground), Line(((3, 3), (150, 88)), tone, 2)
    seen = Image.open(io.BytesIO(png(Drawing(160, 90, (box, *words, line), "Øving")))).convert("RGB")
    band = Image.new("RGB", (640, 360))
    for shape in (box, line):
        MODULE._draw(ImageDraw.Draw(band), shape, 4)
    whole = band.reduce(2)
    for shape in words:
        MODULE._draw(ImageDraw.Draw(whole), shape, 2)
    apart = ImageStat.Stat(ImageChops.difference(seen, whole))
    assert max(apart.rms) < 4 and max(high for _, high in apart.extrema) <= 20
