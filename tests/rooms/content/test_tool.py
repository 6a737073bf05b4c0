"""What a tool answers about itself."""

from __future__ import annotations

from macros.library.library import Library


def test_a_tool_comes_in_the_formats_of_its_files(library: Library) -> None:
    """The plan and the price models are workbooks, a form is what it says, and every tool can be read on its page."""
    assert {tool.slug: tool.data.formats for tool in library.tools} == {
        "gevinstrealiseringsplan": ("nettside", "regneark"),
        "tjenesteprismodell": ("nettside", "regneark"),
        "pilotplan": ("nettside", "regneark", "dokument"),
    }
