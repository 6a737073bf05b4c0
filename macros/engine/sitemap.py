"""What the engine writes itself; and the sitemap, written again when the composed pages are made: MkDocs writes it first, and knows those of the menu only."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.addresses import site_path
from macros.engine.theme import is_unlisted
from macros.html.page.sharing import PageFacts
from macros.site.output import Output

NAME = "sitemap.xml"


def listed(facts: PageFacts, day: str, config: MkDocsConfig) -> SimpleNamespace:
    """A composed page as the template asks for it. ``day`` is when it last changed, or empty."""
    whole = urljoin(str(config.site_url or ""), site_path(facts.url))
    meta = {"unlisted": is_unlisted(facts), "changed": day}
    return SimpleNamespace(page=SimpleNamespace(is_link=False, meta=meta, canonical_url=whole))


def write_sitemap(env: Environment, docs: Iterable[File], composed: Iterable[Any], out: Output) -> None:
    """Both forms of it: the pages of docs/, then the composed ones."""
    files = [*docs, *composed]
    xml = env.get_template(NAME).render(pages=files).encode()
    out.file(NAME, xml)
    packed = io.BytesIO()
    newest = max((file.page.meta.get("changed", "") for file in files), default="")  # empty when no page has a day
    stamp = int(datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp()) if newest else 0
    with gzip.GzipFile(f"{NAME}.gz", "wb", fileobj=packed, mtime=stamp) as inside:
        inside.write(xml)
    out.file(f"{NAME}.gz", packed.getvalue())


def written(files: Files, config: MkDocsConfig) -> Iterator[str]:
    """The paths on the site of what the engine makes itself: pages, generated files, and the theme's own few."""
    for file in files:
        if file.is_documentation_page() or file.generated_by:
            yield file.dest_uri
    for name in config.theme.static_templates:
        yield from (name, f"{name}.gz")
