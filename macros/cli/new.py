"""``innomed new``: a new project or tool, asked for in Norwegian or given as options."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.shell_completion import CompletionItem

from macros.cli.progress import unbroken
from macros.words.problems import Problem
from macros.words.vocabulary import UNKNOWN

if TYPE_CHECKING:
    from macros.authoring.draft import Draft
    from macros.cli.asking import Asker
    from macros.content.load import Content


def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Keys of the vocabulary that the option's field has, with what they mean; nothing outside a checkout."""
    from macros.content.data.vocabularies import load_vocabularies
    from macros.content.files.root import find_root
    from macros.content.model import Project
    from macros.content.model.fields.reference import column

    root, field = find_root(Path.cwd()), column(Project, str(param.name).replace("_", "."))
    vocabulary = load_vocabularies(root)[0].get(field.vocabulary) if root and field else None
    return [
        CompletionItem(value.key, help=value.name())
        for value in vocabulary or ()
        if value.key.startswith(incomplete.casefold()) or value.name().casefold().startswith(incomplete.casefold())
    ]


@click.command()
@click.option(
    "--kind", type=click.Choice(["project", "tool"]), default="project", help="Prosjekt (vanlig) eller verktøy."
)
@click.option("--title", metavar="TEKST", help="Navnet leserne kjenner.")
@click.option("--summary", metavar="TEKST", help="Én eller to setninger: hva, for hvem.")
@click.option("--owner", metavar="VIRKSOMHET", multiple=True, shell_complete=complete, help="Eieren. Kan gjentas.")
@click.option("--region", metavar="REGION", multiple=True, shell_complete=complete, help="Helseregionen. Kan gjentas.")
@click.option("--hours", metavar="TALL", help="Timer prosessveiledning i alt.")
@click.option("--phase-start", metavar="FASE", shell_complete=complete, help="Fasen da veiledningen startet.")
@click.option("--phase-end", metavar="FASE", shell_complete=complete, help="Fasen da veiledningen sluttet.")
@click.option("--round", metavar="RUNDE", multiple=True, shell_complete=complete, help="Søknadsrunden. Kan gjentas.")
@click.option("--source", metavar="TITTEL", help="Dokumentet opplysningene er hentet fra.")
@click.option("--slug", metavar="ADRESSE", help="Siste del av sidens adresse. Lages ellers av tittelen.")
@click.option("--folder", is_flag=True, help="Lag en mappe, med plass til vedlegg.")
@click.option("--from", "origin", metavar="FIL", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Begynn med en søknad eller rapport: .docx, .xlsx, .md eller .txt.")  # fmt: skip
@click.option("--new-words", is_flag=True, help="Før opp runder og virksomheter som ikke står i ordlistene.")
@click.option("--no-input", is_flag=True, help="Ikke spør. Det du ikke oppgir, blir ukjent.")
@unbroken
def new(
    kind: str, origin: Path | None, new_words: bool, no_input: bool, slug: str | None, folder: bool, **options: Any
) -> None:
    """Lager et utkast til et nytt prosjekt eller verktøy.

    Uten valg blir du spurt om ett felt om gangen. Trykk Enter når du ikke vet svaret: Da blir det «ukjent». Er det noe
    galt med et svar, får du vite hvorfor, og kan svare på nytt. Ingenting som finnes fra før, blir skrevet over.
    En runde eller virksomhet som ikke står i ordlistene, blir ført opp når du svarer ja, eller med --new-words.

    \b
    Eksempler:
      innomed new
      innomed new --title "Trygg hjem" --owner "Stavanger kommune" --region "Helse Vest" --no-input
      innomed new --from soknad.docx
      innomed new --title "Trygg hjem" --round "S1 2026" --new-words --no-input
      innomed new --kind tool --title "Systemkart" --no-input
    """
    from macros.authoring.draft import Draft
    from macros.authoring.entries import present
    from macros.authoring.word_lists import words_to_add
    from macros.cli import checkout
    from macros.cli.asking import Asker
    from macros.content.load import load
    from macros.content.model import Project, Tool

    root = checkout()
    content = load(root)
    if not content.vocabularies:
        _stop(list(content.problems))
    model = Tool if kind == "tool" else Project
    given = present({k: list(v) if isinstance(v, tuple) else v for k, v in options.items()})
    ends = {end: given.pop(f"phase_{end}", None) for end in ("start", "end")}
    if any(ends.values()):
        given["phase"] = {"start": ends["start"] or UNKNOWN, "end": ends["end"] or UNKNOWN}
    if "source" in given:
        given["source"] = [{"title": given["source"]}]
    draft, files = _from_file(origin, content) if origin else (Draft({}), {})
    draft = Draft({**draft.fields, **given}, draft.sections, draft.rest, draft.origin)
    asker = Asker(model, content.vocabularies)
    if new_words and model is Project:
        asker.add(*words_to_add(draft.fields, content.vocabularies))
    if wrong := [p for name in given for p in asker.problems(name, draft.fields)]:
        for problem in wrong:
            click.echo(f"--{problem.field.partition('.')[0]}: {problem.message} {problem.hint}".rstrip(), err=True)
        _wrong("Ingenting er skrevet.")
    if not (no_input or not sys.stdin.isatty()):
        draft = Draft(asker.all(draft.fields, set(given)), draft.sections, draft.rest, draft.origin)
    _write(root, replace(content, vocabularies=asker.words), draft, asker, slug, folder or bool(files), files)


def _from_file(origin: Path, content: Content) -> tuple[Draft, Mapping[str, bytes]]:
    """What a file says and its pictures, after telling what was understood, what was not, and what is left for the author."""
    from macros.authoring.importing.kinds import read_application
    from macros.authoring.importing.recognising.forms import known_forms
    from macros.authoring.importing.source import Source
    from macros.cli.import_summary import tell_left

    source = Source(origin.read_bytes(), origin.as_posix(), content.vocabularies, forms=known_forms(content.tools))
    read, problems = read_application(source)
    if read is None:
        _stop(problems)
    said = {told.label or told.text for told in read.told}
    for label, place in read.found:
        if label not in said:
            click.echo(f"Fant: {place} ← «{label}»", err=True)
    for label, value in read.doubtful:
        click.echo(f"Usikkert: «{label}» sier «{value[:80]}», som ikke er en verdi vi kjenner.", err=True)
    if read.unplaced:
        click.echo(
            "Ikke gjenkjent. Det ligger nederst i teksten: " + ", ".join(f"«{u}»" for u in read.unplaced), err=True
        )
    tell_left([(origin.as_posix(), told) for told in read.told], err=True)
    for problem in problems:
        click.echo(problem.as_text(), err=True)
    return read.draft, read.files


def _write(
    root: Path, content: Content, draft: Draft, asker: Asker, slug: str | None, folder: bool, files: Mapping[str, bytes]
) -> None:
    """Writes the file, says what is left, and leaves with 1 when something in it must be put right."""
    from macros.authoring.draft import (
        MAY_BE_UNKNOWN,
        completed,
        draft_text,
        may_be_slug,
        path_of,
        tool_text,
        unused_slug,
    )
    from macros.authoring.importing.plan import normal
    from macros.authoring.word_lists import lists_with
    from macros.cli.files import problems_in, write_all
    from macros.cli.import_summary import tell_words
    from macros.cli.report import report
    from macros.content.data.privacy import not_to_be_written
    from macros.content.model import Project
    from macros.text.norwegian import title_slug

    title = str(draft.fields.get("title") or "")
    if not title:
        _wrong('Utkastet trenger en tittel. Skriv: innomed new --title "Prosjektets navn"')
    address = slug if slug is not None else title_slug(title)
    if not may_be_slug(address):
        _wrong(f"«{address or title}» kan ikke brukes som adresse. Velg en selv: --slug {unused_slug(address)}")
    path = path_of(asker.model, address, folder)
    if there := _taken(content, asker, address) or ((root / path).exists() and path):
        _wrong(
            f"{there} har allerede adressen «{address}», og blir ikke skrevet over. Velg en annen: --slug {address}-2"
        )
    if asker.model is Project:
        draft = completed(draft, content.vocabularies)
        unknown = {name: value for name, value in draft.fields.items() if value == UNKNOWN}
        draft = replace(draft, fields={**normal(draft.fields, content.vocabularies), **unknown})
        text = draft_text(draft)
    else:
        fields: Mapping[str, Any] = {"source": [{"title": UNKNOWN}], "summary": UNKNOWN, **draft.fields}
        text = tool_text(fields)
    beside = {f"{path.rpartition('/')[0]}/{name}": data for name, data in files.items()}
    if personal := list(not_to_be_written({title: f"{address}\n{text}"}, draft.origin or path, content.privacy)):
        _stop(personal)
    used = [word for word in asker.added if word.key in text]
    lists, by_hand = lists_with(root, used)
    try:
        write_all(root, {path: text.encode(), **beside, **lists})
    except OSError as error:
        _wrong(f"Kan ikke skrive {path}: {error.strerror}.")
    for written in (path, *beside):
        click.echo(f"Skrevet: {written}")
    tell_words([word for word in used if word not in by_hand], by_hand)
    left = [n for n in MAY_BE_UNKNOWN if draft.fields.get(n) in (UNKNOWN, [{"title": UNKNOWN}])]
    if left and asker.model is Project:
        click.echo(f"Gjenstår: {', '.join(left)} (ukjent), og teksten under overskriftene.")
    problems = problems_in(root, {path, *beside, *lists})
    if problems:
        click.echo(report(problems, "text"), nl=False)
    click.echo("Når omtalen er ferdig: innomed check, og status: published.")
    if any(p.severity == "error" for p in problems):
        sys.exit(1)


def _taken(content: Content, asker: Asker, slug: str) -> str:
    """The write-up that has the address, or had it before."""
    from macros.content.model import Project

    records = content.projects if asker.model is Project else content.tools
    for record in records:
        if slug == record.slug or slug in record.data.redirect_from:
            return record.path
    return ""


def _stop(problems: list[Problem]) -> NoReturn:
    from macros.cli.report import report

    click.echo(report(problems, "text"), nl=False, err=True)
    click.echo("Ingenting er skrevet.", err=True)
    sys.exit(1)


def _wrong(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(2)
