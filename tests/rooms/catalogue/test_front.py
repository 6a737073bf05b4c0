"""The front page's parts, how a project's page tells benefits and phases, and what a shared link shows."""

from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html
from support import make_checkout, write, writeup

from macros.catalogue.front import DOTS, plan_groups
from macros.catalogue.project import project_html
from macros.content.load import load
from macros.html.page.sharing import PageFacts, PageKind, shared
from macros.library.library import Library
from macros.site.macros import MistakeError, editor_macros
from macros.words.labels import labels

DAY = date(2026, 11, 22)
SITE = "https://eksempel.no/"
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


def test_the_groups_of_the_plan_stand_in_its_order_with_a_dot_for_each_project(tmp_path: Path) -> None:
    library = of(
        tmp_path,
        {
            "aa.md": writeup(title="Ålesund", patient_groups="[eldre-med-skropelighet]"),
            "oy.md": writeup(title="Øya", patient_groups="[eldre-med-skropelighet, barn-og-unge]"),
            "ae.md": writeup(title="Ærlig", patient_groups="[andre-grupper]"),
        },
    )
    figure = lxml_html.fromstring(editor_macros(library, DAY)["plan_groups"]())
    rows = {words(li.xpath("./a")[0]): li for li in figure.xpath("//li")}
    order = list(rows)
    assert order[0] == "Barn og unge" and order[2] == "Eldre med skrøpelighet" and len(order) == 5
    assert "Andre pasientgrupper" not in rows, "the editors' own words are no groups of the plan"
    eldre = rows["Eldre med skrøpelighet"]
    assert len(eldre.xpath(".//i")) == 2 and words(eldre.xpath("./strong")[0]) == "2"
    assert eldre.xpath("./a/@href") == ["/prosjekter/pasientgruppe/eldre-med-skropelighet/"]
    assert "Hver prikk er et prosjekt." in words(figure)
    assert figure.xpath("//p/a/@href") == ["/prosjekter/pasientgruppe/"]


def test_a_dot_stands_for_several_when_there_are_many(tmp_path: Path) -> None:
    count = DOTS * 2 + 1
    many = {f"p{n}.md": writeup(title=f"Øy {n}", patient_groups="[barn-og-unge]") for n in range(count)}
    figure = lxml_html.fromstring(plan_groups(of(tmp_path, many), labels()))
    assert "Hver prikk er 3 prosjekter" in words(figure)
    assert len(figure.xpath("//i")) == 21 and str(count) in words(figure)


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


def test_what_is_new_is_told_by_what_it_is_the_newest_first(tmp_path: Path) -> None:
    library = of(
        tmp_path,
        {
            "gammel.md": writeup(title="Gammel øy", published="2024-01-02"),
            "eldst.md": writeup(title="Eldste øy", published="2023-01-02"),
            "endret.md": writeup(title="Endret øy", published="2024-01-01", updated="2026-03-01"),
            "samme.md": writeup(title="Ny øy", published="2026-02-01", updated="2026-02-01"),
            "udatert.md": writeup(title="Udatert øy", published=None),
            "arkivert.md": writeup(title="Arkivert øy", published="2026-11-01", status="archived"),
        },
        {"plan/index.md": tool("Øyplanen", "[konsept]", published="2025-05-17")},
    )
    news = lxml_html.fromstring(f"<div>{editor_macros(library, DAY)['latest'](limit=2)}</div>")
    told = {words(p): [words(li) for li in p.getnext().xpath("./li")] for p in news.xpath("./p")}
    assert told == {
        "Nye prosjekterfaringer": ["Ny øy 1. februar 2026", "Gammel øy 2. januar 2024"],
        "Nye verktøy": ["Øyplanen 17. mai 2025"],
        "Oppdatert": ["Endret øy 1. mars 2026"],
    }
    assert news.xpath("//time/@datetime") == ["2026-02-01", "2024-01-02", "2025-05-17", "2026-03-01"]


def test_without_dates_the_front_page_says_so(tmp_path: Path) -> None:
    assert (
        "Ingenting er datert ennå." in editor_macros(of(tmp_path, {"oy.md": writeup(published=None)}), DAY)["latest"]()
    )


def test_each_phase_leads_to_its_tools(tmp_path: Path) -> None:
    tools = {"to/index.md": tool("Øykart", "[konsept, planlegge]"), "smal/index.md": tool("Øyskjema", "[konsept]")}
    steps = lxml_html.fromstring(editor_macros(of(tmp_path, {"a.md": writeup()}, tools), DAY)["tools_by_phase"]())
    assert [words(li) for li in steps.xpath("./li")][:3] == ["Idé (0)", "Konsept (2)", "Planlegge (1)"]
    assert steps.xpath("./li/a/@href") == ["/verktoy/?fase=konsept", "/verktoy/?fase=planlegge"]


def test_deadlines_ahead_are_told_and_none_is_said(tmp_path: Path) -> None:
    library = of(tmp_path, {"a.md": writeup()})
    over = words(lxml_html.fromstring(editor_macros(library, date(2090, 1, 1))["next_deadlines"]()))
    assert over == "Vi kjenner ingen søknadsfrist framover. Den siste fristen vi kjenner, var 16. februar 2032."
    shown = lxml_html.fromstring(editor_macros(library, date(2023, 1, 1))["next_deadlines"]())
    assert shown.xpath("//li//a/@href")[0].startswith("/prosjekter/runde/2024-")


def test_measured_is_never_shown_as_expected(tmp_path: Path) -> None:
    library = of(tmp_path, {"oya.md": writeup(title="Øya", benefits=MEASURED)})
    whole = page(library, "oya")
    measured = words(whole.xpath("//ul[contains(@class,'im-benefits--measured')]")[0])
    expected = words(whole.xpath("//ul[contains(@class,'im-benefits--expected')]")[0])
    assert "Kortere kø" in measured and "nullpunkt 14 dager" in measured and "målt 9,5 dager" in measured
    assert "Færre reiser" in expected and "Kortere kø" not in expected


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
