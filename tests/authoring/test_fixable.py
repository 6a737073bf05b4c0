"""Every kind of mistake that is promised to be corrected is corrected: made, told, fixed, gone, and nothing else lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support import BODY, make_checkout, writeup

from macros.authoring.fixing import Kit, fixed
from macros.authoring.targets import targets
from macros.checks import check
from macros.intake.load import load
from macros.model import Tool
from macros.problems import fixable, messages
from macros.vocabulary import fold

Change = str | bytes


def line(old: str, new: str) -> str:
    """A correct write-up with one line of it changed."""
    text = writeup()
    assert old in text
    return text.replace(old, new)


MODEL = (
    "{title: Øyene, price_year: 2024, patients_per_year: 40, horizon_years: 5, rates: {Lege: 900}, "
    "before: {steps: [{step: Møte, role: Lege, minutes: 30, times: 2, payer: kommune}]}}"
)
BENEFIT = "[{{type: Bedre oppgavedeling, description: Æ, recipient: Kommune, unit: minutter, baseline: {}}}]"

# One way to make each mistake. MG002 needs a word list of its own (test_fix_retired.py), SK012 is a tool's.
MADE: dict[str, Change] = {
    "FM001": writeup().encode("cp1252"),
    "FM005": line("Ærøya", "Ær\u202eøya"),
    "FM009": line("title: Trygg", "title: Idé: Trygg"),
    "FM010": line("phase: {start: Konsept, end: Planlegge}", "phase:\n\tstart: Konsept\n\tend: Planlegge"),
    "FM012": line("hours: 120", "hours: 120\nhours: 120"),
    "FM013": writeup(title='"Trygg hjemreise på Ærøya', source="Årsrapport"),
    "FM020": line("hours: 120", "huors: 120"),
    "FM023": line("hours: 120", "hours: 0120"),
    "FM024": writeup(verified="01.03.2026"),
    "FM025": writeup(price_model=MODEL.replace("kommune", "Kommune")),
    "FM027": line("title: Trygg hjemreise på Ærøya", "title: [Trygg hjemreise på Ærøya]"),
    "FM033": writeup(adopted_by="{organisation: Øya, date: 1/3-2024}"),
    "FM035": writeup(tools="[Tjenestereise på øya]"),
    "FM040": writeup(themes="[oppgavedeling, Oppgavedeling]"),
    "FM103": b"\xff\xfe" + writeup().encode("utf-16-le"),
    "FM105": line("Ærøya", "Æ\u00c3\u00b8ya".replace("Ær", "Ær")),
    "FM108": line("Ærøya", "Ær\u00adøya"),
    "FM109": line("på Ærøya", "pa\u030a Ærøya"),
    "FM110": "\n\n" + writeup(),
    "FM111": writeup().replace("---", "–––", 1),
    "FM112": "```yaml\n" + writeup() + "```\n",
    "FM113": "—".join(writeup().rsplit("---", 1)),
    "FM114": writeup().replace("\n", "\r"),
    "FM120": line("hours: 120", "hours:\u00a0120"),
    "FM121": line("region: Helse Vest", "region:\n  • Helse Vest"),
    "FM122": line("hours: 120", "hours:120"),
    "FM123": line("hours: 120", "hours = 120"),
    "FM125": line("title: Trygg", "title: @Trygg"),
    "FM126": line("owner: Helse Førde HF", "owner: [Helse Førde HF"),
    "FM127": writeup(classified_by='"C:\\øyer"'),
    "FM128": line("title: Trygg hjemreise på Ærøya", 'title: "Trygg" hjemreise på Ærøya'),
    "FM130": writeup(themes="[oppgavedeling, , organisering]"),
    "FM140": line("title: Trygg hjemreise på Ærøya", "title: “Trygg hjemreise på Ærøya”"),
    "FM150": line("hours: 120", "timer: 120"),
    "FM151": line("hours: 120", "Hours: 120"),
    "FM172": writeup(schema_version="1"),
    "FM173": writeup(benefits="[{id: g1, type: annen-gevinst, description: Æ, status: malt, indicator: Båtturer, unit: turer, baseline: 6, measured: {value: 4, date: 2025, source: {title: Måling, url: 'https://example.org/å'}}}]"),
    "KX180": writeup(benefits="[{type: annen-gevinst, description: Æ}]"),
    "FM201": writeup(hours="1 200"),
    "FM202": writeup(hours="120 timer"),
    "FM205": writeup(hours="120,0"),
    "FM207": writeup(hours="80 + 40"),
    "FM208": writeup(benefits=BENEFIT.format('{value: "42,5", date: 2024-05, source: Egen måling}')),
    "FM209": writeup(price_model=MODEL.replace("horizon", "discount_rate: 4 %, horizon")),
    "FM210": writeup(hours="vet ikke"),
    "FM220": writeup(verified="1. mars 2026"),
    "FM224": writeup(verified="2026-03-01T00:00:00"),
    "FM228": writeup(verified="2026.3.1"),
    "FM230": writeup(source="[{title: Årsrapport, url: www.innomed.no/øy}]"),
    "FM232": writeup(source='[{title: Årsrapport, url: "<https://innomed.no/x>"}]'),
    "FM236": writeup(contact='{role: Leder, email: "mailto:post@kommune.no"}'),
    "FM240": writeup(region="Helse Vest, Helse Nord"),
    "FM241": writeup(region="Helse Vest og Helse Nord"),
    "FM244": writeup(phase="Konsept til Planlegge"),
    "FM245": writeup(source="Årsrapport fra øyene"),
    "FM248": writeup(region='"[Helse Vest, Helse Nord]"'),
    "FM246": writeup(redirect_from="https://innomed.no/prosjekter/gammel-adresse/"),
}  # fmt: skip
TOOL = writeup(owner=None, region=None, hours=None, phase=None).replace(
    "Trygg hjemreise på Ærøya", "Tjenestereise på øya"
)


ADVICE = ("KX210", "KX211", "KX212")
"""What a write-up should have besides: no mistake, and nothing that anybody but its author can put right."""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_checkout(tmp_path_factory.mktemp("x"), {}, {"tjenestereise-pa-oya/index.md": TOOL})


@pytest.fixture
def told(checkout: Path) -> Callable[[Change], list[str]]:
    """The codes of what is wrong with a write-up."""

    def codes(change: Change) -> list[str]:
        file = checkout / "projects" / "aere.md"
        file.write_bytes(change if isinstance(change, bytes) else change.encode())
        found = [p.code for p in check(load(checkout)) if p.path == "projects/aere.md"]
        return [code for code in found if code not in ADVICE]

    return codes


def kit(root: Path) -> Kit:
    content = load(root)
    return Kit(content.vocabularies, {fold(t.data.title): t.slug for t in content.tools})


@pytest.mark.parametrize("code", sorted(MADE))
def test_a_mistake_is_told_fixed_and_gone(code: str, checkout: Path, told: Callable[[Change], list[str]]) -> None:
    made = MADE[code]
    assert code in told(made), "the example does not make the mistake it should"
    from macros.model import Project

    raw = made if isinstance(made, bytes) else made.encode()
    result = fixed(raw, Project, kit(checkout))
    assert result.text is not None
    assert told(result.text) == [], "nothing is wrong any more"
    assert result.text.endswith(BODY), "the body is what it was"
    assert fixed(result.text.encode(), Project, kit(checkout)).text == result.text, "a second run changes nothing"


def test_an_edition_of_a_tool(tmp_path: Path) -> None:
    tool = TOOL.replace("source:", "version: 2\nsource:")
    root = make_checkout(tmp_path, {}, {"reise/index.md": tool})
    assert [p.code for p in check(load(root)) if p.path.startswith("tools")] == ["SK012"]
    (target,) = [t for t in targets(root) if t.model is Tool]
    text = fixed(target.file.read_bytes(), target.model, kit(root)).text
    assert text is not None
    assert 'version: "2.0"' in text


def test_every_promise_is_kept_and_every_one_that_is_kept_is_promised() -> None:
    # FM025 is a choice in capitals here; most of its mistakes only a human can correct, so nothing is promised.
    assert fixable().keys() - {"MG002", "SK012"} == MADE.keys() - {"FM025"}
    assert fixable().keys() <= messages().keys()


@pytest.mark.parametrize("code", sorted(fixable()))
def test_what_is_done_is_a_sentence(code: str) -> None:
    assert fixable()[code].endswith("."), code
