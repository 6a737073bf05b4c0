"""``innomed stage``: the site as plain files, for another engine than the one we build with."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[MAPPE]")
def stage(folder: Path | None) -> None:
    """Skriver hele nettstedet ut som vanlige filer i en mappe (vanligvis stage/).

    Mappen kan bygges av Zensical, eller av MkDocs uten koden vår. Makroene er besvart, og omtalene og listene er
    ferdig HTML. En mappe som kommandoen har laget før, blir byttet ut. Mappen med innholdet blir ikke rørt.

    \b
    Eksempler:
      innomed stage
      innomed stage ../til-zensical
    """
    from macros.cli import checkout, destination
    from macros.content.files.destinations import STAGE, folder_to_replace
    from macros.engine.build import BuildError
    from macros.engine.stage import AFTER, stage_site

    root = checkout()
    target = destination(lambda: folder_to_replace(root, folder or root / "stage", STAGE))
    try:
        done = stage_site(root, target)
    except BuildError as error:
        click.echo(str(error), err=True)
        click.echo("Ingenting ble skrevet.", err=True)
        sys.exit(1)
    click.echo(f"Skrev {done.pages} sider og {done.files} filer i {target}.")
    click.echo(f"Bygg dem med: cd {target} && zensical build")
    if done.after:
        click.echo(f"Kopier {done.after} Markdown-filer etterpå, ellers blir de til sider: cp -r {AFTER}/. site/")
