"""Tools and their data files: each rule by the words an author meets, with the right file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_files import pdf, word, workbook
from support import make_checkout, write

from macros.content.load import Content, load
from macros.content.model import BenefitPlan, Form, PriceModel
from macros.site.checks import check

FRONT = """title: Øyekart
summary: Viser hvem som ser hva på Ærøya.
source: [{title: Årsrapport}]
"""
FORM = """title: {nb: Øyekart, nn: Augekart}
files: [docx, xlsx]
intro: {nb: Fyll ut sammen., nn: Fyll ut saman.}
sections:
  - id: hvem
    title: {nb: Hvem, nn: Kven}
    columns:
      - {id: navn, title: {nb: Navn, nn: Namn}}
      - {id: syn, title: {nb: Syn, nn: Syn}, type: choice, choices: [{nb: Godt, nn: Godt}, {nb: Dårlig, nn: Dårleg}]}
      - {id: tall, title: {nb: Tall, nn: Tal}, type: number}
      - {id: dag, title: {nb: Dag, nn: Dag}, type: date}
  - id: hvorfor
    title: {nb: Hvorfor, nn: Kvifor}
    questions: [{id: grunn, title: {nb: Hvorfor ser vi?, nn: Kvifor ser vi?}}]
  - id: klart
    title: {nb: Klart, nn: Klart}
    points: [{title: {nb: Briller på, nn: Briller på}}]
example:
  title: Ørnen på Ærøya
  about: Oppdiktet.
  answers:
    - section: hvem
      rows: [{navn: Ørn, syn: Godt, tall: 4.5, dag: 2027-03-01}]
    - section: hvorfor
      questions: {grunn: Fordi det er lyst.}
    - section: klart
      points: [{status: gjort, who: Ørn}]
"""


def told(folder: Path, front: str = "", **files: str) -> tuple[Content, list[str]]:
    """The checkout with one tool, and what is said of files under tools/, as text."""
    root = make_checkout(folder, {}, {"oyekart/index.md": f"---\n{FRONT}{front}---\n\nEn tekst om å se.\n"})
    for name, text in files.items():
        write(root / "tools" / "oyekart" / name.replace("_", "."), text)
    for line in front.splitlines():  # an attachment that exists, so that only its name is wrong
        if "{file: oyekart" in line:
            name = line.split("{file: ")[1].split(",")[0]
            write(
                root / "tools" / "oyekart" / name,
                {"pdf": pdf, "docx": word, "xlsx": workbook}[name.rpartition(".")[2]](),
            )
    content = load(root)
    return content, [p.as_text() for p in check(content) if p.path.startswith("tools/")]


def test_a_form_is_read_in_place_of_its_name(tmp_path: Path) -> None:
    content, problems = told(tmp_path, "form: form.yml\n", form_yml=FORM)
    assert problems == []
    tool = content.tools[0].data
    assert isinstance(tool.form, Form)
    assert tool.formats == ("nettside", "dokument", "regneark")
    assert tool.form.answers(tool.form.sections[0]).rows[0]["navn"] == "Ørn"


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "words"),
    [
        ("syn: Godt", "syn: Skarpt", 23, "SK007", "Gyldige verdier: Godt, Dårlig."),
        ("tall: 4.5", "tall: mange", 23, "SK008", "for eksempel 4.5"),
        ("dag: 2027-03-01", "dag: 1. mars", 23, "SK010", "for eksempel 2026-03-01"),
        ("{navn: Ørn", "{namn: Ørn", 23, "SK004", "Her kan du bruke: navn, syn, tall, dag."),
        ("questions: {grunn: Fordi det er lyst.}", "questions: {aarsak: Lyst.}", 25, "SK004", "grunn"),
        ("      points: [{status: gjort, who: Ørn}]", "      rows: [{navn: x}]", 26, "SK005", "«points»"),
        ("points: [{status: gjort, who: Ørn}]", "points: [{status: gjort}, {status: gjort}]", 27, "SK009", "2 svar under «klart», men skjemaet har 1"),
        ("status: gjort", "status: ferdig", 27, "FM025", "gjort"),
        ("    - section: klart\n      points: [{status: gjort, who: Ørn}]\n", "", 22, "SK006", "utfylt eksempel"),
        ("- id: klart", "- id: hvem", 1, "SK003", "to ganger"),
        (", choices: [{nb: Godt, nn: Godt}, {nb: Dårlig, nn: Dårleg}]", "", 9, "SK001", "type: choice"),
        ("    questions: [{id: grunn", "    columns: [{id: a, title: {nb: A, nn: A}}]\n    questions: [{id: grunn", 12,
         "SK002", "Del den i to"),
        ("nn: Augekart", "nyn: Augekart", 1, "FM020", "Mente du «nn»?"),
        ("nb: Fyll ut sammen.", "nb: Fyll ut, sammen", 3, "FM020", "sammen"),
        ("files: [docx, xlsx]", "files: [doc]", 2, "FM025", "docx"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_form(tmp_path: Path, old: str, new: str, line: int, code: str, words: str) -> None:
    assert old in FORM
    _, problems = told(tmp_path, "form: form.yml\n", form_yml=FORM.replace(old, new, 1))
    mine = [p for p in problems if code in p]
    assert mine, problems
    assert mine[0].startswith(f"tools/oyekart/form.yml:{line}:"), mine[0]
    assert words in mine[0]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    _, (problem,) = told(tmp_path, "form: fom.yml\n", form_yml=FORM)
    assert problem.startswith("tools/oyekart/index.md:5:") and "VL001" in problem and "Mente du «form.yml»?" in problem


@pytest.mark.parametrize("name", ["../form.yml", "form.txt", "/etc/passwd.yml"])
def test_only_a_data_file_in_the_tools_own_folder(tmp_path: Path, name: str) -> None:
    _, (problem,) = told(tmp_path, f"form: {name}\n", form_yml=FORM)
    assert ("VL052" if name == "form.txt" else "VL002") in problem


@pytest.mark.parametrize(
    ("front", "code", "words"),
    [
        ("license: CC-BY-9\n", "FM025", "CC-BY-4.0"),
        ("phases: [konseptuell]\n", "FM025", "Konsept"),
        ("related: [oyekort]\n", "KX003", "Verktøyet «oyekort» finnes ikke"),
        ("related: [oyekart]\n", "KX144", "viser til seg selv"),
        ("version: 1\n", "SK012", 'version: "1.0"'),
        ('version: "1.1"\nchanges: [{version: "1.0", date: 2026-11-22, text: Ny.}]\n', "SK011", "endringsloggen"),
        ("downloads: [{file: kart.pdf, title: Kart}]\n", "VL001", "kart.pdf"),
    ],
)
def test_each_mistake_in_a_tool(tmp_path: Path, front: str, code: str, words: str) -> None:
    _, problems = told(tmp_path, front)
    (mine,) = [p for p in problems if code in p]
    assert mine.startswith("tools/oyekart/index.md:5:") and words in mine


PRICES = """title: Øyesjekk
price_year: 2024
patients_per_year: 80
horizon_years: 5
rates: {optiker: 600}
after:
  steps:
    - {step: Sjekk, payer: kommune, role: optiker, minutes: 20, times: 1}
"""


def test_a_price_model_of_a_tool(tmp_path: Path) -> None:
    content, problems = told(tmp_path, "price_models: [pris.yml]\n", pris_yml=PRICES)
    assert [line.split()[1] for line in problems] == ["PR006"], "a warning alone: it cost nothing before"
    (model,) = content.tools[0].data.price_models
    assert isinstance(model, PriceModel) and model.title == "Øyesjekk"


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "words"),
    [
        ("role: optiker", "role: optikar", 8, "PR001", "Mente du «optiker»?"),
        ("rates: {optiker: 600}", "rates: {optiker: 600, sirkusdirektør: 1}", 5, "PR005", "sirkusdirektør"),
        ("patients_per_year: 80", "patients_per_year: 0", 3, "FM026", "mellom 1 og 100000"),
        ("minutes: 20", "minutes: -5", 8, "FM026", "minst 0"),
        ("horizon_years: 5", "horizon_years: 0.5", 4, "FM205", "helt tall"),
        ("horizon_years: 5", "horizon_years: 5\ndiscount_rate: 0.00001", 5, "PR002", "0.04"),
        ("horizon_years: 5", "horizon_years: 5\nsensitivity: {rates: [1.1, 0.9]}", 5, "PR003", "0.9, 1.1"),
        ("horizon_years: 5", "horizon_years: 5\nsensitivity: {patients_per_year: [0, 9]}", 5, "PR003", "40, 160"),
        ("payer: kommune", "payer: {kommune: 0.5, stat: 0.4}", 8, "FM037", "0.9"),
        ("payer: kommune", "payer: fylke", 8, "FM025", "kommune"),
    ],
)
def test_each_mistake_in_a_price_model(tmp_path: Path, old: str, new: str, line: int, code: str, words: str) -> None:
    _, problems = told(tmp_path, "price_models: [pris.yml]\n", pris_yml=PRICES.replace(old, new, 1))
    (mine,) = [p for p in problems if code in p]
    assert mine.startswith(f"tools/oyekart/pris.yml:{line}:"), mine
    assert words in mine


def test_more_lines_than_the_workbook_has_room_for(tmp_path: Path) -> None:
    rows = "".join(f"    - {{item: Sak {i}, payer: stat, amount: 1}}\n" for i in range(13))
    _, problems = told(tmp_path, "price_models: [pris.yml]\n", pris_yml=PRICES + "  fixed:\n" + rows)
    (mine,) = [p for p in problems if "PR004" in p]
    assert "13 linjer" in mine and "plass til 12" in mine


def test_neither_before_nor_after(tmp_path: Path) -> None:
    _, problems = told(tmp_path, "price_models: [pris.yml]\n", pris_yml=PRICES.partition("after:")[0])
    assert any("FM038" in p for p in problems)


PLAN = """title: Ørneplan
about: Oppdiktet.
owner: Ærøya kommune
benefits:
  - {id: g1, type: Annen gevinst, description: Flere ser bedre, baseline: 5, target: 9}
follow_up:
  - {benefit: g1, date: 2027-03-01, value: 7}
"""


def test_a_filled_in_benefit_plan(tmp_path: Path) -> None:
    content, problems = told(tmp_path, "benefit_plan: plan.yml\n", plan_yml=PLAN)
    assert problems == []
    plan = content.tools[0].data.benefit_plan
    assert isinstance(plan, BenefitPlan) and plan.follow_up[0].value == 7


def test_a_measurement_of_an_unknown_benefit(tmp_path: Path) -> None:
    _, (problem,) = told(tmp_path, "benefit_plan: plan.yml\n", plan_yml=PLAN.replace("benefit: g1", "benefit: g2"))
    assert problem.startswith("tools/oyekart/plan.yml:7:") and "SK004" in problem and "Her kan du bruke: g1" in problem


@pytest.mark.parametrize("name", ["oyekart.docx", "oyekart-nynorsk.pdf", "oyekart-eksempel.xlsx"])
def test_an_attachment_may_not_take_a_generated_files_name(tmp_path: Path, name: str) -> None:
    _, problems = told(tmp_path, f"form: form.yml\ndownloads: [{{file: {name}, title: Kart}}]\n", form_yml=FORM)
    assert any("VL007" in p and name in p for p in problems), problems
