"""The files of the program that readers' browsers fetch, and the theme's templates: each that is named must be there.

Followed from where they are named: a template, a style sheet, a module. What the build makes itself (the search index,
the joined style sheet) is not looked for.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import macros
from macros.addresses import CATALOGUE_DATA, LIGHT_STYLES, SEARCH_DATA, STYLES, site_path
from macros.content.kept.slots import Slots
from macros.content.kept.source import of_code, of_files
from macros.content.model.data.site import HOOK
from macros.content.yaml.text import read_text
from macros.words.problems import Place, Problem, problem

ASSETS = "docs/assets"
CACHE = ".cache/program"
TEMPLATES = ("404.html", "base.html", "main.html", "partials/footer.html", "partials/header.html",
             "partials/language.html", "partials/logo.html")  # fmt: skip
"""Ours in place of the theme's. Without one of them the theme's own is used, with programs and styles that are not ours."""
_MADE = {site_path(a) for a in (STYLES, LIGHT_STYLES, SEARCH_DATA, CATALOGUE_DATA)}
_NAMED = re.compile(r"""["'(=}]/?(assets/[\w./-]{1,200}\.(?:css|js|mjs|svg|png|ico|woff2|webp))["')#? >]""")
_IN_STYLES = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]{1,200})""")
_IN_SCRIPTS = re.compile(r"""(?:\bfrom|\bimport\s*\(?)\s*["'](\.{1,2}/[^"'\s]{1,200})["']""")
_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")


def shown_asset(written: str, ending: str) -> bool:
    """Whether a path is one of a file in docs/assets/: no other host, no other folder."""
    plain = re.fullmatch(r"assets/[\w.-]+(/[\w.-]+)*", written, re.ASCII)
    return bool(plain) and written.endswith(ending) and ".." not in written


def check_program_files(root: Path) -> Iterator[Problem]:
    """Every template, script, style, font and picture of the program that is named and is not there."""
    if not (root / HOOK).is_file():
        yield problem("BY019", HOOK, Place(), value=HOOK, other="hooks i mkdocs.yml")
    for name in TEMPLATES:
        if not (root / "overrides" / name).is_file():
            yield problem("BY019", f"overrides/{name}", Place(), value=f"overrides/{name}", other="rammen rundt sidene")
    # The program is seldom changed between two looks: what it names is kept, and that it is there is seen each time.
    kept = Slots(root / CACHE, of_code()).get("program", lambda: _told(root), of_files(root, (ASSETS, "overrides")))
    told = json.loads(kept.decode("utf-8", "surrogatepass"))
    missing = {named: source for named, source in told["named"].items() if not (root / "docs" / named).is_file()}
    for named, source in sorted(missing.items()):
        yield problem("BY019", f"docs/{named}", Place(), value=f"docs/{named}", other=source)
    yield from (Problem(*each) for each in told["unreadable"])


def _told(root: Path) -> bytes:
    """What the program names, each with the first that names it, and what is wrong with its templates."""
    named: dict[str, str] = {}
    for source, name in [*_templates(root), *_styles(root), *_scripts(root)]:
        if name not in _MADE:
            named.setdefault(name, source)
    told = {"named": named, "unreadable": [astuple(p) for p in _unreadable(root)]}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _templates(root: Path) -> Iterator[tuple[str, str]]:
    """What templates name: the theme's of the checkout, and the rooms' of the program that runs."""
    house = Path(macros.__file__).parent
    files = [(f, f.relative_to(root).as_posix()) for f in sorted((root / "overrides").rglob("*.html"))]
    rooms = [f for ending in ("*/templates/*.html", "*/*.py") for f in sorted(house.glob(ending))]
    files += [(f, f.relative_to(house.parent).as_posix()) for f in rooms]
    for file, path in files:
        for match in _NAMED.finditer(file.read_text(encoding="utf-8", errors="replace")):
            yield path, match[1]


def _styles(root: Path) -> Iterator[tuple[str, str]]:
    for file in sorted((root / ASSETS).rglob("*.css")):
        path = file.relative_to(root).as_posix()
        for match in _IN_STYLES.finditer(_COMMENT.sub("", file.read_text(encoding="utf-8", errors="replace"))):
            if not match[1].startswith(("data:", "#", "http:", "https:")):
                yield path, _beside(path, match[1])


def _scripts(root: Path) -> Iterator[tuple[str, str]]:
    for file in sorted((root / ASSETS / "js").rglob("*.js")):
        path = file.relative_to(root).as_posix()
        if "/vendor/" not in path:
            for match in _IN_SCRIPTS.finditer(file.read_text(encoding="utf-8", errors="replace")):
                yield path, _beside(path, match[1])


def _beside(path: str, named: str) -> str:
    """The path under docs/ of what ``path`` names relative to itself, or from the top of the site."""
    plain = re.split("[?#]", named)[0]
    whole = f"docs{plain}" if plain.startswith("/") else posixpath.join(posixpath.dirname(path), plain)
    return posixpath.normpath(whole).removeprefix("docs/")


def _unreadable(root: Path) -> Iterator[Problem]:
    """A template of the theme that Jinja cannot read."""
    for file in sorted((root / "overrides").rglob("*.html")):
        path = file.relative_to(root).as_posix()
        text = read_text(file, path)
        if isinstance(text, Problem):
            yield text
        elif found := _mistake(text):
            line = min(max(found[0], 1), text.count("\n") + 1)
            yield problem("BY008", path, Place(line), value=file.name, detail=found[1])


def _mistake(template: str) -> tuple[int, str] | None:
    """Line and words of what Jinja cannot read in the text of a template."""
    from jinja2 import Environment, TemplateSyntaxError

    try:
        Environment(autoescape=True).parse(template)
    except TemplateSyntaxError as error:
        return error.lineno, str(error.message)
    return None
