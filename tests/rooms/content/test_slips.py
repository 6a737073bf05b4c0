"""Slips that YAML reads, or stops at somewhere else than where they were made: told where they are, with what to type."""

from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.site.checks import check


def told(folder: Path, **files: str) -> list[str]:
    root = make_checkout(folder, {})
    for name, text in files.items():
        write(root / f"projects/{name}.md", text)
    return [p.as_text() for p in check(load(root)) if p.severity == "error"]


def test_a_quotation_mark_that_nobody_closed_is_told_on_its_own_line(tmp_path: Path) -> None:
    text = writeup(title='"Trygg på øya', summary='"Eldre på Røst skulle få hjelp hjemme."')
    assert told(tmp_path, oy=text) == [
        "projects/oy.md:2:8: FM013 Anførselstegnet som starter her, blir aldri avsluttet. "
        "Skriv det samme tegnet på slutten av verdien."
    ]


def test_text_behind_a_closed_quotation_mark_is_still_that(tmp_path: Path) -> None:
    (line,) = told(tmp_path, oy=writeup(title='"Trygg" på øya'))
    assert "FM128" in line


def test_names_without_a_space_after_the_colon_are_one_mistake(tmp_path: Path) -> None:
    assert told(tmp_path, oy=writeup(phase="{start:konsept, end:planlegge}")) == [
        "projects/oy.md:6:8: FM122 Det mangler mellomrom etter kolonet i «{start:konsept, end:planlegge}». "
        "Skriv: phase: {start: konsept, end: planlegge}"
    ]


def test_an_address_in_braces_is_no_such_mistake(tmp_path: Path) -> None:
    assert told(tmp_path, oy=writeup(source="{title: Årsrapport, url: https://innomed.no/ærlig}")) == []


def test_a_list_in_quotation_marks(tmp_path: Path) -> None:
    assert (
        told(tmp_path, oy=writeup(themes='"[oppgavedeling, Organisering]"'))[0]
        .split(": ", 1)[1]
        .startswith("FM248 «themes» er en liste i anførselstegn. Skriv uten anførselstegn: themes: [oppgavedeling, ")
    )


@pytest.mark.parametrize(
    ("region", "named"), [("Helse Øst", "region"), ("[Helse Øst]", "region"), ("[Helse Vest, Helse Øst]", "region.2")]
)
def test_a_value_alone_in_its_list_has_no_number(tmp_path: Path, region: str, named: str) -> None:
    (line,) = told(tmp_path, oy=writeup(region=region))
    assert f"«{named}» er «Helse Øst»" in line


def test_a_link_to_a_file_with_faults_is_not_a_fault_of_the_link(tmp_path: Path) -> None:
    body = "## Mål\n\nLik [øya](/prosjekter/oy/), ulik [fjorden](/prosjekter/finnes-ikke/).\n"
    found = told(tmp_path, oy=writeup(hours="mange"), ulik=writeup(body, title="Ulik"), oyene=writeup(title="Øyene"))
    assert [line.split()[1] for line in found] == ["FM210", "BD005"]
    assert "«/prosjekter/finnes-ikke/»" in found[1] and "Mente du" not in found[1], "what all begin with is no likeness"


MEANT = [
    ({"cost": "\n  - amount: 1,5 mill\n    kind: budsjett"}, "FM202", "Skriv: amount: 1500000"),
    ({"cost": "\n  - amount: MNOK 2,25\n    kind: budsjett"}, "FM202", "Skriv: amount: 2250000"),
    ({"cost": "\n  - amount: ca. 300 tusen kr\n    kind: budsjett"}, "FM203", "Skriv: amount: 300000"),
    ({"own_effort": "{fte: 50 %, source: Rapporten}"}, "FM209", "Skriv: fte: 0.5"),
    ({"hours": "120 t"}, "FM202", "Skriv: hours: 120"),
    ({"published": "2025-31-01"}, "FM229", "Skriv: published: 2025-01-31"),
    ({"municipalities": "[Bergen Stavanger]"}, "FM250", "Skriv: municipalities: [bergen, stavanger]"),
    ({"summary": "[Eldre] på Røst får hjelp."}, "FM125", 'Skriv: summary: "[Eldre] på Røst får hjelp."'),
    ({"region": "[helse-vest]."}, "FM137", "Skriv: region: [helse-vest]"),
    ({"title": "& sjøen på Røst"}, "FM125", 'Skriv: title: "& sjøen på Røst"'),
    ({"tags": "[øy]"}, "FM155", "«themes» eller «patient_groups»"),
    ({"title": "Navn på prosjektet"}, "FM212", "Skriv navnet leserne kjenner"),
]


@pytest.mark.parametrize(("fields", "code", "write"), MEANT)
def test_what_was_meant_is_what_to_type(tmp_path: Path, fields: dict[str, str], code: str, write: str) -> None:
    (line,) = told(tmp_path, oy=writeup(**fields))
    assert f": {code} " in line and write in line


def test_a_whole_write_up_among_the_pages_is_told_once(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {})
    write(root / "docs/om/trygg-øy.md", writeup(title="Trygg øy"))
    write(root / "prosjekter/trygg-øy.md", writeup(title="Trygg øy"))
    found = [(p.path, p.code, p.hint) for p in load(root).problems if p.code.startswith("FM")]
    assert found == [
        ("prosjekter/trygg-øy.md", "FM176", "Flytt filene til projects/."),
        ("docs/om/trygg-øy.md", "FM169", "Flytt den til projects/trygg-øy.md."),
    ]


def test_a_page_with_words_of_its_own_is_no_write_up(tmp_path: Path) -> None:
    """Only fields of a project say so, however many others nobody knows."""
    root = make_checkout(tmp_path, {})
    unknown = "".join(f"{name}: på øya\n" for name in ("båt", "brygge", "fjøs", "naust", "eier"))
    write(root / "docs/om/øya.md", f"---\ntitle: Øya\n{unknown}---\n\n## Sjøen\n\nTekst.\n")
    assert {p.code for p in load(root).problems if p.path == "docs/om/øya.md"} <= {"FM020", "FM154"}


def test_a_bullet_of_another_kind_is_shown_as_it_was_written(tmp_path: Path) -> None:
    (line, *_) = told(tmp_path, oy=writeup(region="\n  - Helse Nord\n  • Helse Vest"))
    assert "FM121" in line and "«•»" in line and "- Helse Vest" in line
