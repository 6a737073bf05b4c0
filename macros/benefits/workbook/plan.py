"""The benefit plan as a workbook, filled in; ``given`` is what with."""

from __future__ import annotations

from dataclasses import replace

from macros.benefits.workbook.given import Plan
from macros.benefits.workbook.sheets import empty_plan
from macros.benefits.workbook.writer import ADDRESS, TITLE, filling
from macros.content.model import BenefitPlan
from macros.files.book import About
from macros.files.template import Template
from macros.words.vocabulary import Vocabularies


def benefit_workbook(
    about: About, plan: Plan, example: BenefitPlan | None, words: Vocabularies, edition: str = "full"
) -> bytes:
    """The workbook of ``plan``. ``example`` is the filled-in plan that the guide shows a part of."""
    template = Template(plan_template(shared(about), example, words, plan.rows, edition))
    return filled_plan(template, about, plan, words, edition)


def shared(about: About) -> About:
    """What a template says of itself: the same for all workbooks that are filled in from it."""
    return replace(about, title=TITLE, url=ADDRESS)


def plan_template(
    about: About,
    example: BenefitPlan | None,
    words: Vocabularies,
    rows: tuple[tuple[str, int], ...],
    edition: str = "full",
) -> bytes:
    """The workbook with nothing filled in, which ``Template`` reads; ``about`` as ``shared`` gives it, ``rows`` as the
    plan has them."""
    return empty_plan(about, example, words, dict(rows), edition).finished()


def filled_plan(template: Template, about: About, plan: Plan, words: Vocabularies, edition: str = "full") -> bytes:
    """The workbook of ``plan``, from the template of workbooks like it."""
    return template.filled(filling(about, plan, words, edition))
