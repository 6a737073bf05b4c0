"""Runs an example of a mistake through the validator, in a checkout that is right except for that."""

from __future__ import annotations

import dataclasses
import shutil
from datetime import date
from functools import cache
from pathlib import Path

from support import CONTENT, FRONT, write

from macros.content.data.published import load_published
from macros.content.data.tables import load_figures, load_rates, load_search_words
from macros.content.data.vocabularies import load_vocabularies
from macros.content.files.unexpected import load_strays
from macros.content.load import Content, load
from macros.content.model import Project, Tool
from macros.content.pages.editorial import load_editorial
from macros.content.records import load_records
from macros.library.library import Library
from macros.site.checks import check
from macros.site.links import SiteAddresses, check_links
from macros.words.problems import Problem
from macros.words.problems.shown import MessageExample

TODAY = date(2026, 11, 22)
BODY = "## Mål\n\nTrygghet for gravide på øyene.\n"
OTHER = {**FRONT, "title": "Et annet prosjekt på øya"}
TOOL = {"title": "Kart over øya", "summary": "Tegn øyene og hvem som bor der.", "source": "ukjent"}
PRICE = {
    "title": "Hjemmebesøk på øyene", "price_year": "2024", "patients_per_year": "80", "horizon_years": "5",
    "after": "{fixed: [{item: Lisens, payer: kommune, amount: 5400}]}",
}  # fmt: skip
FORM = {
    "title": "{nb: Plan for øya, nn: Plan for øya}", "files": "[docx]", "intro": "{nb: Fyll ut., nn: Fyll ut.}",
    "sections": "[{id: plan, title: {nb: Plan, nn: Plan}, columns: [{id: hva, title: {nb: Hva, nn: Kva}}]}]",
    "example": "{title: Øya, about: Et eksempel., answers: [{section: plan, rows: [{hva: Båt}]}]}",
}  # fmt: skip
PUBLISHED = {
    "year": "2031", "as_of": "2031", "source": "{title: Årsrapporten}",
    "figures": '[{key: oyer, label: {nb: Øyer}, section: "1", value: 4, cannot: {nb: Rapporten sier ikke hvilke}}]',
}  # fmt: skip


def filled(base: dict[str, str], snippet: str) -> str:
    """``base`` as YAML, with the top-level fields that ``snippet`` has in place of its own."""
    named = {line.split(":")[0].split(" ")[0].strip() for line in snippet.split("\n") if line[:1].strip()}
    named |= {name for line in snippet.split("\n") if line[:1].strip() for name in base if line.startswith(name)}
    return "".join(f"{k}: {v}\n" for k, v in base.items() if k not in named) + snippet + ("\n" if snippet else "")


@cache
def around() -> Content:
    return load(CONTENT)


def told(example: MessageExample, text: str, folder: Path, right: bool = False) -> list[Problem]:
    """What the validator says of ``text`` standing where the example says."""
    also = example.right_also if right and example.right_also is not None else example.also
    path = (right and example.right_path) or example.path
    _put(folder, example, text, path)
    for other, kind in also.items():
        write(folder / other, _other(kind))
    if example.where == "data":
        return _data(folder)
    content = around()
    projects, one = load_records(folder, "projects", Project, content.vocabularies)
    tools, two = load_records(folder, "tools", Tool, content.vocabularies)
    published, three = load_published(folder, content.figures)
    editorial, four = load_editorial(folder, content.vocabularies)
    problems = (*one, *two, *three, *four, *load_strays(folder))
    whole = dataclasses.replace(
        content, root=folder, projects=tuple(projects), tools=tuple(tools), editorial=tuple(editorial), published={},
        problems=problems,
    )  # fmt: skip
    del published
    site = SiteAddresses(folder, Library.of(whole, TODAY), TODAY, {})
    return [*check(whole, TODAY), *(check_links(whole, site) if example.where == "page" else ())]


def _put(folder: Path, example: MessageExample, text: str, path: str) -> None:
    where = example.where
    (folder / "projects").mkdir(parents=True, exist_ok=True)
    if where == "data":
        shutil.copytree(CONTENT / "docs" / "_data", folder / "docs" / "_data", dirs_exist_ok=True)
        file = folder / path
        before = "" if example.whole or not file.exists() else file.read_text(encoding="utf-8").rstrip("\n") + "\n"
        write(file, before + text + "\n")
        return
    project = path or "projects/eksempel.md"
    if where == "front":
        write(folder / project, f"---\n{filled(FRONT, text)}---\n\n{BODY}")
    elif where == "body":
        write(
            folder / project, f"---\n{filled(FRONT, '')}---\n\n{text}\n" if text else f"---\n{filled(FRONT, '')}---\n"
        )
        if "kart.png" in text:
            shutil.move(folder / project, write(folder / "projects/eksempel/index.md", ""))
            write(folder / "projects/eksempel/kart.png", _png())
    elif where == "file":
        write(folder / project, text.encode(example.encoding))
    elif where == "tool":
        write(folder / (path or "tools/eksempel/index.md"), f"---\n{filled(TOOL, text)}---\n\n{BODY}")
    elif where == "page":
        write(folder / "docs/index.md", f"---\ntitle: Øyene\n---\n\n{text}\n")
    elif where == "page-front":
        write(folder / "docs/index.md", f"---\n{text}\n---\n\n{BODY}")
    elif where == "price":
        write(folder / "projects/eksempel/pris.yml", filled(PRICE, text))
        write(folder / "projects/eksempel/index.md", f"---\n{filled(FRONT, 'price_model: pris.yml')}---\n\n{BODY}")
    elif where == "form":
        write(folder / "tools/eksempel/form.yml", filled(FORM, text))
        write(folder / "tools/eksempel/index.md", f"---\n{filled(TOOL, 'form: form.yml')}---\n\n{BODY}")
    elif where == "published":
        write(folder / "docs/_data/published/2031.yml", filled(PUBLISHED, text))
    else:
        raise AssertionError(where)


def _other(kind: str) -> str:
    if kind == "base":
        return f"---\n{filled(OTHER, '')}---\n\n{BODY}"
    if kind == "draft":
        return f"---\n{filled(OTHER, 'status: draft')}---\n\n{BODY}"
    if kind.startswith("tool"):
        return f"---\n{filled(TOOL, 'status: draft' if kind == 'tool-draft' else '')}---\n\n{BODY}"
    return "---\ntitle: Om øyene\n---\n\nOm øyene.\n" if kind == "page" else kind


def _data(folder: Path) -> list[Problem]:
    _, problems = load_vocabularies(folder)
    return [
        *problems,
        *load_figures(folder)[1],
        *load_search_words(folder)[1],
        *load_rates(folder)[1],
        *load_strays(folder),
    ]


def _png() -> bytes:
    """A picture of one point."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
