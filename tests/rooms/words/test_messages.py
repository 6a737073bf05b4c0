import re
from string import Formatter

import pytest
from support import ROOT

from macros.words.problems import Place, messages, problem

CODES = sorted(messages())


@pytest.mark.parametrize("code", CODES)
def test_every_message_can_be_told(code: str) -> None:
    names = {
        n
        for part in messages()[code].values()
        if isinstance(part, str)
        for _, n, _, _ in Formatter().parse(part.replace("|", " "))
        if n
    }
    told = problem(
        code, "projects/ærlig.md", Place(3, 2), "felt", "ære", **{n: f"<{n}>" for n in names - {"field", "value"}}
    )
    assert told.message.endswith(".") or told.message.endswith("»"), told.message
    assert told.hint, "a message must say what to do"
    assert not re.search(r"\{\w*\}", told.message + told.hint)


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_used(code: str) -> None:
    """A message that nothing can produce is a promise without cover."""
    used = any(f'"{code}"' in f.read_text(encoding="utf-8") for f in (ROOT / "macros").rglob("*.py"))
    assert used, f"{code} is never produced"


def test_every_code_in_the_code_has_words() -> None:
    for file in (ROOT / "macros").rglob("*.py"):
        for code in re.findall(r'"([A-Z]{2}\d{3})"', file.read_text(encoding="utf-8")):
            assert code in messages(), f"{file.name}: {code}"


def test_a_hint_with_unknown_facts_is_left_out() -> None:
    assert problem("FM020", "a.md", Place(), "ownr", suggestion="owner").hint == "Mente du «owner»?"
    assert problem("FM020", "a.md", Place(), "xyz", suggestion=None).hint.startswith("Slett linjen")


def test_text_is_one_line_whatever_the_value() -> None:
    told = problem("FM025", "a.md", Place(1, 1), "region", "a\nb\x1b[31m‮" + "x" * 200, allowed="Helse Vest")
    assert "\n" not in told.as_text() and "\x1b" not in told.as_text() and "‮" not in told.as_text()


def test_what_has_no_place_of_its_own_stands_at_the_first_letter() -> None:
    assert problem("FM020", "øy.md", Place(), "ownr").as_text().startswith("øy.md:1:1: FM020")
    assert problem("FM020", "øy.md", Place(7), "ownr").as_text().startswith("øy.md:7:1: FM020")
