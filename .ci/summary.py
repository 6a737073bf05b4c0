"""The result of the content check, for people: all of it in GitHub's summary, the most important in a comment.

    .venv/bin/python .ci/summary.py --base COMMIT [--out FOLDER]

Annotations show about ten problems a step; the summary shows them all. Writes ``kommentar.json`` in FOLDER, which
``post_comment.py`` makes a comment of somewhere else, prints the comment, adds the summary to ``GITHUB_STEP_SUMMARY`` when
that is set, and leaves with 0: the step that checks is the one that judges.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import asdict, replace
from os import environ
from pathlib import Path

from changes import Change, UnknownBaseError, address, changed, left_behind
from comment import MOST, MOST_BYTES, Report, Told, markdown, read

from macros.addresses import project_url, tool_url
from macros.content.load import Content, load
from macros.engine.clock import today
from macros.library.rules.waiting import is_waiting
from macros.site.gate import judge
from macros.text.norwegian import long_date
from macros.text.possible_numbers import masked
from macros.words.problems import Problem


def report(content: Content, problems: list[Problem], changes: list[Change]) -> Report:
    """What this checkout can tell. ``problems`` are those of the whole of it; what the pull request touches comes first."""
    touched = {c.path for c in changes}
    living = {address(c.path): c.path for c in changes if c.status != "D"}
    records = [(project_url, r) for r in content.projects] + [(tool_url, r) for r in content.tools]
    titles = {to: told for to, path in living.items() if to and (told := _written_title(content.root / path))}
    titles |= {to(r.slug): r.data.title for to, r in records}
    titles |= {address(page.path): page.title for page in content.editorial}
    drafts = {to(r.slug) for to, r in records if r.data.status == "draft"}
    waiting = {
        to(r.slug): long_date(r.data.published) for to, r in records if is_waiting(r, today()) and r.data.published
    }
    order = sorted(problems, key=lambda p: (p.path not in touched, p.severity, p.path, p.line, p.column))
    return Report(
        errors=sum(p.severity == "error" for p in problems),
        warnings=sum(p.severity != "error" and p.path in touched for p in problems),
        elsewhere=sum(p.severity != "error" and p.path not in touched for p in problems),
        problems=[Told(p.path, p.line, p.code, p.message, p.hint, p.severity) for p in order],
        titles={to: masked(titles[to]) for to in living if to in titles},
        drafts=sorted(drafts & living.keys()),
        waiting={to: day for to, day in sorted(waiting.items()) if to in living},
        kept=sorted({to(slug) for to, r in records for slug in (r.slug, *r.data.redirect_from)}),
        special=[c.path for c in changes if c.special],
    )


def _written_title(file: Path) -> str:
    """The title as it stands in a write-up that may have mistakes, so that it is no record."""
    if file.suffix != ".md" or file.is_symlink() or not file.is_file():
        return ""
    found = re.search(r"^title: *(.+?) *$", file.read_text(encoding="utf-8", errors="replace")[:32_000], re.MULTILINE)
    return found[1].strip("\"'") if found else ""


def shortened(found: Report, changes: list[Change]) -> str:
    """As JSON of at most ``MOST_BYTES``: without what a comment has no use for, and without as many problems as it takes."""
    gone = left_behind(changes)
    small = read(json.dumps(asdict(replace(found, kept=[to for to in found.kept if to in gone])))) or Report()
    counts = Report(found.errors, found.warnings, found.elsewhere)
    for kept in (small, *(replace(small, problems=small.problems[:most]) for most in (100, MOST, 0)), counts):
        text = json.dumps(asdict(kept), ensure_ascii=False)
        if len(text.encode("utf-8", "replace")) <= MOST_BYTES:
            break
    return text


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Skriver resultatet av kontrollen som Markdown.")
    parser.add_argument("--base", required=True, help="commiten forslaget skal sammenlignes med")
    parser.add_argument("--out", type=Path, default=Path("kontroll"), help="mappen kommentar.json skal ligge i")
    options = parser.parse_args(arguments)
    root = Path.cwd()
    try:
        changes = changed(root, options.base)
    except UnknownBaseError:
        sys.stderr.write(f"Fant ikke «{options.base}» i git. Hent hele historikken: git fetch --unshallow\n")
        return 2
    content = load(root)
    found = report(content, judge(content, today()), changes)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "kommentar.json").write_text(shortened(found, changes), encoding="utf-8")
    if environ.get("GITHUB_STEP_SUMMARY"):
        with Path(environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as file:
            file.write(markdown(found, changes, most=None))
    sys.stdout.write(markdown(found, changes))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
