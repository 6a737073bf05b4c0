"""How far long work has come, on a terminal only and never in what a program reads; and how it is stopped."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from types import FrameType
from typing import ParamSpec, TypeVar

import click

Item = TypeVar("Item")
Given = ParamSpec("Given")
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
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


class StoppedError(KeyboardInterrupt):
    """Somebody asked the program to stop. Not an Exception, so that nothing takes it for a fault of the content."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


@contextmanager
def stopped_in_order() -> Iterator[None]:
    """Raises StoppedError inside when the process is asked to stop; once, so that the clearing up is not stopped too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, _: FrameType | None) -> None:
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise StoppedError(number)

    # What the parent had us ignore (nohup) stays ignored.
    before = {each: signal.getsignal(each) for each in _SIGNALS}
    heard = [each for each in _SIGNALS if before[each] is signal.SIG_DFL]
    for each in heard:
        signal.signal(each, stop)
    try:
        yield
    finally:
        for each in heard:
            signal.signal(each, before[each])
