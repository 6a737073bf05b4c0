"""npm packages that only tests and measurements use, installed from their lock file the first time."""

from __future__ import annotations

import fcntl
import subprocess
from pathlib import Path

from support import ROOT


def node_modules(name: str) -> Path:
    """``node_modules`` of ``.ci/<name>``, as its lock file says. The first worker installs; the others wait."""
    folder = ROOT / ".ci" / name
    done = folder / "node_modules" / ".package-lock.json"
    lock = folder / "package-lock.json"
    with (folder / ".npm.lock").open("w") as waiting:
        fcntl.flock(waiting, fcntl.LOCK_EX)
        if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
            command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)
            assert ran.returncode == 0, f"npm ci i {folder}:\n{ran.stderr}"
            done.touch()
    return folder / "node_modules"
