"""Is this file what it says, and safe to open? Judged from its bytes before any reader touches it.

.xlsx and .docx are ZIP archives of XML. What can hurt: archives that unfold without end, XML that defines entities,
and old or encrypted files that readers only answer with a traceback.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from macros.words.problems import Place, Problem, problem

MAX_MEGABYTES = 30
MAX_UNPACKED_MEGABYTES = 100
MAX_PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = {".xlsx": "xl/workbook.xml", ".docx": "word/document.xml"}
_MILLION = 1_000_000


def check_size(data: bytes, path: str) -> Problem | None:
    """A file of a size that somebody could have written."""
    if len(data) > MAX_MEGABYTES * _MILLION:
        return problem("IM001", path, Place(), value=str(len(data) // _MILLION), limit=MAX_MEGABYTES)
    return None


def check_office(data: bytes, path: str, ending: str) -> Problem | None:
    """Why ``data`` is not a file of the kind ``ending`` (``.xlsx``, ``.docx``) that can be opened; None when it is."""
    if too_big := check_size(data, path):
        return too_big
    if data.startswith(_OLE):
        return problem("IM003" if _ENCRYPTED in data else "IM002", path, Place())
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > MAX_UNPACKED_MEGABYTES * _MILLION or len(parts) > MAX_PARTS:
                return problem(
                    "IM005", path, Place(), value=str(size // _MILLION or len(parts)), limit=MAX_UNPACKED_MEGABYTES
                )
            if any(part.flag_bits & 1 for part in parts):
                return problem("IM003", path, Place())
            if _MAIN[ending] not in archive.namelist():
                return problem("IM004", path, Place(), value=ending)
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    with archive.open(part) as stream:
                        # Definitions stand before the first element, so the rest need not be read to find them.
                        next(iter(iterparse(stream, events=("start",), forbid_dtd=True)), None)
    except DefusedXmlException:
        return problem("IM006", path, Place())
    except (zipfile.BadZipFile, zlib.error, ParseError, OSError, EOFError, ValueError, KeyError, LookupError):
        return problem("IM004", path, Place(), value=ending)
    except (NotImplementedError, RuntimeError, OverflowError):  # packed in a way no Office program packs
        return problem("IM004", path, Place(), value=ending)
    return None
