"""``mkdocs.yml`` and the files of the program that it names: read as strictly as the build needs, without the engine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from macros.content.files.program import check_program_files, shown_asset
from macros.content.model.data.site import ENVIRONMENT, Site
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import Loc, Tree, parse
from macros.content.yaml.text import read_text
from macros.words.labels import labels
from macros.words.problems import Place, Problem, problem
from macros.words.problems.engine_words import CONFIG

_ENV = "!ENV"
_OWN_WORDS = {"FM101": "BY023", "FM011": "BY001", "FM007": "BY001", "FM008": "BY001", "FM020": "BY003"}
"""Messages about front matter -> those about this file."""
_LONGEST = 500
"""Characters of a value from the environment: no name and no address is longer."""


_DEEPEST = 5
"""The menu has two levels."""


@dataclass(frozen=True)
class Setup:
    """What ``mkdocs.yml`` says, its places, and the pages its menu leads to (path under docs/, where it stands)."""

    site: Site | None = None
    places: Tree = field(default_factory=Tree)
    menu: tuple[tuple[str, Place], ...] = ()
    variables: Mapping[Loc, str] = field(default_factory=dict)
    """Which variable of the environment gave the value at a place."""

    def told(self, found: Problem, *loc: str) -> Problem:
        """``found`` at the line of a setting, with the variable that gave its value."""
        place = self.places.place(loc)
        return self.from_outside(replace(found, path=CONFIG, line=place.line, column=place.column), loc)

    def from_outside(self, found: Problem, loc: Loc) -> Problem:
        """``found``, whose hint names the variable when the value at ``loc`` came from the environment."""
        name = self.variables.get(loc)
        return replace(found, hint=f"{found.hint} {labels()('setup.variable', name=name)}") if name else found


def load_setup(root: Path, environment: Mapping[str, str] = os.environ) -> tuple[Setup, list[Problem]]:
    """The setup of the checkout at ``root``, and everything in it that would stop the build or change what it makes."""
    if not (root / CONFIG).exists():
        return Setup(), [problem("BY023", CONFIG, Place())]
    text = read_text(root / CONFIG, CONFIG)
    if isinstance(text, Problem):
        return Setup(), [_ours(text)]
    tree, problems = parse(text, CONFIG, 1, (_ENV,))
    if not problems and not tree.data:
        problems = [problem("BY023", CONFIG, Place())]
    if problems:
        return Setup(), [_ours(p) for p in problems]
    variables, problems = _from_environment(tree, environment)
    if problems:
        return Setup(), problems
    site, found = build(Site, tree, CONFIG)
    menu, more = _menu(tree)
    setup = Setup(site, tree, tuple(menu), variables)
    by_place = {(p.line, p.column): loc for loc, p in tree.values.items() if loc in variables}
    problems = [setup.from_outside(_ours(p), by_place.get((p.line, p.column), ())) for p in found]
    problems += [*more, *_assets(root, tree), *check_program_files(root)]
    return setup, sorted(set(problems))


def _ours(found: Problem) -> Problem:
    """A message about front matter in the words of this file."""
    code = _OWN_WORDS.get(found.code)
    place = Place(found.line, found.column)
    return problem(code, found.path, place, found.field, found.field or found.value) if code else found


def _from_environment(tree: Tree, environment: Mapping[str, str]) -> tuple[dict[Loc, str], list[Problem]]:
    """Puts the environment's values in place of ``!ENV [NAME, default]``, as the engine does."""
    variables: dict[Loc, str] = {}
    problems: list[Problem] = []
    for loc in [loc for loc, tag in tree.tagged.items() if tag == _ENV]:
        written = tree.at(loc)
        names = written if isinstance(written, list) else [written]
        if not (1 <= len(names) <= 2 and isinstance(names[0], str) and names[0].startswith(ENVIRONMENT)):
            problems.append(problem("BY015", CONFIG, tree.place(loc), tree.named(loc)))
            continue
        value = environment.get(names[0])
        if value is not None:
            variables[loc] = names[0]
            if not value.strip() or len(value) > _LONGEST or not value.isprintable():
                problems.append(problem("BY016", CONFIG, tree.place(loc), tree.named(loc), value, name=names[0]))
        around = tree.at(loc[:-1])
        around[loc[-1]] = value if value is not None else names[1] if len(names) == 2 else None
    return variables, problems


def _menu(tree: Tree) -> tuple[list[tuple[str, Place]], list[Problem]]:
    """The pages of the menu: titles with a page or with titles of their own, and nothing else."""
    if "nav" not in tree.data:
        return [], []  # told as a missing field
    found = list(_entries(tree.data["nav"], ("nav",), tree))
    return [f for f in found if not isinstance(f, Problem)], [f for f in found if isinstance(f, Problem)]


def _entries(entries: object, loc: Loc, tree: Tree) -> Iterator[tuple[str, Place] | Problem]:
    if not isinstance(entries, list) or len(loc) > _DEEPEST:
        yield problem("BY017", CONFIG, tree.place(loc), tree.named(loc))
        return
    for index, entry in enumerate(entries):
        title, value = next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else ("", None)
        here: Loc = (*loc, index, title)
        if not title.strip() or value is None:
            yield problem("BY017", CONFIG, tree.place((*loc, index)), tree.named((*loc, index)))
        elif isinstance(value, str):
            yield value.strip(), tree.place(here)
        else:
            yield from _entries(value, here, tree)


def _assets(root: Path, tree: Tree) -> Iterator[Problem]:
    """Style sheets and scripts lie in docs/assets/, and are there."""
    for name, ending in (("extra_css", ".css"), ("extra_javascript", ".js")):
        entries = tree.data.get(name)
        if entries is None:
            continue  # told as a missing field
        if not isinstance(entries, list):
            yield problem("BY018", CONFIG, tree.place((name,)), name, str(entries), ending=ending)
            continue
        for index, entry in enumerate(entries):
            loc: Loc = (name, index)
            if isinstance(entry, dict) and name == "extra_javascript" and set(entry) == {"path", "type"}:
                if entry["type"] != "module":
                    yield problem("BY013", CONFIG, tree.place((*loc, "type")), write="type: module")
                entry, loc = entry["path"], (*loc, "path")
            if not isinstance(entry, str) or not shown_asset(entry, ending):
                yield problem("BY018", CONFIG, tree.place(loc), name, str(entry), ending=ending)
            elif not (root / "docs" / entry).is_file():
                yield problem("BY019", CONFIG, tree.place(loc), name, f"docs/{entry}", other=f"{name} i {CONFIG}")
