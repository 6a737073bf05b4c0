"""`make check` tells what the guides leave out. Judged here on texts of our own; the guides themselves are content."""

from pathlib import Path

import guides
from support import CONTENT, write

from macros.content.model import PhaseSpan
from macros.content.model.fields.reference import shape_of

TABLE = "## Feltene i `phase`\n\n| felt | hva | må |\n|---|---|---|\n{}\n## Så\n"
START, END = "| `start` | Når øya sto klar | ja |\n", "| `end` | Når båten gikk | ja |\n"


def rows(*lines: str) -> list[str]:
    return list(guides.field_table(TABLE.format("".join(lines)), "Feltene i `phase`", shape_of(PhaseSpan)))


def test_a_field_without_a_row_a_row_without_a_field_and_a_wrong_answer() -> None:
    assert rows(START, END) == []
    assert rows(START) == [
        "CONTRIBUTING.md: «Feltene i `phase`»: `end` has no row. Fill in an example: "
        "| `end` | Fasen da veiledningen sluttet. | … | ja |"
    ]
    assert "`øy`" in rows(START, END, "| `oy` | Båt | nei |\n".replace("oy", "øy"))[0]
    assert "`end` says nei" in rows(START, END.replace("ja", "nei"))[0]
    assert len(list(guides.field_table("", "Feltene i `phase`", shape_of(PhaseSpan)))) == 2, "no table at all"


def test_every_record_of_a_write_up_has_a_table() -> None:
    found = guides.tables()
    assert {"Feltene i `benefits`", "Feltene i `contact`", "Feltene i `changes`", guides.MEASUREMENT} <= set(found)
    assert "Feltene i `price_model`" not in found, "it is explained where the model is"
    assert all(list(guides.field_table("", heading, shape)) for heading, shape in found.items()), "each is asked for"


def test_what_is_not_named_is_told() -> None:
    assert list(guides.unnamed("a.md", "`make site`", ["site"], "`make {}`", "make target")) == []
    (told,) = guides.unnamed("a.md", "`make site`", ["site", "øy"], "`make {}`", "make target")
    assert told == "a.md: the make target «øy» is not named (`make øy`)"
    assert "key_figure" in guides.macros(CONTENT)


def test_a_title_of_the_menu_without_nynorsk_is_told() -> None:
    nav = "nav:\n  - Forside: index.md\n  - Bidra:\n      - Øykart: kart.md\nsite_url: !ENV [ØY, x]\n"
    (told,) = guides.menu(nav)
    assert "«Øykart»" in told


def test_an_example_that_is_wrong_is_told() -> None:
    front = "title: Øy\nowner: Helse Førde HF\nregion: Helse Vest\nhours: {}\nphase: Konsept\nsummary: Om øya.\nsource: ukjent\npublished: 2026-03-01\n"
    text = f"---\n{front}---\n\n## Mål\n\nTekst.\n"
    assert guides.problems_of(CONTENT, text.format("120")) == []
    assert "FM023" in guides.problems_of(CONTENT, text.format("0120"))[0]


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "# Om øya\n")
    text = "# Å\n[en](a.md) [to](a.md#om-øya) [tre](b.md) [fire](a.md#båt) [fem](#å) [ute](https://example.org/x)\n"
    write(tmp_path / "b-guide.md", text)
    told = list(guides.dead_links(tmp_path, "b-guide.md", text))
    assert told == ["b-guide.md: the link b.md leads nowhere", "b-guide.md: the link a.md#båt leads to no heading"]


def test_a_proof_that_is_not_there_is_told(tmp_path: Path) -> None:
    write(tmp_path / "tests/test_a.py", "def test_øy() -> None: ...\n")
    text = "`tests/test_a.py::test_øy` `tests/test_a.py` `tests/test_a.py::test_y` `tests/test_b.py`"
    told = list(guides.proofs(tmp_path, text))
    assert told == [f"HACKING.md: there is no test tests/{name}" for name in ("test_a.py::test_y", "test_b.py")]
