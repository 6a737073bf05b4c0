"""How files of each kind end, and what lies beside their content: so that nothing else hides in them or behind them.

A file can be right as two kinds at once (a picture with a web page or a ZIP behind it); programs then choose what it is.
Sources: PNG (W3C, 2023), JPEG (ITU-T T.81, annex B; CIPA DC-007 for several pictures in one file), GIF89a, WebP (RFC 9649),
PDF (ISO 32000-2, 7.5), ZIP (PKWARE APPNOTE 4.3). What is sniffed: WHATWG MIME Sniffing, 7.1.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from macros.content.attachments.finding import UnreadableError

BEHIND = "VL033"
_MAX_NOTE = 1_000_000
_PROGRAM = re.compile(
    rb"<\s?(?:script|html|body|head|iframe|svg|object|embed|!doctype html|\?php|%@)\b|\A(?:MZ|\x7fELF|#!)|PK\x03\x04|Rar!\x1a|%PDF-",
    re.IGNORECASE,
)
_SHELL = re.compile(
    rb"\A\s*(?:MZ|\x7fELF|#!|PK\x03\x04|\xca\xfe\xba\xbe|\xd0\xcf\x11\xe0|<\s?(?:script|html|!doctype))", re.I
)


def notes(content: bytes, ending: str) -> Iterator[bytes]:
    """What a picture holds besides its points (names, places, comments, XMP, IPTC), as bytes.

    Raises UnreadableError when the picture goes on behind its end, or has a program or another file among its notes.
    """
    walk = {".png": _png, ".jpg": _jpeg, ".jpeg": _jpeg, ".gif": _gif, ".webp": _webp}[ending]
    for note in walk(content):
        if _PROGRAM.search(note):
            raise UnreadableError(BEHIND)
        yield note
    if _is_archive(content):
        raise UnreadableError(BEHIND)


def is_program(content: bytes) -> bool:
    """Whether bytes that should be data of another kind begin as a program, an archive or a web page."""
    return bool(_SHELL.match(content))


def check_pdf(content: bytes) -> None:
    """A PDF ends at its last ``%%EOF`` and holds nothing else outside its streams. Raises UnreadableError."""
    end = content.rfind(b"%%EOF")
    if end < 0 or content[end + 5 :].strip(b"\0\r\n\t \x1a"):
        raise UnreadableError(BEHIND)
    # A comment in the head is read by whoever guesses the kind from the first bytes.
    outside = re.sub(rb"stream\r?\n.*?endstream", b"", content, flags=re.DOTALL)
    if re.search(rb"<\s?(?:script|html|iframe|svg|!doctype html)\b|PK\x03\x04", outside, re.IGNORECASE):
        raise UnreadableError(BEHIND)
    if _is_archive(content):
        raise UnreadableError(BEHIND)


def check_zip(content: bytes, archive: zipfile.ZipFile) -> None:
    """An archive begins with its first part and ends with its list, with nothing between. Raises UnreadableError."""
    at = 0
    for member in sorted(archive.infolist(), key=lambda m: m.header_offset):
        head = content[member.header_offset : member.header_offset + 30]
        if len(head) < 30 or head[:4] != b"PK\x03\x04" or not 0 <= member.header_offset - at <= _descriptor(at):
            raise UnreadableError(BEHIND)
        name, extra = struct.unpack("<HH", head[26:30])
        written = content[member.header_offset + 30 : member.header_offset + 30 + name]
        if written != member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437", "replace"):
            raise UnreadableError("VL012", inside=member.filename)
        at = member.header_offset + 30 + name + extra + member.compress_size
    if not 0 <= archive.start_dir - at <= _descriptor(at) or archive.comment:
        raise UnreadableError(BEHIND)
    # The list of contents, its own end (22 bytes; 76 more in a ZIP64), and nothing after it.
    end = content.rfind(b"PK\x05\x06")
    if end < 0 or len(content) != end + 22 or end < archive.start_dir:
        raise UnreadableError(BEHIND)


def _descriptor(at: int) -> int:
    """Bytes that may follow a part: its sizes, when they were not known before it was written."""
    return 24 if at else 0


def _is_archive(content: bytes) -> bool:
    """Whether a program for archives would find one in the file, wherever it lies."""
    if b"PK\x05\x06" not in content[-70_000:]:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _png(content: bytes) -> Iterator[bytes]:
    at, kind = 8, b""
    while kind != b"IEND":
        if at + 12 > len(content):
            raise UnreadableError("VL011")
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        data, at = content[at + 8 : at + 8 + length], at + 12 + length
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            yield _unpacked(kind, data)
        elif kind not in (b"IDAT", b"fdAT", b"PLTE"):
            yield data
    if at != len(content):
        raise UnreadableError(BEHIND)


def _unpacked(kind: bytes, data: bytes) -> bytes:
    """The text of a chunk that may be packed; what unfolds without end is cut."""
    name, _, rest = data.partition(b"\0")
    if kind == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
    else:
        packed, rest = True, rest[1:]
    try:
        return name + b" " + (zlib.decompressobj().decompress(rest, _MAX_NOTE) if packed else rest)
    except zlib.error:
        raise UnreadableError("VL011") from None


def _jpeg(content: bytes) -> Iterator[bytes]:
    at, several, pictures = 0, False, 0
    while content[at : at + 2] == b"\xff\xd8":
        at, pictures = at + 2, pictures + 1
        while True:
            if at + 4 > len(content) or content[at] != 0xFF:
                if content[at : at + 2] == b"\xff\xd9":
                    at += 2
                    break
                raise UnreadableError("VL011")
            marker = content[at + 1]
            if marker == 0xD9:
                at += 2
                break
            if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD7:
                at += 1 if marker == 0xFF else 2
                continue
            (length,) = struct.unpack(">H", content[at + 2 : at + 4])
            if 0xE0 <= marker <= 0xEF or marker == 0xFE:
                note = content[at + 4 : at + 2 + length]
                several = several or (marker == 0xE2 and note.startswith(b"MPF\0"))
                # A small picture in Exif is a whole file of its own, which is none to look into.
                yield note
            at += 2 + length
            if marker == 0xDA:
                at = _scan(content, at)
        if not several:
            break
    if content[at:].strip(b"\0"):
        raise UnreadableError(BEHIND)


def _scan(content: bytes, at: int) -> int:
    """Where the packed points end: at a marker that is no restart and no stuffed byte."""
    while (at := content.find(b"\xff", at)) >= 0:
        if at + 1 < len(content) and content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2
    raise UnreadableError("VL011")


def _gif(content: bytes) -> Iterator[bytes]:
    if len(content) < 13:
        raise UnreadableError("VL011")
    at = 13 + (3 << (content[10] & 7) + 1 if content[10] & 0x80 else 0)
    while at < len(content):
        kind, at = content[at], at + 1
        if kind == 0x3B:
            if content[at:].strip(b"\0"):
                raise UnreadableError(BEHIND)
            return
        if kind == 0x2C and at + 9 <= len(content):
            flags = content[at + 8]
            at += 9 + (3 << (flags & 7) + 1 if flags & 0x80 else 0) + 1
            at = _blocks(content, at)[1]
        elif kind == 0x21 and at < len(content):
            data, at = _blocks(content, at + 1)
            yield data
        else:
            break
    raise UnreadableError("VL011")


def _blocks(content: bytes, at: int) -> tuple[bytes, int]:
    parts = []
    while at < len(content) and (length := content[at]):
        parts.append(content[at + 1 : at + 1 + length])
        at += 1 + length
    return b"".join(parts), at + 1


def _webp(content: bytes) -> Iterator[bytes]:
    if len(content) < 12 or struct.unpack("<I", content[4:8])[0] + 8 != len(content):
        raise UnreadableError(BEHIND)
    at = 12
    while at + 8 <= len(content):
        kind, length = struct.unpack("<4sI", content[at : at + 8])
        if kind not in (b"VP8 ", b"VP8L", b"ALPH", b"ANMF"):
            yield content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
