"""Names of files and folders that would not survive as an address, on Windows or on a Mac; and pages nobody would build."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from macros.addresses import source_url
from macros.text.norwegian import slug as slugify
from macros.words.problems import Place, Problem, problem

WINDOWS = frozenset({"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))})
"""Names of devices: Windows makes no file of that name, whatever the ending."""
_SIGNS = re.compile(r"[#?%\\:*\"<>|\x00-\x1f\x7f]")
_PAGES = (".markdown", ".mdown", ".mkdn", ".mkd")
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
"""Kinds of pictures that may lie in docs/. An SVG can hold a program, which would run on the site's own address."""
_OTHER_PICTURES = frozenset({".svg", ".svgz", ".ico", ".bmp", ".tif", ".tiff", ".heic", ".avif", ".jfif"})
PROGRAM = re.compile(
    r"docs/(favicon\.ico|assets/([\w-]+\.css|favicon\.svg|apple-touch-icon\.png|share/[\w-]+\.png|"
    r"fonts/([\w-]+\.woff2|OFL\.txt)|(js|vendor)/([\w.-]+/)*[\w.-]+\.(js|mjs|css|json|txt)))"
)
"""Files in docs/ that are the program's, and need a developer's approval (CODEOWNERS). No others may be of their kinds."""
_LOCK = re.compile(r"~\$.*|\.?~lock\..*#?")
_COPY = re.compile(r"(?i)~wr[a-z]\d*\.tmp|.+(~|\.(bak|tmp|swp|orig|rej|old))|thumbs\.db|desktop\.ini|ehthumbs\.db")


def left_behind(name: str) -> str:
    """The code of a file that a program has made beside the one somebody works in; empty for all others."""
    return "FM167" if _LOCK.fullmatch(name) else "FM168" if _COPY.fullmatch(name) else ""


def check_names(root: Path) -> Iterator[Problem]:
    """What is wrong with the name of each file and folder of the content."""
    for folder in ("docs", "projects", "tools"):
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root).as_posix()
            if "/." not in path:
                yield from _name(file.name, path)
    pages: dict[str, str] = {}
    for file in sorted(f for f in (root / "docs").rglob("*") if f.is_file()):
        parts = file.relative_to(root / "docs").parts
        path = "docs/" + "/".join(parts)
        if parts[0] != "_data" and not PROGRAM.fullmatch(path) and not any(part.startswith(".") for part in parts):
            yield from _in_docs(file, path, parts, pages)


def _name(name: str, path: str) -> Iterator[Problem]:
    if code := left_behind(name):
        yield problem(code, path, Place(), value=name)
        return
    stem = name.partition(".")[0]
    if found := _SIGNS.search(name):
        yield problem("FM180", path, Place(), value=name, sign=repr(found[0])[1:-1], write=_better(name))
    elif name != name.rstrip(". ") or stem.casefold() in WINDOWS:
        better = _better(name)
        free = better if stem.casefold() not in WINDOWS else better.replace(stem.casefold(), f"{stem.casefold()}-1", 1)
        yield problem("FM181", path, Place(), value=name, write=free)
    elif not unicodedata.is_normalized("NFC", name) and not re.fullmatch(r"(projects|tools)/[^/]+", path):
        # (A write-up's own name is told with its address.)
        yield problem("FM182", path, Place(), value=name, write=_better(name))


def _better(name: str) -> str:
    stem, dot, ending = name.partition(".")
    return f"{slugify(stem) or 'fil'}{dot}{slugify(ending) if ending else ''}".rstrip(".")


MISSED = frozenset({"VL001", "VL006", "BD005", "RS001", "RS003", "RS004", "RS012", "RS013"})
"""What is said of a file that is not found by its name, or that nobody has mentioned by it."""


def without_marks_apart(problems: Iterable[Problem], told: Iterable[Problem]) -> Iterator[Problem]:
    """``problems`` without those of files whose name is only stored in another way: ``told`` says that, at the file."""
    stored = tuple(_joined(p.path) for p in told if p.code in ("FM182", "FM016") and _joined(p.path) != p.path)
    for found in problems:
        if found.code not in MISSED or not any(a == s or a.startswith(f"{s}/") for s in stored for a in _meant(found)):
            yield found


def _meant(found: Problem) -> Iterator[str]:
    """The files that the value of a problem can name, from where it was written."""
    value = _joined(unquote(found.value.partition("#")[0]))
    if value.startswith("/"):
        yield f"docs{value.rstrip('/')}.md"
        yield f"docs{value.rstrip('/')}"
        return
    for folder in (posixpath.dirname(found.path), found.path.removesuffix(".md")):
        yield posixpath.normpath(posixpath.join(_joined(folder), value))


def _joined(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _in_docs(file: Path, path: str, parts: tuple[str, ...], pages: dict[str, str]) -> Iterator[Problem]:
    suffix = file.suffix
    if suffix.casefold() in (*_PAGES, ".md") and suffix != ".md":
        yield problem("FM183", path, Place(), value=file.name, write=f"{file.stem}.md")
    elif suffix.casefold() == ".txt" and PurePosixPath(file.stem).suffix.casefold() == ".md":
        yield problem("FM183", path, Place(), value=file.name, write=f"{PurePosixPath(file.stem).stem}.md")
    elif suffix != ".md":
        if suffix.casefold() not in PICTURES and not left_behind(file.name):
            picture = ".png" if suffix.casefold() in _OTHER_PICTURES else None
            yield problem("FM186", path, Place(), value=file.name, instead=picture)
    elif file.name.casefold() == "readme.md":
        yield problem("FM184", path, Place(), value=file.name)
    elif parts[0] == "templates" or any(part.startswith("_") for part in parts):
        yield problem("FM185", path, Place(), value=path)
    else:
        other = pages.setdefault(source_url(path.casefold()) or "", path)
        if other != path:
            yield problem("FM187", path, Place(), value=source_url(path) or "", other=other)


def check_addresses(root: Path, made: frozenset[str]) -> Iterator[Problem]:
    """No file of docs/ lies at an address that the program makes: ``made`` holds those, folded."""
    for file in sorted(f for f in (root / "docs").rglob("*") if f.is_file()):
        path = file.relative_to(root).as_posix()
        address = source_url(path) if file.suffix == ".md" else "/" + PurePosixPath(path).relative_to("docs").as_posix()
        if not path.startswith("docs/_data/") and address and address.casefold() in made:
            yield problem("FM187", path, Place(), value=address, other="nettstedet, som lager den selv")
