"""``innomed stage``: the site as plain files, for another engine than the one we build with."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[MAPPE]")
def stage(folder: Path | None) -> None:
    """Skriver hele nettstedet ut som vanlige filer i en mappe (vanligvis stage/).

    Mappen kan bygges av Zensical, eller av MkDocs uten koden vår. Makroene er besvart, og omtalene og listene er
    ferdig HTML. Det som står i mappen fra før, blir skrevet over. Mappen med innholdet blir ikke rørt.

    \b
    Eksempler:
      innomed stage
      innomed stage ../til-zensical
    """
    from macros.cli import checkout
    from macros.engine.build import BuildError
    from macros.engine.stage import AFTER, stage_site

    target = (folder or checkout() / "stage").absolute()
    try:
        done = stage_site(checkout(), target)
    except BuildError as error:
        click.echo(str(error), err=True)
        click.echo("Ingenting ble skrevet.", err=True)
        sys.exit(1)
    click.echo(f"Skrev {done.pages} sider og {done.files} filer i {target}.")
    click.echo(f"Bygg dem med: cd {target} && zensical build")
    if done.after:
        click.echo(f"Kopier {done.after} Markdown-filer etterpå, ellers blir de til sider: cp -r {AFTER}/. site/")
