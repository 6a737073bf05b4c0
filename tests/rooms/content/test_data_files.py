"""Malformed data files: each is told at its own file and line, in one message or few, and never with a crash."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.data import file
from macros.content.load import load
from macros.site.checks import check
from macros.words.problems import Problem
from macros.words.vocabulary.relied_on import RELIED_ON

Change = Callable[[str], str | bytes]
DATA, WORDS = "docs/_data", "docs/_data/vocabulary"
PRICE = """title: Øyesjekk
price_year: 2024
patients_per_year: 80
horizon_years: 5
before: {fixed: [{item: Reise, payer: kommune, amount: 900}]}
after: {fixed: [{item: Lisens, payer: kommune, amount: 5400}]}
"""
FORM = """title: {nb: Plan for øya, nn: Plan for øya}
files: [docx]
intro: {nb: Fyll ut., nn: Fyll ut.}
sections:
  - id: plan
    title: {nb: Plan, nn: Plan}
    columns:
      - {id: hva, title: {nb: Hva, nn: Kva}}
      - {id: frist, type: date, title: {nb: Frist, nn: Frist}}
      - {id: antall, type: number, title: {nb: Antall, nn: Tal}}
  - id: punkter
    title: {nb: Punkter, nn: Punkt}
    points: [{title: {nb: Båt, nn: Båt}}]
example:
  title: Øya
  about: Et eksempel.
  answers:
    - {section: plan, rows: [{hva: Båt, frist: 2027-09-21, antall: 4}]}
    - {section: punkter, points: [{status: gjort, date: 2027-10-21}]}
"""
TOOL = "---\ntitle: Kart over øya\nsummary: Tegn øyene og hvem som bor der.\nsource: ukjent\nform: form.yml\n---\n\n## Mål\n\nTekst.\n"
RATES = """worked_hours: 1550
roles:
  - {key: losen, label: {nb: Los}, rate: 500, year: 2024}
"""
PRIVACY = "addresses: [post@oya.example]\nrole_phones: [22 04 00 00]\n"
FIGURES = """figures:
  - {key: baater, label: {nb: Båter}, value: 4, as_of: 2024, source: {title: Årsrapporten}}
"""
PUBLISHED = """year: 2031
as_of: 2031
source: {title: Årsrapporten}
figures:
  - {key: oyer, label: {nb: Øyer}, section: "1", value: 4, cannot: {nb: Rapporten sier ikke hvilke}}
"""
OWN = {
    "projects/pris/pris.yml": PRICE, "tools/kart/form.yml": FORM, f"{DATA}/rates.yml": RATES,
    f"{DATA}/privacy.yml": PRIVACY, f"{DATA}/figures.yml": FIGURES, f"{DATA}/published/2031.yml": PUBLISHED,
    f"{DATA}/spelling.yml": "words: [øyer]\nnames: [Røst]\n",
    f"{DATA}/search.yml": "variants: {øyi: øya}\nsynonyms: [[øy, holme]]\nexpands: {båt: [ferge]}\n",
}  # fmt: skip


def put(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text, f"{old!r} is not there"
        return text.replace(old, new, 1)

    return change


def word(fields: str) -> Change:
    return lambda text: text.rstrip("\n") + f"\n  - {{key: nytt-ord, label: {{nb: Nytt ord}}, {fields}}}\n"


def row(line: str) -> Change:
    return lambda text: text.rstrip("\n") + f"\n  - {line}\n"


def whole(content: str | bytes) -> Change:
    return lambda text: content


def rate(fields: str) -> Change:
    return row(f"{{key: ny, label: {{nb: Ny}}, {fields}}}")


def figure(fields: str) -> Change:
    return row(f"{{key: ny, label: {{nb: Ny}}, {fields}}}")


LATIN = "words: [øyer]\n".encode("latin-1")
CONFLICT = "words:\n<<<<<<< HEAD\n  - øy\n=======\n  - holme\n>>>>>>> andre\n"
CASES: list[tuple[str, Change, str]] = [
    # Fields that are not there, and values that are of another kind.
    (f"{WORDS}/themes.yml", word("farge: blå"), "FM020"),
    (f"{WORDS}/themes.yml", word("deadline: 2027-02"), "FM020"),
    (f"{WORDS}/rounds.yml", word("kind: rhf"), "FM020"),
    (f"{WORDS}/themes.yml", put("label:", "labell:"), "FM020"),
    (f"{WORDS}/themes.yml", put("closed: true", "closed: kanskje"), "FM032"),
    (f"{WORDS}/themes.yml", row("ny"), "FM029"),
    (f"{WORDS}/themes.yml", row("{key: ny, label: Ny}"), "FM029"),
    (f"{WORDS}/themes.yml", row("{key: ny, label: {nb: [a, b]}}"), "FM027"),
    (f"{WORDS}/themes.yml", row("{label: {nb: Ny}}"), "FM021"),
    (f"{WORDS}/themes.yml", row("{key: Ny Nøkkel, label: {nb: Ny}}"), "FM035"),
    (f"{WORDS}/themes.yml", row("{key: ukjent, label: {nb: Vet ikke}}"), "VK115"),
    (f"{WORDS}/themes.yml", row("{key: ny, label: {no: Ny}}"), "VK111"),
    (f"{WORDS}/themes.yml", row("{key: ny, label: {nn: Ny}}"), "VK101"),
    (f"{WORDS}/themes.yml", row("{key: ny, label: {nb: Ny}, aliases: [[a]]}"), "FM027"),
    (f"{WORDS}/themes.yml", whole(""), "FM101"),
    (f"{WORDS}/themes.yml", whole("- a\n- b\n"), "FM011"),
    (f"{WORDS}/themes.yml", whole("bare tekst\n"), "FM011"),
    (f"{WORDS}/themes.yml", whole("label: {nb: T}\nvalues: tekst\n"), "FM028"),
    # Dates of the calendar.
    (f"{WORDS}/themes.yml", word("valid_from: 2024-02-30"), "FM221"),
    (f"{WORDS}/themes.yml", word("valid_to: i fjor"), "FM225"),
    (f"{WORDS}/themes.yml", word("valid_from: 2024-05, valid_to: 2023"), "VK104"),
    (f"{WORDS}/rounds.yml", word("deadline: 2027-13"), "FM221"),
    (f"{WORDS}/rounds.yml", word("deadline: våren 2027"), "FM226"),
    (f"{DATA}/figures.yml", figure("value: 1, as_of: 2024-02-31, source: {title: Å}"), "FM221"),
    (f"{DATA}/published/2031.yml", put("as_of: 2031", "as_of: 2031-13"), "FM221"),
    ("tools/kart/form.yml", put("2027-09-21", "2027-99-21"), "SK010"),
    ("tools/kart/form.yml", put("2027-10-21", "2027-02-30"), "FM221"),
    # Numbers and their limits.
    (f"{WORDS}/rounds.yml", word("year: tjue"), "FM206"),
    (f"{WORDS}/rounds.yml", word("applications: -3"), "FM026"),
    (f"{WORDS}/rounds.yml", word("hours_granted: mange"), "FM211"),
    (f"{WORDS}/hours_bands.yml", put("min: 100", "min: 90"), "VK113"),
    (f"{WORDS}/hours_bands.yml", put("max: 99", "max: nittini"), "FM023"),
    (f"{DATA}/rates.yml", rate("rate: mye, year: 2024"), "FM031"),
    (f"{DATA}/rates.yml", rate("rate: 1, year: 24"), "FM026"),
    (f"{DATA}/rates.yml", put("1550", "0"), "FM026"),
    (f"{DATA}/rates.yml", put("1550", "8785"), "FM026"),
    (f"{DATA}/figures.yml", figure("value: mye, as_of: 2024, source: {title: Å}"), "FM031"),
    ("projects/pris/pris.yml", put("5400", "1e9"), "FM031"),
    ("projects/pris/pris.yml", put("price_year: 2024", "price_year: 20244"), "FM026"),
    ("tools/kart/form.yml", put("antall: 4", f"antall: {'4' * 19}"), "SK008"),
    ("tools/kart/form.yml", put("hva: Båt", f"hva: {'åtte båter ' * 4_000}"), "FM042"),
    # What names something that is not there, and what is named twice.
    (f"{WORDS}/organisations.yml", word("kind: rhf, parent: [helse-vest-rhf]"), "FM027"),
    (f"{WORDS}/organisations.yml", word("kind: rhf, parent: {a: b}"), "FM027"),
    (f"{WORDS}/organisations.yml", word("kind: [rhf]"), "FM027"),
    (f"{WORDS}/organisations.yml", word("kind: hf, region: helse-vesten"), "VK003"),
    (f"{WORDS}/organisations.yml", word("kind: hf, org_number: abc"), "VK109"),
    (f"{WORDS}/organisations.yml", row("{key: ny, label: {nb: Ny}}"), "FM021"),
    (f"{WORDS}/themes.yml", word("replaced_by: borte"), "VK102"),
    (f"{WORDS}/programs.yml", word("counted: kanskje"), "FM032"),
    (f"{WORDS}/programs.yml", word("page: om.md"), "VK116"),
    (f"{WORDS}/programs.yml", word("page: /finnes/ikke/"), "VK117"),
    (f"{DATA}/rates.yml", row("{key: losen, label: {nb: En til}, rate: 1, year: 2024}"), "VK114"),
    (f"{DATA}/rates.yml", row("{key: ukjent, label: {nb: En til}, rate: 1, year: 2024}"), "VK115"),
    (f"{DATA}/figures.yml", row("{key: baater, label: {nb: Ny}, value: 1, as_of: 2024, source: {title: Å}}"), "VK106"),
    (f"{DATA}/figures.yml", figure("value: 1, as_of: 2024, source: {title: Å, url: her}"), "FM034"),
    (f"{DATA}/published/2031.yml", put('section: "1"', "figure: borte"), "PF005"),
    (f"{DATA}/published/2031.yml", put("year: 2031", "year: 2030"), "PF003"),
    ("projects/pris/pris.yml", put("before: {fixed: [{item: Reise, payer: kommune, amount: 900}]}\n", ""), "PR006"),
    (f"{DATA}/search.yml", whole("variants: {heim: hjem, hje: he}\n"), "VK119"),
    (f"{DATA}/search.yml", whole("variants: {øy: [a]}\n"), "FM027"),
    (f"{DATA}/search.yml", whole("synonyms: {a: b}\n"), "FM028"),
    (f"{DATA}/privacy.yml", put("post@oya.example", "ikke-adresse"), "FM036"),
    (f"{DATA}/privacy.yml", put("22 04 00 00", "2204"), "FM043"),
    # The file itself.
    (f"{DATA}/spelling.yml", whole("ord: [øy]\n"), "FM020"),
    (f"{DATA}/spelling.yml", whole("words: &a [øy]\n"), "FM006"),
    (f"{DATA}/spelling.yml", whole("words: [øy\n"), "FM126"),
    (f"{DATA}/spelling.yml", whole("words: [ø\0y]\n"), "FM005"),
    (f"{DATA}/spelling.yml", whole('words: ["ø\\0y"]\n'), "FM115"),
    (f"{DATA}/spelling.yml", whole(CONFLICT), "FM107"),
    (f"{DATA}/spelling.yml", whole(LATIN), "FM001"),
    (f"{DATA}/spelling.yml", whole("words: [a]\nwords: [b]\n"), "FM012"),
    (f"{DATA}/spelling.yml", whole("words: [øy]\n".encode("utf-16")), "FM103"),
    (f"{DATA}/spelling.yml", whole(b"PK\x03\x04"), "FM102"),
    (f"{DATA}/spelling.yml", whole("words: [øy]\rnames: [Røst]\r"), "FM114"),
    (f"{DATA}/speling.yml", whole("words: [øy]\n"), "FM166"),
    (f"{WORDS}/temaer.yml", whole("label: {nb: T}\n"), "FM166"),
    (f"{DATA}/published/2031.txt", whole("year: 2031\n"), "FM166"),
    (f"{DATA}/rates.yaml", whole("worked_hours: 1\n"), "FM164"),
    ("tools/kart/form.yml", put("hva: Båt", 'hva: "B\\u202eåt"'), "FM115"),
    ("projects/pris/pris.yml", put("title: Øyesjekk", 'title: "Øye\\x1b[31m"'), "FM115"),
    *((f"{WORDS}/{name}.yml", put(f"key: {key}\n", f"key: ny-{key}\n"), "VK112") for name, keys in RELIED_ON.items() for key in keys),
]  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_checkout(
        tmp_path_factory.mktemp("kasse"),
        {"trygg.md": writeup(), "pris/index.md": writeup(title="Pris på øya", price_model="pris.yml")},
        {"kart/index.md": TOOL},
    )
    for report in (made / DATA / "published").glob("*.yml"):
        report.unlink()  # its figures are in the file that is written over
    for path, text in OWN.items():
        write(made / path, text)
    return made


def told(root: Path) -> list[Problem]:
    return check(load(root), date(2026, 11, 22))


@pytest.fixture(scope="module")
def before(root: Path) -> frozenset[Problem]:
    found = told(root)
    assert [p.as_text() for p in found if p.severity == "error"] == []
    return frozenset(found)


@pytest.mark.parametrize(("path", "change", "code"), CASES, ids=[f"{c[2]}-{n}-{c[0]}" for n, c in enumerate(CASES)])
def test_it_is_told_in_its_own_file(
    root: Path, before: frozenset[Problem], path: str, change: Change, code: str
) -> None:
    file = root / path
    old = file.read_bytes() if file.exists() else None
    made = change(old.decode() if old is not None else "")
    write(file, made)
    try:
        found = [p for p in told(root) if p not in before]
    finally:
        file.unlink()
        if old is not None:
            write(file, old)
    mine = [p for p in found if p.code == code]
    assert mine, [p.as_text() for p in found]
    lines = (made if isinstance(made, bytes) else made.encode()).count(b"\n") + 1
    assert all(p.path == path and 1 <= p.line <= lines and p.hint for p in mine), [p.as_text() for p in mine]
    assert {p.path for p in found} == {path}, "no innocent file is told"
    errors = [p for p in found if p.severity == "error"]
    assert len(errors) <= 1, [p.as_text() for p in errors]
    assert not any(re.search(r"Skriv: (.*)$", p.hint) and p.hint.endswith(f": {p.value}") for p in found)


def test_a_list_that_cannot_be_read_hides_nothing_else(root: Path, before: frozenset[Problem]) -> None:
    """A mistake in another file is told in the same run, and the message says what is not judged yet."""
    themes, old = root / WORDS / "themes.yml", (root / WORDS / "themes.yml").read_text(encoding="utf-8")
    write(themes, old + "  - {key: ny, label: {nb: Ny}, farge: blå}\n")
    write(root / "projects/feil.md", writeup(title="Båt", hours="mange", themes="[finnes-ikke]"))
    try:
        found = [p for p in told(root) if p not in before]
    finally:
        write(themes, old)
        (root / "projects/feil.md").unlink()
    assert [(p.path, p.code) for p in found if p.severity == "error"] == [
        (f"{WORDS}/themes.yml", "FM020"), ("projects/feil.md", "FM210"),
    ]  # fmt: skip
    assert "VK118" in {p.code for p in found}


def test_a_list_that_is_changed_is_read_again_and_told_the_same_at_every_look(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"øy.md": writeup()})
    file = root / WORDS / "phases.yml"
    good = file.read_text(encoding="utf-8")
    first = load(root).problems
    write(file, good + "fargeløs: ja\n")
    once, twice = load(root).problems, load(root).problems
    assert once == twice and {p.path for p in set(once) - set(first)} >= {f"{WORDS}/phases.yml"}
    write(file, good)
    assert load(root).problems == first


def test_a_list_is_read_once_and_found_again_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_checkout(tmp_path, {"oy.md": writeup()})
    themes, judged, read = root / f"{WORDS}/themes.yml", file._judged, []
    monkeypatch.setattr(file, "_judged", lambda text, path, *more: (read.append(path), judged(text, path, *more))[1])

    def loaded() -> tuple[str, list[Problem]]:
        read.clear()
        file._alone.cache_clear()
        shutil.rmtree(root / ".cache/writeups", ignore_errors=True)  # where all lists are found together
        content = load(root)
        return repr(content.vocabularies), list(content.problems)

    first = loaded()
    assert f"{WORDS}/themes.yml" in read and f"{DATA}/places/municipalities.yml" in read
    assert loaded() == first and read == []
    kept = sorted((root / ".cache/data").iterdir())
    for number, entry in enumerate(kept):
        entry.write_bytes(kept[number - 1].read_bytes() if number % 2 else entry.read_bytes()[:-1])
    assert loaded() == first and set(read) >= {f"{WORDS}/themes.yml"}, "what is damaged is read anew"
    text = themes.read_text(encoding="utf-8")
    write(themes, text.replace("closed: true", "closed: kanskje"))
    wrong = loaded()
    assert read == [f"{WORDS}/themes.yml"] and wrong != first
    assert loaded() == wrong, "what is wrong is told again"
    write(themes, text)
    assert loaded() == first
