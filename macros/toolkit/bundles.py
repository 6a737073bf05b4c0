"""Tools to download together: the whole toolbox as a file, and which tools of it belong to a phase or a need.

Only the whole is a file: its parts would hold the same once more for each phase and need. The browser takes the part a
reader asks for out of the whole (docs/assets/js/files/packages.js).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from macros.addresses import absolute_url, tool_url
from macros.content.model import Tool
from macros.content.records import Record
from macros.files.archive import archive, checksum
from macros.library.library import Library
from macros.text.norwegian import number
from macros.toolkit.files import Toolkit
from macros.words.labels import labels

README = "LES-MEG.txt"
"""What the whole says of itself, a paragraph for each tool."""


@dataclass(frozen=True, slots=True)
class Part:
    """The tools of one phase or one need. ``kind``: ``phase`` or ``need``; ``tools`` are their slugs; ``size`` in bytes,
    packed."""

    name: str
    kind: str
    title: str
    tools: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """Every tool in one ZIP file, and the parts of it."""

    content: bytes
    count: int
    parts: tuple[Part, ...]


def has_files(library: Library, toolkit: Toolkit) -> bool:
    """Whether there is anything to download."""
    return any(r.files or toolkit.tool_files(r) for r in library.tools)


def bundle(library: Library, toolkit: Toolkit) -> Bundle | None:
    """The whole toolbox; nothing without a tool that has a file."""
    if not has_files(library, toolkit):
        return None
    files: list[tuple[str, bytes]] = []
    tools = tuple(r for r in library.tools if r.files or toolkit.tool_files(r))
    for record in tools:
        files += [(f"{record.slug}/{f.name}", f.content) for f in toolkit.tool_files(record)]
        if record.folder:
            files += [(f"{record.slug}/{name}", (record.folder / name).read_bytes()) for name in record.files]
    readme = _readme(library, toolkit, tools, files)
    content = archive([(README, readme), *files])
    return Bundle(content, len(tools), tuple(_parts(library, tools, content)))


def _parts(library: Library, tools: tuple[Record[Tool], ...], content: bytes) -> Iterator[Part]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sizes = [(info.filename.split("/")[0], info.compress_size) for info in packed.infolist()]
    for kind, vocabulary, prefix in (("phase", "phases", "fase-"), ("need", "tool_purposes", "")):
        for value in library.vocabularies[vocabulary]:
            those = [r.slug for r in tools if value.key in (r.data.phases if kind == "phase" else r.data.purpose)]
            if those:
                size = sum(size for slug, size in sizes if slug in those)
                yield Part(prefix + value.key, kind, value.name(), tuple(those), size)


def _readme(
    library: Library, toolkit: Toolkit, tools: tuple[Record[Tool], ...], files: list[tuple[str, bytes]]
) -> bytes:
    """What the archive holds, on what terms, and how to see that nothing has been changed."""
    t = labels()
    title = t("bundles.readme.title", title=t("bundles.all"))
    lines = [title, "=" * len(title), ""]
    lines += [t("bundles.readme.lead", url=toolkit.site_url), "", t("bundles.readme.examples"), ""]
    for record in tools:
        tool = record.data
        license_name = library.name("licenses", tool.license) if tool.license else t("bundles.readme.no_license")
        lines += [tool.title, "-" * len(tool.title), tool.summary]
        lines += [t("bundles.readme.facts", version=tool.version, license=license_name)]
        lines += [absolute_url(toolkit.site_url, tool_url(record.slug))]
        for name, content in files:
            if name.startswith(f"{record.slug}/"):
                lines.append(f"  {name}  ({number(max(len(content) / 1000, 1), 0)} kB)")
                lines.append(f"    SHA-256: {checksum(content)}")
        lines.append("")
    # Notepad shows line breaks and Norwegian letters right only with these two.
    return ("\ufeff" + "\r\n".join(lines)).encode()
