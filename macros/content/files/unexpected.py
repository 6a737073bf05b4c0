"""Files that lie where write-ups lie, but that nobody would ever read. Nothing is passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.content.attachments import SIGNATURES
from macros.content.files.names import left_behind
from macros.content.files.special import MISNAMED
from macros.text.norwegian import slug as slugify
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary.near import alike
from macros.words.vocabulary.relied_on import LISTS

DATA = ("figures", "privacy", "rates", "references", "search", "spelling")
"""The data files of docs/_data that are one file each."""
SERIES = ("places", "published")
"""Folders of docs/_data that hold any number of files."""
IMPORTED_DOCUMENTS = (".docx", ".md", ".txt")
MAIL = ".eml"
IMPORTED = (".xlsx", ".csv", ".json", MAIL, *IMPORTED_DOCUMENTS)
"""Endings of the files that ``innomed import`` reads."""
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_OFFICE = (".doc", ".odt", ".rtf", ".pdf")
"""What a word processor opens, and can save as a document that is read."""
_TEXTS = {*_MARKDOWN, *_OFFICE, ".docx", ".txt", ".html", ".htm", ".yml", ".yaml"}


def load_strays(root: Path) -> Iterator[Problem]:
    """Every file under projects/ and tools/ that looks like a write-up, but has the wrong name or place."""
    for folder in ("projects", "tools"):
        for entry in sorted((root / folder).iterdir()) if (root / folder).is_dir() else []:
            if entry.name.startswith((".", "_")) or entry.name == "README.md" or left_behind(entry.name):
                continue
            path = f"{folder}/{entry.name}"
            if entry.is_dir():
                yield from _folder(entry, path)
            elif folder == "tools" and entry.suffix == ".md":
                yield problem("FM163", path, Place(), value=entry.name, write=f"tools/{slugify(entry.stem)}/index.md")
            elif entry.suffix != ".md" and entry.suffix.casefold() in _TEXTS:
                yield problem("FM160", path, Place(), value=entry.name, **_advice(entry, folder))
            elif entry.suffix != ".md":
                read = folder == "projects" and entry.suffix.casefold() in IMPORTED
                source = _argument(path) if read else None
                kinds = None if read or entry.suffix.casefold() in SIGNATURES else ", ".join(SIGNATURES)
                yield problem("FM165", path, Place(), value=entry.name, source=source, allowed=kinds)
    yield from _data(root / "docs" / "_data")
    for name, right in MISNAMED.items():
        if files := sorted((root / name).rglob("*.md")) if (root / name).is_dir() else []:
            yield problem("FM176", files[0].relative_to(root).as_posix(), Place(), value=name, write=right)


def _advice(file: Path, folder: str) -> dict[str, str]:
    """What to do with a text in ``folder`` that nobody reads: a new name, the command that reads it, or a copy."""
    ending, stem = file.suffix.casefold(), file.stem
    inner = Path(stem).suffix.casefold()
    place = f"{folder}/{slugify(Path(stem).stem if inner in _MARKDOWN else stem) or 'navn'}"
    write = f"{place}.md" if folder == "projects" else f"{place}/index.md"
    for other in (f"{place}.md", f"{place}/index.md"):
        there = file.parent.parent / other
        if there.exists() and not there.samefile(file):
            return {"other": other}
    if ending in _MARKDOWN or (ending == ".txt" and (inner in _MARKDOWN or _has_fields(file))):
        return {"name": write}
    if folder == "projects" and ending in IMPORTED:
        return {"source": _argument(f"{folder}/{file.name}")}
    if folder == "projects" and ending in _OFFICE:
        return {"document": _argument(f"{folder}/{stem}.docx")}
    return {"write": write}


def _has_fields(file: Path) -> bool:
    try:
        return file.read_bytes()[:6].lstrip(b"\xef\xbb\xbf").startswith(b"---")
    except OSError:
        return False


def _argument(path: str) -> str:
    """A path as it is typed after a command."""
    return path if re.fullmatch(r"[\w./-]+", path) else f'"{path}"'


def _data(folder: Path) -> Iterator[Problem]:
    """Files among the data that no part of the program reads: a name misspelt, a list that no field uses."""
    known = [f"{name}.yml" for name in DATA] + [f"vocabulary/{name}.yml" for name in LISTS]
    for file in sorted(folder.rglob("*")) if folder.is_dir() else []:
        name, path = file.relative_to(folder).as_posix(), f"docs/_data/{file.relative_to(folder).as_posix()}"
        kept = name.split("/")[0] in SERIES and file.suffix == ".yml"
        if file.is_dir() or name in known or kept or file.name == "README.md" or file.name.startswith("."):
            continue
        if file.suffix.casefold() in (".yaml", ".yml") and (file.suffix != ".yml"):
            yield problem("FM164", path, Place(), value=file.name, write=f"{file.stem}.yml")
            continue
        near = alike(name, known, cutoff=0.75)
        yield problem("FM166", path, Place(), value=name, suggestion=near and near.split("/")[-1])


def _folder(folder: Path, path: str) -> Iterator[Problem]:
    """A folder is a write-up when it has ``index.md``, or holds the files of the write-up beside it; no deeper."""
    files = [f for f in sorted(folder.iterdir()) if not f.name.startswith(".") and not left_behind(f.name)]
    beside = path.startswith("projects/") and folder.with_name(f"{folder.name}.md").is_file()
    if not beside and not any(f.name == "index.md" for f in files):
        texts = [f.name for f in files if f.is_file() and re.fullmatch(r"(?i).*\.(md|markdown|txt)", f.name)]
        deeper = any(f.is_dir() and any(f.rglob("*.md")) for f in files)
        if files and not deeper:
            where = f"{path}/{(texts or [files[0].name])[0]}"
            yield problem("FM161", where, Place(), value=path, suggestion=texts[0] if texts else None)
    for inner in files:
        if inner.is_dir():
            for deep in sorted(inner.rglob("*.md")):
                where = f"{path}/{deep.relative_to(folder).as_posix()}"
                name = inner.name if deep.name == "index.md" else deep.stem
                write = (
                    f"projects/{slugify(name)}.md"
                    if path.startswith("projects/")
                    else f"tools/{slugify(name)}/index.md"
                )
                yield problem("FM162", where, Place(), value=where, write=write)
