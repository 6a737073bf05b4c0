"""A correction keeps every byte it has no business with, says when it gives up, and never makes a file worse."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from records import BODIES, valid_records
from support import CONTENT, GOLDEN, examples, make_checkout, write, writeup

from macros.authoring.fix.bytes import text_of
from macros.authoring.fix.edits import Edit, apply, chosen, outline
from macros.authoring.fix.fixing import Kit, Renamed, fixed, mistakes
from macros.authoring.fix.lines import split_file, with_marks
from macros.authoring.fix.order import in_order
from macros.authoring.fix.targets import targets
from macros.authoring.yaml.front_matter import write_up_text
from macros.content.data.vocabularies import load_vocabularies
from macros.content.load import load
from macros.content.model import Project, Tool
from macros.site.checks import check
from macros.words.vocabulary import Vocabulary

WORDS, _ = load_vocabularies(CONTENT)
KIT = Kit(WORDS, {"tjenestereise": "tjenestereise", "risikovurdering": "risikovurdering"})
CORRECT = sorted([*(CONTENT / "projects").rglob("*.md"), *(CONTENT / "tools").glob("*/index.md")])

MESSY = """\
---
# Skrevet av redaksjonen, ikke slett

summary: 'Et prosjekt for «gravide» på øyene.'   # fra søknaden
# tittelen er avklart med eieren
tittel: Trygg hjemreise på Ærøya
owner: Helse Førde HF, Helse Vest RHF
region:
  - Helse Vest   # merk deg denne
  - helse-vest
  # en merknad i listen
  - Helse Nord, Helse Midt-Norge
hours: 1 200
phase: {start: Idé, end: "Konsept"}  # ny
source:
  title: "Årsrapport: del 1"   # med kolon
  as_of: 2024
verified: 1. mars 2026
tools: [Tjenestereise, risikovurdering]
aliases: Felles mottak, psykisk helse
benefits:
  - description: |
      To linjer
        med innrykk
    type: Bedre oppgavedeling
    priced: Ja
# helt til slutt
---

## Mål\x20\x20

Tekst med to mellomrom til slutt:\x20\x20
«æøå»\t<b>x</b>

- [ ] Helse Vest\x20
"""

CLEAN = """\
---
# Skrevet av redaksjonen, ikke slett

# tittelen er avklart med eieren
title: Trygg hjemreise på Ærøya
owner: [helse-forde, helse-vest-rhf]
region:
  - helse-vest   # merk deg denne
  # en merknad i listen
  - helse-nord
  - helse-midt-norge
hours: 1200
phase: {start: ide, end: konsept}  # ny
summary: 'Et prosjekt for «gravide» på øyene.'   # fra søknaden
source:
  - title: "Årsrapport: del 1"   # med kolon
    as_of: 2024
aliases: ["Felles mottak, psykisk helse"]
tools: [tjenestereise, risikovurdering]
benefits:
  - id: g1
    description: |
      To linjer
        med innrykk
    type: bedre-oppgavedeling
    priced: true
verified: 2026-03-01
# helt til slutt
---

## Mål\x20\x20

Tekst med to mellomrom til slutt:\x20\x20
«æøå»\t<b>x</b>

- [ ] Helse Vest\x20
"""


def test_comments_quotes_and_body_stay_byte_for_byte() -> None:
    result = fixed(MESSY.encode(), Project, KIT)
    assert result.text == CLEAN
    assert result.renamed == (Renamed("tittel", "title"),)
    assert fixed(CLEAN.encode(), Project, KIT).text == CLEAN


@pytest.mark.parametrize(
    "change",
    [
        {"region": "Helse Mars"},  # no such word
        {"hours": "ca. 120"},  # approximate
        {"hours": "100-120"},
        {"verified": "03/04/2026"},  # the third of April or the fourth of March
        {"phase": "{start: Konsept, end: Idé}"},
        {"owner": "[ukjent, Helse Førde HF]"},
        {"published": "2026112"},
        {"source": "[{title: A, url: '[rapport](https://innomed.no)'}]"},
        {"contact": "{role: Leder, email: 'Ola <ola@kommune.no>'}"},
        {"themes": "Oppgavedeling og noe helt annet"},
        {"titel": "En tittel til"},  # there is one already
        # the unit would be lost
        {"benefits": "[{id: ae, type: bedre-oppgavedeling, description: Æ, baseline: 42 minutter}]"},
        {"hours": "120\nhours: 140"},
    ],
)
def test_what_only_a_human_knows_is_left(change: dict[str, str]) -> None:
    text = writeup(owner="[helse-forde]", region="[helse-vest]", phase="{start: ide, end: ide}")
    for name, value in change.items():
        text = re.sub(rf"^{name}: .*\n|(?=^source)", f"{name}: {value}\n", text, count=1, flags=re.MULTILINE)
    result = fixed(text.encode(), Project, KIT)
    front = (split_file(text) or ("", "", ""))[1]
    assert result.text is not None
    (new,) = [p[1] for p in [split_file(result.text)] if p]
    for name, value in change.items():
        assert f"{name}: {value}" in new, "the value is as it was"
    assert mistakes(new, Project, KIT) == mistakes(front, Project, KIT) != (0, 0)


def test_values_that_are_right_keep_their_own_form() -> None:
    """A label that is a key, a quoted date, a list over several lines: none of them is anybody's mistake."""
    text = writeup(
        owner="[\n  helse-forde,  # først\n  helse-vest-rhf\n  ]", region='["helse-vest"]', phase="ukjent", hours="ukjent",
        source="ukjent", verified='"2026-03-01"',
    ).replace("summary", "#\nsummary")  # fmt: skip
    order = fixed(text.encode(), Project, KIT).text
    assert order == text


@pytest.mark.parametrize("file", CORRECT, ids=lambda f: f.stem if f.stem != "index" else f.parent.name)
def test_correct_files_need_no_correction(file: Path) -> None:
    raw = file.read_bytes().replace(b"\r\n", b"\n")
    model = Tool if "tools" in file.parts else Project
    result = fixed(raw, model, KIT)
    assert result.text is not None
    assert result.text == raw.decode()


@given(valid_records(WORDS, ("risikovurdering", "pilotplan")), BODIES)
@settings(max_examples=examples(150), deadline=None)
def test_a_valid_record_is_left_as_it_is(fields: dict[str, Any], body: str) -> None:
    text = write_up_text(fields, body)
    assert fixed(text.encode(), Project, KIT).text == text


def test_valid_records_pass_the_whole_check(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {}, {"pilotplan/index.md": writeup(owner=None, region=None, hours=None, phase=None)})
    seen = 0

    @given(valid_records(WORDS, ("pilotplan",)), BODIES)
    # A smaller example is worth seconds, not the five minutes of loading a library for each.
    @settings(max_examples=examples(15), deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
    def passes(fields: dict[str, Any], body: str) -> None:
        nonlocal seen
        write(root / "projects" / "aere.md", write_up_text(fields, body))
        content = load(root)
        told = [p.as_text() for p in check(content) if p.severity == "error" and p.path == "projects/aere.md"]
        assert told == []
        assert len(content.projects) == 1
        seen += 1

    passes()
    assert seen >= examples(15)


VOCABULARY = {"owner": "organisations", "region": "regions", "round": "rounds"}


@given(valid_records(WORDS), st.randoms(use_true_random=False))
@settings(max_examples=examples(100), deadline=None)
def test_whatever_spelling_was_used_the_record_is_the_same(fields: dict[str, Any], draw: Any) -> None:
    """Keys become labels and aliases, lists of one become single values; afterwards the same record in keys again."""
    loose = dict(fields)
    for name in ("owner", "region", "round", "themes", "patient_groups", "barriers", "municipalities"):
        if name in loose:
            own = WORDS[VOCABULARY.get(name, name)]
            words = [
                draw.choice([w for w in spellings(own, key) if own.resolve(w) == key or key == "ukjent"])
                for key in loose[name]
            ]
            loose[name] = words[0] if len(words) == 1 and draw.random() < 0.5 else words
    text = write_up_text(loose, "Blåbær.")
    result = fixed(text.encode(), Project, KIT).text
    assert result is not None
    context = {"vocabularies": WORDS}
    new = (split_file(result) or ("", "", ""))[1]
    assert mistakes(new, Project, KIT) == (0, 0)
    assert Project.model_validate(read(new), context=context) == Project.model_validate(fields, context=context)
    assert fixed(result.encode(), Project, KIT).text == result
    for name in ("region", "themes"):
        assert read(new).get(name) in (fields.get(name), "ukjent"), "keys, and always a list"


def spellings(vocabulary: Vocabulary, key: str) -> tuple[str, ...]:
    return vocabulary[key].spellings() if key in vocabulary else (key,)


def read(front: str) -> dict[str, Any]:
    from macros.content.yaml.nodes import parse

    return parse(front, "x", 1)[0].data


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A real write-up with bytes changed, taken away, repeated or put in."""
    raw = bytearray(draw(st.sampled_from([MESSY.encode(), CLEAN.encode(), *(f.read_bytes() for f in CORRECT)])))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, min(len(raw), 1500)))
        new = draw(
            st.sampled_from([b"", b"\t", b"\n", b": ", b"- ", b'"', b"[", b"}", b"#", b"\r", b"---\n", b"\xe5", b"\xc3", b"\n  ", b"&a ", b"\xc2\xad"])
            | st.binary(max_size=4)
        )  # fmt: skip
        raw[at : at + draw(st.integers(0, 12))] = new
    return bytes(raw)


def test_a_cleared_field_within_another_is_left_out_as_everywhere_else() -> None:
    benefits = "[{id: g1, type: bedre-oppgavedeling, description: Færre møter på øya, status: , recipient: [kommune]}]"
    result = fixed(writeup(benefits=benefits).encode(), Project, KIT)
    assert result.text is not None and "status: ," in result.text and result.text != writeup(benefits=benefits)


@given(mutated())
@settings(max_examples=examples(200), deadline=None)
@example(b"---\ntitle: \xe5\n---\n\ntekst\n")
@example(b"---\na: |\n---\n\n\n")
def test_a_mutated_file_never_crashes_and_never_loses_its_body(raw: bytes) -> None:
    result = fixed(raw, Project, KIT)
    if result.text is None:
        return
    assert fixed(result.text.encode(), Project, KIT).text in (result.text, None), "a second run changes nothing"
    before, after = text_of(raw), split_file(result.text)
    assert before is not None
    found = split_file(with_marks(before))
    if found and after:
        assert after[2].split("\n", 1)[1:] == found[2].split("\n", 1)[1:], "the body is the same"
        assert mistakes(after[1], Project, KIT) <= mistakes(found[1], Project, KIT), "it is not worse"
    else:
        assert letters(result.text) == letters(before)


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda b: b"---\n" + b + b"\n---\n\n\xc3\xa6\n"))
@settings(max_examples=examples(200), deadline=None)
def test_random_bytes_never_crash(raw: bytes) -> None:
    result = fixed(raw, Project, KIT)
    if result.text is not None:
        assert fixed(result.text.encode("utf-8", "surrogateescape"), Project, KIT).text in (result.text, None)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
@settings(max_examples=examples(200))
def test_every_letter_of_a_text_survives(text: str) -> None:
    read_again = text_of(text.encode())
    if read_again is not None and "Ã" not in text and "Â" not in text and "â€" not in text:
        assert letters(read_again) == letters(text)


@given(st.text(st.sampled_from("abc æøåÆØÅé.,:\n"), min_size=1, max_size=80).filter(lambda t: t.strip()))
def test_windows_1252_and_utf_16_come_back_whole(text: str) -> None:
    whole = text.replace("\r", "").removesuffix("\n") + "\n"
    assert text_of(whole.encode("utf-16")) == whole
    legacy = text_of(("Blåbær " + whole).encode("cp1252"))
    assert legacy == "Blåbær " + whole


def letters(text: str) -> str:
    """Letters and digits, the rest aside."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


def test_half_utf8_and_half_windows() -> None:
    assert text_of("Ærlig ".encode() + "talt på øya".encode("cp1252")) == "Ærlig talt på øya\n"


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("Ã\u0085sgÃ¥rd", "Åsgård"),
        ("\u00c3\u00adslending", "íslending"),
        ("Bl\u00e5\u00adbær\u202e", "Blåbær"),
        ("a\u0085ø", "a\nø"),
    ],
)
def test_letters_of_which_half_is_invisible_survive(broken: str, meant: str) -> None:
    assert text_of(broken.encode()) == f"{meant}\n"


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04xx", b"a\x00b", b"\xff\xfe\x00", b"\x81\x8d"])
def test_what_is_no_text_is_left_alone(raw: bytes) -> None:
    assert fixed(raw, Project, KIT).text is None


def test_edits_that_overlap_are_made_once() -> None:
    assert apply("abcdef", [Edit(0, 2, "X"), Edit(1, 3, "Y"), Edit(4, 4, "-")]) == "Xcd-ef"
    assert chosen([Edit(3, 4, ""), Edit(0, 1, "")]) == [Edit(0, 1, ""), Edit(3, 4, "")]


def test_marks_count_signs_and_not_bytes() -> None:
    front = '# 😀 æ\ntitle: "😀 Ærøya" # k\nowner: [å, ø]\n'
    found = outline(front)
    assert found is not None
    spot = found.values[("owner", 1)]
    assert front[spot.start : spot.end] == "ø"


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("\nb: 1\na: 2\n", "\na: 2\nb: 1\n"),
        ("\n# om b\nb: 1\n\n# om a\na:\n  - x\n", "\n# om a\na:\n  - x\n# om b\nb: 1\n\n"),
        ("\n# topp\n\nb: |\n  # ikke en kommentar\n  x\na: 2\n# slutt\n", "\n# topp\n\na: 2\nb: |\n  # ikke en kommentar\n  x\n# slutt\n"),
        ("\nz: 1\nb: 'x\n\n  y'\na: [1,\n  2]\n", "\na: [1,\n  2]\nb: 'x\n\n  y'\nz: 1\n"),
        ("\n{b: 1, a: 2}\n", "\n{b: 1, a: 2}\n"),
    ],
)  # fmt: skip
def test_order(front: str, expected: str) -> None:
    assert in_order(front, ["a", "b"]) == expected


def test_the_terrible_folder_gets_better_and_never_worse(tmp_path: Path) -> None:
    import shutil

    root = make_checkout(tmp_path, {})
    shutil.copytree(GOLDEN / "terrible" / "projects", root / "projects", dirs_exist_ok=True)
    before = check(load(root))
    kit = Kit(load(root).vocabularies)
    for target in targets(root):
        text = fixed(target.file.read_bytes(), target.model, kit, target.whole).text
        if text is not None:
            target.file.write_bytes(text.encode("utf-8", "surrogateescape"))
    after = check(load(root))
    stops = {p.path for p in before if p.code in READ_AGAIN}
    still = {p.path for p in after if p.code in READ_AGAIN}
    assert still <= stops
    assert len(still) < len(stops) / 2, "most of what could not be read at all, can"
    for path in {p.path for p in before} - stops:
        told = Counter(p.code for p in before if p.path == path)
        assert Counter(p.code for p in after if p.path == path) <= told, f"{path}: nothing that was right is wrong"


READ_AGAIN = {"FM001", "FM009", "FM010", "FM013", "FM105", *(f"FM{n}" for n in range(110, 131))}
"""Mistakes that hide what else is wrong with the file."""


def test_white_space_at_the_end_of_a_line_goes_unless_it_is_part_of_a_text() -> None:
    plain = CLEAN.replace("\nhours:", " \t\nhours:", 1)
    assert plain != CLEAN and fixed(plain.encode(), Project, KIT).text == CLEAN
    text = re.sub(r"summary: .*", "summary: |-\n  De på Røst  \n  og på Værøy.", CLEAN)
    kept = fixed(text.encode(), Project, KIT).text
    assert kept is not None and "De på Røst  \n" in kept
