"""What is judged when some of the content could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import make_checkout, writeup

from macros.content.load import load
from macros.library.rules.partial import readable
from macros.words.problems import Place, problem

TOOL = "---\ntitle: Kart\nsummary: Tegn øyene og hvem som bor der.\nsource: ukjent\n---\n\n## Mål\n\nSjøen.\n"


@pytest.mark.parametrize(
    ("wrong", "left"),
    [
        ("projects/delt/index.md", {"god", "delta"}),
        ("projects/delt/pris.yml", {"god", "delta"}),
        ("projects/god/kart.csv", {"delt", "delta"}),
        ("projects/delta.md", {"god", "delt"}),
        ("projects/borte.md", {"god", "delt", "delta"}),
    ],
)
def test_a_write_up_with_an_error_in_it_or_beside_it_counts_as_unread(
    tmp_path: Path, wrong: str, left: set[str]
) -> None:
    """Only that one: not those whose names begin alike, and not everything in the folder above."""
    projects = {
        "god.md": writeup(title="God øy"),
        "delt/index.md": writeup(title="Delt øy"),
        "delta.md": writeup(title="Elvedelta"),
    }
    content = load(make_checkout(tmp_path, projects))
    told = [problem("FM024", wrong, Place(1, 1), "x"), problem("FM024", "projects/annet.md", Place(9, 1), "y")]
    told += [problem("KX142", "projects/god.md", Place(1, 1), "x", "y", write="z")]
    assert {told[0].severity, told[-1].severity} == {"error", "warning"}
    rest = readable(content, told)
    assert {p.slug for p in rest.projects} == left
    gone = {p.slug for p in content.projects} - left
    assert rest.unread - content.unread == {f"/prosjekter/{slug}/" for slug in gone}


def test_nobody_names_a_tool_that_could_not_be_read(tmp_path: Path) -> None:
    tools = {f"{slug}/index.md": TOOL.replace("Kart", f"Kart {slug}") for slug in ("kart", "los")}
    content = load(make_checkout(tmp_path, {"oy.md": writeup(tools="[kart, los]")}, tools))
    rest = readable(content, [problem("FM024", "tools/los/form.yml", Place(2, 1), "x")])
    assert [t.slug for t in rest.tools] == ["kart"] and rest.projects[0].data.tools == ("kart",)
    assert rest.unread - content.unread == {"/verktoy/los/"}
