"""The faults that ``make mutants`` plants: what each is, and that the rest of the file stays as it was."""

from __future__ import annotations

import ast
import os
from pathlib import Path

from mutants import FILES, every_test, first_tests, own_tests, plant, rooms_tests, run
from planted import Mutant, Planter, count
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
    assert first_tests({3: ["", other], 4: [own], 5: ["tests/x.py::test_y|run"]}, mutant) == [own[:-4], other[:-4]]
    assert first_tests({3: [""]}, mutant) == own_tests(mutant.path)[:FILES]
    assert first_tests({5: [own]}, mutant) == []
    assert every_test({4: ["", other, own]}, mutant) == [*own_tests(mutant.path), other.split("::")[0]]


def test_a_fault_is_seen_where_it_stands_and_gone_when_it_is_put_right(tmp_path: Path) -> None:
    (tmp_path / "båter.py").write_text("def flere(antall):\n    return antall > 1\n", encoding="utf-8")
    test = tmp_path / "test_båter.py"
    test.write_text("from båter import flere\n\n\ndef test_to():\n    assert not flere(1)\n", encoding="utf-8")
    assert run(tmp_path, [str(test)], "not browser") == 0
    plant(tmp_path / "båter.py", "def flere(antall):\n    return antall < 2\n")
    assert run(tmp_path, [str(test)], "not browser") == 1
    plant(tmp_path / "båter.py", "def flere(antall):\n    return antall > 1\n")
    assert run(tmp_path, [str(test)], "not browser") == 0
    assert "båter" not in os.environ.get("PYTHONPATH", "")
