"""What one run of a program costs: wall clock, processor, memory; and what it left behind."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One run: seconds of wall clock and of processor (user and system, with all it started), the memory of its
    largest process at its peak, and the output in megabytes and files, where it makes any."""

    engine: str
    projects: int
    case: str
    wall: float
    cpu: float
    peak_mb: float = 0.0
    output_mb: float = 0.0
    files: int = 0
    bounded_mb: float = 0.0
    """The output without compressed copies and without the municipalities' pages, which no project adds to."""


class FailedError(Exception):
    """A program that was measured did not succeed: what it said."""


def run(command: list[str], folder: Path, env: dict[str, str]) -> tuple[float, float, float]:
    """Wall and processor seconds and peak memory in MB of a program. Raises FailedError with its last lines."""
    with tempfile.TemporaryFile() as said:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise FailedError(said.read().decode(errors="replace")[-2000:])
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def output(site: Path) -> tuple[float, int, float]:
    """Megabytes and files of a built site, and the megabytes that count against the goal."""
    sizes = {f.relative_to(site).as_posix(): f.stat().st_size for f in site.rglob("*") if f.is_file()}
    bounded = sum(n for name, n in sizes.items() if not name.endswith((".gz", ".br")) and not name.startswith("kommuner/"))  # fmt: skip
    return sum(sizes.values()) / 1e6, len(sizes), bounded / 1e6


@contextmanager
def served(command: list[str], folder: Path, env: dict[str, str]) -> Iterator[tuple[str, int]]:
    """A preview server that answers: its address and its process id. ``{port}`` in the command is a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [part.format(port=port) for part in command]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=said, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            while fetched(address + "/") is None:
                if process.poll() is not None:
                    said.seek(0)
                    raise FailedError(said.read().decode(errors="replace")[-2000:])
                time.sleep(0.1)
            yield address, process.pid
        finally:
            process.kill()
            process.wait()


def fetched(address: str) -> bytes | None:
    """What lies at an address, or None while nothing answers there."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            content: bytes = answer.read()
            return content
    except (urllib.error.URLError, OSError):
        return None


def spent(pid: int) -> float:
    """Processor seconds that a running process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> float:
    """Peak memory in MB of a running process (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
