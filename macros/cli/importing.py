"""``innomed import PATH``: projects from a workbook, a table, JSON, a report, or a folder of final reports."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli.progress import coloured, progress, unbroken, working
from macros.words.problems import Problem

if TYPE_CHECKING:
    from macros.authoring.importing.plan import ImportStep
    from macros.content.model.fields.new_words import NewWord

WORDS = {"new": "ny", "same": "uendret", "exists": "finnes (ikke skrevet)", "overwritten": "skrevet over"}
COLOURS = {"new": "green", "exists": "yellow", "overwritten": "yellow"}
MANY = 100
"""With more than this, what is unchanged is only counted."""


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path), metavar="FIL|MAPPE")
@click.option("--overwrite", is_flag=True, help="Skriv også prosjekter som finnes fra før. Bare det som er ulikt, endres.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Vis hva som ville skjedd, og feilene. Ingenting skrives.")
@click.option("--new-words", is_flag=True, help="Før opp runder og virksomheter som ikke står i ordlistene.")
@click.option("--keep-unknown", is_flag=True, help="Legg kolonner vi ikke kjenner, nederst i teksten.")
@click.option("--source", metavar="TITTEL", default="", help="Kilden, når filen er en rapport. Ellers brukes filnavnet.")  # fmt: skip
@unbroken
def import_(path: Path, overwrite: bool, dry_run: bool, new_words: bool, keep_unknown: bool, source: str) -> None:
    """Leser inn prosjekter fra en fil eller en mappe og lager utkast.

    \b
    Leser:
      .xlsx og .csv   ett prosjekt på hver rad: vår egen eksport, eller et ark med norske overskrifter
      .json           vår egen eksport, eller projects.json fra de åpne dataene
      .docx           en sluttrapport, eller tabellene i årsrapporten
      .md og .txt     det samme som ren tekst
      en mappe        alle sluttrapportene (.docx) i den

    Nye prosjekter blir utkast, hvis ikke filen sier noe annet. Det som finnes fra før, røres ikke uten --overwrite.
    Med --new-words blir runder og virksomheter som mangler, ført opp i ordlistene. De som ligner på en vi har, må du
    se på selv. Er det noe galt med en fil, skrives ingenting fra den. Sluttkode 1 betyr at noe må rettes.

    \b
    Eksempler:
      innomed import prosjekter.xlsx --dry-run
      innomed import prosjekter.xlsx --overwrite
      innomed import prosjekter.xlsx --new-words
      innomed import arsrapport.docx --source "InnoMeds årsrapport 2024"
      innomed import sluttrapporter/
    """
    from macros.authoring.entries import read_entries
    from macros.authoring.importing.plan import plan
    from macros.authoring.importing.source import printed_words, read_projects
    from macros.authoring.word_lists import lists_with, words_to_add
    from macros.cli import checkout
    from macros.cli.files import problems_in, tried_out, write_all
    from macros.cli.report import report
    from macros.cli.words import tell_words
    from macros.content.data.vocabularies import load_vocabularies
    from macros.content.model import Tool
    from macros.content.model.fields.new_words import with_words
    from macros.content.records import load_records

    root = checkout()
    files = _files(path)
    words, wrong = load_vocabularies(root)
    existing, unread = read_entries(root, words)
    if errors := [p for p in (*wrong, *unread) if p.severity == "error"]:
        click.echo(report(errors, "text"), nl=False, err=True)
        click.echo(
            "Ingenting er importert: Disse filene kan ikke leses, så vi vet ikke hva som finnes fra før.", err=True
        )
        sys.exit(1)
    tools, _ = load_records(root, "tools", Tool, words)
    printed = printed_words(tools)
    steps: list[ImportStep] = []
    told: list[Problem] = []
    taken: dict[str, str] = {}
    added: list[NewWord] = []
    for file in progress(files, "Leser"):
        if len(files) == 1:
            working(f"Leser {file.name}")
        try:
            data = file.read_bytes()
        except OSError as error:
            click.echo(f"Kan ikke lese {file}: {error.strerror}.", err=True)
            sys.exit(2)
        known = words
        read = partial(read_projects, data, file.as_posix(), keep_unknown=keep_unknown, source=source, printed=printed)
        found, problems = read(known)
        fresh: list[NewWord] = []
        if new_words and not _stops(problems):
            for candidate in found:
                fresh += words_to_add(candidate.draft.fields, with_words(words, fresh))
            known = with_words(words, fresh)
            found, problems = read(known)
        if not _stops(problems):
            planned, more = plan(progress(found, "Sammenligner"), existing, known, overwrite, file.as_posix(), taken)
            problems = [*problems, *more]
            if not _stops(problems):
                words, added = known, [*added, *fresh]
                steps += planned
                taken |= {step.path: file.as_posix() for step in planned}
        told += problems
    texts = {step.path: step.text.encode() for step in steps if step.text is not None}
    added = [word for word in added if any(word.key.encode() in text for text in texts.values())]
    lists, by_hand = lists_with(root, added)
    texts |= lists
    left = []
    if texts:
        working(f"Kontrollerer {len(steps)} omtaler")
    if dry_run and texts:
        with tried_out(root, texts) as copy:
            left = problems_in(copy, set(texts))
    elif texts:
        try:
            write_all(root, texts)
        except OSError as error:
            click.echo(f"Ingenting er skrevet: {error.strerror} ({error.filename}).", err=True)
            sys.exit(2)
        left = problems_in(root, set(texts))
    _tell(steps, dry_run)
    tell_words([w for w in added if w not in by_hand], by_hand, "Ville ført opp" if dry_run else "Ført opp")
    if told:
        click.echo(report(told, "text"), nl=False, err=True)
        if _stops(told):
            click.echo(
                "Ingenting er skrevet fra filer med feil." if len(files) > 1 else "Ingenting er skrevet.", err=True
            )
    if left:
        click.echo("\nDette må rettes i utkastene:" if _stops(left) else "\nSe på dette i utkastene:")
        click.echo(report(left, "text"), nl=False)
    if any(p.code in ("FM260", "FM261") for p in left):
        how = "--new-words" if dry_run else "--new-words --overwrite"
        click.echo(f"Er rundene og virksomhetene riktige, men nye? Kjør en gang til med {how}, så blir de ført opp.")
    sys.exit(1 if _stops(told) or _stops(left) else 0)


def _files(path: Path) -> list[Path]:
    """The file, or the reports in the folder. What else lies there is told; an empty folder is wrong use."""
    if not path.is_dir():
        return [path]
    files = sorted(f for f in path.iterdir() if f.is_file() and not f.name.startswith((".", "~$")))
    reports = [f for f in files if f.suffix.lower() == ".docx"]
    for file in files:
        if file not in reports:
            click.echo(f"{file} er ikke lest: I en mappe leses bare .docx.", err=True)
    if not reports:
        click.echo(f"Fant ingen .docx-filer i {path}.", err=True)
        sys.exit(2)
    return reports


def _tell(steps: Sequence[ImportStep], dry_run: bool) -> None:
    counts = Counter(step.kind for step in steps)
    for step in steps:
        if step.kind == "same" and len(steps) > MANY:
            continue
        differs = f"  ulikt: {', '.join(step.differs)}" if step.differs else ""
        word = coloured(f"{WORDS[step.kind]:<21}", COLOURS[step.kind]) if step.kind in COLOURS else f"{WORDS[step.kind]:<21}"  # fmt: skip
        click.echo(f"{word} {step.path}  «{step.title}»{differs}")
    if steps:
        done = "Ville skrevet" if dry_run else "Skrevet"
        click.echo(
            f"\n{done}: {counts['new']} nye, {counts['overwritten']} endret. "
            f"Ikke rørt: {counts['same']} uendret, {counts['exists']} finnes fra før og er ulike."
        )
        if counts["exists"]:
            click.echo("Bruk --overwrite for å skrive det som er ulikt.")


def _stops(problems: Sequence[Problem]) -> bool:
    return any(p.severity == "error" for p in problems)
