"""The whole synthetic site: every page, every address of the contract, every link."""

import json
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html

from macros.library.library import Library
from macros.site.finished import check_site

pytestmark = pytest.mark.site

ADDRESSES = [
    "",
    "prosjekter/",
    "prosjekter/a-aa/",
    "verktoy/",
    "utlysninger/",
    "begreper/",
    "bidra/",
    "bidra/makroer/",
    "om/",
    "om/evaluering/",
    "om/kilder/",
    "om/personvern/",
    "programmer/digital-hjemmeoppfolging/",
    "gevinster/",
    "tjenestepris/",
    "portefolje/",
    "portefolje/2022/",
    "data/",
    "kommuner/",
]


def page(site: Path, address: str) -> lxml_html.HtmlElement:
    return lxml_html.parse(str(site / address / "index.html")).getroot()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_the_contract(site: Path, address: str) -> None:
    root = page(site, address)
    assert root.get("lang") == "nb"
    assert len(root.xpath("//h1")) == 1
    assert root.xpath("string(//meta[@name='description']/@content)")


@pytest.mark.parametrize("address", ["bidra/kvalitet", "bidra/oppfolging"])
def test_what_the_secretariat_works_with_is_not_on_the_site(site: Path, address: str) -> None:
    there = page(site, address)
    assert there.xpath("//a/@href") == ["/bidra/"] and "0; url=/bidra/" in there.xpath("//meta/@content")


def test_every_facet_and_value_has_a_page(site: Path, library: Library) -> None:
    for facet in library.facets:
        shown = page(site, f"prosjekter/{facet.slug}")
        for key in library.keys(facet):
            value = page(site, f"prosjekter/{facet.slug}/{key}")
            listed = {a.get("href") for a in value.xpath("//main//article//h2/a")}
            expected = {f"/prosjekter/{r.slug}/" for r in library.select({facet.slug: [key]})}
            assert listed == expected, (facet.slug, key)
            link = shown.xpath(f"//main//ul[contains(@class,'im-counts')]//a[@href='/prosjekter/{facet.slug}/{key}/']")[
                0
            ]
            assert re.search(rf"\b{len(expected)} prosjekt", link.getparent().text_content())


def test_the_catalogue_lists_every_project_in_norwegian_order(site: Path, library: Library) -> None:
    links = page(site, "prosjekter").xpath("//main//ul[@id='prosjektliste']//h3/a/@href")
    assert links == [f"/prosjekter/{r.slug}/" for r in library.projects]
    assert page(site, "prosjekter").xpath("//*[@id='prosjektliste']/@aria-busy") == ["false"]


def test_a_project_page_has_everything(site: Path, library: Library) -> None:
    for record in library.projects:
        root = page(site, f"prosjekter/{record.slug}")
        main = root.xpath("//main")[0].text_content()
        assert root.xpath("//h1")[0].text_content() == record.data.title
        assert record.data.summary in main
        assert root.xpath(f"//a[contains(@href,'/{record.path}')]"), "the edit link leads to the right file"
        for owner in record.data.owner:
            assert owner == "ukjent" or library.name("organisations", owner) in main
        source, alike = ("Kjelde og datoar", "Liknande prosjekt") if record.data.language == "nn" else (
            "Kilde og datoer", "Lignende prosjekter",
        )  # fmt: skip
        assert source in main and alike in main


def test_no_dead_link_and_nothing_from_elsewhere(site: Path) -> None:
    assert check_site(site) == []


def test_no_english_and_no_leftovers(site: Path) -> None:
    for file in site.rglob("*.html"):
        text = lxml_html.parse(str(file)).getroot().xpath("//body")[0]
        for script in text.xpath("//script|//style"):
            script.getparent().remove(script)
        words = text.text_content()
        for bad in (
            "Skip to content",
            "Search",
            "Edit this page",
            "Table of contents",
            "Made with",
            "Previous",
            "Not found",
            "ukjent felt",
            "None",
            "undefined",
        ):
            assert bad not in words, f"{file}: {bad}"
        if "makroer" not in str(file) and "feilmeldinger" not in str(file):
            assert "{{" not in words and "{%" not in words, file


def test_data_is_published(site: Path) -> None:
    assert len(json.loads((site / "data/projects.json").read_text(encoding="utf-8"))) == 9
    for name in ("project", "tool"):
        assert json.loads((site / f"data/schema/{name}.schema.json").read_text(encoding="utf-8"))["$schema"].endswith(
            "2020-12/schema"
        )
    assert not (site / "_data").exists()


def test_a_municipality_without_a_project_is_for_readers_only(site: Path) -> None:
    """It is not for search engines until a project names it; the list of a municipality's projects has it as its own."""
    listed = (site / "sitemap.xml").read_text(encoding="utf-8")
    for key, named in (("bodo", True), ("narvik", False)):
        assert (f"/kommuner/{key}/<" in listed) == named
        robots = page(site, f"kommuner/{key}").xpath("//meta[@name='robots']/@content")
        assert robots == ([] if named else ["noindex"])
    (canonical,) = page(site, "prosjekter/kommune/bodo").xpath("//link[@rel='canonical']/@href")
    assert canonical.endswith("/kommuner/bodo/") and "prosjekter/kommune/bodo/" not in listed
    assert max((f.stat().st_size for f in site.glob("kommuner/*/index.html")), default=0) <= 25_000


def test_who_counts_finds_the_data_from_where_the_figures_and_the_tools_are(site: Path) -> None:
    for path in ("portefolje", "verktoy"):
        (link,) = page(site, path).xpath("//main//a[starts-with(@href, '/data/')]/@href")
        address, _, part = link.partition("#")
        shown = page(site, address.strip("/"))
        assert not part or shown.get_element_by_id(part) is not None
    assert shown.xpath("//main//a[@href='/data/tools.csv']"), "the tools as a table"
