"""One edition of a form: what all its file formats have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Literal

from macros.content.model.form import BlankForm, Form
from macros.content.model.form_shown import Matrix
from macros.files.workbook import LOCALES
from macros.toolkit.forms.blocks import Part, part_of, table_of
from macros.toolkit.forms.values import plain
from macros.words.labels import Labels, labels

Language = Literal["nb", "nn"]

EXAMPLE_LANGUAGE: Language = "nb"
"""Examples are written in bokmål only (content/model/form.py)."""
_FIRST_DATE = date(2026, 1, 1)


@dataclass(frozen=True)
class FormFile:
    """One edition of a form: in ``language``, blank or ``filled``. ``license`` is an SPDX name, ``url`` complete.

    Only a form with an example (``Form``) can be filled in."""

    title: str
    summary: str
    form: BlankForm
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
    def example(self) -> Form:
        """The form with its example. Raises TypeError for one that has none."""
        if not isinstance(self.form, Form):
            raise TypeError(f"{self.title}: a form without an example is only made blank")
        return self.form

    @property
    def situation(self) -> tuple[str, ...]:
        """What the example is about: its title, the situation, and its language when that is another."""
        example = self.example.example
        about = (self.words("form.example", title=plain(example.title)), plain(example.about))
        return about if self.language == EXAMPLE_LANGUAGE else (*about, self.words("form.banner.language"))

    @property
    def answer_locale(self) -> str:
        """The language of what is filled in."""
        return LOCALES[EXAMPLE_LANGUAGE if self.filled else self.language]

    @property
    def stamp(self) -> datetime:
        """When the file says it was made: never the clock."""
        return datetime.combine(self.updated or _FIRST_DATE, time())

    @property
    def matrix(self) -> Matrix | None:
        """The form's risk matrix, if it has one."""
        return self.form.matrix

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The sections, in order; steps have numbers."""
        parts, tables = [], {}
        for index, section in enumerate(self.form.sections):
            heading = self.form.prefix(index) + plain(section.title.in_(self.language))
            answers = self.example.answers(section) if self.filled else None
            sheet = plain(self.form.sheet_name(index, self.language))
            if section.columns:
                tables[section.id] = table_of(section, answers, self.language)
            parts.append(part_of(section, heading, sheet, answers, self.words, tables))
        return tuple(parts)
