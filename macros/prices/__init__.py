"""The service-price model: arithmetic, page, workbook."""

from typing import TYPE_CHECKING

from macros.text.on_demand import on_demand

if TYPE_CHECKING:
    from macros.prices.begun import begun_url as begun_url
    from macros.prices.page import listed as listed
    from macros.prices.page import price_section as price_section
    from macros.prices.workbook.assembly import price_workbook as price_workbook

__getattr__ = on_demand(
    {
        "begun_url": "macros.prices.begun",
        "listed": "macros.prices.page",
        "price_section": "macros.prices.page",
        "price_workbook": "macros.prices.workbook.assembly",
    }
)
