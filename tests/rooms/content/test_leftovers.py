"""What was left behind never goes live, and a draft may have it: help texts, placeholders, headings without a text."""

from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.site.checks import check

MADE_BY_IMPORT = (
    "Dette sto i søknad fra øya.docx, men vi vet ikke hvor det hører hjemme. Flytt det du vil ha med, og slett resten."
)
LEFT = {
    "BD150": ["## Mål\n\n[hjelp]: # (Hva ville dere oppnå på øya?)\n", "## Mål\n\nTrygghet.\n\n  [Hjelp]: # (Mer?)\n"],
    "BD151": [
        "## Mål\n\nLorem ipsum dolor på øya.\n", "## Mål\n\nFyll inn her\n", "## Mål\n\n[navn på kommunen] fikk hjelp.\n",
        "## Mål\n\n_No response_\n", f"## Veien videre\n\n{MADE_BY_IMPORT}\n",
    ],
    "BD152": ["## Mål\n\nTrygghet.\n\n## Ikke plassert\n\nBåten går to ganger.\n", "## Mål\n\nÆrlig.\n\n### Ikkje plassert\n\nBåt.\n"],
    "BD153": ["## Mål\n\nTrygghet.\n\n## patient_groups\n\nEldre på øya.\n", "## Mål\n\nTrygghet.\n\n### benefits\n\nFærre reiser.\n"],
    "BD133": ["## Mål\n\n## Resultat og status\n\nGodt.\n", "## Mål\n\nGodt.\n\n## Veien videre\n\n\n"],
}  # fmt: skip
CASES = [(code, body) for code, bodies in LEFT.items() for body in bodies]


def told(folder: Path, text: str) -> list[tuple[str, str, int]]:
    root = make_checkout(folder, {"oy.md": text})
    return [(p.code, p.severity, p.line) for p in check(load(root)) if p.path == "projects/oy.md"]


@pytest.mark.parametrize(("code", "body"), CASES)
def test_a_published_text_with_a_leftover_is_stopped(tmp_path: Path, code: str, body: str) -> None:
    found = told(tmp_path, writeup(body))
    assert (code, "error") in [(c, severity) for c, severity, _ in found]
    assert all(1 <= line <= len(writeup(body).split("\n")) for _, _, line in found)


@pytest.mark.parametrize(("code", "body"), CASES)
def test_a_draft_with_a_leftover_is_not(tmp_path: Path, code: str, body: str) -> None:
    assert "error" not in [severity for _, severity, _ in told(tmp_path, writeup(body, status="Utkast"))]


@pytest.mark.parametrize("value", ["'[hjelp] skriv her'", "Fyll inn her", '"[dato] på øya"'])
def test_so_is_a_field_with_a_placeholder(tmp_path: Path, value: str) -> None:
    assert ("BD151", "error", 7) in told(tmp_path, writeup(summary=value))


@pytest.mark.parametrize(
    "body",
    [
        "## Mål\n\nMer i [rapporten](https://innomed.no/ærlig).\n",
        "## Mål\n\n[navn][1] og [dato](https://innomed.no/å).\n\n[1]: https://innomed.no/ø\n",
        "## Mål\n\n`[tekst]` står i koden.\n",
        "## Mål\n\n### Program\n\nNavnet er et ord på norsk.\n",
        "## Mål\n\n### Region\n\nHelse Vest.\n",
        "## Mål\n\n### Delmål\n\nÉn ting om gangen.\n",
        "## Mål\n\nEn tekst som nevner hjelp, og [hjelp](https://innomed.no/hjelp).\n",
    ],
)
def test_what_only_looks_like_it_is_left_in_peace(tmp_path: Path, body: str) -> None:
    assert not {code for code, _, _ in told(tmp_path, writeup(body))} & {*LEFT}


def test_an_editorial_page_is_published(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {})
    write(root / "docs/om/oyer.md", "---\ntitle: Øyene\n---\n\n## Om båten\n\nLorem ipsum på øya.\n")
    assert [(p.path, p.code, p.line) for p in check(load(root)) if p.severity == "error"] == [
        ("docs/om/oyer.md", "BD151", 7)
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Passordet er Blåbær!2024 på øya.", "passord"),
        ("Passord: bringebær123", "passord"),
        ("Notatet er unntatt offentlighet.", "unntatt offentlighet"),
    ],
)
def test_a_secret_is_told_of_and_never_repeated(tmp_path: Path, text: str, shown: str) -> None:
    (found,) = [
        p for p in check(load(make_checkout(tmp_path, {"oy.md": writeup(f"## Mål\n\n{text}\n")}))) if p.code == "BD160"
    ]
    assert f"«{shown}»" in found.message
    assert "bær" not in found.as_text().casefold()
