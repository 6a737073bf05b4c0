"""The command line: the only code that prints and exits. English verbs, Norwegian messages.

Exit codes: 0 fine (warnings included), 1 problems in the content, 2 wrong use.
"""

from __future__ import annotations

import gc
import gettext
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from macros.cli.progress import StoppedError, stopped_in_order
from macros.cli.report import FORMATS, report
from macros.content.files.root import find_root
from macros.words.problems import Problem, fixable

ELSEWHERE = {
    "admin": "macros.cli.admin:admin",
    "export": "macros.cli.exporting:export",
    "fix": "macros.cli.fix:fix",
    "headers": "macros.cli.admin:headers",
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

        # What is read lives until the command ends, and little else is in rings: to look for them, again and again and once
        # more as the program ends, costs a sixth of a build.
        gc.disable()
        try:
            with stopped_in_order():
                return super().invoke(ctx)
        except StoppedError as stopped:
            click.echo("Stanset. Det som var halvferdig, er ryddet bort.", err=True)
            sys.exit(128 + stopped.number)
        except ClockError as error:
            click.echo(str(error), err=True)
            sys.exit(2)
        finally:
            gc.freeze()
            gc.enable()

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
    from macros.engine.clock import today
    from macros.site.verdict import verdict

    root = checkout()
    wanted = [_inside(root, path) for path in paths]
    problems = verdict(root, today())
    if wanted:
        problems = [
            p
            for p in problems
            if any(p.path == w or p.path.startswith(w.rstrip("/") + "/") or w == "." for w in wanted)
        ]
    click.echo(report(problems, style, advise=lambda: _would_help(root, problems)), nl=False)
    sys.exit(1 if any(p.severity == "error" for p in problems) else 0)


def _would_help(root: Path, problems: list[Problem]) -> bool:
    """Whether ``innomed fix`` would correct one of them. The content is read for that, and only when one is fixable."""
    if not any(p.code in fixable() for p in problems):
        return False
    from macros.cli.promise import would_help
    from macros.content.load import load

    return would_help(root, load(root), problems)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="Mappen nettstedet skal legges i (vanligvis site/).")
def site(out: Path | None) -> None:
    """Bygger hele nettstedet i site/. Feiler noe, står det gamle urørt.

    Sekretariatets egne sider (oppfølging og kvalitet) legges i sekretariat/ ved siden av, og blir ikke en del av
    nettstedet. Med --out blir de ikke laget.
    """
    import time

    from macros.cli.admin import secretariat_folder, write_secretariat
    from macros.content.files.destinations import SITE, folder_to_replace
    from macros.engine.build import BuildError, build_site, site_settings

    root, started = checkout(), time.monotonic()
    target = destination(lambda: folder_to_replace(root, out or root / "site", SITE))
    own = None if out else destination(lambda: secretariat_folder(root))
    try:
        count = build_site(root, target)
    except BuildError as error:
        click.echo(str(error), err=True)
        click.echo("Nettstedet ble ikke bygd. Det som er publisert, er urørt.", err=True)
        sys.exit(1)
    extra = site_settings(root)[2]
    if not extra.get("security_contact"):
        contact = extra.get("contact")
        click.echo(f"Merk: INNOMED_SECURITY_CONTACT er ikke satt, så security.txt viser til {contact}.", err=True)
    if not extra.get("uustatus_url"):
        click.echo(
            "Merk: INNOMED_UUSTATUS_URL er ikke satt, så nettstedet lenker ikke til tilgjengelighetserklæringen.",
            err=True,
        )
    click.echo(f"Nettstedet er bygd: {count} sider på {time.monotonic() - started:.1f} sekunder.")
    if own:
        try:
            write_secretariat(root, own)
        except OSError as error:
            click.echo(f"Sekretariatets sider ble ikke laget. Kan ikke skrive i {own}: {error.strerror}", err=True)
            sys.exit(1)
        click.echo(f"Sekretariatets sider ligger i {own.name}/. De legges ikke ut.")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Hvor forhåndsvisningen skal ligge.")
def serve(address: str) -> None:
    """Viser nettstedet mens du skriver. Stopp med Ctrl+C."""
    from macros.engine.faults import BuildError
    from macros.engine.preview import serve_site

    gc.set_threshold(100_000, 50, 100)
    gc.enable()  # whatever was read before the last save is let go of
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
