"""«Del en erfaring»: the two ways to send in a project that need neither a program nor a sign-in helper."""

from __future__ import annotations

from markupsafe import Markup

from macros.authoring.draft import Draft, completed, draft_text
from macros.html.page.repository import Repository
from macros.html.render import render
from macros.words.labels import DEFAULT_LANGUAGE, labels
from macros.words.vocabulary import Vocabularies

ISSUE_FORM = "nytt-prosjekt.yml"
"""The file in ``.github/ISSUE_TEMPLATE`` that becomes a draft."""


def share_experience(words: Vocabularies, edit_uri: str, language: str = DEFAULT_LANGUAGE) -> Markup:
    """Links to the issue form and to GitHub's editor with a new write-up ready, or to the guide when there is neither.

    ``edit_uri`` is the setting behind «Foreslå en endring»; only a repository on GitHub can take a text beforehand.
    """
    repository = Repository.of(edit_uri)
    t = labels(language)
    links = []
    if repository:
        template = repository.new_file("projects", t("share.filename"), template_text(words))
        links = [("form", repository.issue_form(ISSUE_FORM)), ("template", template)]
    return render("share.html", links=links, language=language)


def template_text(words: Vocabularies) -> str:
    """The write-up that GitHub's editor opens with: what ``innomed new`` writes when nothing is known."""
    return draft_text(completed(Draft({"title": labels()("share.title")}), words))
