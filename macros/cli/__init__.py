"""The command line: the only code that prints and exits. English verbs, Norwegian messages.

Exit codes: 0 fine (warnings included), 1 problems in the content, 2 wrong use.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from macros.cli.report import FORMATS, report
from macros.content.load import find_root

ELSEWHERE = {
    "admin": "macros.cli.admin:admin",
    "export": "macros.cli.exporting:export",
    "fix": "macros.cli.fix:fix",
    "import": "macros.cli.importing:import_",
    "new": "macros.cli.new:new",
    "newsletter": "macros.cli.newsletter:newsletter",
    "spell": "macros.cli.spell:spell",
    "stage": "macros.cli.stage:stage",
}
"""Commands in modules of their own, imported when they are used: ``innomed check`` must not wait for a Word reader."""


# Click looks its own words up with gettext when it says them: «Usage», «No such option», «Missing argument».
os.environ["LANGUAGE"] = "nb"
gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))


class Commands(click.Group):
    """The commands here and in ``ELSEWHERE``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, in alphabetical order."""
        return sorted({*super().list_commands(ctx), *ELSEWHERE})

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command. A date in the environment that is none is wrong use, whoever asks for the day."""
        from macros.engine.clock import ClockError

        try:
            return super().invoke(ctx)
        except ClockError as error:
            click.echo(str(error), err=True)
            sys.exit(2)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now if it lives elsewhere."""
        found: click.Command | None = super().get_command(ctx, cmd_name)
        if cmd_name in ELSEWHERE:
            module, name = ELSEWHERE[cmd_name].split(":")
            found = getattr(import_module(module), name)
        if found:
            found.options_metavar = "[VALG]"  # the one word of a usage line that Click does not translate
        return found


@click.group(
    cls=Commands,
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO …",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def main() -> None:
    """Kunnskapsbasen til InnoMed.

    Kommandoene gjelder mappen du står i.
    """


def destination(asked: Callable[[], Path]) -> Path:
    """Where to write, as ``intake.destinations`` answers; leaves with code 2 when that is no place to write."""
    from macros.content.files.destinations import DestinationError

    try:
        return asked()
    except DestinationError as error:
        click.echo(f"{error}\nIngenting er skrevet eller slettet.", err=True)
        sys.exit(2)


def checkout() -> Path:
    """The checkout that holds the current directory; leaves with code 2 when there is none."""
    root = find_root(Path.cwd())
    if root is None:
        click.echo("Fant ingen kunnskapsbase her. Gå til mappen med mkdocs.yml og projects/.", err=True)
        sys.exit(2)
    return root


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[STI …]")
@click.option("--format", "style", type=click.Choice(sorted(FORMATS)), default="text", help="Form på meldingene.")
def check(paths: tuple[Path, ...], style: str) -> None:
    """Kontrollerer innholdet og viser alle feil i alle filer.

    \b
    Eksempler:
      innomed check
      innomed check projects/en-vei-inn.md
      innomed check --format json
    """
    from macros.authoring.editor_files import check_editor_files
    from macros.cli.promise import would_help
    from macros.content.load import load
    from macros.engine.clock import today
    from macros.site.gate import judge

    root = checkout()
    wanted = [_inside(root, path) for path in paths]
    content = load(root)
    problems = judge(content, today())
    if not wanted:
        problems = sorted([*problems, *check_editor_files(content)])
    if wanted:
        problems = [
            p
            for p in problems
            if any(p.path == w or p.path.startswith(w.rstrip("/") + "/") or w == "." for w in wanted)
        ]
    click.echo(report(problems, style, advise=lambda: would_help(root, content, problems)), nl=False)
    sys.exit(1 if any(p.severity == "error" for p in problems) else 0)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="Mappen nettstedet skal legges i (vanligvis site/).")
def site(out: Path | None) -> None:
    """Bygger hele nettstedet i site/. Feiler noe, står det gamle urørt."""
    import time

    from macros.content.files.destinations import SITE, folder_to_replace
    from macros.engine.build import BuildError, build_site, site_settings
    from macros.site.policy import SECURITY_TXT

    root, started = checkout(), time.monotonic()
    target = destination(lambda: folder_to_replace(root, out or root / "site", SITE))
    try:
        count = build_site(root, target)
    except BuildError as error:
        click.echo(str(error), err=True)
        click.echo("Nettstedet ble ikke bygd. Det som er publisert, er urørt.", err=True)
        sys.exit(1)
    if not (target / SECURITY_TXT).exists():
        click.echo("Merk: INNOMED_SECURITY_CONTACT er ikke satt, så security.txt er ikke publisert.", err=True)
    if not site_settings(root)[2].get("uustatus_url"):
        click.echo(
            "Merk: INNOMED_UUSTATUS_URL er ikke satt, så nettstedet lenker ikke til tilgjengelighetserklæringen.",
            err=True,
        )
    click.echo(f"Nettstedet er bygd: {count} sider på {time.monotonic() - started:.1f} sekunder.")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Hvor forhåndsvisningen skal ligge.")
def serve(address: str) -> None:
    """Viser nettstedet mens du skriver. Stopp med Ctrl+C."""
    from macros.engine.build import BuildError, serve_site

    try:
        serve_site(checkout(), address)
    except BuildError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@main.command()
def reports() -> None:
    """Lager PDF-ene i reports/. Bare det som er endret, lages på nytt.

    Nettstedet tar med det som ligger der, neste gang det bygges.
    """
    import time

    from macros.content.files.destinations import folder_to_write
    from macros.content.files.reports import FOLDER
    from macros.engine.build import site_address
    from macros.engine.session import session
    from macros.files.pdf import PdfError
    from macros.site.reports import make_reports

    root, started = checkout(), time.monotonic()
    destination(lambda: folder_to_write(root, FOLDER))
    current = session(root)
    if current.errors:
        click.echo(report(list(current.problems), "text"), nl=False, err=True)
        sys.exit(1)
    try:
        done = make_reports(root, current.library, current.plan(site_address(root)).toolkit)
    except PdfError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    seconds = time.monotonic() - started
    click.echo(
        f"PDF-er i reports/: {len(done.made)} laget, {len(done.kept)} uendret, {len(done.removed)} slettet "
        f"({seconds:.1f} sekunder)."
    )


def _inside(root: Path, path: Path) -> str:
    """The path relative to the checkout; leaves with code 2 when it does not exist or lies outside."""
    full = path.absolute()
    if full.is_symlink():  # told as what it is, where it is
        full = full.parent.resolve() / full.name
        return full.relative_to(root.resolve()).as_posix() if full.is_relative_to(root.resolve()) else path.as_posix()
    if not full.exists():
        click.echo(f"«{path}» finnes ikke.", err=True)
        sys.exit(2)
    try:
        return full.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        click.echo(f"«{path}» ligger utenfor {root.name}.", err=True)
        sys.exit(2)
