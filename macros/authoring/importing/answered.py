"""«Del en erfaring» as it comes back: the Word form, or the mail with its questions, as a draft."""

from __future__ import annotations

from dataclasses import replace

from macros.authoring.draft import Draft
from macros.authoring.experience.answers import Answers, draft_of
from macros.authoring.importing.accounting import Told, left
from macros.authoring.importing.readers.mail import read_mail
from macros.authoring.importing.recognising.experience import answers_in, answers_in_mail, is_experience, is_mail
from macros.authoring.importing.source import Source
from macros.words.labels import labels


def from_form(source: Source) -> tuple[Draft, list[Told]]:
    """The form, filled in: the draft, and all that does not stand in it as it was answered."""
    answers, told = answers_in(source.blocks)
    return _answered(source, answers, [*source.document.told, *told], labels()("experience.origin"))


def from_mail(source: Source) -> tuple[Source, Draft, list[Told]] | None:
    """The mail with our questions, as a mail program saves it or as text; or the form, when that is what came with it: what
    was read, its draft and what is told. None when it is neither."""
    mail = read_mail(source.data) if source.ending == ".eml" else None
    told = [left("sender", line) for line in mail.head] if mail else []
    text = mail.text if mail else source.text or ""
    attached = mail.attached if mail else ()
    if is_mail(text):
        answers, more = answers_in_mail(text)
        told += [*more, *(left("attached", name) for name, _ in attached)]
        return source, *_answered(source, answers, told, labels()("experience.mail.origin"))
    for name, data in attached:
        inner = replace(source, data=data, path=f"{source.path}/{name}")
        if inner.ending == ".docx" and not inner.problems and is_experience(inner.blocks):
            draft, more = from_form(inner)
            around = [left("around", line) for line in text.split("\n") if line.strip()]
            return inner, draft, [*told, *around, *more]
    return None


def _answered(source: Source, answers: Answers, told: list[Told], origin: str) -> tuple[Draft, list[Told]]:
    draft, more = draft_of(answers, source.words, source.privacy, source.title or origin, source.name)
    return draft, [*told, *more]
