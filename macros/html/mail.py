"""Links that open a mail with its subject and its questions written: nobody needs an account to ask or to answer."""

from __future__ import annotations

from urllib.parse import quote

from macros.words.labels import Labels, labels


def mail_url(to: str, subject: str, body: str) -> str:
    """A ``mailto:`` address (RFC 6068): lines end in CR LF, and every sign that could mean something is escaped."""
    lines = body.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(lines)}"


def labelled_mail(to: str, name: str, t: Labels, title: str = "", url: str = "") -> str:
    """The mail called ``name`` in the words of ``t`` (``mail.<name>.subject``, ``mail.<name>.body``), about the page
    with this title and address.

    Whatever it is about, it ends by asking that nothing about patients is sent, in the words of the shared contract.
    """
    subject, body = (t(f"mail.{name}.{part}", title=title, url=url) for part in ("subject", "body"))
    return asking_mail(to, subject, body)


def asking_mail(to: str, subject: str, body: str) -> str:
    """A mail to us with ``body`` written, and last the request that stands under every one of them."""
    return mail_url(to, subject, f"{body}\n\n{labels()('mail.no_patients')}")
