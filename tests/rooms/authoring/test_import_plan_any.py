"""Whatever is typed in a plan: what is released stands in the write-up, nothing else does, and twice changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plans import DAY, WRITEUP, fill, lines, saved, workbook
from support import examples, make_checkout

from macros.authoring.entries import Existing, plain_fields
from macros.authoring.importing.kinds import read_file
from macros.authoring.importing.plan import plan
from macros.authoring.importing.source import Source
from macros.content.data.vocabularies import load_vocabularies
from macros.content.yaml.nodes import parse
from macros.content.yaml.text import split
from macros.words.problems import Problem
from macros.words.vocabulary import Vocabularies

VALUES = st.one_of(st.integers(10, 10**6), st.integers(1, 9999).map(lambda n: n / 100))
DAYS = st.dates(date(2025, 4, 1), date(2026, 11, 1))
TEXTS = st.sampled_from(
    ["Egen telling", "Øyas register: 2026", "rapport, https://example.org/øy?a=1", "#1 - {x}", "'Sitat' & \"mer\""]
)
MEASUREMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "Gevinst-id": st.sampled_from(["G1", "g2", "G2"]),
            "Målt dato": DAYS,
            "Verdi": VALUES,
            "n": st.none() | st.integers(10, 500),
            "Kilde": st.none() | TEXTS,
            "Kan publiseres": st.sampled_from(["Ja", "ja", "Nei", None]),
        }
    ),
    max_size=6,
    unique_by=lambda m: (m["Gevinst-id"].upper(), m["Målt dato"]),
)
BASELINES = st.none() | st.fixed_dictionaries(
    {"Nullpunkt, verdi": VALUES, "Nullpunkt, dato": st.dates(date(2020, 1, 1), date(2025, 3, 1)), "Kan publiseres": st.sampled_from(["Ja", None])}
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_checkout(tmp_path_factory.mktemp("runde"), {"oya.md": WRITEUP})


def existing(text: str, words: Vocabularies) -> Existing:
    from macros.authoring.entries import Entry

    source = split(text, "projects/oya.md")
    assert not isinstance(source, Problem)
    tree, wrong = parse(source.front, "projects/oya.md", source.front_line)
    assert wrong == []
    return Existing(Entry("oya", plain_fields(tree, words), source.body.strip("\n"), False), text, tree)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(MEASUREMENTS, BASELINES)
def test_what_is_released_and_nothing_else_comes_in(
    root: Path, measured: list[dict[str, Any]], baseline: dict[str, Any] | None
) -> None:
    words = load_vocabularies(root)[0]
    book = workbook(root)
    for number, line in enumerate(measured, 2):
        fill(book["Oppfølging"], number, line)
    if baseline:
        fill(book["Plan"], 1, baseline)
    data = saved(book)
    before = existing(WRITEUP, words)
    read = read_file(Source(data, "plan.xlsx", words))
    (step,), problems = plan(read.found, [before], words, False, "plan.xlsx", today=DAY)
    assert problems == []
    after = existing(step.text or WRITEUP, words)
    told: dict[str, list[dict[str, Any]]] = {b["id"]: b.get("measurements", []) for b in after.entry.fields["benefits"]}
    wanted = {
        (m["Gevinst-id"].lower(), m["Målt dato"].isoformat(), float(m["Verdi"]), m["n"])
        for m in measured
        if m["Kan publiseres"] in ("Ja", "ja")
    }
    found = {(id_, m["date"], float(m["value"]), m.get("n")) for id_, all_ in told.items() for m in all_}
    assert found - {("g2", "2025-03", 60.0, None)} == wanted
    assert [m["date"] for m in told["g2"]] == sorted(m["date"] for m in told["g2"])
    first = after.entry.fields["benefits"][0].get("baseline")
    released = baseline and baseline["Kan publiseres"] == "Ja"
    assert (first and float(first["value"])) == (float(baseline["Nullpunkt, verdi"]) if released and baseline else None)
    again, _ = plan(read.found, [after], words, False, "plan.xlsx", today=DAY)
    assert [s.kind for s in again] == ["same"]
    kept = [line for line in WRITEUP.split("\n") if "id: g2" not in line]
    assert [line for line in after.text.split("\n") if line in kept] == kept, "nothing else is touched"
    (root / "projects/oya.md").write_text(after.text, encoding="utf-8")
    back = workbook(root)
    shown = {(str(x["Gevinst-id"]).lower(), float(x["Verdi"])) for x in lines(back["Oppfølging"])}
    assert shown == {(id_, float(m["value"])) for id_, all_ in told.items() for m in all_}
    (root / "projects/oya.md").write_text(WRITEUP, encoding="utf-8")
