"""An issue made with «Meld inn et prosjekt» -> a draft and the text of its pull request. Reads only; writes a folder.

    GITHUB_EVENT_PATH=event.json .venv/bin/python .ci/issue_draft.py --out FOLDER

The issue is read from GitHub's event file and never from a command line: its text is a stranger's. FOLDER gets
``sti`` (where the draft belongs), ``utkast.md``, ``tittel``, ``nummer`` and ``forslag.md``, and ``ord-rounds.yml`` and
``ord-organisations.yml`` where somebody wrote what no list has: the lists with it. ``propose`` sends them in.
With a personal number in the issue FOLDER gets ``nummer`` and ``stopp.md`` alone: what to answer there.
Leaves with 1 when the issue was not made with the form, with 2 when there is no issue to read, and with 3 when the text
was too long, or took too much time or memory to read: it is read in a process of its own with limits, and then nothing is
written.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from os import environ
from pathlib import Path

import yaml
from comment import copied, plain

from macros.authoring.issue_form import IssueDraft, draft_from_issue
from macros.authoring.word_lists import list_path, lists_with
from macros.content.data.privacy import not_to_be_written
from macros.content.load import load
from macros.content.model.fields.limits import BODY
from macros.site.checks import check
from macros.words.problems import Problem

FORM = ".github/ISSUE_TEMPLATE/nytt-prosjekt.yml"
NEW_WORDS = "Den som meldte inn, skrev dette. Det står ikke i ordlistene fra før, og er lagt til som et forslag."
INSIDE = "--inside"
SECONDS = 120
"""To read one issue and the whole content beside it; some ten are used."""
MEMORY = 4 * 1024**3
ASK = {
    "rounds": "Se at runden finnes, og skriv fristen (`deadline`) hvis den er kjent.",
    "organisations": "Se at virksomheten finnes, at navnet og typen (`kind`) er riktige, og skriv `region`.",
}

STOPPED = """Det ser ut til å stå et **fødselsnummer eller D-nummer** i denne saken. Derfor er det ikke laget noe utkast, og ingenting er lagret. Saken er åpen for alle, så dette haster:

1. Rediger saken (`…` → Edit), slett nummeret og lagre.
2. Slett den forrige versjonen også: velg «edited» øverst i saken, velg versjonen, og «Delete revision from history».
3. Får du det ikke til, be en administrator slette hele saken. **Ikke gjenta nummeret** i et svar.
4. Når nummeret er borte, setter redaksjonen merkelappen `lag utkast` på saken. Da blir utkastet laget.

Er tallet noe annet enn et fødselsnummer, skriv hva det er foran det, for eksempel «kontonummer», eller si fra til redaksjonen.
"""
"""What is answered in an issue that has a personal number: how to get it away, and how to go on."""


def judged(root: Path, draft: IssueDraft, lists: Mapping[str, bytes]) -> list[Problem]:
    """What the validator says of the draft and its new words, beside everything else in the checkout."""
    with tempfile.TemporaryDirectory(prefix="utkast-") as temporary:
        copy = Path(temporary)
        for folder in ("projects", "tools", "docs"):
            shutil.copytree(root / folder, copy / folder)
        shutil.copy(root / "mkdocs.yml", copy)
        (copy / draft.path).write_text(draft.text, encoding="utf-8", newline="\n")
        for path, content in lists.items():
            (copy / path).write_bytes(content)
        return [p for p in check(load(copy)) if p.path == draft.path or p.path in lists]


def proposal(draft: IssueDraft, problems: list[Problem], number: int) -> str:
    """The text of the pull request."""
    errors = sum(p.severity == "error" for p in problems)
    lines = [
        f"Utkastet er laget av svarene i #{number}. Filen er `{draft.path}`.",
        "",
        "Utkastet har `status: draft` og blir ikke publisert før en redaktør har satt det til `published`.",
        "",
        f"## {'Dette må rettes' if errors else 'Kontrollen fant ingen feil'}",
        "",
    ]
    for p in sorted(problems, key=lambda p: (p.severity, p.line)):
        mark = "Advarsel: " if p.severity == "warning" else ""
        where = f"Linje {p.line}" if p.path == draft.path else f"`{p.path}`, linje {p.line}"
        lines.append(f"- {where}: {mark}{plain(p.message)} {copied(p.hint)}".rstrip())
    if problems:
        lines.append("")
    notes = [f"**Ikke bekreftet:** {plain(label)}" for label in draft.unconfirmed]
    notes += [
        f"Spørsmålet «{plain(label)}» står to ganger i saken. Se at svarene er riktige." for label in draft.repeated
    ]
    if draft.leftover:
        notes.append("Saken har tekst over det første spørsmålet. Den er ikke med i utkastet. Les den i saken.")
    if notes:
        lines += ["## Se etter", "", *(f"- {note}" for note in notes), ""]
    if draft.words:
        lines += ["## Nye ord i ordlistene", "", NEW_WORDS, ""]
        lines += [f"- [ ] **{plain(w.name)}** i `{list_path(w)}`: {ASK[w.vocabulary]}" for w in draft.words]
        lines.append("")
    lines += [
        "## Før det publiseres",
        "",
        "- [ ] Redaksjonen har snakket med den som meldte inn",
        "- [ ] Sjekklisten er gått gjennom: kilder, rettigheter, samtykke og personvern (`docs/bidra/sjekkliste.md`)",
        "- [ ] Pasientgruppe, tiltaksområde og gevinster er satt",
        "- [ ] `status` er `published`, og `published` og `verified` har en dato",
        "",
        f"Closes #{number}",
    ]
    return "\n".join(lines) + "\n"


def limited(arguments: list[str]) -> int:
    """Reads the issue in a process that may not use more time or memory than any honest issue needs."""
    command = [sys.executable, __file__, INSIDE, *arguments]
    try:
        done = subprocess.run(command, check=False, timeout=SECONDS, preexec_fn=_confined, stderr=subprocess.PIPE)  # noqa: S603
        code, said = done.returncode, done.stderr.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        code, said = -1, ""
    if code in (0, 1, 2, 3) and "Traceback" not in said:
        sys.stderr.write(said)
        return code
    why = f" ({said.strip().splitlines()[-1][:200]})" if said.strip() else ""
    sys.stderr.write(
        f"Saken brukte for mye tid eller minne på å bli lest{why}. Les den for hånd. Ingenting er skrevet.\n"
    )
    return 3


def _confined() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Lager et utkast av en sak fra skjemaet «Meld inn et prosjekt».")
    parser.add_argument("--out", type=Path, default=Path("utkast"), help="mappen resultatet skal ligge i")
    options = parser.parse_args(arguments)
    try:
        issue = json.loads(Path(environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))["issue"]
        number, body = int(issue["number"]), str(issue["body"] or "")
    except (KeyError, OSError, ValueError, TypeError):
        sys.stderr.write("Fant ingen sak å lese. GITHUB_EVENT_PATH skal vise til en fil med en sak.\n")
        return 2
    if len(body) > BODY:
        sys.stderr.write(f"Sak {number} er på {len(body)} tegn, og grensen er {BODY}. Ingenting er gjort.\n")
        return 3
    root = Path.cwd()
    content = load(root)
    taken = {slug for r in content.projects for slug in (r.slug, *r.data.redirect_from)}
    taken |= {f.stem if f.suffix else f.name for f in (root / "projects").iterdir()}
    form = yaml.safe_load((root / FORM).read_text(encoding="utf-8"))
    draft = draft_from_issue(body, form, content.vocabularies, taken)
    if not draft.answered:
        sys.stderr.write(f"Sak {number} er ikke laget med skjemaet. Ingenting er gjort.\n")
        return 1
    lists, _ = lists_with(root, draft.words)
    said = {draft.title or f"sak {number}": "\n".join((body, draft.text, *(b.decode() for b in lists.values())))}
    if list(not_to_be_written(said, f"sak {number}", content.privacy)):
        # Nothing of the text is written, not even here: what is kept as an artifact can be fetched by others.
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "nummer").write_text(str(number), encoding="utf-8")
        (options.out / "stopp.md").write_text(STOPPED, encoding="utf-8", newline="\n")
        sys.stdout.write(f"Sak {number} ser ut til å ha et fødselsnummer i seg. Ingenting er laget av den.\n")
        return 0
    problems = judged(root, draft, lists)
    options.out.mkdir(parents=True, exist_ok=True)
    files = {
        "sti": draft.path,
        "utkast.md": draft.text,
        "tittel": f"Nytt prosjekt: {draft.title or 'uten navn'}"[:120],
        "nummer": str(number),
        "forslag.md": proposal(draft, problems, number),
    }
    for path, content in lists.items():
        (options.out / f"ord-{Path(path).name}").write_bytes(content)
    for name, text in files.items():
        (options.out / name).write_text(text, encoding="utf-8", newline="\n", errors="replace")
    sys.stdout.write(f"{draft.path}: {sum(p.severity == 'error' for p in problems)} feil i utkastet.\n")
    return 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(given[1:]) if given[:1] == [INSIDE] else limited(given))
