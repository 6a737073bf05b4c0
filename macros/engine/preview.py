"""The live preview: it survives what is wrong, and tells it on the page and in the terminal until it is put right."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.commands.serve import serve
from mkdocs.livereload import LiveReloadServer

from macros.engine.build import stop_on_errors
from macros.engine.faults import BuildError, as_build_errors
from macros.html.render import render
from macros.site.output import Shown, output, writing_to

_log = logging.getLogger("mkdocs.preview")
LOOKED = 0.3
"""Seconds between two looks for what has been saved."""
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def serve_site(root: Path, address: str) -> None:
    """Live preview: rebuilt on every saved file. Stops with Ctrl+C. It lies at the root, whatever path the site will have.

    Raises BuildError when the content has errors as it begins.
    """
    with as_build_errors(root, []), writing_to(Shown()):
        stop_on_errors(root)
        serve(str(root / "mkdocs.yml"), dev_addr=address, site_url=f"http://{address}/")


def telling(server: LiveReloadServer, root: Path) -> LiveReloadServer:
    """The engine's server, that neither hangs nor dies when a file is saved with a fault in it.

    The engine lets every browser wait until the fault is gone, and prints what was raised. Here each page says what is wrong,
    with file and line, and is shown again by itself after the next save.
    """
    build, shown, wrong = server.builder, server.serve_request, [""]
    server.observer = type(server.observer)(timeout=LOOKED)  # that kind sees shared and mounted folders too

    def rebuilt() -> None:
        try:
            with as_build_errors(root, []), output(Path(server.root)).refilling():
                build()
            wrong[0] = ""
        except BuildError as error:
            wrong[0] = str(error)
            _log.error("%s", error)

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"])
        if not wrong[0] or path.startswith("/livereload/") or "." in path.rpartition("/")[2]:
            return shown(environ, start_response)
        page = render("fault.html", lines=wrong[0].splitlines()).encode()
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [server._inject_js_into_html(page, server._visible_epoch)]  # type: ignore[no-untyped-call]

    server.builder = rebuilt
    server.set_app(answer)
    return server
