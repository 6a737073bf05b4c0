"""What a pull request changes: its files, the pages they become, and whether it is more than content.

    git show BASE:.ci/changes.py | python3 -I - --base BASE

says whether all the tests are needed: ``innhold=ja`` in ``GITHUB_OUTPUT`` when only content is changed, otherwise nothing.
It is run as the base branch has it and needs nothing but Python, so a pull request cannot change the judgement of itself;
one that changes this file is not content. ``changed(root, base)`` asks git; everything else is pure.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from os import environ
from pathlib import Path

DATA_PAGES = {
    "docs/_data/vocabulary/": "/begreper/",
    "docs/_data/rates.yml": "/tjenestepris/",
    "docs/_data/figures.yml": "/om/kilder/",
    "docs/_data/references.yml": "/om/kilder/",
}
LOOKS = ("overrides/", "docs/assets/", "macros/")
"""A change here shows on every page; ``SAMPLE`` stands for them."""
SAMPLE = ("/", "/prosjekter/", "/verktoy/", "/portefolje/")
DATA = ("projects/", "tools/", "docs/_data/")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""Of pictures only: an SVG may hold a script."""
PROGRAMS = (".js", ".mjs", ".cjs", ".ts", ".css", ".html", ".htm", ".xhtml", ".svg", ".py", ".sh")
"""Never content, wherever they lie."""
PLAIN_MODES = {"000000", "100644"}
"""Git's modes of no file and of a file as it should be. Others: may be run (100755), link (120000), submodule (160000)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file. ``status`` is git's letter (A, M, D, R …); ``old`` is the former path of a file that was moved, otherwise
    empty; ``special`` when it is or was a link, a submodule or a file that may be run."""

    status: str
    path: str
    old: str = ""
    special: bool = False


class UnknownBaseError(Exception):
    """The commit to compare with is not in this checkout."""


def changed(root: Path, base: str) -> list[Change]:
    """Every file that differs between where the branch left ``base`` and what is checked out. Raises UnknownBaseError."""
    # A pull request could bring a .gitmodules that hides its submodules from git diff.
    options = ("--raw", "-z", "--find-renames", "--no-ext-diff", "--ignore-submodules=none")
    command = ["git", "diff", *options, "--end-of-options", f"{base}...HEAD"]
    found = subprocess.run(command, cwd=root, capture_output=True, check=False)  # noqa: S603  (no shell)
    if found.returncode:
        raise UnknownBaseError(base)
    parts = iter(found.stdout.decode("utf-8", "replace").split("\0"))
    changes = []
    for entry in filter(None, parts):
        before, after, _, _, status = entry.removeprefix(":").split(" ")
        old = next(parts) if status[0] in "RC" else ""
        special = not {before, after} <= PLAIN_MODES
        changes.append(Change(status[0], next(parts), old if status[0] == "R" else "", special))
    return changes


def kind(path: str) -> str:
    """``content`` (data, never a program), ``page`` (editorial: may call our macros) or ``code``.

    The list of what is content is the contract's: projects/, tools/, docs/_data/, and docs/ with Markdown and pictures.
    """
    name = path.lower()
    if name.endswith(PROGRAMS) or any(part.startswith(".") for part in path.split("/")):
        return "code"
    if path.startswith(DATA) or (path.startswith("docs/") and name.endswith(PICTURES)):
        return "content"
    return "page" if path.startswith("docs/") and name.endswith(".md") else "code"


def not_content(changes: Iterable[Change]) -> list[str]:
    """The files that make a pull request more than content: code now, code before it was moved, and special files."""
    return [c.path for c in changes if c.special or kind(c.path) == "code" or (c.old and kind(c.old) == "code")]


def address(path: str) -> str:
    """The page of the site that shows the file, empty when no one page does."""
    record = re.fullmatch(r"(projects|tools)/([a-z0-9-]+)(?:\.md|/.+)", path)
    if record:
        return f"/{'prosjekter' if record[1] == 'projects' else 'verktoy'}/{record[2]}/"
    year = re.fullmatch(r"docs/_data/published/(\d{4})\b.*", path)
    if year:
        return f"/portefolje/{year[1]}/"
    page = re.fullmatch(r"docs/((?!_data/).+)\.md", path)
    if page:
        return "/" + re.sub(r"(^|/)index$", r"\1", page[1]).rstrip("/") + ("/" if page[1] != "index" else "")
    return next((to for start, to in DATA_PAGES.items() if path.startswith(start)), "")


def addresses(changes: Iterable[Change]) -> list[str]:
    """The pages to look at, in the order of the files, each once. Files that were deleted have none."""
    living = [c.path for c in changes if c.status != "D"]
    found = [address(path) for path in living]
    if any(path.startswith(LOOKS) or path == "mkdocs.yml" for path in living):
        found += SAMPLE
    return list(dict.fromkeys(a for a in found if a))


def left_behind(changes: Iterable[Change]) -> list[str]:
    """The addresses of projects and tools whose write-up was deleted or moved to another name."""
    changes = list(changes)
    gone = [c.old or c.path for c in changes if c.status in ("D", "R")]
    stays = {address(c.path) for c in changes if c.status != "D"}
    write_ups = [p for p in gone if re.fullmatch(r"(projects|tools)/([^/]+\.md|[^/]+/index\.md)", p)]
    return sorted({address(p) for p in write_ups} - stays - {""})


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Sier om forslaget endrer mer enn innhold.")
    parser.add_argument("--base", required=True, help="commiten forslaget skal sammenlignes med")
    options = parser.parse_args(arguments)
    try:
        changes = changed(Path.cwd(), options.base)
    except UnknownBaseError:
        changes = []
    code = not_content(changes)
    if changes and not code:
        sys.stdout.write(f"Bare innhold er endret (filer: {len(changes)}). Testene av programmet trengs ikke.\n")
        if environ.get("GITHUB_OUTPUT"):
            with Path(environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
                file.write("innhold=ja\n")
        return 0
    # As JSON, because the name of a file could otherwise be a line that GitHub reads as a command.
    told = f"Mer enn innhold er endret: {json.dumps(code[:10])}." if code else "Ingen endring er funnet."
    sys.stdout.write(f"{told} Alle testene kjøres.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
