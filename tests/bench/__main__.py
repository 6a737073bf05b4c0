"""``make bench``: what the program costs, beside others. Prints tables and leaves them in ``.bench/``; judges nothing.

    make bench                                    the builds at the real content and at 1 000 and 5 000 projects
    make bench ARGS="builds --sizes real,1000 --rounds 3"
    make bench ARGS="builds --sizes 1000 --peers mkdocs,zensical,hugo,eleventy"
    make bench ARGS="builds --sizes 1000 --against main~20"     beside the program and content of another revision
    make bench ARGS="catalogue search visit"      what a browser waits for

The builds take ten minutes at 1 000 projects and an hour at 5 000, 10 000 only when asked for.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import builds
import peers
import results
from checkout import ROOT
from measure import Run

BROWSER = ("catalogue", "search", "visit")
PARTS = ("builds", *BROWSER)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    asked.add_argument(
        "--sizes", default="real,1000,5000", help="projects in all, divided by commas; real: those there are"
    )
    asked.add_argument("--rounds", type=int, help="times each is measured (3; 1 from 5 000)")
    asked.add_argument("--peers", default=",".join(peers.STANDARD), help=f"of {', '.join(peers.PEERS)}; «» for none")
    asked.add_argument("--against", help="a revision that is measured too")
    asked.add_argument("--out", type=Path, default=ROOT / ".bench", help="where the tables and the plot go")
    given = asked.parse_args()
    unknown = {*given.parts} - {*PARTS} | {*filter(None, given.peers.split(","))} - {*peers.PEERS}
    if unknown:
        asked.error(f"unknown: {', '.join(sorted(unknown))}")
    parts = given.parts or PARTS
    if "builds" in parts:
        print(_builds(given))
    if browser := [part for part in parts if part in BROWSER]:
        # A process of its own: what it loads would be counted as the memory of what is measured here.
        subprocess.run([sys.executable, Path(__file__).parent / "browser.py", *browser], check=True)


def _builds(given: argparse.Namespace) -> str:
    ready, absent = [], dict.fromkeys(peers.PEERS, "not asked for")
    for name in filter(None, given.peers.split(",")):
        try:
            ready.append(peers.peer(name))
            del absent[name]
        except peers.AbsentError as why:
            absent[name] = str(why)
    runs: list[Run] = []
    text = ""
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes.split(","):
            total = None if size == "real" else int(size)
            rounds = given.rounds or (3 if total is None or total < 5000 else 1)
            runs += builds.measured(Path(folder) / size, total, rounds, ready, given.against)
            text = results.write(given.out, runs, absent)  # after each size: what has been measured is not lost
    return text


if __name__ == "__main__":
    main()
