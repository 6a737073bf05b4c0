"""Our programs and styles are held to what they were when the site was built (Subresource Integrity, W3C).

Each address also gets the file's hash behind ``?v=``: a page that is newer than what a browser or a server in between has
kept would otherwise be held to the hash of a file it never fetched, and stand without its styles. What a module imports
itself keeps its address: a browser that finds it under two runs it twice, and an import has no place for a hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote, urljoin

_TAG = re.compile(r"<(script|link)\b([^<>]{1,1000})>", re.IGNORECASE)
_ADDRESS = re.compile(r"""\b(src|href)="([^"?#<>]{1,500})\"""")
_STYLE = re.compile(r'\brel="stylesheet"')
_SIGNS = 10
"""Signs of the hash that tell one edition of a file from the next."""


def hold(html: str, at: str, content: Callable[[str], bytes | None]) -> str:
    """The page at address ``at`` with each of its scripts and style sheets held to its bytes.

    ``content`` gives the bytes at an address of the site; None for what is not there, which is left as it is.
    """

    def held(tag: re.Match[str]) -> str:
        kind, attributes = tag[1].lower(), tag[2]
        address = _ADDRESS.search(attributes)
        wanted = address and (address[1] == "src" if kind == "script" else _STYLE.search(attributes))
        if not address or not wanted or "integrity=" in attributes:
            return tag[0]
        found = content(unquote(urljoin(at, address[2])))
        if found is None:
            return tag[0]
        start, end = tag[0].split(address[0], 1)
        return f'{start}{address[1]}="{address[2]}?v={_edition(found)}" integrity="{integrity(found)}"{end}'

    return _TAG.sub(held, html)


@lru_cache(maxsize=128)  # the same few files are named by every page
def integrity(content: bytes) -> str:
    """The value of the attribute ``integrity`` for a file."""
    return f"sha384-{base64.b64encode(hashlib.sha384(content).digest()).decode()}"


@lru_cache(maxsize=128)
def _edition(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_SIGNS]
