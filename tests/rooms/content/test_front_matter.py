"""Front matter is read by the field's type, not by YAML's guesses; and never crashes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import FRONT, examples, make_checkout, write, writeup

from macros.content.load import Content, load
from macros.content.model import PriceModel, Project
from macros.content.records import Record, load_record
from macros.content.yaml.nodes import parse
from macros.content.yaml.text import split
from macros.words.problems import Problem

REQUIRED = sorted(set(FRONT) - {"published"})


def read(tmp_path: Path, content: Content, text: str | bytes) -> tuple[Record[Project] | None, list[Problem]]:
    file = write(tmp_path / "projects" / "prøve".replace("ø", "o") / "index.md", text)
    return load_record(tmp_path, file, Project, content.vocabularies)


def ok(tmp_path: Path, content: Content, **fields: str | None) -> Project:
    record, problems = read(tmp_path, content, writeup(**fields))
    assert record, [p.as_text() for p in problems]
    return record.data


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "0120", "1e3", "12:30:45", "2026-03-01", "=", "<<", "0x1F", ".inf"]
)
def test_yaml_does_not_guess(tmp_path: Path, content: Content, word: str) -> None:
    assert ok(tmp_path, content, title=word).title == word


@pytest.mark.parametrize("blank", ["", '""', "null", "~", "[]", '[""]', "['', null]"])
def test_what_the_form_writes_for_cleared_fields(tmp_path: Path, content: Content, blank: str) -> None:
    assert ok(tmp_path, content, tools=blank, partners=blank, contact=blank, published=blank).tools == ()


@pytest.mark.parametrize("name", REQUIRED)
def test_a_required_field_may_not_be_blank(tmp_path: Path, content: Content, name: str) -> None:
    record, problems = read(tmp_path, content, writeup(**{name: ""}))
    assert record is None
    assert [(p.code, p.field) for p in problems] == [("FM022", name)]


@pytest.mark.parametrize("name", REQUIRED)
def test_a_required_field_may_not_be_left_out(tmp_path: Path, content: Content, name: str) -> None:
    _, problems = read(tmp_path, content, writeup(**{name: None}))
    assert [(p.code, p.field) for p in problems] == [("FM021", name)]


@pytest.mark.parametrize("name", [name for name in REQUIRED if name != "title"])
def test_unknown_is_legal_where_blank_is_not(tmp_path: Path, content: Content, name: str) -> None:
    project = ok(tmp_path, content, **{name: "ukjent"})
    assert "ukjent" in str(getattr(project, name))


@pytest.mark.parametrize(
    "spelling", ["helse-vest", "Helse Vest", "helse vest", "HELSE VEST", "[Helse Vest]", '"Helse-Vest"']
)
def test_keys_and_labels_are_both_accepted(tmp_path: Path, content: Content, spelling: str) -> None:
    assert ok(tmp_path, content, region=spelling).region == ("helse-vest",)


@pytest.mark.parametrize(
    ("owner", "key"),
    [
        ("Helsefelleskapet i Nordre Trøndelag", "helsefellesskap-nordre-trondelag"),
        ("Kvæangen kommune", "kvaenangen-kommune"),
        ("Kvæningen", "kvaenangen-kommune"),
        ("Ahus", "akershus-universitetssykehus"),
        ("Stavanger Universitetssykehus", "helse-stavanger"),
    ],
)
def test_names_that_drift_find_their_organisation(tmp_path: Path, content: Content, owner: str, key: str) -> None:
    assert ok(tmp_path, content, owner=owner).owner == (key,)


def test_one_phase_or_two(tmp_path: Path, content: Content) -> None:
    one = ok(tmp_path, content, phase="Gjennomføre").phase
    assert (one.start, one.end) == ("gjennomfore", "gjennomfore")
    two = ok(tmp_path, content, phase="{start: Idé, end: Realisere}").phase
    assert (two.start, two.end) == ("ide", "realisere")


def test_unknown_stands_alone(tmp_path: Path, content: Content) -> None:
    _, problems = read(tmp_path, content, writeup(region="[ukjent, helse-vest]"))
    assert [p.code for p in problems] == ["FM041"]


def test_the_line_and_column_are_the_authors(tmp_path: Path, content: Content) -> None:
    text = writeup().replace("hours: 120", "# et ord om timene\nhours:   12o")
    _, (found,) = read(tmp_path, content, text)
    line = text.split("\n").index("hours:   12o") + 1
    assert (found.line, found.column, found.value) == (line, 10, "12o")


@pytest.mark.parametrize("hours", ["0", "10000", '"120"', "ukjent", "Ukjent"])
def test_hours_that_are_legal(tmp_path: Path, content: Content, hours: str) -> None:
    assert str(ok(tmp_path, content, hours=hours).hours) == hours.strip('"').lower()


@pytest.mark.parametrize(
    ("hours", "code", "write"),
    [
        ("0120", "FM023", "Skriv: hours: 120"),
        ("1 200", "FM201", "Skriv: hours: 1200"),
        ("1\u2009200", "FM201", "Skriv: hours: 1200"),
        ("1\u202f200", "FM201", "Skriv: hours: 1200"),
        ("1.200", "FM201", "Skriv: hours: 1200"),
        ("120 timer", "FM202", "Skriv: hours: 120"),
        ("120,0", "FM205", "Skriv: hours: 120"),
        ("1e3", "FM023", "Skriv bare sifrene, for eksempel 120."),
        ("12O", "FM023", "Skriv: hours: 120"),
        ("10001", "FM026", "Sjekk tallet i kilden, og skriv det som står der."),
        ("-1", "FM026", "Sjekk tallet i kilden, og skriv det som står der."),
        ("99999999999999999999", "FM023", "Skriv bare sifrene, for eksempel 120."),
    ],
)
def test_hours_that_are_not(tmp_path: Path, content: Content, hours: str, code: str, write: str) -> None:
    _, (found,) = read(tmp_path, content, writeup(hours=hours))
    assert (found.code, found.hint) == (code, write)


def test_crlf_bom_and_no_last_newline(tmp_path: Path, content: Content) -> None:
    text = "\ufeff" + writeup().replace("\n", "\r\n").rstrip()
    record, problems = read(tmp_path, content, text)
    assert record and not problems and record.data.title == FRONT["title"]


def test_a_price_model_is_typed(tmp_path: Path, content: Content) -> None:
    model = (
        "{title: Hjemmeoppfølging, price_year: 2024, patients_per_year: 80, horizon_years: 5, after: {fixed: "
        "[{item: Lisens, payer: {kommune: 0.6, helseforetak: 0.4}, amount: 5400}]}}"
    )
    assert ok(tmp_path, content, price_model=model).price_model is not None
    _, (found,) = read(tmp_path, content, writeup(price_model=model.replace("0.4", "0.5")))
    assert (found.code, found.value) == ("FM037", "1.1")


def fields() -> st.SearchStrategy[str]:
    key = st.sampled_from([*FRONT, "round", "benefits", "tull", "title"])
    value = st.one_of(
        st.text(max_size=30), st.sampled_from(["{a: [1, {b: ", "[[[[", "&a *a", "!!python/x y", "- a\n  - b", "|\n x"])
    )
    return st.lists(st.tuples(key, value), max_size=8).map(lambda rows: "".join(f"{k}: {v}\n" for k, v in rows))


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), fields()), st.text(max_size=200))
def test_anything_gives_a_record_or_a_line_never_a_crash(
    tmp_path: Path, content: Content, front: str, body: str
) -> None:
    text = f"---\n{front}\n---\n{body}"
    record, problems = read(tmp_path, content, text.encode("utf-8", "surrogatepass"))
    assert record or problems
    for found in problems:
        assert 1 <= found.line <= text.count("\n") + text.count("\r") + 2
        assert found.column >= 1 and found.code and found.message and "\n" not in found.as_text()


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_give_a_line(tmp_path: Path, content: Content, raw: bytes) -> None:
    record, problems = read(tmp_path, content, raw)
    assert record or (all(p.line >= 1 for p in problems) and problems)


def test_deep_nesting_and_large_front_matter_are_refused() -> None:
    deep = "a: " + "[" * 5000 + "]" * 5000
    _, problems = parse(deep, "a.md", 2)
    assert problems and problems[0].code in ("FM007", "FM008")
    big = split("---\ntitle: " + "æ" * 40_000 + "\n---\n", "a.md")
    assert isinstance(big, Problem) and big.code == "FM004"


def test_symlinks_are_refused(tmp_path: Path, content: Content) -> None:
    target = write(tmp_path / "hemmelig.md", writeup())
    link = tmp_path / "projects" / "lenke.md"
    link.parent.mkdir()
    link.symlink_to(target)
    _, (found,) = load_record(tmp_path, link, Project, content.vocabularies)
    assert found.code == "FM015"


def test_a_missing_vocabulary_is_said_once(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup()})
    (root / "docs/_data/vocabulary/regions.yml").unlink()
    assert [(p.code, p.value) for p in load(root).problems] == [("VK001", "regions")]


def test_a_price_model_in_a_file_of_its_own(tmp_path: Path, content: Content) -> None:
    write(
        tmp_path / "projects/prove/pris.yml",
        "title: Hjemmeoppfølging på øyene\nprice_year: 2024\npatients_per_year: 80\nhorizon_years: 5\n"
        "after: {fixed: [{item: Lisens, payer: kommune, amount: 5400}]}\n",
    )
    model = ok(tmp_path, content, price_model="pris.yml").price_model
    assert isinstance(model, PriceModel) and model.patients_per_year == 80
    write(tmp_path / "projects/prove/pris.yml", "title: x\nprice_year: 2024\npatients_per_year: 0\nhorizon_years: 5\n")
    _, problems = read(tmp_path, content, writeup(price_model="pris.yml"))
    assert ("projects/prove/pris.yml", 3, "FM026") in {(p.path, p.line, p.code) for p in problems}
    _, (found,) = read(tmp_path, content, writeup(price_model="priser.yml"))
    assert (found.code, found.hint) == ("VL001", "Mente du «pris.yml»?")
    _, (found,) = read(tmp_path, content, writeup(price_model="../pris.yml"))
    assert found.code == "VL002"
