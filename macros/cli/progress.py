"""How far long work has come: on a terminal only, and never in what a program reads."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

import click

Item = TypeVar("Item")
Given = ParamSpec("Given")
FEW = 3
"""With no more than this there is nothing to wait for."""


def progress(items: Sequence[Item], label: str) -> Iterator[Item]:
    """``items`` one by one, with a bar on standard error while they are worked on."""
    if len(items) <= FEW or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr, show_pos=True) as bar:
        yield from bar


def working(text: str) -> None:
    """Says what is going on where somebody is watching, when it cannot be counted."""
    if sys.stderr.isatty():
        click.echo(f"{text} …", err=True)


def coloured(text: str, colour: str) -> str:
    """``text`` in a colour. ``click.echo`` takes the colour away again where there is no terminal."""
    return click.style(text, fg=colour)


def unbroken(command: Callable[Given, None]) -> Callable[Given, None]:
    """A command that says in Norwegian that it was stopped (Ctrl+C, Ctrl+D). What it was writing is not left behind."""

    @wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (KeyboardInterrupt, click.Abort):
            click.echo("\nAvbrutt. Ingenting er skrevet.", err=True)
            sys.exit(1)

    return run
