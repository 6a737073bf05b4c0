"""A file of any kind we read, opened once: its blocks or its sheets. The only place that chooses a reader by the ending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from macros.authoring.importing.accounting import Told
from macros.authoring.importing.readers.blocks import Block, from_sheets
from macros.authoring.importing.readers.container import check_size
from macros.authoring.importing.readers.front import Front, front_of
from macros.authoring.importing.readers.sheets import Sheet, decoded, read_csv, read_xlsx, workbook_property
from macros.authoring.importing.readers.text import from_markdown, from_text
from macros.authoring.importing.readers.word import Read, read_docx
from macros.authoring.importing.recognising.candidates import Candidate
from macros.authoring.importing.recognising.forms import KnownForm, form_in
from macros.content.files.unexpected import IMPORTED, IMPORTED_DOCUMENTS, MAIL
from macros.content.model.data.privacy import PrivacyRules
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import Vocabularies

SHEETS = (".xlsx", ".csv")


@dataclass(frozen=True)
class Reading:
    """What a file says. With a problem that is an error nothing from it should be written. ``kind``: what it was read
    as (``kinds.KINDS``); ``told``: every word that does not stand in a draft as it stood in the file."""

    found: list[Candidate]
    problems: list[Problem]
    kind: str = ""
    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """A file and what is asked of it. ``path`` names it in messages; its ending decides the reader. ``keep_unknown``:
    columns that nobody knows go to the text. ``title``: what the document is called, when it is a source. ``forms``: our
    own forms. ``beside``: the files in the same folder, by name. ``privacy``: which addresses are nobody's own."""

    data: bytes
    path: str
    words: Vocabularies
    keep_unknown: bool = False
    title: str = ""
    forms: tuple[KnownForm, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)
    privacy: PrivacyRules = field(default_factory=PrivacyRules)

    @property
    def ending(self) -> str:
        """``.xlsx`` of ``Liste.XLSX``; empty when there is none."""
        return f".{self.name.rpartition('.')[2].lower()}" if "." in self.name else ""

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return self.path.rpartition("/")[2]

    @cached_property
    def _sheets(self) -> tuple[list[Sheet], list[Problem]]:
        if self.ending not in SHEETS:
            return [], []
        return (read_xlsx if self.ending == ".xlsx" else read_csv)(self.data, self.path)

    @cached_property
    def text(self) -> str | None:
        """The text of a file that is text; None for one that is not."""
        found = None if check_size(self.data, self.path) else decoded(self.data)
        return None if found is None else found.replace("\r\n", "\n")

    @cached_property
    def front(self) -> Front | None:
        """What stands above a Markdown text, between ``---`` or ``+++``; None when nothing does."""
        return front_of(self.text, self.path, self.words) if self.ending == ".md" and self.text else None

    @cached_property
    def _document(self) -> tuple[Read, list[Problem]]:
        if self.ending == MAIL:
            too_big = check_size(self.data, self.path)
            return Read(), [too_big] if too_big else []
        if self.ending not in IMPORTED_DOCUMENTS:
            return Read(list(from_sheets(self.sheets))), self._sheets[1]
        if self.ending == ".docx":
            return read_docx(self.data, self.path)
        if too_big := check_size(self.data, self.path):
            return Read(), [too_big]
        if self.text is None:
            return Read(), [problem("IM007", self.path, Place())]
        if self.ending == ".txt":
            return Read(from_text(self.text)), []
        return Read(from_markdown(self.front.body if self.front else self.text)), []

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets of a workbook or a table; none for a document."""
        return self._sheets[0]

    def said_of_itself(self, name: str) -> str:
        """What a workbook says of itself under ``name``; empty when it says nothing."""
        return workbook_property(self.data, name) if self.ending == ".xlsx" else ""

    @property
    def document(self) -> Read:
        """The blocks of a document, or of a workbook that is a form."""
        return self._document[0]

    @property
    def blocks(self) -> list[Block]:
        """The document's blocks in reading order."""
        return self.document.blocks

    @property
    def problems(self) -> list[Problem]:
        """Why the file could not be opened, and what in it was not read."""
        if self.ending not in IMPORTED:
            return [problem("IM026", self.path, Place(), value=self.ending or self.path)]
        return self._document[1] if self.ending in (MAIL, *IMPORTED_DOCUMENTS) else self._sheets[1]

    @cached_property
    def form(self) -> KnownForm | None:
        """The form of ours that somebody has filled in here."""
        return form_in(self.blocks, self.forms)
