"""What the form reads and writes, without the browser: every real file, and records and texts nobody has thought of."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from node import node_modules
from pydantic import BaseModel
from records import BODIES, TEXTS, read_back, valid_records
from support import CONTENT, ROOT, examples, write

from macros.authoring.form.config import config_yaml
from macros.authoring.form.page import AdminSettings, admin_html
from macros.authoring.word_lists import with_value
from macros.authoring.yaml.front_matter import write_up_text
from macros.content.data.vocabularies import load_vocabularies
from macros.content.model.fields.new_words import new_word
from macros.content.yaml.nodes import parse
from macros.content.yaml.text import SourceText, split
from macros.library.library import Library
from macros.text.norwegian import slug

pytestmark = pytest.mark.browser
WORDS = load_vocabularies(CONTENT)[0]
FILES = {
    "projects": [*CONTENT.glob("projects/*.md"), *CONTENT.glob("projects/*/index.md")],
    "tools": [*CONTENT.glob("tools/*/index.md")],
    "vocabulary": [*CONTENT.glob("docs/_data/vocabulary/*.yml")],
    "pages": [*CONTENT.glob("docs/**/*.md")],
}
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
CLEARED = ("", None, [], [""], {"title": ""})
"""What the form's widgets leave behind when a person empties them."""
Answer = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def ask(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answer]:
    """``ask("projects", read=text)`` gives ``{"data": …}``, ``ask("projects", write=data)`` ``{"text": …}``."""
    node_modules("admin")
    config = write(tmp_path_factory.mktemp("skjema") / "config.yml", config_yaml(library))
    running = subprocess.Popen(
        ["node", ROOT / "tests/browser/admin_files.mjs", config],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdin and running.stdout

    def asked(kind: str, **what: object) -> dict[str, Any]:
        assert running.stdin and running.stdout
        running.stdin.write(json.dumps({"kind": kind, **what}) + "\n")
        running.stdin.flush()
        answer: dict[str, Any] = json.loads(running.stdout.readline())
        return answer

    yield asked
    running.stdin.close()
    running.wait(10)


def meaning(record: BaseModel) -> dict[str, Any]:
    """What a record says; ``source: Telling`` and ``source: {title: Telling}`` say the same."""
    return _titled(record.model_dump())  # type: ignore[no-any-return]


def _titled(value: Any) -> Any:
    if isinstance(value, dict):
        named = {key: _titled(item) for key, item in value.items()}
        if isinstance(named.get("source"), str):
            named["source"] = {"title": named["source"], "url": None}
        return named
    return [_titled(item) for item in value] if isinstance(value, (list, tuple)) else value


def front(text: str) -> dict[str, Any]:
    """The fields as our own reader sees them."""
    source = split(text, "projects/x.md")
    assert isinstance(source, SourceText)
    return parse(source.front, "projects/x.md", 2)[0].data


def body(text: str) -> str:
    source = split(text, "projects/x.md")
    assert isinstance(source, SourceText)
    return source.body


@pytest.mark.parametrize("kind", FILES)
def test_opened_and_saved_every_file_is_the_same_to_the_byte(ask: Answer, kind: str) -> None:
    assert len(FILES[kind]) > 2
    for file in FILES[kind]:
        text = file.read_text(encoding="utf-8")
        assert ask(kind, write=ask(kind, read=text)["data"]) == {"text": text}, file


def edited(value: object) -> object:
    """Another value of the shape that the form has: a text, some of an object's parts, or a list of one."""
    if isinstance(value, list):
        return [edited(value[0])] if value else ["Blåbær: på øya"]
    if isinstance(value, dict) and value:
        return {part: f"Blåbær: på øya {part}" for part in [*value][:2]}
    return "Blåbær: på øya"


def test_an_edited_field_changes_that_field_alone(ask: Answer) -> None:
    for file in FILES["projects"]:
        text = file.read_text(encoding="utf-8")
        data = ask("projects", read=text)["data"]
        for name in [n for n in data if n not in ("body", "_original", "benefits", "outcome")]:
            new = edited(data[name])
            after = ask("projects", write={**data, name: new})["text"]
            assert front(after) == {**front(text), name: new}, (file, name)
            assert body(after) == body(text), (file, name)


def test_a_cleared_field_goes_and_nothing_else(ask: Answer) -> None:
    for file in FILES["projects"]:
        text = file.read_text(encoding="utf-8")
        data = ask("projects", read=text)["data"]
        for name, cleared in zip([n for n in data if n not in ("body", "_original")], cycle(CLEARED), strict=False):
            after = ask("projects", write={**data, name: cleared})["text"]
            assert front(after) == {k: v for k, v in front(text).items() if k != name}, (file, name, cleared)
            assert body(after) == body(text)


def test_a_new_line_of_text_is_the_only_change(ask: Answer) -> None:
    for file in FILES["projects"]:
        text = file.read_text(encoding="utf-8")
        data = ask("projects", read=text)["data"]
        after = ask("projects", write={**data, "body": data["body"] + "\nBlåbær.\n"})["text"]
        assert after == text.rstrip("\n") + "\n\nBlåbær.\n"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("owner: Helse Førde HF", {"owner": ["helse-forde"]}),
        ("owner: Elvefjord kommune", {"owner": ["Elvefjord kommune"]}),
        ("period: 2021", {"period": {"from": "2021"}}),
        ("region: Helse Vest", {"region": ["helse-vest"]}),
        ("region: [helse vest, Nord-Norge]", {"region": ["helse-vest", "helse-nord"]}),
        ("phase: Idé", {"phase": {"start": "ide", "end": "ide"}}),
        ("phase: ukjent", {"phase": {"start": "ukjent", "end": "ukjent"}}),
        ("source: ukjent", {"source": [{"title": "ukjent"}]}),
        ("source: {title: Årsrapport}", {"source": [{"title": "Årsrapport"}]}),
        ("hours: 0120", {"hours": "0120"}),
        ("title: no", {"title": "no"}),
        ("aliases: DHO Agder, Kristiansand", {"aliases": ["DHO Agder, Kristiansand"]}),
        ("benefits: [{type: x, baseline: 12.50}]", {"benefits": [{"type": "x", "baseline": {"value": "12.50"}}]}),
        ("outcome: ukjent", {"outcome": {"status": "ukjent"}}),
        ("outcome: {source: Melding}", {"outcome": {"source": {"title": "Melding"}}}),
    ],
)
def test_short_forms_are_shown_as_the_form_needs_them_and_kept_as_they_were(
    ask: Answer, written: str, seen: dict[str, Any]
) -> None:
    text = f"---\n# En merknad på øya\n{written}\n---\n\nTekst\n"
    data = ask("projects", read=text)["data"]
    assert {k: v for k, v in data.items() if k not in ("body", "_original")} == seen
    assert ask("projects", write=data) == {"text": text}
    assert ask("projects", write={**data, "classified_by": "æøå"})["text"] == text.replace(
        f"{written}\n---", f"{written}\nclassified_by: æøå\n---"
    )


def test_comments_stay_where_the_author_wrote_them(ask: Answer) -> None:
    text = "---\n# øverst\ntitle: 'Øy'  # etter\n# før timene\nhours:   120\n\n# sist\nowner: [ 'a',b ]\n---\nTekst"
    data = ask("projects", read=text)["data"]
    after = ask("projects", write={**data, "title": "Blå øy", "hours": "130"})["text"]
    assert (
        after
        == "---\n# øverst\ntitle: Blå øy # etter\n# før timene\nhours: 130\n\n# sist\nowner: [ 'a',b ]\n---\nTekst"
    )


def test_windows_line_ends_stay(ask: Answer) -> None:
    text = "---\r\ntitle: Øy\r\nhours: 120\r\n---\r\n\r\nTekst\r\n"
    data = ask("projects", read=text)["data"]
    assert ask("projects", write={**data, "hours": "130"})["text"] == text.replace("120", "130")


@settings(max_examples=examples(60), deadline=None, suppress_health_check=QUIET)
@given(fields=valid_records(WORDS), text=BODIES)
def test_a_record_written_by_the_form_is_the_same_record(ask: Answer, fields: dict[str, Any], text: str) -> None:
    before, plain = read_back(write_up_text(fields, text), WORDS)
    data = ask("projects", read=write_up_text(fields, text))["data"]
    new = {k: v for k, v in data.items() if k != "_original"}
    after, again = read_back(ask("projects", write=new)["text"], WORDS)
    assert (meaning(after), again) == (meaning(before), plain)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=QUIET)
@given(old=valid_records(WORDS), new=valid_records(WORDS), text=BODIES)
def test_a_record_edited_into_another_is_that_other(
    ask: Answer, old: dict[str, Any], new: dict[str, Any], text: str
) -> None:
    wanted, plain = read_back(write_up_text(new, text), WORDS)
    data = ask("projects", read=write_up_text(new, text))["data"]
    data["_original"] = write_up_text(old, "## Mål\n\nBlåbær på øya.\n")
    after, again = read_back(ask("projects", write=data)["text"], WORDS)
    assert (meaning(after), again) == (meaning(wanted), plain)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=QUIET)
@given(st.one_of(st.text(max_size=200), st.lists(TEXTS, max_size=6).map(lambda x: "---\n" + "\n".join(x) + "\n---\n")))
def test_no_text_is_lost_and_none_stops_the_form(ask: Answer, text: str) -> None:
    data = ask("projects", read=text)["data"]
    saved = ask("projects", write=data)
    if "_broken" in data:
        assert "Nektet" in saved["refused"] and data["_original"] == text
    else:
        assert saved["text"].replace("\r\n", "\n") == text.replace("\r\n", "\n").replace("\r", "\n")


def test_a_new_benefit_gets_the_next_number_and_no_other_is_touched(ask: Answer) -> None:
    benefit = {"type": "kvalitet", "description": "Færre reiser på øya"}
    text = ask("projects", write={"title": "Én", "benefits": [benefit, {**benefit, "id": "g7"}, benefit]})["text"]
    assert [b["id"] for b in front(text)["benefits"]] == ["g8", "g7", "g9"]
    data = ask("projects", read=text)["data"]
    data["benefits"] = [data["benefits"][0], {**benefit, "description": "Ny på øya"}]
    after = ask("projects", write=data)["text"]
    # The number of one that was taken away is not given again.
    assert [b["id"] for b in front(after)["benefits"]] == ["g8", "g10"]
    without = text.replace("  - id: g8\n    ", "  - ")
    data = ask("projects", read=without)["data"] | {"title": "Bare tittelen"}
    assert "g8" not in ask("projects", write=data)["text"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "vocabulary"),
    [
        ("Fjellheimen diakonale sykehus", "organisations"), ("Ærøya HF", "organisations"), ("Helseetaten i Oslo kommune", "organisations"),
        ("S2 2031", "rounds"), ("Første runde 1. 2025", "rounds"),
    ],
)  # fmt: skip
def test_a_new_word_stands_in_its_list_as_our_own_program_puts_it(
    ask: Answer, name: str, vocabulary: str, newline: str
) -> None:
    text = (CONTENT / f"docs/_data/vocabulary/{vocabulary}.yml").read_text(encoding="utf-8").replace("\n", newline)
    word = new_word(name, WORDS[vocabulary], WORDS)
    assert word, name
    ours = with_value(text, word)
    assert ours and ours != text
    assert ask("", list=text, words=[dict(word.fields)])["text"] == ours
    assert ask("", list=ours, words=[dict(word.fields)])["text"] == ours, "once"
    assert ask("", list=text, before=ours, words=[])["text"] == ours, "what the proposal had is still in it"


def test_what_others_added_in_the_meantime_stays(ask: Answer) -> None:
    text = (CONTENT / "docs/_data/vocabulary/organisations.yml").read_text(encoding="utf-8")
    mine, theirs = (
        new_word(name, WORDS["organisations"], WORDS) for name in ("Ærøya HF", "Fjellheimen diakonale sykehus")
    )
    assert mine and theirs
    published, proposed = with_value(text, theirs), with_value(text, mine)
    assert published and proposed
    assert ask("", list=published, before=proposed, words=[])["text"] == with_value(published, mine)


def test_the_new_words_of_a_project_become_its_own(ask: Answer) -> None:
    page = lxml_html.fromstring(admin_html(AdminSettings.of("https://eksempel.no/", "", None)))
    round_ = json.loads(page.xpath("string(//script[@id='im-admin-settings'])"))["words"]["round"]
    entry = {
        "title": "Øya", "owner": ["ukjent"], "partners": ["helse-forde"],
        "new_organisation": [
            {"name": " Ærøya  HF", "kind": "helseforetak", "region": "helse-vest", "role": "owner"},
            {"name": "Blå Øy AS", "kind": "annet", "role": "partners"}, {"name": ""},
        ],
        "new_round": [{"year": "2031", "number": "2"}, {"year": ""}],
    }  # fmt: skip
    got = ask("", entry=entry, round=round_)
    assert got["entry"] == {
        "title": "Øya", "owner": ["aeroya"], "partners": ["helse-forde", "bla-oy"], "round": ["2031-s2"],
    }  # fmt: skip
    told = new_word("S2 2031", WORDS["rounds"], WORDS)
    assert told and got["found"]["rounds"] == [dict(told.fields)]
    assert [o["key"] for o in got["found"]["organisations"]] == [slug("Ærøya"), slug("Blå Øy")]
