"""Office files are ZIP archives: written again so that they depend on nothing but their content."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def rewritten(data: bytes, change: Callable[[str, bytes], bytes] = lambda _, content: content) -> bytes:
    """The archive with ``change(name, content)`` in place of each content, and no clock and no machine in it."""
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, change(name, source.read(name)))
    return result.getvalue()
