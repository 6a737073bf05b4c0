"""The editor's form on one's own machine: decap-server over a repository, and the page on an address of its own."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from macros.authoring.form.config import config_yaml
from macros.authoring.form.page import AdminSettings, admin_html
from macros.library.library import Library

ROOT = Path(__file__).parents[1]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that does not tell of each request."""

    def log_message(self, *args: object) -> None: ...


@contextmanager
def running(programs: Path, repository: Path, library: Library, site: Path) -> Iterator[str]:
    """The form's address. ``programs``: what ``.ci/admin/build`` made; ``site``: an empty folder to serve from."""
    shutil.copytree(programs, site / "admin")
    shutil.copytree(ROOT / "docs" / "assets", site / "assets")
    port = _free()
    settings = AdminSettings.of("https://eksempel.no/", "", None, local=f"http://127.0.0.1:{port}/api/v1")
    (site / "admin" / "index.html").write_text(admin_html(settings), encoding="utf-8")
    (site / "admin" / "config.yml").write_text(config_yaml(library), encoding="utf-8")
    settings_of = {"MODE": "git", "BIND_HOST": "127.0.0.1", "PORT": str(port), "LOG_LEVEL": "error"}
    server = subprocess.Popen(
        ["node", ROOT / ".ci/admin/node_modules/decap-server/dist/index.js"],
        cwd=repository,
        env={**os.environ, **settings_of, "GIT_REPO_DIRECTORY": str(repository)},
    )
    try:
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as pages:
            threading.Thread(target=pages.serve_forever, daemon=True).start()
            _wait(port)
            yield f"http://127.0.0.1:{pages.server_port}"
            pages.shutdown()
    finally:
        server.terminate()
        server.wait(10)


def _free() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(100):
        with closing(socket.socket()) as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("decap-server svarer ikke")
