"""``/folg/`` says in plain words how to follow a topic, and never calls history a deadline to come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html
from support import make_checkout, writeup

from macros.content.load import load
from macros.library.library import Library
from macros.opendata.feeds import Feeds
from macros.opendata.follow import follow_page, topic_page, topics

SITE = "https://eksempel.no/kunnskap/"
PROJECTS = {
    "oya.md": writeup(title="Øya", patient_groups="[barn-og-unge]", published="2020-01-01", updated="2026-02-03"),
    "asen.md": writeup(title="Åsen", patient_groups="[barn-og-unge]", published="2026-01-02"),
    "ukjent.md": writeup(title="Uten dag", patient_groups="[barn-og-unge]", published=None, region="ukjent"),
}


def library_of(folder: Path, day: date = date(2026, 11, 22)) -> Library:
    return Library.of(load(make_checkout(folder, PROJECTS)), day)


@pytest.mark.parametrize(
    ("day", "says", "offers"),
    [
        (date(2090, 1, 1), "bare frister som er over", "Last ned fristene som er over"),
        (date(2023, 1, 1), "framover", "Hent kalenderen"),
    ],
)
def test_each_topic_has_a_page_and_the_calendar_says_what_it_is(
    day: date, says: str, offers: str, tmp_path: Path
) -> None:
    library = library_of(tmp_path, day)
    page = lxml_html.fromstring(str(follow_page(library, SITE, day).html))
    links = set(page.xpath("//details//a/@href"))
    assert "/folg/pasientgruppe/barn-og-unge/" in links and not any("ukjent" in link for link in links)
    assert links == {f"/folg/{facet.slug}/{key}/" for facet, keys in topics(library) for key in keys}
    assert not page.xpath("//a[contains(@href,'feed.')]"), "a feed opens as code"
    assert page.get_element_by_id("im-feed").text == f"{SITE}feed.xml"
    assert says in page.text_content() and offers in page.text_content()
    assert page.xpath("//a[starts-with(@href,'mailto:')]")


def test_a_topic_tells_the_newest_and_has_the_address_of_its_feed(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    page = lxml_html.fromstring(str(topic_page(library, library.facet("pasientgruppe"), "barn-og-unge", SITE).html))
    told = [" ".join(li.text_content().split()) for li in page.xpath("//ul[@class='im-told']/li")]
    assert told == ["Øya Oppdatert 3. februar 2026", "Åsen Ny 2. januar 2026"]
    address = page.get_element_by_id("im-feed").text
    assert address.removeprefix(SITE) in set(Feeds(library, SITE).names())
    assert "/prosjekter/?pasientgruppe=barn-og-unge&sort=nyeste" in page.xpath("//a/@href")
    assert "Se alle 3 prosjekterfaringer" in page.text_content()
