"""A patient that somebody could know: one with age and illness, and so few of them in a named place."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_files import pdf, word
from support import make_checkout, write, writeup

from macros.content.attachments import Examiner
from macros.content.load import load
from macros.content.markdown.recognisable import signs
from macros.words.problems import Place, problem


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("En 83 år gammel kvinne med KOLS ble lagt inn.", ["PV013"]),
        ("Vi møtte 82-åringen, som har demens.", ["PV013"]),
        ("Pasienten, en mann (47), fikk diagnosen kreft.", ["PV013"]),
        ("I Bodø fikk tre pasienter med demens tilbudet.", ["PV014"]),
        ("Bare 4 brukere i Øya kommune har KOLS.", ["PV014"]),
        ("Pasienten Åse (78) bor alene på øya.", ["PV013"]),
        ("Pasient Ola Nordmann, 78 år, bor på øya.", ["PV013"]),
        ("Ola Ås, født 12.03.1945, fikk hjelp.", ["PV018"]),
        ("Ola N. Øy (f. 12. mars 1945) fikk hjelp.", ["PV018"]),
        ("En tenkt pasient, Pasienten Åse (78), bor alene.", []),
        ("Stiftelsen ble født 12.03.1945 av Øya kommune.", []),
        ("Kari Nordmann (Røst kommune) ledet arbeidet fra 12.03.2025.", []),
        ("Pasienter over 65 år med KOLS i Bodø.", []),
        ("En tenkt pasient: kvinne (82) med KOLS.", []),
        ("Barn mellom 2 og 5 år med epilepsi.", []),
        ("I Bodø fikk 45 pasienter med demens tilbudet.", []),
        ("Tre kommuner har demensteam.", []),
        ("I Bodø fikk tre demenspasienter tilbudet.", ["PV014"]),
        ("Gravide i Bodø skulle få en personlig relasjon til jordmor.", []),
        ("To pasientforløp for kreft ble tegnet i Bodø.", []),
        ("I Bodø viste fem brukertester at app for KOLS virket.", []),
    ],
)
def test_a_patient_that_somebody_could_know(text: str, codes: list[str], tmp_path: Path) -> None:
    written = writeup(f"## Mål\n\nBlåbær.\n{text}\n")
    root = make_checkout(tmp_path, {"a.md": written})
    told = [p for p in load(root).problems if p.code.startswith("PV")]
    assert [(p.code, p.severity) for p in told] == [(code, "warning") for code in codes]
    assert all(p.line == written.split("\n").index(text) + 1 for p in told)


KNOWN = {
    "a page": ("docs/om/oya.md", "---\ntitle: Øya\n---\n\n## Om\n\nBlåbær.\nEn 83 år gammel kvinne med KOLS ble lagt inn.\n", "PV013", 8),
    "a page, few": ("docs/om/oya.md", "---\ntitle: Øya\n---\n\n## Om\n\nI Bodø fikk tre pasienter med demens\ntilbudet.\n", "PV014", 7),
    "the words of a page's front": ("docs/om/oya.md", "---\ntitle: Øya\ndescription: 82-åringen med demens på øya\n---\n\n## Om\n\nBlåbær.\n", "PV013", 3),
    "a macro's page": ("docs/om/oya.md", "---\ntitle: Øya\n---\n\n{{ count() }} prosjekter. Vi møtte en mann (47) med kreft.\n", "PV013", 5),
    "a field": ("projects/b.md", writeup(title="Øya", summary="I Bodø fikk tre pasienter med demens et tilbud."), "PV014", 7),
    "a tool's field": ("tools/kart/index.md", "---\ntitle: Kart\nsummary: Vi møtte 82-åringen med demens.\nsource: ukjent\nphases: [Konsept]\n---\n\n## Slik\n\nTegn.\n", "PV013", 3),
}  # fmt: skip


@pytest.mark.parametrize("where", KNOWN)
def test_a_patient_that_somebody_could_know_is_told_wherever_it_stands(where: str, tmp_path: Path) -> None:
    path, text, code, line = KNOWN[where]
    root = make_checkout(tmp_path, {"a.md": writeup()})
    write(root / path, text)
    told = [p for p in load(root).problems if p.code.startswith("PV")]
    assert [(p.code, p.path, p.line, p.severity) for p in told] == [(code, path, line, "warning")]


def test_a_patient_that_somebody_could_know_in_an_attachment() -> None:
    lines = (
        "Pasienter over 65 år med KOLS i Bodø.",
        "En 83 år gammel kvinne med KOLS.",
        "I Bodø fikk tre brukere med demens det.",
    )
    pages = pdf(text="Ved Bodo kommune. I Rana kommune fikk to pasienter med kreft hjelp.")
    for content, ending in ((word(paragraphs=lines), ".docx"), ("\n".join(lines).encode(), ".txt"), (pages, ".pdf")):
        (found,) = Examiner(places=("Bodø",))(content, ending)
        told = problem(found.code, "projects/øy/index.md", Place(), value="plan", **found.facts)
        assert (told.code, told.severity) == ("PV017", "warning")
        wanted = "to pasienter" if ending == ".pdf" else "83 år gammel kvinne"
        assert wanted in told.message and (ending == ".pdf" or "tre brukere», Bodø" in told.message)


def test_a_table_is_no_sentence() -> None:
    """Rows that a reader of files puts together: each is read alone."""
    rows = [f"{name} Helsesenter {number} plasser" for number, name in enumerate(("Bodø", "Rana", "Ærøya") * 8)]
    text = "\n".join([*rows, "KOLS og demens", "Tre pasienter på venterommet", "Én kvinne, 47 år"])
    assert list(signs(text, ("Bodø", "Rana"))) == []
