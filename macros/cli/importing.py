"""``innomed import PATH``: projects from a workbook, a table, JSON, a write-up, a report, or a folder of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from macros.cli.progress import progress, unbroken, working
from macros.words.problems import Place, Problem, problem

if TYPE_CHECKING:
    from macros.authoring.importing.accounting import Told
    from macros.authoring.importing.plan import ImportStep
    from macros.authoring.importing.recognising.candidates import Candidate
    from macros.authoring.importing.source import Reading
    from macros.content.model.fields.new_words import NewWord
    from macros.words.vocabulary import Vocabularies

KINDS = ("one", "table", "form", "write-up", "experience", "mail", "plan")
"""What ``--as`` takes."""


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path), metavar="FIL|MAPPE")
@click.option("--overwrite", is_flag=True, help="Skriv også prosjekter som finnes fra før. Bare det som er ulikt, endres.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Vis hva som ville skjedd, og feilene. Ingenting skrives.")
@click.option("--new-words", is_flag=True, help="Før opp runder og virksomheter som ikke står i ordlistene.")
@click.option("--keep-unknown", is_flag=True, help="Legg kolonner vi ikke kjenner, nederst i teksten.")
@click.option("--as", "kind", type=click.Choice(KINDS), help="Hva filen er, når vi tar feil: én rapport (one), en tabell med flere prosjekter (table), et av skjemaene våre (form), en utfylt gevinstplan (plan), «Del en erfaring» (experience), e-posten med svar (mail) eller en ferdig omtale (write-up).")  # fmt: skip
@click.option("--source", metavar="TITTEL", default="", help="Kilden, når filen er en rapport. Ellers brukes filnavnet.")  # fmt: skip
@unbroken
def import_(path: Path, overwrite: bool, dry_run: bool, new_words: bool, **options: Any) -> None:
    """Leser inn prosjekter fra en fil eller en mappe og lager utkast.

    \b
    Leser:
      .xlsx og .csv   ett prosjekt på hver rad: vår egen eksport, eller et ark med norske overskrifter
      .xlsx           en utfylt gevinstplan: det som kan publiseres, går inn i prosjektets omtale
      .json           vår egen eksport, eller projects.json fra de åpne dataene
      .docx           «Del en erfaring», en søknad eller sluttrapport, eller tabellene i årsrapporten. Bildene legges ved
      .md             en ferdig omtale, eller en rapport i Markdown
      .txt            en rapport i ren tekst, eller en lagret e-post med svarene
      .eml            e-posten fra «Del en erfaring», eller en e-post med Word-skjemaet som vedlegg
      en mappe        alle rapporter og omtaler (.docx og .md) i den, eller omtalen i index.md med vedleggene

    Hva filen er, følger av hele innholdet, og blir sagt. Det som ikke kommer med, eller får et annet navn, blir listet
    opp. En gevinstplan endrer bare linjene der «Kan publiseres» er Ja, og du ser gammelt → nytt. Nye prosjekter blir utkast, hvis ikke filen sier noe annet. Det som finnes fra før, røres ikke uten --overwrite,
    og en publisert omtale blir aldri skrevet med feil i.
    Med --new-words blir runder og virksomheter som mangler, ført opp i ordlistene. De som ligner på en vi har, må du
    se på selv. Er det noe galt med en fil, skrives ingenting fra den. Sluttkode 1 betyr at noe må rettes.

    \b
    Eksempler:
      innomed import prosjekter.xlsx --dry-run
      innomed import prosjekter.xlsx --overwrite
      innomed import prosjekter.xlsx --new-words
      innomed import arsrapport.docx --as table --source "InnoMeds årsrapport 2024"
      innomed import del-en-erfaring.docx
      innomed import gevinstplan.xlsx --dry-run
      innomed import sluttrapporter/
    """
    from macros.authoring.entries import read_entries
    from macros.cli import checkout
    from macros.cli.files import write_all
    from macros.cli.import_summary import tell_left, tell_steps, tell_words
    from macros.cli.report import report
    from macros.content.data.vocabularies import load_vocabularies

    root = checkout()
    files = _files(path)
    words, wrong = load_vocabularies(root)
    existing, unread = read_entries(root, words)
    if errors := [p for p in (*wrong, *unread) if p.severity == "error"]:
        click.echo(report(errors, "text"), nl=False, err=True)
        click.echo("Ingenting er lest inn: Disse filene kan ikke leses.", err=True)
        sys.exit(1)
    work = _Work(root, words, existing, overwrite, new_words, options)
    for file in files:
        work.take(file)
    texts, lists, by_hand = work.texts()
    left: list[Problem] = []
    try:
        if texts:
            working(f"Kontrollerer {len(work.steps)} omtaler")
            left = work.judged(texts | lists)
            texts, lists, by_hand = work.texts()
        if texts and not dry_run:
            write_all(root, texts | lists)
    except OSError as error:
        click.echo(f"Ingenting er skrevet: {error.strerror} ({error.filename}).", err=True)
        sys.exit(2)
    tell_steps(work.steps, dry_run)
    tell_left(work.told)
    tell_words([w for w in work.used if w not in by_hand], by_hand, "Ville ført opp" if dry_run else "Ført opp")
    if work.problems:
        click.echo(report(work.problems, "text"), nl=False, err=True)
        if _stops(work.problems):
            click.echo(
                "Ingenting er skrevet fra filer med feil." if len(files) > 1 else "Ingenting er skrevet.", err=True
            )
    if left:
        click.echo("\nDette må rettes:" if _stops(left) else "\nSe på dette:")
        click.echo(report(left, "text"), nl=False)
    if any(p.code in ("FM260", "FM261") for p in left):
        how = "--new-words" if dry_run else "--new-words --overwrite"
        click.echo(f"Er rundene og virksomhetene riktige, men nye? Kjør en gang til med {how}, så blir de ført opp.")
    sys.exit(1 if _stops(work.problems) or _stops(left) else 0)


@dataclass
class _Work:
    """What is read so far: the steps, the words that are new, and all that is to be told."""

    root: Path
    words: Vocabularies
    existing: Sequence[Any]
    overwrite: bool
    new_words: bool
    options: Mapping[str, Any]
    steps: list[ImportStep] = field(default_factory=list)
    added: list[NewWord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    told: list[tuple[str, Told]] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    forms: Any = None

    @cached_property
    def privacy(self) -> Any:
        """What has been judged not to be personal."""
        from macros.content.data.privacy import load_privacy

        return load_privacy(self.root)[0]

    def take(self, file: Path) -> None:
        """Reads a file and plans what becomes of it."""
        from macros.authoring.importing.plan import plan
        from macros.authoring.word_lists import words_to_add
        from macros.cli.import_summary import tell_kind
        from macros.content.model.fields.new_words import with_words
        from macros.engine.clock import today

        known, fresh = self.words, list[Any]()
        reading = self._read(file, known)
        if self.new_words and not _stops(reading.problems):
            for candidate in reading.found:
                fresh += words_to_add(candidate.draft.fields, with_words(self.words, fresh))
            known = with_words(self.words, fresh)
            reading = self._read(file, known)
        problems = reading.problems
        tell_kind(file, reading, KINDS)
        if not _stops(problems):
            found = progress(reading.found, "Sammenligner")
            planned, more = plan(found, self.existing, known, self.overwrite, file.as_posix(), self.taken, today())
            problems = [*problems, *more, *self._personal(reading.found, planned, file.as_posix())]
            if not _stops(problems):
                self.words, self.added = known, [*self.added, *fresh]
                self.steps += planned
                self.taken |= {step.path: file.as_posix() for step in planned}
            self.told += [(file.as_posix(), told) for step in planned for told in step.told]
        self.told += [(file.as_posix(), told) for told in reading.told]
        self.problems += problems

    def _personal(self, found: Sequence[Candidate], steps: Sequence[ImportStep], path: str) -> list[Problem]:
        """Personal numbers in what a file says of each project, left out or not, and in the files beside it."""
        from macros.content.attachments.examine import READERS, Examiner
        from macros.content.data.privacy import not_to_be_written

        rules = self.privacy
        # Texts without a place stand together: a number may be split between two columns.
        said = {
            str(c.draft.fields.get("title") or c.slug): "\n".join(
                _words([c.slug, c.body, c.text, c.draft.fields, c.draft.sections, *zip(*c.draft.rest, strict=True)])
            )
            for c in found
        }
        beside = {name: data for step in steps for name, data in step.files.items()}
        told = list(not_to_be_written(said, path, rules))
        for name, data in beside.items():
            ending = Path(name).suffix.lower()
            for finding in Examiner(rules)(data, ending) if ending in READERS else ():
                if finding.code == "PV002":
                    told.append(problem("PV016", path, Place(), value=finding.facts["found"], other=name))
        return told

    def _read(self, file: Path, words: Vocabularies) -> Reading:
        from macros.authoring.importing.kinds import possible, read_file
        from macros.authoring.importing.recognising.forms import known_forms
        from macros.authoring.importing.source import Source
        from macros.content.model import Tool
        from macros.content.records import load_records

        if self.forms is None:
            self.forms = known_forms(load_records(self.root, "tools", Tool, self.words)[0])
        try:
            data, beside = file.read_bytes(), _beside(file)
        except OSError as error:
            click.echo(f"Kan ikke lese {file}: {error.strerror}.", err=True)
            sys.exit(2)
        title, kind = self.options["source"], self.options["kind"] or ""
        source = Source(data, file.absolute().as_posix() if file.name == "index.md" else file.as_posix(), words, self.options["keep_unknown"], title, self.forms, beside, self.privacy)  # fmt: skip
        if kind and source.ending and kind not in possible(source.ending):
            allowed = [name for name in possible(source.ending) if name in KINDS]
            click.echo(f"{file} kan ikke leses som «{kind}». Bruk: {', '.join(allowed) or 'ikke --as'}.", err=True)
            sys.exit(2)
        reading = read_file(source, kind)
        return replace(reading, problems=[replace(p, path=file.as_posix()) for p in reading.problems])

    @property
    def used(self) -> list[NewWord]:
        """The new words that what is written has."""
        texts = [step.text for step in self.steps if step.text is not None]
        return [word for word in self.added if any(word.key in text for text in texts)]

    def texts(self) -> tuple[dict[str, bytes], dict[str, bytes], Any]:
        """The write-ups and what lies beside them, the word lists, and the words that must be put in by hand."""
        from macros.authoring.word_lists import lists_with

        texts = {step.path: step.text.encode() for step in self.steps if step.text is not None}
        texts |= {path: data for step in self.steps if step.text is not None for path, data in step.files.items()}
        lists, by_hand = lists_with(self.root, self.used)
        return texts, lists if texts else {}, by_hand

    def judged(self, texts: Mapping[str, bytes]) -> list[Problem]:
        """What the check says of it all. What is published is not written over with mistakes, and what is new and has
        mistakes becomes a draft; what is refused may be what another relies on, so it is asked again."""
        from macros.authoring.importing.plan import as_draft, is_published
        from macros.cli.files import problems_in, tried_out

        shown = {e.entry.path for e in self.existing if e.entry.fields.get("status", "published") == "published"}
        told: list[Problem] = []
        while texts:
            with tried_out(self.root, texts) as copy:
                left = problems_in(copy, set(texts))
            wrong = {p.path.rpartition("/")[0] + "/index.md" if not p.path.endswith(".md") else p.path for p in left if p.severity == "error"}  # fmt: skip
            again = False
            for number, step in enumerate(self.steps):
                if step.path not in wrong or step.text is None:
                    continue
                if step.kind == "new" and is_published(step.text):
                    self.steps[number], again = as_draft(step), True
                elif step.kind == "overwritten" and (step.path in shown or is_published(step.text)):
                    told += [p for p in left if p.path == step.path]
                    self.steps[number], again = replace(step, kind="refused", text=None, files={}), True
            if not again:
                return [*told, *left]
            written, lists, _ = self.texts()
            texts = written | lists
        return told


def _beside(file: Path) -> dict[str, bytes]:
    """The files that belong to a folder's write-up."""
    if file.name != "index.md":
        return {}
    return {f.name: f.read_bytes() for f in sorted(file.parent.iterdir()) if f.is_file() and f != file and not f.name.startswith((".", "~$"))}  # fmt: skip


def _files(path: Path) -> list[Path]:
    """The file, or what a folder holds: its own write-up, or the reports and write-ups in it. What else lies there is
    told; an empty folder is wrong use."""
    if not path.is_dir():
        return [path]
    if (path / "index.md").is_file():
        return [path / "index.md"]
    entries = sorted(f for f in path.iterdir() if not f.name.startswith((".", "~$")))
    found = [f for f in entries if f.is_file() and f.suffix.lower() in (".docx", ".md") and f.name != "README.md"]
    found += [f / "index.md" for f in entries if f.is_dir() and (f / "index.md").is_file()]
    for entry in entries:
        if entry not in found and entry / "index.md" not in found:
            click.echo(f"{entry} er ikke lest: I en mappe leses bare .docx, .md og mapper med index.md.", err=True)
    if not found:
        click.echo(f"Fant ingen .docx- eller .md-filer i {path}.", err=True)
        sys.exit(2)
    return found


def _words(value: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, Mapping):
        value = [*value.keys(), *value.values()]
    if isinstance(value, (list, tuple)):
        for inner in value:
            yield from _words(inner)
    elif value is not None:
        yield str(value)


def _stops(problems: Sequence[Problem]) -> bool:
    return any(p.severity == "error" for p in problems)
