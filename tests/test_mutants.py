"""The faults that ``make mutants`` plants: what each is, and that the rest of the file stays as it was."""

from __future__ import annotations

import ast

from mutants import Planter, count, room_tests
from support import ROOT

SOURCE = """
@keep(maxsize=2)
def øy(båter: list[int] = (), most=3) -> bool:
    'Ærlig: 1 < 2.'
    if not båter or len(båter) <= most:
        return True
    return sorted(zip(båter, båter, strict=True), reverse=True)[1:] == ['å' + 'ø']
"""


def planted(number: int) -> tuple[str, str, str]:
    planter = Planter(number)
    changed = ast.unparse(ast.fix_missing_locations(planter.visit(ast.parse(SOURCE))))
    return planter.old, planter.new, changed


def test_every_fault_is_one_place_and_annotations_decorators_and_texts_stay() -> None:
    every = [planted(number) for number in range(count(ast.parse(SOURCE)))]
    assert [(old, new) for old, new, _ in every] == [
        ("3", "4"),
        ("if not båter or len(båter) <= most:", "if not (not båter or len(båter) <= most):"),
        ("not båter or len(båter) <= most", "not båter and len(båter) <= most"),
        ("not båter", "båter"),
        ("len(båter) <= most", "len(båter) < most"),
        ("True", "False"),
        (
            "sorted(zip(båter, båter, strict=True), reverse=True)[1:] == ['å' + 'ø']",
            "sorted(zip(båter, båter, strict=True), reverse=True)[1:] != ['å' + 'ø']",
        ),
        ("sorted(zip(båter, båter, strict=True), reverse=True)", "list(zip(båter, båter, strict=True))"),
        ("True", "False"),
        ("1:", ":"),
        ("1", "2"),
        ("'å' + 'ø'", "'å' - 'ø'"),
    ]
    whole = ast.unparse(ast.parse(SOURCE))
    for _, _, changed in every:
        different = [(a, b) for a, b in zip(whole.splitlines(), changed.splitlines(), strict=True) if a != b]
        assert len(different) == 1
        assert changed.startswith("@keep(maxsize=2)\ndef øy(båter: list[int]=(),")


def test_the_tests_that_name_the_module_come_first() -> None:
    files = room_tests("macros/library/related.py")
    named = ["macros.library.related" in (ROOT / file).read_text(encoding="utf-8") for file in files]
    assert "tests/rooms/library/test_related.py" in files and named == sorted(named, reverse=True)
    assert any(file.startswith("tests/rooms/content/") for file in room_tests("macros/content/model/tool.py"))
    assert any(file.startswith("tests/rooms/engine/") for file in room_tests("macros/site/plan.py"))
