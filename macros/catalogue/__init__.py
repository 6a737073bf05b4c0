"""Projects and how they are found: pages, catalogue, search, what is unknown."""

from typing import TYPE_CHECKING

from macros.text.on_demand import on_demand

if TYPE_CHECKING:
    from macros.catalogue.glossary import SHOWN as SHOWN

__getattr__ = on_demand(
    {
        "SHOWN": "macros.catalogue.glossary",
    }
)
