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


def items(maximum: int = 3, amount: float = 30_000, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Lines with an amount, or with a quantity at a price. Names come again, so that lines are alike before and after."""
    names = st.one_of(texts, st.sampled_from(("Liggedøgn", "liggedøgn ", "Lisens på Ås")))
    base = {"item": names, "payer": payers, **more}
    priced = {"quantity": amounts(60), "unit": st.just("døgn"), "unit_price": amounts(9_000)}
    either = st.one_of(
        st.fixed_dictionaries({**base, "amount": amounts(amount)}), st.fixed_dictionaries({**base, **priced})
    )
    return st.lists(either, max_size=maximum)


sides = st.fixed_dictionaries(
    {
        "steps": lists(
            {
                "step": st.one_of(texts, st.sampled_from(("Besøk", "BESØK", "Samtale"))), "payer": payers, "role": st.sampled_from(ROLES), "minutes": amounts(120),
                "times": amounts(60), "travel_minutes": amounts(90), "travel_km": amounts(40), "material": amounts(500),
            }
        ),
        "per_patient": items(),
        "staffing": lists(
            {
                "role": st.sampled_from(ROLES), "payer": payers, "patients_per_post": st.integers(20, 200),
                "post_step": st.sampled_from((0.2, 0.25, 0.5, 1.0)),
            },
            2,
        ),
        "fixed": items(2, 500_000),
    }
)  # fmt: skip

ranges = st.fixed_dictionaries(
    {},
    optional={
        "patients_per_year": st.tuples(st.integers(1, 80), st.integers(80, 400)),
        "times_after": st.tuples(amounts(1), st.sampled_from((1.0, 1.2, 2.0))),
        "minutes_after": st.tuples(amounts(1), st.sampled_from((1.0, 1.3))),
        "rates": st.tuples(st.sampled_from((0.5, 0.9)), st.sampled_from((1.0, 1.1))),
        "realisable_share": st.tuples(st.sampled_from((0.0, 0.3)), st.sampled_from((0.9, 1.0))),
        "discount_rate": st.tuples(st.sampled_from((0.0, 0.02)), st.sampled_from((0.04, 0.08))),
        "horizon_years": st.tuples(st.integers(1, 4), st.integers(4, 20)),
    },
)
ramps = st.fixed_dictionaries(
    {"patients": st.lists(st.sampled_from((0.0, 0.25, 0.5, 1.0)), max_size=5),
     "effect": st.lists(st.sampled_from((0.0, 0.4, 1.0)), max_size=5)}
)  # fmt: skip

documents = st.fixed_dictionaries(
    {
        "title": texts,
        "price_year": st.integers(2015, 2030),
        "patients_per_year": st.integers(1, 500),
        "horizon_years": st.integers(1, 15),
        "discount_rate": st.one_of(st.just(0.0), st.sampled_from((0.0001, 0.02, 0.04, 0.1))),
        "rates": st.just({"koordinator på Ærøya": 512.5}),
        "km_rate": st.sampled_from((0.0, 4.9)),
        "start_up": items(2, 500_000),
        "reinvestment": items(2, 90_000, every_years=st.integers(1, 6)),
        "realisable_share": st.sampled_from((0.0, 0.35, 1.0)),
        "ramp_up": st.one_of(st.just({}), ramps),
        "drop_out": st.sampled_from((0.0, 0.0, 0.15)),
        "price_growth": st.sampled_from((0.0, 0.0, 0.02)),
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


WIDTHS = {"patients_per_post": (0.5, 2), "every_years": (1, 2), "post_step": (1, 1)}


@st.composite
def with_ranges(draw: st.DrawFn) -> dict[str, Any]:
    """A model where some numbers of its lines are uncertain, at most ten of all its numbers."""
    document: dict[str, Any] = draw(documents.filter(_has_cost))
    left = min(10 - (len(document["sensitivity"]) or 4), draw(st.sampled_from((0, 1, 1, 2, 2, 3, 9))))
    rows = [row for side in ("before", "after") for kind in document[side].values() for row in kind]
    for row in draw(st.permutations([*rows, *document["start_up"], *document["reinvestment"]])):
        names = [name for name in VARIED if name in row]
        if left <= 0 or not names or not draw(st.booleans()):
            continue
        name = draw(st.sampled_from(names))
        less, more = WIDTHS.get(name, (draw(st.sampled_from((0.0, 0.8, 1.0))), draw(st.sampled_from((1.0, 1.5)))))
        whole = name in ("patients_per_post", "every_years")
        ends = (row[name] * less, row[name] * more)
        row["range"] = {name: [max(1, int(end)) if whole else round(end, 6) for end in ends]}
        left -= 1
    return document


VARIED = ("times", "minutes", "travel_minutes", "travel_km", "material", "quantity", "unit_price", "amount",
          "patients_per_post", "post_step", "every_years")  # fmt: skip


def _has_cost(document: dict[str, Any]) -> bool:
    """What comes after must be said: an empty side is a question, not a gain."""
    return any(document["after"][name] for name in document["after"])


models = with_ranges().map(PriceModel.model_validate)
"""Valid models: losses, jagged posts, zero rate, one payer, shares, transfers, no investment, ramps and ranges all occur."""
