"""«Del en erfaring» known again: the Word form somebody has filled in, and the mail whose questions are ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from macros.authoring.experience.answers import Answers
from macros.authoring.experience.questions import CONFIRMED, MAIL, PARTS, Asked, Part, asked, helped, written
from macros.authoring.importing.accounting import Told, left
from macros.authoring.importing.readers import markdown
from macros.authoring.importing.readers.blocks import Block, Heading, Paragraph, Table, Text, plain_text
from macros.text.invisible import one_line
from macros.text.markdown import inline
from macros.words.labels import WRITTEN_STANDARDS, labels
from macros.words.vocabulary import fold

_ENOUGH = 0.6
"""The part of the questions that must stand in a file before it is ours: somebody may have deleted what they did not need."""
_MAIL = re.compile(r"\S+@\S+")
_HEADER = re.compile(r"(?:Fra|Frå|From|Til|To|Kopi|Cc|Sendt|Sent|Dato|Date|Emne|Subject|Vedlegg)\s?:.*", re.IGNORECASE)
_GREETING = re.compile(r"(?:--|(?:med )?(?:vennlig|venleg|beste|god)?\s?(?:hilsen|hilsning|helsing)|mvh)\b.*|-- ?", re.IGNORECASE)  # fmt: skip


def is_experience(blocks: Iterable[Block]) -> bool:
    """Whether a document is the form, by the headings and the questions in it."""
    said = {_bare(block.text) for block in blocks if isinstance(block, Heading)}
    wanted = [name for part in PARTS for name in (f"part.{part.name}", *(q.name for q in part.questions))]
    return sum(any(_bare(text) in said for text in written(name)) for name in wanted) >= _ENOUGH * len(wanted)


def answers_in(blocks: Sequence[Block]) -> tuple[Answers, list[Told]]:
    """What was answered, the questions that were not, and the form's own words, which are told."""
    reader = _Reader()
    for block in blocks:
        if isinstance(block, Heading):
            reader.heading(block)
        elif isinstance(block, Paragraph):
            reader.text(block.text)
        else:
            reader.table(block)
    return reader.result()


class _Reader:
    """``part`` and ``question`` are where what comes next belongs."""

    def __init__(self) -> None:
        self.said: dict[str, list[Text]] = {}
        self.rows: dict[str, list[Mapping[str, Text]]] = {}
        self.beside: list[tuple[str, Text]] = []
        self.told: list[Told] = []
        self.part: Part | None = None
        self.question: Asked | None = None

    def heading(self, block: Heading) -> None:
        part = next((p for p in PARTS if _is(block.text, f"part.{p.name}")), None)
        question = next((q for p in PARTS for q in p.questions if _is(block.text, q.name)), None)
        if part:
            self.part, self.question = part, None
        elif question:
            self.question = question
        if part or question or self.printed(block.text):
            self.told.append(left("form", one_line(block.text)))
        else:  # a heading of somebody's own, in an answer
            self.text(Text(block.text, f"**{inline(one_line(block.text))}**"))

    def text(self, text: Text) -> None:
        if text.blank:
            return
        if self.printed(text.plain):
            self.told.append(left("form", one_line(text.plain)))
        elif self.question:
            self.said.setdefault(self.question.name, []).append(text)
        else:
            self.beside.append((asked(labels(), f"part.{self.part.name}") if self.part else "", text))

    def table(self, block: Table) -> None:
        width = max((len(row) for row in block.rows), default=0)
        columns = self.columns(block.rows[0]) if self.part and block.rows else {}
        if width <= 1:
            for row in block.rows:
                for cell in row:
                    self.text(cell)
        elif self.part and columns:
            self.told += [left("form", one_line(cell.plain)) for cell in block.rows[0] if not cell.blank]
            for row in block.rows[1:]:
                self.row(self.part, columns, row)
        else:
            rows = [[cell.markdown for cell in row] for row in block.rows]
            self.text(Text("\n".join(cell.plain for row in block.rows for cell in row), markdown.table(rows)))

    def columns(self, head: Sequence[Text]) -> dict[int, str]:
        """Where each column of the part stands, by its heading: somebody may have moved one, or added one."""
        known = self.part.columns if self.part else ()
        found = {n: next((c.name for c in known if _is(cell.plain, c.name)), "") for n, cell in enumerate(head)}
        return found if sum(map(bool, found.values())) * 2 > len(known) else {}

    def row(self, part: Part, columns: Mapping[int, str], row: Sequence[Text]) -> None:
        kept: dict[str, Text] = {}
        for number, cell in enumerate(row):
            if cell.blank:
                continue
            if self.printed(cell.plain) and not (part.name == "confirm" and columns.get(number) == "statement"):
                self.told.append(left("form", one_line(cell.plain)))
            elif columns.get(number):
                kept[columns[number]] = cell
            else:
                self.beside.append((asked(labels(), f"part.{part.name}"), cell))
        if kept:
            self.rows.setdefault(part.name, []).append(kept)

    def printed(self, text: str) -> bool:
        """Whether the form says this itself. The address it is sent to is the site's own, and may be any."""
        lines = [text, *text.split("\n")]
        return _masked(lines[0]) in _printed() or all(_masked(line) in _printed() for line in lines[1:])

    def result(self) -> tuple[Answers, list[Told]]:
        said = {
            name: Text("\n".join(t.plain for t in texts), "\n\n".join(t.markdown for t in texts))
            for name, texts in self.said.items()
        }
        for part in PARTS:
            missing = [q.name for q in part.questions if q.name not in said]
            if part.columns and part.name not in self.rows:
                missing.append(f"part.{part.name}")
            self.told += [left("unanswered", asked(labels(), name)) for name in missing]
        return Answers(said, self.rows, self.beside), self.told


def is_mail(text: str) -> bool:
    """Whether a text has the questions of the mail in it."""
    lines = _unquoted(text)
    found = sum(any(_question(lines, n, name) for n in range(len(lines))) for name, _ in MAIL)
    return found >= _ENOUGH * len(MAIL)


def answers_in_mail(text: str) -> tuple[Answers, list[Told]]:
    """What stands under each question. What stands above the first and below the last is told: it is who wrote it."""
    lines, said, told = _unquoted(text), dict[str, list[str]](), list[Told]()
    here, over, number = "", False, 0
    ends = [
        fold(text) for t in map(labels, WRITTEN_STANDARDS) for text in (asked(t, "mail.end"), t("mail.no_patients"))
    ]
    leads = [fold(asked(labels(language), "mail.lead")) for language in WRITTEN_STANDARDS]
    while number < len(lines):
        line = lines[number]
        number += 1
        found = next(
            ((to, q) for name, to in MAIL if to not in said and (q := _question(lines, number - 1, name))), None
        )
        if found:
            here, (used, rest) = found[0], found[1]
            told.append(left("form", one_line(" ".join(lines[number - 1 : number - 1 + used]).removesuffix(rest))))
            said[here] = [rest] if rest else []
            number += used - 1
        elif (used := _printed_lines(lines, number - 1, [*ends, *leads])) > 0:
            told.append(left("form", one_line(" ".join(lines[number - 1 : number - 1 + used]))))
            over = over or bool(here)
            number += used - 1
        elif not line.strip():
            said.get(here, []).append("")
        elif over or not here or _GREETING.fullmatch(line.strip()):
            told.append(left("sender" if over or here or _HEADER.fullmatch(line.strip()) else "around", one_line(line)))
            over = over or bool(here)
        else:
            said[here].append(line.strip())
    answers = {to: "\n".join(text).strip() for to, text in said.items()}
    told += [left("unanswered", asked(labels(), name)) for name, to in MAIL if not answers.get(to)]
    return Answers({to: plain_text(text) for to, text in answers.items() if text}), told


def _question(lines: Sequence[str], number: int, name: str) -> tuple[int, str] | None:
    """How many lines the question takes from here (programs break them), and what stands behind it on the last."""
    for used in (1, 2, 3):
        line = _bare(" ".join(lines[number : number + used]))
        for text in written(name):
            question = _bare(text)
            if line == question:
                return used, ""
            if used == 1 and line.startswith(question + " "):
                sign = lines[number].find("?", len(text) - 3)
                return used, lines[number][sign + 1 :].strip(" *") if sign >= 0 else ""
        if not lines[number].strip():
            break
    return None


def _printed_lines(lines: Sequence[str], number: int, texts: Sequence[str]) -> int:
    return next((u for u in (1, 2, 3) if fold(" ".join(lines[number : number + u]).strip()) in texts), 0)


def _unquoted(text: str) -> list[str]:
    """The lines, without the signs that answers to a mail begin with."""
    return [re.sub(r"^(?:[>|]\s?)+", "", line).strip("\ufeff\u200b*_ ") for line in text.splitlines()]


def _is(text: str, name: str) -> bool:
    return _bare(text) in {_bare(word) for word in written(name)}


@cache
def _bare(text: str) -> str:
    """``3. Hva var utfordringen?`` without its number, as texts are compared."""
    return fold(re.sub(r"^\s*\d{1,2}[.)]\s*", "", text).rstrip("?:* "))


def _masked(text: str) -> str:
    return fold(_MAIL.sub("0", text))


@cache
def _printed() -> frozenset[str]:
    """All that the form says itself, choices aside: what somebody chose is an answer."""
    found = []
    for t in map(labels, WRITTEN_STANDARDS):
        names = [f"part.{part.name}" for part in PARTS]
        names += [one.name for part in PARTS for one in (*part.questions, *part.columns)]
        names += [f"confirm.{name}" for name in CONFIRMED]
        found += [text for name in names for text in (asked(t, name), helped(t, name)) if text]
        found += [
            asked(t, "form"),
            t("experience.intro", mailbox="0@0"),
            *map(t, ("form.choose", "form.choose_date", "form.write")),
        ]
    return frozenset(map(_masked, found))
