"""``innomed new``: asked and answered in Norwegian, or given as options; what is there is never written over."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from support import front_matter, make_checkout, writeup

from macros.cli import main

INNOMED = Path(sys.executable).with_name("innomed")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_checkout(tmp_path / "base", {"trygg-oy.md": writeup(title="Trygg øy", redirect_from="[gammel-oy]")})
    monkeypatch.chdir(root)
    return root


def innomed(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


def test_with_options(checkout: Path) -> None:
    done = innomed(
        "new", "--title", "Hjem på Ærøya", "--owner", "Stavanger kommune", "--owner", "Tønsberg kommune", "--region",
        "Helse Vest", "--hours", "120", "--phase-start", "Konsept", "--phase-end", "Planlegge", "--round", "S1 2024",
        "--summary", "Eldre får en plan: før de reiser hjem.", "--source", "Årsrapporten", "--no-input",
    )  # fmt: skip
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Skrevet: projects/hjem-pa-aeroya.md\n")
    assert front_matter(checkout / "projects/hjem-pa-aeroya.md") == {
        "title": "Hjem på Ærøya", "summary": "Eldre får en plan: før de reiser hjem.", "status": "draft",
        "owner": ["stavanger-kommune", "tonsberg-kommune"], "region": ["helse-vest"], "hours": 120,
        "phase": {"start": "konsept", "end": "planlegge"}, "round": ["2024-s1"], "source": [{"title": "Årsrapporten"}],
    }  # fmt: skip


def test_without_a_terminal_nothing_is_asked_and_the_rest_is_unknown(checkout: Path) -> None:
    done = innomed("new", "--title", "Bare tittel ø", "--folder")
    assert done.exit_code == 0 and "Gjenstår: owner, region, hours, phase, summary, source (ukjent)" in done.stdout
    assert (checkout / "projects/bare-tittel-o/index.md").exists()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--title", "Trygg øy"), "projects/trygg-oy.md har allerede adressen «trygg-oy», og blir ikke skrevet over. Velg en annen: --slug trygg-oy-2"),
        (("--title", "Gammel øy"), "projects/trygg-oy.md har allerede adressen «gammel-oy»"),
        (("--title", "Fase"), "«fase» kan ikke brukes som adresse. Velg en selv: --slug fase-prosjekt"),
        (("--title", "Øy", "--slug", ""), "«Øy» kan ikke brukes som adresse."),
        (("--title", "Ø", "--slug", "../ut"), "«../ut» kan ikke brukes som adresse."),
        ((), "Utkastet trenger en tittel."),
        (("--title", "Øy", "--hours", "0120"), "--hours: «hours» er «0120»"),
        (("--title", "Øy", "--region", "Helse Ves"), "Mente du «Helse Vest»?"),
        (("--title", "Øy", "--phase-start", "Planlegge", "--phase-end", "Idé"), "Fasen slutter («Idé») før den starter («Planlegge»)."),
    ],
)  # fmt: skip
def test_wrong_use_writes_nothing(checkout: Path, args: tuple[str, ...], told: str) -> None:
    before = sorted(f.name for f in (checkout / "projects").rglob("*"))
    done = innomed("new", *args, "--no-input")
    assert done.exit_code == 2 and told in done.stderr
    assert sorted(f.name for f in (checkout / "projects").rglob("*")) == before


def test_a_tool(checkout: Path) -> None:
    done = innomed("new", "--kind", "tool", "--title", "Øykart", "--no-input")
    assert done.exit_code == 0 and front_matter(checkout / "tools/oykart/index.md")["status"] == "draft"


def test_from_an_application(checkout: Path) -> None:
    document = Document()
    document.add_heading("Søknad: Blå stue på Ærøya", 0)
    for text in ("Prosjekteier: Stavanger kommune", "Antall timer: rundt 50"):
        document.add_paragraph(text)
    document.add_heading("Mål", 1)
    document.add_paragraph("Alle skal få være hjemme.")
    document.add_heading("Økonomi", 1)
    document.add_paragraph("Kr 5.")
    target = io.BytesIO()
    document.save(target)
    (checkout / "søknad.docx").write_bytes(target.getvalue())
    done = innomed("new", "--from", "søknad.docx", "--no-input")
    assert done.exit_code == 0, done.output
    assert (
        "  Prosjekteier: «Stavanger kommune» → owner: stavanger-kommune" in done.stderr
        and "Fant: Mål ← «Mål»" in done.stderr
    )
    assert "Usikkert: «Antall timer» sier «rundt 50», som ikke er en verdi vi kjenner." in done.stderr
    assert "Ikke gjenkjent. Det ligger nederst i teksten: «Antall timer», «Økonomi»" in done.stderr
    text = (checkout / "projects/bla-stue-pa-aeroya.md").read_text(encoding="utf-8")
    assert "## Mål\n\nAlle skal få være hjemme." in text and "### Økonomi\n\nKr 5." in text and "rundt 50" in text
    assert "region:\n  - helse-vest" in text


def test_a_file_that_cannot_be_read(checkout: Path) -> None:
    (checkout / "x.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    done = innomed("new", "--from", "x.docx", "--no-input")
    assert done.exit_code == 1 and "x.docx:1:1: IM002" in done.stderr and "Ingenting er skrevet." in done.stderr


def terminal(where: Path, typed: str, *args: str) -> str:
    """What the command shows on a real terminal when somebody types ``typed``."""
    master, slave = pty.openpty()
    env = {**os.environ, "TERM": "dumb", "NO_COLOR": "1"}
    with subprocess.Popen([INNOMED, *args], cwd=where, stdin=slave, stdout=slave, stderr=slave, env=env) as process:
        os.close(slave)
        os.write(master, typed.encode())
        shown = b""
        while True:
            try:
                part = os.read(master, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
        process.wait(60)
    os.close(master)
    return shown.decode().replace("\r\n", "\n")


def test_asked_and_answered_until_it_is_right(checkout: Path) -> None:
    typed = (
        "\n".join(
            [
                "",
                "Rød båt",
                "En båt for øyene.",
                "Stavanger kommune",
                "Helse Ves",
                "Helse Vest",
                "ca 5",
                "50 t",
                "Konsept",
                "Idé",
                "Planlegge",
                "",
                "",
            ]
        )
        + "\n"
    )
    shown = terminal(checkout, typed, "new")
    assert "Tittelen må være med, og kan ikke være ukjent." in shown
    assert "Velg mellom: Helse Nord, Helse Midt-Norge, Helse Vest, Helse Sør-Øst, Nasjonal, Utlandet" in shown
    assert "Mente du «Helse Vest»?" in shown and "Fasen slutter («Idé») før den starter («Konsept»)." in shown
    assert "Skrevet: projects/rod-bat.md" in shown
    assert front_matter(checkout / "projects/rod-bat.md") == {
        "title": "Rød båt", "summary": "En båt for øyene.", "owner": ["stavanger-kommune"], "region": ["helse-vest"],
        "hours": 50, "phase": {"start": "konsept", "end": "planlegge"}, "source": "ukjent", "status": "draft",
    }  # fmt: skip


def test_a_new_round_is_added_when_the_answer_is_yes(checkout: Path) -> None:
    answers = ["Grønn båt", "En båt.", "Stavanger kommune", "", "50", "", "", "S1 2025", "", "Runde 1 2025", "ja", ""]
    shown = terminal(checkout, "\n".join(answers) + "\n", "new")
    assert shown.count("Føre opp «Første runde 2025 (S1)» i ordlisten? Skriv ja, eller Enter for å svare på nytt") == 2
    assert "Ført opp: «Første runde 2025 (S1)» i docs/_data/vocabulary/rounds.yml." in shown
    assert front_matter(checkout / "projects/gronn-bat.md")["round"] == ["2025-s1"]


def test_ctrl_d_writes_nothing(checkout: Path) -> None:
    shown = terminal(checkout, "Grønn øy\n\x04", "new")
    assert "Avbrutt. Ingenting er skrevet." in shown and not (checkout / "projects/gronn-oy.md").exists()


def test_words_are_completed(checkout: Path) -> None:
    env = {
        **os.environ,
        "_INNOMED_COMPLETE": "bash_complete",
        "COMP_WORDS": "innomed new --region helse-v",
        "COMP_CWORD": "3",
    }
    done = subprocess.run([INNOMED], cwd=checkout, env=env, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["plain,helse-vest"]
