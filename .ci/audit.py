"""Asks whether a package that is pinned has a known hole, and says plainly when nobody answered.

    .venv/bin/python .ci/audit.py            needs the network; Node for the browser's packages

Exit codes: 0 asked about all, nothing known · 1 a known hole · 2 not everything could be asked about. pip-audit ends in 0 when it
is not told of a package, and npm stops at an answer it cannot use: a silence is not a clean bill, so both are counted here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TIMEOUT = 600
SHOWN = 10
"""Packages without an answer that are named; more of them are a service that is not there."""
Run = Callable[[list[str], Path], "subprocess.CompletedProcess[str]"]


@dataclass
class Answer:
    """What was said of a lock file: holes as sentences, and packages (or the whole file) that nobody answered for."""

    lock: str
    asked: int = 0
    holes: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a program, and gives what it said; one that is not there, or never ends, has said nothing."""
    try:
        return subprocess.run(  # noqa: S603  (our own words, no shell)
            command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 2, "", str(error))


def python(lock: Path, ask: Run = run) -> Answer:
    """pip-audit, on the packages of a lock as they are pinned: nothing is installed."""
    name, answer = lock.name, Answer(lock.name)
    command = [sys.executable, "-m", "pip_audit", "-r", name, "--no-deps", "--disable-pip", "--progress-spinner", "off"]
    done = ask([*command, "--format", "json"], lock.parent)
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        answer.unanswered.append(f"hele filen ({_last(done)})")
        return answer
    for package in found:
        answer.asked += 1
        if "skip_reason" in package:
            answer.unanswered.append(package["name"])
        for hole in package.get("vulns", ()):
            mended = ", ".join(hole.get("fix_versions") or ()) or "ingen utgave ennå"
            answer.holes.append(f"{package['name']} {package['version']}: {hole['id']}. Rettet i: {mended}")
    return answer


def node(lock: Path, ask: Run = run) -> Answer:
    """npm audit, on a lock file alone."""
    answer = Answer(lock.relative_to(lock.parents[2]).as_posix())
    done = ask(["npm", "audit", "--package-lock-only", "--json"], lock.parent)
    try:
        said = json.loads(done.stdout)
        found, counted = said["vulnerabilities"], said["metadata"]["dependencies"]["total"]
    except (ValueError, KeyError, TypeError):
        answer.unanswered.append(f"hele filen ({_last(done)})")
        return answer
    answer.asked = counted
    for package in found.values():
        mended = package.get("fixAvailable")
        advice = f"npm install {mended['name']}@{mended['version']}" if isinstance(mended, dict) else "npm audit fix"
        answer.holes.append(f"{package['name']} {package['range']}: {package['severity']}. Prøv: {advice}")
    return answer


def _last(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    return lines[0][:200] if lines else f"kode {done.returncode}"


def report(answers: list[Answer]) -> Iterator[str]:
    """The answers as Markdown, one list for each lock file."""
    for answer in answers:
        yield f"### {answer.lock}"
        yield from (f"- **Kjent hull:** {hole}" for hole in answer.holes)
        if answer.unanswered:
            silent = answer.unanswered
            which = ", ".join(silent) if len(silent) <= SHOWN else f"{len(silent)} av {answer.asked} pakker"
            yield f"- **Ikke svar** om {which}. Det betyr ikke at alt er i orden: prøv igjen."
        if not answer.holes and not answer.unanswered:
            yield f"- Ingen kjente hull i {answer.asked} pakker."
        yield ""


def verdict(answers: list[Answer]) -> int:
    """A hole weighs more than a silence: it is known."""
    if any(answer.holes for answer in answers):
        return 1
    return 2 if any(answer.unanswered or not answer.asked for answer in answers) else 0


def main() -> int:
    answers = [python(ROOT / name) for name in ("requirements.txt", "requirements-dev.txt")]
    answers += [node(lock) for lock in sorted((ROOT / ".ci").glob("*/package-lock.json"))]
    text = "\n".join(["## Kjente hull i pakkene", "", *report(answers)])
    print(text)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(text)
    return verdict(answers)


if __name__ == "__main__":
    sys.exit(main())
