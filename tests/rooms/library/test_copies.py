"""A write-up made from another says so where it still is the other's."""

from pathlib import Path

import pytest
from support import make_checkout, writeup

from macros.content.load import load
from macros.site.checks import check

SENTENCE = "Jordmor følger gravide på øyene hjem, og er der de første ukene etter fødselen."
OTHER_SENTENCE = "Sykepleieren på fjellet kommer til de samme eldre hver gang, og skriver ned hva de selv sier."
BENEFIT = "Færre reiser fra øyene til sykehuset i de første ukene etter fødselen"


def codes(folder: Path, **texts: str) -> list[tuple[str, str]]:
    root = make_checkout(folder, {f"{name}.md": text for name, text in texts.items()})
    return [(p.path, p.code) for p in check(load(root)) if p.code.startswith("KX20")]


def original(**fields: str) -> str:
    return writeup(f"## Mål\n\n{SENTENCE}\n", title="Øya", published="2025-01-01", summary=SENTENCE, **fields)


def copy(body: str = OTHER_SENTENCE, summary: str = OTHER_SENTENCE, **fields: str | None) -> str:
    return writeup(f"## Mål\n\n{body}\n", title="Fjellet", published="2026-01-01", summary=summary, **fields)


def test_what_is_ones_own_is_not_told(tmp_path: Path) -> None:
    assert codes(tmp_path, a=original(), b=copy()) == []


@pytest.mark.parametrize(
    ("code", "theirs", "ours"),
    [
        ("KX200", {"aliases": "Trygt på øya"}, {"aliases": "[Fjellvandring, trygt på øya]"}),
        ("KX201", {"benefits": f"[{{id: reiser, type: annen-gevinst, description: {BENEFIT}}}]"},
         {"benefits": f"[{{id: turer, type: annen-gevinst, description: {BENEFIT}}}]"}),
        ("KX202", {}, {"summary": SENTENCE}),
        ("KX203", {}, {"body": SENTENCE}),
    ],
)  # fmt: skip
def test_the_younger_is_told_what_is_the_others(
    tmp_path: Path, code: str, theirs: dict[str, str], ours: dict[str, str]
) -> None:
    # The section of the source is the same in all of them, and is told only beside another sign.
    found = codes(tmp_path, a=copy(**ours), b=original(**theirs))
    assert sorted(found) == [("projects/a.md", code), ("projects/a.md", "KX204")]


def test_a_draft_is_younger_than_what_is_published(tmp_path: Path) -> None:
    draft = copy(aliases="Trygt på øya", status="draft").replace("published: 2026-01-01\n", "")
    assert ("projects/a.md", "KX200") in codes(tmp_path, a=draft, b=original(aliases="Trygt på øya"))


def test_what_a_whole_programme_says_is_nobodys_copy(tmp_path: Path) -> None:
    benefits = f"[{{id: reiser, type: annen-gevinst, description: {BENEFIT}}}]"
    assert codes(tmp_path, **{f"p{i}": copy(f"{OTHER_SENTENCE} {i}", f"{OTHER_SENTENCE} {i}", benefits=benefits) for i in range(5)}) == []  # fmt: skip
