"""Questions on the terminal: what is allowed is shown, and a wrong answer is met with the validator's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click
from pydantic import BaseModel

from macros.authoring.importing.values import value_of
from macros.authoring.yaml.front_matter import front_matter_text
from macros.cli.progress import coloured
from macros.content.model import Project
from macros.content.model.fields.new_words import NewWord, new_word, with_words
from macros.content.model.fields.reference import column, shape_of
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import parse
from macros.words.problems import Problem
from macros.words.vocabulary import UNKNOWN, Vocabularies

PROJECT = ("title", "summary", "owner", "region", "hours", "phase.start", "phase.end", "round", "source")
TOOL = ("title", "summary", "purpose", "source")
QUESTIONS = {
    "title": "Hva heter det? (navnet leserne kjenner)",
    "summary": "Si det i én eller to setninger: hva, for hvem?",
    "owner": "Hvem eier prosjektet? (flere: skill med komma)",
    "region": "Hvilken helseregion? (flere: skill med komma)",
    "hours": "Hvor mange timer prosessveiledning i alt?",
    "phase.start": "I hvilken fase startet veiledningen?",
    "phase.end": "I hvilken fase sluttet den?",
    "round": "Hvilken søknadsrunde? (flere: skill med komma)",
    "purpose": "Hva hjelper verktøyet med? (flere: skill med komma)",
    "source": "Hvor er opplysningene hentet? (dokumentets tittel)",
}
SHOWN = 15
"""Longer lists of words are not shown; the suggestion helps instead."""


class Asker:
    """Asks for the fields of a project or a tool. ``model`` is the kind, ``words`` the vocabularies."""

    def __init__(self, model: type[BaseModel], words: Vocabularies) -> None:
        self.model, self.words = model, words
        self.added: list[NewWord] = []

    def add(self, *new: NewWord) -> None:
        """From now on these are words too; ``added`` has them for whoever writes the lists."""
        self.added += new
        self.words = with_words(self.words, new)

    def vocabulary(self, name: str) -> str:
        """The word list of a field's answers; empty when they are no words of a list."""
        fact = column(self.model, name)
        return fact.vocabulary if fact else ""

    def optional(self, name: str) -> bool:
        """Left out when there is no answer; the rest become ``ukjent``, except the title."""
        return not shape_of(self.model).fields[name.partition(".")[0]].required

    def problems(self, name: str, fields: Mapping[str, Any]) -> list[Problem]:
        """What the validator says of one field, when the others are as they are."""
        outer = name.partition(".")[0]
        if outer not in fields:
            return []
        path = f"--{outer}"
        tree, wrong = parse(front_matter_text({outer: fields[outer]}, self.model), path, 1)
        _, found = build(self.model, tree, path, self.words)
        return [p for p in (*wrong, *found) if p.field.partition(".")[0] == outer and p.code != "FM021"]

    def all(self, fields: Mapping[str, Any], given: set[str]) -> dict[str, Any]:
        """``fields`` with the answers; what is in ``given`` is not asked for."""
        answers = dict(fields)
        for name in PROJECT if self.model is Project else TOOL:
            if name.partition(".")[0] not in given:
                self.ask(name, answers)
        return answers

    def ask(self, name: str, answers: dict[str, Any]) -> None:
        """One question, until the answer can be used. A value that is there already is what Enter keeps."""
        outer, _, inner = name.partition(".")
        known = answers.get(outer, {}).get(inner) if inner else answers.get(outer)
        click.echo()
        click.echo(coloured(QUESTIONS[name], "cyan"))
        if allowed := self.allowed(name):
            click.echo(f"  Velg mellom: {allowed}")
        if known:
            click.echo(f"  Fra filen: {_shown(known)} (Enter beholder)")
        elif name != "title":
            click.echo("  Enter: hopp over" if self.optional(name) else "  Enter: ukjent")
        while True:
            text = click.prompt(">", default="", show_default=False, prompt_suffix=" ").strip()
            value = self.value(name, text) if text else known or (None if self.optional(name) else UNKNOWN)
            if not text and name == "title" and not known:
                click.echo("  Tittelen må være med, og kan ikke være ukjent.")
                continue
            tried = dict(answers)
            _put(tried, outer, inner, value)
            if found := self.problems(name, tried):
                for problem in found:
                    click.echo(f"  {problem.message} {problem.hint}")
                if not self.may_add(name, found):
                    continue
            _put(answers, outer, inner, value)
            return

    def may_add(self, name: str, found: Sequence[Problem]) -> bool:
        """Whether the answer can be used after all: what is wrong is that words are new, and all of them may be added."""
        for problem in found:
            vocabulary = self.words.get(self.vocabulary(name))
            word = new_word(problem.value, vocabulary, self.words) if vocabulary else None
            if word is None or problem.code not in ("FM260", "FM261"):
                return False
            answer = click.prompt(f"  Føre opp «{word.name}» i ordlisten? Skriv ja, eller Enter for å svare på nytt", default="", show_default=False)  # fmt: skip
            if answer.strip().casefold() not in ("ja", "j"):
                return False
            self.add(word)
        return True

    def value(self, name: str, text: str) -> Any:
        """An answer as people write it: labels for keys, «50 t» for 50. Unclear answers stay text for the validator."""
        if self.model is not Project and self.vocabulary(name):
            return [part.strip() for part in text.split(",") if part.strip()]
        value, sure = value_of(name, text, self.words)
        if not sure and self.vocabulary(name) and "." not in name:
            return [part.strip() for part in text.split(",") if part.strip()]
        return value

    def allowed(self, name: str) -> str:
        """The words one can choose between, when they are few enough to read."""
        vocabulary = self.words.get(self.vocabulary(name))
        names = [value.name() for value in vocabulary or () if not value.valid_to]
        return ", ".join(names) if len(names) <= SHOWN else ""


def _put(fields: dict[str, Any], outer: str, inner: str, value: Any) -> None:
    if value is None:
        return
    if inner:
        before = fields.get(outer)
        ends = before if isinstance(before, dict) else {"start": UNKNOWN, "end": UNKNOWN}
        fields[outer] = {**ends, inner: value}
    else:
        fields[outer] = value


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    return str(value.get("title", value)) if isinstance(value, dict) else str(value)
