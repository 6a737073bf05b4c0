"""Smaller copies of a picture, so that a phone does not fetch what fills a wall. No copy says where or by whom it was taken."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from PIL import Image, ImageOps

from macros.content.attachments import MAX_PICTURE_MEGABYTES

WIDTHS = (480, 960, 1600)
"""In pixels: a phone, a text column, a text column on a screen with twice as many."""
FOLDER = "bilder"
"""Where the copies lie, beside the page: ``bilder/480/kart.png``."""
KIND = 3
"""Raised when the same picture should give other copies."""
_ENDINGS = (".png", ".jpg", ".jpeg")
_LARGEST = 50_000_000


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height as a browser shows it, turned as the camera was held; None when it is no picture we can open."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(content), formats=["PNG", "JPEG"])
            turned = picture.getexif().get(0x0112, 1) >= 5
    except Exception:  # whatever a broken picture makes Pillow say; why it is broken is told elsewhere
        return None
    return (picture.height, picture.width) if turned else (picture.width, picture.height)


def widths(name: str, size: tuple[int, int]) -> tuple[int, ...]:
    """The widths of the copies that are made of a picture: those it is wider than."""
    suitable = name.lower().endswith(_ENDINGS) and size[0] * size[1] <= _LARGEST
    return tuple(width for width in WIDTHS if width < size[0]) if suitable else ()


def address_of(name: str, width: int) -> str:
    """Where a copy lies, counted from the page."""
    return f"{FOLDER}/{width}/{name}"


@dataclass(frozen=True, slots=True)
class Shown:
    """How a picture is shown: ``attributes`` of its element, and the ``widths`` of the copies that they name."""

    attributes: dict[str, str]
    widths: tuple[int, ...] = ()


def shown(file: Path, folder: str, sized: bool = False) -> Shown:
    """A picture that lies beside a text is fetched when it is near, in the size that is needed, and says how large it is,
    so that nothing on the page moves when it comes.

    ``folder`` is the address of the folder it lies in, ending in ``/``, or nothing; ``sized`` when the author has said how
    large it is. A file that is missing, or no picture, is only told to wait: what is wrong with it is told elsewhere.
    """
    later = {"loading": "lazy"}
    if file.is_symlink() or not file.is_file() or file.stat().st_size > MAX_PICTURE_MEGABYTES * 1_000_000:
        return Shown(later)
    size = size_of(file.read_bytes())
    if size is None:
        return Shown(later)
    smaller = widths(file.name, size)
    sources = [(f"{folder}{address_of(file.name, width)}", width) for width in smaller]
    if size[0] > WIDTHS[-1] and sources:  # more than any screen shows in a text
        later["src"] = sources[-1][0]
        size = WIDTHS[-1], max(1, round(size[1] * WIDTHS[-1] / size[0]))
    else:
        sources.append((f"{folder}{file.name}", size[0]))
    if not sized:
        later |= {"width": str(size[0]), "height": str(size[1])}
    if smaller:
        later["srcset"] = ", ".join(f"{quote(address)} {width}w" for address, width in sources)
        later["sizes"] = "(min-width: 60em) 44rem, 100vw"
    return Shown(later, smaller)


def resized(content: bytes, width: int) -> bytes:
    """The picture ``width`` pixels wide, as the kind of file it is. Raises what Pillow does for a broken one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        picture = Image.open(io.BytesIO(content), formats=["PNG", "JPEG"])
        kind = picture.format
        turned = ImageOps.exif_transpose(picture)
    if kind == "JPEG" and turned.mode not in ("RGB", "L"):
        turned = turned.convert("RGB")
    few = turned.mode == "P"  # a drawing or a picture of a screen: as true colours a smaller one would weigh more
    if few:
        turned = turned.convert("RGBA" if "transparency" in turned.info else "RGB")
    small = turned.resize((width, max(1, round(turned.height * width / turned.width))), Image.Resampling.BICUBIC)
    if few:
        small = small.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.info.clear()
    made = io.BytesIO()
    if kind == "JPEG":
        small.save(made, "JPEG", quality=82, optimize=True, progressive=True)
    else:
        small.save(made, "PNG", compress_level=8)  # the last level takes twice as long, for half a per cent
    return made.getvalue()
