"""The whole result of the content check as Norwegian Markdown, for GitHub's summary and for a comment.

    .venv/bin/python .ci/summary.py --base COMMIT [--out FOLDER]

Annotations show about ten problems a step; this shows them all. Writes ``kommentar.md`` in FOLDER, adds it to
``GITHUB_STEP_SUMMARY`` when that is set, and leaves with 0: the step that checks is the one that judges.
"""

from __future__ import annotations

import argparse
import re
import sys
from os import environ
from pathlib import Path

from changes import Change, UnknownBaseError, address, addresses, changed, kind, left_behind

from macros.authoring.macro_calls import judge
from macros.engine.clock import today
from macros.intake.load import Content, load
from macros.problems import Problem

LIMIT = 60_000
"""Characters. GitHub takes at most 65 536 in a comment."""
CHECKLIST = "docs/bidra/sjekkliste.md"
WRITTEN = {"A": "ny", "M": "endret", "D": "slettet", "R": "flyttet", "C": "kopiert"}


def summary(content: Content, problems: list[Problem], changes: list[Change]) -> str:
    """The text. ``problems`` are those of the whole checkout; what the pull request touches comes first."""
    parts = [_verdict(problems), *_problems(problems, changes), *_remarks(content, changes), *_changed(changes)]
    text = "\n".join(parts).rstrip() + "\n"
    if len(text) <= LIMIT:
        return text
    cut = text[: text.rindex("\n", 0, LIMIT - 200)]
    return cut + "\n\n… Listen er for lang til å vises her. Kjør `innomed check` for å se resten.\n"


def _verdict(problems: list[Problem]) -> str:
    errors = sum(p.severity == "error" for p in problems)
    warnings = len(problems) - errors
    told = f"{warnings} {'advarsel' if warnings == 1 else 'advarsler'}"
    if errors:
        also = f" og {told}" if warnings else ""
        return f"## Innholdet: {errors} feil{also}\n\nForslaget kan ikke publiseres før feilene er rettet.\n"
    if warnings:
        return f"## Innholdet: ingen feil, {told}\n\nForslaget kan publiseres. Rett advarslene hvis de stemmer.\n"
    return "## Innholdet: ingen feil\n\nAlle filene er kontrollert.\n"


def _problems(problems: list[Problem], changes: list[Change]) -> list[str]:
    touched = {c.path for c in changes}
    lines: list[str] = []
    for path in sorted({p.path for p in problems}, key=lambda path: (path not in touched, path)):
        elsewhere = "" if path in touched else " (ikke endret i dette forslaget)"
        lines += [
            f"### {plain(path)}{elsewhere}\n",
            "| Linje | Hva er galt | Hva du gjør | Kode |",
            "|--:|---|---|---|",
        ]
        for p in sorted((p for p in problems if p.path == path), key=lambda p: (p.severity, p.line, p.column)):
            mark = "Advarsel: " if p.severity == "warning" else ""
            lines.append(f"| {p.line} | {mark}{plain(p.message)} | {copied(p.hint)} | {p.code} |")
        lines.append("")
    return lines


def _remarks(content: Content, changes: list[Change]) -> list[str]:
    """What a person must look at, because no program can."""
    living = [c.path for c in changes if c.status != "D"]
    found = []
    if code := [c.path for c in changes if kind(c.path) == "code"]:
        found.append(f"Forslaget endrer **kode** ({_some(code)}). En utvikler skal lese det.")
    if pages := [p for p in living if kind(p) == "page"]:
        found.append(f"Forslaget endrer **redaksjonelle sider** ({_some(pages)}). De kan inneholde HTML og makroer.")
    kept = {f"/prosjekter/{slug}/" for r in content.projects for slug in (r.slug, *r.data.redirect_from)}
    kept |= {f"/verktoy/{slug}/" for r in content.tools for slug in (r.slug, *r.data.redirect_from)}
    for gone in left_behind(changes):
        if gone not in kept:
            found.append(
                f"**Adressen {gone} slutter å virke.** Legg «{gone.strip('/').split('/')[-1]}» i `redirect_from` "
                "på siden som tar over, eller bruk `status: archived`."
            )
    files = [p for p in living if kind(p) == "content" and not p.endswith((".md", ".yml", ".yaml"))]
    if files:
        found.append(f"Forslaget legger ved **filer** ({_some(files)}). Se etter navn og skjulte opplysninger i dem.")
    if any(c.status == "A" and c.path.startswith(("projects/", "tools/")) for c in changes):
        found.append(
            f"Noe er nytt: gå gjennom sjekklisten ({CHECKLIST}) om kilder, rettigheter, samtykke og personvern."
        )
    return ["## Til den som leser forslaget\n", *(f"- {remark}" for remark in found), ""] if found else []


def _changed(changes: list[Change]) -> list[str]:
    if not changes:
        return []
    lines = ["## Hva forslaget endrer\n"]
    for c in changes[:50]:
        page = address(c.path) if c.status != "D" else ""
        moved = f", het {plain(c.old)}" if c.old else ""
        lines.append(f"- {plain(c.path)} ({WRITTEN.get(c.status, 'endret')}{moved}){f' → `{page}`' if page else ''}")
    if len(changes) > 50:
        lines.append(f"- … og {len(changes) - 50} filer til")
    if addresses(changes):
        lines += [
            "",
            "Bilder av sidene og hele nettstedet ligger i «forhandsvisning» under «Artifacts» når det er bygd.",
        ]
    return [*lines, ""]


def _some(paths: list[str], most: int = 5) -> str:
    more = f" og {len(paths) - most} til" if len(paths) > most else ""
    return ", ".join(plain(p) for p in paths[:most]) + more


def plain(text: str) -> str:
    """Text that shows as it is in GitHub's Markdown: no markup, no HTML, no new row, nobody notified."""
    # An invisible sign after it: «@navn» and «#12» would otherwise notify people or lead to another case.
    return re.sub(r"(@|#)", "\\1\u2060", _escaped(text))


def copied(text: str) -> str:
    """Text that somebody will copy: no invisible signs, as code, where GitHub looks for neither names nor links."""
    return f"<code>{_escaped(text)}</code>" if text else ""


def _escaped(text: str) -> str:
    entities = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]()#+!|~^$])", r"\\\1", entities)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Skriver resultatet av kontrollen som Markdown.")
    parser.add_argument("--base", required=True, help="commiten forslaget skal sammenlignes med")
    parser.add_argument("--out", type=Path, default=Path("kontroll"), help="mappen kommentar.md skal ligge i")
    options = parser.parse_args(arguments)
    root = Path.cwd()
    try:
        changes = changed(root, options.base)
    except UnknownBaseError:
        sys.stderr.write(f"Fant ikke «{options.base}» i git. Hent hele historikken: git fetch --unshallow\n")
        return 2
    content = load(root)
    text = summary(content, judge(content, today()), changes)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "kommentar.md").write_text(text, encoding="utf-8")
    if environ.get("GITHUB_STEP_SUMMARY"):
        with Path(environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as file:
            file.write(text)
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
