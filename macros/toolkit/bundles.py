"""Toolkits to download whole: one per phase, one per need, and everything."""

from __future__ import annotations

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

EVERYTHING = "hele-verktoykassen"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A ZIP file. ``kind``: ``all``, ``phase`` or ``need``; ``tools`` are the slugs in it."""

    name: str
    kind: str
    title: str
    tools: tuple[str, ...]
    content: bytes


Chosen = tuple[str, str, str, tuple[Record[Tool], ...]]


def bundles(library: Library, toolkit: Toolkit) -> Iterator[Bundle]:
    """Every bundle that has a tool in it, «Hele verktøykassen» first."""
    yield from (_bundle(library, toolkit, *one) for one in chosen(library, toolkit))


def chosen(library: Library, toolkit: Toolkit) -> Iterator[Chosen]:
    """Name, kind, title and tools of each bundle."""
    tools = tuple(r for r in library.tools if toolkit.tool_files(r) or r.files)
    if not tools:
        return
    yield EVERYTHING, "all", labels()("bundles.all"), tools
    for kind, vocabulary, prefix in (("phase", "phases", "fase-"), ("need", "tool_purposes", "")):
        for value in library.vocabularies[vocabulary]:
            those = tuple(r for r in tools if value.key in (r.data.phases if kind == "phase" else r.data.purpose))
            if those:
                yield prefix + value.key, kind, value.name(), those


def _bundle(
    library: Library, toolkit: Toolkit, name: str, kind: str, title: str, tools: tuple[Record[Tool], ...]
) -> Bundle:
    files: list[tuple[str, bytes]] = []
    for record in tools:
        files += [(f"{record.slug}/{f.name}", f.content) for f in toolkit.tool_files(record)]
        if record.folder:
            files += [(f"{record.slug}/{name_}", (record.folder / name_).read_bytes()) for name_ in record.files]
    readme = _readme(library, toolkit, title, tools, files)
    return Bundle(name, kind, title, tuple(r.slug for r in tools), archive([("LES-MEG.txt", readme), *files]))


def _readme(
    library: Library, toolkit: Toolkit, title: str, tools: tuple[Record[Tool], ...], files: list[tuple[str, bytes]]
) -> bytes:
    """What the archive holds, on what terms, and how to see that nothing has been changed."""
    t = labels()
    lines = [t("bundles.readme.title", title=title), "=" * len(t("bundles.readme.title", title=title)), ""]
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
