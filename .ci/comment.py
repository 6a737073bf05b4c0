"""The comment on a pull request: short Norwegian Markdown of what the check found and what is changed.

``Report`` is what only the pull request's own checkout can tell. It comes as JSON from a run where a stranger's program
may have made it, so ``read`` believes nothing, and ``markdown`` shows every text in it as text: no markup, no HTML, no
link, nobody notified, no reference to another case. The files are GitHub's own list, judged here. Needs nothing but Python.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from changes import Change, address, addresses, kind, left_behind, not_content

MARK = "<!-- innomed: forslag -->"
"""The comment's first line: so it is found again. Nothing that is shown as text can hold it."""
MOST = 20
"""Problems in a comment. All of them stand in GitHub's summary of the run."""
MOST_FILES = 10
MOST_IN_REPORT = 500
MOST_BYTES = 1024 * 1024
"""Of a report, packed and unpacked."""
LONGEST = 1_000
"""Signs of one text."""
LIMIT = 60_000
"""Signs of a comment. GitHub takes at most 65 536."""
CHECKLIST = "docs/bidra/sjekkliste.md"
STATES = {"A": "ny", "D": "slettet", "R": "flyttet"}
NEW = {"projects": "Nytt prosjekt", "tools": "Nytt verktøy", "docs": "Ny side"}
CHANGED = {"projects": "Endret prosjekt", "tools": "Endret verktøy", "docs": "Endret side"}


@dataclass
class Told:
    """One problem: where it is, what is wrong, what to type. ``severity`` is error or warning."""

    path: str
    line: int
    code: str
    message: str
    hint: str
    severity: str


@dataclass
class Report:
    """``warnings`` are those in changed files, ``elsewhere`` counts the others. ``titles``: address -> title of the changed pages, ``drafts`` those of them that are not published, ``waiting`` the day of those that will be,
    ``kept`` addresses
    that live on although their file is gone, ``special`` the changed links, submodules and files that may be run."""

    errors: int = 0
    warnings: int = 0
    elsewhere: int = 0
    problems: list[Told] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    drafts: list[str] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    special: list[str] = field(default_factory=list)


@dataclass
class Links:
    """Addresses on GitHub, made here and never read from a report; empty when there is no such thing."""

    run: str = ""
    page: str = ""
    site: str = ""


def read(text: str) -> Report | None:
    """The report in a JSON text, with only what has the right form; None when it is no report at all."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return Report(
        errors=_number(found.get("errors")),
        warnings=_number(found.get("warnings")),
        elsewhere=_number(found.get("elsewhere")),
        problems=[_told(p) for p in _items(found.get("problems")) if isinstance(p, dict)],
        titles=_texts(found.get("titles")),
        drafts=[_text(item) for item in _items(found.get("drafts"))],
        waiting=_texts(found.get("waiting")),
        kept=[_text(item) for item in _items(found.get("kept"))],
        special=[_text(item) for item in _items(found.get("special"))],
    )


def _told(found: dict[str, Any]) -> Told:
    texts = [_text(found.get(name)) for name in ("code", "message", "hint", "severity")]
    return Told(_text(found.get("path")), _number(found.get("line")), *texts)


def _items(value: Any) -> list[Any]:
    return value[:MOST_IN_REPORT] if isinstance(value, list) else []


def _texts(value: Any) -> dict[str, str]:
    return {key: _text(text) for key, text in value.items()} if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value[:LONGEST] if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return min(value, 99_999) if isinstance(value, int) and value > 0 else 0


def markdown(report: Report | None, changes: list[Change], links: Links | None = None, most: int | None = MOST) -> str:
    """The comment. Without a report it says that the check did not get that far. ``most`` None: every problem."""
    links = links or Links()
    special = set(report.special) if report else set()
    changes = [Change(c.status, c.path, c.old, c.special or c.path in special) for c in changes]
    parts = [*_developers(changes), *_news(report, changes), *_verdict(report, changes, links, most)]
    parts += [*_readers(report, changes), *_preview(report, changes, links)]
    text = "\n".join([MARK, *parts]).rstrip() + "\n"
    if len(text) <= LIMIT:
        return text
    # Between two blocks, so that no fence is left open.
    return text[: text.rindex("\n\n", 0, LIMIT - 200)] + "\n\n… Listen er for lang til å vises her.\n"


def _developers(changes: list[Change]) -> list[str]:
    code = not_content(changes)
    if not code:
        return []
    return [f"**En utvikler må også godkjenne forslaget.** Det endrer mer enn innhold: {_some(code)}\n"]


def _news(report: Report | None, changes: list[Change]) -> list[str]:
    if not changes:
        return []
    titles = report.titles if report else {}
    lines, others, shown = [], [], set()
    new = {address(c.path) for c in changes if c.status == "A" and _is_page(c.path)}
    for c in changes:
        to = address(c.path) if c.status != "D" else ""
        if to not in titles:
            others.append(f"{code_span(c.path)} ({STATES.get(c.status, 'endret')})")
        elif to not in shown:
            shown.add(to)
            what = (NEW if to in new else CHANGED).get(c.path.split("/")[0], "Endret")
            draft = " Er et utkast og blir ikke publisert ennå." if report and to in report.drafts else ""
            if report and to in report.waiting:
                draft = f" Blir publisert {plain(report.waiting[to])}, når nettstedet bygges om natten. Er et utkast til da."
            lines.append(f"- {what}: **{plain(titles[to])}** på adressen {code_span(to)}.{draft}")
    left = len(lines) - 2 * MOST_FILES
    lines = lines[: 2 * MOST_FILES] + ([f"- … og {left} sider til"] if left > 0 else [])
    if others:
        more = f" og {len(others) - MOST_FILES} til" if len(others) > MOST_FILES else ""
        lines.append(f"- {'Andre filer' if lines else 'Filer'}: {', '.join(others[:MOST_FILES])}{more}")
    return ["## Hva er nytt\n", *lines, ""]


def _is_page(path: str) -> bool:
    """The file that makes the page, not one that lies beside it."""
    return re.fullmatch(r"(projects|tools)/([^/]+\.md|[^/]+/index\.md)|docs/(?!_data/).+\.md", path) is not None


def _verdict(report: Report | None, changes: list[Change], links: Links, most: int | None) -> list[str]:
    run = f"[kontrollen]({links.run})" if links.run else "kontrollen"
    if report is None:
        return [
            "## Kontrollen ble ikke ferdig\n",
            f"Ingen vet ennå om innholdet er riktig. Hva som skjedde, står i {run}.\n",
        ]
    errors, warnings, others = report.errors, report.warnings, report.elsewhere
    told = f"{warnings} {'advarsel' if warnings == 1 else 'advarsler'}"
    if errors:
        also = f" Det er også {told}: rett dem hvis de stemmer." if warnings else ""
        lines = [f"## {errors} feil må rettes\n", f"Forslaget kan ikke publiseres før feilene er rettet.{also}\n"]
    elif warnings:
        lines = [f"## Ingen feil, {told}\n", "Forslaget kan publiseres. Rett advarslene hvis de stemmer.\n"]
    else:
        lines = ["## Ingen feil\n", "Alt innholdet er kontrollert.\n"]
    touched = {c.path for c in changes}
    # What was there before is the business of whoever changes that file; in the whole list it has its place.
    ours = [p for p in report.problems if most is None or p.severity == "error" or p.path in touched]
    shown = sorted(ours, key=lambda p: (p.path not in touched, p.severity, p.path, p.line))[:most]
    for path in dict.fromkeys(p.path for p in shown):
        elsewhere = "" if path in touched else " (ikke endret i dette forslaget)"
        lines.append(f"{code_span(path)}{elsewhere}\n")
        lines += [_problem(p) for p in shown if p.path == path]
        lines.append("")
    if (left := errors + warnings - len(shown)) > 0:
        lines.append(f"… og {left} til. Alle står i {run}.\n")
    if others and most is not None:
        lines.append(f"Advarsler i filer som forslaget ikke endrer: {others}. De står i {run}.\n")
    return lines


def _problem(p: Told) -> str:
    mark = "Advarsel: " if p.severity == "warning" else ""
    return f"- Linje {p.line}: {mark}{plain(p.message)} {copied(p.hint)}".rstrip()


def _readers(report: Report | None, changes: list[Change]) -> list[str]:
    """Who must look, and at what: the things that no program can judge."""
    if not changes:
        return []
    living = [c.path for c in changes if c.status != "D"]
    content = [c for c in changes if kind(c.path) != "code"]
    found = ["Redaksjonen skal lese og godkjenne."] if content else []
    if pages := [p for p in living if kind(p) == "page"]:
        found.append(f"Redaksjonelle sider er endret ({_some(pages)}). De leses også av en utvikler.")
    kept = set(report.kept) if report else set()
    for gone in left_behind(changes):
        if gone not in kept:
            found.append(
                f"**Adressen {code_span(gone)} slutter å virke.** Legg {code_span(gone.strip('/').split('/')[-1])} i "
                "`redirect_from` på siden som tar over, eller bruk `status: archived`."
            )
    files = [p for p in living if kind(p) == "content" and not p.endswith((".md", ".yml", ".yaml"))]
    if files:
        found.append(f"Filer er lagt ved ({_some(files)}). Se etter navn og skjulte opplysninger i dem.")
    if any(c.status == "A" and c.path.startswith(("projects/", "tools/")) for c in changes):
        found.append(
            f"Noe er nytt: gå gjennom sjekklisten `{CHECKLIST}` om kilder, rettigheter, samtykke og personvern."
        )
    return ["## Hvem må se på det\n", *(f"- {remark}" for remark in found), ""] if found else []


def _preview(report: Report | None, changes: list[Change], links: Links) -> list[str]:
    if not addresses(changes):
        return []
    lines = ["## Slik blir det\n"]
    if links.page:
        lines.append(
            f"- [Sidene som er endret]({links.page}): én fil, som kan sendes på e-post til den som skal godkjenne"
        )
    if links.site:
        lines.append(f"- [Hele nettstedet]({links.site}), med bilder av sidene på telefon og PC")
    if links.page or links.site:
        return [*lines, "", "Lenkene virker i 14 dager, for den som er logget inn på GitHub.", ""]
    if report and report.errors:
        return [*lines, "Forhåndsvisningen blir laget når feilene er rettet.", ""]
    return [*lines, "Forhåndsvisningen ligger under «Artifacts» på siden til kjøringen når den er laget.", ""]


def _some(paths: Iterable[str], most: int = 5) -> str:
    paths = list(paths)
    more = f" og {len(paths) - most} til" if len(paths) > most else ""
    return ", ".join(code_span(p) for p in paths[:most]) + more


def plain(text: str) -> str:
    """Text in a sentence, shown as it is in GitHub's Markdown."""
    entities = _visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = re.sub(r"([\\`*_{}\[\]()#+!|~^$])", r"\\\1", entities)
    # An invisible sign breaks what GitHub makes links of: names, cases, addresses and the numbers of commits.
    return re.sub(r"([@#]|:(?=/)|www(?=\.)|GH(?=-)|[0-9a-f]{6}(?=[0-9a-f]))", "\\1\u2060", escaped, flags=re.I)


def code_span(text: str) -> str:
    """Text that may be copied: as code, where GitHub looks for nothing, and without invisible signs of ours."""
    shown = _visible(text)
    if not shown:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    space = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{space}{shown}{space}{fence}"


def copied(text: str) -> str:
    """A hint: what is to be typed is code, and lines to paste a block of their own inside a list."""
    first, *lines = (line.rstrip() for line in text.strip("\n").split("\n"))
    if not lines:
        typed = re.fullmatch(r"(Skriv[^:]*:) (.+)", first)
        if typed:
            return f"{plain(typed[1])} {code_span(typed[2])}"
        shown = plain(first)
        return code_span(first) if "\u2060" in shown else shown
    before = plain(first) if first.endswith(":") else ""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pasted = [f"  {_visible(line, keep_spaces=True)}" for line in (lines if before else [first, *lines])]
    return "\n".join([before, "", f"  {fence}", *pasted, f"  {fence}"])


def _unseen(sign: str) -> bool:
    # U+034F, the grapheme joiner, is a mark to Unicode, and the only one that nothing is seen of.
    return unicodedata.category(sign)[0] == "C" or sign == "\u034f"


def _visible(text: str, keep_spaces: bool = False) -> str:
    """One line without control, direction and invisible signs. A test holds it against ``macros/text/invisible.py``."""
    seen = "".join(" " if c.isspace() else c for c in text if c.isspace() or not _unseen(c))
    return seen if keep_spaces else " ".join(seen.split())
