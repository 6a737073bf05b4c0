"""``innomed import`` and ``innomed export`` as a secretary meets them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from support import CONTENT, make_checkout, write, writeup

from macros.cli import main
from macros.cli.files import write_all


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_checkout(
        tmp_path / "base",
        {
            "trygg-oy.md": writeup(title="Trygg øy", status="published"),
            "ål/index.md".replace("å", "a"): writeup(title="Ål", status="archived"),
        },
    )
    monkeypatch.chdir(root)
    return root


def innomed(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


def tree(root: Path) -> dict[str, bytes]:
    return {
        f.relative_to(root).as_posix(): f.read_bytes() for f in sorted((root / "projects").rglob("*")) if f.is_file()
    }


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_export_empty_import_export(checkout: Path, ending: str) -> None:
    done = innomed("export", f"../alt.{ending}")
    assert (done.exit_code, done.stdout) == (0, f"2 prosjekter i ../alt.{ending} (1 arkivert, 1 publisert).\n")
    first = (checkout.parent / f"alt.{ending}").read_bytes()
    for file in (checkout / "projects").rglob("*.md"):
        file.unlink()
    done = innomed("import", f"../alt.{ending}")
    assert done.exit_code == 0, done.output
    assert "Skrevet: 2 nye, 0 endret." in done.stdout
    assert sorted(tree(checkout)) == ["projects/al/index.md", "projects/trygg-oy.md"]
    innomed("export", f"../igjen.{ending}")
    assert (checkout.parent / f"igjen.{ending}").read_bytes() == first
    assert "uendret" in innomed("import", f"../alt.{ending}").stdout


def test_export_never_loses_the_file_before(checkout: Path) -> None:
    write(checkout.parent / "alt.csv", "mitt eget ø")
    done = innomed("export", "../alt.csv")
    assert "Den forrige filen heter nå alt.tidligere-1.csv." in done.stdout
    assert (checkout.parent / "alt.tidligere-1.csv").read_text(encoding="utf-8") == "mitt eget ø"
    assert "tidligere" not in innomed("export", "../alt.csv").stdout, "the same bytes: nothing to keep"


def test_wrong_use(checkout: Path) -> None:
    done = innomed("export", "alt.pdf")
    assert done.exit_code == 2 and "Skriv et filnavn som slutter på .xlsx, .csv, .json" in done.stderr
    assert innomed("export", "finnes/ikke/ø/alt.csv").exit_code in (0, 2)
    assert innomed("import", "finnes-ikke.xlsx").exit_code == 2


def test_a_file_that_cannot_be_read_stops_the_export(checkout: Path) -> None:
    write(checkout / "projects/knust.md", b"---\ntitle: \xf8y\n---\n")
    done = innomed("export", "../alt.csv")
    assert done.exit_code == 1 and "projects/knust.md:2:8: FM001" in done.stderr
    assert not (checkout.parent / "alt.csv").exists()


def test_dry_run_shows_the_mistakes_and_writes_nothing(checkout: Path) -> None:
    before = tree(checkout)
    write(checkout.parent / "liste.csv", "Prosjekt;Eier;Timer\nNytt på Ærøya;Ukjent gård;50 t\nTrygg øy;;5\n")
    done = innomed("import", "../liste.csv", "--dry-run")
    assert done.exit_code == 1
    assert "ny                    projects/nytt-pa-aeroya.md  «Nytt på Ærøya»" in done.stdout
    assert "finnes (ikke skrevet) projects/trygg-oy.md  «Trygg øy»  ulikt: hours, owner" in done.stdout
    assert "projects/nytt-pa-aeroya.md:5:5: FM261" in done.stdout and "Ville skrevet: 1 nye" in done.stdout
    assert tree(checkout) == before


def test_nothing_is_overwritten_without_being_told_to(checkout: Path) -> None:
    file = write(
        checkout / "projects/trygg-oy.md",
        writeup(title="Trygg øy").replace("hours: 120", "# telt i mars\nhours: 120 # ø"),
    )
    before = file.read_bytes()
    write(checkout.parent / "liste.csv", "Prosjekt;Timer\nTrygg øy;130\n")
    assert "finnes (ikke skrevet)" in innomed("import", "../liste.csv").stdout
    assert file.read_bytes() == before
    done = innomed("import", "../liste.csv", "--overwrite")
    assert "skrevet over" in done.stdout
    assert file.read_bytes() == before.replace(b"hours: 120 # \xc3\xb8", b"hours: 130")


def test_all_or_nothing_in_a_file(checkout: Path) -> None:
    before = tree(checkout)
    write(checkout.parent / "liste.csv", "Prosjekt;Timer\nNy øy;5\n;6\n")
    done = innomed("import", "../liste.csv")
    assert done.exit_code == 1
    assert (
        "../liste.csv:3:1: IM013 Raden mangler tittel (A3)." in done.stderr and "Ingenting er skrevet." in done.stderr
    )
    assert tree(checkout) == before


def test_a_folder_of_final_reports(checkout: Path) -> None:
    for name, title in (("a.docx", "Blå stue"), ("b.docx", "Rød båt på Ærøya"), ("c.docx", None)):
        target = io.BytesIO()
        document = Document()
        if title:
            document.add_heading(title, 0)
            document.add_heading("Resultater", 1)
            document.add_paragraph("Det gikk ære være.")
        document.save(target)
        write(checkout.parent / "rapporter" / name, target.getvalue())
    write(checkout.parent / "rapporter/notat.txt", "ikke meg")
    done = innomed("import", "../rapporter")
    assert done.exit_code == 1 and "c.docx:1:1: IM019" in done.stderr and "notat.txt er ikke lest" in done.stderr
    assert {"projects/bla-stue.md", "projects/rod-bat-pa-aeroya.md"} <= set(tree(checkout))
    assert "Det gikk ære være." in (checkout / "projects/bla-stue.md").read_text(encoding="utf-8")


def test_a_table_of_a_report_is_recognised_in_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "Prosjekt\tEier\tKort beskrivelse\tResultat/arbeid/status\nÆrlig samtale om å øve  120 t  Konsept  Planlegge\tSykehuset i Vestfold og Tønsberg kommune\tOm inntak.\tPrøves.\n"
    from macros.authoring.entries import read_entries
    from macros.authoring.importing.plan import plan
    from macros.authoring.importing.source import read_projects
    from macros.content.data.vocabularies import load_vocabularies

    words, _ = load_vocabularies(CONTENT)
    existing, _ = read_entries(CONTENT, words)
    found, problems = read_projects(f"# S1 2021\n{rows}".encode(), "rapport.txt", words)
    (step,), _ = plan(found, existing, words, False, "rapport.txt")
    assert not problems and step.path == "projects/aerlig-samtale.md" and step.differs == ("body",)


def test_when_writing_fails_all_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.md", "før ø")
    real = Path.replace
    seen: list[str] = []

    def failing(self: Path, target: Path) -> Path:
        seen.append(target.name)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(KeyboardInterrupt):
        write_all(tmp_path, {"a.md": b"etter", "ny/b.md": b"b", "c.md": b"c"})
    assert {f.name for f in tmp_path.rglob("*")} == {"a.md"}
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "før ø"


def test_ctrl_c_is_told_in_norwegian(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("macros.cli.files.write_all", stopped)
    before = tree(checkout)
    write(checkout.parent / "liste.csv", "Prosjekt;Timer\nNy øy;5\n")
    done = innomed("import", "../liste.csv")
    assert done.exit_code == 1 and "Avbrutt. Ingenting er skrevet." in done.stderr and tree(checkout) == before


def test_colour_and_bars_only_on_a_terminal(checkout: Path) -> None:
    write(checkout.parent / "liste.csv", "Prosjekt;Timer\nNy øy;5\n")
    assert "\x1b" not in innomed("import", "../liste.csv", "--dry-run").output


@pytest.mark.parametrize("name", ["new", "import", "export"])
def test_help_has_examples(name: str) -> None:
    assert f"Eksempler:\n    innomed {name}" in innomed(name, "--help").stdout


def test_a_place_that_cannot_be_written(checkout: Path) -> None:
    write(checkout / "projects/ny-oy", "en fil der mappen skulle vært")
    write(checkout.parent / "liste.csv", "Prosjekt;Timer;Mappe\nAndre øy;5;ja\nNy øy;5;ja\n")
    done = innomed("import", "../liste.csv")
    assert done.exit_code == 2 and "Ingenting er skrevet" in done.stderr
    assert not (checkout / "projects/andre-oy").exists()
