"""The faults that ``make mutants`` plants: what each is, and that the rest of the file stays as it was."""

from __future__ import annotations

import ast

from mutants import Mutant, Planter, chosen_tests, count, own_tests, rooms_tests
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


def test_the_tests_of_the_room_come_first_and_of_them_those_that_name_the_module() -> None:
    files = rooms_tests("macros/library/related.py")
    own = own_tests("macros/library/related.py")
    named = ["macros.library.related" in (ROOT / file).read_text(encoding="utf-8") for file in own]
    assert "tests/rooms/library/test_related.py" in own and named == sorted(named, reverse=True)
    assert files[: len(own)] == own and len(files) > len(own)
    assert any(file.startswith("tests/rooms/engine/") for file in own_tests("macros/site/plan.py"))


def test_a_fault_is_tried_by_the_tests_that_run_its_line() -> None:
    mutant = Mutant("macros/library/related.py", 3, 4, "1", "2", "")
    other, own = (
        "tests/rooms/text/test_norwegian.py::test_ø|run",
        "tests/rooms/library/test_related.py::test_æ[a|å]|run",
    )
    assert chosen_tests({3: ["", other], 4: [own], 5: ["tests/x.py::test_y|run"]}, mutant) == [own[:-4], other[:-4]]
    assert chosen_tests({3: [""]}, mutant) == own_tests(mutant.path)
    assert chosen_tests({5: [own]}, mutant) == []
