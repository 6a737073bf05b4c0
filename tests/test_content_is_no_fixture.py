"""Content is not a fixture: whoever reads the real one in a test, is stopped."""

import subprocess
import sys

import pytest
from support import CONTENT, ROOT

REAL = ["projects/en-vei-inn.md", "tools/pilotplan/form.yml", "docs/index.md", "docs/_data/figures.yml", "docs/bidra"]


@pytest.mark.parametrize("path", REAL)
def test_reading_real_content_stops_the_test(path: str) -> None:
    for read in (lambda file: file.read_bytes(), lambda file: list(file.iterdir())):
        with pytest.raises(AssertionError, match="real content"):
            read(ROOT / path)


def test_a_program_that_a_test_starts_is_stopped_too() -> None:
    code = f"open({str(ROOT / 'projects' / 'x.md')!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "RealContentError" in done.stderr


def test_the_program_and_the_content_of_the_tests_can_be_read() -> None:
    assert (ROOT / "docs" / "assets" / "tokens.css").read_text(encoding="utf-8")
    assert list((CONTENT / "projects").iterdir())
