"""ZIP archives that are the same bytes for the same content, whatever the day and the machine."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable

SMALLEST = 9
"""The level of packing: a hundredth less than zlib's own, for what is packed once and kept."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
# Already packed: packing again costs time and gives nothing.
_PACKED = (".xlsx", ".docx", ".pptx", ".odt", ".ods", ".png", ".jpg", ".jpeg", ".zip")


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files, in the order given, by their paths in the archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in files:
            target.writestr(member(name), content, compresslevel=SMALLEST)
    return buffer.getvalue()


def rewritten(data: bytes, change: Callable[[str, bytes], bytes] = lambda _, content: content) -> bytes:
    """The archive with ``change(name, content)`` in place of each content, without those it makes nothing of, and with
    no clock and no machine in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        changed = ((name, change(name, source.read(name))) for name in source.namelist())
        return archive((name, content) for name, content in changed if content)


def member(name: str) -> zipfile.ZipInfo:
    """How a file of that name stands in an archive of ours."""
    info = zipfile.ZipInfo(name, _FIRST_DAY)
    info.external_attr = 0o644 << 16
    info.create_system = 3
    info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    return info


def checksum(content: bytes) -> str:
    """SHA-256 as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
