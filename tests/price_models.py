"""Random service-price models for the agreement of Python, browser and workbook (Hypothesis strategies)."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from macros.content.model import PriceModel
from macros.content.model.price_model import PAYERS

ROLES = ("sykepleier", "Helsefagarbeider", "pasient", "pårørende", "koordinator på Ærøya")
texts = st.text(alphabet="abcæøåÆØÅ =+-@<&|\"'", min_size=1, max_size=12).filter(lambda s: s.strip() != "")


def amounts(maximum: float) -> st.SearchStrategy[float]:
    """Zero often, otherwise what people type: at most two decimals."""
    return st.one_of(st.just(0.0), st.integers(0, int(maximum * 100)).map(lambda x: x / 100))


shares = st.lists(st.sampled_from(PAYERS), min_size=2, max_size=3, unique=True).map(
    lambda names: (
        {names[0]: 0.25, names[1]: 0.75} if len(names) == 2 else dict(zip(names, (0.5, 0.3, 0.2), strict=True))
    )
)
payers = st.one_of(st.sampled_from(PAYERS), shares)


def lists(row: dict[str, st.SearchStrategy[Any]], maximum: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(st.fixed_dictionaries(row), max_size=maximum)


sides = st.fixed_dictionaries(
    {
        "steps": lists(
            {
                "step": texts, "payer": payers, "role": st.sampled_from(ROLES), "minutes": amounts(120),
                "times": amounts(60), "travel_minutes": amounts(90), "travel_km": amounts(40), "material": amounts(500),
            }
        ),
        "per_patient": lists({"item": texts, "payer": payers, "amount": amounts(30_000)}),
        "staffing": lists(
            {
                "role": st.sampled_from(ROLES), "payer": payers, "patients_per_post": st.integers(20, 200),
                "post_step": st.sampled_from((0.2, 0.25, 0.5, 1.0)),
            },
            2,
        ),
        "fixed": lists({"item": texts, "payer": payers, "amount": amounts(500_000)}, 2),
    }
)  # fmt: skip

ranges = st.fixed_dictionaries(
    {},
    optional={
        "patients_per_year": st.tuples(st.integers(1, 80), st.integers(80, 400)),
        "times_after": st.tuples(amounts(1), st.sampled_from((1.0, 1.2, 2.0))),
        "minutes_after": st.tuples(amounts(1), st.sampled_from((1.0, 1.3))),
        "rates": st.tuples(st.sampled_from((0.5, 0.9)), st.sampled_from((1.0, 1.1))),
    },
)

documents = st.fixed_dictionaries(
    {
        "title": texts,
        "price_year": st.integers(2015, 2030),
        "patients_per_year": st.integers(1, 500),
        "horizon_years": st.integers(1, 15),
        "discount_rate": st.one_of(st.just(0.0), st.sampled_from((0.0001, 0.02, 0.04, 0.1))),
        "rates": st.just({"koordinator på Ærøya": 512.5}),
        "km_rate": st.sampled_from((0.0, 4.9)),
        "start_up": lists({"item": texts, "payer": payers, "amount": amounts(500_000)}, 2),
        "reinvestment": lists(
            {"item": texts, "payer": payers, "amount": amounts(90_000), "every_years": st.integers(1, 6)}, 2
        ),
        "realisable_share": st.sampled_from((0.0, 0.35, 1.0)),
        "before": sides,
        "after": sides,
        "transfers": lists(
            {
                "item": texts, "from": st.sampled_from(PAYERS), "to": st.sampled_from(PAYERS),
                "before": amounts(9_000), "after": amounts(9_000),
            },
            2,
        ),
        "sensitivity": ranges,
    }
)  # fmt: skip


def _has_cost(document: dict[str, Any]) -> bool:
    return any(document[side][name] for side in ("before", "after") for name in document[side])


models = documents.filter(_has_cost).map(PriceModel.model_validate)
"""Valid models: losses, jagged posts, zero rate, one payer, shares, transfers and no investment all occur."""
