"""The content for programs: JSON, CSV, workbook, feeds, calendar, newsletter."""

from typing import TYPE_CHECKING

from macros.text.on_demand import on_demand

if TYPE_CHECKING:
    from macros.opendata.schema import json_schema as json_schema
    from macros.opendata.tables import EXCEL_LIMIT as EXCEL_LIMIT
    from macros.opendata.tables import columns as columns
    from macros.opendata.tables import flat_fields as flat_fields
    from macros.opendata.tables import in_cell as in_cell

__getattr__ = on_demand(
    {
        "json_schema": "macros.opendata.schema",
        "EXCEL_LIMIT": "macros.opendata.tables",
        "columns": "macros.opendata.tables",
        "flat_fields": "macros.opendata.tables",
        "in_cell": "macros.opendata.tables",
    }
)
