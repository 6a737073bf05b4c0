"""``innomed admin``: the configuration and the page of the editor's web form. ``make admin`` adds the programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.cli.report import report


@click.command()
@click.option("--out", "folder", type=click.Path(path_type=Path), default=Path("site/admin"), show_default=True,
              metavar="MAPPE", help="Mappen skjemaet legges i.")  # fmt: skip
@click.option("--local", is_flag=False, flag_value="http://127.0.0.1:8081/api/v1", default="", metavar="[ADRESSE]",
              help="La skjemaet skrive til kopien på denne maskinen gjennom decap-server.")  # fmt: skip
def admin(folder: Path, local: str) -> None:
    """Legger skjemaet for redaktører ved siden av nettstedet.

    Programmene som skjemaet trenger, hentes av «make admin». Denne kommandoen lager oppsettet og siden.

    \b
    Eksempler:
      innomed admin
      innomed admin --local
    """
    from macros.authoring.form.config import config_yaml
    from macros.authoring.form.page import AdminError, AdminSettings, admin_html
    from macros.cli import checkout, destination
    from macros.cli.files import write_all
    from macros.content.files.destinations import ADMIN, folder_to_add_to
    from macros.engine.build import site_settings
    from macros.engine.session import session

    root = checkout()
    current = session(root)
    if current.errors:
        click.echo(report(list(current.problems), "text"), nl=False, err=True)
        sys.exit(1)
    address, edit_uri, extra = site_settings(root)
    try:
        settings = AdminSettings.of(address, edit_uri, extra.get("admin"), local)
    except AdminError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    files = {
        "config.yml": config_yaml(current.library, settings.site).encode(),
        "index.html": admin_html(settings).encode(),
    }
    target = destination(lambda: folder_to_add_to(root, root / folder, files, ADMIN))
    write_all(target, files)
    click.echo(f"Skjemaet ligger i {folder}.")
    if not settings.ready:
        click.echo("Innlogging er ikke satt opp (INNOMED_ADMIN_AUTH_URL). Siden sier hvordan man bidrar uten.")
