"""A part of a text goes where that part stands, and in the order of the parts."""

from __future__ import annotations

import pytest

from macros.authoring.draft import Draft
from macros.authoring.importing.sections import parts_of, with_parts
from macros.authoring.yaml.scalars import is_block

GOAL = "## Mål\n\nTryggere øyer."
NEXT = "## Veien videre\n\nBåten går."


@pytest.mark.parametrize(
    ("body", "made"),
    [
        (GOAL, f"{GOAL}\n\n## Resultat og status\n\nFærre reiser."),
        (NEXT, f"## Resultat og status\n\nFærre reiser.\n\n{NEXT}"),
        (f"{GOAL}\n\n{NEXT}", f"{GOAL}\n\n## Resultat og status\n\nFærre reiser.\n\n{NEXT}"),
        ("", "## Resultat og status\n\nFærre reiser."),
        (f"{GOAL}\n\n## Resultat og status\n\nGammelt.\n\n{NEXT}", f"{GOAL}\n\n## Resultat og status\n\nFærre reiser.\n\n{NEXT}"),
        ("## Resultat og status\n\nFærre   reiser.", "## Resultat og status\n\nFærre   reiser."),
    ],
)  # fmt: skip
def test_a_new_part_has_its_place(body: str, made: str) -> None:
    assert with_parts(body, Draft({}, {"result": "Færre reiser."})).strip("\n") == made


def test_a_heading_in_code_is_none() -> None:
    body = "## Mål\n\n````md\n## Ikke\n```\n## Heller ikke\n````\n\n### Delmål\n\nØy.\n\n## Slutt"
    assert [(p.level, p.title, p.first, p.last) for p in parts_of(body)] == [
        (2, "Mål", 0, 12),
        (3, "Delmål", 8, 12),
        (2, "Slutt", 12, 13),
    ]


@pytest.mark.parametrize(
    ("text", "block"),
    [("Øy\nvær", True), ("\nØy", False), ("Øy\n", False), ("Øy", False), (" Øy\nvær", False), ("Øy \nvær", False)],
)
def test_a_text_of_several_lines_is_a_block_when_it_comes_back_whole(text: str, block: bool) -> None:
    assert is_block(text) is block
