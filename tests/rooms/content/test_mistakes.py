"""What people get wrong, and the words that let them put it right in one step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.site.gate import judge

MISTAKES = yaml.safe_load((Path(__file__).parent / "mistakes.yml").read_text(encoding="utf-8"))


def test_each_mistake_is_told_with_what_to_do(tmp_path: Path) -> None:
    """All at once, as in a checkout that nobody has checked: a mistake in one file hides none in another."""
    assert len(MISTAKES) >= 150
    root = make_checkout(tmp_path / "inn", {"en-vei-inn.md": writeup(title="En vei inn")})
    wanted: dict[str, tuple[str, str]] = {}
    for number, (kind, what, value, code, words) in enumerate(MISTAKES):
        title = f"Prøve {number}"
        if kind == "field":
            path, text = f"projects/feil-{number}.md", writeup(**({"title": title} | {what: value}))
        elif kind == "body":
            path, text = f"projects/feil-{number}/index.md", writeup(f"{what}\n", title=title)
        else:
            path, text = what, writeup(title=title) if value is None else value
        write(root / path, text)
        wanted[path] = code, words
    said: dict[str, list[tuple[str, str]]] = {}
    for problem in judge(load(root), date(2026, 11, 22)):
        said.setdefault(problem.path, []).append((problem.code, problem.hint))
    poor = {
        path: (code, words, said.get(path))
        for path, (code, words) in wanted.items()
        if not any(code == told and words in hint for told, hint in said.get(path, []))
    }
    assert not poor, next(iter(poor.items()))
