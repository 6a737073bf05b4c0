"""The one gate: everything that can be told of a checkout without building it. The check and the build both ask here."""

from __future__ import annotations

from datetime import date

from macros.authoring.macro_calls import answers, every_macro
from macros.catalogue.checks import check
from macros.catalogue.library import Library
from macros.intake.file_names import check_addresses
from macros.intake.load import Content
from macros.problems import Problem
from macros.sitelinks import Site, check_links


def judge(content: Content, day: date) -> list[Problem]:
    """Everything that is wrong on ``day``, in reading order. Without an error in it the site can be built."""
    found = check(content, day)
    if not content.vocabularies or any(p.severity == "error" and not _editorial(p.path) for p in found):
        return found  # what could not be read is no mistake of the page that names it
    library = Library.of(content, day)
    said, wrong = answers(library, every_macro(library, day))
    told = {(p.path, p.line, p.column) for p in found}
    site = Site(content.root, library, day, said)
    taken = check_addresses(content.root, site.made)
    links = check_links(content, site)
    return sorted({*found, *wrong, *taken, *(p for p in links if (p.path, p.line, p.column) not in told)})


def _editorial(path: str) -> bool:
    return path.startswith("docs/") and not path.startswith("docs/_data/")
