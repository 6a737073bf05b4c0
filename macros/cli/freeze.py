"""``innomed freeze YEAR``: keeps a year's figures as they are now, with date and commit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from macros.cli.report import report

CONTENT = ("projects", "docs/_data")
"""What the figures are computed from: it must be committed, or the commit does not tell what was frozen."""


@click.command()
@click.argument("year", type=int, metavar="ÅR")
def freeze(year: int) -> None:
    """Fryser porteføljetallene for et år, med dato og commit.

    Utgaven legges i docs/_data/editions/ og endres aldri. Nettstedet viser den ved siden av tallene slik de er siden.

    \b
    Eksempel:
      innomed freeze 2024
    """
    from macros.catalogue.portfolio.editions import freeze as frozen
    from macros.catalogue.portfolio.scope import years
    from macros.cli import checkout
    from macros.engine.session import session
    from macros.intake.published import EDITIONS
    from macros.outputs.edition import edition_file

    root = checkout()
    current = session(root)
    if current.errors:
        click.echo(report(list(current.problems), "text"), nl=False, err=True)
        sys.exit(1)
    if year not in years(current.library):
        known = ", ".join(str(y) for y in years(current.library)) or "ingen"
        click.echo(f"Ingen prosjekter har en søknadsrunde i {year}. År med prosjekter: {known}.", err=True)
        sys.exit(2)
    name, content = edition_file(frozen(current.library, year, current.day, _commit(root)))
    target = root / EDITIONS / name
    if target.exists():
        click.echo(f"{EDITIONS}/{name} finnes allerede. En frossen utgave endres ikke.", err=True)
        sys.exit(1)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    click.echo(f"Frosset: {EDITIONS}/{name}. Legg filen i git.")


def _commit(root: Path) -> str:
    """The commit of the content; leaves with code 1 when something is not committed. Without git: «ukjent»."""
    head = _git(root, "rev-parse", "HEAD")
    if head is None:
        return "ukjent"
    changed = _git(root, "status", "--porcelain", "--", *CONTENT)
    if changed:
        click.echo(
            "Innholdet har endringer som ikke er lagret i git. Lagre dem først, så utgaven kan etterprøves:", err=True
        )
        click.echo(changed, err=True)
        sys.exit(1)
    return head


def _git(root: Path, *args: str) -> str | None:
    """What git answers; None when there is no git or no commit here."""
    try:
        done = subprocess.run(  # noqa: S603  (our own words, no shell)
            ["git", *args],  # noqa: S607  (the one on the path)
            cwd=root, capture_output=True, text=True, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip("\n")
