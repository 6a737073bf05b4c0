"""Puts the result of «Forslag» as one comment on its pull request, and brings that comment up to date the next time.

    GH_TOKEN=… GITHUB_EVENT_PATH=event.json GITHUB_REPOSITORY=owner/name python3 .ci/post_comment.py

Runs in ``kommentar.yml`` as the default branch has it. From the pull request comes one file of the finished run,
``kommentar.json``: at most 1 MB, read as JSON text, shown as text (``comment.py``). Which pull request it is, and which
files it changes, is what GitHub says, so a run can only ever write on its own. Needs nothing but Python and ``gh``.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
import zlib
from os import environ
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from changes import Change
from comment import MARK, MOST_BYTES, Links, Report, markdown, read

AUTHOR = "github-actions[bot]"
STATUS = {"added": "A", "removed": "D", "renamed": "R", "copied": "C"}
PAGES = 30
"""Of a hundred each: as many files as GitHub lists."""


class GitHubError(Exception):
    """GitHub did not answer as it should; the text is what ``gh`` said."""


def ask(path: str, method: str = "GET", body: dict[str, str] | None = None) -> Any:
    """What GitHub answers, as JSON."""
    command = ["gh", "api", "--method", method, path, *(["--input", "-"] if body else [])]
    sent = json.dumps(body) if body else None
    done = subprocess.run(command, input=sent, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
    if done.returncode:
        raise GitHubError(done.stderr.strip())
    return json.loads(done.stdout)


def listed(path: str) -> list[Any]:
    """Every item of a list that GitHub gives a hundred at a time."""
    items: list[Any] = []
    for number in range(1, PAGES + 1):
        page = ask(f"{path}{'&' if '?' in path else '?'}per_page=100&page={number}")
        items += page
        if len(page) < 100:
            break
    return items


def pull_request(repository: str, run: dict[str, Any], branch: str) -> int | None:
    """The number of the open pull request that the run was for; None when it is closed or has had newer changes since.

    The event names it only when it does not come from a fork, so GitHub is asked for the one with this branch and commit.
    """
    source = run.get("head_repository") or {}
    if not source:
        return None
    wanted = {"state": "open", "base": branch, "head": f"{source['owner']['login']}:{run['head_branch']}"}
    found = [
        pull["number"]
        for pull in listed(f"repos/{repository}/pulls?{urlencode(wanted)}")
        if pull["head"]["sha"] == run["head_sha"] and (pull["head"]["repo"] or {}).get("id") == source["id"]
    ]
    return int(found[0]) if len(found) == 1 else None


def changes(repository: str, number: int) -> list[Change]:
    """The files that the pull request changes, as GitHub lists them: without what kind of file each is."""
    return [
        Change(STATUS.get(f["status"], "M"), f["filename"], f.get("previous_filename") or "")
        for f in listed(f"repos/{repository}/pulls/{number}/files")
    ]


def artifacts(repository: str, run: int) -> dict[str, dict[str, Any]]:
    """Name -> the newest artifact of that name that the run left."""
    found = ask(f"repos/{repository}/actions/runs/{run}/artifacts?per_page=100")["artifacts"]
    return {a["name"]: a for a in sorted(found, key=lambda a: a["id"]) if not a["expired"]}


def report(repository: str, artifact: dict[str, Any] | None) -> Report | None:
    """What the run tells; None when it tells nothing that can be read."""
    if artifact is None or artifact["size_in_bytes"] > MOST_BYTES:
        return None
    command = ["gh", "api", f"repos/{repository}/actions/artifacts/{int(artifact['id'])}/zip"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running:  # noqa: S603
        assert running.stdout is not None  # noqa: S101
        packed = running.stdout.read(MOST_BYTES + 1)
        running.stdout.close()
    if len(packed) > MOST_BYTES:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive, archive.open("kommentar.json") as file:
            text = file.read(MOST_BYTES + 1)
        return read(text.decode("utf-8")) if len(text) <= MOST_BYTES else None
    except (KeyError, ValueError, OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return None


def links(server: str, repository: str, run: int, found: dict[str, dict[str, Any]]) -> Links:
    """Where the run and the preview are on GitHub."""
    home = f"{server}/{repository}/actions/runs/{run}"
    to = {
        name: f"{home}/artifacts/{int(found[name]['id'])}" if name in found else ""
        for name in ("endret.html", "forhandsvisning")
    }
    return Links(run=home, page=to["endret.html"], site=to["forhandsvisning"])


def post(repository: str, number: int, text: str) -> str:
    """Writes the comment or changes the one that is there; returns what was done."""
    mine = [
        c
        for c in listed(f"repos/{repository}/issues/{number}/comments")
        if c["user"]["login"] == AUTHOR and c["body"].startswith(MARK)
    ]
    if not mine:
        ask(f"repos/{repository}/issues/{number}/comments", "POST", {"body": text})
        return "skrevet"
    if mine[0]["body"].strip() == text.strip():
        return "uendret"
    ask(f"repos/{repository}/issues/comments/{int(mine[0]['id'])}", "PATCH", {"body": text})
    return "oppdatert"


def main() -> int:
    try:
        event = json.loads(Path(environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        run, branch = event["workflow_run"], event["repository"]["default_branch"]
        number_of_run = int(run["id"])
    except (KeyError, OSError, ValueError, TypeError):
        sys.stderr.write("Fant ingen kjøring. GITHUB_EVENT_PATH skal vise til en fil med en ferdig kjøring.\n")
        return 2
    repository, server = quote(environ["GITHUB_REPOSITORY"]), environ.get("GITHUB_SERVER_URL") or "https://github.com"
    try:
        number = pull_request(repository, run, branch)
        if number is None:
            sys.stdout.write("Forslaget er lukket eller endret siden kjøringen. Ingenting er skrevet.\n")
            return 0
        found = artifacts(repository, number_of_run)
        text = markdown(
            report(repository, found.get("kommentar")),
            changes(repository, number),
            links(server, repository, number_of_run, found),
        )
        done = post(repository, number, text)
    except GitHubError as error:
        sys.stderr.write(f"GitHub svarte ikke som ventet: {error}\n")
        return 1
    sys.stdout.write(f"Kommentaren på forslag {number} er {done}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
