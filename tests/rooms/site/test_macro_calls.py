"""`innomed check` tries the macro calls of editorial pages, so that the form's check says what the build would stop at."""

import contextlib
import inspect
from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.content.model.editorial import Editorial
from macros.library.library import Library
from macros.site.gate import judge
from macros.site.macro_answers import every_macro
from macros.site.macros import MOST, MistakeError


def told(root: Path, body: str, front: str = "title: Øyer") -> list[str]:
    write(root / "docs/om/oyer.md", f"---\n{front}\n---\n\n{body}\n")
    return [p.as_text() for p in judge(load(root), date(2026, 11, 22))]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_checkout(tmp_path, {"oyhelse.md": writeup(title="Øyhelse")})


def test_every_wrong_call_is_told_at_once_with_line_and_column(root: Path) -> None:
    body = (
        'Ærlig talt {{ prosjektkort("oyhelse") }}.\n\n{{ project_card("oyhels") }}\n\n'
        '{{ count(regio="x") }} {{ chart() }} {{ count(region="norden", region2="sør") }} {{ range(3) }}'
    )
    assert [line[: line.index("».") + 2] for line in told(root, body)] == [
        "docs/om/oyer.md:5:15: MK001 Ukjent makro «prosjektkort».",
        "docs/om/oyer.md:7:4: MK002 Makroen «project_card» forsto ikke «oyhels».",
        "docs/om/oyer.md:9:4: MK002 Makroen «count» forsto ikke «regio».",
        "docs/om/oyer.md:9:27: MK015 Makroen «chart» mangler verdien «name».",
        "docs/om/oyer.md:9:41: MK002 Makroen «count» forsto ikke «norden».",
        "docs/om/oyer.md:9:85: MK001 Ukjent makro «range».",
    ]


def test_right_calls_are_silent(root: Path) -> None:
    body = '{{ project_card("oyhelse") }} {{ share_experience() }} {{ facet_list() }} `{{ \'{{ ukjent("x") }}\' }}`'
    assert told(root, body) == []


def test_no_argument_makes_a_macro_fail_in_python(root: Path) -> None:
    """A macro either answers or says what it did not understand: a traceback helps nobody."""
    day = date(2026, 11, 22)
    library = Library.of(load(root), day)
    odd = (5, -1, 2.5, "", "ærlig", None, True, [1], ["øy"], {"å": 1}, "region", "timer", 10**9)
    tried = 0
    for name, macro in every_macro(library, day)["nb"].items():
        named = [p for p in inspect.signature(macro).parameters if p != "filters"]
        for value in odd:
            for arguments in ({}, *({key: value} for key in (*named, "region", "fase"))):
                with contextlib.suppress(MistakeError, TypeError):
                    macro(**arguments) if arguments else macro(value)
                tried += 1
        assert tried, name


def test_the_page_speaks_its_own_language_to_its_macros(root: Path) -> None:
    assert told(root, '{{ project_card("oyhelse") }}', "title: Øyar\nlanguage: nn") == []


def test_a_project_that_cannot_be_read_is_not_the_pages_mistake(root: Path) -> None:
    write(root / "projects/oyhelse.md", writeup(title="Øyhelse", hours="mange"))
    assert [line.split()[1] for line in told(root, '{{ project_card("oyhelse") }}')] == ["FM210"]


@pytest.mark.parametrize(
    ("front", "code", "line"),
    [
        ("title: Øyer {{ 1/0 }}", "MK023", 2),
        ('title: Øyer\ndescription: "{% raw %}"', "MK023", 3),
        ("title: Øyer\nrender_macros: true", "FM020", 3),
        ("title: Øyer\nignore_macros: true", "FM020", 3),
        ("title: Øyer\ntemplate: ond.html", "FM020", 3),
        ("title: Øyer\ncount: 3", "FM020", 3),
        ("title: Øyer\nlangauge: nn", "FM020", 3),
        ("title: Øyer\nstatement: kanskje", "FM032", 3),
    ],
)
def test_front_matter_holds_only_what_is_read(root: Path, front: str, code: str, line: int) -> None:
    found = told(root, "Sjø.", front)
    assert [p.split()[1] for p in found] == [code] and found[0].startswith(f"docs/om/oyer.md:{line}:"), found


def test_no_field_of_a_page_has_the_name_of_a_macro(root: Path) -> None:
    """mkdocs-macros lets a page's fields hide macros of the same name."""
    day = date(2026, 11, 22)
    assert not set(Editorial.model_fields) & set(every_macro(Library.of(load(root), day), day)["nb"])


def test_a_call_in_code_is_judged_but_answers_nothing(root: Path) -> None:
    body = 'Ærlig:\n\n```\n{{ project_card("oyhels") }}\n```\n\n`{{ count() }}`.\n'
    wrong = told(root, body)
    assert [line.partition(" ")[0] for line in wrong if ": MK" in line] == ["docs/om/oyer.md:8:4:"]
    page = next(p for p in load(root).editorial if p.path == "docs/om/oyer.md")
    assert [c.name for c in page.judged] == ["project_card", "count"] and not page.calls
    assert 'project_card("oyhels")' in page.text and "{{" in page.text


@pytest.mark.parametrize("count", [MOST, MOST + 1])
def test_a_long_list_of_what_is_allowed_says_that_there_is_more(count: int) -> None:
    allowed = MistakeError("båt", [f"øy-{n}" for n in range(count)]).allowed
    assert allowed.endswith(f"øy-{MOST - 1}" + (" …" if count > MOST else ""))
