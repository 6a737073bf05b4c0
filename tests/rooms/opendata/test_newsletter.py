"""The newsletter's draft: what is in it, how it looks in an e-mail program, and what the command says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import html as lxml_html
from support import make_checkout, writeup

from macros.cli import main
from macros.content.load import load
from macros.library.library import Library
from macros.library.news import News, news
from macros.opendata.newsletter.files import newsletter_files
from macros.words.vocabulary import Value, Vocabulary

SITE = "https://innomed.no/"
SINCE, UNTIL = date(2026, 11, 1), date(2026, 11, 30)
PROJECTS = {
    "ny.md": writeup(title="Ny på Ærøy", published="2026-11-01"),
    "sist.md": writeup(title="Siste dag", published="2026-11-30"),
    "endret.md": writeup(title="Endret på Åsen", published="2025-11-01", updated="2026-11-15"),
    "for.md": writeup(title="Før perioden", published="2026-10-31"),
    "etter.md": writeup(title="Etter perioden", published="2026-12-01"),
    "utkast.md": writeup(title="Et utkast", published="2026-11-10", status="draft"),
    "arkiv.md": writeup(title="Arkivert", published="2026-11-10", status="archived"),
    "udatert.md": writeup(title="Uten dato", published=None),
}
TOOL = writeup(
    title="Øyekartet", owner=None, region=None, hours=None, phase=None, published="2026-11-20",
    summary="Et kart over øyer.", source='[{title: "Redaksjonen"}]',
)  # fmt: skip


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return make_checkout(tmp_path / "base", PROJECTS, {"oyekartet/index.md": TOOL})


@pytest.fixture
def small(checkout: Path) -> Library:
    return Library.of(load(checkout))


def titles(records: Any) -> list[str]:
    return [r.data.title for r in records]


def files(library: Library, found: News | None = None) -> dict[str, str]:
    made = newsletter_files(library, found or news(library, SINCE, UNTIL), SITE)
    return {name.rsplit(".", 1)[-1]: text for name, text in made.items()}


def test_what_is_news(small: Library) -> None:
    found = news(small, SINCE, UNTIL)
    assert titles(found.new_projects) == ["Siste dag", "Ny på Ærøy"], "both ends of the period are in it"
    assert titles(found.updated_projects) == ["Endret på Åsen"]
    assert titles(found.new_tools) == ["Øyekartet"]
    assert found.count == 4 and [d.round.key for d in found.deadlines] == ["2032-s1"]


def test_what_is_new_is_not_told_as_updated_too(tmp_path: Path) -> None:
    """A project published and changed in the same period stands in the letter once, and counts once."""
    both = writeup(title="Ny og endret på Ærøy", published="2026-11-05", updated="2026-11-20")
    library = Library.of(load(make_checkout(tmp_path, {"begge.md": both})))
    assert news(library, SINCE, UNTIL).count == 1
    for text in files(library).values():
        assert text.count("Ny og endret på Ærøy") == 1 and "Oppdaterte erfaringer" not in text


def of_rounds(library: Library, *values: Value) -> Library:
    """The library with these rounds and no other."""
    rounds = Vocabulary("rounds", library.vocabularies["rounds"].label, values)
    return replace(library, vocabularies={**library.vocabularies, "rounds": rounds})


def test_deadlines_ahead(small: Library) -> None:
    words = [("forbi", "2026-10"), ("denne", "2026-11"), ("idag", "2026-11-30"), ("neste", "2027-02-15")]
    library = of_rounds(small, *(Value(key, {"nb": f"Runde {key}"}, extra={"deadline": text}) for key, text in words))
    found = news(library, SINCE, UNTIL)
    assert [d.round.key for d in found.deadlines] == ["denne", "idag", "neste"]
    for text in files(library, found).values():
        assert "15. februar 2027" in text and "I løpet av november 2026" in text and "Runde forbi" not in text


def test_both_files_say_the_same(small: Library) -> None:
    made = files(of_rounds(small))
    assert set(made) == {"html", "txt"}
    for text in made.values():
        for wanted in ("Ny på Ærøy", "Siste dag", "Endret på Åsen", "Øyekartet", "Vi kjenner ingen frister framover"):
            assert wanted in text
        for unwanted in ("Før perioden", "Etter perioden", "Et utkast", "Arkivert", "Uten dato"):
            assert unwanted not in text
        assert "[Skriv innledningen her" in text and "1. november 2026 til 30. november 2026" in text
        assert f"{SITE}prosjekter/ny/" in text and f"{SITE}verktoy/oyekartet/" in text
    assert all(len(line) <= 72 or line.startswith(("http", "Se ", "Om ")) for line in made["txt"].splitlines())


def test_html_for_email_programs(small: Library) -> None:
    text = files(small)["html"]
    root = lxml_html.fromstring(text)
    assert root.get("lang") == "nb"
    assert not root.xpath("//img | //script | //style | //link | //iframe | //form | //@background | //@onload")
    assert "url(" not in text and "@import" not in text
    assert {urls.split("/")[2] for urls in root.xpath("//@href")} == {"innomed.no"}, "whole addresses, and only ours"
    assert not [a for a in root.xpath("//a/@href") if "?" in a], "nothing that tells who has read it"
    assert all(e.get("style") for e in root.xpath("//h1|//h2|//h3|//p|//a|//td"))
    assert all(table.get("role") == "presentation" for table in root.xpath("//table"))
    comments = " ".join(c.text for c in root.xpath("//comment()"))
    assert "Utkast" in comments and "Innledning" in comments


@pytest.mark.browser
@pytest.mark.parametrize("images", [True, False])
def test_letter_in_chromium(small: Library, tmp_path: Path, browser: Any, images: bool) -> None:
    file = tmp_path / "brev.html"
    file.write_text(files(small)["html"], encoding="utf-8")
    context = browser.new_context(viewport={"width": 600, "height": 900}, offline=True, java_script_enabled=True)
    page, asked = context.new_page(), []
    if not images:
        page.route("**/*", lambda r: r.abort() if r.request.resource_type == "image" else r.continue_())
    page.on("request", lambda r: asked.append(r.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()], "opens offline, and asks nobody for anything"
    assert page.evaluate("document.documentElement.scrollWidth") == 600
    assert page.locator("h2").all_inner_texts() == [
        "Nye erfaringer", "Oppdaterte erfaringer", "Nye verktøy", "Søknadsfrister",
    ]  # fmt: skip
    box = page.locator("table table").bounding_box()
    assert box["width"] == 600
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 360, "fits a phone"
    sizes = page.evaluate(
        "[...document.querySelectorAll('p,a,h3')].filter(e=>e.offsetHeight).map(e=>parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 14
    context.close()


Run = Callable[..., Result]


@pytest.fixture
def run(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(checkout)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")  # 21 November 2026
    return lambda *words: CliRunner().invoke(main, ["newsletter", *words])


def test_the_command_writes_a_draft(run: Run, checkout: Path) -> None:
    result = run("--since", "2026-11-01", "--until", "2026-11-30")
    assert result.exit_code == 0, result.output
    assert "1 nye og 1 oppdaterte erfaringer, 1 nye" in result.output, "what is to be published later is no news yet"
    names = sorted(f.name for f in (checkout / "nyhetsbrev").iterdir())
    assert names == [f"nyhetsbrev-2026-11-01-2026-11-30.{kind}" for kind in ("html", "txt")]


def test_until_is_today_when_nothing_is_said(run: Run, tmp_path: Path) -> None:
    assert run("--since", "2026-11-01", "--out", str(tmp_path / "ut")).exit_code == 0
    (file,) = (tmp_path / "ut").glob("*.txt")
    assert file.name == "nyhetsbrev-2026-11-01-2026-11-21.txt"
    assert "Siste dag" not in file.read_text(encoding="utf-8")


def test_what_an_editor_has_written_is_kept(run: Run, checkout: Path) -> None:
    words = ("--since", "2026-11-01", "--until", "2026-11-30")
    run(*words)
    assert "forrige" not in run(*words).output, "nothing has been changed, so nothing is put aside"
    file = checkout / "nyhetsbrev/nyhetsbrev-2026-11-01-2026-11-30.txt"
    file.write_text("Kjære lesere på øyene", encoding="utf-8")
    for number in (1, 2):
        result = run(*words)
        assert f"Det forrige utkastet ligger i {file.stem}.tidligere-{number}.txt" in result.output
        assert (file.parent / f"{file.stem}.tidligere-{number}.txt").read_text(
            encoding="utf-8"
        ) == "Kjære lesere på øyene"
        file.write_text("Kjære lesere på øyene", encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Si hvilken dag brevet skal begynne med"),
        (["--since", "2026-13-01"], "--since er «2026-13-01», men må være en dato som ÅÅÅÅ-MM-DD"),
        (["--since", "2026-02-30"], "--since er «2026-02-30»"),
        (["--since", "1.11.2026"], "Skriv for eksempel --since 2026-11-01"),
        (["--since", "20261101"], "--since er «20261101»"),
        (["--since", "2026-11-01", "--until", "i går"], "--until er «i går»"),
        (["--since", "2026-11-30", "--until", "2026-11-01"], "--since (2026-11-30) er etter --until (2026-11-01)"),
        (["--since", "2027-01-01"], "er etter dagen i dag (2026-11-21)"),
    ],
)
def test_wrong_dates(run: Run, checkout: Path, words: list[str], told: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert told in result.output and "Traceback" not in result.output
    assert not (checkout / "nyhetsbrev").exists()


def test_nothing_new_is_no_letter(run: Run, checkout: Path) -> None:
    result = run("--since", "2020-01-01", "--until", "2020-02-01")
    assert result.exit_code == 0
    assert re.search(r"Ingenting er publisert|Utkast i", result.output)


def test_a_folder_that_cannot_be_written_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("opptatt", encoding="utf-8")
    result = run("--since", "2026-11-01", "--out", str(tmp_path / "fil"))
    assert result.exit_code == 2 and "kan ikke være en mappe" in result.output


def test_errors_in_the_content_come_first(run: Run, checkout: Path) -> None:
    (checkout / "projects/feil.md").write_text("uten front matter", encoding="utf-8")
    result = run("--since", "2026-11-01")
    assert result.exit_code == 1 and "projects/feil.md:1:1: FM002" in result.output
