"""One gate: what ``innomed check`` calls an error stops the build, with the same words; what it lets through is built.

A case is a name, files to write into a small correct checkout (None deletes one), and the code of the message that must
stand at a line the author wrote; an empty code says that the checkout is still correct. Add your own to ``CASES``.

The build asks the same validator before the engine starts, so a red case costs no build. A green one does: ``built``
says that it is worth a whole site.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import gate_setup as setup
import pytest
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.engine import build as build_module
from macros.engine.build import BuildError, build_site
from macros.engine.clock import today
from macros.site.gate import judge
from macros.words.problems import Problem


@dataclass(frozen=True)
class Case:
    """``files``: path -> text, bytes or None. ``replaced``: path -> (old, new), for one place in a file that is there.

    ``line`` is the line the message must stand at (0: any that the file has), ``shown`` what that line must hold.
    """

    name: str
    code: str = ""
    files: Mapping[str, str | bytes | None] = field(default_factory=dict)
    replaced: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    line: int = 0
    shown: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    built: bool = False


def page(body: str, **fields: str) -> str:
    """An editorial page."""
    front = "".join(f"{name}: {value}\n" for name, value in {"title": "Øyene", **fields}.items())
    return f"---\n{front}---\n\n## Om øyene\n\n{body}\n"


TOOL = "---\ntitle: Kart\nsummary: Tegn øyene og hvem som bor der.\nsource: ukjent\nstatus: draft\n---\n\n## Mål\n\nSjøen.\n"
CASES = [
    Case("a correct checkout", built=True),
    Case("one more project", files={"projects/ny-oy.md": writeup(title="Båt til øya")}, built=True),
    Case("a field nobody knows", "FM020", {"projects/ny-oy.md": writeup(farge="blå")}, line=10),
    Case("an unknown macro", "MK001", {"docs/om/index.md": page("{{ prosjektkort('øya') }}")}, line=7),
    Case("a dead link", "RS001", {"docs/om/index.md": page("[Båt](baat.md)")}, line=7),
    Case("a program in a page", "MK022", {"docs/om/index.md": page("{{ cycler.__init__.__globals__ }}")}, line=7),
    Case("a loop without an end", "MK019", {"docs/om/index.md": page("{% for øy in [1] %}")}, line=7),
    Case("an unknown filter in code", "MK018", {"docs/om/index.md": page("```\n{{ count() | fint }}\n```")}, line=8),
    Case("an undefined name", "MK021", {"docs/om/index.md": page("{{ øya }}")}, line=7),
    Case("a macro in a title", "MK023", {"docs/om/index.md": page("Sjø.", title="'{{ count() }}'")}, line=2),
    Case("a page that turns macros on", "FM020", {"docs/om/index.md": page("Sjø.", render_macros="true")}, line=3),
    Case("a write-up that links to the form", "RS010", {"projects/ny.md": writeup("## Mål\n\n[Skjema](/admin/)\n")}),
    Case("a page that is not made", "RS013", {"docs/om/index.md": page("[Øst](/prosjekter/region/ost/)")}, line=7),
    Case("a dead HTML link", "RS013", {"docs/om/index.md": page('<a href="/borte/">Båten</a>')}, line=7),
    Case("a dead anchor", "RS002", {"docs/om/index.md": page("[Ned på siden](#borte)")}, line=7),
    Case("a link that runs", "RS011", {"docs/om/index.md": page("[Båten](javascript:ro())")}, line=7),
    Case("a tag nobody closes", "RS020", {"docs/om/index.md": page("<div>\n\nBåten.")}, line=7),
    Case("a frame", "RS022", {"docs/om/index.md": page('<iframe src="/"></iframe>')}, line=7),
    Case("our button away", "RS027", {"docs/om/index.md": page("[Inn](https://ond.no/){: .im-button }")}, line=7),
    Case("an id of the frame", "RS026", {"docs/om/index.md": page("## Søk {: #im-search }\n\nSøk.")}, line=7),
    Case("a lock of Word", "FM167", {"projects/~$reise.docx": b"x"}, line=1),
    Case("a Word document", "FM160", {"projects/reise.docx": b"PK"}, line=1),
    Case("two endings", "FM160", {"projects/reise.md.txt": writeup(title="Reisen")}, line=1),
    Case("a film", "BD001", {"projects/ny.md": writeup('## Mål\n\n<iframe src="https://x.example/"></iframe>\n')}),
    Case(
        "a field twice", "FM012", {"projects/ny.md": writeup().replace("hours: 120", "hours: 120\nhours: 130")}, line=6
    ),
    Case("a capital in the name", "FM016", {"projects/Ny.md": writeup(title="Ny")}, line=1),
    Case(
        "a link from a page to a draft",
        "KX148",
        {"projects/ny.md": writeup(title="Ny", status="draft"), "docs/om/index.md": page("[Ny](/prosjekter/ny/)")},
    ),
    Case(
        "a macro beside a wrong project",
        "MK001",
        {"projects/ny.md": writeup(hours="mange"), "docs/om/index.md": page("{{ kort('a') }}")},
        line=7,
    ),
    Case(
        "a link beside a wrong project",
        "RS013",
        {"projects/ny.md": writeup(hours="mange"), "docs/om/index.md": page("[Øya](/om/borte/)")},
        line=7,
    ),
    Case(
        "a macro beside a wrong list",
        "MK001",
        {"docs/_data/search.yml": "ord: [øy]\n", "docs/om/index.md": page("{{ kort('a') }}")},
        line=7,
    ),
    Case(
        "a draft tool among related",
        files={
            "tools/kart/index.md": TOOL,
            "tools/sjo/index.md": TOOL.replace("Kart", "Sjø").replace("status: draft", "related: [kart]"),
        },
    ),
    Case("a copy beside a file", files={"projects/ny.md.bak": "x"}),
    Case(
        "links to what is made",
        files={
            "docs/om/index.md": page(
                "[Alle](/prosjekter/#prosjektliste), [strøm](/feed.xml), [region](/prosjekter/region/helse-vest/)\n\n"
                "{{ facet_list() }}\n\n`{{ '{{ count() }}' }}`",
            )
        },
        built=True,
    ),
]


def _replaced(name: str, code: str, old: str, new: str, shown: str) -> Case:
    return Case(f"mkdocs.yml: {name}", code, replaced={setup.CONFIG: (old, new)}, shown=shown)


CASES += [_replaced(*row) for row in setup.REPLACED]
CASES += [Case(f"mkdocs.yml: {name}", code, {setup.CONFIG: content}) for name, code, content in setup.WHOLE]
CASES += [Case(f"{path} is gone", "BY019", {path: None}) for path in setup.GONE]
CASES += [
    Case(f"{name} is {value[:20]!r}", code, environment={name: value})
    for code, given in setup.ENVIRONMENT
    for name, value in given.items()
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_checkout(tmp_path / "kasse", {"oyhelse.md": writeup()})


def change(root: Path, case: Case) -> None:
    for path, content in case.files.items():
        if content is None:
            (root / path).unlink()
        else:
            write(root / path, content)
    for path, (old, new) in case.replaced.items():
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


PLACES = ("projects/lenke.md", "projects/oya/index.md", "tools/lenke", "docs/om/lenke.md", "docs/assets/lenke.svg", "docs/_data/lenke.yml",
          "overrides/partials/lenke.html", "reports/lenke.pdf", "docs/lenke/dypt/nede")  # fmt: skip


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("kind", ["a link to a file", "a link to a folder", "a link to nothing", "a pipe", "a socket"])
def test_what_is_no_file(root: Path, tmp_path: Path, path: str, kind: str) -> None:
    write(tmp_path / "hemmelig/index.md", writeup(title="Hemmelig"))
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if kind == "a pipe":
        os.mkfifo(place)
    elif kind == "a socket":
        os.mknod(place, stat.S_IFSOCK | 0o600)
    else:
        target = {"a link to a file": "hemmelig/index.md", "a link to a folder": "hemmelig"}.get(kind, "ingenting")
        place.symlink_to(tmp_path / target)
    only_this_is_told(root, path, "FM018" if kind in ("a pipe", "a socket") else "FM015")


@pytest.mark.parametrize(
    "path", ["docs", "projects", "tools", "overrides", "docs/_data", "docs/assets", "reports", "mkdocs.yml"]
)
def test_a_part_of_the_checkout_that_is_a_link(root: Path, tmp_path: Path, path: str) -> None:
    (root / "reports").mkdir()
    shutil.move(root / path, tmp_path / "utenfor")
    (root / path).symlink_to(tmp_path / "utenfor")
    only_this_is_told(root, path, "FM015")


def only_this_is_told(root: Path, path: str, code: str) -> None:
    found = errors(root)
    assert [(p.path, p.code) for p in found] == [(path, code)]
    with pytest.raises(BuildError) as caught:
        build_site(root, root.parent / "ut")
    assert str(caught.value) == found[0].as_text()


def errors(root: Path) -> list[Problem]:
    """What ``innomed check`` says that stops a proposal."""
    return [p for p in judge(load(root), today()) if p.severity == "error"]


def stands(root: Path, found: Problem) -> bool:
    """Whether a message stands at a place that exists: a line of a text, the first of anything else."""
    file = root / found.path
    lines = file.read_bytes().count(b"\n") + 1 if file.is_file() else 1
    return 1 <= found.line <= lines and found.column >= 1


@pytest.mark.parametrize("case", [c for c in CASES if c.code], ids=lambda c: c.name)
def test_red_in_both(root: Path, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    change(root, case)
    for name, value in case.environment.items():
        monkeypatch.setenv(name, value)
    found = errors(root)
    assert case.code in {p.code for p in found}, [p.as_text() for p in found]
    assert all(stands(root, p) and p.hint for p in found), [p.as_text() for p in found]
    if case.line:
        assert case.line in {p.line for p in found if p.code == case.code}, [p.as_text() for p in found]

    if case.shown:
        lines = {p.path: (root / p.path).read_text(encoding="utf-8").split("\n") for p in found}
        assert any(case.shown in lines[p.path][p.line - 1] for p in found if p.code == case.code), [
            p.as_text() for p in found
        ]

    def never(*args: object, **kwargs: object) -> None:
        pytest.fail("the engine was started for content with errors")

    monkeypatch.setattr(build_module, "build", never)
    with pytest.raises(BuildError) as caught:
        build_site(root, root.parent / "ut")
    assert {p.as_text() for p in found} <= set(str(caught.value).split("\n"))
    assert not (root.parent / "ut").exists(), "nothing is written"


@pytest.mark.parametrize("case", [c for c in CASES if not c.code], ids=lambda c: c.name)
def test_green_in_check(root: Path, case: Case) -> None:
    change(root, case)
    assert errors(root) == []


@pytest.mark.site
@pytest.mark.parametrize("case", [c for c in CASES if c.built], ids=lambda c: c.name)
def test_green_in_the_build(root: Path, case: Case) -> None:
    change(root, case)
    assert build_site(root, root.parent / "ut") > 100
