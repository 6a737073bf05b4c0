"""What resembles what is the same found again as found anew, whatever text has been edited."""

import random
from pathlib import Path

import pytest
from support import examples, make_checkout, write, writeup

from macros.content.kept.slots import Slots
from macros.content.load import load
from macros.library.library import Library
from macros.library.related import related, remember

WORDS = [f"{first}{last}" for first in ("bølge", "fjære", "måke", "torsk", "ærfugl", "brygge") for last in ("vakt", "råd", "hjelp", "møte", "kart", "lære", "plan", "båt")]  # fmt: skip
THEMES = ("organisering", "oppgavedeling", "prioritering")


def body(chance: random.Random) -> str:
    return f"## Mål\n\n{' '.join(chance.sample(WORDS, 9))}.\n"


def told(library: Library) -> dict[str, list[tuple[object, ...]]]:
    return {
        r.slug: [(n.record.slug, n.reasons, n.model, n.words) for n in related(library, r)] for r in library.projects
    }


@pytest.mark.parametrize("seed", range(examples(50) // 10))
def test_an_edited_text_changes_what_it_would_change_anew(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (a test)
    names = [f"oy-{n}" for n in range(25)]
    fields = {"themes": f"[{THEMES[seed % 3]}]", "patient_groups": "[barn-og-unge]"}
    root = make_checkout(
        tmp_path, {f"{n}.md": writeup(title=f"Øy {n}", body=body(chance), **(fields if i % 2 else {})) for i, n in enumerate(names)}
    )  # fmt: skip
    seen = set()
    for _ in range(4):
        library = Library.of(load(root))
        remember(library, Slots(tmp_path / "minne", "1"))
        fresh = Library.of(load(root))
        assert told(library) == told(fresh)
        seen.add(str(told(library)))
        file = root / f"projects/{chance.choice(names)}.md"
        text = file.read_text(encoding="utf-8")
        write(file, text[: text.index("## Mål")] + body(chance))
    assert len(seen) > 1, "an edit changes something"
