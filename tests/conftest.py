"""Shared by all tests: the synthetic library of ``tests/content/``, and its site built once for all workers."""

from __future__ import annotations

import fcntl
import functools
import http.server
import os
import runpy
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

from support import CHROMIUM, TODAY, Quiet, copy_library, examples

from macros.content.load import Content, load
from macros.files.programs import find_program
from macros.library.library import Library

TESTS = Path(__file__).parent
# No test reads the real content, nor does a program that a test starts.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(TESTS / "guard"), os.environ.get("PYTHONPATH")]))
runpy.run_path(str(TESTS / "guard" / "sitecustomize.py"))

settings.register_profile("here", max_examples=examples(100), deadline=None)
settings.load_profile("here")


def _shared(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, name: str, make: Callable[[Path], object]
) -> Path:
    """A folder that the first worker makes; the others wait for it and share it."""
    base = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    target = base / name
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            make(target)
    return target


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The synthetic library as a checkout. Shared by all workers: read it, never write in it."""
    return _shared(tmp_path_factory, worker_id, "library", copy_library)


@pytest.fixture(scope="session")
def content(checkout: Path) -> Content:
    return load(checkout)


@pytest.fixture(scope="session")
def library(content: Content) -> Library:
    return Library.of(content)


@pytest.fixture(scope="session")
def site(checkout: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The synthetic library's whole site, strict."""
    from macros.engine.build import build_site

    def build(target: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(f"{TODAY}T12:00:00+00:00").timestamp())))
            build_site(checkout, target)

    return _shared(tmp_path_factory, worker_id, "library-site", build)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The synthetic site on a local address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    found = find_program("Chromium")
    assert found, "Nettlesertestene trenger Chromium: tests/need-programs"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield running
        running.close()
