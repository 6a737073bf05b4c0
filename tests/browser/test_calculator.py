"""The price calculator: what somebody who fills it in meets."""

from __future__ import annotations

import base64
import io
import re
import zlib

import pikepdf
import pytest
from kinds import AXE, violations
from playwright.sync_api import Browser, Page, expect
from price_support import FIGURES, NEAR, SAID, draft, dump, edge, field, open_calculator, packed, settle

from macros.library.library import Library
from macros.prices.arithmetic import calculate
from macros.prices.page import listed

pytestmark = pytest.mark.browser


def start_empty(page: Page) -> None:
    open_calculator(page)
    page.get_by_label("Start fra").select_option("blank")
    settle(page)


def test_without_javascript_the_page_leads_to_the_workbook(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/tjenestepris/")
    expect(page.locator("#kalkulator")).to_contain_text("Kalkulatoren trenger JavaScript")
    href = page.locator("#kalkulator a").get_attribute("href")
    assert href and context.request.get(href).ok
    expect(page.get_by_role("heading", name="Oppdiktet eksempel med tap")).to_be_visible()
    context.close()


def test_results_are_those_of_python_and_follow_a_change(page: Page, library: Library) -> None:
    open_calculator(page, "?modell=tjenesteprismodell-2")
    model = next(item.model for item in listed(library) if item.id == "tjenesteprismodell-2")
    result = calculate(model, library.rates)
    shown = page.evaluate(FIGURES)
    assert float(shown["npv"]) == pytest.approx(result.npv, abs=NEAR) and shown["break_even"] == "ingen"
    expect(page.locator("#resultat")).to_contain_text("Den nye tjenesten koster 533 333 kr mer i året.")
    field(page, "patients_per_year").fill("60")
    expect(page.locator("#resultat")).to_contain_text("60 pasienter følges opp")
    assert float(page.evaluate(FIGURES)["cost_before"]) == pytest.approx(result.cost_before * 2, abs=NEAR)


def test_a_model_from_nothing_with_the_keyboard(page: Page) -> None:
    start_empty(page)
    expect(page.locator("#resultat")).to_contain_text("Resultatet kommer når dette er fylt ut")
    assert page.evaluate(FIGURES) == {}, "no stale figures"
    field(page, "title").fill("Hjemmebesøk på Røst")
    field(page, "patients_per_year").fill("1 000")
    add = page.get_by_role("button", name="Legg til steg").first
    add.focus()
    page.keyboard.press("Enter")
    expect(field(page, "before", "steps", 0, "step")).to_be_focused()
    page.keyboard.type("Besøk")
    field(page, "before", "steps", 0, "payer").select_option("kommune")
    field(page, "before", "steps", 0, "role").select_option("sykepleier")
    field(page, "before", "steps", 0, "minutes").fill("30")
    field(page, "before", "steps", 0, "times").fill("4,5")
    settle(page)
    expect(page.locator("#resultat")).to_contain_text("Etter-siden er tom. Er tjenesten lagt ned?")
    assert page.evaluate(FIGURES) == {}, "what is not said is no gain"
    page.get_by_role("button", name="Legg til fast kostnad").nth(1).click()
    field(page, "after", "fixed", 0, "item").fill("Tjenesten er lagt ned på Røst")
    field(page, "after", "fixed", 0, "payer").select_option("kommune")
    expect(page.locator("#resultat")).to_contain_text("Kroner: Skriv et tall")
    field(page, "after", "fixed", 0, "amount").fill("0")
    settle(page)
    # 1 000 × 4,5 × ½ time × 575 kr, reckoned here
    assert float(page.evaluate(FIGURES)["cost_before"]) == pytest.approx(1000 * 4.5 * 0.5 * 575)
    expect(page.locator(".im-calc__status")).to_contain_text("mindre i året")


@pytest.mark.parametrize(
    ("typed", "shown", "value"),
    [("4,90", "4,9", 4.9), ("450 000", "450 000", 450_000), ("4.90", "4,9", 4.9), ("1.234,50", "1 234,5", 1234.5),
     ("12 kr", "12", 12), ("5 400", "5 400", 5400), ("5.400", "5 400", 5400), ("5400,50", "5 400,5", 5400.5),
     ("5\u00a0400", "5 400", 5400), ("5\u2009400,5", "5 400,5", 5400.5), ("1.234.567", "1 234 567", 1_234_567),
     ("0.400", "0,4", 0.4), ("5’400", "5 400", 5400)],
)  # fmt: skip
def test_numbers_as_people_write_them(page: Page, typed: str, shown: str, value: float) -> None:
    open_calculator(page)
    cell = field(page, "before", "steps", 0, "material")
    cell.fill(typed)
    cell.blur()
    assert cell.input_value().replace("\N{NO-BREAK SPACE}", " ") == shown
    settle(page)
    assert draft(page)["before"]["steps"][0]["material"] == value


@pytest.mark.parametrize(
    ("path", "typed", "told"),
    [
        (("patients_per_year",), "0", "Tallet må være fra 1 til 100000"),
        (("patients_per_year",), "4,5", "«4,5» er ikke et helt tall. Skriv for eksempel 80."),
        (("patients_per_year",), "", "Skriv et helt tall, for eksempel 80."),
        (("before", "steps", 0, "minutes"), "mange", "«mange» er ikke et tall vi forstår"),
        (("before", "steps", 0, "minutes"), "-5", "Tallet må være minst 0."),
        (("before", "steps", 0, "minutes"), "1.23.4", "«1.23.4» er ikke et tall vi forstår"),
        (("discount_rate",), "0,001 %", "Skriv 0, eller minst 0,01 prosent."),
        (("discount_rate",), "0,04", "Mener du 4 prosent, skriv 4. Mener du 0,04 prosent, skriv «0,04 %»."),
        (("drop_out",), "0.1", "Mener du 10 prosent, skriv 10."),
        (("ramp_up", "patients", 0), "150", "Prosenten må være fra 0 til 100."),
        (("after", "per_patient", 0, "amount"), "400", "Skriv enten kroner, eller antall og kroner per enhet."),
        (("after", "per_patient", 0, "unit_price"), "", "Skriv et tall, for eksempel 450 000"),
        (("after", "per_patient", 0, "range", "quantity", 0), "9", "Den laveste verdien må stå først."),
        (("discount_rate",), "140", "Prosenten må være fra 0 til 100."),
        (("price_year",), "1914", "Tallet må være fra 1990 til 2100."),
        (("horizon_years",), "0", "Tallet må være fra 1 til 100."),
        (("sensitivity", "rates", 0), "300", "Den laveste verdien må stå først."),
    ],
)
def test_a_mistake_is_told_beside_the_field(page: Page, path: tuple[str | int, ...], typed: str, told: str) -> None:
    open_calculator(page)
    page.evaluate("document.querySelectorAll('#im-calculator details').forEach(d => d.open = true)")
    cell = field(page, *path)
    cell.fill(typed)
    cell.blur()
    expect(cell).to_have_attribute("aria-invalid", "true")
    near = page.locator(f"[id='{(cell.get_attribute('aria-describedby') or '').split()[-1]}']")
    expect(near).to_contain_text(told)
    expect(page.locator("#resultat")).to_contain_text("Resultatet kommer når")
    assert page.evaluate(FIGURES) == {}, "no stale figures"
    page.locator(".im-calc__fix").first.click()
    expect(cell).to_be_focused()


def test_where_figures_come_from_is_kept_when_they_are_changed(page: Page) -> None:
    """The sources of a model follow its figures through an edit and the address, and can be changed themselves."""
    model = dump(edge("transfers"))
    open_calculator(page, "#m=" + packed(model))
    field(page, "patients_per_year").fill("41")
    settle(page)
    assert draft(page)["basis"] == model["basis"] != []
    expect(page.locator("#resultat")).to_contain_text("Regelverket på Ås, 2024")
    page.evaluate("document.querySelector('[data-group=basis]').open = true")
    assert field(page, "basis", 0, "year").input_value() == "2024"
    field(page, "basis", 1, "url").fill("avtalen.pdf")
    expect(page.locator("#resultat")).to_contain_text("«avtalen.pdf» er ikke en adresse")
    field(page, "basis", 1, "url").fill("https://eksempel.no/avtalen.pdf")
    settle(page)
    assert draft(page)["basis"][1]["url"] == "https://eksempel.no/avtalen.pdf"


def test_shares_must_be_all(page: Page) -> None:
    open_calculator(page)
    field(page, "before", "steps", 0, "payer").select_option("shared")
    field(page, "before", "steps", 0, "payer", "kommune").fill("60")
    field(page, "before", "steps", 0, "payer", "helseforetak").fill("30")
    expect(page.locator("#resultat")).to_contain_text("Andelene blir 90 prosent til sammen, men må bli 100.")
    field(page, "before", "steps", 0, "payer", "helseforetak").fill("40")
    expect(page.locator("[data-figure=npv]")).to_be_visible()
    assert draft(page)["before"]["steps"][0]["payer"] == {"kommune": 0.6, "helseforetak": 0.4}


def test_rows_move_and_go_with_focus_in_a_sensible_place(page: Page) -> None:
    open_calculator(page)
    for name in ("B", "C"):
        page.get_by_role("button", name="Legg til steg").first.click()
        page.keyboard.type(name)
    page.get_by_role("button", name="Flytt opp: Steg 3").first.press("Enter")
    settle(page)
    assert [row["step"] for row in draft(page)["before"]["steps"]] == ["Hjemmebesøk", "C", "B"]
    expect(page.get_by_role("button", name="Flytt opp: Steg 2").first).to_be_focused()
    page.get_by_role("button", name="Fjern: Steg 2").first.press("Enter")
    expect(page.get_by_role("button", name="Fjern: Steg 2").first).to_be_focused()
    page.get_by_role("button", name="Fjern: Steg 2").first.press("Enter")
    expect(page.get_by_role("button", name="Fjern: Steg 1").first).to_be_focused()
    page.get_by_role("button", name="Fjern: Steg 1").first.press("Enter")
    expect(page.get_by_role("button", name="Legg til steg").first).to_be_focused()


def test_a_role_of_ones_own(page: Page) -> None:
    open_calculator(page)
    page.locator("summary", has_text="Timesatser").click()
    page.get_by_label("Ny rolle").fill("Logoped")
    page.get_by_label("Kroner per time", exact=True).fill("640")
    page.get_by_role("button", name="Legg til rollen").click()
    field(page, "before", "steps", 0, "role").select_option("Logoped")
    expect(page.locator("#resultat table").first).to_contain_text("Logoped")
    assert draft(page)["rates"]["Logoped"] == 640


def test_hours_in_a_man_year_can_be_ones_own(page: Page) -> None:
    open_calculator(page)
    page.locator("summary", has_text="Timesatser").click()
    field(page, "worked_hours", "sykepleier").fill("1 700")
    settle(page)
    assert draft(page)["worked_hours"] == {"sykepleier": 1700}
    expect(page.locator("#resultat table").first).to_contain_text("2\u00a0553 timer")  # 80 × 16 × 40/60 + 1 700


def test_the_answer_comes_first_and_says_what_decides(page: Page) -> None:
    open_calculator(page)
    answer = page.locator("#resultat .im-price__part").first
    expect(answer).to_contain_text("går regnestykket i null når «Liggedøgn på sykehus» faller 0,37 døgn")
    expect(answer).to_contain_text("−1\u00a0049\u00a0117\u00a0kr")
    expect(answer).to_contain_text("Modellen regner med et fall på 1,2 døgn, fra 4 døgn til 2,8 døgn.")


def test_any_number_of_a_line_can_be_uncertain(page: Page) -> None:
    open_calculator(page)
    page.locator("summary", has_text="Hvor usikre er tallene?").click()
    page.get_by_label("Legg til et usikkert tall").select_option(label="Etter: Lisens, kroner")
    low = field(page, "after", "per_patient", 1, "range", "amount", 0)
    expect(low).to_be_focused()
    low.fill("4.000")
    field(page, "after", "per_patient", 1, "range", "amount", 1).fill("9 000")
    settle(page)
    assert draft(page)["after"]["per_patient"][1]["range"] == {"amount": [4000, 9000]}
    expect(page.locator("#resultat")).to_contain_text("Etter: Lisens, kroner: 9\u00a0000\u00a0kr")
    expect(page.locator("#resultat")).to_contain_text("Verst av 64 kombinasjoner")
    page.get_by_role("button", name="Fjern grensene").last.click()
    expect(page.locator("#resultat")).to_contain_text("Verst av 32 kombinasjoner")


def test_the_first_years_can_be_less_than_whole(page: Page) -> None:
    open_calculator(page)
    page.locator("summary", has_text="Opptrapping, frafall og prisvekst").click()
    field(page, "ramp_up", "patients", 0).fill("50")
    field(page, "drop_out").fill("10")
    settle(page)
    assert draft(page)["ramp_up"]["patients"] == [0.5] and draft(page)["drop_out"] == 0.1
    first_year = page.locator("#resultat tbody tr", has=page.locator("th", has_text=re.compile("^1$")))
    expect(first_year).to_contain_text("50 %")
    expect(page.locator("#resultat")).to_contain_text("10 prosent av pasientene slutter og følges opp som før.")


def test_a_link_from_before_the_model_had_more_fields_still_opens(page: Page) -> None:
    old = {"title": "Gammel på Åsen", "patients_per_year": 5, "price_year": 2024, "horizon_years": 5, "discount_rate": 0.04,
           "km_rate": 0, "realisable_share": 1, "rates": {}, "sensitivity": {}, "start_up": [], "reinvestment": [],
           "before": {"fixed": [{"item": "Drift", "payer": "kommune", "amount": 900}]},
           "after": {"fixed": [{"item": "Drift", "payer": "kommune", "amount": 400}]}}  # fmt: skip
    open_calculator(page, "#m=" + packed(old))
    expect(page.locator("#resultat h3").first).to_have_text("Gammel på Åsen")
    assert float(page.evaluate(FIGURES)["saving"]) == 500


def test_a_link_opens_the_same_figures_and_back_still_leads_away(page: Page, browser: Browser, address: str) -> None:
    page.goto("/om/")
    open_calculator(page)
    field(page, "title").fill("Egne tall <b>&")
    for n in ("41", "42", "43"):
        field(page, "patients_per_year").fill(n)
        settle(page)
    link, before = page.url, page.evaluate(FIGURES)
    page.go_back()
    assert page.url.endswith("/om/"), "typing makes no steps in the history"
    context = browser.new_context()
    other = context.new_page()
    other.goto(link)
    other.wait_for_selector("#im-calculator[aria-busy=false]")
    assert other.evaluate(FIGURES) == before
    expect(other.locator("#resultat h3").first).to_have_text("Egne tall <b>&")
    context.close()


def bomb() -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"[" + b"0," * 40_000_000) + packer.flush()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")[:59_000]


@pytest.mark.parametrize(
    "hostile",
    ["", "!!!", "AAAA", "x" * 100_000, packed([]), packed("x"), packed({"before": 1, "after": 2}), packed(None)[:-2]],
    ids=["empty", "signs", "noise", "long", "list", "text", "wrong", "cut"],
)
def test_a_broken_link_is_told_kindly(page: Page, hostile: str) -> None:
    open_calculator(page, "#m=" + hostile)
    expect(page.locator(SAID)).to_have_text(re.compile("Lenken er ødelagt eller ikke hel"))
    expect(page.locator("[data-figure=npv]")).to_be_visible()


def test_a_link_that_unfolds_to_very_much_is_refused(page: Page) -> None:
    open_calculator(page, "#m=" + bomb())
    expect(page.locator(SAID)).to_have_text(re.compile("Lenken er ødelagt"))


def test_a_hostile_link_is_only_text(page: Page) -> None:
    evil = "<img src=x onerror=alert(1)>"
    side = {"steps": [{"step": evil, "payer": "constructor", "role": evil, "minutes": "1e9", "times": {}}, None, 7]}
    open_calculator(page, "#m=" + packed({"title": evil, "before": side, "after": {}, "sensitivity": {"rates": "x"},
                                          "rates": {"__proto__": 5, evil: -1}, "patients_per_year": 1e999 if 0 else 3}))  # fmt: skip
    expect(page.locator("#resultat")).to_contain_text("Velg hvem som betaler")
    assert page.locator("#im-calculator img").count() == 0


def test_empty_and_undo(page: Page) -> None:
    open_calculator(page)
    field(page, "patients_per_year").fill("77")
    settle(page)
    before = page.evaluate(FIGURES)
    page.get_by_role("button", name="Nullstill").press("Enter")
    expect(page.get_by_role("button", name="Nei, behold")).to_be_focused()
    page.get_by_role("button", name="Ja, tøm").click()
    expect(field(page, "patients_per_year")).to_have_value("")
    expect(page.get_by_role("button", name="Angre")).to_be_focused()
    page.get_by_role("button", name="Angre").click()
    expect(field(page, "patients_per_year")).to_have_value("77")
    assert page.evaluate(FIGURES) == before


def test_copy_link_says_so(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_calculator(page)
    page.get_by_role("button", name="Kopier lenke").click()
    expect(page.locator(SAID)).to_contain_text("Lenken er kopiert")
    assert page.evaluate("navigator.clipboard.readText()") == page.url and "#m=" in page.url


def test_who_loses_has_a_page_for_each_payer(page: Page) -> None:
    open_calculator(page)
    page.evaluate("window.print = () => document.body.dataset.printed = 'yes'")
    page.get_by_role("button", name="Skriv ut «Hvem taper?»").click()
    page.emulate_media(media="print")
    pages = page.locator(".im-loser")
    expect(pages).to_have_count(2)
    assert page.locator("body").get_attribute("data-printed") == "yes"
    expect(pages.nth(0)).to_contain_text("Kommunen betaler 134 578 kr mer i året")
    expect(pages.nth(0)).to_contain_text("Helseforetaket sparer 768 000 kr i året.")
    expect(pages.nth(0)).to_contain_text("Frigjort tid og færre liggedøgn er kapasitet, ikke spart budsjett")
    expect(page.locator("#resultat")).to_be_hidden()
    assert len(pikepdf.open(io.BytesIO(page.pdf(format="A4"))).pages) == 2


def test_print_has_results_and_figures_but_no_form(page: Page) -> None:
    open_calculator(page)
    page.emulate_media(media="print")
    expect(page.locator("#resultat [data-figure=npv]")).to_be_visible()
    expect(page.locator(".im-printed")).to_contain_text("Tallene modellen bygger på")
    expect(page.locator(".im-printed")).to_contain_text("Hjemmebesøk")
    expect(page.locator(".im-calc__form")).to_be_hidden()


# --- Everybody can use it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(browser: Browser, address: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", base_url=address
    )
    context.add_init_script(AXE)
    page = context.new_page()
    open_calculator(page)
    for state in ("results", "open", "asked", "mistakes"):
        if state == "open":
            page.evaluate("document.querySelectorAll('#im-calculator details').forEach(d => d.open = true)")
            field(page, "before", "steps", 0, "payer").select_option("shared")
            field(page, "before", "steps", 0, "payer", "kommune").fill("100")
        if state == "asked":
            page.get_by_role("button", name="Nullstill").click()
        if state == "mistakes":
            page.get_by_role("button", name="Ja, tøm").click()
            page.get_by_role("button", name="Legg til steg").first.click()
            field(page, "before", "steps", 0, "minutes").fill("x")
            field(page, "title").focus()
        page.wait_for_timeout(350)
        assert violations(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "scrolls sideways"
        least = 44 if width == 390 else 24
        small = page.evaluate(SMALL, least)
        assert not small, f"smaller than {least} px: {small}"
    context.close()


SMALL = """least => [...document.querySelectorAll('#im-calculator :is(button, select, input[type=text], summary, label.im-button)')]
  .filter(e => e.checkVisibility() && e.id !== 'im-calc-file' && !e.matches('.im-calc__fix'))
  .filter(e => e.getBoundingClientRect().height < least - 0.5 || e.getBoundingClientRect().width < least - 0.5)
  .map(e => e.className + ' ' + e.textContent.slice(0, 20))"""
