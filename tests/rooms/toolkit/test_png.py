"""A picture is as smooth as one drawn four times as large, and has few colours; nobody sees that it does."""

from __future__ import annotations

import io
import itertools
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageStat
from support import examples

from macros.toolkit.drawings import png
from macros.toolkit.drawings.shapes import COLOURS, Box, Drawing, Line, Shape, Tone, Words

MODULE = sys.modules["macros.toolkit.drawings.png"]
WIDTH, HEIGHT = 90.0, 60.0
ACROSS, DOWN = st.integers(0, int(WIDTH)).map(float), st.floats(-20, HEIGHT + 20).map(lambda y: round(y, 1))
SIDE = st.integers(0, 80).map(float)
DASH = st.sampled_from([(), (7, 5)])
TONES = st.sampled_from(list(COLOURS))
SHAPES = st.one_of(
    st.builds(Box, ACROSS, DOWN, SIDE, SIDE, TONES, st.none() | TONES, st.sampled_from([0, 4]), DASH),
    st.builds(Line, st.lists(st.tuples(ACROSS, DOWN), min_size=2, max_size=4, unique=True).map(tuple), TONES,
              st.sampled_from([1, 1.5, 3]), DASH, st.booleans()),
    st.builds(Words, ACROSS, DOWN, st.sampled_from(["ÅØ på gjengroing", "{Ǻ}|jq", "«Sjá»"]), st.sampled_from([12, 13]),
              st.booleans(), TONES, st.booleans()),
)  # fmt: skip


def larger(shape: Shape) -> Image.Image:
    """A box or a line, drawn four times as large and made smaller."""
    whole = Image.new("RGB", (int(WIDTH) * 8, int(HEIGHT) * 8), "white")
    canvas = ImageDraw.Draw(whole)
    if isinstance(shape, Box):
        sides = (shape.x * 8, shape.y * 8, (shape.x + shape.width) * 8 - 1, (shape.y + shape.height) * 8 - 1)
        edge = f"#{COLOURS[shape.edge]}" if shape.edge else None
        canvas.rounded_rectangle(sides, shape.radius * 8, f"#{COLOURS[shape.fill]}", edge, 8 if edge else 0)
    elif isinstance(shape, Line):
        canvas.line(
            [(x * 8, y * 8) for x, y in shape.points], f"#{COLOURS[shape.tone]}", round(shape.width * 8), "curve"
        )
    return whole.reduce(4)


@pytest.mark.parametrize(
    "shape",
    [Box(5, 7, 60, 40, "fjord", None, 8), Box(5, 7, 60, 40, "fjord-soft", "ink", 8), Box(5, 7, 40, 18, "paper", "clay", 9),
     Box(0, 0, 90, 60, "fjord", None, 4), Box(5, 7, 60, 40, "clay-soft", "clay"), Line(((4, 50), (80, 5)), "ink", 2),
     Line(((4, 5), (40, 50), (80, 30)), "clay", 3), Line(((4, 30), (80, 30)), "fjord", 1)],
)  # fmt: skip
def test_a_corner_and_a_line_are_as_smooth_as_if_they_were_drawn_larger(shape: Shape) -> None:
    seen, meant = MODULE._drawn(Drawing(WIDTH, HEIGHT, (shape,), "Øving")), larger(shape)
    apart = ImageStat.Stat(ImageChops.difference(seen, meant).convert("L"))
    assert apart.rms[0] < 6 and apart.extrema[0][1] < 140


@settings(max_examples=examples(60), deadline=None)
@given(shapes=st.lists(SHAPES, min_size=1, max_size=5))
def test_what_lies_outside_or_has_no_room_stops_nothing(shapes: list[Shape]) -> None:
    size = Image.open(io.BytesIO(png(Drawing(WIDTH, HEIGHT, tuple(shapes), "Øving")))).size
    assert size == (WIDTH * 2, HEIGHT * 2)


@pytest.mark.parametrize("tone", COLOURS)
def test_a_tone_is_the_colour_it_is(tone: Tone) -> None:
    picture = Image.open(io.BytesIO(png(Drawing(20, 20, (Box(0, 0, 20, 20, tone),), "Øving")))).convert("RGB")
    assert picture.getpixel((20, 20)) == tuple(bytes.fromhex(COLOURS[tone]))


@pytest.mark.parametrize(("tone", "ground"), list(itertools.permutations(COLOURS, 2)))
def test_what_is_between_two_tones_is_near_what_it_would_be(tone: Tone, ground: Tone) -> None:
    words = tuple(Words(4, y, "Åse før øyet «ser» æ", 13, False, tone) for y in range(15, 90, 15))
    drawing = Drawing(160, 90, (Box(0, 0, 160, 90, ground), *words, Line(((3, 3), (150, 88)), tone, 2)), "Øving")
    seen = Image.open(io.BytesIO(png(drawing))).convert("RGB")
    apart = ImageStat.Stat(ImageChops.difference(seen, MODULE._drawn(drawing)))
    assert max(apart.rms) < 4 and max(high for _, high in apart.extrema) <= 20
