"""The municipalities' pages: which projects each shows, what it says of itself, and how it is looked up."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from support import ROOT, make_checkout, write, writeup

from macros.catalogue.place import place_page
from macros.catalogue.places import places_page
from macros.catalogue.search import search_json
from macros.content.load import load
from macros.html.page.indexes import value_page
from macros.library.library import Library
from macros.library.places import SIZES, around, municipalities, of_size, size_class

BERGEN = "Helsefellesskapet i bergensområdet"
WRITTEN = {
    "byen.md": writeup(title="Øyhjelp i byen", municipalities="[Bergen]", health_community=BERGEN),
    "alle.md": writeup(title="Ærlig talt for alle", health_community=BERGEN),
    "fjord.md": writeup(title="Båt på fjorden", municipalities="[Sunnfjord]", health_community="Sogn og Fjordane helsefellesskap"),
    "vest.md": writeup(title="Åpen dør i vest"),
    "nord.md": writeup(title="Langt mot nord", region="Helse Nord", owner="ukjent"),
    "asker.md": writeup(title="Øving på tvers", region="Helse Sør-Øst", municipalities="[Asker, Vågå]"),
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.of(load(make_checkout(tmp_path_factory.mktemp("steder"), WRITTEN)))


def page(library: Library, key: str) -> tuple[str, html.HtmlElement]:
    made = html.fromstring(str(place_page(library, municipalities(library)[key]).html))
    return made.text_content(), made


def under(made: html.HtmlElement, heading: str) -> list[str]:
    """The links between a heading and the next one."""
    (start,) = made.xpath(f"//h2[@id='{heading}']")
    links: list[str] = []
    for part in start.itersiblings():
        if part.tag == "h2":
            break
        links += [a.text_content().strip() for a in part.iter("a")]
    return links


def test_the_helsefellesskap_and_the_region_stand_apart_and_no_project_twice(library: Library) -> None:
    _, made = page(library, "bergen")
    assert under(made, "nevner") == ["Øyhjelp i byen"]
    assert under(made, "helsefellesskap") == ["Ærlig talt for alle"]
    assert under(made, "region") == ["Åpen dør i vest"], "neither another helsefellesskap's nor another region's"
    found = around(library, municipalities(library)["bergen"])
    assert len({r.slug for group in (found.named, found.community, found.region) for r in group}) == 3


def test_whoever_asks_whether_anybody_near_has_tried_meets_the_answer_before_the_facts(library: Library) -> None:
    for key, first in (("bergen", "nevner"), ("sunnfjord", "nevner"), ("lillestrom", "nevner")):
        headings = [h.get("id") for h in page(library, key)[1].xpath("//h2")]
        assert headings[0] == first and headings[-1] == "fakta", (
            "what is there, what is near, what is known of the place"
        )
        near = [h for h in headings if h in ("helsefellesskap", "naboer", "region")]
        assert (
            near == sorted(near, key=("helsefellesskap", "naboer", "region").index)
            and near == headings[1 : 1 + len(near)]
        )


def test_where_nobody_has_tried_the_page_says_what_is_nearest(library: Library) -> None:
    text, made = page(library, "baerum")
    assert "nevner bare helsefellesskapet. Det nærmeste: 1 prosjekt i nabokommunene." in text
    assert made.xpath("//a[@href='#naboer']/text()") == ["1 prosjekt i nabokommunene"]
    assert under(made, "naboer")[0] == "Øving på tvers" and "nevner Asker" in text
    assert "Det nærmeste: 1 prosjekt i Helsefellesskapet i bergensområdet." not in page(library, "bergen")[0]
    assert "Det nærmeste: 1 prosjekt i Helse Nord." in page(library, "bodo")[0]
    assert "Ingen andre omtaler her nevner en nabokommune." in page(library, "sunnfjord")[0]


def test_a_number_behind_a_name_says_what_it_counts(library: Library) -> None:
    assert under(page(library, "baerum")[1], "naboer")[1:] == ["Asker 1 prosjekt", "Oslo"]
    assert under(page(library, "kinn")[1], "naboer") == ["Sunnfjord 1 prosjekt"], "its project stands above already"
    assert "Omtalene som nevner en nabokommune, står over." in page(library, "kinn")[0]


def test_no_project_is_no_claim(library: Library) -> None:
    text, made = page(library, "stavanger")
    assert "Ingen omtale her nevner Stavanger. Kommunen kan likevel ha vært med" in text
    assert "Øyhjelp i byen" not in under(made, "nevner")
    assert not made.xpath("//h2[@id='naboer']"), "nothing is said of borders nobody has read"


def test_it_says_what_was_checked_and_what_was_not(library: Library) -> None:
    assert (
        "kontrollert mot Helsefellesskapet i bergensområdet: Medlemmer (lest 29. november 2026)"
        in page(library, "bergen")[0]
    )
    assert "ikke kontrollert mot helsefellesskapets egen liste" in page(library, "stavanger")[0]
    assert "Ikke kontrollert: helsefellesskapet." in page(library, "holmestrand")[0]
    assert "kontrollert" not in page(library, "lillestrom")[0], "of a helsefellesskap that is not known nothing is said"
    assert "Siden sier ikke hvilket sykehus en bydel bruker" in page(library, "oslo")[0]


def test_names_neighbours_and_size(library: Library) -> None:
    text, made = page(library, "sunnfjord")
    assert under(made, "naboer") == ["Kinn"] and "22\xa0804 (1. januar 2026)" in text and "Klasse 5 av 6" in text
    assert "Offisielle navn: Nordreisa – Ráisa – Raisi" in page(library, "nordreisa")[0]
    assert [v.key for v in of_size(library, municipalities(library)["stavanger"])] == ["bergen"], (
        "only those that projects name"
    )
    assert under(page(library, "stavanger")[1], "storrelse")[0].startswith("Bergen")


def test_of_those_of_its_size_the_nearest_comes_first(tmp_path: Path) -> None:
    root = make_checkout(tmp_path / "inn", {"to.md": writeup(title="Nær og fjern", municipalities="[Stavanger, Bodø]")})
    list_ = root / "docs/_data/places/municipalities.yml"
    text = list_.read_text(encoding="utf-8")
    write(list_, text.replace("population: 53638}", "population: 250000, centrality: 2}"))
    library = Library.of(load(root))
    found = of_size(library, municipalities(library)["bergen"])
    assert [v.key for v in found] == ["bodo", "stavanger"]


@pytest.mark.parametrize("index", range(len(SIZES)))
def test_a_limit_of_size_belongs_to_the_larger(library: Library, index: int) -> None:
    one = municipalities(library)["bergen"]
    sizes = [size_class(replace(one, extra={**one.extra, "population": SIZES[index] + more})) for more in (-1, 0)]
    assert sizes == [index, index + 1]


def test_a_helsefellesskap_lists_its_municipalities(library: Library) -> None:
    facet = library.facet("helsefellesskap")
    made = html.fromstring(str(value_page(library, facet, "helsefellesskap-forde").html))
    assert under(made, "kommuner")[0] == "Kinn" and under(made, "kommuner")[1].startswith("Sunnfjord")


def test_the_list_has_every_municipality_and_works_without_a_program(library: Library) -> None:
    made = html.fromstring(str(places_page(library).html))
    links = made.xpath("//*[@id='im-place-list']//a/@href")
    assert set(links) == {f"/kommuner/{v.key}/" for v in municipalities(library)} and len(links) == len(set(links))
    assert "im-scripted" in made.get_element_by_id("im-lookup").classes, "the form needs its program"
    assert "Svalbard er ikke en kommune." in made.text_content()


LOOK_UP = """
import { build } from "%s/docs/assets/js/search/engine.js";
const engine = await build(JSON.parse(process.argv[1]));
const urls = (found) => found.map(({ place }) => place.url.split("/")[2]);
const answers = JSON.parse(process.argv[2]).map((text) => {
  const { results, named, begun, outside } = engine.search(text);
  return [urls(named), urls(begun), outside?.text ?? "", results.map(({ doc }) => doc.title)];
});
console.log(JSON.stringify(answers));
"""
ASKED: dict[str, tuple[list[str], list[str], str, list[str]]] = {
    # what is typed: municipalities it names, those that begin so, a sentence, the documents in their order
    "Bergen": (["bergen"], [], "", ["Øyhjelp i byen"]),
    "bergen kommune": (["bergen"], [], "", ["Øyhjelp i byen"]),
    "Tromsø": ([], [], "", []),
    "Lillestrøm": (["lillestrom"], [], "", []),
    "lillestroem": (["lillestrom"], [], "", []),
    "Skedsmo": (["lillestrom"], [], "", []),
    "lille": ([], ["lillestrom"], "", []),
    "Ráisa": (["nordreisa"], [], "", []),
    "Herøy": (["heroy-more-og-romsdal", "heroy-nordland"], [], "", []),
    "Tønsberg": (["tonsberg", "kinn"], [], "", []),
    "Sagene": (["oslo"], [], "", []),
    "Longyearbyen": ([], [], "Svalbard er ikke en kommune.", []),
    "Narvik": (["narvik"], [], "", []),
    "båt bergen": (["bergen"], [], "", ["Øyhjelp i byen", "Båt på fjorden"]),
}


def test_a_place_is_found_exactly_and_never_by_a_typing_error(library: Library) -> None:
    documents = json.loads(search_json(library))
    documents["docs"] = [d for d in documents["docs"] if d[0] == 0]
    documents["docs"][0][6] += " Arvik, narvikk og arkiv. Lund."  # near «Narvik» and «lunsj», and neither
    in_bergen = {n for n, name in enumerate(documents["values"]) if "Bergen" in name}
    for d in documents["docs"]:
        d[5] = d[5] if not in_bergen & set(d[5]) or d[2] == "Øyhjelp i byen" else []
    code = LOOK_UP % ROOT.as_uri()
    command = ["node", "--input-type=module", "--eval", code, json.dumps(documents), json.dumps([*ASKED, "lundt"])]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=Path(ROOT))
    assert ran.returncode == 0, ran.stderr
    *answers, misspelt = json.loads(ran.stdout)
    found = {text: tuple(answer) for text, answer in zip(ASKED, answers, strict=True)}
    expected = {text: (*wanted[:3], wanted[3]) for text, wanted in ASKED.items()}
    assert {t: (*a[:3], sorted(a[3])) for t, a in found.items()} == {
        t: (*e[:3], sorted(e[3])) for t, e in expected.items()
    }
    assert misspelt[0] == [], "a typing error names nobody"
