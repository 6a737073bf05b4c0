"""The Word form «Del en erfaring», one file in each written standard, made like the tools' forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from macros.addresses import CONTRIBUTE, absolute_url, share_form_url
from macros.authoring.experience.questions import asked, blank_form
from macros.files.store import Store
from macros.words.labels import WRITTEN_STANDARDS, labels
from macros.words.vocabulary import Vocabularies

if TYPE_CHECKING:
    from macros.toolkit import FormFile

VERSION = "1.0"
"""Changed when the questions are: it stands at the bottom of each page, and tells which form somebody has filled in."""
LICENSE = "cc-by-4-0"


def form_file(words: Vocabularies, language: str, mailbox: str, site_url: str) -> FormFile:
    """The form in ``language`` (``nb``, ``nn``). ``mailbox``: where it is sent; ``site_url``: where it was fetched."""
    from macros.toolkit import FormFile  # with what makes it, which a check does not wait for

    form = blank_form(words, mailbox)
    title, intro = form.title.in_(language), form.intro.in_(language)
    license_name = words["licenses"][LICENSE].name() if LICENSE in words["licenses"] else ""
    return FormFile(
        title, intro, form, VERSION, license_name, "nn" if language == "nn" else "nb",
        absolute_url(site_url, CONTRIBUTE),
    )  # fmt: skip


def share_files(
    words: Vocabularies, mailbox: str, site_url: str, store: Store
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Address and maker of each file."""
    for language in WRITTEN_STANDARDS:
        address = share_form_url(asked(labels(language), "file"))
        yield address, partial(_made, words, language, mailbox, site_url, store)


def _made(words: Vocabularies, language: str, mailbox: str, site_url: str, store: Store) -> bytes:
    from macros.toolkit import form_docx

    file = form_file(words, language, mailbox, site_url)
    return store.get(("experience", file), lambda: form_docx(file))
