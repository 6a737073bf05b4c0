"""Every example on /bidra/feilmeldinger/ gives its own message, and its remedy does not."""

import re
import sys
from pathlib import Path

import pytest
from support import ROOT

sys.path.insert(0, str(Path(__file__).parent))

from examples import told

from macros.words.problems import messages
from macros.words.problems.shown import examples

RUN = sorted(code for code, example in examples().items() if not example.made)
MADE = sorted(code for code, example in examples().items() if example.made)


@pytest.mark.parametrize("code", RUN)
def test_the_wrong_one_gives_its_own_message(code: str, tmp_path: Path) -> None:
    example = examples()[code]
    found = told(example, example.wrong, tmp_path)
    assert code in [p.code for p in found], [p.as_text() for p in found]
    mine = next(p for p in found if p.code == code)
    assert mine.line >= 1 and mine.column >= 1 and mine.hint and (tmp_path / mine.path).exists()


@pytest.mark.parametrize("code", RUN)
def test_the_right_one_does_not(code: str, tmp_path: Path) -> None:
    example = examples()[code]
    if example.encoding != "utf-8":
        example = type(example)(example.part, example.wrong, example.right, example.where)
    found = told(example, example.right, tmp_path, right=True)
    assert code not in [p.code for p in found], [p.as_text() for p in found]
    assert example.wrong != example.right or example.shown or code.startswith(("FM001", "FM103"))


@pytest.mark.parametrize("code", MADE)
def test_what_text_cannot_show_is_proved_elsewhere(code: str) -> None:
    here = Path(__file__).parent
    others = [f for f in (ROOT / "tests").rglob("*.py") if f.parent != here or f.name == "test_made.py"]
    texts = [f.read_text(encoding="utf-8") for f in others]
    # Named by its code, or by its words.
    words = max(re.split(r"\{\w+\}|[«»]", messages()[code]["message"]), key=len).strip()
    assert any(code in text or words in text for text in texts), f"no test names {code}"


def test_every_message_has_an_example_and_every_example_a_message() -> None:
    assert set(messages()) == set(examples())


def test_there_are_many_kinds() -> None:
    """Attachments, privacy, import and migration come on top of these."""
    own = [code for code in messages() if not re.match(r"VL|PV|IM|MG", code)]
    assert len(own) >= 250, len(own)
