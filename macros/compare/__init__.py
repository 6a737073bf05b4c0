"""Projects side by side, and the reader's own list: the page, what the browser fetches for it, and the workbook."""

from typing import TYPE_CHECKING

from macros.text.on_demand import on_demand

if TYPE_CHECKING:
    from macros.compare.data import shards as shards

__getattr__ = on_demand(
    {
        "shards": "macros.compare.data",
    }
)
