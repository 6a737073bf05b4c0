"""``innomed newsletter``: a draft from what was published or updated in a period."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from macros.text.patterns import iso_day

GMAIL = 102_000
"""Bytes of HTML that Gmail shows before it cuts the letter."""


@click.command()
@click.option("--since", metavar="DATO", help="Første dag som skal være med, som ÅÅÅÅ-MM-DD.")
@click.option("--until", metavar="DATO", help="Siste dag som skal være med. Vanligvis i dag.")
@click.option("--out", type=click.Path(path_type=Path), help="Mappen utkastet skal ligge i (vanligvis nyhetsbrev/).")
def newsletter(since: str | None, until: str | None, out: Path | None) -> None:
    """Lager et utkast til nyhetsbrev fra det som er nytt.

    Utkastet blir HTML for e-post og ren tekst. Ingenting sendes. Les gjennom, skriv innledningen og stryk det som
    ikke skal med.

    \b
    Eksempler:
      innomed newsletter --since 2026-11-01
      innomed newsletter --since 2026-11-01 --until 2026-11-30 --out utkast
    """
    from macros.cli import checkout, destination
    from macros.cli.report import report
    from macros.content.files.destinations import folder_to_add_to
    from macros.engine.build import site_address
    from macros.engine.clock import today
    from macros.engine.session import session
    from macros.library.news import news
    from macros.opendata.newsletter.files import newsletter_files

    if since is None:
        _wrong("Si hvilken dag brevet skal begynne med: innomed newsletter --since 2026-11-01")
    first, last = _day("--since", since), _day("--until", until) if until else today()
    if first > last:
        end = f"--until ({last.isoformat()})" if until else f"dagen i dag ({last.isoformat()})"
        _wrong(f"--since ({first.isoformat()}) er etter {end}. Sett --since tidligere.")
    root = checkout()
    folder = destination(lambda: folder_to_add_to(root, out or root / "nyhetsbrev"))
    current = session(root)
    if current.errors:
        click.echo(report(list(current.problems), "text"), nl=False, err=True)
        sys.exit(1)
    found = news(current.library, first, last)
    if not found.count and not found.deadlines:
        click.echo(f"Ingenting er publisert eller oppdatert fra {first.isoformat()} til {last.isoformat()}.")
        return
    files = newsletter_files(current.library, found, site_address(root))
    try:
        kept = _write(folder, files)
    except OSError as error:
        _wrong(f"Kan ikke skrive i {folder}: {error.strerror}")
    click.echo(
        f"Utkast i {folder}: {len(found.new_projects)} nye og {len(found.updated_projects)} oppdaterte erfaringer, "
        f"{len(found.new_tools)} nye og {len(found.updated_tools)} oppdaterte verktøy, {len(found.deadlines)} frister."
    )
    for name in kept:
        click.echo(f"Det forrige utkastet ligger i {name}.")
    if any(name.endswith(".html") and len(text.encode()) > GMAIL for name, text in files.items()):
        click.echo("Brevet er så langt at Gmail kutter det. Stryk noe, eller velg en kortere periode.")


def _write(folder: Path, files: dict[str, str]) -> list[str]:
    """Writes the files. A draft that an editor may have changed is put aside first; returns the new names of those."""
    from macros.cli.files import put_aside, write_all

    contents = {name: text.encode() for name, text in files.items()}
    kept = [aside for name, content in contents.items() if (aside := put_aside(folder / name, content))]
    write_all(folder, contents)
    return kept


def _day(option: str, text: str) -> date:
    """The date, or leaves with code 2 and says what to write."""
    wrong = f"{option} er «{text}», men må være en dato som ÅÅÅÅ-MM-DD. Skriv for eksempel {option} 2026-11-01"
    return iso_day(text) or _wrong(wrong)


def _wrong(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(2)
