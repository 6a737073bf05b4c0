"""Whose work a write-up tells of, as a reader's own place in it asks («Min situasjon»).

Who owns a project is one of several things a write-up may say, and it is not known for many; who is not named may have
taken part all the same. So what counts is everybody that is named, and that somebody is not is never a no.
"""

from __future__ import annotations

from macros.content.model import Project
from macros.library.library import Library

KINDS = {"kommune": ("kommune", "kommunal-etat"), "helseforetak": ("hf", "rhf"), "helsefellesskap": ("helsefellesskap",)}  # fmt: skip
"""Who can be named, as the kinds of organisations they are."""


def named(library: Library, project: Project) -> tuple[str, ...]:
    """Whom the write-up names as an owner, a partner, or the place it concerns, in the order of ``KINDS``."""
    known = library.vocabularies["organisations"]
    places = (*project.owner, *project.partners, *project.health_community)
    kinds = {known[key].extra.get("kind") for key in places if key in known}
    if project.municipalities:
        kinds.add("kommune")
    return tuple(who for who, mine in KINDS.items() if kinds & set(mine))
