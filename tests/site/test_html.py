"""Every page of the site is valid HTML, says the W3C's checker (vnu)."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from node import node_modules

pytestmark = pytest.mark.site


def faults(folder: Path) -> Counter[str]:
    """What the checker calls an error in the HTML files of a folder: message with an example page -> how often."""
    jar = node_modules("quality") / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    assert java, "HTML-kontrollen trenger Java: tests/need-programs"
    ran = subprocess.run(
        [java, "-Xss4m", "-jar", str(jar), "--format", "json", "--skip-non-html", "--errors-only", str(folder)],
        capture_output=True,
        text=True,
    )
    found: Counter[str] = Counter()
    example: dict[str, str] = {}
    for message in json.loads(ran.stderr or '{"messages": []}')["messages"]:
        text = message["message"]
        example.setdefault(text, message.get("url", "").split("/", 3)[-1] + f":{message.get('lastLine')}")
        found[text] += 1
    return Counter({f"{text} ({example[text]})": n for text, n in found.items()})


def test_every_page_is_valid(site: Path) -> None:
    assert faults(site) == Counter()


def test_the_checker_sees_a_fault(tmp_path: Path) -> None:
    (tmp_path / "gal.html").write_text(
        '<!doctype html><html lang="nb"><head><title>Ærlig</title></head><body><p><div>på</div></p></body></html>',
        encoding="utf-8",
    )
    assert faults(tmp_path)
