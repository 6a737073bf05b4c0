"""The page that sets projects side by side. Which ones its address says, so the browser makes the table."""

from __future__ import annotations

from macros.addresses import COMPARE_BOOK, data_url
from macros.compare.data import shards
from macros.compare.figures import FIGURES
from macros.compare.rows import ROWS, label
from macros.html.page.indexes import Page
from macros.html.record.details import anchor
from macros.html.render import render, script_json
from macros.library.library import Library
from macros.words.labels import labels

_WORDS = (
    "count.one", "count.other", "none", "unfound", "failed", "status", "unsaid", "incomparable", "incomparable.link", "silent",
    "alone", "remove", "kept", "forgotten", "refused", "own", "add.none", "book.failed", "book.done",
)  # fmt: skip


def compare_page(library: Library) -> Page:
    """The page with its form, empty until the address names projects; without a program it leads on."""
    t = labels()
    words = {key: t.entries[f"compare.{key}"]["text"] for key in _WORDS}
    plan = {
        "summary": t("admin.field.summary"),
        "rows": [[row, label(row, t)] for row in ROWS],
        "figures": {name: anchor(name) for name in FIGURES},
        "shards": shards(library),
        "words": words,
    }
    html = render("compare.html", plan=script_json(plan), book=COMPARE_BOOK, everything=data_url("projects.xlsx"))
    return Page(t("compare.title"), t("compare.description"), html)
