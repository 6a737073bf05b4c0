"""What may stand between brackets on an editorial page: calls with fixed values, and nothing that is a program."""

import pytest
from fuzz.payloads import CODE
from jinja2 import Environment, TemplateError

from macros.content.pages.calls import bracketed, without_brackets
from macros.content.pages.in_code import shown_in_code
from macros.content.pages.sealed import SealedEnvironment

CALL = '{{ cycler.__init__.__globals__.os.popen("id").read() }}'
REFUSED = [
    (CALL, "MK022", 1, 4),
    ('{{ count().__class__ }}', "MK022", 1, 4),
    ('{{ count.__globals__ }}', "MK022", 1, 4),
    ('{{ count["øy"] }}', "MK022", 1, 4),
    ('{{ count()() }}', "MK022", 1, 4),
    ('{{ self._TemplateReference__context }}', "MK022", 1, 4),
    ('{{ config.items() }}', "MK022", 1, 4),
    ('{{ count() | upper }}', "MK018", 1, 4),
    ('{{ "Ærlig" | finnes_ikke }}', "MK018", 1, 4),
    ("{{ count }}", "MK021", 1, 4),
    ("{{ 1/0 }}", "MK022", 1, 4),
    ('{{ "a" * 10**9 }}', "MK022", 1, 4),
    ("{{ 7 }}", "MK022", 1, 4),
    ('{{ "øy" ~ count() }}', "MK022", 1, 4),
    ('{{ count() if true else 1 }}', "MK022", 1, 4),
    ('{{ count() is defined }}', "MK022", 1, 4),
    ('{{ not count() }}', "MK022", 1, 4),
    ('{{ ["øy", "sjø"] }}', "MK022", 1, 4),
    ('{{ "to\\nlinjer" }}', "MK022", 1, 4),
    ('{{ count(region=vest) }}', "MK020", 1, 4),
    ('{{ count(region="ve" + "st") }}', "MK020", 1, 4),
    ('{{ count(region="vest" | upper) }}', "MK020", 1, 4),
    ('{{ count(limit=10**9) }}', "MK020", 1, 4),
    ('{{ count(limit=-1) }}', "MK020", 1, 4),
    ('{{ count(region=none) }}', "MK020", 1, 4),
    ('{{ count(region={"å": 1}) }}', "MK020", 1, 4),
    ('{{ count(region=("vest", "nord")) }}', "MK020", 1, 4),
    ('{{ count(region=[["vest"]]) }}', "MK020", 1, 4),
    ('{{ count(*["vest"]) }}', "MK020", 1, 4),
    ('{{ count(**config) }}', "MK020", 1, 4),
    ('{{ count(region=count()) }}', "MK020", 1, 4),
    ('{{ count(region=config.x) }}', "MK020", 1, 4),
    ("Først.\n\n  {% for øy in [1] %}{{ count() }}{% endfor %}", "MK019", 3, 3),
    ("{% for øy in [1] %}", "MK019", 1, 1),
    ("{% if true %}x{% endif %}", "MK019", 1, 1),
    ('{% set øy = "x" %}', "MK019", 1, 1),
    ('{% include "om/index.md" %}', "MK019", 1, 1),
    ('{% import "om/index.md" as om %}', "MK019", 1, 1),
    ('{% extends "om/index.md" %}', "MK019", 1, 1),
    ("{% macro øy() %}x{% endmacro %}", "MK019", 1, 1),
    ("{% raw %}{{ x }}{% endraw %}", "MK019", 1, 1),
    ("Sjø {% raw %} uten slutt", "MK019", 1, 5),
    ("{%- filter upper -%}x{% endfilter %}", "MK019", 1, 1),
    ("```text\n{{ 1/0 }}\n```", "MK022", 2, 4),
    ("`{{ config }}`", "MK021", 1, 5),
    ("<!-- {{ config.x }} -->", "MK022", 1, 9),
    ("{{ " + "[" * 5000 + " }}", "MK003", 1, 1),
    ("{{ count(" + "9" * 5000 + ") }}", "MK003", 1, 1),
    ("{{ " * 20_000, "MK003", 1, 1),
    ("Ærlig {{ count() }}\n\n{{ count(", "MK006", 3, 1),
    ("{##}\n{{ count() }}\nSjø {{ count()", "MK006", 3, 5),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line", "column"), REFUSED, ids=[r[0][:40] for r in REFUSED])
def test_a_program_is_refused_at_its_place(text: str, code: str, line: int, column: int) -> None:
    found = bracketed(text, "docs/øy.md", 1)
    first = found.problems[0]
    assert (first.code, first.line, first.column) == (code, line, column), first.as_text()
    assert first.hint and not found.calls


def test_calls_with_fixed_values_pass() -> None:
    text = (
        'Ærlig {{ count(region=["helse-vest", "nord"], år=2024, alle=true, del=0.5) }} og\n'
        "{{- next_deadlines() -}}\n{# en kommentar med {{ 1/0 }} #}\n{{ '{{ count() }}' }} {{ chart('øy') }}"
    )
    found = bracketed(text, "docs/øy.md", 5)
    assert not found.problems
    assert [(c.name, c.values, dict(c.options), c.place.line, c.place.column) for c in found.calls] == [
        ("count", (), {"region": ["helse-vest", "nord"], "år": 2024, "alle": True, "del": 0.5}, 5, 10),
        ("next_deadlines", (), {}, 6, 5),
        ("chart", ("øy",), {}, 8, 26),
    ]
    assert without_brackets(text, found) == "Ærlig  og\n\n\n{{ count() }} "


def test_every_mistake_is_told_not_the_first_alone() -> None:
    text = "{{ 1/0 }} {{ count }}\n{{ count(region=vest) }} {{ count() }}"
    found = bracketed(text, "docs/øy.md", 3)
    assert [(p.code, p.line, p.column) for p in found.problems] == [("MK022", 3, 4), ("MK021", 3, 14), ("MK020", 4, 4)]
    assert 'Skriv: "vest"' in found.problems[2].hint


def test_the_environment_that_renders_is_the_one_that_judges() -> None:
    """Other brackets in the engine's configuration change what is a call; the same text is then judged anew."""
    other = Environment(
        autoescape=True, variable_start_string="[[", variable_end_string="]]", line_statement_prefix="§"
    )
    assert not bracketed("[[ config.x ]]", "docs/øy.md", 1).problems
    assert [p.code for p in bracketed("[[ config.x ]]", "docs/øy.md", 1, other).problems] == ["MK022"]
    assert [p.code for p in bracketed("§ if true\nx\n§ endif", "docs/øy.md", 1, other).problems] == ["MK019", "MK019"]


@pytest.mark.parametrize("text", ["Bare tekst.", "{ x }", "{: .im-lead }", "100 % {", "}}", "\\{\\{"])
def test_text_without_brackets_is_left_alone(text: str) -> None:
    found = bracketed(text, "docs/øy.md", 1)
    assert not found.problems and not found.calls and without_brackets(text, found) == text


@pytest.mark.parametrize("text", CODE)
def test_a_program_is_stopped_by_each_wall_alone(text: str) -> None:
    assert len(CODE) >= 60
    found = bracketed(text, "docs/øy.md")
    assert found.problems or {call.name for call in found.calls} - {"count"}, "a call of no macro is told as that"
    sealed = SealedEnvironment({"count": lambda *values: "tre"})
    with pytest.raises((TemplateError, TypeError)):
        sealed.from_string(text).render()


def test_calls_pass_the_second_wall_too() -> None:
    sealed = SealedEnvironment({"count": lambda *values, **named: f"{values}{named}"})
    text = "{{ count('øy', 2.5, [true, 'ærlig'], år=2024) }} {{ '{{ count() }}' }}{# øy #}"
    assert sealed.from_string(text).render() == "('øy', 2.5, [True, 'ærlig']){'år': 2024} {{ count() }}"


IN_CODE = (
    "Skriv `{{ count(region=\"vest\") }}` for øya: {{ count() }}, eller `{{ '{{ nei() }}' }}` {# borte #}.\n\n"
    "```\n{{ count() }} og {# et notat #}\n```\n\n- ~~~\n  {{ latest(\n  limit=2) }}\n  ~~~\n"
)


def test_in_code_a_call_is_shown_as_it_was_typed_and_judged_all_the_same() -> None:
    """In code of one line and of several, in lists too; a fixed text there is still the text, and a comment is shown."""
    found = bracketed(IN_CODE, "docs/øya.md")
    text, shown = shown_in_code(IN_CODE, found)
    assert [(call.name, call.place.line) for call in shown] == [("count", 1), ("count", 4), ("latest", 8)]
    rendered = SealedEnvironment({"count": lambda: "sju"}).from_string(text).render()
    assert rendered == IN_CODE.replace(": {{ count() }},", ": sju,").replace(
        "{{ '{{ nei() }}' }}", "{{ nei() }}"
    ).replace(" {# borte #}.", " .").rstrip("\n")
    assert not bracketed(text, "docs/øya.md").problems, "the gate lets the page through as it is rendered"
