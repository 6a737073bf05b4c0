"""The front page's parts, what a reader sees first on a project's page, and what a shared link shows."""

from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html
from support import make_checkout, write, writeup

from macros.catalogue.front import DOTS, phase_figure
from macros.catalogue.project import project_html
from macros.content.load import load
from macros.html.page.sharing import PageFacts, PageKind, shared
from macros.library.library import Library
from macros.site.macros import MistakeError, editor_macros
from macros.words.labels import labels

DAY = date(2026, 11, 22)
SITE = "https://eksempel.no/"
TOLD = """## Utfordring og pasientgruppe

Blåbær.

## Det som ikke virket

Båten gikk for sjelden.

## Kontekst og forutsetninger

Øyer.
"""
MEASURED = (
    "[{id: g1, type: annen-gevinst, description: Færre reiser over fjorden, status: forventet}, "
    "{id: g2, type: annen-gevinst, description: Kortere kø, status: malt, unit: dager, baseline: 14, measurements: 9.5}]"
)


def tool(title: str, phases: str, **fields: str) -> str:
    front = {"title": title, "summary": "Til nytte på øya.", "phases": phases, "source": "ukjent", **fields}
    return "---\n" + "".join(f"{k}: {v}\n" for k, v in front.items()) + "---\n\n## Slik bruker du det\n\nSkriv.\n"


def of(folder: Path, projects: dict[str, str], tools: dict[str, str] | None = None) -> Library:
    return Library.of(load(make_checkout(folder, projects, tools)))


def page(library: Library, slug: str) -> lxml_html.HtmlElement:
    record = library.by_slug[slug]
    return lxml_html.fromstring(project_html(library, record, (None, None), today=DAY, site_url=SITE))


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_each_project_is_a_dot_in_its_phase_and_the_unknown_are_told(tmp_path: Path) -> None:
    library = of(
        tmp_path,
        {
            "aa.md": writeup(title="Ålesund"),
            "oy.md": writeup(title="Øya"),
            "ae.md": writeup(title="Ærlig", phase="ukjent"),
        },
    )
    figure = lxml_html.fromstring(editor_macros(library, DAY)["phase_figure"]())
    rows = {words(li.xpath("./*")[0]): li for li in figure.xpath("//li")}
    assert list(rows) == ["Idé", "Konsept", "Planlegge", "Gjennomføre", "Avslutte", "Realisere"]
    assert len(rows["Planlegge"].xpath(".//i")) == 2 and words(rows["Planlegge"].xpath("./strong")[0]) == "2"
    assert [name for name, li in rows.items() if li.xpath("./a")] == ["Planlegge"], "nothing leads to an empty page"
    assert not rows["Konsept"].xpath(".//i") and words(rows["Konsept"].xpath("./strong")[0]) == "0"
    assert "Hver prikk er et prosjekt" in words(figure) and "For 1 prosjekt er fasen ukjent." in words(figure)


def test_a_dot_stands_for_several_when_there_are_many(tmp_path: Path) -> None:
    count = DOTS * 2 + 1
    library = of(tmp_path, {f"p{n}.md": writeup(title=f"Øy {n}") for n in range(count)})
    figure = lxml_html.fromstring(phase_figure(library, labels()))
    assert "Hver prikk er 3 prosjekter" in words(figure)
    assert len(figure.xpath("//i")) == 17 and str(count) in words(figure)


def test_the_most_used_values_come_first_and_lead_to_their_pages(tmp_path: Path) -> None:
    library = of(
        tmp_path,
        {
            "a.md": writeup(title="Å", region="Helse Nord"),
            "b.md": writeup(title="Ø", region="Helse Nord"),
            "c.md": writeup(title="Æ", region="Helse Vest"),
            "d.md": writeup(title="E", region="ukjent"),
        },
    )
    top = lxml_html.fromstring(f"<div>{editor_macros(library, DAY)['facet_top']('region', limit=2)}</div>")
    assert [words(li) for li in top.xpath("//li")] == ["Helse Nord 2", "Helse Vest 1"]
    assert top.xpath("//li[1]/a/@href") == ["/prosjekter/region/helse-nord/"]
    assert top.xpath("//p/a/@href") == ["/prosjekter/region/"]
    with pytest.raises(MistakeError) as caught:
        editor_macros(library, DAY)["facet_top"]("regin")
    assert caught.value.suggestion == "region"


def test_what_is_new_is_newest_first_with_its_kind_and_day(tmp_path: Path) -> None:
    library = of(
        tmp_path,
        {
            "gammel.md": writeup(title="Gammel øy", published="2024-01-02"),
            "ny.md": writeup(title="Ny øy", published="2024-01-01", updated="2026-03-01"),
            "udatert.md": writeup(title="Udatert øy", published=None),
            "arkivert.md": writeup(title="Arkivert øy", published="2026-11-01", status="archived"),
        },
        {"plan/index.md": tool("Øyplanen", "[konsept]", published="2025-05-17")},
    )
    news = lxml_html.fromstring(editor_macros(library, DAY)["latest"](limit=3))
    assert [words(li) for li in news.xpath("//li")] == [
        "Prosjekt Ny øy 1. mars 2026",
        "Verktøy Øyplanen 17. mai 2025",
        "Prosjekt Gammel øy 2. januar 2024",
    ]
    assert news.xpath("//time/@datetime") == ["2026-03-01", "2025-05-17", "2024-01-02"]


def test_without_dates_the_front_page_says_so(tmp_path: Path) -> None:
    assert (
        "Ingenting er datert ennå." in editor_macros(of(tmp_path, {"oy.md": writeup(published=None)}), DAY)["latest"]()
    )


def test_tools_stand_under_their_phases_the_most_particular_first(tmp_path: Path) -> None:
    tools = {f"t{n}/index.md": tool(f"Verktøy {n}", "[konsept, planlegge]") for n in range(5)}
    tools["smal/index.md"] = tool("Øyskjema", "[konsept]")
    steps = lxml_html.fromstring(editor_macros(of(tmp_path, {"a.md": writeup()}, tools), DAY)["tools_by_phase"]())
    konsept = next(li for li in steps.xpath("./li") if words(li.xpath("./h3")[0]) == "Konsept")
    assert words(konsept.xpath(".//li[1]")[0]) == "Øyskjema"
    assert konsept.xpath(".//li[last()]/a/@href") == ["/verktoy/?fase=konsept"]
    assert "og 2 til" in words(konsept) and "Ingen verktøy ennå" in words(steps.xpath("./li[1]")[0])


def test_deadlines_ahead_are_told_and_none_is_said(tmp_path: Path) -> None:
    library = of(tmp_path, {"a.md": writeup()})
    assert "Vi kjenner ingen søknadsfrist framover" in editor_macros(library, date(2090, 1, 1))["next_deadlines"]()
    shown = lxml_html.fromstring(editor_macros(library, date(2023, 1, 1))["next_deadlines"]())
    assert shown.xpath("//li//a/@href")[0].startswith("/prosjekter/runde/2024-")


def test_a_project_is_told_at_a_glance(tmp_path: Path) -> None:
    library = of(tmp_path, {"oya.md": writeup(title="Øya", hours="1250", benefits=MEASURED)})
    glance = page(library, "oya").xpath("//section[contains(@class,'im-glance')]")[0]
    text = words(glance)
    for told in (
        "1 250",
        "timer fra InnoMed",
        "Konsept → Planlegge",
        "1 forventet",
        "1 målt",
        "Helse Førde HF",
        "Helse Vest",
    ):
        assert told in text, told
    assert [span.get("class") for span in glance.xpath(".//p[@aria-hidden]/span")] == [
        "im-marks__measured",
        "im-marks__expected",
    ]


def test_what_is_unknown_is_said_to_be(tmp_path: Path) -> None:
    library = of(tmp_path, {"oya.md": writeup(title="Øya", hours="ukjent", phase="ukjent", owner="ukjent")})
    text = words(page(library, "oya").xpath("//section[contains(@class,'im-glance')]")[0])
    assert text.count("Ukjent") == 3 and "Kilden oppgir ikke fasen" in text and "Ingen oppgitt" in text


def test_measured_is_never_shown_as_expected(tmp_path: Path) -> None:
    library = of(tmp_path, {"oya.md": writeup(title="Øya", benefits=MEASURED)})
    whole = page(library, "oya")
    measured = words(whole.xpath("//ul[contains(@class,'im-benefits--measured')]")[0])
    expected = words(whole.xpath("//ul[contains(@class,'im-benefits--expected')]")[0])
    assert "Kortere kø" in measured and "nullpunkt 14 dager" in measured and "målt 9,5 dager" in measured
    assert "Færre reiser" in expected and "Kortere kø" not in expected


def test_silence_is_not_taken_for_an_answer(tmp_path: Path) -> None:
    library = of(
        tmp_path, {"taus.md": writeup(title="Taus øy"), "apen.md": writeup(TOLD, title="Åpen øy", benefits=MEASURED)}
    )
    silent = words(page(library, "taus").xpath("//section[contains(@class,'im-unsaid')]")[0])
    for question in ("Det som ikke virket", "Kontekst og forutsetninger", "Hva det kostet", "Målte gevinster"):
        assert question in silent, question
    told = words(page(library, "apen").xpath("//section[contains(@class,'im-unsaid')]")[0])
    assert "Hva det kostet" in told
    for question in ("Det som ikke virket", "Kontekst", "Målte gevinster"):
        assert question not in told, question


def test_a_page_says_how_to_cite_it(tmp_path: Path) -> None:
    library = of(
        tmp_path,
        {"oya.md": writeup(title="Øya", updated="2026-03-01", published="2025-01-01"), "x.md": writeup(published=None)},
    )
    assert page(library, "oya").get_element_by_id("siter-tekst").text == (
        "Redaksjonen for InnoMeds kunnskapsbase (2026). Øya. https://eksempel.no/prosjekter/oya/"
    )
    assert page(library, "oya").get_element_by_id("siter-adresse").text == "eksempel.no/prosjekter/oya"
    assert "(u.å.)" in page(library, "x").get_element_by_id("siter-tekst").text


def test_an_outsiders_project_is_cited_as_one(tmp_path: Path) -> None:
    library = of(tmp_path, {"oya.md": writeup(title="Øya", program="[andre-erfaringer]")})
    cited = page(library, "oya").get_element_by_id("siter-tekst").text
    assert cited.startswith("Redaksjonen for") and "Omtale av et prosjekt utenfor InnoMed." in cited


def with_ongoing(folder: Path, projects: dict[str, str]) -> Library:
    """The library where the guidance of 2024-s3 was not over when its source was written."""
    root = make_checkout(folder, projects)
    rounds = root / "docs/_data/vocabulary/rounds.yml"
    text = rounds.read_text(encoding="utf-8")
    assert text.count('  - key: "2024-s3"\n') == 1
    write(rounds, text.replace('  - key: "2024-s3"\n', '  - key: "2024-s3"\n    ongoing: true\n'))
    return Library.of(load(root))


@pytest.mark.parametrize(
    ("rounds", "phase", "told"),
    [
        ("[2024-s1]", "{start: Konsept, end: Planlegge}", "startet i fasen Konsept og sluttet i fasen Planlegge"),
        ("[2024-s1]", "Konsept", "både da veiledningen startet og da den sluttet"),
        (
            "[2024-s3]",
            "{start: Konsept, end: Planlegge}",
            "pågikk da kilden ble skrevet, og da var prosjektet i fasen Planlegge",
        ),
        ("[2024-s3]", "Konsept", "da veiledningen startet, og da kilden ble skrevet"),
        ("[2024-s1, 2024-s3]", "Konsept", "Veiledningen pågikk ennå"),
    ],
)
def test_guidance_that_was_not_over_has_no_end(rounds: str, phase: str, told: str, tmp_path: Path) -> None:
    library = with_ongoing(tmp_path, {"oya.md": writeup(title="Øya", round=rounds, phase=phase)})
    said = words(page(library, "oya").xpath("//div[contains(@class,'im-phases')]")[0])
    assert told in said and ("sluttet" in said) == (rounds == "[2024-s1]")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("[{title: Årsrapport}]", "Hvert utsagn er holdt mot alle kildene"),
        ("[{title: Årsrapport, extent: helt, read: 2026-02-01}]", "Hvert utsagn er holdt mot alle kildene"),
        ("[{title: Årsrapport}, {title: Øyavis, extent: utdrag, read: 2026-02-01}]", "Holdt mot det vi har lest"),
        ("[{title: Årsrapport}, {title: Øyavis, extent: liste}]", "Holdt mot det vi har lest"),
        ("[{title: Årsrapport}, {title: Øyavis, extent: helt, read: 2026-02-03}]", "Holdt mot det vi har lest"),
    ],
)
def test_verified_claims_what_was_read(source: str, told: str, tmp_path: Path) -> None:
    library = of(tmp_path, {"oya.md": writeup(title="Øya", source=source, verified="2026-02-02")})
    said = words(page(library, "oya").xpath("//section[contains(@class,'im-source')]")[0])
    assert f"{told}" in said and "2. februar 2026" in said.replace("\u00a0", " ")
    assert said.count("Holdt mot") + said.count("er holdt mot") == 1


def test_our_tool_is_not_said_to_have_been_used(tmp_path: Path) -> None:
    kart = tool("Kart over øya", "[konsept]")
    library = of(tmp_path, {"oya.md": writeup(title="Øya", tools="[kart]")}, {"kart/index.md": kart})
    said = words(page(library, "oya").xpath("//section[contains(@class,'im-take')]")[0])
    assert "Kart over øya" in said and "Vårt verktøy for det prosjektet arbeidet med" in said and "brukt" not in said


@pytest.mark.parametrize(
    ("address", "page", "picture", "kind"),
    [
        ("/prosjekter/oya/", "project", "prosjekt", "article"),
        ("/verktoy/plan/", "tool", "verktoy", "article"),
        ("/prosjekter/region/", "facet", "nettsted", "website"),
        ("/prosjekter/", "catalogue", "nettsted", "website"),
        ("/", "home", "nettsted", "website"),
    ],
)
def test_a_shared_link_has_a_picture_of_its_kind(address: str, page: PageKind, picture: str, kind: str) -> None:
    share = shared(SITE, PageFacts(address, "Øya", "Om øya", "nn", page))
    assert (share.type, share.image) == (kind, f"{SITE}assets/share/{picture}.png")
    assert share.url == SITE + address[1:] and share.locale == "nn_NO" and share.alt
