"""A form as the bytes of a file, in each format there is."""

from __future__ import annotations

from collections.abc import Callable

from macros.content.model.form import FileFormat
from macros.toolkit.forms.document import FormFile
from macros.toolkit.forms.docx import form_docx
from macros.toolkit.forms.excel.form import form_xlsx
from macros.toolkit.forms.text import form_markdown

WRITERS: dict[FileFormat, Callable[[FormFile], bytes]] = {
    "docx": form_docx,
    "xlsx": form_xlsx,
    "md": form_markdown,
}


def make(file: FormFile, format: FileFormat) -> bytes:
    """``file`` as the bytes of a file in ``format``. The same input gives the same bytes."""
    return WRITERS[format](file)


__all__ = ["WRITERS", "make"]
