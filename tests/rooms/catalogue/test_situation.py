"""Whom a write-up names, and who a reader of it may be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import make_checkout, writeup

from macros.catalogue.page import named_group, roles
from macros.content.load import load
from macros.library.library import Library
from macros.library.named import named


def told(tmp_path: Path, **fields: Any) -> tuple[str, ...]:
    library = Library.of(load(make_checkout(tmp_path, {"a.md": writeup(title="Øyhjelp", **fields)})))
    return named(library, library.projects[0].data)


@pytest.mark.parametrize(
    ("fields", "who"),
    [
        ({"owner": "ukjent"}, ()),
        ({"owner": "[Helse Førde]"}, ("helseforetak",)),
        ({"owner": "ukjent", "partners": "[Bergen kommune]"}, ("kommune",)),
        ({"owner": "[Helse Førde]", "municipalities": "[Bodø]"}, ("kommune", "helseforetak")),
        (
            {"owner": "[Helse Førde]", "health_community": "[helsefellesskap-forde]"},
            ("helseforetak", "helsefellesskap"),
        ),
        ({"owner": "ukjent", "partners": "[KS]"}, ()),
    ],
)
def test_owners_partners_and_places_count_alike(tmp_path: Path, fields: dict[str, Any], who: tuple[str, ...]) -> None:
    assert told(tmp_path, **fields) == who


def test_a_role_that_no_project_names_is_no_choice() -> None:
    numbered = {("nevner", who): n for n, who in enumerate(("kommune", "helseforetak", "helsefellesskap"))}
    group = named_group([("kommune",), ("kommune", "helseforetak"), ()], numbered)
    assert {name: values for name, _, values in roles(group)} == {
        "kommune": "kommune",
        "sykehus": "helseforetak",
        "samarbeid": "",
    }
    assert not group.idle and group.several and [c.count for c in group.choices] == [2, 1, 0]
