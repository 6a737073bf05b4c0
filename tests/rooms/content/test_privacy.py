"""Personal numbers are stopped wherever they hide, and never repeated; phones and addresses are told; roles are not."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from bad_files import W, body, changed, opendocument, pdf, word, workbook
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from support import CONTENT, make_checkout, write, writeup

from macros.cli import main
from macros.content.attachments import Examiner
from macros.content.data.privacy import check_text, load_privacy
from macros.content.load import load
from macros.content.model.data.privacy import CheckedNumber, PrivacyRules
from macros.library.library import Library
from macros.site.checks import check
from macros.text.personal_numbers import is_personal_number, masked, personal_numbers
from macros.words.problems import Place, Problem, problem

RULES, _ = load_privacy(CONTENT)


def number(day: int, month: int, year: int, individual: int = 480) -> str:
    """A number with right check digits, worked out here by trying them all: no person's, or anybody's."""
    for serial in range(individual, 1000):
        for check_digits in range(100):
            digits = f"{day:02}{month:02}{year:02}{serial:03}{check_digits:02}"
            first = sum(w * int(d) for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), digits, strict=False))
            second = sum(w * int(d) for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True))
            if first % 11 == 0 and second % 11 == 0:
                return digits
    raise AssertionError


SYNTHETIC = number(13, 89, 72)
"""Skatteetaten's kind of test number, month + 80: nobody has it."""
KINDS = {
    "synthetic (Skatteetaten)": SYNTHETIC,
    "synthetic (Norsk helsenett)": number(13, 74, 72),
    "H-number or NAV's": number(13, 49, 72),
    "D-number": number(53, 9, 72),
    "synthetic D-number": number(53, 89, 72),
    "D-number of the series opened in 2021": number(53, 9, 45, 600),
    "ordinary": number(13, 9, 72),
    "of a year to come": number(13, 9, 39, 500),
    "first of a month": number(1, 81, 1),
    "leap day": number(29, 82, 4),
}
SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "spaced": lambda n: f"{n[:6]} {n[6:]}",
    "no-break space": lambda n: f"{n[:6]}\u00a0{n[6:]}",
    "narrow space": lambda n: f"{n[:6]}\u202f{n[6:]}",
    "hyphen": lambda n: f"{n[:6]}-{n[6:]}",
    "en dash": lambda n: f"{n[:6]} – {n[6:]}",
    "dots": lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]} {n[6:]}",
    "whole year": lambda n: f"{n[:2]}.{n[2:4]}.19{n[4:6]} {n[6:]}",
    "in groups": lambda n: f"{n[:6]} {n[6:9]} {n[9:]}",
    "in pairs": lambda n: f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:9]} {n[9:]}",
    "zero width": lambda n: "\u200b".join(n),
    "soft hyphen": lambda n: f"{n[:6]}\u00ad{n[6:]}",
    "line break": lambda n: f"{n[:6]}\n{n[6:]}",
    "full width": lambda n: "".join(chr(0xFF10 + int(d)) for d in n),
    "between letters": lambda n: f"id{n}x",
    "in a list without spaces": lambda n: f"7,{n},{n}",
    "in bold": lambda n: f"**{n[:6]}** {n[6:]}",
}
ALL_KINDS = pytest.mark.parametrize("digits", KINDS.values(), ids=list(KINDS))


@ALL_KINDS
@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=list(SPELLINGS))
def test_every_kind_in_every_spelling(digits: str, spell: Callable[[str], str]) -> None:
    text = f"Pasienten på Ærøya ({spell(digits)}) hadde det bra."
    found = list(personal_numbers(text))
    assert found and {f.digits for f in found} == {digits}
    assert digits[2:] not in masked(text) and digits[6:] not in masked(text)


@pytest.mark.parametrize(
    "text",
    [
        f"konto {SYNTHETIC[:4]}.{SYNTHETIC[4:6]}.{SYNTHETIC[6:]}",
        f"konto {SYNTHETIC[:4]} {SYNTHETIC[4:6]} {SYNTHETIC[6:]}",
        SYNTHETIC[:-1] + str((int(SYNTHETIC[-1]) + 1) % 10),
        SYNTHETIC + "0",
        "1" + SYNTHETIC,
        SYNTHETIC[:10],
        number(13, 89, 72).replace("1389", "3202", 1),
        "org.nr. 974 760 673",
        "120 000 000 kroner og 12 345 timer",
        "10.1136/bmjopen-2020-012345",
        "ISBN 978-82-450-1234-5",
        "2024-11-22 12:30:45",
        "0.33333333333",
    ],
)
def test_what_is_not_a_personal_number(text: str) -> None:
    assert list(personal_numbers(text)) == []


def test_dates_must_exist() -> None:
    assert not any(is_personal_number(f"3002{rest}") for rest in map("{:07}".format, range(0, 2_000_000, 7)))


def test_false_positives_are_few() -> None:
    """0.24 % of random rows of eleven digits."""
    rng = random.Random(6)  # noqa: S311  (a test)
    hits = sum(is_personal_number(f"{rng.randrange(10**11):011}") for _ in range(100_000))
    assert 150 < hits < 350


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for found in personal_numbers(text):
        assert 0 <= found.start < found.end <= len(text) and is_personal_number(found.digits)
    assert not list(personal_numbers(masked(text)))


@given(st.sampled_from(list(KINDS.values())), st.text("abæøå \n.,;", max_size=20), st.text("abæøå \n,;", max_size=20))
def test_found_whatever_stands_around(digits: str, before: str, after: str) -> None:
    text = before + digits + after
    assert [(f.digits, text[f.start : f.end]) for f in personal_numbers(text)] == [(digits, digits)]


# In the content.


def personal(problems: Iterable[Problem]) -> list[Problem]:
    """Those that are about personal information."""
    return [p for p in problems if p.code.startswith("PV")]


def test_in_a_writeup_with_its_line_and_never_in_full(tmp_path: Path) -> None:
    text = writeup(
        f"## Mål\n\nGod dag.\nPasienten {SYNTHETIC} på Ærøya.\n", summary=f"Født {SYNTHETIC[:6]} {SYNTHETIC[6:]}."
    )
    root = make_checkout(tmp_path, {"a.md": text})
    problems = [p for p in check(load(root)) if p.code == "PV001"]
    lines = text.splitlines()
    assert [(p.path, p.line, p.column, p.severity) for p in problems] == [
        ("projects/a.md", 7, lines[6].index("1") + 1, "error"),
        ("projects/a.md", 15, lines[14].index(SYNTHETIC) + 1, "error"),
    ]
    assert load(root).projects == ()
    said = json.dumps([str(p) for p in problems], ensure_ascii=False) + "".join(p.as_text() for p in problems)
    assert SYNTHETIC[6:] not in said and SYNTHETIC[:2] in said


@pytest.mark.parametrize(
    "body_text",
    [
        f"Pasient {SYNTHETIC[:3]}&#8203;{SYNTHETIC[3:]}.",
        f"Pasient {SYNTHETIC[:6]}&nbsp;{SYNTHETIC[6:]}.",
        f"Pasient {SYNTHETIC[:4]}<b></b>{SYNTHETIC[4:]}.",
        f"Pasient &#{ord(SYNTHETIC[0])};{SYNTHETIC[1:]}.",
        f"![Pasient {SYNTHETIC}](bilde.png)",
        f"[lenke](https://øy.example/?id={SYNTHETIC})",
        f"<!-- {SYNTHETIC} -->",
        f"```\n{SYNTHETIC}\n```",
    ],
)
def test_markup_hides_nothing(body_text: str, tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(f"## Mål\n\n{body_text}\n")})
    assert "PV001" in [p.code for p in load(root).problems]


@pytest.mark.parametrize(
    "field",
    [
        f'"Født {SYNTHETIC[:5]}\\u200b{SYNTHETIC[5:]}"',
        f'"Født \\x3{SYNTHETIC[0]}{SYNTHETIC[1:]}"',
        f'"Født {SYNTHETIC}"  # og en merknad',
        f"Kort tekst  # {SYNTHETIC}",
    ],
)
def test_yaml_hides_nothing(field: str, tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(summary=field)})
    assert [p.line for p in load(root).problems if p.code == "PV001"] == [7]


def test_another_message_about_the_same_value_does_not_tell_it(tmp_path: Path) -> None:
    root = make_checkout(
        tmp_path, {"a.md": writeup(hours=SYNTHETIC, region=f"Øy {SYNTHETIC}", owner=f"[{SYNTHETIC}x]")}
    )
    problems = load(root).problems
    assert {"FM025", "PV001"} <= {p.code for p in problems}
    assert SYNTHETIC not in repr(problems)


def test_the_command_line_tells_nothing_in_any_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(f"## Mål\n\n{SYNTHETIC}\n", hours=SYNTHETIC)})
    monkeypatch.chdir(root)
    for style in ("text", "json", "github"):
        told = CliRunner().invoke(main, ["check", "--format", style])
        assert told.exit_code == 1 and "PV001" in told.output and SYNTHETIC not in told.output


@pytest.mark.parametrize("path", ["docs/om/øy.md", "tools/kart/form.yml", "docs/_data/vocabulary/themes.yml"])
def test_in_pages_and_data_files(path: str, tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup()})
    old = (root / path).read_text(encoding="utf-8") if (root / path).exists() else "# Øy\n"
    write(root / path, f"{old}# {SYNTHETIC}\n")
    assert [(p.path, p.line) for p in load(root).problems if p.code == "PV001"] == [(path, old.count("\n") + 1)]


def test_a_number_that_has_been_checked_is_let_through(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(f"## Mål\n\nSak {SYNTHETIC}.\n")})
    rules = root / "docs/_data/privacy.yml"
    entry = f'not_personal_numbers:\n  - {{number: "{SYNTHETIC}", why: saksnummer, checked: 2026-11-22}}\n'
    rules.write_text(rules.read_text(encoding="utf-8").replace("not_personal_numbers: []\n", entry), encoding="utf-8")
    content = load(root)
    assert [p.slug for p in content.projects] == ["a"] and personal(content.problems) == []


def test_a_number_is_let_through_only_with_a_reason(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup()})
    write(root / "docs/_data/privacy.yml", f'not_personal_numbers: [{{number: "{SYNTHETIC}"}}]\n')
    problems = [p for p in load(root).problems if p.path.startswith("docs/_data/")]
    assert {(p.path, p.code) for p in problems} == {("docs/_data/privacy.yml", "FM021")}
    assert {p.field for p in problems} == {"not_personal_numbers.why", "not_personal_numbers.checked"}


# In attachments.


def paragraph(*runs: str, tag: str = "t") -> str:
    return "<w:p>" + "".join(f"<w:r><w:{tag}>{run}</w:{tag}></w:r>" for run in runs) + "</w:p>"


def part(name: str, inner: str) -> bytes:
    return changed(word(), {f"word/{name}.xml": f'<w:x xmlns:w="{W}">{inner}</w:x>'})


def book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    return workbook(fill)


def put(value: object, sheet: str = "Måling", state: str = "visible") -> bytes:
    def fill(made: openpyxl.Workbook) -> None:
        target = made.active if sheet == "Måling" else made.create_sheet(sheet)
        target["B7"], target.sheet_state = value, state

    return workbook(fill)


LEADING_ZERO = number(1, 81, 1)
assert LEADING_ZERO.startswith("0")
HIDING: dict[str, tuple[str, bytes]] = {
    "a document": (".docx", word(paragraphs=(f"Pasient {SYNTHETIC}",))),
    "split runs": (".docx", body(word(), paragraph(SYNTHETIC[:4], SYNTHETIC[4:8], SYNTHETIC[8:]))),
    "deleted text": (".docx", body(word(), f"<w:del>{paragraph(SYNTHETIC, tag='delText')}</w:del>")),
    "comments": (".docx", part("comments", f"<w:comment>{paragraph(SYNTHETIC)}</w:comment>")),
    "headers": (".docx", part("header1", paragraph(SYNTHETIC))),
    "footnotes": (".docx", part("footnotes", f"<w:footnote>{paragraph(SYNTHETIC[:6], ' ', SYNTHETIC[6:])}</w:footnote>")),
    "alternative text": (".docx", body(word(), f'<w:p><w:docPr descr="Pasient {SYNTHETIC}"/></w:p>')),
    "a title": (".docx", changed(word(), {"docProps/custom.xml": f"<a><b>{SYNTHETIC}</b></a>"})),
    "a cell": (".xlsx", put(f"{SYNTHETIC[:6]} {SYNTHETIC[6:]}")),
    "a number cell": (".xlsx", put(int(SYNTHETIC))),
    "a number cell without its zero": (".xlsx", put(int(LEADING_ZERO))),
    "a number cell as excel shortens it": (
        ".xlsx",
        changed(put(5), {"xl/worksheets/sheet1.xml": lambda x: x.replace("<v>5</v>", f"<v>{int(LEADING_ZERO) / 1e9}E9</v>")}),
    ),
    "a hidden sheet": (".xlsx", put(SYNTHETIC, "Pasienter", "veryHidden")),
    "a note on a cell": (
        ".xlsx", changed(workbook(), {"xl/comments1.xml": f"<comments><comment><text><r><t>{SYNTHETIC[:5]}</t></r><r><t>{SYNTHETIC[5:]}</t></r></text></comment></comments>"}),
    ),
    "a chart": (".xlsx", changed(workbook(), {"xl/charts/chart1.xml": f"<c><v>{SYNTHETIC}</v></c>".replace("v>", "pt>")})),
    "a workbook behind a diagram": (".docx", changed(word(), {"word/embeddings/tall.xlsx": put(SYNTHETIC)})),
    "a link": (".docx", changed(word(), {"word/_rels/x.rels": f'<R><Relationship Type="x/hyperlink" TargetMode="External" Target="https://øy.example/{SYNTHETIC}"/></R>'})),
    "a slide": (".pptx", b""),
    "a page": (".pdf", pdf(text=f"Pasient {SYNTHETIC[:6]} {SYNTHETIC[6:]}")),
    "a pdf's title": (".pdf", pdf(lambda d: d.docinfo.__setitem__("/Title", f"Pasient {SYNTHETIC}"))),
    "a csv": (".csv", f"Navn;Nr\nØy;{SYNTHETIC}\n".encode()),
    "a csv without its zero": (".csv", f"Navn;Nr\nØy;{int(LEADING_ZERO)}\n".encode()),
    "a text in windows' letters": (".txt", f"Ærlig: {SYNTHETIC}".encode("cp1252")),
    "a text in utf-16": (".txt", f"Ærlig: {SYNTHETIC}".encode("utf-16")),
    "an odt": (".odt", opendocument(f"<text:p>{SYNTHETIC[:6]}<text:span>{SYNTHETIC[6:]}</text:span></text:p>")),
    "an ods": (
        ".ods",
        opendocument(f'<table:table-cell office:value-type="float" office:value="{int(LEADING_ZERO)}"/>', "spreadsheet"),
    ),
}  # fmt: skip


def presentation(text: str) -> bytes:
    """The least that is a presentation: a slide, and notes to it."""
    kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    types = f'<Types><Override PartName="/ppt/presentation.xml" ContentType="{kind}"/></Types>'
    slide = f"<p><a:p xmlns:a='a'><a:r><a:t>{text[:5]}</a:t></a:r><a:r><a:t>{text[5:]}</a:t></a:r></a:p></p>"
    return changed(word(), {"[Content_Types].xml": types, "ppt/notesSlides/notesSlide1.xml": slide})


@pytest.mark.parametrize("where", HIDING)
def test_in_an_attachment_wherever_it_hides(where: str) -> None:
    ending, content = HIDING[where]
    content = content or presentation(SYNTHETIC)
    findings = {f.code: f.facts for f in Examiner(RULES)(content, ending)}
    assert "PV002" in findings, findings
    said = problem("PV002", "projects/øy/index.md", Place(), value=f"fil{ending}", **findings["PV002"]).as_text()
    assert "•••" in said and SYNTHETIC[6:] not in said and LEADING_ZERO[6:] not in said


def test_the_place_in_an_attachment_is_told() -> None:
    (found,) = (f for f in Examiner(RULES)(put(int(SYNTHETIC), "Øvrige"), ".xlsx") if f.code == "PV002")
    assert "arket «Øvrige», celle B7" in found.facts["found"]
    (found,) = (f for f in Examiner(RULES)(HIDING["a page"][1], ".pdf") if f.code == "PV002")
    assert "side 1" in found.facts["found"]


def test_numbers_in_spreadsheets_are_not_all_persons() -> None:
    def fill(made: openpyxl.Workbook) -> None:
        for row in range(1, 60):
            made.active.cell(row, 1, row * 1_234_567)
            made.active.cell(row, 2, f"90{row:02} 1{row:03}")
            made.active.cell(row, 3, 974_760_673)

    assert Examiner(RULES)(workbook(fill), ".xlsx") == ()


# Phones and addresses.


@pytest.mark.parametrize(
    "text",
    ["Ring 22 33 44 55.", "tlf. 22334455", "Mobil: 900 12 345", "+47 22 33 44 55", "0047 22334455", "90012345", "91 23 45 67",
     "Telefonnummer 815-00-123", "kontakt oss på +4790012345"],
)  # fmt: skip
def test_phone_numbers_are_told(text: str) -> None:
    (told,) = check_text(f"Blåbær.\n{text}", "projects/a.md", RULES)
    assert (told.code, told.severity, told.line) == ("PV003", "warning", 2)
    assert text[-4:] not in told.message


@pytest.mark.parametrize(
    "text",
    ["org.nr. 974 760 673", "Org.nr. 97476067", "12 345 678 kroner", "kr 45 000 000", "90012345 kroner", "2024-11-22", "20241122",
     "ISBN 978-82-450-1234-5", "10.1136/bmj.90012345", "https://øy.example/sak/90012345", "id=90012345", "120 timer av 450",
     "40 000 000", "42 50 60 70 80", "80 12 34 56", "4567,89", "45 678 901,50", "rev. 95.123.456", "45 67 89 10 %"],
)  # fmt: skip
def test_what_is_no_phone_number(text: str) -> None:
    assert [p.as_text() for p in check_text(text, "projects/a.md", RULES)] == []


def test_a_switchboard_on_the_list_is_no_person() -> None:
    rules = PrivacyRules(role_phones=("+47 22 33 44 55",))
    assert list(check_text("Ring 22 33 44 55", "projects/a.md", rules)) == []


@pytest.mark.parametrize(
    "address", ["kari.nordmann@helse-øst.no", "kn@kommune.no", "kari@sub.helse.no", "postkari@x.no"]
)
def test_personal_addresses_are_told(address: str) -> None:
    (told,) = check_text(f"Skriv til {address}.", "projects/a.md", RULES)
    assert (told.code, told.severity) == ("PV004", "warning")
    assert address not in told.message and address.rpartition("@")[2] in told.message


@pytest.mark.parametrize(
    "address",
    ["postmottak@kommune.no", "post.hmn@helse.no", "POST@helse.no", "innomed@innomed.no", "info-1@x.no", "kari@øy.example",
     "kari@example.com"],
)  # fmt: skip
def test_addresses_of_roles_are_not(address: str) -> None:
    assert list(check_text(f"Skriv til {address}.", "projects/a.md", RULES)) == []


def test_a_checked_number_keeps_its_spelling_free() -> None:
    entry = CheckedNumber(number=f"{SYNTHETIC[:6]} {SYNTHETIC[6:]}", why="saksnummer", checked=date(2026, 11, 22))
    assert list(check_text(SYNTHETIC, "a.md", PrivacyRules(not_personal_numbers=(entry,)))) == []


# Contacts.

DAY = date(2026, 11, 22)


def contact(**fields: str) -> str:
    entries = {"role": "Prosjektleder på Ærøya", **fields}
    return "{" + ", ".join(f"{k}: {v}" for k, v in entries.items()) + "}"


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, []),
        ({"email": "postmottak@kommune.no"}, []),
        ({"email": "kari.nordmann@kommune.no"}, ["PV005"]),
        ({"email": "kari.nordmann@kommune.no", "consent_date": "2026-01-01"}, []),
        ({"email": "kari.nordmann@kommune.no", "consent_date": "2026-11-23"}, ["PV007"]),
        ({"consent_date": "2026-01-01", "remove_after": "2025-12-31"}, ["PV006", "PV008"]),
        ({"email": "post@kommune.no", "remove_after": "2026-11-22"}, []),
        ({"email": "post@kommune.no", "remove_after": "2026-11-21"}, ["PV008"]),
    ],
)
def test_rules_of_a_contact(fields: dict[str, str], codes: list[str], tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(contact=contact(**fields))})
    told = personal(check(load(root), DAY))
    assert sorted(p.code for p in told) == codes
    assert all(p.line == 10 and p.hint for p in told)
    assert "nordmann" not in "".join(p.message for p in told) or codes == ["PV005"]


def test_a_contact_whose_time_has_passed_is_nowhere(tmp_path: Path) -> None:
    text = writeup(contact=contact(email="post@ærøya.no", remove_after="2026-11-21"))
    content = load(make_checkout(tmp_path, {"a.md": text}))
    shown = [Library.of(content, day).projects[0].data.contact for day in (date(2026, 11, 21), DAY, None)]
    assert shown[0] and shown[0].email == "post@ærøya.no"
    assert shown[1:] == [None, None], "without a day nothing that has an end is shown"


@pytest.mark.site
def test_a_contact_whose_time_has_passed_is_in_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from macros.engine.build import build_site

    gone = writeup(
        contact=contact(
            role="Gammeloverlege", email="gammel.adresse@ærøya.no", consent_date="2024-01-01", remove_after="2026-11-21"
        )
    )
    kept = writeup(
        title="Ny på Øya", contact=contact(role="Nyoverlege", email="post@ærøya.no", remove_after="2026-11-22")
    )
    root = make_checkout(tmp_path, {"gammel.md": gone, "ny.md": kept})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22
    build_site(root, tmp_path / "site")
    files = [f for f in (tmp_path / "site").rglob("*") if f.is_file()]
    assert [f for f in files if b"ammeloverlege" in f.read_bytes() or b"gammel.adresse" in f.read_bytes()] == []
    assert {f.name for f in files if b"Nyoverlege" in f.read_bytes()} >= {"index.html", "projects.json", "projects.csv"}


def test_phones_and_addresses_in_an_attachment_are_one_warning() -> None:
    content = word(
        paragraphs=("Ring Øyvind på 900 12 345.", "Skriv til kari.nordmann@kommune.no eller post@kommune.no.")
    )
    (found,) = Examiner(RULES)(content, ".docx")
    told = problem(found.code, "projects/øy/index.md", Place(), value="plan.docx", **found.facts)
    assert (told.code, told.severity) == ("PV009", "warning")
    assert "ka•••@kommune.no" in told.message and "12 345" not in told.message


def test_a_file_that_nobody_mentions_is_read_all_the_same(tmp_path: Path) -> None:
    """It is not published, but it is under version control, which is as public."""
    root = make_checkout(tmp_path, {"ond/index.md": writeup()})
    (root / "projects/ond/pasienter.xlsx").write_bytes(put(int(SYNTHETIC), "Øvrige", "hidden"))
    problems = [(p.code, p.value) for p in load(root).problems if p.code[:2] in ("VL", "PV")]
    assert sorted(problems) == [("PV002", "pasienter.xlsx"), ("VL006", "pasienter.xlsx")]


def test_a_name_of_the_sources_is_told_wherever_it_stands(tmp_path: Path) -> None:
    """PV010: only whole names with a capital letter, in write-ups, pages and files alike; the list itself is no finding."""
    root = make_checkout(
        tmp_path, {"oy.md": writeup("## Mål\n\nÆrlig sa Øygard-Åsen. Et sandøvær, og en Sand.\n", aliases="Åsen")}
    )
    write(root / "docs/om/oyer.md", "---\ntitle: Øyene\n---\n\nÅsen bor der.\n")
    rules = root / "docs/_data/privacy.yml"
    write(rules, rules.read_text(encoding="utf-8") + "names: [Åsen, Øygard-Åsen, Sandøvær]\n")
    problems = [p for p in load(root).problems if p.code == "PV010"]
    assert {(p.path, p.value, p.severity) for p in problems} == {
        ("projects/oy.md", "Øygard-Åsen", "warning"),
        ("projects/oy.md", "Åsen", "warning"),
        ("docs/om/oyer.md", "Åsen", "warning"),
    }
    (found,) = Examiner(PrivacyRules(names=("Åsen",)))(word(paragraphs=("Åsen ledet møtet.",)), ".docx")
    assert found.code == "PV009"
