"""Opens an attachment, whatever its kind, and tells what must be known before it is published.

Fails closed: what cannot be looked into is refused. Verdicts are kept by the file's SHA-256, because every build asks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path

from macros.content.attachments.finding import Finding, Look, TextPiece, UnreadableError
from macros.content.data.privacy import Sighting, sightings
from macros.content.files.kept import read_kept, write_kept
from macros.content.kept.source import ROOMS, of_code
from macros.content.markdown.recognisable import signs
from macros.content.model.data.privacy import PrivacyRules
from macros.text.personal_numbers import is_personal_number, mask_digits
from macros.text.possible_numbers import masked

READERS: Mapping[str, str] = {
    ".docx": "office.ooxml",
    ".xlsx": "office.ooxml",
    ".pptx": "office.ooxml",
    ".odt": "office.opendocument",
    ".ods": "office.opendocument",
    ".pdf": "pdf",
    ".png": "images",
    ".jpg": "images",
    ".jpeg": "images",
    ".gif": "images",
    ".webp": "images",
    ".csv": "plain",
    ".txt": "plain",
}
"""Which module looks into a file, by its ending. Imported when used: a checkout without a PDF need not load a reader."""
CACHE = ".cache/attachments"
_SHOWN = 3


class Examiner:
    """Judges attachments by what ``rules`` know, and by the names of ``places`` (municipalities). Without a folder to keep verdicts in, each file is opened every time.

    The folder is never published and never under version control (a test holds that): whoever could put a verdict
    there could let a file through.
    """

    def __init__(
        self, rules: PrivacyRules | None = None, folder: Path | None = None, places: tuple[str, ...] = ()
    ) -> None:
        self.rules, self.folder, self.places = rules or PrivacyRules(), folder, places

    @cached_property  # few write-ups have a file
    def _known(self) -> str:
        return hashlib.sha256(f"{self.rules!r}{self.places!r}".encode()).hexdigest()

    def __call__(self, content: bytes, ending: str) -> tuple[Finding, ...]:
        """What is in the file, each kind once. ``ending`` is one of READERS, in lower case."""
        if self.folder is None:
            return self._examine(content, ending)
        key = f"{of_code(*ROOMS)}{self._known}{ending}{hashlib.sha256(content).hexdigest()}"
        file = self.folder / hashlib.sha256(key.encode()).hexdigest()
        kept = read_kept(file)
        if kept is not None:
            return tuple(Finding(str(code), dict(facts)) for code, facts in json.loads(kept))
        findings = self._examine(content, ending)
        write_kept(file, json.dumps([[f.code, dict(f.facts)] for f in findings]).encode())
        return findings

    def _examine(self, content: bytes, ending: str) -> tuple[Finding, ...]:
        found: dict[str, dict[str, dict[str, None]]] = {}
        seen: dict[str, dict[str, str]] = {"number": {}, "maybe": {}, "other": {}, "patient": {}}

        def keep(finding: Finding) -> None:
            known = finding.code == "VL025" and self.rules.is_known_author(finding.facts.get("found", ""))
            for name, fact in finding.facts.items() if not known else ():
                found.setdefault(finding.code, {}).setdefault(name, {}).setdefault(fact.strip())
            if not finding.facts:
                found.setdefault(finding.code, {})

        try:
            reader: Look = import_module(f"macros.content.attachments.{READERS[ending]}").findings
            for thing in reader(content, ending):
                if isinstance(thing, Finding):
                    keep(thing)
                    continue
                where = f" ({thing.where})" if thing.where else ""
                for sign in signs(thing.text, self.places) if _is_read(thing) else ():
                    words = f"«{sign.words}»" + (f", {sign.place}" if sign.place else "")
                    seen["patient"].setdefault(sign.words, words + where)
                for sighting in self._sightings(thing):
                    shown = f"{sighting.shown}{where}"
                    kind = sighting.kind if sighting.kind in seen else "other"
                    seen[kind].setdefault(sighting.value, shown)
        except UnreadableError as error:
            keep(error.finding)
        except Exception:  # a file that makes a library fail in a way we do not know is not one to publish
            keep(Finding("VL011"))
        findings = [
            Finding(code, {name: _some(list(facts)) for name, facts in by.items()}) for code, by in found.items()
        ]
        for certain in seen["number"]:
            seen["maybe"].pop(certain, None)
        for kind, code in (("number", "PV002"), ("maybe", "PV012"), ("other", "PV009"), ("patient", "PV017")):
            if seen[kind]:
                findings.append(Finding(code, {"found": _some(list(seen[kind].values()))}))
        return tuple(sorted(findings, key=lambda f: f.code))

    def _sightings(self, words: TextPiece) -> Iterator[Sighting]:
        if words.number:
            # A cell that holds a number has lost its leading zero; amounts and phone numbers are not told apart there.
            typed = words.text.strip()
            digits = typed.zfill(11)
            if len(typed) >= 10 and is_personal_number(digits) and digits not in self.rules.allowed_numbers:
                yield Sighting("number" if typed == digits else "maybe", 0, digits, mask_digits(digits))
            return
        for sighting in sightings(words.text, self.rules):
            if sighting.kind == "number" and not words.certain:
                yield Sighting("maybe", sighting.start, sighting.value, sighting.shown)
            elif sighting.kind == "number" or _is_read(words):
                yield sighting


def _is_read(words: TextPiece) -> bool:
    """Whether somebody wrote it, to be read."""
    return words.written and words.certain and not words.number


def _some(facts: list[str]) -> str:
    """The first few, and how many there are when there are more."""
    shown = ", ".join(masked(fact) for fact in facts[:_SHOWN])
    return shown if len(facts) <= _SHOWN else f"{shown} … ({len(facts)})"
