"""A drawing as PNG, for programs that show no SVG. Boxes and lines are drawn larger and made smaller, so that they are smooth;
the font's own letters are, and come last, as they do on paper."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace
from functools import cache

from PIL import Image, ImageDraw

from macros.files.palette import PAPER, css
from macros.toolkit.drawings.letters import pieces, width
from macros.toolkit.drawings.shapes import ARROW, COLOURS, Box, Drawing, Line, Point, Shape, Words, head

SCALE, SMOOTH = 2, 2
"""Pixels of the picture for each of the drawing, and how much larger it is drawn."""
SHADES, APART = 8, 12
"""Between two tones are so many steps at most, each so far from every other colour, of 255. On the edges of lines and letters
that is as near as the eye sees, and nearer than 64 colours found anew for each picture."""
EDGE = 1.0
"""The width of the line around a box."""
PACKED = 5
"""As zlib counts: the letters drawn once take less room than a level more gains, and it takes a fifth less time."""
BAND = 256
"""So many rows of the picture are drawn at a time: whole, it took a third of the memory of a build."""


def png(drawing: Drawing) -> bytes:
    """The drawing on white, as bytes that depend on nothing else."""
    times = SCALE * SMOOTH
    wide, high = round(drawing.width * times) // SMOOTH, round(drawing.height * times) // SMOOTH
    few = Image.new("P", (wide, high), None)
    few.putpalette(_palette().getpalette() or [])
    band = Image.new("RGB", (wide * SMOOTH, min(BAND, high) * SMOOTH), None)
    canvas = ImageDraw.Draw(band)
    for top in range(0, high, BAND):
        band.paste(css(PAPER), (0, 0, *band.size))
        first, last = top / SCALE, (top + BAND) / SCALE
        here = [_raised(s, first) for s in drawing.shapes if (rows := _rows(s))[1] > first and rows[0] < last]
        for shape in here:
            if not isinstance(shape, Words):
                _draw(canvas, shape, times)
        small = band.reduce(SMOOTH)
        written = ImageDraw.Draw(small)
        for shape in here:
            if isinstance(shape, Words):
                _draw(written, shape, SCALE)
        few.paste(small.quantize(palette=_palette(), dither=Image.Dither.NONE), (0, top))
    target = io.BytesIO()
    few.save(target, "PNG", compress_level=PACKED)
    return target.getvalue()


@cache
def _palette() -> Image.Image:
    """The tones as they are, and what is between two of them where a line or a letter is smoothed."""
    tones = [tuple(bytes.fromhex(colour)) for colour in COLOURS.values()]
    found = list(tones)
    for (one, other), step in itertools.product(itertools.combinations(tones, 2), range(1, SHADES)):
        mixed = tuple((a * (SHADES - step) + b * step) // SHADES for a, b in zip(one, other, strict=True))
        if all(max(abs(a - b) for a, b in zip(mixed, known, strict=True)) >= APART for known in found):
            found.append(mixed)
    image = Image.new("P", (1, 1))
    image.putpalette(list(itertools.chain.from_iterable(found)))
    return image


def _raised(shape: Shape, by: float) -> Shape:
    if isinstance(shape, Line):
        return replace(shape, points=tuple((x, y - by) for x, y in shape.points))
    return replace(shape, y=shape.y - by)


def _rows(shape: Shape) -> tuple[float, float]:
    """From where to where a shape is drawn, and a little more."""
    if isinstance(shape, Box):
        return shape.y - EDGE, shape.y + shape.height + EDGE
    if isinstance(shape, Line):
        beside = shape.width + ARROW if shape.arrow else shape.width
        return min(y for _, y in shape.points) - beside, max(y for _, y in shape.points) + beside
    return shape.y - shape.size, shape.y + shape.size


def _draw(canvas: ImageDraw.ImageDraw, shape: Shape, times: int) -> None:
    if isinstance(shape, Box):
        _box(canvas, shape, times)
    elif isinstance(shape, Line):
        _line(canvas, shape, times)
    else:
        _words(canvas, shape, times)


def _box(canvas: ImageDraw.ImageDraw, box: Box, times: int) -> None:
    corners = [box.x * times, box.y * times, (box.x + box.width) * times, (box.y + box.height) * times]
    edge = f"#{COLOURS[box.edge]}" if box.edge and not box.dash else None
    canvas.rounded_rectangle(corners, box.radius * times, f"#{COLOURS[box.fill]}", edge, times if edge else 0)
    if box.edge and box.dash:
        x, y, right, low = box.x, box.y, box.x + box.width, box.y + box.height
        around = ((x, y), (right, y), (right, low), (x, low), (x, y))
        _line(canvas, Line(around, box.edge, 1, box.dash), times)


def _line(canvas: ImageDraw.ImageDraw, line: Line, times: int) -> None:
    colour, thick = f"#{COLOURS[line.tone]}", round(line.width * times)
    for part in _dashes(line.points, line.dash) if line.dash else [list(line.points)]:
        canvas.line([(x * times, y * times) for x, y in part], colour, thick, "curve")
    if line.arrow:
        canvas.polygon([(x * times, y * times) for x, y in head(line.points)], colour)


def _dashes(points: tuple[Point, ...], dash: tuple[int, ...]) -> list[list[Point]]:
    """The parts of a dashed line that are drawn."""
    drawn: list[list[Point]] = [[points[0]]]
    index, left = 0, float(dash[0])
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        length, gone = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 0.0
        while length - gone > left:
            gone += left
            at = (x0 + (x1 - x0) * gone / length, y0 + (y1 - y0) * gone / length)
            if index % 2 == 0:
                drawn[-1].append(at)
            else:
                drawn.append([at])
            index += 1
            left = float(dash[index % len(dash)])
        left -= length - gone
        if index % 2 == 0:
            drawn[-1].append((x1, y1))
    return [part for part in drawn if len(part) > 1]


def _words(canvas: ImageDraw.ImageDraw, words: Words, times: int) -> None:
    size = words.size * times
    x = words.x * times - (width(words.text, size, words.bold) / 2 if words.middle else 0)
    drawn = None
    for text, font in pieces(words.text, size, words.bold):
        x += drawn[1].getlength(drawn[0]) if drawn else 0
        canvas.text((x, words.y * times), text, f"#{COLOURS[words.tone]}", font, anchor="ls")
        drawn = text, font
