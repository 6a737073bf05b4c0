"""«Del en erfaring» filled in as people do it, for the tests: by python-docx, which knows nothing of our reader."""

from __future__ import annotations

import copy
import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from macros.authoring.experience.files import form_file
from macros.toolkit import form_docx
from macros.words.vocabulary import Vocabularies

Rows = Sequence[Sequence[str]]


def blank(words: Vocabularies, language: str = "nb") -> bytes:
    return form_docx(form_file(words, language, "post@eksempel.no", "https://eksempel.no/"))


def filled(data: bytes, answers: Mapping[str, str | Rows]) -> bytes:
    """``answers``: the heading of a question -> the answer; the heading of a table, with its number -> its rows. A table
    with more rows than the form has gets them as Word gives them: copies of the last."""
    document: Any = Document(io.BytesIO(data))
    left = dict(answers)
    here = ""
    for element in document.element.body:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and str(style.get(qn("w:val"))).startswith("Heading"):
            here = "".join(t.text or "" for t in element.iter(qn("w:t"))) or here
        elif element.tag == qn("w:tbl") and here in left:
            given = left.pop(here)
            rows = element.findall(qn("w:tr"))
            if isinstance(given, str):
                _write(rows[0].find(qn("w:tc")), given)
                continue
            empty = [row for row in rows[1:] if len(row.findall(qn("w:tc"))) == len(given[0])]
            empty = [row for row in empty if row.find(f".//{qn('w:pStyle')}[@{qn('w:val')}='FormCellHelp']") is None]
            while len(empty) < len(given):
                empty.append(copy.deepcopy(empty[-1]))
                empty[-2].addnext(empty[-1])
            for row, cells in zip(empty, given, strict=False):
                for cell, text in zip(row.findall(qn("w:tc")), cells, strict=True):
                    if text:
                        _write(cell, text)
    assert not left, f"the form has no {list(left)}"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _write(cell: Any, text: str) -> None:
    """Chooses in a control, or writes in it, with a line break between the lines."""
    control = cell.find(f".//{qn('w:sdt')}")
    if control is not None:
        properties = control.find(qn("w:sdtPr"))
        for prompt in properties.findall(qn("w:showingPlcHdr")):
            properties.remove(prompt)
        offered = [item.get(qn("w:displayText")) for item in properties.iter(qn("w:listItem"))]
        assert text in offered or not offered, f"«{text}» cannot be chosen: {offered}"
        run = control.find(f"{qn('w:sdtContent')}/{qn('w:r')}")
        first, *more = text.split("\n")
        words = run.find(qn("w:t"))
        words.text = first
        for line in more:
            words = copy.deepcopy(words)
            words.text = line
            run.extend([run.makeelement(qn("w:br")), words])
        return
    raise AssertionError("every cell has a control to write in")
