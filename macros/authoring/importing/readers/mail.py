"""A saved mail (.eml): its words, and the documents that came with it. Nothing in it is fetched or run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from lxml import html as lxml_html

from macros.text.invisible import clean

_BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "blockquote")


@dataclass(frozen=True)
class Mail:
    """``head``: who sent it to whom, when and about what, as «From: …». ``attached``: the files in it, by name."""

    text: str
    head: tuple[str, ...]
    attached: tuple[tuple[str, bytes], ...]


def read_mail(data: bytes) -> Mail:
    """What a mail says; empty where the bytes are none. A part that cannot be decoded counts as empty."""
    message: Any = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    try:
        body = message.get_body(preferencelist=("plain", "html"))
        text = _content(body) if body is not None else ""
        if body is not None and body.get_content_type() == "text/html":
            text = _words(text)
        head = tuple(f"{name}: {message[name]}" for name in ("From", "To", "Cc", "Date", "Subject") if message[name])
        return Mail(clean(text), tuple(map(clean, head)), tuple(_attached(message)))
    except Exception:  # the library answers broken headers with whatever it stumbled over
        return Mail("", (), ())


def _content(part: Any) -> str:
    raw = part.get_payload(decode=True) or b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return str(raw.decode(charset))
        except (LookupError, UnicodeDecodeError):
            continue
    return str(raw.decode("latin-1"))


def _words(text: str) -> str:
    """The words of HTML, a line for each line that a reader sees."""
    flat = re.sub(r"\s+", " ", text)
    if not flat.strip():
        return ""
    root: Any = lxml_html.fromstring(flat)
    for element in root.iter(*_BLOCKS):
        element.tail = f"\n{element.tail or ''}"
        if element.tag != "br":
            element.text = f"\n{element.text or ''}"
    for element in [*root.iter("style", "script", "head")]:
        element.drop_tree()
    return str(root.text_content())


def _attached(message: Any) -> Iterator[tuple[str, bytes]]:
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield clean(str(part.get_filename() or "")).rpartition("/")[2], content
