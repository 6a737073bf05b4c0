"""What an import did, in words: how a file was read, what becomes of each write-up, what was left out."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from macros.authoring.importing.accounting import Told
from macros.authoring.importing.kinds import possible
from macros.authoring.importing.plan import BODY, ImportStep
from macros.authoring.importing.source import Reading
from macros.authoring.importing.values import shown
from macros.authoring.word_lists import list_path
from macros.cli.progress import coloured
from macros.content.model.fields.new_words import NewWord
from macros.text.invisible import one_line
from macros.words.labels import labels

WORDS = {
    "new": "ny", "same": "uendret", "exists": "finnes (ikke skrevet)", "overwritten": "skrevet over",
    "refused": "feil (ikke skrevet)",
}  # fmt: skip
COLOURS = {"new": "green", "exists": "yellow", "overwritten": "yellow", "refused": "red"}
MANY = 100
"""With more than this, what is unchanged is only counted."""


def tell_words(added: Sequence[NewWord], by_hand: Sequence[NewWord], done: str = "Ført opp") -> None:
    """Which words were put into their lists, and the lines for those that a person must put there."""
    for word in added:
        click.echo(f"{done}: «{word.name}» i {list_path(word)}. Se at det stemmer, og fyll ut resten.")
    for word in by_hand:
        click.echo(f"{list_path(word)} kan ikke endres herfra. Lim inn under «values»:\n  {word.line()}", err=True)


def tell_kind(file: Path, reading: Reading, known: Sequence[str]) -> None:
    """What the file is read as, and how to say that it is something else."""

    if not reading.kind:
        return
    others = [k for k in possible(file.suffix.lower()) if k in known and k != reading.kind]
    other = {"one": "table", "table": "one", "form": "one", "write-up": "one"}.get(reading.kind, "")
    hint = f" Er det noe annet? Bruk --as {other}." if other in others else ""
    click.echo(f"Leser {file} som {labels()(f'import.kind.{reading.kind}')}.{hint}")


def tell_steps(steps: Sequence[ImportStep], dry_run: bool) -> None:
    """What becomes of each write-up, with everything that changes in it."""
    counts = Counter(step.kind for step in steps)
    for step in steps:
        if step.kind == "same" and len(steps) > MANY:
            continue
        differs = f"  ulikt: {', '.join(step.differs)}" if step.differs else ""
        word = coloured(f"{WORDS[step.kind]:<21}", COLOURS[step.kind]) if step.kind in COLOURS else f"{WORDS[step.kind]:<21}"  # fmt: skip
        click.echo(f"{word} {step.path}  «{step.title}»{differs}")
        for line in _changes(step):
            click.echo(f"    {line}")
        for path in step.files:
            click.echo(f"    med: {path}")
    if steps:
        done = "Ville skrevet" if dry_run else "Skrevet"
        refused = f", {counts['refused']} publiserte med feil" if counts["refused"] else ""
        click.echo(
            f"\n{done}: {counts['new']} nye, {counts['overwritten']} endret. "
            f"Ikke rørt: {counts['same']} uendret, {counts['exists']} finnes fra før og er ulike{refused}."
        )
        if counts["exists"]:
            click.echo("Bruk --overwrite for å skrive det som er ulikt.")


def _changes(step: ImportStep) -> Iterator[str]:
    """Old → new of every field, and the lines of the text that go and come."""

    for change in step.changes:
        if change.name == BODY:
            before, after = (change.old or "").split("\n"), (change.new or "").split("\n")
            diff = list(difflib.unified_diff(before, after, lineterm="", n=0))[2:]
            yield f"teksten: {len(change.old.split())} ord → slettes" if change.old and not change.new else "teksten:"
            yield from (f"  {line[:1]} {line[1:]}" for line in diff if line[1:].strip() and not line.startswith("@@"))
        else:
            old = shown(change.old) or "(tomt)"
            yield f"{change.name}: {old} → {'slettes' if change.new is None else shown(change.new)}"


def tell_left(told: Sequence[tuple[str, Told]], err: bool = False) -> None:
    """Every word that does not stand in a draft as it stood in the file, and why. ``err``: beside what the command makes."""
    t = labels()
    read = [x for _, x in told if x.deed != "left"]
    if read:
        click.echo("\nLest slik:", err=err)
    for x in read:
        label = "" if x.deed == "renamed" or x.label == x.text else f"{x.label}: "
        click.echo(f"  {label}«{one_line(x.text)}» → {x.became}{_times(x)}", err=err)
    groups: dict[tuple[str, str], list[Told]] = {}
    for file, x in told:
        if x.deed == "left":
            groups.setdefault((file, x.why), []).append(x)
    for (file, why), left in groups.items():
        click.echo(f"\nIkke tatt med fra {file}: {t(f'import.left.{why}')}", err=err)
        for x in left:
            click.echo(f"  {x.text.replace(chr(10), ' / ')}{_times(x)}", err=err)


def _times(told: Told) -> str:
    return f"  ({told.times} ganger)" if told.times > 1 else ""
