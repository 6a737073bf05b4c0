"""What «Del en erfaring» asks, once for the Word form, the mail and whoever reads them.

The words are the labels ``experience.<name>`` and ``experience.<name>.help``, in both written standards; what can be
chosen is a word list of the content, so that a new word is there the next time the site is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from macros.content.model.form import BlankForm, Column, Question, Section, Words
from macros.words.labels import WRITTEN_STANDARDS, Labels, labels
from macros.words.vocabulary import Vocabularies

CHOICES = ("owner", "partner", "yes", "no")
"""What can be chosen that is in no word list: ``experience.choice.<name>``."""
CONFIRMED = ("rights", "nobody", "consent", "known")
"""What whoever sends the form answers for: ``experience.confirm.<name>``."""


@dataclass(frozen=True)
class Asked:
    """A question, or a column of a table. ``vocabulary``: the word list one chooses from; ``choices``: some of ``CHOICES``.
    ``lines``: how much room a question gives."""

    name: str
    kind: Literal["text", "number", "choice"] = "text"
    vocabulary: str = ""
    choices: tuple[str, ...] = ()
    lines: int = 4
    width: Literal["narrow", "normal", "wide"] = "normal"


@dataclass(frozen=True)
class Part:
    """A part of the form under ``experience.part.<name>``: ``questions``, or a table of ``columns`` with ``rows`` rows."""

    name: str
    questions: tuple[Asked, ...] = ()
    columns: tuple[Asked, ...] = ()
    rows: int = 3


PARTS = (
    Part("project", (Asked("title", lines=1), Asked("summary", lines=3))),
    Part(
        "who",
        columns=(Asked("organisation", width="wide"), Asked("role_in_project", "choice", choices=("owner", "partner"))),
        rows=4,
    ),
    Part("where", columns=(Asked("municipality"), Asked("region", "choice", "regions"))),
    Part(
        "guidance",
        columns=(
            Asked("round", "choice", "rounds"),
            Asked("hours", "number", width="narrow"),
            Asked("phase_start", "choice", "phases"),
            Asked("phase_end", "choice", "phases"),
        ),
        rows=2,
    ),
    Part("about", columns=(Asked("patient_group", "choice", "patient_groups"), Asked("theme", "choice", "themes"))),
    Part(
        "story",
        (
            Asked("challenge", lines=6), Asked("goal"), Asked("done", lines=6), Asked("contribution"),
            Asked("result", lines=6), Asked("failed"), Asked("next", lines=3),
        ),
    ),
    Part(
        "benefits",
        columns=(
            Asked("benefit", width="wide"),
            Asked("benefit_type", "choice", "benefit_types"),
            Asked("recipient", "choice", "benefit_recipients"),
        ),
        rows=4,
    ),
    Part(
        "sources",
        columns=(
            Asked("source", width="wide"), Asked("source_section"), Asked("source_url"),
            Asked("source_as_of", width="narrow"),
        ),
    ),
    Part(
        "contact",
        columns=(
            Asked("contact_role"), Asked("contact_organisation"), Asked("contact_email"),
            Asked("contact_agreed", width="narrow"),
        ),
        rows=1,
    ),
    Part(
        "confirm",
        columns=(Asked("statement", width="wide"), Asked("stands", "choice", choices=("yes", "no"), width="narrow")),
        rows=len(CONFIRMED),
    ),
    Part("sender", (Asked("sender", lines=3),)),
)  # fmt: skip
MAIL = (
    ("title", "title"), ("challenge", "challenge"), ("done", "done"), ("mail.owner", "owner"),
    ("mail.partners", "partners"), ("goal", "goal"), ("result", "result"), ("failed", "failed"),
    ("mail.source", "sources"), ("mail.contact", "contact"),
)  # fmt: skip
"""The mail's questions in order: the label after ``experience.``, and what the answer is. Fewer than the form's: a mail has
no lists to choose from."""


def asked(t: Labels, name: str) -> str:
    """A question, a heading or a choice in the words of ``t``."""
    return t(f"experience.{name}")


def helped(t: Labels, name: str) -> str:
    """The help that belongs to ``name``; empty where it has none."""
    key = f"experience.{name}.help"
    return t(key) if key in t.entries else ""


def blank_form(words: Vocabularies, mailbox: str) -> BlankForm:
    """The form as the other forms are: with the words of today's lists as choices. ``mailbox``: where it is sent."""
    return BlankForm(
        title=_words("form"),
        intro=Words(**{language: labels(language)("experience.intro", mailbox=mailbox) for language in WRITTEN_STANDARDS}),
        numbered=True,
        sections=tuple(_section(part, words) for part in PARTS),
    )  # fmt: skip


def mail_body(t: Labels) -> str:
    """The mail that opens with the questions in it."""
    questions = (f"{number}. {asked(t, name)}" for number, (name, _) in enumerate(MAIL, 1))
    return "\n\n\n".join((asked(t, "mail.lead"), *questions, asked(t, "mail.end")))


def written(name: str) -> Iterator[str]:
    """A question, a heading or a choice in every language that the form is made in."""
    return (asked(labels(language), name) for language in WRITTEN_STANDARDS)


def _section(part: Part, words: Vocabularies) -> Section:
    name = f"part.{part.name}"
    given = tuple({"statement": _words(f"confirm.{one}")} for one in CONFIRMED) if part.name == "confirm" else ()
    return Section(
        id=part.name,
        title=_words(name),
        help=_help(name),
        columns=tuple(_column(column, words) for column in part.columns),
        rows=part.rows,
        given=given,
        questions=tuple(Question(id=_id(q), title=_words(q.name), help=_help(q.name), lines=q.lines) for q in part.questions),
    )  # fmt: skip


def _column(column: Asked, words: Vocabularies) -> Column:
    choices = [_words(f"choice.{name}") for name in column.choices]
    for value in words[column.vocabulary] if column.vocabulary else ():
        if not value.valid_to:
            choices.append(Words(nb=value.name("nb"), nn=value.name("nn")))
    return Column(
        id=_id(column), title=_words(column.name), type=column.kind, choices=tuple(choices), help=_help(column.name),
        width=column.width,
    )  # fmt: skip


def _id(one: Asked) -> str:
    return one.name.replace("_", "-")


def _words(name: str) -> Words:
    nb, nn = written(name)
    return Words(nb=nb, nn=nn)


def _help(name: str) -> Words | None:
    nb, nn = (helped(labels(language), name) for language in WRITTEN_STANDARDS)
    return Words(nb=nb, nn=nn) if nb and nn else None
