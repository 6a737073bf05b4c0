"""A filled-in plan beside a write-up is an input: it is told, and it never comes to the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.attachments.benefit_plan import is_benefit_plan
from macros.content.load import load

PLANS = Path(__file__).parents[1] / "authoring/documents"


@pytest.mark.parametrize("program", ["excel", "libreoffice"])
def test_a_plan_is_never_a_download(tmp_path: Path, program: str) -> None:
    root = make_checkout(tmp_path, {})
    data = (PLANS / f"gevinstplan-{program}.xlsx").read_bytes()
    write(root / "projects/oya/index.md", writeup(body="## Resultat og status\n\nSe [planen](plan.xlsx).\n"))
    (root / "projects/oya/plan.xlsx").write_bytes(data)
    assert [p.code for p in load(root).problems if p.severity == "error"] == ["VL054"]
    listed = writeup(downloads="[{file: plan.xlsx, title: Planen vår, license: CC-BY-4.0}]")
    write(root / "projects/oya/index.md", listed)
    assert "VL054" in [p.code for p in load(root).problems]
    write(root / "projects/oya/index.md", writeup())
    content = load(root)
    told = [p for p in content.problems if p.code.startswith("VL")]
    assert [p.code for p in told] == ["VL053"] and "innomed import projects/oya/plan.xlsx" in told[0].hint
    assert content.projects[0].files == ()


def test_another_workbook_is_no_plan(tmp_path: Path) -> None:
    from openpyxl import Workbook

    other = Workbook()
    assert other.active
    other.active.append(["Gevinst", "Status", "Tall fra Ærøya"])
    other.save(tmp_path / "øvelse.xlsx")
    assert not is_benefit_plan((tmp_path / "øvelse.xlsx").read_bytes())
    assert not is_benefit_plan(b"ikke et regneark")
