"""Service-price models: one model's results, the page of all models with the calculator, and the calculator's data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from macros.addresses import calculator_url, tool_url
from macros.content.model import PriceModel
from macros.html.links import Link, project_link
from macros.html.page.indexes import Page
from macros.html.render import render
from macros.library.library import Library
from macros.prices.arithmetic import PriceResult, calculate
from macros.prices.blocks import Telling
from macros.prices.words import PriceWords
from macros.text.norwegian import slug
from macros.words.labels import Labels, labels


def workbook_url(library: Library) -> str:
    """The empty workbook: that of the tool with price models. Empty text when there is no such tool."""
    tool = next((r for r in library.tools if r.data.price_models), None)
    return f"{tool_url(tool.slug)}{tool.slug}.xlsx" if tool else ""


def plan_url(library: Library) -> str:
    """The empty benefit plan: that of the tool with one. Empty text when there is no such tool."""
    tool = next((r for r in library.tools if r.data.benefit_plan), None)
    return f"{tool_url(tool.slug)}{tool.slug}.xlsx" if tool else ""


def price_section(
    library: Library, model: PriceModel, language: str, *, heading_level: int = 2, workbook_url: str = "",
    calculator_url: str = "",
) -> Markup:  # fmt: skip
    """The results of one model, for the page of its project or tool. Ids begin with the title's slug."""
    telling = Telling(model, calculate(model, library.rates), library.rates, labels(language))
    return render(
        "price_section.html",
        language=language,
        title=model.title,
        name=f"pris-{slug(model.title)[:40]}",
        level=heading_level,
        about=telling.about(),
        parts=telling.parts(),
        workbook_url=workbook_url,
        calculator_url=calculator_url,
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A model and where it belongs. ``id`` is what the calculator's address calls it."""

    id: str
    model: PriceModel
    home: Link

    @property
    def anchor(self) -> str:
        """The address of the calculator with this model in it."""
        return calculator_url(self.id)


def listed(library: Library) -> Iterator[Listed]:
    """Every model a reader may see: the projects' first, then the tools' examples."""
    for project in library.projects:
        if isinstance(project.data.price_model, PriceModel):
            yield Listed(project.slug, project.data.price_model, project_link(project))
    for tool in library.tools:
        models = [m for m in tool.data.price_models if isinstance(m, PriceModel)]
        for number, model in enumerate(models, 1):
            yield Listed(f"{tool.slug}-{number}", model, Link(tool.data.title, tool_url(tool.slug)))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: the model's key results in words."""

    title: str
    url: str
    example: bool
    home: Link
    per_patient: str
    saving: str
    npv: str
    break_even: str


def prices_page(library: Library) -> Page:
    """All models, and the calculator."""
    t = labels()
    rows = [_row(item, calculate(item.model, library.rates), t) for item in listed(library)]
    html = render("prices.html", rows=rows, workbook_url=workbook_url(library))
    return Page(t("price.title"), t("price.description"), html)


def _row(item: Listed, result: PriceResult, t: Labels) -> Row:
    w = PriceWords(t)
    per_patient = w.change(result.per_patient_after - result.per_patient_before)
    return Row(
        item.model.title, item.anchor, item.model.example, item.home, per_patient, w.saving(result.saving),
        w.kr(result.npv), w.break_even(result.break_even),
    )  # fmt: skip


def prices_json(library: Library) -> dict[str, Any]:
    """What the calculator fetches: the rate table, every model, and the words it needs."""
    words = {
        key: {form: text for form, text in entry.items() if form != "where"}
        for key, entry in labels().entries.items()
        if key.startswith("price.") and not key.startswith("price.book.")
    }
    models = [
        {
            "id": item.id, "title": item.model.title, "url": item.home.url, "home": item.home.text,
            "example": item.model.example, "model": item.model.model_dump(mode="json", by_alias=True),
        }
        for item in listed(library)
    ]  # fmt: skip
    rates = library.rates.model_dump(mode="json")
    return {"rates": rates, "models": models, "words": words, "plan": bool(plan_url(library))}
