"""``innomed fix``: corrects what has one right answer, and says what is left for a human."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from macros.authoring.fix.fixing import Fixed, Kit, fixed
from macros.authoring.fix.pictures import is_picture
from macros.authoring.fix.targets import Target, targets
from macros.cli.files import write_all
from macros.cli.progress import progress, unbroken
from macros.cli.promise import kit_of, refused
from macros.cli.report import report
from macros.content.load import Content, load
from macros.words.problems import Problem


@dataclass(frozen=True)
class FixedFile:
    """What happens to one file: its bytes before, its text after, and what to say about it."""

    target: Target
    before: bytes
    after: str
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the file would get other bytes than it has."""
        return self.after.encode("utf-8", "surrogateescape") != self.before


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[STI …]")
@click.option("--diff", "only_show", is_flag=True, help="Viser endringene uten å skrive dem.")
@unbroken
def fix(paths: tuple[Path, ...], only_show: bool) -> None:
    """Retter alle feil som bare har ett riktig svar.

    Uten STI gjelder det alt innhold, og filene som lages av ordlistene (meldeskjemaet og hjelpen i VS Code). Kommentarer og brødtekst blir stående tegn for tegn. Stedet der et bilde er tatt, blir fjernet fra bildet. Det som ikke kan rettes,
    vises etterpå, slik «innomed check» viser det.

    Sluttkode: 0 når alt er i orden, 1 når noe gjenstår (med --diff: når noe ville blitt endret), 2 ved feil bruk.

    \b
    Eksempler:
      innomed fix
      innomed fix --diff
      innomed fix projects/en-vei-inn.md
    """
    from macros.cli import _inside, checkout
    from macros.engine.clock import today
    from macros.site.checks import check

    root = checkout()
    wanted = [_inside(root, path) for path in paths]
    content = load(root)
    chosen = [t for t in targets(root) if _within(t.path, wanted)]
    for path in wanted:
        if not any(_within(t.path, [path]) for t in chosen):
            click.echo(f"«{path}» er ikke innhold. Bruk filer i projects/, tools/ eller docs/.", err=True)
            sys.exit(2)
    if refused(content):
        click.echo(report(list(content.problems), "text"), nl=False)
        click.echo("Ordlistene må være i orden først. Ingenting er endret.", err=True)
        sys.exit(1)
    kit = kit_of(content)
    outcomes = [_outcome(target, kit) for target in progress(chosen, "Retter")]
    outcomes += [] if wanted else list(_made(root, content))
    changed = [o for o in outcomes if o.changed]
    if only_show:
        for outcome in changed:
            _show(outcome)
        _say_notes(outcomes)
        click.echo(f"{_files(len(changed))} ville blitt endret." if changed else "Ingenting å rette.")
        sys.exit(1 if changed else 0)
    try:
        write_all(root, {o.target.path: o.after.encode("utf-8", "surrogateescape") for o in changed})
    except OSError as error:
        click.echo(f"Filene kan ikke skrives: {error.strerror}. Ingenting er endret.", err=True)
        sys.exit(1)
    for outcome in changed:
        click.echo(f"Rettet: {outcome.target.path}")
    _say_notes(outcomes)
    click.echo(f"{_files(len(changed))} rettet." if changed else "Ingenting å rette.")
    left = [p for p in check(load(root), today()) if _within(p.path, wanted)]
    _say_left(left)
    sys.exit(1 if any(p.severity == "error" for p in left) else 0)


def _made(root: Path, content: Content) -> Iterator[FixedFile]:
    """The files that are made from the word lists, where they lag behind; see ``authoring.editor_files``."""
    from macros.authoring.editor_files import outdated

    for path, text in outdated(content).items():
        file = root / path
        before = file.read_bytes() if file.is_file() else b""
        yield FixedFile(Target(file, path, None), before, text, ("laget på nytt av ordlistene",))


def _within(path: str, wanted: list[str]) -> bool:
    """Whether a path is one of those wanted, or inside one; nothing wanted means everything."""
    return not wanted or any(path == w or path.startswith(w.rstrip("/") + "/") or w == "." for w in wanted)


def _outcome(target: Target, kit: Kit) -> FixedFile:
    """Corrects one file; the file itself is not touched."""
    try:
        raw = target.file.read_bytes()
    except OSError:
        raw = b""  # the validator tells why it cannot be read
    result: Fixed = fixed(raw, target.model, kit, target.whole)
    notes = [f"feltet «{r.old}» er skrevet om til «{r.new}»" for r in result.renamed]
    if result.worse:
        notes.append("rettingene ville gitt flere feil enn før, så filen er ikke rettet")
    if result.text is None or not raw:
        # Nothing is lost and nothing half done: what cannot be corrected stays as it is.
        return FixedFile(target, raw, raw.decode("utf-8", "surrogateescape"), tuple(notes))
    return FixedFile(target, raw, result.text, tuple(notes))


def _say_left(left: list[Problem]) -> None:
    """What no command can decide."""
    if left:
        click.echo("\nDette må et menneske se på:")
        click.echo(report(left, "text"), nl=False)


def _say_notes(outcomes: list[FixedFile]) -> None:
    for outcome in outcomes:
        for note in outcome.notes:
            click.echo(f"{outcome.target.path}: {note}")


def _files(count: int) -> str:
    return f"{count} {'fil' if count == 1 else 'filer'}"


def _show(outcome: FixedFile) -> None:
    """The change as a unified diff, in colours on a terminal. Signs that steer a terminal are shown as codes."""
    before = outcome.before.decode("utf-8", "replace")
    path = outcome.target.path
    if is_picture(outcome.before):
        click.echo(f"{path}: stedet der bildet ble tatt, fjernes.")
        return
    if outcome.before.replace(b"\r\n", b"\n") == outcome.after.encode():
        click.echo(f"{path}: bare linjeskiftene endres.")
        return
    for line in _diff(before.replace("\r\n", "\n").replace("\r", "\n"), outcome.after, path):
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        shown = "".join(c if c.isprintable() or c == "\t" else f"\\u{ord(c):04x}" for c in line)
        click.echo(click.style(shown, fg=colour, bold=line.startswith(("+++", "---")) or None))


def _diff(before: str, after: str, path: str) -> Iterator[str]:
    old, new = before.split("\n"), after.split("\n")
    yield from difflib.unified_diff(old, new, f"{path} (før)", f"{path} (etter)", lineterm="")
