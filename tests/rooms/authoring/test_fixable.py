"""Every kind of mistake that is promised to be corrected is corrected: made, told, fixed, gone, and nothing else lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import BODY, make_checkout, write, writeup

from macros.authoring.fix.fixing import Kit, fixed
from macros.authoring.fix.targets import targets
from macros.cli import main
from macros.cli.promise import would_help
from macros.content.load import load
from macros.content.model import Tool
from macros.site.checks import check
from macros.words.problems import fixable, messages
from macros.words.vocabulary import fold

Change = str | bytes


def line(old: str, new: str) -> str:
    """A correct write-up with one line of it changed."""
    text = writeup()
    assert old in text
    return text.replace(old, new)


MODEL = (
    "{title: Øyene, price_year: 2024, patients_per_year: 40, horizon_years: 5, rates: {Lege: 900}, "
    "before: {steps: [{step: Møte, role: Lege, minutes: 30, times: 2, payer: kommune}]}, "
    "after: {fixed: [{item: Lisens på Ås, amount: 400, payer: kommune}]}}"
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
    from macros.content.model import Project

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


def _beside(change: Change) -> Change:
    """The same mistake in a write-up that also has one that only its author can correct."""
    return change if isinstance(change, bytes) else change.replace("published:", "farge: blå\npublished:", 1)


LIST = "docs/_data/vocabulary/themes.yml"
NUMBER = "13097248022"
"""A synthetic fødselsnummer: an error in a list whose words can be read all the same."""


@pytest.mark.parametrize("setting", ["alone", "beside", "page", "unreadable list", "list with a person's number"])
def test_what_the_check_promises_the_command_does_and_nothing_else(
    setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For every kind of correction: it is promised if, and only if, something that was told is gone afterwards."""
    root = make_checkout(tmp_path, {}, {"tjenestereise-pa-oya/index.md": TOOL})
    monkeypatch.chdir(root)
    paths = {code: f"{'docs/om' if setting == 'page' else 'projects'}/{code.lower()}.md" for code in MADE}
    for code, path in paths.items():
        write(root / path, _beside(MADE[code]) if setting == "beside" else MADE[code])
    words = (root / LIST).read_text(encoding="utf-8")
    if setting == "unreadable list":
        write(root / LIST, "tekst\n")
    elif setting == "list with a person's number":
        write(root / LIST, f"{words}# {NUMBER}\n")
    content = load(root)
    told = check(content)
    assert any(p.path == LIST for p in told) == ("list" in setting)
    promised = {c: would_help(root, content, [p for p in told if p.path == path]) for c, path in paths.items()}

    ended = CliRunner().invoke(main, ["fix"])
    before, after = (Counter((p.path, p.code) for p in found) for found in (told, check(load(root))))
    kept = {
        c: any(after[k] < n for k, n in before.items() if k[0] == p and k[1] in fixable()) for c, p in paths.items()
    }

    if setting == "unreadable list":
        assert ended.exit_code == 1
        assert not any(promised.values())
        assert all((root / p).read_bytes() == _bytes(MADE[c]) for c, p in paths.items()), "nothing is written"
    else:
        assert promised == kept
        assert any(kept.values())
    if setting == "alone":
        assert {code for code, done in kept.items() if not done} <= {"FM025"}


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("hours: 120 t", "hours: 120"),
        ("cost: [{amount: 450 000 kr, kind: tilskudd}]", "cost: [{amount: 450000, kind: tilskudd}]"),
        ("price_model: " + MODEL.replace("minutes: 30", "minutes: 30 min"), "price_model: " + MODEL),
        ("price_model: " + MODEL.replace("Lege: 900", "Lege: kr 900"), "price_model: " + MODEL),
        ("price_model: " + MODEL.replace("payer: kommune", "payer: {kommune: 60 %, stat: 0.4}"), "price_model: " + MODEL.replace("payer: kommune", "payer: {kommune: 0.6, stat: 0.4}")),
        ("cost: [{amount: 450 timer, kind: tilskudd}]", None),
        ("own_effort: {fte: 2 kr}", None),
        ("price_model: " + MODEL.replace("times: 2", "times: 2 min"), None),
    ],
)  # fmt: skip
def test_a_unit_goes_where_the_field_always_has_it(written: str, right: str | None, checkout: Path) -> None:
    """Hours of hours, kroner of kroner, a share in per cent; another unit may be another number."""
    from macros.content.model import Project

    name, _, value = written.partition(": ")
    result = fixed(writeup(**{name: value}).encode(), Project, kit(checkout))
    assert result.text is not None
    assert (right or written) in result.text


def _bytes(change: Change) -> bytes:
    return change if isinstance(change, bytes) else change.encode()


def test_no_hint_promises_what_may_be_refused() -> None:
    """A correction depends on the whole file, so only the last line of the check says «innomed fix»."""
    naming = {code for code, message in messages().items() if "innomed fix" in message["message"] + message["hint"]}
    assert naming == {"BY020", "VL024"}, "which are told only where the command would write the file anew"
