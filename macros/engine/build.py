"""Builds the site into a temporary folder, checks what was built, and only then puts it in place of the old one."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from macros.authoring.form.page import AdminSettings
from macros.content.files.destinations import SITE, DestinationError, folder_to_replace
from macros.engine.clock import today
from macros.engine.faults import BuildError as BuildError
from macros.engine.faults import as_build_errors, sentences
from macros.engine.session import CACHE, begun, session, settings
from macros.files.earlier import Earlier
from macros.files.replacing import draft, put_right
from macros.files.unchanged import build_key, is_there, remember
from macros.site.finished import in_source
from macros.site.headers import write_headers_file
from macros.site.output import CheckedOutput, writing_to
from macros.site.policy import write_security_txt


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
    try:
        with as_build_errors(root, heard.lines):
            put_right(target, SITE)
            made_from = build_key(root, today(), settings())
            if (pages := is_there(root, made_from, target)) is not None:
                return pages
            stop_on_errors(root)
            with draft(target, SITE) as made:
                SITE.sign(made.folder)
                config = load_config(str(root / "mkdocs.yml"), site_dir=str(made.folder))
                base = urlsplit(str(config.site_url or "")).path or "/"
                out = CheckedOutput(made.folder, base, root / CACHE, Earlier(target, made.folder / SITE.mark))
                with writing_to(out):
                    build(config)
                _finish(root, config, out, heard.lines)
                folder_to_replace(root, target, SITE)  # asked again: a build takes its time
                if build_key(root, today(), settings()) == made_from:  # nobody has written meanwhile
                    remember(root, made_from, made.folder, out.sums)
                made.put_in_place()
            return out.pages
    finally:
        logging.getLogger("mkdocs").removeHandler(heard)


def stop_on_errors(root: Path) -> None:
    """Stops, before the engine is asked, at exactly what ``innomed check`` calls an error. Raises BuildError."""
    if (current := session(root)).errors:
        raise BuildError("\n".join(p.as_text() for p in current.problems))


def _finish(root: Path, config: MkDocsConfig, out: CheckedOutput, warnings: list[str]) -> None:
    """Judges what was built, and adds what belongs to the whole of it. Raises BuildError."""
    if warnings:
        raise BuildError(sentences(root, warnings))
    site_url, edit_uri, extra = _settings(config)
    problems = out.foreign(root, begun(root).library.vocabularies) or [
        *(in_source(root, p) for p in out.close()),
        *write_security_txt(out.site, extra.get("security_contact") or extra.get("contact"), site_url, today()),
    ]
    if problems:
        raise BuildError("\n".join(p.as_text() for p in problems))
    write_headers_file(out.site, AdminSettings.of(site_url, edit_uri, extra.get("admin")))


def site_address(root: Path) -> str:
    """The site's own address, with a slash at the end, as mkdocs.yml and the environment have it."""
    with as_build_errors(root, []):
        return str(load_config(str(root / "mkdocs.yml")).site_url)


def site_settings(root: Path) -> tuple[str, str, dict[str, Any]]:
    """The site's address, where its files are edited, and our own settings (``extra``)."""
    return _settings(load_config(str(root / "mkdocs.yml")))


def _settings(config: MkDocsConfig) -> tuple[str, str, dict[str, Any]]:
    return str(config.site_url or ""), str(config.edit_uri or ""), dict(config.extra)
