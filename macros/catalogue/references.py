"""The laws and methods that pages refer to, as a table: where they are used, when they were checked, what was read."""

from __future__ import annotations

from markupsafe import Markup

from macros.addresses import tool_url
from macros.html.render import render
from macros.library.library import Library
from macros.text.norwegian import long_date
from macros.words.labels import Labels


def reference_table(library: Library, t: Labels) -> Markup:
    """One row for each entry of ``docs/_data/references.yml``, in its order; each page by its title."""
    titles = {tool_url(tool.slug): tool.data.title for tool in library.tools}
    titles |= {page.url: page.title for page in library.editorial}
    rows = [
        {
            "title": entry.title,
            "pages": [{"url": url, "text": titles.get(url, url)} for url in entry.used_on],
            "checked": long_date(entry.checked),
            "read": entry.read,
        }
        for entry in library.references
    ]
    return render("references.html", rows=rows, language=t.language)
