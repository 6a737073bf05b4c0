"""Whatever stops a build: a Norwegian sentence with file and line, exit code 1, no traceback, nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.files.destinations import SITE
from macros.engine import build as build_module
from macros.engine.build import BuildError, build_site
from macros.engine.faults import DETAILS
from macros.words.problems.engine_words import is_noise, is_told, lines_of, translated

INNOMED = Path(sys.executable).with_name("innomed")
OLD = "det gamle nettstedet på øya"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    SITE.sign(write(tmp_path / "ut/index.html", OLD).parent)
    return make_checkout(tmp_path / "kasse", {"oyhelse.md": writeup()})


def change(root: Path, old: str, new: str) -> None:
    file = root / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def fault(root: Path) -> str:
    """What the build says; that it touched nothing is asserted here."""
    out = root.parent / "ut"
    with pytest.raises(BuildError) as caught:
        build_site(root, out)
    assert {f.name for f in out.iterdir()} == {"index.html", SITE.mark}
    assert (out / "index.html").read_text(encoding="utf-8") == OLD
    assert not list(root.parent.glob(".site-*")), "a half site is left behind"
    assert "Traceback" not in str(caught.value)
    return str(caught.value)


@pytest.mark.site
@pytest.mark.parametrize("text", ["{% block content %}", "{{ finnes.ikke.her }}", "{% include 'borte.html' %}"])
def test_a_broken_template(root: Path, text: str) -> None:
    file = root / "overrides" / "main.html"
    file.write_text("{% extends 'base.html' %}\n{% block content %}\n" + text + "\n{% endblock %}\n", encoding="utf-8")
    said = fault(root)
    assert "BY008 Malen «" in said and "overrides" in said, said


@pytest.mark.site
@pytest.mark.parametrize(
    ("call", "words"),
    [
        ('{{ project_card("oyhelse", farge="blå") }}', "docs/index.md:9:4: MK016 Makroen «project_card» har ikke noe som heter «farge»."),
        ('{{ project_card("oyhelse", "andre") }}', "docs/index.md:9:4: MK017 Makroen «project_card» fikk for mange verdier (2)."),
        ("{{ key_figure([1]) }}", "docs/index.md:9:4: MK004 Makroen «key_figure» feilet:"),
        ('{{ "øya" | finnesikke }}', "docs/index.md:9:4: MK018 Filteret «finnesikke» kan ikke brukes"),
    ],
)  # fmt: skip
def test_a_macro_that_is_called_wrongly(root: Path, capfd: pytest.CaptureFixture[str], call: str, words: str) -> None:
    write(root / "docs/index.md", f"---\ntitle: Forside\n---\n\n## Øyer\n\nTekst.\n\n{call}\n")
    assert words in fault(root)
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_fault_of_the_program_is_kept_for_a_developer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise ValueError("noe er galt på øya")

    monkeypatch.setattr(build_module, "build", broken)
    said = fault(root)
    assert "BY011 Programmet stoppet på en feil det ikke kjenner (ValueError)." in said and DETAILS in said
    kept = (root / DETAILS).read_text(encoding="utf-8")
    assert "Traceback" in kept and "noe er galt på øya" in kept


@pytest.mark.parametrize(("number", "words"), [(28, "disken er full"), (13, "ingen tilgang"), (5, "BY010 Filen «")])
def test_a_full_or_closed_disk(root: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number), str(root / "docs/index.md"))

    monkeypatch.setattr(build_module, "build", broken)
    said = fault(root)
    assert "docs/index.md:1:1: BY010" in said and words in said


@pytest.mark.parametrize("fixture", ["projects/oyhelse.md", "docs/index.md", "docs/_data/figures.yml"])
def test_a_file_nobody_may_read(root: Path, monkeypatch: pytest.MonkeyPatch, fixture: str) -> None:
    read = Path.read_bytes

    def closed(self: Path) -> bytes:
        if self == root / fixture:
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", closed)
    said = fault(root)
    assert f"{fixture}:1:1: FM014 Filen kan ikke åpnes: ingen tilgang." in said


def test_the_command_says_it_and_leaves_with_code_1(root: Path) -> None:
    change(root, "\nnav:", "\nnav: [")
    done = subprocess.run([INNOMED, "site"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0].startswith("mkdocs.yml:") and "BY001" in lines[0]
    assert lines[-1] == "Nettstedet ble ikke bygd. Det som er publisert, er urørt."
    assert "Traceback" not in done.stderr


SAID = [
    ("Doc file 'øya.md' contains a link 'om.md', but the target is not found among documentation files. Did you mean 'om/index.md'?",
     "docs/øya.md:1:1: RS001 Lenken «om.md» viser til en side som ikke finnes. Mente du «om/index.md»?"),
    ("Doc file 'øya.md' contains a link '#her', but there is no such anchor on this page.",
     "docs/øya.md:1:1: RS002 Lenken «#her» viser til et sted på siden docs/øya.md som ikke finnes."),
    ("Doc file 'øya.md' contains an unrecognized relative link 'om/', it was left as is. Did you mean 'om/index.md'?",
     "docs/øya.md:1:1: RS003 Lenken «om/» må vise til selve filen. Skriv: om/index.md"),
    ("Something nobody has heard of", "mkdocs.yml:1:1: BY009 Byggingen stoppet på noe vi ikke har egne ord for. MkDocs sier: Something nobody has heard of"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "ours"), SAID)
def test_the_engines_english_in_norwegian(line: str, ours: str) -> None:
    assert translated(line, {}).as_text().startswith(ours)
    assert is_told(ours) and not is_told(line)


def test_counting_lines_say_nothing() -> None:
    assert is_noise("Aborted with 2 warnings in strict mode!") and is_noise("") and not is_noise("Øya mangler")
    assert is_noise("Error reading page 'om/øya.md': docs/om/øya.md:111:1: MK001 Ukjent makro «prosjektkort».")
    assert lines_of("a: 1\nplugins:\n  - øya\n")["plugins"] == 2
