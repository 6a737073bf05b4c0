"""The issue form becomes a draft: what was answered is in it, whatever a stranger writes in the answers."""

from __future__ import annotations

import re
import string
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from support import ROOT, examples, make_checkout

from macros.authoring.importing.names import SECTIONS, heading
from macros.authoring.issue_form import IssueDraft, answers, draft_from_issue, section
from macros.content.load import Content, load
from macros.content.model import Project
from macros.content.model.fields.types import SLUG_PATTERN
from macros.content.records import load_record
from macros.site.checks import check

ANSWERS = {
    "title": "Trygg hjemreise på Ærøya",
    "summary": "Sykehuset og kommunen prøver et felles møte.",
    "owner": ["Helse Førde HF", "Bodø kommune"],
    "region": ["Helse Vest", "Nasjonal"],
    "hours": "120",
    "phase-start": "Konsept",
    "phase-end": "Planlegge",
    "source-title": "Sluttrapport: «Trygg hjem»",
    "source-as_of": "2026-05",
    "body-1": "Eldre ble sendt hjem uten at kommunen var klar.\n\n- Én ting\n- Enda én",
    "body-2": "Alle skal ha en avtalt plan.",
}


@cache
def form() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        (ROOT / ".github/ISSUE_TEMPLATE/nytt-prosjekt.yml").read_text(encoding="utf-8")
    )
    return loaded


def issue(values: dict[str, Any], confirmed: bool = True) -> str:
    """The issue as GitHub writes it out of the form."""
    parts = []
    for question in form()["body"]:
        if "id" not in question:
            continue
        value = values.get(question["id"])
        if question["type"] == "checkboxes":
            sign = "X" if confirmed else " "
            text = "\n".join(f"- [{sign}] {option['label']}" for option in question["attributes"]["options"])
        else:
            text = ", ".join(value) if isinstance(value, list) else value or "_No response_"
        parts.append(f"### {question['attributes']['label']}\n\n{text}")
    return "\n\n".join(parts).replace("\n", "\r\n")


def draft(values: dict[str, Any], content: Content, **options: Any) -> IssueDraft:
    return draft_from_issue(issue(values), form(), content.vocabularies, **options)


def read(text: str, content: Content) -> tuple[Any, list[Any]]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "projects" / "utkast.md"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8", newline="\n")
        return load_record(Path(folder), file, Project, content.vocabularies)


def test_the_whole_draft(content: Content) -> None:
    made = draft(ANSWERS, content)
    assert made.path == "projects/trygg-hjemreise-pa-aeroya.md"
    assert (made.leftover, made.repeated, made.unconfirmed) == ("", (), ())
    assert made.text == (
        "---\n# Utkast. Fyll ut feltene, skriv teksten under, og slett kommentarene (linjene med #).\n"
        "title: Trygg hjemreise på Ærøya\n"
        "owner:\n  - helse-forde\n  - bodo-kommune\n"
        "region:\n  - helse-vest\n  - nasjonal\n"
        "hours: 120\n"
        "phase:\n  start: konsept\n  end: planlegge\n"
        "summary: Sykehuset og kommunen prøver et felles møte.\n"
        "# Hvor opplysningene er hentet, med avsnitt og dato (as_of).\n"
        'source:\n  - title: "Sluttrapport: «Trygg hjem»"\n    as_of: 2026-05\n'
        "# Et utkast vises ikke på nettstedet. Skriv published når omtalen er godkjent.\n"
        "status: draft\n"
        "# Flere felter: round, partners, patient_groups, themes, benefits … Se CONTRIBUTING.md.\n"
        "---\n\n"
        "## Utfordring og pasientgruppe\n\nEldre ble sendt hjem uten at kommunen var klar.\n\n- Én ting\n- Enda én\n\n"
        "## Mål\n\nAlle skal ha en avtalt plan.\n\n"
        "## Hva InnoMed bidro med\n\n[hjelp]: # (Hva gjorde InnoMed sammen med prosjektet?)\n\n"
        "## Resultat og status\n\n"
        "[hjelp]: # (Hva skjedde, og hvordan vet vi det? Skill mellom det som er målt, og det som er ventet.)\n\n"
        "## Veien videre\n\n[hjelp]: # (Hva skal skje nå, og hvem har ansvaret?)\n"
    )


def test_it_passes_the_same_check_as_every_other_write_up(content: Content, tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path, {"trygg-hjem.md": draft(ANSWERS, content).text})
    assert [p.as_text() for p in check(load(checkout))] == []


def test_it_is_written_by_the_same_maker_as_every_draft(content: Content) -> None:
    """An answer under a heading of the house stands there, whoever asked; what the house has no heading for is kept."""
    sections = [heading(section) for section in SECTIONS]
    asked = [q["attributes"]["label"] for q in form()["body"] if str(q.get("id")).startswith("body-")]
    assert asked == sections
    other = {"id": "body-6", "type": "textarea", "attributes": {"label": "Sagt på øya"}}
    longer = {**form(), "body": [*form()["body"], other]}
    text = draft_from_issue(f"{issue(ANSWERS)}\n\n### Sagt på øya\n\nBra.", longer, content.vocabularies).text
    assert [line[3:] for line in text.split("\n") if line.startswith("## ")] == [*sections, "Ikke plassert"]
    assert "## Ikke plassert\n\nDette sto i Meld inn et prosjekt, men" in text
    assert text.endswith("\n\n### Sagt på øya\n\nBra.\n")


def test_what_nobody_knows_is_unknown_and_what_is_not_answered_is_left_out(content: Content) -> None:
    unknown = {"title": "Rødbrynet", "owner": ["Ukjent"], "region": ["Ukjent"], "hours": "ukjent"}
    unknown |= {"phase-start": "Ukjent", "phase-end": "Ukjent", "source-title": "Ukjent", "summary": "Et tiltak."}
    record, problems = read(draft({**unknown, "body-1": "Et tiltak på øyene, uten tall ennå."}, content).text, content)
    assert problems == []
    assert (record.data.owner, record.data.hours, record.data.phase.end) == (("ukjent",), "ukjent", "ukjent")
    assert record.data.source[0].title == "ukjent"
    assert record.data.round == ()


def test_an_owner_that_is_not_in_the_list_is_told_with_what_to_do(content: Content) -> None:
    made = draft({**ANSWERS, "owner": ["Ukjent"], "owner-other": "Øyas helselag"}, content)
    _, problems = read(made.text, content)
    assert [(p.code, p.value) for p in problems] == [("FM261", "Øyas helselag")]
    assert "docs/_data/vocabulary/organisations.yml" in problems[0].message


def test_an_answer_that_is_not_allowed_stands_as_it_was_written(content: Content) -> None:
    made = draft({**ANSWERS, "hours": "ca. 120 timer"}, content)
    _, problems = read(made.text, content)
    assert "hours: ca. 120 timer\n" in made.text
    assert [p.field for p in problems] == ["hours"]


def test_partners_are_one_on_each_line(content: Content) -> None:
    record, problems = read(
        draft({**ANSWERS, "partners": "- Bodø kommune\n* Asker kommune\n\n"}, content).text, content
    )
    assert problems == []
    assert record.data.partners == ("bodo-kommune", "asker-kommune")


def test_boxes_that_are_not_ticked_are_told(content: Content) -> None:
    made = draft_from_issue(issue(ANSWERS, confirmed=False), form(), content.vocabularies)
    assert len(made.unconfirmed) == 4
    assert made.unconfirmed[1].startswith("Ingen personer kan kjennes igjen")


@pytest.mark.parametrize("body", ["", "Hei! Vi har et prosjekt på Ærøya.", "### Noe annet\n\nTekst"])
def test_an_issue_without_the_form_answers_nothing(body: str, content: Content) -> None:
    made = draft_from_issue(body, form(), content.vocabularies)
    assert made.answered == ()
    assert made.leftover == body


def test_text_above_the_first_question_is_not_lost(content: Content) -> None:
    made = draft_from_issue("Hei på deg\n\n" + issue(ANSWERS), form(), content.vocabularies)
    assert made.leftover == "Hei på deg"
    assert made.title == ANSWERS["title"]


def test_a_question_written_in_an_answer_is_a_part_of_the_answer(content: Content) -> None:
    made = draft({**ANSWERS, "body-2": "Målet er\n\n### Prosjektets navn\n\nNoe annet"}, content)
    assert made.title == ANSWERS["title"]
    assert made.repeated == ("Prosjektets navn",)
    assert "### Prosjektets navn\n\nNoe annet" in made.text


HOSTILE = [
    "---\nstatus: published\n---\n",
    'x"\nstatus: published\n#',
    "a: b\nstatus: published",
    "!!python/object/apply:os.system [ls]",
    "&a [*a, *a]",
    "{{ config }} {% raw %}",
    "```\nuten slutt",
    "~~~ yaml\n---\n~~~~ ikke slutt",
    "# Tittel\n## Mål\n===",
    "Tekst\n===\nmer\n---\nslutt",
    "<script>alert(1)</script>",
    "\u202etxet\u200b \x00 \x1b[31m \ufeff",
    "| a | b |\n|---|---|",
    "::error file=x::pwned\n::set-env name=A::B",
    "$(touch /tmp/x) `id` ${IFS} ; rm -rf /",
    "9" * 28,
    "[ " * 3_000,
    "a@" + "b." * 3_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
@pytest.mark.parametrize(
    "name", ["title", "summary", "hours", "source-title", "owner-other", "partners", "contact-role"]
)
def test_hostile_text_in_a_field_stays_in_its_field(name: str, text: str, content: Content) -> None:
    made = draft({**ANSWERS, name: text}, content)
    front = made.text.split("\n---\n", 1)[0] + "\n"
    loaded = yaml.safe_load(front.removeprefix("---\n"))
    assert loaded["status"] == "draft"
    assert set(loaded) <= set(Project.model_fields)
    record, problems = read(made.text, content)
    assert record is None or record.data.status == "draft"
    assert record is not None or problems


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_hostile_text_in_the_body_stays_under_its_heading(text: str, content: Content) -> None:
    made = draft({**ANSWERS, "body-1": f"Før.\n\n{text}"}, content)
    record, problems = read(made.text, content)
    headings = [line for line in made.text.split("\n") if line.startswith("## ")]
    assert headings == [f"## {heading(section)}" for section in SECTIONS]
    if record is not None:
        assert record.data.status == "draft"
        assert record.body.html.count("<h2") == len(SECTIONS)
        assert "<h1" not in record.body.html
    else:
        assert problems


def test_an_option_with_a_comma_is_one_option(content: Content) -> None:
    labels = [v.name() for vocabulary in ("patient_groups", "themes") for v in content.vocabularies[vocabulary]]
    with_comma = [label for label in labels if "," in label]
    assert with_comma, "no word with a comma is left: the test shows nothing"
    groups = [v.name() for v in content.vocabularies["patient_groups"]]
    record, problems = read(draft({**ANSWERS, "patient_groups": groups}, content).text, content)
    assert problems == []
    assert record.data.patient_groups == content.vocabularies["patient_groups"].keys()


TEXTS = st.text(max_size=200) | st.text(alphabet=string.printable + "æøåÆØÅ«»–\u2028\u202e", max_size=300)
FREE = [q["id"] for q in form()["body"] if q.get("type") in ("input", "textarea")]


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(st.sampled_from(FREE), TEXTS))
@example(values={"title": "\ud7ff\u0085", "body-1": "```"})
def test_any_text_gives_a_draft_that_passes_or_tells_why(values: dict[str, str], content: Content) -> None:
    made = draft({**ANSWERS, **values}, content, taken={"x"})
    assert made.path.startswith("projects/")
    assert re.fullmatch(SLUG_PATTERN, made.slug)
    made.text.encode()
    record, problems = read(made.text, content)
    assert record is not None or any(p.severity == "error" for p in problems)
    assert all(p.line >= 1 and p.message for p in problems)
    assert record is None or record.data.status == "draft"


@settings(max_examples=examples(200), deadline=None)
@given(values=st.lists(TEXTS, min_size=3, max_size=3))
def test_every_answer_is_found_again(values: list[str]) -> None:
    labels = ["Ærlig", "Øvrig", "Å si"]
    assume(not any(label in value for value in values for label in labels))
    clean = [value.replace("\r\n", "\n").replace("\r", "\n").strip() for value in values]
    body = "\n\n".join(f"### {label}\n\n{value}" for label, value in zip(labels, values, strict=True))
    found, leftover, repeated = answers(body, labels)
    assert found == dict(zip(labels, ("" if v == "_No response_" else v for v in clean), strict=True))
    assert (leftover, repeated) == ("", [])


@pytest.mark.parametrize(
    ("answer", "made"),
    [
        ("# Først\n## Så", "### Først\n### Så"),
        ("#1 i Norge, #2 i Norden", "\\#1 i Norge, #2 i Norden"),
        ("- # Punkt\n> ## Sitat", "- ### Punkt\n> ### Sitat"),
        ("#### Dypt", "#### Dypt"),
        (">#", ">###"),
        ("Tekst\n---\nmer", "Tekst\n\n---\nmer"),
        ("```\n# ikke en overskrift", "```\n# ikke en overskrift\n```"),
        ("  ~~~ python foo\n# x\n~~~~~", "~~~python\n# x\n~~~"),
    ],
)
def test_an_answer_fits_under_its_heading(answer: str, made: str) -> None:
    assert section(answer) == made


@settings(max_examples=examples(300), deadline=None)
@given(text=st.text(alphabet="`~#=- \næa1|", max_size=60).map(lambda text: text.replace("    ", "   ")))
def test_a_section_never_swallows_what_follows(text: str) -> None:
    together = f"## Først\n\n{section(text)}\n\n## Etterpå\n\nSlutt."
    html = markdown.markdown(together, extensions=["tables", "sane_lists", "fenced_code"])
    assert html.count("<h2>Etterpå</h2>") == 1
    assert html.count("<h2") == 2
    assert html.count("<h1") == 0


def test_the_form_asks_for_what_a_project_must_have(content: Content) -> None:
    asked = {q["id"].partition("-")[0] for q in form()["body"] if q.get("id")}
    required = {name for name, field in Project.model_fields.items() if field.is_required()}
    assert required <= asked
    must = {q["id"].partition("-")[0] for q in form()["body"] if q.get("validations", {}).get("required")}
    assert required <= must
    known = {name.partition("-")[0] for name in asked} - {"body", "confirm"}
    assert known <= set(Project.model_fields)
