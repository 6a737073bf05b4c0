"""The interactive catalogue in a real browser: what is shown, what the address says, what Back does."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fuzz.size import size
from playwright.sync_api import Browser, Page, expect

from macros.content.model.facets import facets
from macros.library.library import Library

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('#prosjektliste > li:not([hidden]) h3 a')].map(a => a.getAttribute('href'))"
COUNTS = """Object.fromEntries([...document.querySelectorAll('.im-group input[type=checkbox]')].map(
  b => [b.name + '=' + b.value, Number(b.nextElementSibling.lastElementChild.textContent.slice(1, -1))]))"""


@pytest.fixture(scope="module")
def records(site: Path) -> list[dict[str, Any]]:
    return json.loads((site / "data/projects.json").read_text(encoding="utf-8"))


def ready(page: Page) -> None:
    """The form works and the selection is applied. Not by a script of ours: the site's policy lets no text be run."""
    expect(page.locator("#im-filter")).not_to_have_attribute("hidden", "")
    expect(page.locator("[data-browse]")).to_have_attribute("aria-busy", "false")


def open_catalogue(page: Page, query: str = "") -> None:
    page.goto(f"/prosjekter/{query}")
    ready(page)


def tick(page: Page, name: str) -> None:
    page.locator(".im-group label", has_text=name).first.locator("input").check()


def chips(page: Page) -> list[str]:
    return page.locator("#im-chosen > li").all_inner_texts()


# --- The same figures as projects.json, reckoned here and not by our own catalogue ------------------------------


def values(record: dict[str, Any], facet: str) -> set[str]:
    hours = record["hours"]
    band = "ukjent" if hours == "ukjent" else "under-100" if hours < 100 else "100-250" if hours <= 250 else "over-250"
    plain = {"verktoy": "tools", **{f.slug: f.fact for f in facets({}) if f.fact}}
    if facet in plain:
        return set(record[plain[facet]])
    return {
        "nevner": named(record),
        "gevinst": {b["type"] for b in record["benefits"]},
        "gevinststatus": {b["status"] for b in record["benefits"]},
        "fase": {record["phase"]["end"]},
        "timer": {band},
        "siste-status": {record["outcome"]["status"] if record["outcome"] else "ukjent"},
    }[facet]


def named(record: dict[str, Any]) -> set[str]:
    """Whom a write-up of the synthetic library names; what they are is seen by what they are called."""
    told = [*record["owner"], *record["partners"], *record["health_community"]]
    ends = {"-kommune": "kommune", "sykehus": "helseforetak", "helse-forde": "helseforetak"}
    found = {who for key in told for end, who in ends.items() if key.endswith(end)}
    found |= {"helseforetak" for key in told if key in ("sykehuset-i-vestfold", "nordlandssykehuset")}
    found |= {"helsefellesskap" for key in told if key.startswith("helsefellesskap-")}
    return found | ({"kommune"} if record["municipalities"] else set())


def has(record: dict[str, Any], facet: str, wanted: list[str], every: bool, unsure: bool) -> bool:
    mine = values(record, facet)
    if unsure and facet == "nevner":
        return True  # who is not named may have taken part
    if unsure and mine <= {"ukjent"}:
        return True
    return set(wanted) <= mine if every else bool(mine & set(wanted))


def expected(
    records: list[dict[str, Any]],
    chosen: dict[str, list[str]],
    skip: str = "",
    every: tuple[str, ...] = (),
    unsure: bool = False,
) -> list[str]:
    def fits(record: dict[str, Any], unsure: bool) -> bool:
        return all(has(record, f, v, f in every, unsure) for f, v in chosen.items() if f != skip)

    sure = [r["url"] for r in records if fits(r, False)]
    return sure + ([r["url"] for r in records if fits(r, True) and not fits(r, False)] if unsure else [])


def test_every_single_value_and_many_combinations(page: Page, records: list[dict[str, Any]], library: Library) -> None:
    open_catalogue(page)
    pairs = page.evaluate(
        "[...document.querySelectorAll('.im-group input[type=checkbox]')].map(b => [b.name, b.value])"
    )
    shown_facets = {facet for facet, _ in pairs}
    assert shown_facets == {f.slug for f in library.facets if len(library.keys(f)) > 1} | {"nevner"}
    draw = random.Random(7)  # noqa: S311
    cases = [{facet: [value]} for facet, value in pairs]
    for _ in range(size(100, 500)):
        picked: dict[str, list[str]] = {}
        for facet, value in draw.sample(pairs, draw.randint(2, 5)):
            picked.setdefault(facet, []).append(value)
        cases.append(picked)
    for number, chosen in enumerate(cases):
        every = tuple(f for f, vs in chosen.items() if len(vs) > 1 and number % 3 == 0)
        unsure = number % 4 == 0
        modes = [(f"{f}-alle", "ja") for f in every] + ([("ukjent", "ja")] if unsure else [])
        query = "?" + urlencode([(f, v) for f, vs in chosen.items() for v in vs] + modes)
        shown, counts = page.evaluate(
            f"""async (query) => {{
              history.pushState(null, '', '/prosjekter/' + query); dispatchEvent(new PopStateEvent('popstate'));
              const list = document.querySelector('[data-browse]');
              do await new Promise(requestAnimationFrame); while (list.ariaBusy === 'true');
              return [{SHOWN}, {COUNTS}] }}""",
            query,
        )
        assert shown == expected(records, chosen, every=every, unsure=unsure), query
        for facet, value in draw.sample(pairs, 12):
            skip = "" if facet in every else facet
            mine = [r for r in records if r["url"] in set(expected(records, chosen, skip, every, unsure))]
            assert counts[f"{facet}={value}"] == sum(value in values(r, facet) for r in mine), (query, facet, value)


# --- Choosing, undoing, sharing ----------------------------------------------------------------------------------


def test_choices_chips_and_address(page: Page) -> None:
    open_catalogue(page)
    tick(page, "Helse Vest")
    tick(page, "Helse Nord")
    tick(page, "Konsept")
    assert page.url.endswith("/prosjekter/?fase=konsept&region=helse-nord&region=helse-vest")
    buttons = page.locator("#im-chosen button")
    expect(buttons).to_have_count(4)
    assert chips(page) == ["Konsept", "Helse Nord", "eller", "Helse Vest", "Fjern alle filtre"]
    buttons.filter(has_text="Konsept").click()
    expect(buttons).to_have_count(3)
    assert page.evaluate("document.activeElement.value") == "konsept", "focus is back on the box"
    page.get_by_role("button", name="Fjern alle filtre").click()
    expect(page.locator("#im-status")).to_have_text("9 prosjekter")


def test_back_and_forward_go_one_step(page: Page) -> None:
    open_catalogue(page)
    tick(page, "Helse Vest")
    tick(page, "Oppgavedeling")
    both = page.evaluate(SHOWN)
    assert both == ["/prosjekter/gronn-vei/", "/prosjekter/aerleg-samtale/"]
    page.locator("#im-q").press_sequentially("ungdom")
    expect(page.locator("#im-status")).not_to_have_text(f"{len(both)} prosjekter")
    page.go_back()
    expect(page.locator("#im-q")).to_have_value("")
    ready(page)
    assert page.evaluate(SHOWN) == both
    page.go_back()
    ready(page)
    assert "tema" not in page.url and page.locator("input[value=helse-vest]").is_checked()
    page.go_forward()
    ready(page)
    assert page.evaluate(SHOWN) == both


def test_a_shared_address_opens_the_same_view(page: Page) -> None:
    open_catalogue(page, "?region=helse-vest&q=ungdom&sort=timer")
    first = page.evaluate(SHOWN)
    assert first == ["/prosjekter/aerleg-samtale/"]
    assert page.locator('[name="sort"]').input_value() == "timer"
    assert page.locator("#im-q").input_value() == "ungdom"
    page.reload()
    ready(page)
    assert page.evaluate(SHOWN) == first


@pytest.mark.parametrize("path", ["/prosjekter/?region=helse-vest", "/verktoy/?formal=gevinster"])
def test_the_address_of_a_selection_is_copied(page: Page, address: str, path: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(path)
    ready(page)
    page.get_by_role("checkbox", name="Konsept").check()
    ready(page)
    page.get_by_role("button", name="Kopier adressen").click()
    expect(page.locator("#im-copied")).to_have_text("Kopiert.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url and "fase=konsept" in copied
    page.get_by_role("checkbox", name="Konsept").uncheck()
    expect(page.locator("#im-copied")).to_have_text("")


def test_who_says_nothing_of_how_it_went_is_counted_as_not_known(page: Page, records: list[dict[str, Any]]) -> None:
    open_catalogue(page)
    silent = [r["url"] for r in records if not r["outcome"] or r["outcome"]["status"] == "ukjent"]
    box = page.get_by_role("checkbox", name=re.compile("Ikke kjent"))
    expect(box.locator("xpath=..")).to_have_text(f"Ikke kjent ({len(silent)})")
    box.check()
    ready(page)
    assert page.evaluate(SHOWN) == silent and any(not r["outcome"] for r in records)


def test_few_hits_leave_no_gap_where_the_sorting_was(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, base_url=address)
    page.goto("/verktoy/?fase=gjennomfore&formal=pilot")
    ready(page)
    expect(page.locator("#im-status")).to_have_text("1 verktøy")
    status, chosen = (page.locator(part).bounding_box() for part in ("#im-status", "#im-chosen"))
    assert status and chosen and chosen["y"] - (status["y"] + status["height"]) < 40
    page.close()


def test_sorting(page: Page, records: list[dict[str, Any]]) -> None:
    open_catalogue(page, "?sort=timer")
    hours = {r["url"]: r["hours"] if r["hours"] != "ukjent" else -1 for r in records}
    shown = [hours[url] for url in page.evaluate(SHOWN)]
    assert shown == sorted(shown, reverse=True) and len(shown) == 9
    page.locator('[name="sort"]').select_option("tittel")
    ready(page)
    assert page.evaluate(SHOWN) == [r["url"] for r in records]


def test_hours_as_a_range(page: Page, records: list[dict[str, Any]]) -> None:
    open_catalogue(page, "?timer-fra=100&timer-til=200")
    assert page.evaluate(SHOWN) == [r["url"] for r in records if r["hours"] != "ukjent" and 100 <= r["hours"] <= 200]
    expect(page.locator("#im-chosen")).to_contain_text("100–200 timer")
    page.locator(".im-group[data-facet=timer]").evaluate("group => { group.open = group.parentElement.open = true }")
    page.locator('[name="timer-til"]').fill("120")
    page.locator('[name="timer-til"]').press("Tab")
    assert "timer-til=120" in page.url


def test_no_result_names_the_filter_to_drop_and_what_is_nearest(page: Page) -> None:
    open_catalogue(page, "?fase=planlegge&region=helse-nord")
    expect(page.locator("#im-status")).to_have_text("Ingen prosjekter passer til alle valgene.")
    nearest = page.locator(".im-near li")
    assert nearest.count() and all("(uten treff på " in text for text in nearest.all_inner_texts())
    expect(page.locator("#im-export")).not_to_be_visible()
    advice = page.locator("#im-advice button")
    expect(advice.first).to_contain_text("Fjern «")
    advice.first.click()
    assert page.evaluate(SHOWN)


def test_one_or_all_of_several_values_is_said_and_switched(page: Page, records: list[dict[str, Any]]) -> None:
    both = {"tema": ["organisering", "oppgavedeling"]}
    open_catalogue(page, "?tema=organisering&tema=oppgavedeling")
    group = page.locator(".im-group[data-facet=tema]")
    expect(group.locator(".im-mode")).to_contain_text("minst ett av valgene")
    group.get_by_role("button", name="Krev begge").click()
    expect(page).to_have_url(re.compile("tema-alle=ja"))
    expect(group.locator(".im-mode")).to_contain_text("bare det som har begge")
    assert page.evaluate("document.activeElement.dataset.mode") == "tema"
    assert page.evaluate(SHOWN) == expected(records, both, every=("tema",)) != expected(records, both)
    assert "og" in chips(page)
    page.go_back()
    expect(group.get_by_role("button", name="Krev begge")).to_be_visible()
    # A project has one phase: to ask for two at once is no choice.
    page.goto("/prosjekter/?fase=konsept&fase=planlegge")
    ready(page)
    expect(page.locator(".im-group[data-facet=fase] .im-mode")).to_have_count(0)


def test_no_result_of_all_says_that_one_is_enough(page: Page) -> None:
    open_catalogue(page, "?fase=konsept&fase=planlegge&fase-alle=ja")
    page.get_by_role("button", name="La ett av valgene i «Fase» være nok").click()
    ready(page)
    assert page.evaluate(SHOWN) and "alle=ja" not in page.url


def test_my_situation_leaves_out_nobody_that_does_not_say(page: Page, records: list[dict[str, Any]]) -> None:
    open_catalogue(page)
    page.locator(".im-situation summary").click()
    page.get_by_label("Hvem er du?").select_option(label="Jeg jobber på et sykehus eller i et regionalt helseforetak")
    page.get_by_label("Hvor langt er dere kommet?").select_option(label="Konsept")
    page.get_by_role("button", name="Vis prosjektene").click()
    expect(page).to_have_url(re.compile("fase=konsept.*ukjent=ja"))
    shown = page.evaluate(SHOWN)
    sure, silent = ["/prosjekter/pause-pa-oya/", "/prosjekter/aerleg-samtale/"], "/prosjekter/alt-er-ukjent/"
    assert shown[:2] == sure and silent in shown[2:]
    for record in records:
        no = record["phase"]["end"] not in ("konsept", "ukjent")
        assert not (no and record["url"] in shown), "what is known to be another phase is left out"
    expect(page.locator("#im-status")).to_contain_text(f"{len(shown) - 2} til kan passe")
    expect(page.locator("li[data-unsure]")).to_have_count(len(shown) - 2)
    page.get_by_label("Ta med omtaler som ikke sier noe").uncheck()
    ready(page)
    assert page.evaluate(SHOWN) == sure and page.locator("li[data-unsure]").count() == 0


def test_who_works_in_a_municipality_loses_neither_the_hospitals_projects_nor_those_that_do_not_say(
    page: Page, records: list[dict[str, Any]]
) -> None:
    open_catalogue(page)
    page.locator(".im-situation summary").click()
    expect(page.get_by_role("link", name="Se hva som gjelder kommunen din")).to_have_attribute("href", "/kommuner/")
    page.get_by_label("Hvem er du?").select_option(label="Jeg jobber i en kommune")
    page.get_by_role("button", name="Vis prosjektene").click()
    expect(page).to_have_url(re.compile("nevner=kommune.*ukjent=ja"))
    shown = page.evaluate(SHOWN)
    assert set(shown) == {r["url"] for r in records}, "nobody is known not to have had a municipality with them"
    sure = shown[: len(shown) - page.locator("li[data-unsure]").count()]
    assert "/prosjekter/pause-pa-oya/" in sure, "a hospital owns it, and it concerns a municipality"
    assert "/prosjekter/gronn-vei/" in sure, "a municipality is a partner"
    assert "/prosjekter/hagen-bak-sykehuset/" not in sure
    assert chips(page)[:3] == ["Nevner kommune", "eller", "Nevner helsefellesskap"], "what was chosen is said in words"
    page.get_by_text("Flere filtre").click()
    page.locator("summary", has_text="Hvem omtalen nevner").click()
    expect(page.get_by_text("Den som ikke er nevnt, kan ha vært med likevel.")).to_be_visible()


def test_a_filters_effect_is_always_in_view(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 620}, base_url=address)
    open_catalogue(page)
    page.evaluate("scrollTo(0, 700)")
    show = page.locator("#im-show")
    expect(show).to_be_in_viewport()
    box = page.get_by_role("checkbox", name="Helse Vest")
    box.scroll_into_view_if_needed()
    box.check()
    expect(show).to_have_text("Vis 2 prosjekter")
    expect(show).to_be_in_viewport()
    expect(box).to_be_in_viewport()
    show.click()
    expect(page.locator("#im-status")).to_be_in_viewport()
    expect(box).to_be_visible()
    page.close()


def test_few_filters_are_open_and_the_rest_are_one_press_away(page: Page, library: Library) -> None:
    open_catalogue(page)
    assert 4 <= page.locator("#im-panel > .im-group:visible").count() <= 5
    expect(page.locator(".im-group[data-facet=eier]")).not_to_be_visible()
    page.get_by_text("Flere filtre").click()
    expect(page.locator(".im-group[data-facet=eier] > summary")).to_be_visible()
    page.goto("/prosjekter/?eier=nordlandssykehuset")
    ready(page)
    expect(page.get_by_role("checkbox", name="Nordlandssykehuset")).to_be_visible()
    expect(page.locator("#im-further > summary")).to_contain_text("1 valgt")


def test_values_that_separate_nothing_are_not_offered_but_a_shared_address_still_means_what_it_says(page: Page) -> None:
    open_catalogue(page)
    idle = page.locator(".im-group input[value=helse-midt-norge]")
    expect(idle).not_to_be_visible()
    page.goto("/prosjekter/?region=helse-midt-norge")
    ready(page)
    expect(page.locator("#im-status")).to_have_text("Ingen prosjekter passer til alle valgene.")
    expect(idle).to_be_checked()
    expect(idle).to_be_visible()


def test_rows_in_place_of_cards(page: Page) -> None:
    open_catalogue(page)
    height = "document.querySelector('#prosjektliste').scrollHeight"
    cards = page.evaluate(height)
    page.get_by_role("button", name="Rader").click()
    expect(page).to_have_url(re.compile("visning=rader"))
    assert page.evaluate(height) < cards / 2
    expect(page.get_by_role("button", name="Rader")).to_have_attribute("aria-pressed", "true")
    assert len(page.evaluate(SHOWN)) == 9
    tick(page, "Helse Vest")
    assert "visning=rader" in page.url
    page.go_back()
    page.go_back()
    expect(page.get_by_role("button", name="Kort")).to_have_attribute("aria-pressed", "true")


def test_long_groups_have_their_own_search(page: Page) -> None:
    open_catalogue(page)
    page.get_by_text("Flere filtre").click()
    group = page.locator(".im-group[data-facet=helsefellesskap]")
    group.locator("summary").click()
    group.get_by_label("Søk i Helsefellesskap").fill("lofoten")
    assert group.locator("label:visible").count() == 1


def test_values_at_zero_are_muted_not_removed(page: Page) -> None:
    open_catalogue(page, "?fase=planlegge")
    label = page.locator(".im-group label", has=page.locator("input[value=helse-nord]"))
    assert "im-none" in (label.get_attribute("class") or "") and label.is_visible()
    assert "(0)" in label.inner_text()


@pytest.mark.parametrize(
    "query",
    [
        "?regin=x&region=helse-vest",
        "?region=helse-vest&region=helse-vest&region=finnes-ikke",
        "?region=%68%65%6C%73%65-vest&%zz=1",
        "?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E&region=helse-vest&q=",
        "?region=helse-vest&sort=drop%20table&timer-fra=abc&timer-til=-4",
        "?region=helse-vest&tull=" + "x" * 10_000,
        "?region=helse-vest&__proto__=x&constructor=y&toString=z",
    ],
)
def test_odd_addresses_are_ignored_politely(page: Page, records: list[dict[str, Any]], query: str) -> None:
    open_catalogue(page, query)
    assert page.evaluate(SHOWN) == expected(records, {"region": ["helse-vest"]})
    assert page.evaluate("window.hacked") is None


def test_markup_in_the_query_is_text(page: Page) -> None:
    open_catalogue(page, "?q=%3Cb%3Erus%3C%2Fb%3E%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E")
    assert page.evaluate("window.hacked") is None
    assert page.locator("#im-q").input_value().startswith("<b>rus")


def test_keyboard_only(page: Page) -> None:
    open_catalogue(page)
    page.locator("#im-q").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
    before = page.evaluate("document.activeElement.value")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(before))  # a box is chosen with the space bar
    assert page.evaluate("document.activeElement.value") == before, "focus does not move"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "focus can be seen"


def test_on_a_phone_the_panel_is_folded_and_nothing_scrolls_sideways(browser: Browser, address: str) -> None:
    for width, zoom in ((390, 1), (320, 1), (640, 2)):
        page = browser.new_page(viewport={"width": width // zoom, "height": 800}, base_url=address)
        open_catalogue(page, "?region=helse-vest&region=helse-nord")
        assert not page.locator("#im-panel").evaluate("el => el.open")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.locator("#im-panel > summary").click()
        expect(page.get_by_role("checkbox", name="Helse Vest")).to_be_visible()
        page.close()


def test_on_a_phone_the_answer_and_the_way_to_it_stay_in_view(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800}, base_url=address)
    page.goto("/prosjekter/")
    page.locator("#im-panel > summary").click()
    page.get_by_role("checkbox", name="Helse Vest").check()
    show = page.get_by_role("button", name="Vis 2 prosjekter")
    expect(show).to_be_in_viewport()
    show.click()
    expect(page.locator("#im-panel")).not_to_have_attribute("open", "")
    expect(page.locator("#im-status")).to_be_focused()
    expect(page.locator("#im-status")).to_be_in_viewport()
    page.close()


def test_words_that_nothing_has_are_named(page: Page) -> None:
    page.goto("/prosjekter/?q=xyzæøå")
    expect(page.locator("#im-status")).to_have_text("Ingen har ordet «xyzæøå».")
    expect(page.locator("#im-sort select")).not_to_be_visible()
    page.goto("/verktoy/?q=xyzæøå")
    expect(page.locator("#im-status")).to_have_text("Ingen har ordet «xyzæøå».")


def test_a_sentence_is_answered_in_the_list_and_beside_it(page: Page) -> None:
    page.goto("/prosjekter/?q=hvordan+kan+vi+prøve+kriterier+for+hjemreise+fra+sykehus")
    ready(page)
    shown = page.evaluate(SHOWN)
    assert shown and "/prosjekter/alt-er-ukjent/" not in shown
    expect(page.locator("#im-status")).to_contain_text(
        "Ingen prosjekter har alle ordene. Her er de som har mest av det du skrev."
    )
    page.goto("/prosjekter/?q=hvilke+kriterier+har+dere")
    ready(page)
    expect(page.locator("#im-status")).to_have_text("Ingen treff på «hvilke kriterier har dere» i prosjektene.")
    also = page.locator("#im-also")
    expect(also).to_contain_text("Se også:")
    expect(also.get_by_role("link").first).to_have_attribute("href", "/utlysninger/")
    page.locator("#im-q").fill("hage")
    expect(also).not_to_be_visible()


def test_without_javascript_the_pages_lead_everywhere(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/prosjekter/")
    assert page.locator("#prosjektliste > li").count() == 9
    assert not page.locator("#im-filter").is_visible()
    page.locator(".im-ways").get_by_role("link", name="Region").click()
    page.get_by_role("link", name="Helse Vest", exact=True).click()
    page.get_by_role("link", name="Grønn vei hjem fra Ærøya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grønn vei hjem fra Ærøya")
    context.close()


def test_print_shows_the_selection_and_hides_the_form(page: Page) -> None:
    open_catalogue(page, "?region=helse-vest&q=ungdom")
    page.emulate_media(media="print")
    assert not page.locator("#im-filter").is_visible()
    expect(page.locator("#im-printed")).to_have_text("Utvalg: «ungdom» · Helse Vest")
    assert page.locator("#im-printed").is_visible()


def test_coming_back_keeps_the_selection(page: Page) -> None:
    open_catalogue(page, "?region=helse-vest")
    shown = page.evaluate(SHOWN)
    page.locator("#prosjektliste > li:not([hidden]) h3 a").first.click()
    page.wait_for_url("**/prosjekter/*/")
    page.go_back()
    ready(page)
    assert page.evaluate(SHOWN) == shown


def test_nothing_is_kept_in_the_browser_until_asked(page: Page) -> None:
    open_catalogue(page)
    tick(page, "Helse Vest")
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    page.locator("#im-scheme").click()
    assert page.evaluate("Object.keys(localStorage)") == ["im-scheme"]
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.reload()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_tools_are_filtered_by_the_same_form(page: Page) -> None:
    page.goto("/verktoy/?formal=gevinster")
    ready(page)
    links = page.locator("#verktoyliste > li:visible h3 a")
    assert links.evaluate_all("all => all.map(a => a.getAttribute('href'))") == [
        "/verktoy/gevinstrealiseringsplan/",
        "/verktoy/tjenesteprismodell/",
    ]
    page.get_by_role("checkbox", name="Realisere").check()
    expect(page).to_have_url(re.compile(r"fase=realisere&formal=gevinster"))
    none = "Ingen verktøy passer til alle valgene."
    expect(page.locator("#im-status")).to_have_text("2 verktøy")
    page.get_by_role("checkbox", name="Gevinster").uncheck()
    page.get_by_role("checkbox", name="Pilot").check()
    expect(page.locator("#im-status")).to_have_text(none)
    page.goto("/verktoy/?q=utproving&tid=noen-dager&format=nettside")
    ready(page)
    expect(page.locator("#verktoyliste > li:visible h3 a").first).to_have_text(re.compile("Pilotplan"))


def test_words_bring_relevance_unless_an_order_is_chosen(page: Page) -> None:
    open_catalogue(page)
    sort = page.locator('[name="sort"]')
    page.locator("#im-q").fill("sykehus")
    expect(sort).to_have_value("relevans")
    ready(page)
    assert "sort=" not in page.url and page.evaluate(SHOWN)[0] == "/prosjekter/hagen-bak-sykehuset/"
    sort.select_option("timer")
    page.locator("#im-q").fill("barn")
    expect(page).to_have_url(re.compile("q=barn&sort=timer"))
    page.locator("#im-q").fill("")
    expect(sort).to_have_value("timer")
