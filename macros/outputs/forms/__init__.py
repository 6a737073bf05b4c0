"""The files of a tool's form: one source, many formats, in both written standards, blank and filled in."""

from __future__ import annotations

from collections.abc import Callable

from macros.model.form import FileFormat
from macros.outputs.forms.document import FormFile
from macros.outputs.forms.docx import form_docx
from macros.outputs.forms.text import form_markdown
from macros.outputs.forms.xlsx import form_xlsx

WRITERS: dict[FileFormat, Callable[[FormFile], bytes]] = {
    "docx": form_docx,
    "xlsx": form_xlsx,
    "md": form_markdown,
}


def make(file: FormFile, format: FileFormat) -> bytes:
    """``file`` as the bytes of a file in ``format``. The same input gives the same bytes."""
    return WRITERS[format](file)


__all__ = ["WRITERS", "FormFile", "form_docx", "form_markdown", "form_xlsx", "make"]
