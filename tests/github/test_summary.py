"""What the check's run tells the comment: the titles of what is changed, all problems, and nothing that is secret."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from changes import Change
from comment import LONGEST, MOST_BYTES, MOST_IN_REPORT, Report, Told, read
from summary import report, shortened
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.site.checks import check
from macros.words.problems import Place, problem

NUMBER = "01819000049"
"""A synthetic one: the Tax Administration adds 80 to the month of those."""


def test_titles_are_told_also_of_a_text_with_mistakes(tmp_path: Path) -> None:
    checkout = make_checkout(
        tmp_path,
        {
            "en.md": writeup(title="Én på øya", status="draft"),
            "to.md": writeup(title="'To'", hours="x"),
            "tre.md": writeup(title="Tre", published="2162-03-01"),
        },
    )
    content = load(checkout)
    changes = [Change("A", f"projects/{name}.md") for name in ("en", "to", "tre")] + [Change("M", "docs/om/index.md")]
    found = report(content, check(content), [*changes, Change("D", "projects/borte.md")])
    assert found.titles == {
        "/prosjekter/en/": "Én på øya",
        "/prosjekter/to/": "To",
        "/prosjekter/tre/": "Tre",
        "/om/": "Side om/index",
    }
    assert found.waiting == {"/prosjekter/tre/": "1. mars 2162"}
    assert found.drafts == ["/prosjekter/en/"] and "/prosjekter/en/" in found.kept


def test_the_problems_of_what_is_changed_come_first(tmp_path: Path) -> None:
    content = load(make_checkout(tmp_path, {}))
    problems = [problem("FM020", f"projects/{name}.md", Place(), "x") for name in ("a", "b", "c")]
    problems += [replace(problems[0], path=f"projects/{name}.md", severity="warning") for name in ("a", "c", "d")]
    found = report(content, problems, [Change("M", "projects/c.md"), Change("A", "projects/lenke.md", special=True)])
    assert [told.path for told in found.problems] == [f"projects/{name}.md" for name in "ccabad"]
    assert (found.errors, found.warnings, found.elsewhere, found.special) == (3, 1, 2, ["projects/lenke.md"])


def test_an_identity_number_is_never_told(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path, {"en.md": writeup(title=f"Pasient {NUMBER}")})
    content = load(checkout)
    problems = check(content)
    assert problems, "tallet skal være et gyldig nummer"
    assert NUMBER not in shortened(report(content, problems, [Change("A", "projects/en.md")]), [])


def test_what_is_sent_is_never_more_than_is_taken() -> None:
    for text, kept in (("ø" * 100, MOST_IN_REPORT), ("\x01ø" * 400, 100), ("\x01" * 3000, 20)):
        told = [Told(f"projects/å{n}.md", n, "FM020", text, text, "error") for n in range(600)]
        sent = shortened(Report(600, 3, 2, told, kept=["/prosjekter/x/"]), [])
        assert len(sent.encode()) <= MOST_BYTES
        found = read(sent)
        assert found is not None and len(found.problems) == kept and found.problems[0].message == text[:LONGEST]
        assert (found.errors, found.warnings, found.elsewhere, found.kept) == (600, 3, 2, [])
    titles = {f"/prosjekter/{n}/": "\x01" * 3000 for n in range(500)}
    assert read(shortened(Report(2, 1, 4, titles=titles), [])) == Report(2, 1, 4)


def test_a_file_that_cannot_be_read_has_no_title(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path, {})
    write(checkout / "projects/rar.md", b"\xff\xfe\x00title: x\n")
    write(checkout / "projects/tom.md", "title:\n")
    (checkout / "projects/mappe.md").mkdir()
    (checkout / "projects/lenke.md").symlink_to(write(tmp_path.parent / "hemmelig.md", "title: Hemmelig"))
    changes = [Change("A", f"projects/{name}.md") for name in ("rar", "tom", "mappe", "lenke", "finnes-ikke")]
    assert report(load(checkout), [], changes).titles == {}
