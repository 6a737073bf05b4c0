"""The browser's arithmetic and words against Python's, model by model."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Page
from price_support import EDGES, NEAR, dump, edge, some_models
from pydantic import ValidationError
from support import examples

from macros.content.model import PriceModel
from macros.library.library import Library
from macros.prices.arithmetic import calculate
from macros.prices.blocks import Telling
from macros.prices.page import prices_json
from macros.words.labels import labels

pytestmark = pytest.mark.browser

CALCULATE = """async ([models, rates, words]) => {
  const at = "/moduler/prices/";
  const { calculate, validate } = await import(at + "arithmetic.js");
  const { tell } = await import(at + "blocks.js");
  const { translator } = await import(at + "words.js");
  const t = translator(words);
  return models.map(model => {
    const result = calculate(model, rates);
    return { result, told: tell(model, result, rates, t), problems: validate(model, rates, t) };
  });
}"""


def in_browser(page: Page, chosen: list[PriceModel], library: Library) -> list[dict[str, Any]]:
    page.goto("/om/")
    given_ = [[dump(m) for m in chosen], library.rates.model_dump(mode="json"), prices_json(library)["words"]]
    found: list[dict[str, Any]] = page.evaluate(CALCULATE, given_)
    assert all(f["problems"] == [] for f in found), "a model that Python accepts has no problems in the browser"
    return found


def differences(python: Any, browser: Any, path: str = "") -> list[tuple[float, str]]:
    """Every number's distance; anything else, and intervals, must be equal."""
    if isinstance(python, dict):
        assert set(python) == set(browser), path
        return [d for key in python for d in differences(python[key], browser[key], f"{path}.{key}")]
    if isinstance(python, (list, tuple)) and not path.endswith(".intervals"):
        assert len(python) == len(browser), path
        pairs = enumerate(zip(python, browser, strict=True))
        return [d for i, (a, b) in pairs for d in differences(a, b, f"{path}.{i}")]
    if isinstance(python, float) and browser is not None:
        return [(abs(python - browser), path)]
    assert json.loads(json.dumps(python)) == browser, f"{path}: {python} and {browser}"
    return []


def test_browser_and_python_agree(page: Page, library: Library) -> None:
    """Figures within half an øre, and what is said of them word for word: 200 models where changes are judged, and edges."""
    chosen = [*some_models(examples(200)), *map(edge, EDGES)]
    worst = (0.0, "")
    for i, (model, found) in enumerate(zip(chosen, in_browser(page, chosen, library), strict=True)):
        result = calculate(model, library.rates)
        worst = max(worst, *differences(asdict(result), found["result"], f"model {i}"))
        telling = Telling(model, result, library.rates, labels())
        told = {"about": [asdict(b) for b in telling.about()], "parts": [asdict(p) for p in telling.parts()]}
        worst = max(worst, *differences(told, found["told"], f"words of model {i}"))
    assert worst[0] < NEAR, worst
    print(f"largest difference over {len(chosen)} models: {worst[0]}")


STEP = {"step": "a", "payer": "kommune", "role": "sykepleier", "minutes": 1.0, "times": 1.0, "travel_minutes": 0.0,
        "travel_km": 0.0, "material": 0.0}  # fmt: skip
ITEM = {"item": "a", "payer": "kommune", "amount": 1.0}
POST = {"role": "sykepleier", "payer": "kommune", "patients_per_post": 80, "post_step": 0.5}
MISTAKES: list[tuple[str, Any]] = [
    ("title", " "), ("patients_per_year", 0), ("patients_per_year", 100_001), ("patients_per_year", 1.5),
    ("horizon_years", 0), ("horizon_years", 101), ("price_year", 1989), ("price_year", 2101), ("km_rate", -1.0),
    ("discount_rate", 0.00005), ("discount_rate", 1.1), ("discount_rate", -0.1), ("realisable_share", 1.5),
    ("rates", {"sykepleier": -1.0}), ("start_up", [{**ITEM, "amount": -1.0}]), ("start_up", [{**ITEM, "payer": "nav"}]),
    ("start_up", [ITEM] * 13), ("start_up", [{**ITEM, "payer": {"kommune": 0.5, "stat": 0.4}}]),
    ("start_up", [{**ITEM, "payer": {"kommune": 1.5, "stat": -0.5}}]), ("start_up", [{**ITEM, "item": ""}]),
    ("reinvestment", [{**ITEM, "every_years": 0}]), ("before.steps", [STEP] * 31),
    ("before.steps", [{**STEP, "role": "ukjent rolle"}]), ("before.steps", [{**STEP, "minutes": -5.0}]),
    ("after.fixed", []), ("before.staffing", [{**POST, "post_step": 0.01}]),
    ("before.staffing", [{**POST, "patients_per_post": 0}]), ("sensitivity", {"rates": [1.2, 0.8]}),
    ("sensitivity", {"patients_per_year": [0, 10]}), ("sensitivity", {"patients_per_year": [1.5, 10]}),
    ("start_up", [{**ITEM, "amount": None}]), ("start_up", [{**ITEM, "quantity": 2.0, "unit_price": 3.0}]),
    ("start_up", [{**ITEM, "amount": None, "quantity": 2.0}]), ("start_up", [{**ITEM, "range": {"amount": [3.0, 1.0]}}]),
    ("start_up", [{**ITEM, "range": {"quantity": [1.0, 3.0]}}]), ("before.steps", [{**STEP, "range": {"times": [-1.0, 3.0]}}]),
    ("before.staffing", [{**POST, "range": {"patients_per_post": [0.5, 9.0]}}]), ("ramp_up", {"patients": [1.5], "effect": []}),
    ("drop_out", 1.2), ("price_growth", -0.1), ("worked_hours", {"sykepleier": 0.0}),
    ("sensitivity", {"discount_rate": [0.00001, 0.04]}), ("sensitivity", {"realisable_share": [0.5, 1.5]}),
    ("sensitivity", {"horizon_years": [1.5, 4.0]}),
    ("start_up", [{**ITEM, "range": {"amount": [0.0, 2.0]}}] * 7),
    ("transfers", [{"item": "a", "from": "stat", "to": "nav", "before": 1.0, "after": 1.0}]),
    ("basis", [{"figure": "a", "source": "b", "year": None, "url": "innomed"}]),
    ("basis", [{"figure": "a", "source": "b", "year": 1066, "url": None}]),
    ("basis", [{"figure": "a", "source": "", "year": None, "url": None}]),
    ("unpriced", [{"effect": "a", "recipient": "b", "importance": "enorm", "extent": "lite", "direction": "positiv"}]),
]  # fmt: skip


def test_what_python_refuses_the_browser_refuses(page: Page, library: Library) -> None:
    good = {"title": "a", "price_year": 2024, "patients_per_year": 5, "horizon_years": 5, "before": {"steps": [STEP]},
            "after": {"fixed": [ITEM]}}  # fmt: skip
    whole = dump(PriceModel.model_validate(good))
    wrong = []
    for path, value in MISTAKES:
        *outer, last = path.split(".")
        document = json.loads(json.dumps(whole))
        inner = document
        for name in outer:
            inner = inner[name]
        inner[last] = value
        with pytest.raises((ValidationError, KeyError)):
            calculate(PriceModel.model_validate(document), library.rates)
        wrong.append(document)
    page.goto("/om/")
    found = page.evaluate(
        """async ([drafts, rates]) => {
          const { validate } = await import("/moduler/prices/arithmetic.js");
          return drafts.map(draft => validate(draft, rates, key => key).map(p => p.path.join(".")));
        }""",
        [wrong, library.rates.model_dump(mode="json")],
    )
    for (path, value), places in zip(MISTAKES, found, strict=True):
        assert places, f"{path} = {value}"
        near = (path, "rates.", "before.", "after.", "sensitivity")
        assert any(place.startswith(near) for place in places), f"{path}: {places}"
