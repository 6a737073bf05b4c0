"""«Del en erfaring»: a mail with the questions; the ready template opens in GitHub's editor and is a correct draft."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html as lxml_html
from support import CONTENT, ROOT, make_checkout

from macros.authoring.share import ISSUE_FORM, share_experience, template_text
from macros.content.data.vocabularies import load_vocabularies
from macros.content.load import load
from macros.html.page.repository import LIMIT, Repository
from macros.site.checks import check

WORDS = load_vocabularies(CONTENT)[0]
GITHUB = "https://github.com/eier/kunnskapsbase/edit/main/docs/"


def test_the_links_lead_to_the_issue_form_and_to_a_new_file_with_the_template() -> None:
    *_, form, template = lxml_html.fromstring(share_experience(WORDS, GITHUB)).xpath("//a/@href")
    assert form == "https://github.com/eier/kunnskapsbase/issues/new?template=nytt-prosjekt.yml"
    assert (ROOT / ".github/ISSUE_TEMPLATE" / ISSUE_FORM).is_file()
    parts = urlsplit(template)
    assert parts.path == "/eier/kunnskapsbase/new/main/projects" and len(template) < LIMIT
    query = parse_qs(parts.query)
    assert query["value"] == [template_text(WORDS).removesuffix("\n") + "\n"] and query["filename"][0].endswith(".md")
    assert "## Utfordring og pasientgruppe" in query["value"][0]


def test_the_template_passes_the_check_as_it_is(tmp_path: Path) -> None:
    content = load(make_checkout(tmp_path, {"navnet-pa-prosjektet.md": template_text(WORDS)}))
    assert [p.as_text() for p in check(content) if p.severity == "error"] == []
    assert [record.data.status for record in content.projects] == ["draft"]


def test_a_mail_with_the_questions_needs_no_account() -> None:
    html = share_experience(WORDS, "https://git.øy.no/x/edit/main/docs/", mailbox="spor@eksempel.no")
    mail, *forms = lxml_html.fromstring(html).xpath("//a/@href")
    parts = urlsplit(mail)
    body = parse_qs(parts.query)["body"][0]
    assert (parts.scheme, parts.path) == ("mailto", "spor@eksempel.no") and "GitHub" not in html
    assert "1. Hva heter prosjektet?" in body and body.endswith("Ikke send pasientopplysninger.")
    assert forms == ["/bidra/del-en-erfaring.docx", "/bidra/del-en-erfaring-nynorsk.docx"]
    assert "vedlegg til spor@eksempel.no" in html and len(mail) < 2000, "longer links are cut by Outlook"


def test_in_nynorsk_on_a_page_in_nynorsk() -> None:
    assert "Fyll ut eit meldeskjema" in share_experience(WORDS, GITHUB, "nn")


@pytest.mark.parametrize(
    ("edit_uri", "name", "branch"),
    [(GITHUB, "eier/kunnskapsbase", "main"), ("https://github.com/a/b/edit/ny/gren/docs", "a/b", "ny/gren")],
)
def test_the_repository_behind_the_edit_links(edit_uri: str, name: str, branch: str) -> None:
    assert Repository.of(edit_uri) == Repository(name, branch)


@pytest.mark.parametrize("edit_uri", ["", "https://github.com/", "https://ond.no/github.com/a/b/edit/main/docs/", "x"])
def test_other_addresses_are_not_taken_for_github(edit_uri: str) -> None:
    assert Repository.of(edit_uri) is None


def test_a_text_that_is_too_long_for_an_address_is_refused() -> None:
    with pytest.raises(ValueError, match="long"):
        Repository("a/b", "main").new_file("projects", "øy.md", "æ" * LIMIT)
