"""One module knows where things lie: nobody else writes an address, and no two things have the same."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, make_checkout, writeup

from macros import addresses as at
from macros.content.load import load
from macros.library.library import Library
from macros.site.gate import check_twice
from macros.site.links import SiteAddresses
from macros.site.plan import SitePlan

DAY = date(2026, 11, 22)
KNOWN = [value for name, value in vars(at).items() if name.isupper() and isinstance(value, str) and value[:1] == "/"]
FIRST = sorted({address.split("/")[1] for address in (*KNOWN, *at.MADE)} - {"assets"})
WRITTEN = re.compile(rf"(?<![\w/.-])/?(?:{'|'.join(FIRST)})/|(?<![\w.-])/assets/[\w/-]+\.json")
"""An address that begins as one of ours. (What lies in docs/assets/ is a file: the check of program files follows it.)"""


def texts(file: Path) -> Iterator[tuple[int, str]]:
    """Every text in a Python file that the program uses, with its line: docstrings and comments are for people."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def lines(file: Path) -> Iterator[tuple[int, str]]:
    """Every line of a template, without its comments."""
    text = re.sub(
        r"\{#.*?#\}|<!--.*?-->", lambda m: "\n" * m[0].count("\n"), file.read_text(encoding="utf-8"), flags=re.S
    )
    yield from enumerate(text.split("\n"), 1)


STANDALONE = {".ci/changes.py"}
"""Run as the base branch has it, without our package: it has a table of its own, held against ours below."""
PYTHON = [f for f in (*(ROOT / "macros").rglob("*.py"), *(ROOT / ".ci").glob("*.py")) if f.name != "addresses.py"]
TEMPLATES = [*(ROOT / "macros").glob("*/templates/*"), *(ROOT / "overrides").rglob("*.html")]


@pytest.mark.parametrize("file", sorted([*PYTHON, *TEMPLATES]), ids=lambda f: f.relative_to(ROOT).as_posix())
def test_nobody_else_writes_an_address(file: Path) -> None:
    read = texts if file.suffix == ".py" else lines
    found = [(line, match[0]) for line, text in read(file) if (match := WRITTEN.search(text))]
    assert not found or file.relative_to(ROOT).as_posix() in STANDALONE


@pytest.mark.parametrize(
    ("text", "seen"),
    [('href="/om/"', True), ("prosjekter/oya/", True), ("/assets/search.json", True), ("docs/om/", False),
     ("docs/_data/vocabulary/", False), ("/assets/js/site.js", False), ("https://oya.no/om/", False), ("/tom/", False)],
)  # fmt: skip
def test_what_an_address_looks_like(text: str, seen: bool) -> None:
    assert bool(WRITTEN.search(text)) is seen


SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)


@given(folder=st.sampled_from(sorted(at.SECTIONS)), slug=SLUGS)
def test_the_way_from_a_file_to_an_address_and_back(folder: str, slug: str) -> None:
    address = at.source_url(f"{folder}/{slug}/index.md")
    assert address == at.SECTIONS[folder] + f"{slug}/"
    assert at.write_up(address) == at.write_up(address[:-1]) == (at.SECTIONS[folder], slug)
    assert at.write_up(address, {slug}) is None and at.page_above(f"{address}plan.docx") == address
    assert at.is_made(address) and at.source_url(f"docs/{slug}.md") == f"/{slug}/"
    for pasted in (
        address,
        at.absolute_url("https://øya.no/", address),
        f"{folder}/{slug}.md",
        f"{folder}/{slug}/index.md",
    ):
        assert at.slug_alone(pasted) == at.slug_in(pasted) == slug
    assert at.slug_alone(slug) == slug and not at.slug_in(slug)


@given(text=st.text(st.sampled_from("/ab-.æ#?:prosjekter")), reserved=st.sets(SLUGS, max_size=2))
def test_no_text_is_taken_for_an_address_of_ours_that_is_not(text: str, reserved: set[str]) -> None:
    found = at.write_up(text, reserved)
    assert found is None or (text.startswith(found[0]) and found[1] not in reserved)
    above = at.page_above(text)
    assert not above or (f"{text}/".startswith(above) and at.write_up(above) is not None)


def test_the_table_of_the_pipeline_says_the_same() -> None:
    spec = importlib.util.spec_from_file_location("changes", ROOT / ".ci/changes.py")
    assert spec and spec.loader
    changes = importlib.util.module_from_spec(spec)
    sys.modules["changes"] = changes
    spec.loader.exec_module(changes)
    for path in (
        "projects/oya.md",
        "projects/oya/index.md",
        "tools/kart/index.md",
        "docs/om/kilder.md",
        "docs/index.md",
    ):
        assert changes.address(path) == at.source_url(path)
    assert changes.address("projects/oya/plan.docx") == at.project_url("oya")
    assert changes.address("docs/_data/published/2024-rapport.yml") == at.year_url(2024)
    assert set(changes.DATA_PAGES.values()) == {at.GLOSSARY, at.PRICES, at.SOURCES}
    assert changes.SAMPLE == ("/", at.CATALOGUE, at.TOOLS, at.PORTFOLIO)


def test_two_things_at_one_address_are_refused(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"oya.md": writeup(), "naboen.md": writeup(title="Naboen")})
    content = load(root)
    library = Library.of(content, DAY)
    assert not SitePlan.of_names(library, DAY).twice()
    twice = replace(library, projects=(*library.projects, library.by_slug["oya"]))
    found = list(check_twice(content, SiteAddresses(root, twice, DAY, {})))
    told = {(p.code, p.path, p.value) for p in found}
    assert ("BY024", "projects/oya.md", "/prosjekter/oya/") in told and "naboen" not in str(told)
    assert all(p.severity == "error" and p.hint for p in found)


def test_each_page_says_what_it_is(tmp_path: Path) -> None:
    tool = "---\ntitle: Systemkart\nsummary: Tegn øyene.\nsource: ukjent\n---\n\n## Slik gjør du\n\nTegn.\n"
    root = make_checkout(tmp_path, {"oya.md": writeup(redirect_from="[gammel-oy]")}, {"kart/index.md": tool})
    plan = SitePlan.of_names(Library.of(load(root), DAY), DAY)
    facts = {address: make().facts for address, make in plan.pages()}
    assert facts.keys() < plan.addresses().keys()
    for page in facts.values():
        assert (page.record is not None) == (page.kind in ("project", "tool")), page.url
        assert (page.facet is not None) == (page.kind in ("facet", "value", "place")) and bool(page.key) == (
            page.kind in ("value", "place")
        )
        if page.record:
            assert page.url == at.source_url(page.record.path)
        if page.facet:
            made = at.place_url(page.key) if page.kind == "place" else at.facet_url(page.facet.slug, page.key)
            assert page.url == made
    assert {p.kind for p in facts.values()} == {
        "page", "catalogue", "alphabet", "facet", "value", "project", "tools", "tool", "data", "place", "places", "topic"
    }  # fmt: skip
