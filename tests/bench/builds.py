"""What a build, an edit, a check and the preview cost in a whole checkout, side by side with other engines."""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import checkout
import measure
import peers
from measure import Run

SENTENCE = "\n\nDette avsnittet er lagt til mens det ble målt.\n"


def measured(folder: Path, total: int | None, rounds: int, asked: list[peers.Peer], against: str | None) -> list[Run]:
    """Every case, ours and the others', ``rounds`` times in turn: what disturbs the machine disturbs them alike.

    What was built is put aside, and nothing is deleted while it is measured: for minutes after thousands of files are gone,
    some disks (ext4 without a journal) take a fifth of a build to find room for new ones.
    """
    ours = {"InnoMed": folder / "ours"}
    count = checkout.make(ours["InnoMed"], total)
    if against:
        ours[against] = folder / "against"
        checkout.make(ours[against], total, against)
    for peer in asked:
        peer.prepare(folder / peer.name, ours["InnoMed"])
    found = []
    for turn in range(rounds):
        print(f"  {count} projects, round {turn + 1} of {rounds} …", file=sys.stderr)
        for case in CASES:
            found += [CASES[case](name, place, count) for name, place in ours.items()]
            if case in ("cold", "no change", "edit"):
                found += [built for peer in asked if (built := _peer(peer, folder / peer.name, count, case))]
    return found


def _put_aside(*made: Path) -> None:
    for old in made:
        if old.exists():
            old.rename(old.parent.with_name(f"{old.parent.name}-{time.monotonic_ns()}"))


def _peer(peer: peers.Peer, folder: Path, count: int, case: str) -> Run | None:
    """A whole build of the same bodies. The quickest and the others alternate, so each case has a build beside it."""
    if case != "cold" and peer.once_a_round:
        return None
    _put_aside(folder / peer.site)
    spent = measure.run(peer.command, folder, checkout.environment(folder))
    return Run(peer.name, count, "whole build", *spent, *measure.output(folder / peer.site))


def _cold(name: str, folder: Path, count: int) -> Run:
    _put_aside(folder / "site", folder / ".cache")
    return _build(name, folder, count, "cold")


def _build(name: str, folder: Path, count: int, case: str = "no change") -> Run:
    spent = measure.run(_innomed("site"), folder, checkout.environment(folder))
    return Run(name, count, case, *spent, *measure.output(folder / "site"))


@contextmanager
def _edited(folder: Path, change: Callable[[str], str]) -> Iterator[None]:
    """One write-up is another while it lasts."""
    files = checkout.write_ups(folder)
    changed = files[len(files) // 2]
    text = changed.read_text(encoding="utf-8")
    changed.write_text(change(text), encoding="utf-8")
    try:
        yield
    finally:
        changed.write_text(text, encoding="utf-8")


def _sentence(text: str) -> str:
    return text.rstrip() + SENTENCE


def _hours(text: str) -> str:
    """Ten hours more, or ten where there were none."""
    return re.sub(
        r"^hours: *(\d*).*$", lambda found: f"hours: {int(found[1] or 0) + 10}", text, count=1, flags=re.MULTILINE
    )


def _edit(name: str, folder: Path, count: int) -> Run:
    """One sentence more in one write-up."""
    with _edited(folder, _sentence):
        return _build(name, folder, count, "edit")


def _value(name: str, folder: Path, count: int) -> Run:
    """Another number of hours in one write-up: every table, figure and list of facts may be another."""
    with _edited(folder, _hours):
        return _build(name, folder, count, "edit of a value")


def _check(name: str, folder: Path, count: int) -> Run:
    return Run(name, count, "check", *measure.run(_innomed("check"), folder, checkout.environment(folder)))


def _check_edit(name: str, folder: Path, count: int) -> Run:
    with _edited(folder, _sentence):
        return replace(_check(name, folder, count), case="check after an edit")


def _check_cold(name: str, folder: Path, count: int) -> Run:
    _put_aside(folder / ".cache")
    spent = measure.run(_innomed("check"), folder, checkout.environment(folder))
    return Run(name, count, "check, nothing kept", *spent)


def _serve(name: str, folder: Path, count: int) -> Run:
    """From a file is saved until its page shows it: the median of three edits; what a reader of the preview waits."""
    changed = checkout.write_ups(folder)[count // 2]
    slug = changed.parent.name if changed.name == "index.md" else changed.stem
    text = changed.read_text(encoding="utf-8")
    waited, used = [], []
    command = _innomed("serve", "--address", "127.0.0.1:{port}")
    try:
        with measure.served(command, folder, checkout.environment(folder)) as (address, pid):
            for number in range(3):
                mark = f"Merke {number} for målingen."
                time.sleep(2)  # the preview's own watcher has come to rest
                before, started = measure.spent(pid), time.monotonic()
                changed.write_text(f"{text.rstrip()}\n\n{mark}\n", encoding="utf-8")
                while mark.encode() not in (measure.fetched(f"{address}/prosjekter/{slug}/") or b""):
                    if time.monotonic() - started > 120:
                        raise measure.FailedError(
                            f"The preview does not show the edit of {changed.name} in two minutes"
                        )
                    time.sleep(0.05)
                waited.append(time.monotonic() - started)
                used.append(measure.spent(pid) - before)
            most = measure.peak(pid)
    finally:
        changed.write_text(text, encoding="utf-8")
    return Run(name, count, "serve", statistics.median(waited), statistics.median(used), most)


def _innomed(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from macros.cli import main; main()", *arguments]


CASES = {
    "cold": _cold,
    "no change": _build,
    "edit": _edit,
    "edit of a value": _value,
    "serve": _serve,
    "check, nothing kept": _check_cold,
    "check": _check,
    "check after an edit": _check_edit,
}
"""In this order: each finds what the one before it left."""
