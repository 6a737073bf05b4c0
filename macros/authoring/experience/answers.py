"""What somebody answered in «Del en erfaring» -> a draft. Pure.

What is beyond doubt becomes a field or a part of the text; the rest stands under its question, for the editors to place.
Whoever sent it, and a telephone or an address of a person anywhere in it, is told and never written: what is in a draft is
in the history for ever (shared contract: a contact is a role and a shared mailbox, or has a dated consent).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from macros.authoring.draft import Draft
from macros.authoring.experience.questions import CONFIRMED, asked, written
from macros.authoring.importing.accounting import Told, left, understood
from macros.authoring.importing.names import SECTIONS
from macros.authoring.importing.persons import nobodys, person_in
from macros.authoring.importing.readers.blocks import Text, plain_text
from macros.authoring.importing.values import iso_date, refused, several, shown, value_of
from macros.content.data.privacy import sightings
from macros.content.model.benefit import new_id
from macros.content.model.data.privacy import PrivacyRules
from macros.text.contact_details import mail_addresses
from macros.text.invisible import one_line
from macros.words.labels import labels
from macros.words.vocabulary import Vocabularies, fold

_URL = re.compile(r"https?://[^\s<>()\"«»]+[^\s<>()\"«».,;:!?]")
_NEW_WORDS = ("owner", "partners", "round")
"""Fields that may hold a word no list has: the check says so, and ``--new-words`` puts it there."""


@dataclass(frozen=True)
class Answers:
    """``said``: name of a question (``questions.PARTS``, or what a question of the mail is for) -> the answer. ``rows``: name
    of a part -> its rows, each column -> cell, nothing blank. ``beside``: what was written anywhere else, by the heading above."""

    said: Mapping[str, Text] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Mapping[str, Text]]] = field(default_factory=dict)
    beside: Sequence[tuple[str, Text]] = ()


def draft_of(
    answers: Answers, words: Vocabularies, rules: PrivacyRules, origin: str, name: str
) -> tuple[Draft, list[Told]]:
    """The draft, and all that does not stand in it as it was answered. ``origin``: what the source is called when the
    answers are the source; ``name``: the file's name. ``rules``: whose addresses are nobody's own."""
    writer = _Writer(words, rules)
    writer.questions(answers.said)
    for part, rows in answers.rows.items():
        writer.part(part, rows)
    for label, text in answers.beside:
        writer.place(label, text)
    fields = writer.judged()
    if fields or writer.sections or writer.rest:
        fields["source"] = [*fields.get("source", ()), {"title": origin}]
    return Draft(fields, writer.sections, writer.rest, name), writer.told


@dataclass
class _Writer:
    words: Vocabularies
    rules: PrivacyRules
    fields: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    rest: list[tuple[str, str]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def questions(self, said: Mapping[str, Text]) -> None:
        """The questions of the form, and those that only the mail has."""
        for name, text in said.items():
            label = _label(name)
            if name == "sender":
                self.told.append(left("sender", one_line(text.plain)))
            elif name in ("title", "summary"):
                self.put(name, one_line(text.plain).strip("«»\"'"), label, text)
            elif name in SECTIONS:
                if kept := self.nobodys(text):
                    self.sections[name] = kept
            elif name in ("owner", "partners"):
                found = several(text.plain.strip(" \n."), self.words["organisations"])
                if found:
                    self.put(name, found, label, text)
                else:
                    self.place(label, text)
            elif name == "sources":
                self.sources([self.said_source(line) for line in text.plain.split("\n") if line.strip()])
            elif name == "contact":
                self.said_contact(text)
            else:
                self.place(label, text)

    def part(self, name: str, rows: Sequence[Mapping[str, Text]]) -> None:
        """A table of the form."""
        plain = [{column: one_line(cell.plain) for column, cell in row.items()} for row in rows]
        if name == "who":
            self.organisations(plain)
        elif name == "where":
            self.listed("municipalities", "municipality", plain)
            self.listed("region", "region", plain)
        elif name == "about":
            self.listed("patient_groups", "patient_group", plain)
            self.listed("themes", "theme", plain)
        elif name == "guidance":
            self.guidance(plain)
        elif name == "benefits":
            self.benefits(plain)
        elif name == "sources":
            self.sources(plain)
        elif name == "contact":
            for row in plain:
                self.contact(row)
        elif name == "confirm":
            self.confirmed(plain)

    def organisations(self, rows: Sequence[Mapping[str, str]]) -> None:
        known = self.words["organisations"]
        for row in rows:
            name, role = row.get("organisation", ""), row.get("role_in_project", "")
            field_ = next((f for c, f in (("owner", "owner"), ("partner", "partners")) if _is(role, f"choice.{c}")), "")
            if name and field_:
                self.fields.setdefault(field_, []).append(key := known.resolve(name) or name)
                self.told.append(understood(_label(field_), name, f"{field_}: {key}"))
            else:  # who it is in the project is not for us to guess
                self.unplaced("who", row)

    def listed(self, field_: str, column: str, rows: Sequence[Mapping[str, str]]) -> None:
        """A list of words, one on each row."""
        for text in (row[column] for row in rows if column in row):
            value, sure = value_of(field_, text, self.words)
            if sure:
                there = self.fields.setdefault(field_, [])
                there += [key for key in (value if isinstance(value, list) else [value]) if key not in there]
                self.told.append(understood(_label(column), text, f"{field_}: {shown(value)}"))
            else:
                self.place(_label(column), plain_text(text))

    def guidance(self, rows: Sequence[Mapping[str, str]]) -> None:
        for row in rows:
            for column, field_ in (("hours", "hours"), ("phase_start", "phase.start"), ("phase_end", "phase.end")):
                if column not in row:
                    continue
                value, sure = value_of(field_, row[column], self.words)
                outer, _, inner = field_.partition(".")
                there = self.fields.setdefault(outer, {}) if inner else self.fields
                if sure and (inner or outer) not in there:
                    there[inner or outer] = value
                    self.told.append(understood(_label(column), row[column], f"{field_}: {shown(value)}"))
                else:  # hours on two rows: nobody but the sender knows if the one is part of the other
                    self.place(_label(column), plain_text(row[column]))
            if name := row.get("round"):
                self.fields.setdefault("round", []).append(self.words["rounds"].resolve(name) or name)
                self.told.append(understood(_label("round"), name, f"round: {self.fields['round'][-1]}"))
        if isinstance(phase := self.fields.get("phase"), dict):
            self.fields["phase"] = {end: phase.get(end, "ukjent") for end in ("start", "end")} if phase else ""

    def benefits(self, rows: Sequence[Mapping[str, str]]) -> None:
        """What is expected, which is the only status that a form can give: a measurement needs a source of its own."""
        there = self.fields.setdefault("benefits", [])
        for row in rows:
            kind = self.words["benefit_types"].resolve(row.get("benefit_type", ""))
            recipient = self.words["benefit_recipients"].resolve(row.get("recipient", ""))
            one: dict[str, Any] = {
                "id": new_id([b["id"] for b in there]),
                "type": kind,
                "description": row.get("benefit"),
            }
            one |= {"recipient": [recipient], "status": "forventet"} if recipient else {"status": "forventet"}
            doubtful = not kind or ("recipient" in row and not recipient) or refused({"benefits": [one]}, self.words)
            if doubtful:
                self.unplaced("benefits", row)
            else:
                there.append(one)
                self.told.append(understood(_label("benefit"), _row(row), f"benefits: {shown(one)}"))

    def said_source(self, line: str) -> dict[str, str]:
        """«Sluttrapporten: https://…» as a row of the form."""
        found = _URL.search(line)
        title = one_line(line.replace(found[0], "") if found else line).strip(" :,;.–-<>()")
        return {key: value for key, value in (("source", title), ("source_url", found[0] if found else "")) if value}

    def sources(self, rows: Sequence[Mapping[str, str]]) -> None:
        for row in rows:
            url, when = row.get("source_url", ""), row.get("source_as_of", "")
            one = {
                "title": row.get("source") or urlsplit(url).netloc,
                "section": row.get("source_section"), "url": url, "as_of": iso_date(when) if when else "",
            }  # fmt: skip
            one = {key: value for key, value in one.items() if value}
            doubtful = _personal(_row(row), self.rules)
            if doubtful or (when and "as_of" not in one) or refused({"source": [one]}, self.words):
                self.unplaced("sources", row)
            else:
                self.fields.setdefault("source", []).append(one)
                self.told.append(understood(_label("source"), _row(row), f"source: {shown(one)}"))

    def said_contact(self, text: Text) -> None:
        """«Prosjektleder, postmottak@…» as a row of the form."""
        plain = one_line(text.plain)
        address = next((address for _, address in mail_addresses(plain)), "")
        role = plain.replace(address, "").strip(" :,;.–-<>()") if address else plain
        self.contact({key: value for key, value in (("contact_role", role), ("contact_email", address)) if value})

    def contact(self, row: Mapping[str, str]) -> None:
        """A role, and its address when it is shared or the person has agreed on a day that is given."""
        agreed = iso_date(row.get("contact_agreed", "")) or ""
        role, email = row.get("contact_role", ""), row.get("contact_email", "")
        said = {"role": role, "organisation": row.get("contact_organisation"), "email": email}
        one = {key: value for key, value in said.items() if value}
        if len(agreed) == len("2026-11-30"):
            one["consent_date"] = agreed
        elif _personal(" ".join(one.values()), self.rules) or person_in(role, nobodys(self.words), strict=False):
            self.told.append(left("person", _row(row)))
            return
        if "contact" in self.fields or not role or refused({"contact": one}, self.words):
            self.unplaced("contact", row)
        else:
            self.fields["contact"] = one
            self.told.append(understood(_label("part.contact"), _row(row), f"contact: {shown(one)}"))

    def confirmed(self, rows: Sequence[Mapping[str, str]]) -> None:
        """What whoever sent it says is right; what is not confirmed must be asked about."""
        missing = dict.fromkeys(CONFIRMED)
        for row in rows:
            name = next((n for n in missing if _is(row.get("statement", ""), f"confirm.{n}")), None)
            if name is None:
                self.unplaced("confirm", row)
                continue
            del missing[name]
            stands = _is(row.get("stands", ""), "choice.yes")
            self.told.append(left("confirmed" if stands else "unconfirmed", _row(row)))
        self.told += [left("unconfirmed", asked(labels(), f"confirm.{name}")) for name in missing]

    def put(self, name: str, value: Any, label: str, text: Text) -> None:
        """A field; in the text where the validator does not accept it."""
        if _personal(text.plain, self.rules) or refused({name: value}, self.words):
            self.place(label, text)
        else:
            self.fields[name] = value
            self.told.append(understood(label, one_line(text.plain), f"{name}: {shown(value)}"))

    def unplaced(self, part: str, row: Mapping[str, str]) -> None:
        """A row that makes no value, as a point under the part's heading."""
        self.place(_label(f"part.{part}"), plain_text("\n".join(f"{_label(c)}: {text}" for c, text in row.items())))

    def place(self, label: str, text: Text) -> None:
        """Text that has no place of its own."""
        if kept := self.nobodys(text):
            self.rest.append((label, kept))

    def nobodys(self, text: Text) -> str:
        """The Markdown without the lines that have a person's telephone or address, which are told."""
        kept = []
        for line in text.markdown.split("\n"):
            if _personal(line, self.rules):
                self.told.append(left("person", one_line(line)))
            else:
                kept.append(line)
        return "\n".join(kept).strip("\n")

    def judged(self) -> dict[str, Any]:
        """The fields, without what the validator does not accept of them together (a phase that goes backwards)."""
        fields = {name: value for name, value in self.fields.items() if value}
        for name in refused(fields, self.words):
            if name not in _NEW_WORDS:
                self.rest.append((_label(name), plain_text(shown(fields.pop(name))).markdown))
        return fields


def _personal(text: str, rules: PrivacyRules) -> bool:
    """Whether a person's telephone or address stands in ``text``. (A number that must not be anywhere is left to whoever
    stops the whole import for it.)"""
    return any(seen.kind in ("phone", "address") for seen in sightings(text, rules))


def _label(name: str) -> str:
    """What a question, a column or a field is called in the draft."""
    entries = labels().entries
    mail = f"mail.{name.removesuffix('s') if name == 'sources' else name}"
    known = next((k for k in (f"experience.{name}", f"experience.{mail}", f"admin.field.{name}") if k in entries), "")
    return labels()(known) if known else name


def _is(text: str, name: str) -> bool:
    return fold(text) in {fold(word) for word in written(name)}


def _row(row: Mapping[str, str]) -> str:
    return " | ".join(row.values())
