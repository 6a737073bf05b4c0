"""One edition of a form: what all its file formats have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Literal

from macros.content.model.form import Form
from macros.files.workbook import LOCALES
from macros.toolkit.forms.blocks import Part, part_of
from macros.toolkit.forms.values import plain
from macros.words.labels import Labels, labels

Language = Literal["nb", "nn"]

EXAMPLE_LANGUAGE: Language = "nb"
"""Examples are written in bokmål only (content/model/form.py)."""
_FIRST_DATE = date(2026, 1, 1)


@dataclass(frozen=True)
class FormFile:
    """One edition of a form: in ``language``, blank or ``filled``. ``license`` is an SPDX name, ``url`` complete."""

    title: str
    summary: str
    form: Form
    version: str
    license: str
    language: Language
    url: str
    updated: date | None = None
    filled: bool = False

    @property
    def words(self) -> Labels:
        """The labels in the file's language."""
        return labels(self.language)

    @property
    def heading(self) -> str:
        """The title, which says when the form is filled in."""
        title = plain(self.title)
        return self.words("form.filled_title", title=title) if self.filled else title

    @property
    def subject(self) -> str:
        """The summary without markup."""
        return plain(self.summary)

    @property
    def lead(self) -> str:
        """The summary, unless it only says what the introduction says."""
        return "" if self.subject == self.intro else self.subject

    @property
    def intro(self) -> str:
        """The form's introduction without markup."""
        return plain(self.form.intro.in_(self.language))

    @property
    def banner(self) -> str:
        """What every page and sheet of a filled-in form says; nothing for a blank one."""
        return self.words("form.banner") if self.filled else ""

    @property
    def situation(self) -> tuple[str, ...]:
        """What the example is about: its title, the situation, and its language when that is another."""
        about = (self.words("form.example", title=plain(self.form.example.title)), plain(self.form.example.about))
        return about if self.language == EXAMPLE_LANGUAGE else (*about, self.words("form.banner.language"))

    @property
    def answer_locale(self) -> str:
        """The language of what is filled in."""
        return LOCALES[EXAMPLE_LANGUAGE if self.filled else self.language]

    @property
    def stamp(self) -> datetime:
        """When the file says it was made: never the clock."""
        return datetime.combine(self.updated or _FIRST_DATE, time())

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The sections, in order; steps have numbers."""
        parts = []
        for number, section in enumerate(self.form.sections, 1):
            title = plain(section.title.in_(self.language))
            heading = f"{number}. {title}" if self.form.numbered else title
            answers = self.form.answers(section) if self.filled else None
            parts.append(part_of(section, heading, answers, self.words))
        return tuple(parts)
