"""What turns records into HTML, to the letter. After a wanted change: ``UPDATE=1 pytest tests/rooms/catalogue/test_golden.py``, read the diff."""

import os
from datetime import date
from pathlib import Path

import pytest
from support import GOLDEN, make_checkout, writeup

from macros.catalogue.project import project_html
from macros.content.load import load
from macros.html.page.indexes import alphabet_page, facet_page, value_page
from macros.html.record.card import card, cards
from macros.library.library import Library
from macros.site.macros import MistakeError, editor_macros

HOSTILE = '"\'\\"><script>alert(1)</script>{{ 7*7 }}\'"'
FULL = writeup(
    title="Øyhelse «nær»", aliases="[Ærlig talt, Øy & Hav]", builds_on="[annen, Fonna-modellen]", themes="[oppgavedeling]",
    patient_groups="[barn-og-unge]", deliverables="[systemkart]", round="[2024-s1, 2024-s3]", hours="1250",
    outcome='{status: pa-pause, as_of: 2024-12, source: Melding fra eieren, reason: "Kommunestyret ville vente."}', published="2026-11-22", classified_by="redaksjonen",
    source='[{title: Årsrapport, section: "4.3"}, {title: Øyrapporten, as_of: 2024}]',
    benefits="[{id: g1, type: annen-gevinst, description: Færre reiser, recipient: [pasient], status: forventet}, "
    "{id: g2, type: annen-gevinst, description: Kortere kø, status: malt, measurements: [{value: 4, date: 2025-03}]}]",
    adopted_by="[{organisation: Røst kommune, date: 2025}]",
)  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.of(
        load(
            make_checkout(
                tmp_path, {"oyhelse.md": FULL, "annen.md": writeup(title="Annen", hours="ukjent", phase="ukjent")}
            )
        )
    )


def golden(name: str, html: str) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE"):
        file.write_text(html + "\n", encoding="utf-8")
    assert html + "\n" == file.read_text(encoding="utf-8")


def test_project_page(library: Library) -> None:
    golden("project.html", project_html(library, library.by_slug["oyhelse"], (library.by_slug["annen"], None)))


def test_cards(library: Library) -> None:
    golden("cards.html", cards(library, library.projects, list_id="prosjektliste"))


def test_a_card_says_what_is_unknown_and_what_is_only_hoped_for(tmp_path: Path) -> None:
    text = writeup(
        owner="[ukjent]", region="[ukjent]", hours="ukjent", phase="ukjent", patient_groups=None,
        benefits="[{id: g1, type: annen-gevinst, description: Færre reiser, status: forventet}, "
        "{id: g2, type: annen-gevinst, description: Kortere kø, status: malt, measurements: [{value: 4, date: 2025-03}]}]",
    )  # fmt: skip
    library = Library.of(load(make_checkout(tmp_path, {"oy.md": text})))
    record = library.by_slug["oy"]
    assert card(library, record).facts == (
        "Gevinster: 1 forventet, 1 målt",
        "Ukjent: timer, fase, eier og region",
    )
    assert card(library, record, language="nn").facts == (
        "Gevinstar: 1 forventa, 1 målt",
        "Ukjent: timetal, fase, eigar og region",
    )


def test_facet_and_value_and_alphabet(library: Library) -> None:
    golden("facet.html", facet_page(library, library.facet("fase")).html)
    golden("value.html", value_page(library, library.facet("fase"), "planlegge").html)
    golden("alphabet.html", alphabet_page(library).html)


def test_a_value_without_projects_says_so(library: Library) -> None:
    html = value_page(library, library.facet("fase"), "avslutte").html
    assert "Ingen prosjekter har denne verdien ennå." in html


def test_every_field_of_front_matter_is_escaped(tmp_path: Path) -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    text = writeup(
        title=quoted, summary=quoted, aliases=f"[{quoted}]", builds_on=f"[{quoted}]", classified_by=quoted,
        source=f"[{{title: {quoted}, section: {quoted}}}]", outcome=f"{{status: stanset, as_of: 2025, source: {quoted}, scope: {quoted}, reason: {quoted}}}",
        prerequisites=f"[{quoted}]", systems=f"[{quoted}]",
        cost=f"[{{amount: 12, kind: anslag, payer: {quoted}, covers: {quoted}, period: {quoted}, source: {quoted}}}]",
        benefits=f"[{{id: g1, measurements: [{{value: 4, source: {quoted}}}], type: annen-gevinst, description: {quoted}}}]", adopted_by=f"[{{organisation: {quoted}, result: {quoted}}}]",
        contact=f"{{role: {quoted}, organisation: {quoted}}}",
    )  # fmt: skip
    library = Library.of(load(make_checkout(tmp_path, {"ond.md": text})))
    page = project_html(library, library.by_slug["ond"], (None, None))
    for html in (page, cards(library, library.projects), alphabet_page(library).html):
        assert "<script" not in html and "49" not in html.replace("149", "")
        assert "&lt;script&gt;" in html and "{{ 7*7 }}" in html


def test_macros_answer_and_explain(library: Library) -> None:
    macros = editor_macros(library, date(2026, 11, 22))
    assert macros["count"](region="helse-vest") == "2"
    assert macros["count"](region=["Helse Vest", "nasjonal"], fase="Planlegge") == "1"
    assert "Øyhelse" in macros["project_card"]("oyhelse")
    assert macros["project_list"](sort="hours", limit=1).count("<article") == 1
    assert "4,5 millioner kroner" in macros["key_figure"]("budsjett-2022")
    figure = macros["key_figure"]("timer", year=2024)
    assert "1\N{NO-BREAK SPACE}250" in figure and "n = 1" in figure and "22. november 2026" in figure
    assert "Oppgavedeling" in macros["facet_index"]("tema")
    assert macros["macro_words"]("project_list").startswith("`pasientgruppe`, `tema`, ")
    assert macros["macro_words"]("chart").startswith("`runde`, `region`, ") and "`timer`" not in macros["macro_words"](
        "chart"
    )


@pytest.mark.parametrize(
    ("name", "args", "kwargs", "allowed", "suggestion"),
    [
        ("project_card", ("oyhels",), {}, "annen, oyhelse", "oyhelse"),
        ("project_list", (), {"sort": "hour"}, "relevans, tittel, nyeste, timer, fase", ""),
        ("project_list", (), {"regin": "x"}, "pasientgruppe, tema", "region"),
        ("project_list", (), {"limit": 0}, "1, 2, 3, …", ""),
        ("count", (), {"region": "helse-vesst"}, "helse-nord, helse-midt-norge", "helse-vest"),
        ("key_figure", ("timr",), {}, "prosjekter, timer, eiere", "timer"),
        ("key_figure", ("timer", 2019), {}, "2021, 2022, 2024, 2032", ""),
        ("facet_index", ("temaer",), {}, "pasientgruppe, tema", "tema"),
        ("macro_words", ("charts",), {}, "project_list, chart", "chart"),
    ],
)
def test_a_wrong_argument_says_what_is_allowed(
    library: Library, name: str, args: tuple, kwargs: dict, allowed: str, suggestion: str
) -> None:
    with pytest.raises(MistakeError) as caught:
        editor_macros(library, date(2026, 11, 22))[name](*args, **kwargs)
    assert caught.value.allowed.startswith(allowed)
    assert caught.value.suggestion == suggestion or not suggestion
