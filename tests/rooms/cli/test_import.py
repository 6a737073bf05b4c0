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


@pytest.mark.parametrize("where", ["summary", "a column that is not known", "split in two cells"])
def test_a_personal_number_is_not_written_anywhere(where: str, checkout: Path, tmp_path: Path) -> None:
    """PV016: nothing is written, neither here nor beside, and how to go on is said without the number."""
    head, cells = {
        "summary": ("title;summary", "Trygg havn;Pasienten 13897248098 reiste hjem."),
        "a column that is not known": ("title;Pasient", "Trygg havn;138972-48098"),
        "split in two cells": ("title;Født;Nr", "Trygg havn;138972;48098"),
    }[where]
    write(checkout.parent / "liste.csv", f"{head}\n{cells}\n")
    before = tree(checkout)
    for more in ((), ("--keep-unknown",), ("--keep-unknown", "--dry-run")):
        done = innomed("import", "../liste.csv", *more)
        assert done.exit_code == 1 and tree(checkout) == before
        assert "48098" not in done.output
    assert "PV016" in done.output and "Slett det der teksten kommer fra" in done.output


def test_a_new_draft_with_a_personal_number_is_not_written(checkout: Path) -> None:
    before = tree(checkout)
    done = innomed("new", "--title", "Trygg havn", "--summary", "Pasienten 13897248098 reiste hjem.", "--no-input")
    assert done.exit_code == 1 and tree(checkout) == before
    assert "PV016" in done.output and "48098" not in done.output


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
    from imports import read_projects

    from macros.authoring.entries import read_entries
    from macros.authoring.importing.plan import plan
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


def test_what_changes_is_told_before_it_is_written_and_after(checkout: Path) -> None:
    write(checkout.parent / "liste.csv", "Prosjekt;Timer;Sammendrag\nTrygg øy;150 t;\n")
    told = [innomed("import", "../liste.csv", *flags).stdout for flags in ((), ("--overwrite", "--dry-run"))]
    for out in told:
        assert "    hours: 120 → 150\n" in out and "    summary: " in out and " → slettes\n" in out
    assert "hours: 120" in (checkout / "projects/trygg-oy.md").read_text(encoding="utf-8")


def test_nothing_that_fails_the_check_is_written_into_a_published_page(checkout: Path) -> None:
    before = tree(checkout)
    write(
        checkout.parent / "liste.csv",
        "Adresse;Tittel;Timer;Fase ved start\ntrygg-oy;Trygg øy;mange;Konsept\nal;Ål;130;\n",
    )
    for flags in (("--overwrite", "--dry-run"), ("--overwrite",)):
        done = innomed("import", "../liste.csv", *flags)
        assert done.exit_code == 1 and "feil (ikke skrevet)   projects/trygg-oy.md" in done.stdout, done.output
        assert "hours: 120 → mange" in done.stdout and "projects/trygg-oy.md:" in done.stdout
    after = tree(checkout)
    assert after["projects/trygg-oy.md"] == before["projects/trygg-oy.md"]
    assert b"hours: 130" in after["projects/al/index.md"], "what is right is written"


def test_a_new_page_with_mistakes_becomes_a_draft(checkout: Path) -> None:
    write(checkout.parent / "liste.csv", "Adresse;Tittel;Publiseringsstatus;Timer\nny-oy;Ny øy;published;mange\n")
    done = innomed("import", "../liste.csv")
    assert done.exit_code == 1
    assert "status: draft" in (checkout / "projects/ny-oy.md").read_text(encoding="utf-8")


def test_our_own_headings_are_read_as_tolerantly_as_others(checkout: Path) -> None:
    rows = {
        "no": 'Adresse;Tittel;Veiledningstimer;Oppdatert;Helseregion\ntrygg-oy;Trygg øy;150 t;29.11.2026;"Helse Vest; Helse Nord"\n',
        "en": 'slug;title;hours;updated;region\ntrygg-oy;Trygg øy;150 t;29.11.2026;"Helse Vest; Helse Nord"\n',
    }
    for name, text in rows.items():
        write(checkout.parent / f"{name}.csv", text)
        done = innomed("import", f"../{name}.csv", "--overwrite", "--dry-run")
        assert done.exit_code in (0, 1), done.output
        for line in ("hours: 120 → 150", "updated: (tomt) → 2026-11-29", "→ helse-vest, helse-nord"):
            assert line in done.stdout, done.output


def test_a_part_never_gets_a_second_heading(checkout: Path) -> None:
    file = checkout / "projects/trygg-oy.md"
    text = writeup(title="Trygg øy", status="draft").split("---\n", 2)
    write(file, f"---\n{text[1]}---\n\n## Mål\n\nGammelt mål.\n\n## Resultater\n\nGammelt.\n\n### Målt\n\nLenge.\n")
    write(checkout.parent / "liste.csv", "Prosjekt;Mål;Resultat;Utfordring\nTrygg øy;Nytt mål.;Nytt resultat.;Øyene.\n")
    for _ in range(2):
        innomed("import", "../liste.csv", "--overwrite")
    now = file.read_text(encoding="utf-8")
    headings = [line for line in now.splitlines() if line.startswith("#") and not line.startswith("# ")]
    assert headings == ["## Utfordring og pasientgruppe", "## Mål", "## Resultater"]
    assert "Gammelt" not in now and "Nytt mål." in now and "Nytt resultat." in now
    write(checkout.parent / "mer.csv", "Prosjekt;Saksnummer\nTrygg øy;{}\n")
    for text_ in ("tolv", "tretten"):
        write(checkout.parent / "mer.csv", f"Prosjekt;Saksnummer\nTrygg øy;{text_}\n")
        innomed("import", "../mer.csv", "--overwrite", "--keep-unknown")
    now = file.read_text(encoding="utf-8")
    assert (now.count("## Ikke plassert"), now.count("### Saksnummer")) == (1, 1) and "tretten" in now


def test_what_a_file_is_read_as_is_said_with_a_way_to_say_otherwise(checkout: Path) -> None:
    write(
        checkout.parent / "liste.md",
        "| Prosjekt | Resultat |\n|---|---|\n| Blå øy | Gikk bra. |\n| Grå øy | Venter. |\n",
    )
    done = innomed("import", "../liste.md", "--dry-run")
    assert (
        "Leser ../liste.md som en tabell med ett prosjekt på hver rad. Er det noe annet? Bruk --as one." in done.stdout
    )
    assert "projects/bla-oy.md" in done.stdout
    done = innomed("import", "../liste.md", "--dry-run", "--as", "one")
    assert "én søknad eller rapport om ett prosjekt" in done.stdout and "projects/liste.md" in done.stdout
    assert innomed("import", "../liste.md", "--as", "ål").exit_code == 2
    write(checkout.parent / "liste.csv", "Prosjekt;Timer\nNy øy;5\n")
    done = innomed("import", "../liste.csv", "--as", "one")
    assert done.exit_code == 2 and "Bruk: table" in done.stderr


def test_what_is_left_out_is_listed_with_the_reason(checkout: Path) -> None:
    document = Document()
    document.add_heading("Sluttrapport: Blå stue", 0)
    document.sections[0].header.paragraphs[0].text = "Kun til intern bruk"
    document.add_heading("Bakgrunn", 1)
    document.add_paragraph("Øyene er små.")
    document.save(str(checkout.parent / "rapport.docx"))
    done = innomed("import", "../rapport.docx", "--dry-run")
    assert "Ikke tatt med fra ../rapport.docx: topptekst\n  Kun til intern bruk" in done.stdout
    assert "«Bakgrunn» → Utfordring og pasientgruppe" in done.stdout


def test_a_folder_with_its_own_write_up_is_one_project(checkout: Path) -> None:
    text = writeup(title="Grønn øy", status="draft")
    write(checkout.parent / "ute/gronn-oy/index.md", text)
    write(checkout.parent / "ute/gronn-oy/plan.txt", "Planen på øya")
    for path in ("../ute/gronn-oy", "../ute"):
        innomed("import", path)
        assert (checkout / "projects/gronn-oy/index.md").read_text(encoding="utf-8") == text
    assert (checkout / "projects/gronn-oy/plan.txt").exists()
