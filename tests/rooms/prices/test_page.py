"""What a reader is told of a service-price model: the words, the marks, and that they work without JavaScript."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import pytest
import yaml
from lxml import html
from support import ROOT

from macros.content.model import Benefit, PriceModel
from macros.library.library import Library
from macros.prices.analysis import _scale
from macros.prices.arithmetic import LIMIT, BreakEven, calculate
from macros.prices.arithmetic.critical import Critical
from macros.prices.begun import begun_url
from macros.prices.page import listed, price_section, prices_json, prices_page
from macros.prices.words import PriceWords, shown
from macros.words.labels import labels

NBSP = "\N{NO-BREAK SPACE}"
COMMON = {"title": "Prøve <på> Røst & «nær»", "price_year": 2024, "patients_per_year": 30, "horizon_years": 5}


def model(**fields: Any) -> PriceModel:
    nothing = {"fixed": [{"item": "Tjenesten er lagt ned", "payer": "kommune", "amount": 0}]}
    return PriceModel.model_validate({**COMMON, "after": nothing, **fields})


def fixed(amount: float, payer: Any = "kommune") -> dict[str, Any]:
    return {"fixed": [{"item": "Drift", "payer": payer, "amount": amount}]}


def section(library: Library, chosen: PriceModel, language: str = "nb") -> html.HtmlElement:
    return html.fromstring(str(price_section(library, chosen, language)))


def text(library: Library, chosen: PriceModel, language: str = "nb") -> str:
    return " ".join(section(library, chosen, language).text_content().replace(NBSP, " ").split())


@pytest.fixture(scope="module")
def examples(library: Library) -> list[PriceModel]:
    return [item.model for item in listed(library) if item.model.example]


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(0.5, 0, "1"), (-0.5, 0, "−1"), (2.5, 0, "3"), (-0.4, 0, "0"), (1.005, 2, "1,01"), (-533333.3333, 0, "−533 333"),
     (0.4999999999999, 0, "1"), (1234567.891, 2, "1 234 567,89")],
)  # fmt: skip
def test_numbers_round_half_away_from_zero(value: float, decimals: int, expected: str) -> None:
    assert shown(value, decimals).replace(NBSP, " ") == expected


@pytest.mark.parametrize(
    ("intervals", "expected"),
    [
        ([], "aldri"),
        ([(1, LIMIT)], "uansett antall pasienter"),
        ([(53, LIMIT)], "varig fra 53 pasienter"),
        ([(1, 41)], "til og med 41 pasienter"),
        ([(29, 40)], "29–40 pasienter"),
        ([(29, 40), (53, LIMIT)], "29–40 pasienter, og varig fra 53"),
        ([(2, 2), (5, 9), (29, 40), (53, LIMIT)], "2, 5–9 og 29–40 pasienter, og varig fra 53"),
        ([(n, n) for n in range(1, 21, 2)], "1, 3, 5, 7 og 6 spenn til pasienter"),
    ],
)
def test_break_even_in_words(intervals: list[tuple[int, int]], expected: str) -> None:
    assert PriceWords(labels()).break_even(BreakEven(tuple(intervals))) == expected


def test_a_loss_is_told_as_plainly_as_a_gain(library: Library) -> None:
    loss, gain = text(library, model(before=fixed(1), after=fixed(533334))), text(library, model(before=fixed(533334)))
    assert "Den nye tjenesten koster 533 333 kr mer i året." in loss and "−533 333 kr" in loss
    assert "Over 5 år koster endringen mer enn den gir." in loss and "Tilbakebetalt etteraldri" in loss
    assert "Betaler mer: Kommunen." in loss and "betaler 533 333 kr mer" in loss
    assert "Den nye tjenesten koster 533 334 kr mindre i året." in gain and "Sparer: Kommunen." in gain


def test_hours_come_first_and_the_time_of_relatives_is_never_man_years(library: Library) -> None:
    step = {"step": "Samtale", "payer": "kommune", "minutes": 60, "times": 2}
    chosen = model(before={"steps": [{**step, "role": "sykepleier"}, {**step, "role": "pårørende"}]})
    page = section(library, chosen)
    titles = [h.text_content() for h in page.iter("h3")]
    assert titles[:4] == ["Svaret", "Timer og årsverk", "Kroner", "Hvem betaler"]
    rows = [" ".join(row.text_content().split()) for row in page.find(".//tbody").iter("tr")]
    assert rows == ["Sykepleier60 timer0,04 årsverk0 timer0,00 årsverk−60 timer−0,04 årsverk", "Pårørende60 timer0 timer−60 timer"]  # fmt: skip
    assert "Tiden til pasienter og pårørende vises bare i timer." in page.text_content()


def test_the_answer_says_how_many_man_years_more_or_less(library: Library) -> None:
    def steps(minutes: int) -> dict[str, Any]:
        step = {"step": "Samtale på Røst", "payer": "kommune", "role": "sykepleier", "times": 60}
        return {"steps": [{**step, "minutes": minutes}]} if minutes else fixed(0)

    def told(before: int, after: int) -> str:
        return " ".join(text(library, model(before=steps(before), after=steps(after))).split())

    assert "1,16 årsverk mindre" in told(60, 0) and "0,58 årsverk mer" in told(60, 90)


def test_a_change_that_moves_no_krone_is_drawn_in_the_middle(library: Library) -> None:
    page = section(library, model(before=fixed(0), after=fixed(0)))
    assert f"0{NBSP}kr" in page.text_content()


def test_the_five_figures_are_marked_with_their_unrounded_numbers(library: Library, examples: list[PriceModel]) -> None:
    for chosen in examples:
        result = calculate(chosen, library.rates)
        marks = {
            e.get("data-figure"): e.get("data-value") for e in section(library, chosen).iterfind(".//*[@data-figure]")
        }
        assert list(marks) == ["cost_before", "cost_after", "saving", "npv", "break_even"]
        for name in ("cost_before", "cost_after", "saving", "npv"):
            assert marks[name] == repr(getattr(result, name))
        assert marks["break_even"] == str(result.break_even.patients or "ingen")


def test_example_figures_are_marked_and_others_are_not(library: Library, examples: list[PriceModel]) -> None:
    assert all("Oppdiktede eksempeltall" in text(library, chosen) for chosen in examples)
    assert "Oppdiktede" not in text(library, model(before=fixed(1)))


def test_freed_time_is_not_saved_budget_wherever_time_becomes_kroner(
    library: Library, examples: list[PriceModel]
) -> None:
    warning = (
        "Frigjort tid og færre liggedøgn er kapasitet, ikke spart budsjett, før noen har besluttet hva som skal bort."
    )
    assert text(library, examples[0]).count(warning) == 3, "beside the answer, the kroner and the payers"
    step = {"step": "a", "payer": "kommune", "role": "sykepleier", "minutes": 60, "times": 2}
    half = text(library, model(realisable_share=0.5, before={"steps": [step]}))
    assert "Her regner vi med at 50 prosent av den frigjorte tiden tas ut. Resten, verdt 17 250 kr i året" in half


def test_what_is_typed_is_escaped_and_ids_are_unique(library: Library) -> None:
    evil = "<script>alert(1)</script>"
    unpriced = [{"effect": evil, "recipient": evil, "importance": "stor", "extent": "stor", "direction": "negativ"}]
    made = str(price_section(library, model(title=evil, before=fixed(1), unpriced=unpriced), "nb"))
    assert "<script" not in made and "&lt;script&gt;" in made and "stort omfang" in made
    both = "".join(
        str(price_section(library, m, "nb")) for m in (model(before=fixed(1)), model(title="B", before=fixed(2)))
    )
    ids = html.fromstring(f"<div>{both}</div>").xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_chart_has_a_title_a_description_and_its_table(library: Library, examples: list[PriceModel]) -> None:
    page = section(library, examples[0])
    svg = next(s for s in page.iter("svg") if s.get("height") != "180")
    named = [page.get_element_by_id(name).text for name in svg.get("aria-labelledby").split()]
    assert "Netto nåverdi når én forutsetning endres" in named[0] and "antall pasienter" in named[1]
    table = next(t for t in page.iter("table") if t.find("caption").text == "Svaret når forutsetninger endres")
    assert len(table.findall("tbody/tr")) == 2 * len(svg.findall("g") or examples[0].ranges()) + 2


def test_nynorsk(library: Library) -> None:
    said = text(library, model(before=fixed(1), after=fixed(900)), "nn")
    assert "Den nye tenesta kostar 899 kr meir i året." in said and "Kven betaler" in said
    assert " ikke " not in said and "hvem" not in said.lower()


def test_the_languages_have_equal_keys_and_holes() -> None:
    files = [
        yaml.safe_load((ROOT / f"macros/words/labels/{lang}/prices.yml").read_text("utf-8")) for lang in ("nb", "nn")
    ]
    assert list(files[0]) == list(files[1])
    for key, entry in files[0].items():
        for form in entry.keys() - {"where"}:
            holes = [sorted(part.split("}")[0] for part in f[key][form].split("{")[1:]) for f in files]
            assert holes[0] == holes[1], key


def test_the_page_lists_every_model_and_has_the_calculator(library: Library) -> None:
    page = html.fromstring(str(prices_page(library).html))
    links = page.xpath("//article//h3/a/@href")
    assert links == [item.anchor for item in listed(library)] and links
    assert page.get_element_by_id("kalkulator").xpath(".//a/@href")[0].endswith(".xlsx")


def test_the_data_of_the_calculator_is_whole(library: Library) -> None:
    data = prices_json(library)
    for entry in data["models"]:
        assert PriceModel.model_validate(entry["model"]).title == entry["title"]
    assert "price.payer.kommune" in data["words"] and not any(k.startswith("price.book.") for k in data["words"])


def begun(*benefits: dict[str, Any]) -> dict[str, Any]:
    """The model that a link to the calculator carries."""
    url = begun_url("Båt på «Ærøya»", "bat", [Benefit.model_validate(b) for b in benefits])
    packed_ = url.removeprefix("/tjenestepris/#m=")
    raw = base64.urlsafe_b64decode(packed_ + "=" * (-len(packed_) % 4))
    found: dict[str, Any] = json.loads(zlib.decompress(raw, -15))
    return found


def test_what_is_counted_per_patient_is_a_line_and_the_rest_has_no_price() -> None:
    figures = {"baseline": 4, "target": {"value": 2.8}}
    told = {"type": "annen-gevinst", "recipient": ["pasient", "kommune"]}
    found = begun(
        {**told, "description": "Færre døgn", "indicator": "Liggedøgn per pasient og år", "unit": "døgn", **figures},
        {**told, "description": "Flere er trygge", "indicator": "Andel", "unit": "prosent", **figures},
        {**told, "description": "Døgn per pasient og år", "baseline": 4},
    )
    line = {"item": "Liggedøgn per pasient og år", "unit": "døgn"}
    assert found["before"] == {"per_patient": [{**line, "quantity": 4}]}
    assert found["after"] == {"per_patient": [{**line, "quantity": 2.8}]}
    effects = [(e["effect"], e["recipient"], e["direction"]) for e in found["unpriced"]]
    assert effects == [("Flere er trygge", "pasient", "positiv"), ("Døgn per pasient og år", "pasient", "positiv")]
    assert (found["title"], found["project"]) == ("Båt på «Ærøya»", "bat")


def test_a_model_longer_than_one_block_comes_whole() -> None:
    effects = [f"{i}: {'øy' * 2500}" for i in range(12)]
    found = begun(*({"type": "annen-gevinst", "description": effect} for effect in effects))
    assert [e["effect"] for e in found["unpriced"]] == effects


def test_the_year_in_which_just_as_much_is_gained_as_was_spent_is_the_one(library: Library) -> None:
    """100 000 a year for 200 000: nothing is left to gain when the second year is over."""
    even = model(
        before=fixed(100_000), discount_rate=0, start_up=[{"item": "Utstyr", "payer": "kommune", "amount": 200_000}]
    )
    turns = next(y.year for y in calculate(even, library.rates).years if y.total == pytest.approx(0))
    assert labels()("price.yearly.turns", year=turns) in text(library, even)


@pytest.mark.parametrize(
    ("intervals", "said"),
    [(((1, 40),), "uansett verdi"), (((7, 40),), "fra 7"), (((1, 7),), "til og med 7"), (((3, 5), (9, 9)), "3–5 og 9")],
)
def test_where_a_whole_number_pays_is_said_in_words(intervals: Any, said: str) -> None:
    words = PriceWords(labels())
    assert words.critical(("horizon_years",), Critical(intervals=intervals, limit=40)) == said


def test_where_a_value_stands_on_a_scale() -> None:
    place = _scale([-100.0, 0.0, 300.0])
    assert [place(value) for value in (-100.0, 0.0, 100.0, 300.0)] == [0.0, 25.0, 50.0, 100.0]


def test_what_a_model_does_not_say_takes_nothing_from_its_effect() -> None:
    said = model(before=fixed(1))
    assert (said.realisable_share, said.drop_out, said.price_growth, said.km_rate) == (1, 0, 0, 0)
