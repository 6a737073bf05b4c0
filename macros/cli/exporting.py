"""``innomed export FILE``: every project, drafts and archived too, as one file to work on."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from macros.cli.progress import unbroken


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL")
@unbroken
def export(file: Path) -> None:
    """Lager én fil av alle prosjektene, med alle felter og all tekst.

    Utkast og arkiverte er med. Endingen på filen bestemmer formatet: .xlsx (Excel), .csv eller .json. Endre i filen,
    og les den inn igjen med «innomed import». Vedlegg følger ikke med.

    \b
    Eksempler:
      innomed export prosjekter.xlsx
      innomed export /tmp/prosjekter.csv
      innomed export prosjekter.json
    """
    from macros.authoring.entries import read_entries
    from macros.authoring.exporting import WRITERS
    from macros.cli import checkout, destination
    from macros.cli.files import put_aside, write_all
    from macros.cli.report import report
    from macros.content.data.vocabularies import load_vocabularies
    from macros.content.files.destinations import file_to_write

    ending = file.suffix.lower()
    if ending not in WRITERS:
        click.echo(
            f"Kan ikke lage «{ending or file.name}». Skriv et filnavn som slutter på {', '.join(WRITERS)}, for eksempel "
            "innomed export prosjekter.xlsx",
            err=True,
        )
        sys.exit(2)
    root = checkout()
    target = destination(lambda: file_to_write(root, file))
    words, problems = load_vocabularies(root)
    found, unread = read_entries(root, words)
    if errors := [p for p in (*problems, *unread) if p.severity == "error"]:
        click.echo(report(errors, "text"), nl=False, err=True)
        click.echo("Ingenting er eksportert: Disse filene kan ikke leses, og ville manglet.", err=True)
        sys.exit(1)
    content = WRITERS[ending]([existing.entry for existing in found], words)
    try:
        aside = put_aside(target, content)
        write_all(target.parent, {target.name: content})
    except OSError as error:
        click.echo(f"Kan ikke skrive {file}: {error.strerror}. Er filen åpen i et annet program?", err=True)
        sys.exit(2)
    statuses = Counter(str(existing.entry.fields.get("status", "published")) for existing in found)
    counts = ", ".join(f"{count} {words['statuses'][key].name().lower() if key in words['statuses'] else key}" for key, count in statuses.most_common())  # fmt: skip
    click.echo(f"{len(found)} prosjekter i {file}{f' ({counts})' if counts else ''}.")
    if aside:
        click.echo(f"Den forrige filen heter nå {aside}.")
    beside = sum(
        1
        for existing in found
        if existing.entry.folder
        for f in (root / existing.entry.path).parent.iterdir()
        if f.name != "index.md"
    )
    if beside:
        click.echo(f"{beside} vedlegg og datafiler i prosjektenes mapper er ikke med i filen.")
