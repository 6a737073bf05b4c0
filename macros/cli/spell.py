"""``innomed spell``: words that no dictionary has. A warning, never an error."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[STI …]")
def spell(paths: tuple[Path, ...]) -> None:
    """Viser ord som ikke står i ordboken. Stopper ingenting.

    Omtaler, verktøy, skjemaer og sider kontrolleres på bokmål eller nynorsk, etter språket de er skrevet på. Navn midt i
    en setning og forkortelser med store bokstaver er ikke med. Er ordet riktig, legger du det i docs/_data/spelling.yml.

    Ordbøkene er egne programmer: sudo apt-get install hunspell hunspell-no

    \b
    Eksempler:
      innomed spell
      innomed spell projects/en-vei-inn.md
    """
    from macros.authoring.spelling import DICTIONARIES, NoDictionaryError, known_words, of_yaml, unknown_words
    from macros.cli import _inside, checkout
    from macros.content.data.spelling import SPELLING
    from macros.content.load import load

    root = checkout()
    wanted = [_inside(root, path) for path in paths]
    content = load(root)
    if wrong := [p for p in content.problems if p.path == SPELLING and p.severity == "error"]:
        click.echo("\n".join(p.as_text() for p in wrong))
        sys.exit(1)
    known = known_words(content)
    languages = {page.path: page.language for page in content.editorial}
    languages |= {r.path: r.data.language for r in content.projects}
    languages |= {r.path: r.data.language for r in content.tools}
    texts: dict[str, dict[str, str]] = {language: {} for language in DICTIONARIES}
    others = 0
    for path, language in sorted(languages.items()):
        if _asked(path, wanted):
            others += language not in texts
            texts.setdefault(language, {})[path] = (root / path).read_text(encoding="utf-8")
    for file in sorted((root / "tools").glob("*/form.yml")):
        path = file.relative_to(root).as_posix()
        if _asked(path, wanted):
            for language, said in of_yaml(file.read_text(encoding="utf-8")).items():
                texts[language][path] = said
    lines: list[tuple[str, int, int, str]] = []
    try:
        for language in DICTIONARIES:
            for path, found in unknown_words(texts[language], language, known).items():
                for u in found:
                    meant = f" Mente du «{u.suggestion}»?" if u.suggestion else ""
                    lines.append((path, u.line, u.column, f"«{u.word}» står ikke i ordboken.{meant}"))
    except NoDictionaryError as error:
        click.echo(
            f"Stavekontrollen er ikke kjørt: «{error}» er ikke installert. "
            "Installer: sudo apt-get install hunspell hunspell-no",
            err=True,
        )
        sys.exit(2)
    for path, line, column, said in sorted(lines):
        click.echo(f"{path}:{line}:{column}: {said}")
    count = sum(len(named) for named in texts.values()) - others
    click.echo(f"{len(lines)} ukjente ord i {count} tekster." if lines else f"Alle ordene i {count} tekster er kjent.")
    if others:
        click.echo(f"{others} på andre språk enn norsk er ikke kontrollert.")
    if lines:
        click.echo(f"Er et ord riktig, legger du det i {SPELLING}.")


def _asked(path: str, wanted: list[str]) -> bool:
    return not wanted or any(path == w or path.startswith(w.rstrip("/") + "/") or w == "." for w in wanted)
