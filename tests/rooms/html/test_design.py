"""The look is told once: colours in tokens.css alone, every name that is used is given, and text can be read."""

from __future__ import annotations

import re

import pytest
from support import ROOT

ASSETS = ROOT / "docs/assets"
SHEETS = sorted(f.name for f in ASSETS.glob("*.css"))
TOKENS = (ASSETS / "tokens.css").read_text(encoding="utf-8")
SCHEMES = ("default", "slate")


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


@pytest.mark.parametrize("name", [n for n in SHEETS if n != "tokens.css"])
def test_colours_are_written_in_tokens_only(name: str) -> None:
    css = without_comments((ASSETS / name).read_text(encoding="utf-8"))
    values = re.findall(r":([^;{}]*)[;}]", css)
    found = [
        v.strip() for v in values if re.search(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(|\b(?:white|black)\b", v)
    ]
    assert found == []


def test_every_name_that_is_used_is_given() -> None:
    everything = "".join(without_comments((ASSETS / n).read_text(encoding="utf-8")) for n in SHEETS)
    used, given = set(re.findall(r"var\((--im-[\w-]+)", everything)), set(re.findall(r"(--im-[\w-]+)\s*:", everything))
    assert used - given == set()
    assert len(used) > 30, "the test reads the sheets"


def blocks(css: str, media: str) -> str:
    """What stands inside ``@media (media)``; outside every ``@media`` when ``media`` is empty."""
    inside, outside, depth, start = "", "", 0, 0
    for part in re.split(r"(@media[^{]*\{)", css):
        if part.startswith("@media"):
            depth, wanted = 1, bool(media) and media in part
            start = 1
            continue
        if not start:
            outside += part
            continue
        for index, sign in enumerate(part):
            depth += (sign == "{") - (sign == "}")
            if depth == 0:
                inside += part[:index] if wanted else ""
                outside += part[index + 1 :]
                start = 0
                break
    return inside if media else outside


def tokens(scheme: str, media: str = "") -> dict[str, str]:
    """Every colour of a scheme: what holds everywhere, then the scheme's own, then what ``media`` changes."""
    css = without_comments(TOKENS)
    found: dict[str, str] = {}
    for text in [blocks(css, ""), *([blocks(css, media)] if media else [])]:
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            if ":root" in selector or f'"{scheme}"' in selector:
                found |= dict(re.findall(r"--im-([\w-]+): (#[0-9a-f]{6})", body))
    return found


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


TEXT = [
    ("ink", "paper"), ("ink", "ground"), ("ink", "raised"), ("muted", "paper"), ("muted", "ground"), ("muted", "raised"),
    ("fjord", "paper"), ("fjord", "ground"), ("fjord", "raised"), ("fjord", "fjord-soft"), ("ink", "fjord-soft"),
    ("on-fjord", "fjord"), ("clay", "paper"), ("clay", "raised"), ("clay", "clay-soft"), ("ink", "clay-soft"),
    ("on-mark", "mark"), ("deep-ink", "deep"), ("deep-muted", "deep"), ("deep-link", "deep"), ("deep-muted", "deep-raised"),
    ("on-deep-link", "deep-link"), ("on-multe", "multe"), ("field-ink", "field"), ("field-muted", "field"),
]  # fmt: skip
EDGES = [
    ("strong-line", "paper"), ("strong-line", "ground"), ("strong-line", "raised"), ("focus", "paper"), ("focus", "ground"),
    ("focus", "raised"), ("deep-focus", "deep"), ("deep-strong-line", "deep"), ("multe", "deep"), ("logo-1", "paper"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_and_edges_can_be_seen(scheme: str) -> None:
    c = tokens(scheme)
    assert {f"{a} on {b}: {contrast(c[a], c[b]):.2f}" for a, b in TEXT if contrast(c[a], c[b]) < 4.5} == set()
    assert {f"{a} on {b}: {contrast(c[a], c[b]):.2f}" for a, b in EDGES if contrast(c[a], c[b]) < 3} == set()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_who_asks_for_more_contrast_gets_it(scheme: str) -> None:
    usual, more = tokens(scheme), tokens(scheme, "prefers-contrast: more")
    weak = [
        (a, b) for a, b in TEXT if not a.startswith(("on-multe", "field", "on-mark")) and contrast(more[a], more[b]) < 7
    ]
    assert weak == []
    assert contrast(more["muted"], more["paper"]) > contrast(usual["muted"], usual["paper"])
    assert contrast(more["line"], more["paper"]) >= 3, "borders are no longer only a hint"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_paper_is_white_whatever_the_screen_is(scheme: str) -> None:
    c = tokens(scheme, "print")
    assert c["paper"] == c["raised"] == c["ground"] == "#ffffff"
    assert all(contrast(c[a], "#ffffff") >= 4.5 for a in ("ink", "muted", "fjord", "clay", "deep-ink", "deep-muted"))


def test_fonts_lie_on_the_site_and_are_free() -> None:
    files = re.findall(r'url\("([^"]+)"\)', TOKENS)
    assert files and all((ASSETS / file).is_file() for file in files)
    assert sum((ASSETS / file).stat().st_size for file in files) < 26_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (ASSETS / "fonts/OFL.txt").read_text(encoding="utf-8")
    assert TOKENS.count("font-display: optional") == len(files)


def test_reduced_motion_and_forced_colours_are_answered() -> None:
    css = (ASSETS / "innomed.css").read_text(encoding="utf-8")
    assert "prefers-reduced-motion: reduce" in css and "forced-colors: active" in css
