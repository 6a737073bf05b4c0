"""«Del en erfaring» comes back: the Word form and the mail become a draft that passes, and nobody's name is in it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from documents import counted, words_of
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from imports import reading
from lxml import html as lxml_html
from office import convert
from shared_form import blank, filled
from support import CONTENT, examples, make_checkout, write

from macros.authoring.experience.questions import CONFIRMED, MAIL, PARTS, asked
from macros.authoring.importing.plan import ImportStep, plan
from macros.authoring.importing.readers.mail import read_mail
from macros.authoring.importing.source import Reading
from macros.authoring.share import share_experience
from macros.content.data.privacy import load_privacy
from macros.content.data.vocabularies import load_vocabularies
from macros.content.load import load
from macros.content.model import Project
from macros.content.records import Record
from macros.site.checks import check
from macros.words.labels import labels

WORDS = load_vocabularies(CONTENT)[0]
RULES = load_privacy(CONTENT)[0]
NB, NN = labels(), labels("nn")
WHOLE = {
    "Hva heter prosjektet?": "Trygg hjem på Ærøya",
    "Hva gjør prosjektet, og for hvem?": "Et felles møte før eldre med skrøpelighet reiser hjem.",
    "2. Hvem eier prosjektet og hvem er med": [
        ("Helse Stavanger HF", "Eier"), ("Stavanger kommune", "Er med"), ("Bergen kommune", "Er med"),
        ("Asker kommune", "Er med"), ("Helse Bergen", "Er med"), ("Bodø kommune", "Er med"),
    ],
    "3. Hvor": [("Stavanger", "Helse Vest"), ("Bodø", "")],
    "4. Veiledning fra InnoMed": [("Første runde 2024 (S1)", "120", "Idé", "Planlegge")],
    "5. Hvem det gjelder og hva det handler om": [("Eldre med skrøpelighet", "")],
    "Hva var utfordringen, og hvem gjaldt den?": "Eldre ble sendt hjem for tidlig.\nKommunen fikk vite det for sent.",
    "Hva ville dere oppnå?": "Alle skal ha en plan.",
    "Hva gjorde dere?": "Vi prøvde et møte.",
    "Hva bidro InnoMed med?": "To samlinger.",
    "Hvor langt er det kommet, og hva har dere målt eller sett?": "I gang",
    "Hva virket ikke?": "Møtet ble ofte avlyst.",
    "Hva skjer videre?": "Vi prøver i én bydel til.",
    "7. Gevinster dere venter": [("Færre reiser", "Økt trygghet/mestring/livskvalitet for tjenestemottakere", "Pasient")],
    "8. Hvor det står mer": [("Sluttrapporten", "kap. 3", "https://eksempel.no/rapport", "mai 2025")],
    "9. Hvem leserne kan spørre": [("Prosjektleder", "Stavanger kommune", "postmottak@stavanger.kommune.no", "")],
    "10. Før du sender": [("", "Ja"), ("", "Ja"), ("", "Nei")],
    "Hvem har fylt ut skjemaet, og hvordan når vi dere?": "Kari Nordmann, tlf. 412 34 567, kari.nordmann@kommune.no",
}  # fmt: skip


def step_of(read: Reading) -> ImportStep:
    assert [p.as_text() for p in read.problems] == []
    (step,), problems = plan(read.found, [], WORDS, False, "skjema.docx")
    assert not problems
    return step


def read_form(data: bytes, name: str = "skjema.docx") -> Reading:
    read = reading(data, name, WORDS, privacy=RULES)
    assert read.kind == "experience"
    return read


def judged(step: ImportStep, folder: Path) -> Record[Project]:
    """The draft in a checkout; whatever the check says of it is an error here."""
    name = step.path.removeprefix("projects/")
    content = load(make_checkout(folder, {name: str(step.text)}))
    assert [p.as_text() for p in check(content) if p.severity == "error"] == []
    return content.projects[0]


def told(read: Reading, why: str) -> list[str]:
    return [t.text for t in read.told if t.why == why]


def test_the_whole_form_becomes_a_draft_that_passes(tmp_path: Path) -> None:
    read = read_form(filled(blank(WORDS), WHOLE))
    step = step_of(read)
    assert step.path == "projects/trygg-hjem-pa-aeroya.md"
    record = judged(step, tmp_path)
    project = record.data
    assert (project.title, project.status, project.hours) == ("Trygg hjem på Ærøya", "draft", 120)
    assert project.owner == ("helse-stavanger",) and project.region == ("helse-vest",)
    assert len(project.partners) == 5, "rows that somebody added are read like the others"
    assert project.municipalities == ("stavanger", "bodo") and project.round == ("2024-s1",)
    assert (project.phase.start, project.phase.end) == ("ide", "planlegge")
    assert [(b.type, b.status, b.id) for b in project.benefits] == [
        ("okt-trygghet-mestring-livskvalitet", "forventet", "g1")
    ]
    assert [s.title for s in project.source] == ["Sluttrapporten", "Skjemaet «Del en erfaring»"]
    assert project.source[0].as_of == "2025-05" and project.source[0].section == "kap. 3"
    assert project.contact and project.contact.email == "postmottak@stavanger.kommune.no"
    text = str(step.text)
    assert "## Utfordring og pasientgruppe\n\nEldre ble sendt hjem for tidlig.\n\nKommunen fikk vite" in text
    assert "## Resultat og status\n\nI gang" in text, "an answer that other forms also say is still an answer"
    assert "### Hva gjorde dere?\n\nVi prøvde et møte." in text and "### Hva virket ikke?" in text
    doubtful = [asked(NB, f"confirm.{name}") for name in CONFIRMED[2:]]
    assert told(read, "unconfirmed") == [f"{doubtful[0]} | Nei", doubtful[1]]


def test_who_sent_it_is_told_and_written_nowhere() -> None:
    read = read_form(filled(blank(WORDS), WHOLE))
    text = str(step_of(read).text)
    assert "Nordmann" not in text and "412" not in text and "kari" not in text
    assert told(read, "sender") == ["Kari Nordmann, tlf. 412 34 567, kari.nordmann@kommune.no"]


@pytest.mark.parametrize(
    ("row", "email"),
    [
        (("Prosjektleder", "", "kari.nordmann@kommune.no", ""), None),
        (("Prosjektleder Kari Nordmann", "", "postmottak@kommune.no", ""), None),
        (("Prosjektleder, 412 34 567", "", "postmottak@kommune.no", ""), None),
        (("Prosjektleder", "", "kari.nordmann@kommune.no", "12.03.2026"), "kari.nordmann@kommune.no"),
        (("Prosjektleder i Helse Bergen", "", "postmottak@kommune.no", ""), "postmottak@kommune.no"),
    ],
)
def test_a_contact_is_a_role_or_has_agreed(row: Sequence[str], email: str | None, tmp_path: Path) -> None:
    form = filled(blank(WORDS), {"Hva heter prosjektet?": "Øya", "9. Hvem leserne kan spørre": [row]})
    read = read_form(form)
    contact = judged(step_of(read), tmp_path).data.contact
    assert (contact.email if contact else None) == email
    if email is None:
        assert told(read, "person") == [" | ".join(filter(None, row))]
        assert row[0] not in str(step_of(read).text) or row[0] == "Prosjektleder"


def test_a_persons_telephone_and_address_in_an_answer_are_not_written() -> None:
    answer = "Vi startet i mai.\nRing Ola på 412 34 567.\nSkriv til ola.normann@kommune.no.\nSkriv til post@kommune.no."
    read = read_form(filled(blank(WORDS), {"Hva heter prosjektet?": "Øya", "Hva gjorde dere?": answer}))
    text = str(step_of(read).text)
    assert "Vi startet i mai." in text and "post@kommune.no" in text
    assert "412" not in text and "normann" not in text and len(told(read, "person")) == 2


def test_half_a_form_passes_and_says_what_is_missing(tmp_path: Path) -> None:
    half = {
        "Hva var utfordringen, og hvem gjaldt den?": "Båten går sjelden. Øyene er små.",
        "3. Hvor": [("", "Helse Nord")],
    }
    read = read_form(filled(blank(WORDS), half), "båten på øya.docx")
    project = judged(step_of(read), tmp_path).data
    assert (project.title, project.owner, project.hours) == ("båten på øya", ("ukjent",), "ukjent")
    assert project.summary == "Båten går sjelden. Øyene er små." and project.region == ("helse-nord",)
    missing = told(read, "unanswered")
    assert missing[0] == "Hva heter prosjektet?" and "Hvem eier prosjektet og hvem er med" in missing
    assert "Hvor" not in missing and len(missing) == len([q for p in PARTS for q in p.questions or (p,)]) - 3


def test_an_empty_form_is_no_project() -> None:
    for language in ("nb", "nn"):
        read = read_form(blank(WORDS, language))
        assert [p.code for p in read.problems] == ["IM019"] and not read.found


def test_what_cannot_be_read_as_a_value_stands_under_its_question(tmp_path: Path) -> None:
    odd = {
        "2. Hvem eier prosjektet og hvem er med": [("Bergen kommune", "")],
        "3. Hvor": [("Langtvekkistan", "")],
        "4. Veiledning fra InnoMed": [("", "ca. 50", "Realisere", "Idé"), ("", "30", "", "")],
        "7. Gevinster dere venter": [("Færre reiser", "", "")],
        "8. Hvor det står mer": [("Rapporten", "", "innomed.no/rapport", "i fjor")],
        "Hva heter prosjektet?": "Fjordveien",
    }
    step = step_of(read_form(filled(blank(WORDS), odd)))
    project, text = judged(step, tmp_path).data, str(step.text)
    assert project.owner == ("ukjent",) and project.hours == 30 and not project.benefits
    assert project.phase.start == "ukjent", "a phase that goes backwards is nobody's phase"
    for words in ("Virksomhet: Bergen kommune", "Langtvekkistan", "ca. 50", "Gevinsten i én setning: Færre reiser", "Når det gjelder: i fjor", "realisere, ide"):  # fmt: skip
        assert words in text.partition("## Ikke plassert")[2], words


def test_a_new_organisation_is_told_by_the_check(tmp_path: Path) -> None:
    form = filled(
        blank(WORDS),
        {
            "Hva heter prosjektet?": "Øya",
            "2. Hvem eier prosjektet og hvem er med": [("Fjellheimen diakonale sykehus", "Eier")],
        },
    )
    step = step_of(read_form(form))
    content = load(make_checkout(tmp_path, {"oya.md": str(step.text)}))
    assert {p.code for p in check(content) if p.severity == "error"} == {"FM261"}


def test_what_is_written_outside_the_boxes_comes_along() -> None:
    document = Document(io.BytesIO(filled(blank(WORDS), {"Hva heter prosjektet?": "Øya"})))
    document.add_paragraph("Et siste ord fra fjellet.")
    document.add_table(1, 2).cell(0, 1).text = "rute"
    target = io.BytesIO()
    document.save(target)
    text = str(step_of(read_form(target.getvalue())).text)
    # Below the last question, which is who sent it: nothing there is written.
    assert "fjellet" not in text
    document.element.body.insert(2, document.element.body[-3])
    target = io.BytesIO()
    document.save(target)
    assert "Et siste ord fra fjellet." in str(step_of(read_form(target.getvalue())).text)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_word_is_accounted_for(language: str) -> None:
    whole = (
        dict(WHOLE)
        if language == "nb"
        else {"Kva heiter prosjektet?": "Trygg heim", "3. Kvar": [("Bodø", "Helse Sør-Aust")]}
    )
    data = filled(blank(WORDS, language), whole)
    read = read_form(data)
    step = step_of(read)
    said = counted(f"{step.text} {' '.join(f'{t.text} {t.label} {t.became} ' * t.times for t in read.told)}")
    missing = words_of("x.docx", data) - said
    assert not missing, missing


def test_nynorsk_is_read_like_bokmal(tmp_path: Path) -> None:
    form = filled(
        blank(WORDS, "nn"),
        {
            "Kva heiter prosjektet?": "Trygg heim",
            "2. Kven eig prosjektet og kven er med": [("Vågå kommune", "Eigar")],
            "3. Kvar": [("", "Helse Sør-Aust")],
            "4. Rettleiing frå InnoMed": [("", "1 250", "", "Planleggje")],
        },
    )
    project = judged(step_of(read_form(form)), tmp_path).data
    assert (project.owner, project.region, project.hours) == (("vaga-kommune",), ("helse-sor-ost",), 1250)
    assert (project.phase.start, project.phase.end) == ("ukjent", "planlegge")


def test_saved_by_libreoffice_it_says_the_same(tmp_path: Path) -> None:
    # LibreOffice 7.4 takes line breaks out of controls that Word has written in: no reader can put them back.
    lines = {name: said.replace("\n", " ") if isinstance(said, str) else said for name, said in WHOLE.items()}
    ours = filled(blank(WORDS), lines)
    theirs = convert({"skjema.docx": ours}, "docx", tmp_path)["skjema.docx"]
    assert theirs != ours
    assert step_of(read_form(theirs)).text == step_of(read_form(ours)).text


def test_other_documents_are_not_the_form() -> None:
    document = Document()
    for text in ("Sluttrapport", "Prosjektet", "Mål", "Hva virket ikke?", "Gevinster"):
        document.add_heading(text, 1)
        document.add_paragraph("Øya er liten.")
    target = io.BytesIO()
    document.save(target)
    assert reading(target.getvalue(), "rapport.docx", WORDS).kind == "one"


def mail_body(language: str = "nb") -> str:
    """The questions as the link on the page opens them."""
    link = lxml_html.fromstring(share_experience(WORDS, "", language)).xpath("//a/@href")[0]
    return parse_qs(urlsplit(link).query)["body"][0].replace("\r\n", "\n")


def answered(body: str, answers: dict[int, str]) -> str:
    lines = body.split("\n")
    for number, answer in answers.items():
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{number}. "))
        lines[at + 1] = answer
    return "\n".join(lines)


MAILED = {
    1: "Trygg hjem på Ærøya", 2: "Eldre ble sendt hjem for tidlig.", 3: "Vi prøvde et møte.",
    4: "Helse Stavanger og Stavanger kommune", 5: "Bergen kommune, og noen til", 6: "Alle skal ha en plan.",
    7: "Halvveis.", 9: "Rapporten: https://eksempel.no/rapport.", 10: "Prosjektleder, postmottak@stavanger.kommune.no",
}  # fmt: skip


def saved(body: str, subtype: str = "plain", **attached: bytes) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = "Kari Nordmann <kari.nordmann@kommune.no>", "post@eksempel.no"
    message["Subject"] = "Nytt prosjekt til kunnskapsbasen – Ærøya"
    message.set_content(body, subtype=subtype)
    for name, data in attached.items():
        message.add_attachment(data, "application", "octet-stream", filename=f"{name}.docx")
    return message.as_bytes()


def as_html(body: str) -> str:
    return (
        "<html><head><style>p{}</style></head><body>"
        + "".join(f"<div>{line or '<br>'}</div>" for line in body.split("\n"))
        + "</body></html>"
    )


SIGNATURE = "\n\nMed vennlig hilsen\nKari Nordmann\nTlf. 412 34 567\n"
FROM = "Fra: Kari Nordmann\nSendt: mandag 3. mars\nTil: InnoMed\nEmne: Nytt prosjekt\n\nHei! Her kommer det.\n\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("svar.eml", saved(answered(mail_body(), MAILED) + SIGNATURE)),
        ("svar.eml", saved(as_html(answered(mail_body(), MAILED) + SIGNATURE), "html")),
        ("svar.eml", saved("".join(f"> {line}\n" for line in answered(mail_body(), MAILED).split("\n")))),
        ("svar.txt", (FROM + answered(mail_body(), MAILED) + SIGNATURE).encode()),
        ("svar.txt", (FROM + answered(mail_body(), MAILED)).replace("\n", "\r\n").encode("cp1252")),
    ],
    ids=["mail", "html", "quoted", "text", "windows"],
)
def test_a_saved_mail_becomes_a_draft(name: str, data: bytes, tmp_path: Path) -> None:
    read = reading(data, name, WORDS, privacy=RULES)
    assert read.kind == "mail"
    step = step_of(read)
    project, text = judged(step, tmp_path).data, str(step.text)
    assert project.title == "Trygg hjem på Ærøya" and project.owner == ("helse-stavanger", "stavanger-kommune")
    assert project.contact and (project.contact.role, project.contact.email) == ("Prosjektleder", "postmottak@stavanger.kommune.no")  # fmt: skip
    assert [(s.title, s.url) for s in project.source] == [("Rapporten", "https://eksempel.no/rapport"), ("E-post med svar om prosjektet", None)]  # fmt: skip
    assert "## Utfordring og pasientgruppe\n\nEldre ble sendt hjem for tidlig." in text
    assert "### Hvilke andre virksomheter er med?\n\nBergen kommune, og noen til" in text
    assert "Nordmann" not in text and "412" not in text and "Her kommer det" not in text
    assert told(read, "unanswered") == ["Hva virket ikke?"]


def test_lines_that_a_mail_program_broke_are_still_questions() -> None:
    body = answered(mail_body("nn"), {1: "Trygg heim", 10: "Leiar, post@vaga.kommune.no"})
    broken = body.replace("har de målt eller sett?", "har\nde målt eller sett?").replace(
        "(lenkje til ein", "(lenkje\ntil ein"
    )
    read = reading(broken.encode(), "svar.txt", WORDS, privacy=RULES)
    assert read.kind == "mail"
    step = step_of(read)
    assert step.path == "projects/trygg-heim.md" and "vaga.kommune.no" in str(step.text)
    assert len(told(read, "unanswered")) == len(MAIL) - 2


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_each_line_that_the_mail_had_before_it_was_answered_is_told_as_the_form_s(language: str) -> None:
    body = mail_body(language)
    read = reading(answered(body, {1: "Trygg hjem på Ærøya"}).encode(), "svar.txt", WORDS, privacy=RULES)
    assert told(read, "form") == [line for line in body.splitlines() if line.strip()]


def test_the_form_attached_to_a_mail_is_read_from_the_mail(tmp_path: Path) -> None:
    data = saved("Hei! Se vedlegget.\nHilsen Kari", skjema=filled(blank(WORDS), WHOLE))
    read = reading(data, "fra-kari.eml", WORDS, privacy=RULES)
    assert judged(step_of(read), tmp_path).data.title == "Trygg hjem på Ærøya"
    assert told(read, "around") == ["Hei! Se vedlegget.", "Hilsen Kari"]


@pytest.mark.parametrize("data", [saved("Takk for sist!"), saved("Se her", rapport=b"PK"), b"", b"\xff\x00: \n\n"])
def test_any_other_mail_is_refused_with_what_to_do(data: bytes) -> None:
    (wrong,) = reading(data, "x.eml", WORDS).problems
    assert wrong.code == "IM031" and "egen fil" in wrong.hint


@settings(max_examples=examples(100), deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"Content-Type: text/html; charset=klingon\n\n", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n", b"From: =?utf-8?q?=FF?= <\n"]))  # fmt: skip
def test_no_mail_breaks_the_reader(data: bytes, head: bytes) -> None:
    assert isinstance(read_mail(head + data).text, str)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.text(st.sampled_from("aøæ 1?.:>-\n@"), max_size=40), min_size=10, max_size=10))
def test_whatever_is_answered_is_in_the_draft_or_told(answers: list[str]) -> None:
    body = answered(mail_body(), {n: f"svar{n}x {text}" for n, text in enumerate(answers, 1)})
    read = reading(body.encode(), "svar.txt", WORDS, privacy=RULES)
    assert not any(p.severity == "error" for p in read.problems if p.code != "IM017")
    steps, _ = plan(read.found, [], WORDS, False, "svar.txt")
    said = " ".join([*(str(s.text) for s in steps), *(f"{t.text} {t.became}" for t in read.told)])
    for number in range(1, 11):
        assert f"svar{number}x" in said


def test_a_personal_number_in_the_form_stops_it_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from macros.cli import main

    root = make_checkout(tmp_path / "base", {})
    monkeypatch.chdir(root)
    form = filled(blank(WORDS), {"Hva heter prosjektet?": "Øya", "Hva gjorde dere?": "Pasienten 13897248098 ringte."})
    write(tmp_path / "skjema.docx", "")
    (tmp_path / "skjema.docx").write_bytes(form)
    done = CliRunner().invoke(main, ["import", "../skjema.docx"], catch_exceptions=False)
    assert done.exit_code == 1 and "PV016" in done.output and "13897248098" not in done.output.partition("Ikke tatt")[0]
    assert not list((root / "projects").rglob("*.md"))
    (tmp_path / "skjema.docx").write_bytes(filled(blank(WORDS), WHOLE))
    done = CliRunner().invoke(main, ["import", "../skjema.docx"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "skjemaet «Del en erfaring», fylt ut" in done.output and "Ikke tatt med" in done.output
    assert [f.name for f in (root / "projects").rglob("*.md")] == ["trygg-hjem-pa-aeroya.md"]
