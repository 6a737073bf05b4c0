"""The words are product text: one folder of terrible files, and every message it must give, to the letter.

After a wanted change: ``UPDATE=1 pytest tests/rooms/content/test_terrible.py``, then read the difference.
"""

import os
import re
import shutil
from datetime import date
from pathlib import Path

from support import GOLDEN, make_checkout

from macros.content.load import load
from macros.site.checks import check
from macros.site.gate import judge


def test_every_message_of_the_terrible_folder(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {})
    for folder in ("projects", "tools", "docs"):
        shutil.copytree(GOLDEN / "terrible" / folder, root / folder, dirs_exist_ok=True)
    told = "".join(p.as_text() + "\n" for p in judge(load(root), date(2026, 11, 22)))
    told = re.sub(r"\(\d+ i alt", "(N i alt", told)  # organisations come and go
    expected = GOLDEN / "terrible" / "messages.txt"
    if os.environ.get("UPDATE"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")
    assert len({line.split(": ")[1][:5] for line in told.splitlines()}) >= 120, "kinds of mistake"


def test_one_file_can_have_more_than_sixty_kinds_of_mistake(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {})
    shutil.copy(GOLDEN / "terrible" / "projects" / "alt-galt.md", root / "projects")
    found = [p for p in check(load(root), date(2026, 11, 22)) if p.path == "projects/alt-galt.md"]
    assert len({p.code for p in found}) >= 60 and [p for p in found if p.line < 2 or not p.hint] == []


def test_a_hostile_neighbour_changes_nothing_for_the_others(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {})
    shutil.copytree(GOLDEN / "terrible" / "projects", root / "projects", dirs_exist_ok=True)
    content = load(root)
    assert [p.slug for p in content.projects] == ["bare-advarsler", "crlf", "utkast"]
