"""What the tests of the price calculator share: models worth trying, and ways around its page."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Locator, Page
from price_models import models

from macros.content.model import PriceModel

NEAR = 0.005
FIGURES = (
    "Object.fromEntries([...document.querySelectorAll('[data-figure]')].map(e => [e.dataset.figure, e.dataset.value]))"
)
SAID = ".im-calc__said"
NOTHING = {"fixed": [{"item": "Tjenesten er lagt ned på Værøy", "payer": "stat", "amount": 0}]}
EDGES: dict[str, dict[str, Any]] = {
    "loss": {"before": {"fixed": [{"item": "a", "payer": "stat", "amount": 1}]},
             "after": {"fixed": [{"item": "a", "payer": "stat", "amount": 900.5}]}},
    "only below a number": {"before": {"fixed": [{"item": "a", "payer": "stat", "amount": 1000}]},
                            "after": {"per_patient": [{"item": "b", "payer": "kommune", "amount": 24}]}},
    "jagged posts": {"before": {"per_patient": [{"item": "a", "payer": "kommune", "amount": 22000}]},
                     "after": {"staffing": [{"role": "sykepleier", "payer": "kommune", "patients_per_post": 80,
                                             "post_step": 0.5}]},
                     "start_up": [{"item": "c", "payer": "kommune", "amount": 600000}]},
    "zero rate": {"discount_rate": 0.0, "before": {"fixed": [{"item": "a", "payer": "stat", "amount": 5}]},
                  "after": NOTHING,
                  "reinvestment": [{"item": "c", "payer": "stat", "amount": 3, "every_years": 2}]},
    "one payer": {"before": {"steps": [{"step": "a", "payer": "kommune", "role": "lege", "minutes": 10, "times": 3}]},
                  "after": NOTHING},
    "shares": {"realisable_share": 0.35,
               "before": {"steps": [{"step": "a", "payer": {"kommune": 0.6, "helseforetak": 0.4}, "role": "Lege",
                                     "minutes": 10, "times": 3}]},
               "after": {"per_patient": [{"item": "b", "payer": "stat", "amount": 250}]}},
    "transfers": {"after": NOTHING, "before": {"per_patient": [{"item": "b", "payer": "stat", "amount": 250}]},
                  "transfers": [{"item": "ISF", "from": "stat", "to": "helseforetak", "before": 10, "after": -20}],
                  "unpriced": [{"effect": "e", "recipient": "pasient", "importance": "stor", "extent": "liten",
                                "direction": "negativ"}],
                  "basis": [{"figure": "ISF, 10 kr", "source": "Regelverket på Ås", "year": 2024,
                             "url": "https://eksempel.no/isf?år=2024&b=1"},
                            {"figure": "Pris", "source": "Avtalen"}]},
    "no investment": {"before": {"fixed": [{"item": "a", "payer": "fastlege", "amount": 7.005}]}, "after": NOTHING},
    "nothing before": {"after": {"fixed": [{"item": "a", "payer": "kommune", "amount": 5}]}},
    "the gain is a range": {
        "before": {"per_patient": [{"item": "Liggedøgn", "payer": "helseforetak", "quantity": 4, "unit": "døgn",
                                    "unit_price": 8000}]},
        "after": {"per_patient": [{"item": "liggedøgn", "payer": "helseforetak", "quantity": 2.8, "unit": "døgn",
                                   "unit_price": 8000, "range": {"quantity": [2, 4]}},
                                  {"item": "Lisens", "payer": "kommune", "amount": 5400}]},
        "start_up": [{"item": "c", "payer": "kommune", "amount": 450000}], "ramp_up": {"effect": [0.5]}},
}  # fmt: skip


def edge(name: str) -> PriceModel:
    common = {"title": name, "price_year": 2024, "patients_per_year": 40, "horizon_years": 5}
    return PriceModel.model_validate({**common, **EDGES[name]})


def some_models(count: int) -> list[PriceModel]:
    """The same models every time: what Hypothesis thinks of from a fixed seed."""
    found: list[PriceModel] = []

    @settings(
        max_examples=count, derandomize=True, database=None, phases=[Phase.generate], deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(models)
    def collect(model: PriceModel) -> None:
        found.append(model)

    collect()
    return found


def dump(model: PriceModel) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True)


def open_calculator(page: Page, address: str = "?modell=tjenesteprismodell-1") -> None:
    """The calculator, with the figures of the tool's gain unless the address says otherwise."""
    page.goto(f"/tjenestepris/{address}")
    page.wait_for_selector("#im-calculator[aria-busy=false]")


def field(page: Page, *path: str | int) -> Locator:
    return page.locator(f"[data-path='{json.dumps(list(path), separators=(',', ':'))}']")


def draft(page: Page) -> dict[str, Any]:
    """The figures in the address, as somebody who gets the link will read them."""
    found: dict[str, Any] = page.evaluate(
        "import('/moduler/prices/draft.js').then(m => m.unpack(location.hash.slice(3), 2025))"
    )
    return found


def settle(page: Page) -> None:
    page.wait_for_url(re.compile("#m="))
    page.evaluate(
        "new Promise((done) => setTimeout(done, 400))"
    )  # the page's own clock: after what it waits for itself


def packed(value: Any) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.urlsafe_b64encode(packer.compress(json.dumps(value).encode()) + packer.flush()).decode().rstrip("=")
