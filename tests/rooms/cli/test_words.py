"""Click speaks Norwegian too: its own words come from the catalogue beside the commands."""

from __future__ import annotations

import re

import click
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner
from support import ROOT

from macros.cli import main

WORDS = ROOT / "macros" / "cli" / "locale" / "nb" / "LC_MESSAGES"
ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Error|Show this|No such|Missing|Invalid|Try|OPTIONS|ARGS|default|is not)\b"
)


def test_the_compiled_words_are_those_of_the_text() -> None:
    with (WORDS / "messages.po").open("rb") as text, (WORDS / "messages.mo").open("rb") as compiled:
        written = {tuple(m.id): tuple(m.string) for m in read_po(text, locale="nb") if m.id}
        used = {tuple(m.id): tuple(m.string) for m in read_mo(compiled) if m.id}
    assert len(written) > 50
    assert used == written, "pybabel compile -d macros/cli/locale -l nb"


@pytest.mark.parametrize("name", ["", *main.list_commands(click.Context(main))])
def test_help_has_no_english_words(name: str) -> None:
    ran = CliRunner().invoke(main, [*([name] if name else []), "--help"])
    assert ran.exit_code == 0
    assert "Bruk:" in ran.output and "Vis denne hjelpen." in ran.output
    assert ENGLISH.findall(ran.output) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["sjekk"], "Kommandoen 'sjekk' finnes ikke."),
        (["check", "--form"], "Valget '--form' finnes ikke."),
        (["check", "--format", "ærlig"], "'ærlig' er ikke blant"),
        (["export"], "Argumentet mangler:"),
    ],
)
def test_wrong_use_is_told_in_norwegian(typed: list[str], said: str) -> None:
    ran = CliRunner().invoke(main, typed)
    assert ran.exit_code == 2
    assert said in ran.output
    assert ENGLISH.findall(ran.output) == []
