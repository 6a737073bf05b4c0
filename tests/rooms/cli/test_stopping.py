"""A command that is asked to stop (SIGTERM, SIGHUP) clears away what was half done, and the site stands as it was."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.cli.progress import StoppedError, stopped_in_order
from macros.content.files.destinations import SITE

INNOMED = Path(sys.executable).with_name("innomed")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_asked_to_stop(tmp_path: Path, number: signal.Signals) -> None:
    root = make_checkout(tmp_path / "kasse", {"oyhelse.md": writeup()})
    SITE.sign(write(tmp_path / "ut/index.html", "det gamle").parent)
    command = [str(INNOMED), "site", "--out", str(tmp_path / "ut")]
    running = subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    while not list(tmp_path.glob(".site-*/new/*")) and running.poll() is None:
        time.sleep(0.02)
    running.send_signal(number)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 128 + number, said
    assert said.strip().splitlines()[-1] == "Stanset. Det som var halvferdig, er ryddet bort."
    assert "Traceback" not in said
    assert not list(tmp_path.glob(".site-*")) and (tmp_path / "ut/index.html").read_text() == "det gamle"


def test_the_second_signal_does_not_stop_the_clearing_up() -> None:
    cleared = []
    with pytest.raises(StoppedError), stopped_in_order():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            os.kill(os.getpid(), signal.SIGHUP)
            cleared.append("ryddet")
    assert cleared == ["ryddet"]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_what_the_parent_had_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopped_in_order():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
