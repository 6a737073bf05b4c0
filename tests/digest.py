"""What a change of the program does to what is published: SHA-256 of every file of two built sites.

    tests/digest.py write /tmp/before.txt      before the change
    tests/digest.py compare /tmp/before.txt    after it: prints the files that are new, gone or different

The two sites are the synthetic library's and that of the checkout, both as built on a fixed day. A change that only
moves or merges code gives no line. ``--keep FOLDER`` keeps the sites, to see what differs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from support import ROOT, copy_library

from macros.engine.build import build_site

DAY = datetime(2026, 12, 1, 12, tzinfo=UTC)


def digests(folder: Path) -> dict[str, str]:
    """Every file of both sites, built in ``folder``: site and path -> SHA-256."""
    os.environ["SOURCE_DATE_EPOCH"] = str(int(DAY.timestamp()))
    found = {}
    for name, root in (("prøve", copy_library(folder / "library")), ("ekte", ROOT)):
        site = folder / name
        build_site(root, site)
        for file in sorted(f for f in site.rglob("*") if f.is_file()):
            path = f"{name}/{file.relative_to(site).as_posix()}"
            found[path] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """One line a file that is not the same: ``+`` new, ``-`` gone, ``~`` different."""
    marks = {path: "+" if path not in before else "-" if path not in after else "~" for path in {*before, *after}}
    return [f"{marks[path]} {path}" for path in sorted(marks) if before.get(path) != after.get(path)]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", choices=("write", "compare"))
    asked.add_argument("file", type=Path)
    asked.add_argument("--keep", type=Path, help="folder to build in, which stays")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        if given.keep:
            given.keep.mkdir(parents=True)
        now = digests(given.keep or Path(temporary))
    if given.what == "write":
        given.file.write_text("".join(f"{sha} {path}\n" for path, sha in now.items()), encoding="utf-8")
        return 0
    before = {}
    for line in given.file.read_text(encoding="utf-8").splitlines():
        sha, _, path = line.partition(" ")
        before[path] = sha
    told = differences(before, now)
    print("\n".join(told) or f"{len(now)} filer, alle like.")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
