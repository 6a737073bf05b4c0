"""ZIP archives that are the same bytes for the same content, whatever the day and the machine (of one kind: zlib-ng promises
nothing between processors of different makes)."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from collections.abc import Callable, Iterable
from typing import NamedTuple

from zlib_ng import zlib_ng

_LEVEL = 6
"""The smallest (8) is a hundredth or two smaller, and takes twice the time: four times for a large table."""
_HEAD = struct.Struct("<4sHHHHHLLLHH")
_LISTED = struct.Struct("<4sHHHHHHLLLHHHHHL")
_END = struct.Struct("<4sHHHHLLH")
_VERSION = 20
"""Of the format: the first with folders and deflate, which every program reads."""
_UNIX = 3 << 8
_READABLE = 0o644 << 16
_FIRST_DAY = 1 << 5 | 1
"""1 January 1980, as the format writes a date."""
_UTF8 = 0x800
# Already packed: packing again costs time and gives nothing.
_PACKED = (".xlsx", ".docx", ".pptx", ".odt", ".ods", ".png", ".jpg", ".jpeg", ".zip")


class Packed(NamedTuple):
    """A file as it stands in an archive, ready to be put in any."""

    name: bytes
    body: bytes
    """Its head and its packed content."""
    listed: bytes
    """What the archive's list says of it, but for where it lies and its name."""


def packed(name: str, content: bytes) -> Packed:
    """The file with that path in the archive, of at most 4 GB."""
    path = name.encode()
    stored = name.endswith(_PACKED)
    small = content if stored else _deflated(content)
    flags = 0 if path.isascii() else _UTF8
    facts = (flags, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, 0, _FIRST_DAY,
             zlib_ng.crc32(content), len(small), len(content), len(path), 0)  # fmt: skip
    head = _HEAD.pack(b"PK\3\4", _VERSION, *facts) + path
    listed = _LISTED.pack(b"PK\1\2", _UNIX | _VERSION, _VERSION, *facts, 0, 0, 0, _READABLE)
    return Packed(path, head + small, listed)


def joined(files: Iterable[Packed]) -> bytes:
    """The archive of the files, in the order given. The standard library's own can take in nothing that is packed."""
    bodies, listed, at = [], [], 0
    for file in files:
        bodies.append(file.body)
        listed += [file.listed, at.to_bytes(4, "little"), file.name]
        at += len(file.body)
    count, size = len(bodies), sum(map(len, listed))
    return b"".join((*bodies, *listed, _END.pack(b"PK\5\6", 0, 0, count, count, size, at, 0)))


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files, in the order given, by their paths in the archive."""
    return joined(packed(name, content) for name, content in files)


def rewritten(data: bytes, change: Callable[[str, bytes], bytes] = lambda _, content: content) -> bytes:
    """The archive with ``change(name, content)`` in place of each content, without those it makes nothing of, and with
    no clock and no machine in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        changed = ((name, change(name, source.read(name))) for name in source.namelist())
        return archive((name, content) for name, content in changed if content)


def _deflated(content: bytes) -> bytes:
    packer = zlib_ng.compressobj(_LEVEL, zlib_ng.DEFLATED, -zlib_ng.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def checksum(content: bytes) -> str:
    """SHA-256 as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
