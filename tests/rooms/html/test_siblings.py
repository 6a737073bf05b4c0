"""The page of a value: its projects, as cards or titles, and under them the other values of its facet: all of a few, and of
many the most used, with the way to the rest."""

from __future__ import annotations

import pytest
from lxml import html

from macros.addresses import facet_url
from macros.html.page import indexes
from macros.html.page.indexes import value_page
from macros.library.library import Library


def siblings(library: Library, slug: str, key: str) -> list[tuple[str, str]]:
    made = html.fromstring(str(value_page(library, library.facet(slug), key).html))
    links = made.xpath(f"//a[starts-with(@href, '{facet_url(slug)}')]")
    return [(link.get("href"), " ".join(link.text_content().split())) for link in links][1:]


@pytest.mark.parametrize("slug", ["region", "pasientgruppe"])
def test_a_few_stand_all(library: Library, slug: str) -> None:
    facet = library.facet(slug)
    first, *others = library.keys(facet)
    there = siblings(library, slug, first)
    assert [address for address, _ in there] == [facet_url(slug, key) for key in others]


def test_of_many_stand_the_most_used_and_the_way_to_all(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "SIBLINGS", 2)
    facet = library.facet("pasientgruppe")
    first, *others = library.keys(facet)
    *shown, every = siblings(library, facet.slug, first)
    least = min(library.count(facet, address.split("/")[-2]) for address, _ in shown)
    left_out = {key for key in others if facet_url(facet.slug, key) not in dict(shown)}
    assert len(shown) == 2 and max(library.count(facet, key) for key in left_out) <= least
    assert every == (facet_url(facet.slug), f"Se alle {len(others) + 1}"), "no count of projects behind it"


def test_many_projects_are_titles_with_the_way_to_their_cards(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    facet = library.facet("region")
    key = max(library.keys(facet), key=lambda key: library.count(facet, key))
    records = library.select({facet.slug: [key]})
    monkeypatch.setattr(indexes, "CARDS", len(records))
    few = html.fromstring(str(value_page(library, facet, key).html))
    assert len(few.find_class("im-card")) == len(records) and not few.find_class("im-alphabet")
    monkeypatch.setattr(indexes, "CARDS", len(records) - 1)
    many = html.fromstring(str(value_page(library, facet, key).html))
    assert not many.find_class("im-card")
    assert [link.text_content() for link in many.xpath("//ul[@class='im-alphabet']//a")] == [
        r.data.title for r in records
    ]
    assert many.xpath(f"//a[@href='/prosjekter/?{facet.slug}={key}']")
