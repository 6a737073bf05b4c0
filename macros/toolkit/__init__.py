"""Tools: pages, forms, bundles."""

from typing import TYPE_CHECKING

from macros.text.on_demand import on_demand

if TYPE_CHECKING:
    from macros.toolkit.forms import FormFile as FormFile
    from macros.toolkit.forms import form_docx as form_docx

__getattr__ = on_demand(
    {
        "FormFile": "macros.toolkit.forms",
        "form_docx": "macros.toolkit.forms",
    }
)
