"""A ``gh`` in GitHub's place that answers ``gh api`` from a JSON file, and writes down what it was asked to change."""

from __future__ import annotations

import base64
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

from support import write

GH = """#!/usr/bin/env python3
import base64, json, os, sys
from urllib.parse import parse_qs, urlsplit
file = os.environ["GH_STATE"]
state = json.load(open(file))
assert sys.argv[1] == "api" and os.environ["GH_TOKEN"] == "hemmelig"
method = sys.argv[sys.argv.index("--method") + 1] if "--method" in sys.argv else "GET"
address = next(a for a in sys.argv[2:] if a.startswith("repos/"))
parts, asked = urlsplit(address), parse_qs(urlsplit(address).query)
path = parts.path.removeprefix("repos/innomed-no/proven/")
state["log"].append(f"{method} {path}")
answer = {}
def paged(items):
    size, number = int(asked["per_page"][0]), int(asked.get("page", ["1"])[0])
    return items[size * (number - 1) : size * number]
if path in state["down"]:
    sys.exit("HTTP 502: Server Error")
elif path == "pulls":
    assert asked["state"] == ["open"] and asked["base"] == ["main"]
    answer = paged([p for p in state["pulls"] if p["head"]["label"] == asked["head"][0]])
elif path.endswith("/files"):
    answer = paged(state["files"][path.split("/")[1]])
elif path.endswith("/artifacts"):
    answer = {"artifacts": state["artifacts"][path.split("/")[2]]}
elif path.endswith("/zip"):
    sys.stdout.buffer.write(base64.b64decode(state["zips"][path.split("/")[2]]))
    json.dump(state, open(file, "w"))
    sys.exit()
elif method == "PATCH":
    (comment,) = [c for c in state["comments"] if c["id"] == int(path.split("/")[2])]
    comment["body"] = json.load(sys.stdin)["body"]
elif method == "POST":
    new = {"id": 900 + len(state["comments"]), "issue": path.split("/")[1], "user": {"login": "github-actions[bot]"}}
    state["comments"].append({**new, "body": json.load(sys.stdin)["body"]})
else:
    answer = paged([c for c in state["comments"] if c["issue"] == path.split("/")[1]])
json.dump(state, open(file, "w"))
print(json.dumps(answer))
"""


def packed(text: str | bytes, name: str = "kommentar.json") -> bytes:
    """An artifact with one file, as GitHub sends it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return made.getvalue()


class GitHub:
    """One repository with pull request 12 from the branch «nytt-prosjekt», and a finished run 77 of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "github.json"
        head = {"label": "redaktor:nytt-prosjekt", "sha": "a" * 40, "repo": {"id": 5}}
        self.state: dict[str, Any] = {
            "log": [],
            "down": [],
            "pulls": [{"number": 12, "head": head}],
            "files": {"12": [{"status": "added", "filename": "projects/blabaer.md"}], "13": []},
            "artifacts": {"77": [self.artifact(3, "forhandsvisning"), self.artifact(4, "endret.html")]},
            "zips": {},
            "comments": [],
        }
        self.run: dict[str, Any] = {
            "id": 77,
            "head_sha": "a" * 40,
            "head_branch": "nytt-prosjekt",
            "head_repository": {"id": 5, "owner": {"login": "redaktor"}},
            "pull_requests": [],
        }
        script = write(folder / "bin" / "gh", GH)
        script.chmod(0o755)

    @staticmethod
    def artifact(number: int, name: str, size: int = 100) -> dict[str, Any]:
        return {"id": number, "name": name, "size_in_bytes": size, "expired": False}

    def upload(self, data: bytes, number: int = 9, size: int | None = None) -> None:
        """What the run of the pull request leaves as «kommentar»; ``size`` is what GitHub says of it."""
        self.state["artifacts"]["77"].append(self.artifact(number, "kommentar", len(data) if size is None else size))
        self.state["zips"][str(number)] = base64.b64encode(data).decode()

    def environment(self) -> dict[str, str]:
        """Writes the state and the event; returns what the workflow's step has around it."""
        write(self.file, json.dumps(self.state))
        event = {"workflow_run": self.run, "repository": {"default_branch": "main"}}
        return {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "GH_STATE": str(self.file),
            "GH_TOKEN": "hemmelig",
            "GITHUB_REPOSITORY": "innomed-no/proven",
            "GITHUB_EVENT_PATH": str(write(self.folder / "hendelse.json", json.dumps(event))),
        }

    def read(self) -> dict[str, Any]:
        self.state = json.loads(self.file.read_text(encoding="utf-8"))
        return self.state
