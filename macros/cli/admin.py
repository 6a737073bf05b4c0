"""For whoever runs the site: ``innomed admin``, the editor's web form, ``innomed headers``, what a server should send,
and the secretariat's own pages, which are made with the site and lie beside it.

``make admin`` adds the form's programs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli.report import report

if TYPE_CHECKING:
    from macros.authoring.form.page import AdminSettings


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
    from macros.addresses import ADMIN as AT
    from macros.authoring.form.config import config_yaml
    from macros.authoring.form.page import admin_html
    from macros.cli import checkout, destination
    from macros.cli.files import write_all
    from macros.content.data.privacy import load_privacy
    from macros.content.files.destinations import ADMIN, SITE, folder_to_add_to
    from macros.engine.session import session
    from macros.site.integrity import hold

    root = checkout()
    current = session(root)
    if current.errors:
        click.echo(report(list(current.problems), "text"), nl=False, err=True)
        sys.exit(1)
    settings = _settings(root, local)
    target = destination(lambda: folder_to_add_to(root, root / folder, ("config.yml", "index.html"), ADMIN))
    if settings.origin and SITE.made(target.parent):
        click.echo(
            f"Skjemaet har en egen adresse ({settings.origin}), og skal da ikke ligge på nettstedet. "
            "Velg en annen mappe: --out site-skjema/admin",
            err=True,
        )
        sys.exit(2)
    # The programs lie there already when «make admin» has fetched them; without them the page holds nobody to anything.
    page = hold(admin_html(settings), AT, lambda address: _program(target, address))
    files = {
        "config.yml": config_yaml(current.library, settings.site, load_privacy(root)[0]).encode(),
        "index.html": page.encode(),
    }
    write_all(target, files)
    click.echo(f"Skjemaet ligger i {folder}.")
    if settings.ready and not settings.origin and not local:
        click.echo(
            "Merk: Skjemaet ligger på nettstedets egen adresse. Et skript som kjører på nettstedet, kan da lese "
            "redaktørens innlogging. Med INNOMED_ADMIN_ORIGIN får skjemaet en egen adresse. Se HACKING.md.",
            err=True,
        )
    if not settings.ready:
        click.echo("Innlogging er ikke satt opp (INNOMED_ADMIN_AUTH_URL). Siden sier hvordan man bidrar uten.")


def _program(folder: Path, address: str) -> bytes | None:
    """The bytes of a program of the form, by its address on the form's page."""
    file = folder / address.rpartition("/")[2]
    return file.read_bytes() if file.is_file() else None


@click.command()
def headers() -> None:
    """Lager oppsett for nginx, Apache og Caddy i headers/, ut fra nettstedet i site/.

    Nettstedet må være bygd først, for reglene følger det som står i sidene.
    """
    from macros.cli import checkout, destination
    from macros.cli.files import write_all
    from macros.content.files.destinations import SITE, folder_to_write
    from macros.site.headers import FOLDER, server_files

    root = checkout()
    if not SITE.made(root / "site"):
        click.echo("Fant ikke nettstedet i site/. Bygg det først: make site", err=True)
        sys.exit(1)
    files = server_files(root / "site", _settings(root))
    destination(lambda: folder_to_write(root, FOLDER))
    write_all(root, {f"{FOLDER}/{name}": content for name, content in files.items()})
    click.echo(f"Oppsettet ligger i {FOLDER}/: {', '.join(files)}.")


def _settings(root: Path, local: str = "") -> AdminSettings:
    """The form's settings; leaves with code 2 when one cannot be right."""
    from macros.authoring.form.page import AdminError, AdminSettings
    from macros.engine.build import site_settings

    address, edit_uri, extra = site_settings(root)
    try:
        return AdminSettings.of(address, edit_uri, extra.get("admin"), local)
    except AdminError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


FOLDER = "sekretariat"
"""At the top of the checkout. git ignores it, and what is published is taken from another folder."""
STYLED_BY = ("vendor/theme.css", "tokens.css", "innomed.css", "tools.css", "portfolio.css")


def secretariat_folder(root: Path) -> Path:
    """The folder in the checkout at ``root``. Raises DestinationError where others' files would be written over."""
    from macros.catalogue.quality import SECRETARIAT as PAGES
    from macros.content.files.destinations import SECRETARIAT, folder_to_add_to

    return folder_to_add_to(root, root / FOLDER, PAGES, SECRETARIAT)


def write_secretariat(root: Path, folder: Path) -> None:
    """Makes the pages, unless those that are there are made from the same. The mark says what from. Raises OSError."""
    from macros.catalogue.quality import SECRETARIAT as PAGES
    from macros.catalogue.quality import secretariat_files
    from macros.cli.files import write_all
    from macros.content.files.destinations import SECRETARIAT
    from macros.content.kept.pack import Pack
    from macros.content.kept.source import of_code
    from macros.engine.build import site_address
    from macros.engine.clock import today
    from macros.engine.session import CACHE, session, settings
    from macros.files.unchanged import build_key
    from macros.site.reports import STYLES

    mark = folder / SECRETARIAT.mark
    made_from = f"{SECRETARIAT.command}\n{build_key(root, today(), settings())}\n".encode()
    if mark.is_file() and mark.read_bytes() == made_from and all((folder / name).is_file() for name in PAGES):
        return
    current = session(root)
    styles = "\n".join((root / STYLES / name).read_text(encoding="utf-8") for name in STYLED_BY)
    counted = Pack(root / CACHE / "counted" / of_code("text"))
    files = secretariat_files(current.library, current.day, site_address(root), styles, counted)
    counted.save()
    write_all(folder, {**files, mark.name: made_from})
