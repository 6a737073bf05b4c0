"""A page of the site as a document of its own, for paper and PDF."""

from __future__ import annotations

from markupsafe import Markup

from macros.addresses import project_url


def absolute_links(html: str, site_url: str, slug: str) -> Markup:
    """Links of a page made to work in a document: those of the site get its whole address, pictures are left out."""
    from lxml import html as lxml_html

    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for link in root.iter("a"):
        target = link.get("href") or ""
        if target.startswith("/"):
            link.set("href", site_url.rstrip("/") + target)
        elif target and not target.startswith(("http:", "https:", "mailto:", "#")):
            link.set("href", f"{site_url.rstrip('/')}{project_url(slug)}{target}")
    for picture in list(root.iter("img")):
        note = lxml_html.Element("span")
        note.text, note.tail = picture.get("alt") or "", picture.tail
        picture.getparent().replace(picture, note)
    inner = (root.text or "") + "".join(lxml_html.tostring(child, encoding="unicode") for child in root)
    return Markup(inner)  # noqa: S704  (sanitised in content/markdown/body.py; only addresses have changed)
