"""What the house is about: projects, tools, benefits, price models. Typed, immutable, no reading or writing.

Each field carries one sentence for the author; that sentence is the reference in the JSON Schema and the guides.
"""

from macros.content.model.benefit import Benefit
from macros.content.model.benefit_plan import BenefitPlan
from macros.content.model.data.figure import Figure
from macros.content.model.data.rates import RateTable
from macros.content.model.form import Form
from macros.content.model.price_model import PriceModel
from macros.content.model.project import AdoptedBy, Contact, Download, PhaseSpan, Project, Source
from macros.content.model.tool import Tool

__all__ = [
    "AdoptedBy",
    "Benefit",
    "BenefitPlan",
    "Contact",
    "Download",
    "Figure",
    "Form",
    "PhaseSpan",
    "PriceModel",
    "Project",
    "RateTable",
    "Source",
    "Tool",
]
