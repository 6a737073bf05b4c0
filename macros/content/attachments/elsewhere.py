"""Every other file among the content: the pictures of docs/, what lies where nobody reads it, and the names of all.

Under version control is published too: whoever gets the repository gets the file, and its name. So personal numbers are
told in each of them, and what will stand on the site is judged like an attachment.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from macros.content.attachments import MAX_MEGABYTES, check_file
from macros.content.attachments.examine import READERS, Examiner
from macros.content.data.privacy import sightings
from macros.content.files.names import PICTURES, PROGRAM
from macros.content.files.reports import FOLDER, Reports
from macros.content.model.data.privacy import PrivacyRules
from macros.words.problems import Place, Problem, problem

_READ = (".md", ".yml", ".yaml")
_PERSONAL = ("PV002", "PV012")


def check_elsewhere(root: Path, folders: tuple[str, ...], rules: PrivacyRules, examine: Examiner) -> Iterator[Problem]:
    """What is wrong with each file that is no page, no data file and no attachment; and with the name of every file."""
    for folder in folders:
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root).as_posix()
            yield from _name(path, rules)
            if (
                file.suffix in _READ
                or not file.is_file()
                or PROGRAM.fullmatch(path)
                or (folder != "docs" and _has_writeup(file))
            ):
                continue
            if folder == "docs" and file.suffix.casefold() in PICTURES:
                yield from check_file(file.parent, file.name, path, Place(), examine)
            elif file.stat().st_size <= MAX_MEGABYTES * 1_000_000:
                yield from _personal(file, path, rules, examine)


def check_reports(reports: Reports, examine: Examiner) -> Iterator[Problem]:
    """Every PDF of ``reports/`` that may not be published: anybody can have put it there. What is only told of an
    attachment is left out, since those that we made hold what the pages do."""
    for uri, file in reports.files.items():
        found = check_file(file.parent, file.name, f"{FOLDER}/{uri}", Place(), examine)
        yield from (p for p in found if p.severity == "error")


def _personal(file: Path, path: str, rules: PrivacyRules, examine: Examiner) -> Iterator[Problem]:
    """Personal numbers in a file that nobody publishes; one of a kind that we do not know is read as text."""
    content, ending = file.read_bytes(), file.suffix.casefold()
    if ending in READERS:
        for finding in examine(content, ending):
            if finding.code in _PERSONAL:
                yield problem(finding.code, path, Place(), value=file.name, **finding.facts)
        return
    text = content.replace(b"\0", b"").decode("utf-8", errors="replace")
    if seen := [s.shown for s in sightings(text, rules) if s.kind == "number"]:
        yield problem("PV002", path, Place(), value=file.name, found=", ".join(seen[:3]))


def _name(path: str, rules: PrivacyRules) -> Iterator[Problem]:
    """The last part of a path, which is in addresses, in messages and in the history for ever."""
    name = posixpath.basename(path)
    for seen in sightings(name, rules) if sum(map(str.isdigit, name)) >= 11 else ():
        if seen.kind == "number":
            yield problem("PV015", path, Place(), value=seen.shown)
            return


def _has_writeup(file: Path) -> bool:
    """Whether the file is beside a write-up, which tells what is wrong with it."""
    folder = file.parent
    return (folder / "index.md").is_file() or folder.with_name(f"{folder.name}.md").is_file()
