"""What a build makes by the thousand is let go of as soon as it is written: nothing of it holds on to itself.

``innomed`` does not look for such rings while it builds, so they would stay until it ends.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from macros.catalogue.place import place_page
from macros.catalogue.project import project_html
from macros.files.workbook import Workbook
from macros.library.library import Library
from macros.library.places import current


def left(make: Callable[[], object]) -> int:
    """How many objects only a search for rings finds, when ``make`` has been called once more."""
    make()
    gc.collect()
    gc.disable()
    try:
        make()
        return gc.collect()
    finally:
        gc.enable()


def test_pages_of_projects_and_places_are_let_go_of(library: Library) -> None:
    places = list(current(library))
    projects = [record for record in library.projects if not record.data.price_model]  # few have one
    assert projects and places
    assert left(lambda: [project_html(library, record, (None, None)) for record in projects]) == 0
    assert left(lambda: [place_page(library, place) for place in places]) == 0


def test_a_workbook_lets_go_of_its_cells() -> None:
    def workbook() -> bytes:
        book = Workbook({"title": "Ærlig å"}, {})
        sheet = book.add_sheet("Ark")
        for row in range(1000):
            sheet.write_string(row, 0, "Ålesund", book.format(bold=True))
        return book.finished()

    assert left(workbook) < 500
