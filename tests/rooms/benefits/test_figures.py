"""What a reader sees of a benefit's numbers: sentences, attainment, and a chart that says something else may be the cause."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from macros.benefits import benefit_chart, figures
from macros.content.model import Benefit
from macros.content.model.benefit import Measurement
from macros.content.model.evidence import SMALL
from macros.library.benefits import attainment
from macros.words.labels import labels

T = labels()
CAUSES = "Endringen kan ha andre årsaker enn prosjektet."


def gain(*measured: float | str | None, **more: object) -> Benefit:
    made = tuple(Measurement(value=v, date=f"202{n}-05", n=40) for n, v in enumerate(measured, 3))
    known = {
        "unit": "båtturer",
        "indicator": "Turer på Ærøya",
        "baseline": Measurement(value=50.0, date="2022"),
        "target": Measurement(value=20.0),
    }
    return Benefit(
        id="g1", type="annen-gevinst", description="Færre turer", status="malt", measurements=made
    ).model_copy(update=known | more)


def test_the_last_measurement_is_told_as_a_part_of_the_way() -> None:
    assert figures(gain(44.0, 35.0), T)[-1] == "siste måling er 50 prosent av veien fra nullpunkt til mål"
    assert figures(gain(56.0), T)[-1] == "siste måling er -20 prosent av veien fra nullpunkt til mål"
    told = figures(gain(44.0), T)
    assert told[:3] == ("nullpunkt 50 båtturer (2022)", "mål 20 båtturer", "målt 44 båtturer (mai 2023; n = 40)")


def test_without_a_way_there_is_no_part_of_it() -> None:
    still = gain(50.0, target=Measurement(value=50.0))
    for benefit in (gain(), still, gain(44.0, baseline=None), gain(SMALL), gain(None)):
        assert not any("av veien" in told for told in figures(benefit, T))


@given(*(st.floats(-1e6, 1e6) for _ in range(3)))
def test_attainment_is_none_at_the_start_and_all_at_the_target(start: float, goal: float, value: float) -> None:
    benefit = gain(baseline=Measurement(value=start), target=Measurement(value=goal))
    if start == goal:
        assert attainment(benefit, value) is None
    else:
        assert attainment(benefit, start) == 0 and attainment(benefit, goal) == 1


def test_a_chart_has_the_numbers_in_time_and_the_reservation_under_it() -> None:
    root = html.fragment_fromstring(str(benefit_chart(gain(44.0, 35.5), T, "tall-g1")))
    names = [x.text for x in root.xpath("//*[@class='im-svg__name']")]
    assert names == ["Nullpunkt 2022", "Målt mai 2023", "Målt mai 2024", "Mål"]
    assert [x.text for x in root.xpath("//*[@class='im-svg__value']")] == ["50", "44", "35,5", "20"]
    assert root.xpath("string(.//figcaption)") == f"Stolpene viser båtturer. {CAUSES}"
    described = root.xpath("string(.//desc)")
    assert "Målt mai 2024: 35,5 båtturer" in described
    widths = [x.get("width") for x in root.xpath("//*[starts-with(@class, 'im-tone')]")]
    assert widths == ["100.0%", "88.0%", "71.0%", "40.0%"]


def test_there_is_no_chart_of_what_may_not_be_shown_or_is_not_measured() -> None:
    alone = gain(44.0, baseline=None, target=None)
    for benefit in (gain(), gain(None), gain(SMALL), alone, gain(-3.0)):
        assert benefit_chart(benefit, T, "tall") == ""
