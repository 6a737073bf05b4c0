"""«Del en erfaring»: the ways to send in a project that need neither a program nor a sign-in helper."""

from __future__ import annotations

from markupsafe import Markup

from macros.addresses import share_form_url
from macros.authoring.draft import Draft, completed, draft_text
from macros.authoring.experience.questions import asked, mail_body
from macros.content.model.data.site import MAILBOX
from macros.html.mail import asking_mail
from macros.html.page.repository import Repository
from macros.html.render import render
from macros.words.labels import DEFAULT_LANGUAGE, labels
from macros.words.vocabulary import Vocabularies

ISSUE_FORM = "nytt-prosjekt.yml"
"""The file in ``.github/ISSUE_TEMPLATE`` that becomes a draft."""


def share_experience(
    words: Vocabularies, edit_uri: str, language: str = DEFAULT_LANGUAGE, mailbox: str = MAILBOX
) -> Markup:
    """Links to a mail with the questions, to the Word form, to the issue form, and to GitHub's editor with a new
    write-up ready.

    ``edit_uri`` is the setting behind «Foreslå en endring»; only a repository on GitHub can take a text beforehand.
    """
    repository = Repository.of(edit_uri)
    t = labels(language)
    links = [("mail", asking_mail(mailbox, asked(t, "mail.subject"), mail_body(t)))]
    links += [("word", share_form_url(asked(t, "file")))]
    if repository:
        template = repository.new_file("projects", t("share.filename"), template_text(words))
        links += [("form", repository.issue_form(ISSUE_FORM)), ("template", template)]
    other = labels("nb" if t.language == "nn" else "nn")
    return render(
        "share.html",
        links=links,
        other=share_form_url(asked(other, "file")),
        mailbox=mailbox,
        account=bool(repository),
        language=language,
    )


def template_text(words: Vocabularies) -> str:
    """The write-up that GitHub's editor opens with: what ``innomed new`` writes when nothing is known."""
    return draft_text(completed(Draft({"title": labels()("share.title")}), words))
