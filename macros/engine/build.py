"""Builds the site into a temporary folder, checks what was built, and only then puts it in place of the old one."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from macros.sitecheck import check_site


class BuildError(Exception):
    """Nothing was published; the message says why, a line for each problem."""


class _Warnings(logging.Handler):
    """Collects what MkDocs warns about, so that it can be said instead of counted."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def build_site(root: Path, target: Path) -> int:
    """Builds the checkout at ``root`` into ``target`` and returns the number of pages. Raises BuildError."""
    heard = _Warnings()
    logging.getLogger("mkdocs").addHandler(heard)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target, because a rename is only one step within one file system.
    staged = Path(tempfile.mkdtemp(prefix=".site-", dir=target.parent))
    try:
        staged.chmod(0o755)
        try:
            build(load_config(str(root / "mkdocs.yml"), site_dir=str(staged)))
        except (MkDocsException, SystemExit) as error:
            raise BuildError("\n".join([*heard.lines, str(error)]).strip()) from None
        if heard.lines:
            raise BuildError("\n".join(heard.lines))
        problems = check_site(staged)
        if problems:
            raise BuildError("\n".join(p.as_text() for p in problems))
        _swap(staged, target)
        return sum(1 for _ in target.rglob("*.html"))
    finally:
        logging.getLogger("mkdocs").removeHandler(heard)
        shutil.rmtree(staged, ignore_errors=True)


def site_address(root: Path) -> str:
    """The site's own address, with a slash at the end, as mkdocs.yml and the environment have it."""
    return str(load_config(str(root / "mkdocs.yml")).site_url)


def _swap(staged: Path, target: Path) -> None:
    """Two renames: readers meet the old site or the new one, never a half."""
    old = Path(tempfile.mkdtemp(prefix=".site-", dir=target.parent)) / "old"
    try:
        if target.exists():
            target.rename(old)
        try:
            staged.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    finally:
        shutil.rmtree(old.parent, ignore_errors=True)


def serve_site(root: Path, address: str) -> None:
    """Live preview: rebuilt on every saved file. Stops with Ctrl+C."""
    try:
        serve(str(root / "mkdocs.yml"), dev_addr=address)
    except (MkDocsException, SystemExit) as error:
        raise BuildError(str(error)) from None
