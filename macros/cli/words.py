"""What is said of words that were put into their lists."""

from __future__ import annotations

from collections.abc import Sequence

import click

from macros.authoring.word_lists import list_path
from macros.content.model.fields.new_words import NewWord


def tell_words(added: Sequence[NewWord], by_hand: Sequence[NewWord], done: str = "Ført opp") -> None:
    """Which words were put into their lists, and the lines for those that a person must put there."""
    for word in added:
        click.echo(f"{done}: «{word.name}» i {list_path(word)}. Se at det stemmer, og fyll ut resten.")
    for word in by_hand:
        click.echo(f"{list_path(word)} kan ikke endres herfra. Lim inn under «values»:\n  {word.line()}", err=True)
