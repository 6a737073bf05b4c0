"""Pictures within a document: of which kind they are, whatever their name says, and what they hold."""

from __future__ import annotations

import re

from macros.content.attachments import images
from macros.content.attachments.finding import Finding, Found, UnreadableError

PICTURES = re.compile(r"\.(png|jpe?g|gif|webp|bmp|tiff?|emf|wmf|wdp|ico|svm)$", re.IGNORECASE)
# Office often names a picture wrongly, so the first bytes decide. EMF has its mark at byte 40, WMF one of two beginnings.
_LOOKED_INTO = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif"}
_DRAWN = re.compile(
    rb"BM|II[*\xbc]|MM\0\*|\xd7\xcd\xc6\x9a|[\x01\x02]\0\t\0|VCLMTF|\0\0\x01\0|.{40} EMF|\x1f\x8b|RIFF....WEBP",
    re.DOTALL,
)


def inside(content: bytes, name: str) -> Found:
    """What a picture in a document holds; bytes that are no picture of any kind are an object that nobody can judge."""
    for beginning, ending in _LOOKED_INTO.items():
        if content.startswith(beginning):
            try:
                yield from images.findings(content, ending, name)
            except UnreadableError as error:
                if error.finding.code == "VL033":
                    yield Finding("VL017", {"found": name})
            return
    if content and not _DRAWN.match(content):
        yield Finding("VL017", {"found": name})
