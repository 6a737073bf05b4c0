"""What the house is about: projects, tools, benefits, price models. Typed, immutable, no reading or writing.

Each field carries one sentence for the author; that sentence is the reference in the JSON Schema and the guides.
"""

from macros.model.benefit import Benefit
from macros.model.benefit_plan import BenefitPlan
from macros.model.figure import Figure
from macros.model.form import Form
from macros.model.price_model import PriceModel
from macros.model.project import AdoptedBy, Contact, Download, PhaseSpan, Project, Source
from macros.model.rates import RateTable
from macros.model.tool import Tool

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
