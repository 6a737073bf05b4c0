"""Compiled templates that are damaged, or cannot be kept, cost time and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.bccache import bc_magic

from macros.html.render import _Compiled


def rendered(folder: Path) -> str:
    environment = Environment(
        loader=DictLoader({"øy.html": "{{ 'Ærøya' }} og {{ 1 + 1 }}"}),
        bytecode_cache=_Compiled(str(folder)),
        autoescape=True,
    )
    return environment.get_template("øy.html").render()


@pytest.mark.parametrize(
    "rest", [b"", b"\x80", b"\x80\x04.", b"ikke en pickle", b"\x00" * 400, b"\x80\x04K\x01.\xff\xff"]
)
def test_what_is_damaged_is_compiled_again(tmp_path: Path, rest: bytes) -> None:
    assert rendered(tmp_path) == "Ærøya og 2"
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for damaged in (bc_magic + rest, rest, whole[: len(bc_magic) + 10]):
        kept.write_bytes(damaged)
        assert rendered(tmp_path) == "Ærøya og 2"
        assert kept.read_bytes() == whole, "and it is kept again"


def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path: Path) -> None:
    assert rendered(tmp_path / "finnes ikke") == "Ærøya og 2"
