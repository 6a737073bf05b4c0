"""What is unknown, what is old, and whom to ask."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html as lxml_html
from support import make_checkout, writeup

from macros.catalogue import quality
from macros.catalogue.completeness import FIELDS, completeness, missing_in, months_between, without_follow_up
from macros.catalogue.project import project_html
from macros.catalogue.quality import follow_up_page, quality_page
from macros.content.load import load
from macros.library.library import Library

TODAY = date(2026, 11, 22)


def library_of(folder: Path, **projects: str) -> Library:
    return Library.of(load(make_checkout(folder, {f"{name}.md": text for name, text in projects.items()})))


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (date(2025, 5, 22), date(2026, 11, 22), 18),
        (date(2025, 5, 23), date(2026, 11, 22), 17),
        (date(2026, 11, 22), date(2026, 11, 22), 0),
        (date(2027, 1, 1), date(2026, 11, 22), 0),
        (date(2024, 12, 31), date(2026, 11, 22), 22),
    ],
)
def test_whole_months(earlier: date, later: date, months: int) -> None:
    assert months_between(earlier, later) == months


def test_each_field_is_known_or_missing(tmp_path: Path) -> None:
    full = writeup(
        title="Alt på Ærøya", patient_groups="[Barn og unge]", themes="[Oppgavedeling]", outcome="{status: I drift, as_of: 2026-01, source: Årsrapporten}",
        benefits="[{id: g1, type: Annen gevinst, description: Bedre, baseline: 3}]", barriers="[Kultur]",
    )  # fmt: skip
    bare = writeup(title="Lite på Ærøya", owner="ukjent", hours="ukjent", phase="ukjent", source="ukjent")
    library = library_of(tmp_path, alt=full, lite=bare)
    least, most = completeness(library, TODAY)
    assert (least.record.slug, most.record.slug) == ("lite", "alt"), "the least known comes first"
    assert {"owner", "hours", "phase", "source", "benefits", "measured", "outcome"} <= set(least.missing)
    assert not {"owner", "hours", "benefits", "measured", "outcome", "barriers"} & set(most.missing)
    assert least.known + len(least.missing) == len(FIELDS)
    assert missing_in(library, TODAY)["contact"] == 2


def test_old_is_more_than_eighteen_months(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        ny=writeup(title="Ny på øya", verified="2025-05-22"), gammel=writeup(title="Gammel", verified="2025-05-21"),
        aldri=writeup(title="Aldri"),
    )  # fmt: skip
    told = {
        r.slug
        for r in library.projects
        if "mer enn 18 måneder siden" in project_html(library, r, (None, None), today=TODAY)
    }
    assert told == {"gammel"}, "never checked is said on the secretariat's page, not on the project's"
    assert {c.record.slug for c in completeness(library, TODAY) if c.is_old} == {"gammel", "aldri"}


def test_whom_to_ask(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        uvisst=writeup(title="Uvisst & rart", round="2024-s1"),
        drift=writeup(title="Drift", round="2024-s1", outcome="{status: I drift, as_of: 2025, source: Årsrapporten}"),
        stanset=writeup(title="Stanset", round="2024-s2", outcome="{status: Stanset, as_of: 2025, source: Årsrapporten, reason: Ingen tid.}"),
        utenfor=writeup(title="Utenfor", round="2024-s1", program="[andre-erfaringer]"), uten=writeup(title="Uten runde"),
    )  # fmt: skip
    assert [(u.record.slug, u.months, u.due) for u in without_follow_up(library, TODAY)] == [("uvisst", 22, 12)]
    assert without_follow_up(library, date(2025, 12, 30)) == ()
    assert [u.due for u in without_follow_up(library, date(2025, 12, 31))] == [12], "due on the very day"
    assert [u.due for u in without_follow_up(library, date(2026, 12, 30))] == [12]
    assert [u.due for u in without_follow_up(library, date(2026, 12, 31))] == [24]


def test_the_mail_is_ready(tmp_path: Path) -> None:
    library = library_of(tmp_path, uvisst=writeup(title="Uvisst & rart på Ærøya", round="2024-s1"))
    root = lxml_html.fromstring(follow_up_page(library, TODAY, "https://innomed.no/base/").html)
    (link,) = [a.get("href") for a in root.iter("a") if (a.get("href") or "").startswith("mailto:")]
    query = parse_qs(urlsplit(link).query)
    assert query["subject"] == ["Hvordan gikk det med Uvisst & rart på Ærøya?"]
    assert "Er løsningen i vanlig drift?" in query["body"][0]
    plan = "https://innomed.no/base/prosjekter/uvisst/gevinstplan-kort.xlsx"
    assert (
        plan in query["body"][0]
        and "«Kan publiseres»" in query["body"][0]
        and "Tom celle betyr nei." in query["body"][0]
    )
    shown = root.xpath("string(//p[@class='im-mail'])")
    assert all(line in shown for line in query["body"][0].splitlines())


def test_long_lists_show_first_things_first_and_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    titles = ("Ær", "Øy", "Ås", "Åt")
    library = library_of(tmp_path, **{f"p{n}": writeup(title=t, round="2024-s1") for n, t in enumerate(titles)})
    whole = (follow_up_page(library, TODAY).html, quality_page(library, TODAY).html)
    assert not any(sign in html for html in whole for sign in ("til venter", "har en ferdig", "Tabellen har de"))
    for name, count in (("SHOWN", 3), ("WITH_MAIL", 1), ("LISTED", 3)):
        monkeypatch.setattr(quality, name, count)
    asked = lxml_html.fromstring(follow_up_page(library, TODAY).html)
    assert [" ".join(e.text_content().split()) for e in asked.xpath("//ul[@class='im-told']/li/span[1]")] == [
        "Ær",
        "Øy",
        "Ås",
    ]
    assert len(asked.xpath("//a[starts-with(@href, 'mailto:')]")) == 1
    assert "De 1 første har en ferdig e-post." in asked.text_content() and "1 til venter." in asked.text_content()
    least = lxml_html.fromstring(quality_page(library, TODAY).html)
    assert len(least.xpath("//h2[@id='prosjekter']/following::tbody[1]/tr")) == 3
    assert "Tabellen har de 3 prosjektene det er minst kjent om, av 4." in least.text_content()
    assert "n = 4 prosjekter" in least.text_content()


def test_no_projects_gives_no_percentage(tmp_path: Path) -> None:
    page = quality_page(library_of(tmp_path), TODAY)
    assert "Ikke grunnlag" in page.html
    assert not re.search(r"(?<![\d,])0 prosent", page.html)  # «0,0 prosent» of nynorsk is told on the same page
    assert "Ingen prosjekter venter" in follow_up_page(library_of(tmp_path / "to"), TODAY).html


def test_the_page_counts_what_it_lists(library: Library) -> None:
    root = lxml_html.fromstring(quality_page(library, TODAY).html)
    rows = root.xpath("//h2[@id='prosjekter']/following::tbody[1]/tr")
    assert len(rows) == len(library.projects)
    for name, count in (tr.xpath("string(th)") and (tr.xpath("string(th)"), int(tr.xpath("string(td)")))
                        for tr in root.xpath("//caption[@id='mangler']/following::tbody[1]/tr")):  # fmt: skip
        listed = sum(name.casefold() in row.xpath("string(td[1])").casefold() for row in rows)
        assert listed >= count > 0, name
