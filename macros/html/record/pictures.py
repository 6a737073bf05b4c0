"""The pictures in a write-up's text with their caption and photographer (``images`` in the front matter)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from lxml import html as lxml_html
from markupsafe import Markup

from macros.content.attachments.copies import FOLDER
from macros.content.model.outcome import Image
from macros.words.labels import Labels


def with_captions(html: str, images: Sequence[Image], folder: str, t: Labels) -> str:
    """``html`` where each picture that ``images`` names stands in a figure; ``folder`` is the address of the page's files.
    Nothing changes when none is named."""
    named = {image.file: image for image in images}
    if not named:
        return html
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for picture in list(root.iter("img")):
        shown = unquote(picture.get("src") or "").removeprefix(folder)
        image = named.get(shown.rpartition("/")[2] if shown.startswith(f"{FOLDER}/") else shown)
        if image:
            _described(picture, image, t)
    inner = (root.text or "") + "".join(lxml_html.tostring(child, encoding="unicode") for child in root)
    return Markup(inner)  # noqa: S704  (sanitised in content/markdown/body.py; what is added here is escaped by lxml)


def _described(picture: Any, image: Image, t: Labels) -> None:
    words = [image.caption, t("picture.photo", who=image.photographer) if image.photographer else "", image.rights]
    said = " ".join(w if w.endswith((".", "!", "?")) else f"{w}." for w in words if w)
    parent = picture.getparent()
    if not said:
        return
    alone = parent.tag == "p" and len(parent) == 1 and not (parent.text or picture.tail or "").strip()
    caption = lxml_html.Element("figcaption" if alone else "small")
    caption.text = said
    if alone:
        parent.tag = "figure"
        parent.attrib.clear()
        parent.set("class", "im-picture")
        parent.append(caption)
    else:
        caption.tail, picture.tail = picture.tail, " "
        parent.insert(parent.index(picture) + 1, caption)
