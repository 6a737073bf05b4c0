"""The place where a picture was taken, taken out of the file. The picture itself, and all else it says, stay as they are."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Literal

from macros.content.attachments.finding import Finding, UnreadableError
from macros.content.attachments.images import findings

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_EXIF = b"Exif\x00\x00"
_GPS = 0x8825
_LENGTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
"""Kind of value -> bytes of one."""


def is_picture(raw: bytes) -> bool:
    """Whether ``raw`` begins as a picture of a kind that may say where it was taken."""
    return raw.startswith((_JPEG, _PNG))


def without_place(raw: bytes) -> bytes:
    """The same picture without the place; ``raw`` itself when it names none, or when that cannot be done for certain."""
    ending = ".jpg" if raw.startswith(_JPEG) else ".png"
    if not _tells(raw, ending):
        return raw
    try:
        made = b"".join(_jpeg(raw) if ending == ".jpg" else _png(raw))
    except (ValueError, IndexError):
        return raw
    return raw if _tells(made, ending) else made


def _tells(raw: bytes, ending: str) -> bool:
    try:
        return any(isinstance(found, Finding) and found.code == "VL024" for found in findings(raw, ending))
    except UnreadableError:
        return False


def _jpeg(raw: bytes) -> Iterator[bytes]:
    """The parts before the picture's own data, each with its mark and its length (ISO/IEC 10918-1, B.1.1)."""
    yield raw[:2]
    at = 2
    while raw[at] == 0xFF and raw[at + 1] != 0xDA:
        if raw[at + 1] == 0xFF:
            at += 1
            continue
        part = raw[at : at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")]
        if len(part) < 4:
            raise ValueError("a part without an end")
        at += len(part)
        if part[1] == 0xE1 and part[4:10] == _EXIF:
            kept = _EXIF + _details(part[10:])
            yield part[:2] + (len(kept) + 2).to_bytes(2, "big") + kept
        elif part[1] != 0xE1 or b"GPS" not in part:  # XMP that names the place
            yield part
    yield raw[at:]


def _png(raw: bytes) -> Iterator[bytes]:
    """The chunks: length, kind, content, checksum (ISO/IEC 15948, 5.3)."""
    yield raw[:8]
    at = 8
    while at < len(raw):
        length = int.from_bytes(raw[at : at + 4], "big")
        kind, content = raw[at + 4 : at + 8], raw[at + 8 : at + 8 + length]
        if len(content) < length:
            raise ValueError("a chunk without an end")
        whole = raw[at : at + 12 + length]
        at += 12 + length
        if kind == b"eXIf":
            content = _details(content)
            checksum = zlib.crc32(kind + content).to_bytes(4, "big")
            yield len(content).to_bytes(4, "big") + kind + content + checksum
        elif kind not in (b"iTXt", b"tEXt", b"zTXt") or b"GPS" not in content:
            yield whole


def _details(content: bytes) -> bytes:
    """Exif with an empty list of what says where (TIFF 6.0, section 2): every other byte stays where it was."""
    made = bytearray(content)
    order: Literal["little", "big"] = "little" if content[:2] == b"II" else "big"

    def number(at: int, length: int) -> int:
        if at + length > len(content):
            raise ValueError("a place outside the details")
        return int.from_bytes(content[at : at + length], order)

    for at in _entries(number, number(4, 4)):
        if number(at, 2) == _GPS:
            first = number(at + 8, 4)
            for entry in _entries(number, first):
                length = _LENGTHS.get(number(entry + 2, 2), 1) * number(entry + 4, 4)
                if length > 4:
                    start = number(entry + 8, 4)
                    number(start, length)
                    made[start : start + length] = bytes(length)
                made[entry : entry + 12] = bytes(12)
            made[first : first + 2] = bytes(2)
    return bytes(made)


def _entries(number: Callable[[int, int], int], first: int) -> Iterator[int]:
    """Where each entry of a list of details begins."""
    for index in range(number(first, 2)):
        yield first + 2 + 12 * index
