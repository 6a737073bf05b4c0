"""Statements with figures that no source stands behind, in write-ups and on pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.site.checks import check
from macros.words.problems import Problem

ALONE = "[{title: Øyrapporten, as_of: 2024}]"
BODY = "## Mål\n\nI 2024 fikk 64 gravide besøk. Øya var med.\n\n- Båten gikk 12 ganger.\n"


def told(folder: Path, body: str = BODY, **fields: str) -> list[Problem]:
    content = load(make_checkout(folder, {"oya.md": writeup(body, **fields)}))
    return [p for p in check(content) if p.code == "BD155"]


def on_page(folder: Path, text: str) -> list[Problem]:
    root = make_checkout(folder, {})
    write(root / "docs/om/oyer.md", f"---\ntitle: Øyene\n---\n\n{text}\n")
    return [p for p in check(load(root)) if p.code == "BD156"]


@pytest.mark.parametrize("source", ["ukjent", ALONE])
def test_a_source_that_nobody_can_find_again_stands_behind_nothing(source: str, tmp_path: Path) -> None:
    found = told(tmp_path, source=source, summary="Jordmor fulgte hjem 64 gravide. Det tok 3 år.")
    assert [(p.field, p.value) for p in found] == [
        ("summary", "Jordmor fulgte hjem 64 gravide. Det tok 3 år."),
        ("", "I 2024 fikk 64 gravide besøk."),
        ("", "Båten gikk 12 ganger."),
    ]
    lines = (tmp_path / "projects/oya.md").read_text(encoding="utf-8").split("\n")
    assert [lines[p.line - 1][p.column - 1 :][:2] for p in found[1:]] == ["64", "12"]
    assert {p.severity for p in found} == {"warning"}


@pytest.mark.parametrize(
    "fields",
    [
        {"source": '[{title: Øyrapporten, section: "4.3"}]'},
        {"source": '[{title: Øyrapporten, url: "https://example.org/oy"}]'},
        {"source": ALONE.replace("}]", '}, {title: Avisen, section: "Side 4"}]')},
        {"source": ALONE, "confirmed_by_owner": "2025-05-02"},
        {"source": ALONE, "status": "draft"},
    ],
)
def test_one_that_can_be_found_the_owner_or_a_draft_is_enough(fields: dict[str, str], tmp_path: Path) -> None:
    assert told(tmp_path, **fields) == []


def test_what_names_its_own_source_is_right_anyway(tmp_path: Path) -> None:
    body = "## Mål\n\nI [Øyposten](https://example.org/oy) står det 64 gravide.\n\n## Resultat og status\n\nBåten gikk 12 ganger.\n"
    assert [p.value for p in told(tmp_path, body, source="ukjent")] == ["Båten gikk 12 ganger."]


def test_a_figure_on_a_page_needs_a_source_under_its_heading(tmp_path: Path) -> None:
    text = "## Penger\n\nBudsjettet var 13,7 millioner kroner.\n\n## Øyene\n\nDer bor 85 folk ([Øyposten](https://example.org/oy)).\n"
    (found,) = on_page(tmp_path, text)
    assert (found.line, found.column, found.severity) == (7, 16, "warning")
    assert "13,7" in found.message and found.hint


@pytest.mark.parametrize(
    "source",
    [
        "[Øyposten](https://example.org/oy)", "[Øya](/om/)", "[Se under](#penger).", "Se noten.[^1]\n\n[^1]: Øyposten.", "Kilde: Øyposten.",
        "**Kilder:** Øyposten og båten.", "Det står i avsnitt 3.2.", "Helsepersonelloven § 25 sier det.", "Slik står det (3.2).",
        '{{ key_figure("budsjett-2022") }}', '{{ chart("region") }}', "Se <https://example.org/oy>.",
        '<a href="https://example.org/oy">Øyposten</a>', "| Hva | Kilde |\n|---|---|\n| Båt | Øyposten |",
    ],
)  # fmt: skip
def test_what_counts_as_a_source_on_a_page(source: str, tmp_path: Path) -> None:
    assert on_page(tmp_path, f"## Penger\n\nBudsjettet var 13,7 millioner kroner.\n\n{source}\n") == []


@pytest.mark.parametrize(
    "other",
    ["[Skriv til oss](mailto:post@oya.example).", '{{ count(region="helse-vest") }}', "![Båten](bat.png)", "Se 2024."],
)
def test_what_leads_to_no_source(other: str, tmp_path: Path) -> None:
    assert len(on_page(tmp_path, f"## Penger\n\nBudsjettet var 13,7 millioner kroner. {other}\n")) == 1


def test_a_guide_for_authors_gives_advice(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {})
    write(root / "docs/bidra/lengde.md", "---\ntitle: Lengde\n---\n\n## Tittel\n\nBruk høyst 120 tegn.\n")
    assert [p.code for p in check(load(root)) if p.path == "docs/bidra/lengde.md"] == []


@pytest.mark.parametrize(
    "text",
    [
        "## De 12 øyene\n\nDer bor folk.", "1. Ring\n2. Vent\n3. Ring igjen", "`limit=5`", "```text\n64 gravide\n```",
        '<input maxlength="200">', "Øya {: #oy-12 }", "Øya fikk besøk 21. november 2026.",
    ],
)  # fmt: skip
def test_headings_lists_code_and_tags_state_nothing(text: str, tmp_path: Path) -> None:
    assert on_page(tmp_path, text) == []
