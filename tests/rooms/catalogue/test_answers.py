"""The top of a project's page answers what readers ask, and says in one line what nobody knows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from lxml import html as lxml_html
from support import make_checkout, write, writeup

from macros.catalogue.page import catalogue_json
from macros.catalogue.project import project_html
from macros.content.load import load
from macros.html.mail import mail_url
from macros.html.record.card import card, cards
from macros.html.record.downloads import FileFact
from macros.library.library import Library

DAY = date(2026, 11, 22)
SITE = "https://eksempel.no/kunnskap/"
PLAN = FileFact("gevinstplan.xlsx", "/prosjekter/oya/gevinstplan.xlsx", 2000, "", "nb", "blank")
MEASURED = (
    "[{id: g1, type: annen-gevinst, description: Færre reiser over fjorden, status: forventet}, "
    "{id: g2, type: annen-gevinst, description: Kortere kø, status: malt, unit: dager, baseline: 14, measurements: 9.5}]"
)
TOLD = "## Det som ikke virket\n\nBåten gikk for sjelden.\n\n## Kontekst og forutsetninger\n\nØyer.\n"
NOTHING = {"hours": "ukjent", "phase": "ukjent", "owner": "ukjent"}
ANSWERS = "//section[contains(@class,'im-answers')]"


def of(folder: Path, tools: dict[str, str] | None = None, **projects: str) -> Library:
    return Library.of(load(make_checkout(folder, {f"{slug}.md": text for slug, text in projects.items()}, tools)), DAY)


def page(library: Library, slug: str = "oya", files: tuple[FileFact, ...] = ()) -> lxml_html.HtmlElement:
    record = library.by_slug[slug]
    return lxml_html.fromstring(project_html(library, record, (None, None), files, DAY, SITE))


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().replace("\u00a0", " ").split())


def asked(whole: lxml_html.HtmlElement) -> dict[str, str]:
    """Each question at the top with its answer."""
    return {words(h): words(h.getparent()).removeprefix(words(h)).strip() for h in whole.xpath(f"{ANSWERS}//h2")}


def mails(whole: lxml_html.HtmlElement) -> list[tuple[str, str, str]]:
    """To, subject and body of every mail the page opens, as a mail program reads them."""
    found = [urlsplit(a) for a in whole.xpath("//a/@href") if a.startswith("mailto:")]
    parts = [(unquote(m.path), parse_qs(m.query, strict_parsing=True)) for m in found]
    return [(to, query["subject"][0], query["body"][0]) for to, query in parts]


def tool(title: str) -> str:
    return f"---\ntitle: {title}\nsummary: Til nytte.\nphases: [konsept]\nsource: ukjent\n---\n\n## Slik\n\nSkriv.\n"


def test_the_page_answers_what_readers_ask(tmp_path: Path) -> None:
    text = writeup(
        title="Øya", hours="1250", benefits=MEASURED, patient_groups="[barn-og-unge]", confirmed_by_owner="2025-05-02",
        outcome="{status: i-drift, as_of: 2025-03, source: Øyrapporten}", period="{from: 2024-01}",
        patients="{number: 12, counts: aktive}", cost="[{amount: 450000, kind: tilskudd}, {amount: 12, kind: anslag}]",
    )  # fmt: skip
    tools = {"gjenbrukssjekk/index.md": tool("Gjenbrukssjekk"), "soknadssjekk/index.md": tool("Søknadssjekk")}
    whole = page(of(tmp_path, tools, oya=text), files=(PLAN,))
    said = asked(whole)
    assert list(said) == [
        "Hva skjedde?", "Virket det?", "Hvem gjelder det?", "Hvem kan jeg spørre?", "Hva gjør jeg nå?"
    ]  # fmt: skip
    assert "I drift" in said["Hva skjedde?"] and "mars 2025" in said["Hva skjedde?"]
    assert "1 forventet, 1 målt" in said["Virket det?"] and "Barn og unge" in said["Hvem gjelder det?"]
    assert "Helse Førde HF" in said["Hvem gjelder det?"] and "Helse Vest" in said["Hvem gjelder det?"]
    steps = whole.xpath(f"{ANSWERS}//div[contains(@class,'im-answers__next')]//ul//a/@href")
    assert [step.split("#m=")[0] for step in steps] == [
        "/verktoy/gjenbrukssjekk/", PLAN.url, "/tjenestepris/", "/sammenlign/?p=oya", "/verktoy/soknadssjekk/",
    ]  # fmt: skip
    assert "#m=" in steps[2], "the calculator begins with the project's benefits"
    numbers = {words(dt): words(dt.getnext()) for dt in whole.xpath(f"{ANSWERS}//dt")}
    assert numbers["Veiledning fra InnoMed"] == "1 250 timer" and "Fra januar 2024" in numbers.values()
    assert "12, aktive" in numbers.values() and "Tilskudd: 450 000 kroner · Anslag: 12 kroner" in numbers.values()
    assert words(whole).count("1 250") == 1, "the hours are one small fact"
    assert [span.get("class") for span in whole.xpath("//p[@aria-hidden]/span")] == [
        "im-marks__measured", "im-marks__expected",
    ]  # fmt: skip
    anchors = whole.xpath(f"{ANSWERS}//a[starts-with(@href,'#')]/@href")
    assert anchors and all(whole.get_element_by_id(a[1:], None) is not None for a in anchors)


def test_what_is_hoped_for_is_no_proof_that_it_worked(tmp_path: Path) -> None:
    hoped = "[{id: g1, type: annen-gevinst, description: Færre reiser, status: forventet}]"
    said = asked(page(of(tmp_path, oya=writeup(benefits=hoped))))["Virket det?"]
    assert said.startswith("Ingen måling oppgitt") and "1 forventet" in said


def test_a_thin_record_leads_on_and_shows_no_empty_answers(tmp_path: Path) -> None:
    thin = writeup(**NOTHING, program="[dho-spredning]", health_community="[helsefellesskap-agder]")
    told = writeup(**NOTHING, program="[andre-erfaringer]", body="## Mål\n\n" + "Øya fortalte mye om båten. " * 50)
    library = of(tmp_path, oya=thin, rik=writeup(program="[dho-spredning]"), fortalt=told)
    whole = page(library)
    assert list(asked(whole)) == ["Hvem gjelder det?", "Hvem kan jeg spørre?", "Hva gjør jeg nå?"]
    links = whole.xpath("//section[contains(@class,'im-lead-on')]//a/@href")
    assert links[-2:] == ["/prosjekter/program/dho-spredning/", "/prosjekter/helsefellesskap/helsefellesskap-agder/"]
    assert "Ukjent" not in words(whole)
    alone = page(of(tmp_path / "alene", oya=thin))
    assert "prosjektene i programmet" not in words(alone), "there is no other to lead on to"
    for slug in ("rik", "fortalt"):
        assert not page(library, slug).xpath("//section[contains(@class,'im-lead-on')]"), slug


def test_what_is_unknown_is_said_in_one_line(tmp_path: Path) -> None:
    library = of(
        tmp_path, oya=writeup(**NOTHING), apen=writeup(TOLD, benefits=MEASURED),
        fjern=writeup(**NOTHING, program="[andre-erfaringer]"),
    )  # fmt: skip
    silent, told, outside = (words(page(library, s).xpath("//section[@class='im-unsaid']/p")[0]) for s in
                             ("oya", "apen", "fjern"))  # fmt: skip
    asks = ("hvem som eier", "timene", "fasen", "hvordan det gikk", "ikke virket", "forutsetningene", "kostet", "målte")
    assert [a for a in asks if a in silent] == list(asks), silent
    assert [a for a in asks if a in told] == ["hvordan det gikk", "kostet"], told
    assert "hvem som eier" in outside and "timene" not in outside, "nobody but InnoMed's projects was guided by InnoMed"


@pytest.mark.parametrize(
    ("contact", "to", "says"),
    [
        (None, "post@innomed.no", "Spør InnoMed om prosjektet"),
        ("{role: Prosjektleder, organisation: Øya kommune}", "post@innomed.no", "Prosjektleder, Øya kommune"),
        ("{role: Prosjektkontoret, email: postmottak@oya.kommune.no}", "postmottak@oya.kommune.no", "Spør prosjektet"),
    ],
)
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_somebody_can_be_asked(contact: str | None, to: str, says: str, language: str, tmp_path: Path) -> None:
    title = "Ærlig & åpen: «100 %» på øya?"
    text = writeup(title=f"'{title}'", language=language, **({"contact": contact} if contact else {}))
    whole = page(of(tmp_path, oya=text))
    (ask, correct) = mails(whole)
    assert ask[0] == to and title in ask[1] and correct[0] == "post@innomed.no" and title in correct[1]
    for _, _, body in (ask, correct):
        assert body.endswith("Ikke send pasientopplysninger.") and f"{SITE}prosjekter/oya/" in body
        assert "\n" not in body.replace("\r\n", "")
    assert says in words(whole) and to in words(whole), "who prints the page can read the address"
    owned = to == "post@innomed.no"
    answer = words(whole.get_element_by_id("kontakt").getparent())
    assert ("til prosjektet" in answer and "InnoMed" in answer) is owned, "whose mailbox it is, and whose it is not"
    assert ("Ingen kontakt er oppgitt" in answer) is (contact is None)
    assert ("til prosjektet?" in ask[2]) is owned, "InnoMed is asked to pass it on"


MODEL = (
    "{title: Øymodellen, example: %s, price_year: 2025, patients_per_year: 100, horizon_years: 5, "
    "before: {per_patient: [{item: Liggedøgn, payer: helseforetak, amount: 10000}]}, "
    "after: {per_patient: [{item: Hjemmebesøk, payer: kommune, amount: 4000}]}}"
)
MADE = tuple(
    FileFact(name, f"/prosjekter/oya/{name}", 2000, "", "nb", "blank")
    for name in ("gevinstplan.xlsx", "gevinstplan-kort.xlsx", "tjenesteprismodell.xlsx", "sluttrapport.pdf")
)


def test_what_is_said_of_a_file_holds_for_what_is_in_it(tmp_path: Path) -> None:
    library = of(
        tmp_path, oya=writeup(benefits=MEASURED, price_model=MODEL % "false"), tom=writeup(price_model=MODEL % "true")
    )
    told, empty = (
        {a.get("href").split("/")[-1]: words(a.getparent()) for a in page(library, slug, MADE).xpath("//ul[@class='im-take__files']//a")}
        for slug in ("oya", "tom")
    )  # fmt: skip
    plan, model = "gevinstplan.xlsx", "tjenesteprismodell.xlsx"
    assert "Fylt ut med gevinstene" in told[plan] and "Fylt ut" not in empty[plan]
    assert "Ingen gevinster er kjent, så linjene er tomme." in empty[plan]
    assert "Med prosjektets tall" in told[model] and "Med eksempeltall" in empty[model]
    assert "Regn videre på eksempelet" in words(page(library, "tom", MADE))


def test_a_file_that_is_saved_says_which_project_it_is_of(tmp_path: Path) -> None:
    whole = page(of(tmp_path, oya=writeup(benefits=MEASURED)), files=MADE)
    saved = {a.get("href"): a.get("download") for a in whole.xpath("//a[@download]")}
    assert saved == {file.url: f"oya-{file.name}" for file in MADE}
    assert len(whole.xpath("//a[@download='oya-gevinstplan.xlsx']")) == 2, "among what to do next too"


def test_the_editors_are_said_to_have_set_what_the_page_has(tmp_path: Path) -> None:
    library = of(
        tmp_path,
        oya=writeup(classified_by="redaksjonen", patient_groups="[barn-og-unge]", benefits=MEASURED),
        tom=writeup(classified_by="redaksjonen"),
    )
    said = words(page(library).xpath("//section[@class='im-source']")[0])
    assert "Pasientgruppe og gevinster er satt av redaksjonen ut fra teksten i kilden." in said
    assert "satt av redaksjonen" not in words(page(library, "tom")), "nothing is, so nothing is said"


def test_a_page_that_answers_everything_does_not_say_that_something_is_unknown(tmp_path: Path) -> None:
    body = f"{TOLD}\n## Kjernen\n\nBåten.\n\n## Kostnad\n\nLite.\n"
    text = writeup(body, benefits=MEASURED, outcome="{status: i-drift, as_of: 2025-03, source: Øyrapporten}")
    whole = page(of(tmp_path, oya=text, tom=writeup()))
    assert words(whole.get_element_by_id("ikke-sagt")) == "Mangler noe?"
    assert "Dette vet vi ikke" in words(page(of(tmp_path / "to", tom=writeup()), "tom"))


def test_the_setting_names_the_mailbox_and_a_page_is_none(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"oya.md": writeup()})
    setup = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for contact, to in (("spor@eksempel.no", "spor@eksempel.no"), ("https://eksempel.no/k", "")):
        write(root / "mkdocs.yml", re.sub(r"(?m)^( +contact:).*$", rf"\1 {contact}", setup))
        library = Library.of(load(root), DAY)
        assert mails(page(library))[0][0] == (to or "post@innomed.no")


def test_a_mail_survives_any_sign() -> None:
    for text in ("a&body=b", "æ ø å", "100 %", "?x=#y", "linje\nto", '"><script>'):
        parts = parse_qs(urlsplit(mail_url("a@b.no", text, text)).query, strict_parsing=True)
        assert parts["subject"] == [text] and parts["body"] == [text.replace("\n", "\r\n")]


def test_a_status_is_never_without_its_date_and_grows_old(tmp_path: Path) -> None:
    """First on the card: what was last known, as of when; after two years only as what was last known."""
    given = {
        "fersk": ("i-drift", "2024-11", "I drift, november 2024", "i-drift"),
        "gammel": ("i-drift", "2024-10", "Sist kjent: i drift, oktober 2024", "old"),
        "aret": ("proves-ut", "2024", "Prøves ut, 2024", "proves-ut"),
        "for": ("stanset", "2023", "Sist kjent: stanset før den var ferdig, 2023", "old"),
        "dagen": ("under-arbeid", "2024-11-22", "Under arbeid, 22. november 2024", "under-arbeid"),
        "dagenfor": ("under-arbeid", "2024-11-21", "Sist kjent: under arbeid, 21. november 2024", "old"),
    }
    texts = {
        slug: writeup(
            outcome=f'{{status: {status}, as_of: "{day}", source: Øyrapporten}}', confirmed_by_owner=DAY.isoformat()
        )
        for slug, (status, day, _, _) in given.items()
    }
    library = of(tmp_path, **texts, ukjent=writeup(outcome="ukjent"), taus=writeup())
    for record in library.projects:
        (shown,) = lxml_html.fromstring(str(cards(library, [record]))).xpath("//article")
        chips = shown.xpath("./p[contains(@class,'im-status')]")
        if record.slug not in given:
            assert not chips and not card(library, record).status
            assert "Vi vet ikke" in asked(page(library, record.slug))["Hva skjedde?"]
            continue
        _, _, text, kind = given[record.slug]
        assert words(chips[0]) == text and f"im-status--{kind}" in chips[0].get("class")
        assert shown[0] is chips[0], "first on the card"
        assert text in asked(page(library, record.slug))["Hva skjedde?"]


def test_the_card_made_from_data_has_the_status_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.catalogue.page.WHOLE", 0)
    told = writeup(outcome="{status: i-drift, as_of: 2024-11, source: Øyrapporten}")
    data = catalogue_json(of(tmp_path, oya=told, taus=writeup(language="nn")))
    assert data and {row[0]: row[5:] for row in data["cards"]} == {
        "oya": ["", "I drift, november 2024", "i-drift"], "taus": ["nn"],
    }  # fmt: skip
