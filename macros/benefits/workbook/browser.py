"""Where the calculator writes in the empty plan: «Lag gevinstplan», made in the browser from a service-price model."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name

from macros.benefits.workbook.columns import FACTS, FACTS_FIRST, HEAD, PLAN, ROWS, options
from macros.words.labels import Labels
from macros.words.vocabulary import Vocabularies

_FACTS = ("project", "address")


def browser_layout(template: str, words: Vocabularies, t: Labels) -> dict[str, Any]:
    """The layout of the full edition at the address ``template``, with the words that its drop-downs allow by key."""
    vocabularies = {c.key: c.words for c in PLAN if c.words in words}
    yes_no = dict(zip(("yes", "no"), options(words, t, t.language, "yes_no"), strict=True))
    return {
        "template": template,
        "first_row": HEAD + 2,
        "rows": ROWS["plan"],
        "columns": {column.key: xl_col_to_name(place) for place, column in enumerate(PLAN)},
        "headings": {column.key: t(column.label) for column in PLAN},
        "facts": [f"A{FACTS_FIRST + 1 + row}" for row in range(FACTS)],
        "example": t("book.example"),
        "words": {
            "fact": {key: t(f"plan.book.fact.{key}") for key in _FACTS},
            "priced": yes_no,
            **{key: {v.key: v.name(t.language) for v in words[name]} for key, name in vocabularies.items()},
        },
    }
