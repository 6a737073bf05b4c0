"""Our templates in place of the theme's: each says why, both engines can read it, and a change in the original is seen."""

import hashlib
import re
from pathlib import Path

import material
import pytest
from support import ROOT

OVERRIDES = ROOT / "overrides"
THEME = Path(material.__file__).parent / "templates"
FILES = sorted(file.relative_to(OVERRIDES).as_posix() for file in OVERRIDES.rglob("*.html"))

# The theme's file as it was when ours was last compared with it: the beginning of its SHA-256.
ORIGINALS = {
    "404.html": "80c93494b5432b1b",
    "base.html": "d10007694d55c4eb",
    "main.html": "9948b55a7bc979c3",
    "partials/footer.html": "50c2a75f013b7b03",
    "partials/header.html": "8cf3fb15bcf969ff",
    "partials/language.html": "3a44516f305006ac",
    "partials/logo.html": "e0925ef6c190174a",
}


def fingerprint(name: str) -> str:
    """Without what changes with every release of the theme and says nothing: version numbers and names of built files."""
    text = (THEME / name).read_text(encoding="utf-8")
    text = re.sub(r"mkdocs-material-[\d.]+", "", re.sub(r"\.[0-9a-f]{8}\.min\.", ".min.", text))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_every_override_is_watched() -> None:
    assert set(FILES) == set(ORIGINALS), "a new override needs its line in ORIGINALS; a removed one has none"


@pytest.mark.parametrize("name", sorted(ORIGINALS))
def test_the_original_is_the_one_we_compared_with(name: str) -> None:
    now = fingerprint(name)
    assert now == ORIGINALS[name], (
        f"The theme's {name} has changed ({THEME / name}). Read what is new in it, take over what our overrides/ need "
        f"(blocks, attributes, what other files expect), look at the site, and write {now!r} in ORIGINALS."
    )


@pytest.mark.parametrize("name", FILES)
def test_an_override_says_what_it_changes_and_why(name: str) -> None:
    text = (OVERRIDES / name).read_text(encoding="utf-8")
    comment = re.match(r"\{#-(.*?)-#\}", text, re.DOTALL)
    assert comment and len(comment[1].split()) >= 8, f"{name} does not begin with a comment that says why it is there"


@pytest.mark.parametrize("name", FILES)
def test_both_engines_can_read_it(name: str) -> None:
    """MiniJinja has no methods of Python's types, and no names that only MkDocs' pages have."""
    code = " ".join(re.findall(r"\{[{%](.*?)[%}]\}", (OVERRIDES / name).read_text(encoding="utf-8"), re.DOTALL))
    methods = set(re.findall(r"[\w\])]\.(\w+)\(", code)) - {"t"}
    assert not methods, f"{name} calls {methods}: write it with filters"
    ours = re.findall(r"\b(?:page|item|first)\.(is_homepage|parent|file|previous_page\.parent)\b", code)
    assert not ours, f"{name} asks for {ours}, which Zensical's pages do not have (page.url == '' is the front page)"


def test_the_trimmed_styles_are_of_the_theme_that_is_installed() -> None:
    """docs/assets/vendor/theme.css is made by hand (make vendor): an upgrade of the theme must not pass it by."""
    (sheet,) = (THEME / "assets/stylesheets").glob("main.*.min.css")
    ours = (ROOT / "docs/assets/vendor/theme.css").read_text(encoding="utf-8")
    now = hashlib.sha256(sheet.read_bytes()).hexdigest()
    assert now in ours, "The theme's styles have changed: run «make vendor», look at the site, and commit theme.css."
    assert len(ours) < 40_000 < sheet.stat().st_size, "it is the trimmed one"


def test_the_check_for_methods_can_see() -> None:
    assert re.findall(r"[\w\])]\.(\w+)\(", "page.meta.get('x') and name.replace('a', 'b')") == ["get", "replace"]
