"""Opens an attachment, whatever its kind, and tells what must be known before it is published.

Fails closed: what cannot be looked into is refused. Verdicts are kept by the file's SHA-256, because every build asks.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from macros.content.attachments.finding import Finding, Look, TextPiece, UnreadableError
from macros.content.data.privacy import Sighting, sightings
from macros.content.model.data.privacy import PrivacyRules
from macros.text.personal_numbers import is_personal_number, mask_digits, masked

READERS: Mapping[str, str] = {
    ".docx": "ooxml",
    ".xlsx": "ooxml",
    ".pptx": "ooxml",
    ".odt": "opendocument",
    ".ods": "opendocument",
    ".pdf": "pdf",
    ".png": "images",
    ".jpg": "images",
    ".jpeg": "images",
    ".csv": "plain",
    ".txt": "plain",
}
"""Which module looks into a file, by its ending. Imported when used: a checkout without a PDF need not load a reader."""
CACHE = ".cache/attachments"
_SHOWN = 3
_LIBRARIES = ("pikepdf", "pypdfium2", "pillow", "defusedxml")


class Examiner:
    """Judges attachments by what ``rules`` know. Without a folder to keep verdicts in, each file is opened every time.

    The folder is never published and never under version control (a test holds that): whoever could put a verdict
    there could let a file through.
    """

    def __init__(self, rules: PrivacyRules | None = None, folder: Path | None = None) -> None:
        self.rules, self.folder = rules or PrivacyRules(), folder

    def __call__(self, content: bytes, ending: str) -> tuple[Finding, ...]:
        """What is in the file, each kind once. ``ending`` is one of READERS, in lower case."""
        if self.folder is None:
            return self._examine(content, ending)
        key = f"{_code()}{self.rules!r}{ending}{hashlib.sha256(content).hexdigest()}"
        file = self.folder / hashlib.sha256(key.encode()).hexdigest()
        try:
            kept = tuple(
                Finding(str(code), dict(facts)) for code, facts in json.loads(file.read_text(encoding="utf-8"))
            )
            os.utime(file)
            return kept
        except (OSError, ValueError, TypeError):
            findings = self._examine(content, ending)
            self.folder.mkdir(parents=True, exist_ok=True)
            # A name of its own until it is whole, so that a check beside this one never reads half a verdict.
            part = file.with_suffix(f".{os.getpid()}")
            part.write_text(json.dumps([[f.code, dict(f.facts)] for f in findings]), encoding="utf-8")
            part.replace(file)
            return findings

    def _examine(self, content: bytes, ending: str) -> tuple[Finding, ...]:
        found: dict[str, dict[str, dict[str, None]]] = {}
        seen: dict[str, dict[str, str]] = {"number": {}, "other": {}}

        def keep(finding: Finding) -> None:
            known = finding.code == "VL025" and self.rules.is_known_author(finding.facts.get("found", ""))
            for name, fact in finding.facts.items() if not known else ():
                found.setdefault(finding.code, {}).setdefault(name, {}).setdefault(fact.strip())
            if not finding.facts:
                found.setdefault(finding.code, {})

        try:
            look: Look = import_module(f"macros.content.attachments.{READERS[ending]}").look
            for thing in look(content, ending):
                if isinstance(thing, Finding):
                    keep(thing)
                    continue
                for sighting in self._sightings(thing):
                    shown = f"{sighting.shown} ({thing.where})" if thing.where else sighting.shown
                    kind = "number" if sighting.kind == "number" else "other"
                    seen[kind].setdefault(sighting.value, shown)
        except UnreadableError as error:
            keep(error.finding)
        except Exception:  # a file that makes a library fail in a way we do not know is not one to publish
            keep(Finding("VL011"))
        findings = [
            Finding(code, {name: _some(list(facts)) for name, facts in by.items()}) for code, by in found.items()
        ]
        for kind, code in (("number", "PV002"), ("other", "PV009")):
            if seen[kind]:
                findings.append(Finding(code, {"found": _some(list(seen[kind].values()))}))
        return tuple(sorted(findings, key=lambda f: f.code))

    def _sightings(self, words: TextPiece) -> list[Sighting]:
        if not words.number:
            return list(sightings(words.text, self.rules))
        # A cell that holds a number has lost its leading zero; amounts and phone numbers are not told apart there.
        digits = words.text.strip().zfill(11)
        wrong = len(words.text.strip()) < 10 or not is_personal_number(digits) or digits in self.rules.allowed_numbers
        return [] if wrong else [Sighting("number", 0, digits, mask_digits(digits))]


def _some(facts: list[str]) -> str:
    """The first few, and how many there are when there are more."""
    shown = ", ".join(masked(fact) for fact in facts[:_SHOWN])
    return shown if len(facts) <= _SHOWN else f"{shown} … ({len(facts)})"


@cache
def _code() -> str:
    """What the verdicts depend on besides the file: this code, the words it uses, and the libraries."""
    house = Path(__file__).parent.parent.parent
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    names = (
        "content/data/privacy.py",
        "content/model/data/privacy.py",
        "text/personal_numbers.py",
        "words/labels/nb/quality.yml",
    )
    for file in (*sorted(Path(__file__).parent.glob("*.py")), *(house / name for name in names)):
        digest.update(file.read_bytes())
    return digest.hexdigest()
