"""A drawing as PNG, for programs that show no SVG. Corners, lines and letters are smooth: of a pixel that they cover a part of,
they colour a part."""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageDraw

from macros.files.palette import PAPER, css
from macros.toolkit.drawings.letters import pieces, width
from macros.toolkit.drawings.shapes import ARROW, COLOURS, Box, Drawing, Line, Point, Words, head

SCALE, SMOOTH = 2, 2
"""Pixels of the picture for each of the drawing, and how much larger a line is drawn to see what it covers."""
SHADES, APART = 8, 12
"""Between two tones are so many steps at most, each so far from every other colour, of 255. On the edges of lines and letters
that is as near as the eye sees, and nearer than 64 colours found anew for each picture."""
EDGE = 2
"""Pixels: the width of the line around a box."""
PACKED = 5
"""As zlib counts: what a level more gains takes a fifth more time."""


def png(drawing: Drawing) -> bytes:
    """The drawing on white, as bytes that depend on nothing else."""
    target = io.BytesIO()
    few = _drawn(drawing).quantize(palette=_palette(), dither=Image.Dither.NONE)
    few.save(target, "PNG", compress_level=PACKED)
    return target.getvalue()


def _drawn(drawing: Drawing) -> Image.Image:
    picture = Image.new("RGB", (round(drawing.width * SCALE), round(drawing.height * SCALE)), css(PAPER))
    canvas = ImageDraw.Draw(picture)
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            _box(picture, canvas, shape)
        elif isinstance(shape, Line):
            _line(picture, shape)
        else:
            _words(canvas, shape)
    return picture


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


def _box(picture: Image.Image, canvas: ImageDraw.ImageDraw, box: Box) -> None:
    x, y, right, low = (round(side * SCALE) for side in (box.x, box.y, box.x + box.width, box.y + box.height))
    inside = EDGE if box.edge and not box.dash else 0
    if box.edge and inside:
        _rounded(picture, canvas, (x, y, right, low), round(box.radius * SCALE), f"#{COLOURS[box.edge]}")
    within = x + inside, y + inside, right - inside, low - inside
    _rounded(picture, canvas, within, max(round(box.radius * SCALE) - inside, 0), f"#{COLOURS[box.fill]}")
    if box.edge and box.dash:
        left, top, end, foot = box.x, box.y, box.x + box.width, box.y + box.height
        around = ((left, top), (end, top), (end, foot), (left, foot), (left, top))
        _line(picture, Line(around, box.edge, 1, box.dash))


def _rounded(
    picture: Image.Image, canvas: ImageDraw.ImageDraw, sides: tuple[int, int, int, int], radius: int, colour: str
) -> None:
    """A rectangle to but not with its right and its low side."""
    x, y, right, low = sides
    radius = min(radius, (right - x) // 2, (low - y) // 2)
    for over, under in ((radius, 0), (0, radius)):
        if right - x > 2 * over and low - y > 2 * under:
            canvas.rectangle((x + over, y + under, right - over - 1, low - under - 1), colour)
    for last, lowest in itertools.product((0, 1), (0, 1)) if radius > 0 else ():
        place = right - radius if last else x, low - radius if lowest else y
        picture.paste(colour, place, _corner(radius, last, lowest))


@cache
def _corner(radius: int, last: int, lowest: int) -> Image.Image:
    """What a quarter of a circle covers of each pixel."""
    whole = Image.new("L", (8 * radius, 8 * radius))
    ImageDraw.Draw(whole).ellipse((0, 0, 8 * radius - 1, 8 * radius - 1), 255)
    x, y = last * radius, lowest * radius
    return whole.reduce(4).crop((x, y, x + radius, y + radius))


def _line(picture: Image.Image, line: Line) -> None:
    beside = line.width + ARROW if line.arrow else line.width
    across, down = zip(*line.points, strict=True)
    left, top = (max(0, int((min(ends) - beside) * SCALE)) for ends in (across, down))
    wide = min(picture.width, int((max(across) + beside) * SCALE) + 1) - left
    high = min(picture.height, int((max(down) + beside) * SCALE) + 1) - top
    if wide <= 0 or high <= 0:
        return
    covered = Image.new("L", (wide * SMOOTH, high * SMOOTH))
    canvas, times = ImageDraw.Draw(covered), SCALE * SMOOTH

    def there(points: Sequence[Point]) -> list[Point]:
        return [(x * times - left * SMOOTH, y * times - top * SMOOTH) for x, y in points]

    for part in _dashes(line.points, line.dash) if line.dash else [line.points]:
        canvas.line(there(part), 255, round(line.width * times), "curve")
    if line.arrow:
        canvas.polygon(there(head(line.points)), 255)
    picture.paste(f"#{COLOURS[line.tone]}", (left, top), covered.reduce(SMOOTH))


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


def _words(canvas: ImageDraw.ImageDraw, words: Words) -> None:
    size = words.size * SCALE
    x = words.x * SCALE - (width(words.text, size, words.bold) / 2 if words.middle else 0)
    drawn = None
    for text, font in pieces(words.text, size, words.bold):
        x += drawn[1].getlength(drawn[0]) if drawn else 0
        canvas.text((x, words.y * SCALE), text, f"#{COLOURS[words.tone]}", font, anchor="ls")
        drawn = text, font
