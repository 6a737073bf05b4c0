"""Office files are ZIP archives: opened here without believing what they say about themselves."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree, EntitiesForbidden, ExternalReferenceForbidden
from defusedxml.common import DTDForbidden

from macros.content.attachments.containers import check_zip
from macros.content.attachments.finding import UnreadableError

MAX_PARTS = 5_000
MAX_UNPACKED = 200_000_000
"""Bytes in all when unpacked: ten times the largest attachment."""
MAX_XML = 60_000_000
"""Bytes in one XML part: what it becomes in memory is some ten times as much."""
_RATIO = 250
_SMALL = 2_000_000
"""XML of empty cells packs very well: the ratio is judged only past this many bytes."""


class Archive:
    """An opened archive whose names, sizes and types have been judged. Raises UnreadableError for a dangerous one."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise UnreadableError("VL011") from None
        if len(members) > MAX_PARTS or sum(m.file_size for m in members) > MAX_UNPACKED:
            raise UnreadableError("VL013")
        seen: set[str] = set()
        for member in members:
            _judge(member)
            # Two parts of one name: one program reads the first, another the last.
            if member.filename.casefold() in seen:
                raise UnreadableError("VL012", inside=member.filename)
            seen.add(member.filename.casefold())
        check_zip(content, self._zip)
        self.names = tuple(m.filename for m in members if not m.is_dir())

    def read(self, name: str) -> bytes:
        """The bytes of a part; empty when there is none. Raises UnreadableError."""
        if name not in self.names:
            return b""
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise UnreadableError("VL011") from None

    def xml(self, name: str) -> Any:
        """The root of a part in XML, or None when there is no such part. No DTD, no entities. Raises UnreadableError."""
        content = self.read(name)
        return parse_xml(content, name) if content else None

    def parts(self, *endings: str) -> Iterator[str]:
        """Names of parts, in the archive's order."""
        return (name for name in self.names if name.casefold().endswith(endings))


def parse_xml(content: bytes, name: str) -> Any:
    """The root element. Raises UnreadableError for a DTD (which could read files or unfold without end) and bad XML."""
    if len(content) > MAX_XML:
        raise UnreadableError("VL013")
    try:
        return ElementTree.fromstring(content, forbid_dtd=True)
    except (DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden):
        raise UnreadableError("VL014", inside=name) from None
    except (ParseError, ValueError, LookupError, RecursionError):
        raise UnreadableError("VL011") from None


def local(name: object) -> str:
    """A tag or attribute without its namespace; comments and processing instructions have none."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute by its name without namespace, empty when there is none."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def _judge(member: zipfile.ZipInfo) -> None:
    # The name as it stands in the file: zipfile has already cut it at a NUL and turned \ on Windows.
    name = member.orig_filename
    if member.flag_bits & 0x1:
        raise UnreadableError("VL008")
    parts = name.split("/")
    escapes = name.startswith("/") or ".." in parts or any(c in name for c in "\\:\0")
    if escapes or stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableError("VL012", inside=name.replace("\0", ""))
    if member.file_size > _SMALL and member.file_size > _RATIO * max(member.compress_size, 1):
        raise UnreadableError("VL013")
