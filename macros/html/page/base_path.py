"""The site under a path of a host (``https://example.org/a/b/``): addresses from its root get the path in front.

Everything inside the house writes an address from the root of the site (``/prosjekter/``), and only here does it become
one of the host. The scripts read the path from the page's ``data-base`` (docs/assets/js/base.js).
"""

from __future__ import annotations

import re

_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*+>""")
_OPENED = re.compile(r"""<script\b(?:[^<>"']|"[^"]*"|'[^']*')*+>""", re.IGNORECASE)
_SCRIPT = re.compile(r"(</script>)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""(?P<before>\s(?:href|src|action|formaction|poster|data-[a-z-]+)=["'])/(?!/)"""
    r"""|(?P<refresh>\scontent="\d+; ?url=)/(?!/)"""
    r"""|(?P<set>\s(?:srcset|imagesrcset)=")(?P<addresses>[^"]*)"""
)
_IN_SET = re.compile(r"(^|,\s*)/(?!/)")


def below(base: str, html: str) -> str:
    """The page with each address from the root of the site moved below ``base``, which begins and ends in a slash.

    Read are the attributes of tags, never the text between them; a ``data-`` attribute that begins with a slash holds an
    address. Addresses relative to the page, of other hosts (``//host``) and inside scripts are left as they are.
    """
    if base == "/":
        return html

    def moved(found: re.Match[str]) -> str:
        if found["addresses"] is not None:
            return found["set"] + _IN_SET.sub(rf"\g<1>{base}", found["addresses"])
        return f"{found['before'] or found['refresh']}{base}"

    def tags(text: str) -> str:
        return _TAG.sub(lambda tag: _ADDRESS.sub(moved, tag[0]), text)

    # A script's own text is between its tag and the end of the piece: it has signs that look like tags.
    pieces = _SCRIPT.split(html)
    for n in range(0, len(pieces), 2):
        opened = _OPENED.search(pieces[n]) if n + 1 < len(pieces) else None
        end = opened.end() if opened else len(pieces[n])
        pieces[n] = tags(pieces[n][:end]) + pieces[n][end:]
    return "".join(pieces)
