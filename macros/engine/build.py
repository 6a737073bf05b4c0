"""Builds the site into a temporary folder, checks what was built, and only then puts it in place of the old one."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config

from macros.content.files.destinations import SITE, DestinationError, folder_to_replace
from macros.engine.clock import today
from macros.engine.faults import BuildError as BuildError
from macros.engine.faults import sentences, told
from macros.engine.session import session
from macros.site.finished import check_site, in_source
from macros.site.policy import protect, write_security_txt


class _Warnings(logging.Handler):
    """Collects what MkDocs warns about, so that it can be said instead of counted."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def build_site(root: Path, target: Path) -> int:
    """Builds the checkout at ``root`` into ``target`` and returns the number of pages. Raises BuildError."""
    try:
        target = folder_to_replace(root, target, SITE)
    except DestinationError as error:
        raise BuildError(str(error)) from None
    heard = _Warnings()
    logging.getLogger("mkdocs").addHandler(heard)
    staged: Path | None = None
    try:
        with told(root, heard.lines):
            stop_on_errors(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            # Beside the target, because a rename is only one step within one file system.
            staged = Path(tempfile.mkdtemp(prefix=".site-", dir=target.parent))
            staged.chmod(0o755)
            SITE.sign(staged)
            build(load_config(str(root / "mkdocs.yml"), site_dir=str(staged)))
            return _finish(root, staged, target, heard.lines)
    finally:
        logging.getLogger("mkdocs").removeHandler(heard)
        if staged:
            shutil.rmtree(staged, ignore_errors=True)


def stop_on_errors(root: Path) -> None:
    """Stops, before the engine is asked, at exactly what ``innomed check`` calls an error. Raises BuildError."""
    current = session(root)
    if current.errors:
        raise BuildError("\n".join(p.as_text() for p in current.problems))


def _finish(root: Path, staged: Path, target: Path, warnings: list[str]) -> int:
    """Judges what was built and puts it in place; the number of pages."""
    if warnings:
        raise BuildError(sentences(root, warnings))
    site_url, _, extra = site_settings(root)
    problems = [
        *(in_source(root, p) for p in check_site(staged)),
        *write_security_txt(staged, extra.get("security_contact"), site_url, today()),
    ]
    if problems:
        raise BuildError("\n".join(p.as_text() for p in problems))
    protect(staged)  # only here: the live preview puts a script of its own in every page
    _swap(staged, folder_to_replace(root, target, SITE))  # asked again: a build takes its time
    return sum(1 for _ in target.rglob("*.html"))


def site_address(root: Path) -> str:
    """The site's own address, with a slash at the end, as mkdocs.yml and the environment have it."""
    with told(root, []):
        return str(load_config(str(root / "mkdocs.yml")).site_url)


def site_settings(root: Path) -> tuple[str, str, dict[str, Any]]:
    """The site's address, where its files are edited, and our own settings (``extra``)."""
    config = load_config(str(root / "mkdocs.yml"))
    return str(config.site_url or ""), str(config.edit_uri or ""), dict(config.extra)


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
    with told(root, []):
        stop_on_errors(root)
        serve(str(root / "mkdocs.yml"), dev_addr=address)
