"""Pictures: that they are what they say, and what the camera wrote in them."""

from __future__ import annotations

import io
import warnings

from PIL import ExifTags, Image, UnidentifiedImageError

from macros.content.attachments.containers import notes
from macros.content.attachments.finding import Finding, Found, TextPiece, UnreadableError

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
_MAX_PIXELS = 100_000_000
_PERSONS = (ExifTags.Base.Artist, ExifTags.Base.XPAuthor, ExifTags.Base.CameraOwnerName)


def findings(content: bytes, ending: str, where: str = "") -> Found:
    """Where and by whom a picture was taken, and the texts in its metadata. ``where``: the file it lies in."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit is ours
            picture = Image.open(io.BytesIO(content), formats=[_FORMATS[ending]])
            if picture.width * picture.height > _MAX_PIXELS:
                raise UnreadableError("VL013" if where else "VL051")
            exif = picture.getexif()
            details = exif.get_ifd(ExifTags.IFD.Exif)
            place = bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except UnreadableError:
        raise
    except UnidentifiedImageError:
        raise UnreadableError("VL005") from None
    except Exception:  # whatever a broken picture makes Pillow say
        raise UnreadableError("VL011") from None
    # Programs that edit pictures write the place as XMP too, which stands in the file as text.
    if place or b"GPSLatitude" in content:
        yield Finding("VL024", {"where": where})
    names = {str(tags[key]).replace("\0", "").strip() for tags in (exif, details) for key in _PERSONS if key in tags}
    for name in sorted(filter(None, names)):
        yield Finding("VL025", {"found": name})
    for value in (*exif.values(), *details.values(), *picture.info.values()):
        if isinstance(value, str):
            yield TextPiece(value, where)
    # All that is written beside the points, in whatever letters: XMP, IPTC, comments. Only numbers are looked for.
    for note in notes(content, ending):
        yield TextPiece(note.replace(b"\0", b"").decode("latin-1"), where, written=False)
