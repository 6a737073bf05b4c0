"""Benefits: the page of all of them, and the plan."""

from typing import TYPE_CHECKING

from macros.text.on_demand import on_demand

if TYPE_CHECKING:
    from macros.benefits.page import figures as figures
    from macros.benefits.page import shown_value as shown_value
    from macros.benefits.workbook.plan import Plan as Plan
    from macros.benefits.workbook.plan import benefit_workbook as benefit_workbook
    from macros.benefits.workbook.plan import latest as latest

__getattr__ = on_demand(
    {
        "figures": "macros.benefits.page",
        "shown_value": "macros.benefits.page",
        "Plan": "macros.benefits.workbook.plan",
        "benefit_workbook": "macros.benefits.workbook.plan",
        "latest": "macros.benefits.workbook.plan",
    }
)
