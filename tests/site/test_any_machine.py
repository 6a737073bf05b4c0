"""The same site from a checkout as Windows or a ZIP file leaves it, and scripts that start on a Mac."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from support import ROOT, TODAY, copy_library, make_checkout, write, writeup

from macros.content.attachments import SIGNATURES
from macros.engine.build import build_site
from macros.files.programs import find_program, how_to_install

TEXT = {".md", ".yml", ".html", ".css", ".js", ".py", ".xml", ".svg", ".txt", ".csv"}
# Without what Windows has not: locks on files, and some flags and signals. Before anything of ours is imported.
WINDOWS = """
import os, signal, sys
sys.modules["fcntl"] = None
del os.O_NOFOLLOW, os.O_NONBLOCK, signal.SIGHUP
from macros.cli import main
main()
"""


@pytest.mark.site
def test_a_checkout_with_crlf_and_without_git_is_the_same_site(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_library(tmp_path / "kopi")
    changed = [f for f in root.rglob("*") if f.is_file() and f.suffix in TEXT]
    for file in changed:
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert len(changed) > 50 and not any((folder / ".git").exists() for folder in (root, root.parent))
    noon = datetime.fromisoformat(f"{TODAY}T12:00:00+00:00")  # the day the other was built
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
    build_site(root, tmp_path / "site")
    ours, theirs = (
        {f.relative_to(top).as_posix(): f for f in top.rglob("*") if f.is_file()} for top in (site, tmp_path / "site")
    )
    assert ours.keys() == theirs.keys()
    pages = [name for name in ours if name.endswith(("index.html", ".json", ".csv", "feed.xml"))]
    # An edition of a script or style is of its bytes, and those are the checkout's own.
    edition = re.compile(rb"\?v=[0-9a-f]+|sha384-[\w+/=]+|\r")
    different = [
        name
        for name in pages
        if edition.sub(b"", ours[name].read_bytes()) != edition.sub(b"", theirs[name].read_bytes())
    ]
    assert not different, different[:5]


def test_the_check_and_the_build_need_nothing_that_windows_lacks(tmp_path: Path) -> None:
    root = make_checkout(tmp_path / "kopi", {"a.md": writeup(title="Ærlig på øya")})
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for words in (["check"], ["site"], ["check"]):
        command = [sys.executable, "-P", "-c", WINDOWS, *words]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "site/prosjekter/a/index.html").is_file()


def test_scripts_start_on_a_mac() -> None:
    """macOS has bash 3.2, and BSD's sed, date, readlink and grep."""
    newer = re.compile(
        r"sed (?:-\w* )*-i|\b(?:mapfile|readarray)\b|declare -A|readlink -f|grep -\w*P|\$\{\w+(?:,,|\^\^)|realpath "
        r"|\bdate (?:-d|--)|xargs -r|(?<![+\w])\"\$\{\w+\[@\]\}\"(?=; do)"
    )
    scripts = [f for f in (ROOT / ".ci").rglob("*") if f.is_file() and "node_modules" not in f.parts]
    scripts = [f for f in [*scripts, ROOT / "tests/need-programs"] if f.read_bytes().startswith(b"#!")]
    assert len(scripts) >= 8
    for file in scripts:
        text = file.read_text(encoding="utf-8")
        assert "\r" not in text and re.match(r"#!(/usr/bin/env (bash|python3)|/bin/sh)\n", text), file
        code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
        assert not newer.search(code), (file, newer.search(code))
    recipes = [line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if line.startswith("\t")]
    assert not [line for line in recipes if newer.search(line) or r"/\t/" in line], "BSD's sed writes a «t»"
    rules = (ROOT / ".gitattributes").read_text(encoding="utf-8")
    assert re.search(r"^\* text=auto eol=lf$", rules, re.MULTILINE)


def test_git_takes_no_attachment_for_text_that_is_none(tmp_path: Path) -> None:
    """A PDF without a zero byte, or a short picture, looks like text to git, and would lose a byte at each line."""
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    names = [f"projects/ærlig{ending}" for ending in (*SIGNATURES, ".md", ".ico", ".woff2", ".zip")]
    asked = ["git", "-C", str(tmp_path), "check-attr", "-z", "text", "--", *names]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split("\0")
    text = dict(zip(told[::3], told[2::3], strict=False))
    plain = {name for name in names if Path(name).suffix in (".csv", ".txt", ".md")}
    assert {name for name, said in text.items() if said == "unset"} == {*names} - plain
    assert {text[name] for name in plain} == {"auto"}, "as text where it is text, with LF"


@pytest.mark.parametrize(
    ("platform", "file", "words"),
    [
        ("darwin", "Chromium.app/Contents/MacOS/Chromium", "brew install --cask chromium"),
        ("darwin", "Google Chrome.app/Contents/MacOS/Google Chrome", "brew install"),
        ("win32", "Google/Chrome/Application/chrome.exe", "winget install"),
        ("linux", "", "sudo apt-get install chromium"),
    ],
)
def test_a_program_is_found_where_the_system_puts_it(
    platform: str, file: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "tom"))
    assert find_program("Chromium", platform, (str(tmp_path),)) is None
    if file:
        write(tmp_path / file, "x")
        assert find_program("Chromium", platform, (str(tmp_path),)) == str(tmp_path / file)
    assert words in how_to_install("Chromium", platform)
