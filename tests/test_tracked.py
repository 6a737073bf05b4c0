"""What is made here stays out of version control: a kept verdict or file that came with a change could let a bad one through."""

import subprocess

from support import ROOT

MADE = ("/.cache/", "/reports/", "/site/", "/node_modules/", "/.venv/")


def test_nothing_that_is_made_is_tracked() -> None:
    if not (ROOT / ".git").exists():  # a copy without history has nothing to track
        return
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    assert [name for name in listed.split("\0") if f"/{name}".startswith(MADE) or "/node_modules/" in name] == []
