"""A whole checkout to measure in: everything git knows of this one, or of another revision, and more projects.

    tests/bench/checkout.py FOLDER TOTAL    fills FOLDER's projects up to TOTAL with generated ones

That is run as a program of its own: the memory of a process that starts others is counted as theirs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
GENERATED = "maalt-{}"


def make(folder: Path, total: int | None, revision: str | None = None) -> int:
    """Writes the checkout; ``total`` projects, or the real ones. Returns how many there are."""
    folder.mkdir(parents=True)
    if revision:
        packed = subprocess.Popen(["git", "archive", revision], cwd=ROOT, stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x"], cwd=folder, stdin=packed.stdout, check=True)
        if packed.wait():
            raise SystemExit(f"git knows no revision «{revision}»")
    else:
        listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)  # fmt: skip
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file() and not name.startswith("tests/"):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
    if total is not None:
        subprocess.run([sys.executable, __file__, folder, str(total)], check=True, env=environment(ROOT))
    subprocess.run([sys.executable, "-m", "compileall", "-q", "macros"], cwd=folder, check=True)
    return len(write_ups(folder))


def write_ups(folder: Path) -> list[Path]:
    """The projects of a checkout, in a fixed order."""
    return sorted([*folder.glob("projects/*.md"), *folder.glob("projects/*/index.md")])


def environment(folder: Path) -> dict[str, str]:
    """Where a checkout's own program is run, and not the one that is installed."""
    return {**os.environ, "PYTHONPATH": str(folder), "PYTHONHASHSEED": "0"}


def _fill(folder: Path, total: int) -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from generate import writeups

    from macros.content.data.vocabularies import load_vocabularies

    vocabularies, _ = load_vocabularies(folder)
    missing = max(0, total - len(write_ups(folder)))
    for name, text in writeups(missing, vocabularies).items():
        (folder / "projects" / GENERATED.format(name)).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _fill(Path(sys.argv[1]), int(sys.argv[2]))
