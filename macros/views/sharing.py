"""What a page shows of itself where its address is shared (Open Graph, which others read as well)."""

from __future__ import annotations

from dataclasses import dataclass

from macros.catalogue.library import Library
from macros.labels import labels
from macros.views.words import CATALOGUE

PICTURES = "assets/share/"
"""Pictures of 1200 × 630, drawn by ``.ci/look/pictures`` and checked in: one for each kind of page."""
LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "se": "se_NO", "sv": "sv_SE", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Share:
    """Open Graph's fields. Addresses are whole; ``alt`` says what the picture shows."""

    type: str
    locale: str
    title: str
    description: str
    url: str
    image: str
    alt: str


def shared(library: Library, site_url: str, address: str, title: str, description: str, language: str) -> Share:
    """The fields of the page at ``address`` (without the leading slash). ``site_url`` ends in a slash."""
    parts = [part for part in address.split("/") if part not in ("", ".")]
    kind = _kind(library, parts)
    t = labels(language)
    return Share(
        type="article" if kind else "website",
        locale=LOCALES.get(language, LOCALES["nb"]),
        title=title,
        description=description,
        url=site_url + "".join(f"{part}/" for part in parts),
        image=f"{site_url}{PICTURES}{kind or 'nettsted'}.png",
        alt=t(f"share.{kind}") if kind else t("share.image"),
    )


def _kind(library: Library, parts: list[str]) -> str:
    """``prosjekt`` or ``verktoy`` when the page is one; the lists of them and all others are the site's."""
    slug = parts[-1] if len(parts) == 2 else ""
    if parts[:1] == [CATALOGUE.strip("/")] and slug in library.by_slug:
        return "prosjekt"
    return "verktoy" if parts[:1] == ["verktoy"] and any(r.slug == slug for r in library.tools) else ""
