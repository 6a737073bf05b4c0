"""Benefits: the page of all of them, and the plan."""

from typing import TYPE_CHECKING

from macros.text.on_demand import on_demand

if TYPE_CHECKING:
    from macros.benefits.shown import benefit_chart as benefit_chart
    from macros.benefits.shown import figures as figures
    from macros.benefits.shown import shown_value as shown_value
    from macros.benefits.workbook.browser import browser_layout as browser_layout
    from macros.benefits.workbook.filled import FilledPlan as FilledPlan
    from macros.benefits.workbook.filled import Line as Line
    from macros.benefits.workbook.filled import entries as entries
    from macros.benefits.workbook.filled import is_plan as is_plan
    from macros.benefits.workbook.filled import read_plan as read_plan
    from macros.benefits.workbook.given import Plan as Plan
    from macros.benefits.workbook.given import measured as measured
    from macros.benefits.workbook.plan import filled_plan as filled_plan
    from macros.benefits.workbook.plan import plan_template as plan_template
    from macros.benefits.workbook.plan import shared as shared

__getattr__ = on_demand(
    {
        "benefit_chart": "macros.benefits.shown",
        "figures": "macros.benefits.shown",
        "shown_value": "macros.benefits.shown",
        "browser_layout": "macros.benefits.workbook.browser",
        "FilledPlan": "macros.benefits.workbook.filled",
        "Line": "macros.benefits.workbook.filled",
        "entries": "macros.benefits.workbook.filled",
        "is_plan": "macros.benefits.workbook.filled",
        "read_plan": "macros.benefits.workbook.filled",
        "Plan": "macros.benefits.workbook.given",
        "filled_plan": "macros.benefits.workbook.plan",
        "measured": "macros.benefits.workbook.given",
        "plan_template": "macros.benefits.workbook.plan",
        "shared": "macros.benefits.workbook.plan",
    }
)
