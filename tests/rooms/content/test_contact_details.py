"""Phone numbers, addresses and names of persons are told; those of roles are not; an agreed contact ends on its day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bad_files import (
    word,
)
from personal import SYNTHETIC, personal, put
from support import CONTENT, make_checkout, write, writeup

from macros.content.attachments import Examiner
from macros.content.data.privacy import check_text, load_privacy
from macros.content.load import load
from macros.content.model.data.privacy import CheckedNumber, PrivacyRules
from macros.library.library import Library
from macros.site.checks import check
from macros.words.problems import Place, problem

RULES, _ = load_privacy(CONTENT)


@pytest.mark.parametrize(
    "text",
    ["Ring 22 33 44 55.", "tlf. 22334455", "Mobil: 900 12 345", "+47 22 33 44 55", "0047 22334455", "90012345", "91 23 45 67",
     "Telefonnummer 815-00-123", "kontakt oss på +4790012345", "900.12.345", "22.33.44.55", "ring: 22-33-44-55", "+46 70 123 45 67",
     "+46701234567", "0046 70 123 45 67", "+44 (0)20 7946 0958", "+1 202-555-0143", "0045 32 12 34 56", "+358 40 1234567"],
)  # fmt: skip
def test_phone_numbers_are_told(text: str) -> None:
    (told,) = check_text(f"Blåbær.\n{text}", "projects/a.md", RULES)
    assert (told.code, told.severity, told.line) == ("PV003", "warning", 2)
    assert text[-4:] not in told.message


@pytest.mark.parametrize(
    "text",
    ["org.nr. 974 760 673", "Org.nr. 97476067", "12 345 678 kroner", "kr 45 000 000", "90012345 kroner", "2024-11-22", "20241122", "Ring 2026-03-01.", "tlf. på øya: 2026-03-01, 12 345 678 kroner",
     "ISBN 978-82-450-1234-5", "10.1136/bmj.90012345", "https://øy.example/sak/90012345", "id=90012345", "120 timer av 450",
     "40 000 000", "42 50 60 70 80", "80 12 34 56", "4567,89", "45 678 901,50", "rev. 95.123.456", "45 67 89 10 %",
     "+15 000 000 kroner", "en økning på +12 345 678 kr", "0012345", "versjon 22.11.2024", "+3,5 % fra 2019 til 2024"],
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


@pytest.mark.parametrize("written", ["kari.nordmann [at] kommune.no", "kari.nordmann(at)kommune.no", "kari.nordmann at kommune dot no", "kari.nordmann [krøllalfa] kommune [punktum] no", "kari.nordmann＠kommune.no", "kari.nordmann&#64;kommune.no"])  # fmt: skip
def test_an_address_hidden_from_programs_is_told(written: str) -> None:
    (told,) = check_text(f"Skriv til {written}.", "projects/a.md", RULES)
    assert (told.code, told.value) == ("PV004", "ka•••@kommune.no")


@pytest.mark.parametrize("text", ["De sier at helsenorge.no er bra.", "Se [a](https://øy.no/b.html).", "Skriv til post [at] øya.no.", "Vi så at [at] ikke sto der."])  # fmt: skip
def test_what_is_no_hidden_address(text: str) -> None:
    assert [p.as_text() for p in check_text(text, "projects/a.md", RULES)] == []


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
