"""The same site in another engine: every kind of page and the main tasks in Firefox.

Chromium carries the detailed tests; here is asked whether anything is broken elsewhere. Safari cannot be had on Linux.
"""

from __future__ import annotations

import fcntl
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from kinds import KINDS, WIDTHS
from node import node_modules

from macros.files.programs import find_program

pytestmark = pytest.mark.browser

FIREFOX = find_program("Firefox")


@pytest.fixture(scope="module")
def met(address: str, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> dict[str, Any]:
    """What Firefox met: ``pages`` by «path width», ``tasks`` by name, ``said`` of errors during the tasks.

    The first worker drives it; the others wait and share.
    """
    base = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    told = base / "firefox.json"
    with (base / "firefox.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(_drive(address), encoding="utf-8")
    found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    assert found["version"].startswith("firefox/")
    return found


def _drive(address: str) -> str:
    assert FIREFOX, "Firefox is installed by tests/need-programs"
    library = node_modules("quality") / "puppeteer-core" / "lib" / "puppeteer" / "puppeteer-core.js"
    asked = json.dumps({"address": address, "paths": list(KINDS.values()), "widths": WIDTHS})
    ran = subprocess.run(
        ["node", Path(__file__).with_name("firefox.mjs"), library, FIREFOX],
        input=asked, capture_output=True, text=True, timeout=400,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page(met: dict[str, Any], kind: str, width: int) -> None:
    page = met["pages"][f"{KINDS[kind]} {width}"]
    assert page["said"] == [], "no error, no warning, no request outside the site"
    assert page["styled"] and page["heading"] > 20
    assert not page["sideways"], "nothing to scroll sideways for"


def test_the_tasks(met: dict[str, Any]) -> None:
    tasks = met["tasks"]
    assert tasks["search"]["first"] == tasks["search"]["opened"] == "/prosjekter/gronn-vei/"
    filtered = tasks["catalogue"]
    assert filtered["all"] == "9 prosjekter"
    assert filtered["chosen"] == {"said": "2 prosjekter", "address": "?region=helse-vest"}
    assert filtered["shown"] == 2 and filtered["back"] == "?region=helse-vest", "Back keeps the choice"
    assert "60 pasienter følges opp" in tasks["calculator"]["after"] != tasks["calculator"]["before"]
    assert tasks["colours"] == {"before": ["default", 0], "after": ["slate", 1]}, "kept only when the reader chooses"
    assert met["said"] == []
