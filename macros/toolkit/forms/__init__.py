"""The files of a tool's form: one source, many formats, in both written standards, blank and filled in."""

from typing import TYPE_CHECKING

from macros.text.on_demand import on_demand

if TYPE_CHECKING:
    from macros.toolkit.forms.document import FormFile as FormFile
    from macros.toolkit.forms.docx import form_docx as form_docx
    from macros.toolkit.forms.writers import WRITERS as WRITERS
    from macros.toolkit.forms.writers import make as make

__getattr__ = on_demand(
    {
        "FormFile": "macros.toolkit.forms.document",
        "form_docx": "macros.toolkit.forms.docx",
        "WRITERS": "macros.toolkit.forms.writers",
        "make": "macros.toolkit.forms.writers",
    }
)
