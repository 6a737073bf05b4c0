"""What an author writes never takes an id of the page around it, nor the look of the frame's buttons."""

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.content.markdown.reserved_ids import frame_classes, frame_ids, is_taken, page_ids
from macros.content.pages.made import for_another_engine
from macros.engine.build import build_site
from macros.site.gate import judge

DAY = date(2026, 11, 22)
TOOL = "---\ntitle: Systemkart\nsummary: Tegn øyene.\nsource: ukjent\n---\n\n"
BENEFIT = '[{id: g1, type: Annen gevinst, description: "Tryggere øyer", status: Forventet}]'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_checkout(
        tmp_path / "inn", {"oy.md": writeup(title="Øyhelse")}, {"kart/index.md": f"{TOOL}## Slik gjør du\n\nTegn.\n"}
    )


def told(root: Path, path: str, text: str) -> list[tuple[str, int, int, str]]:
    write(root / path, text)
    return [(p.code, p.line, p.column, p.value) for p in judge(load(root), DAY) if p.path == path]


@pytest.mark.parametrize(
    "name",
    ["prosjektliste", "gevinster", "kontakt", "innhold", "__search", "__drawer", "im-main", "im-q", "siter-tekst"],
)
def test_a_write_up_takes_no_id_of_its_page(root: Path, name: str) -> None:
    text = writeup(title="Ny øy", body=f'## Mål\n\n<div id="{name}">Øy</div>\n')
    line = text.split("\n").index(f'<div id="{name}">Øy</div>') + 1
    assert ("RS026", line, 6, name) in told(root, "projects/ny.md", text)


def test_a_heading_that_would_take_one_gets_another(root: Path) -> None:
    body = "## Mål\n\n[Ned](#kontakt-i-teksten)\n\n## Kontakt\n\nRing øya.\n\n## Siter\n\nSom øya.\n"
    assert "RS" not in {c[:2] for c, *_ in told(root, "projects/ny.md", writeup(title="Ny", status="draft", body=body))}
    headings = [h.id for r in load(root).projects if r.slug == "ny" for h in r.body.headings]
    assert headings == ["mal", "kontakt-i-teksten", "siter-i-teksten"]


def test_headings_of_pages_and_write_ups_get_their_ids_by_the_same_rule(root: Path, tmp_path: Path) -> None:
    """Also on the finished page, where the engine makes them, and where a second heading would have the same."""
    headings = ("Milepælsplanen", "Øya/sjøen: *nå* {.im-deep}", "Prosjektliste", "«Milepælsplanen»")
    body = "".join(f"## {heading}\n\nTekst om øya.\n\n" for heading in headings)
    wanted = ["milepaelsplanen", "oya-sjoen-na", "prosjektliste-i-teksten", "milepaelsplanen_1"]
    links = "".join(f"[Til]({target}{name}) " for name in wanted for target in ("#", "/om/oyer/#", "oyer.md#"))
    assert told(root, "docs/om/oyer.md", f"---\ntitle: Øyer\n---\n\n{body}\n{links}\n") == []
    build_site(root, tmp_path / "ut")
    made = lxml_html.parse(str(tmp_path / "ut/om/oyer/index.html")).xpath("//main//h2/@id")
    assert made[:4] == wanted
    (page,) = [p for p in load(root).editorial if p.path == "docs/om/oyer.md"]
    staged = for_another_engine(page.body, page)
    assert [line for line in staged.split("\n") if line.startswith("#")] == [
        "## Milepælsplanen {: #milepaelsplanen }", "## Øya/sjøen: <em>nå</em> {: #oya-sjoen-na class='im-deep' }",
        "## Prosjektliste {: #prosjektliste-i-teksten }", "## «Milepælsplanen» {: #milepaelsplanen_1 }",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "code", "value"),
    [
        ('<div class="im-button">Logg inn på øya</div>', "RS027", "im-button"),
        ('<div class="rolig md-button">Logg inn</div>', "RS027", "md-button"),
        ('<a class="im-card" href="https://ond.no/">Til innlogging på øya</a>', "RS027", "im-card"),
        ('!!! note im-header "Øy"\n\n    Tekst.', "RS027", "im-header"),
    ],
)
def test_a_write_up_has_no_look_of_the_frame(root: Path, body: str, code: str, value: str) -> None:
    text = writeup(title="Ny øy", body=f"## Mål\n\n{body}\n")
    found = told(root, "projects/ny.md", text)
    assert (code, text.split("\n").index(body.split("\n")[0]) + 1, value) in [
        (c, line, v) for c, line, _, v in found
    ], found
    assert (code, value) in [(c, v) for c, _, _, v in told(root, "tools/ny/index.md", f"{TOOL}## Mål\n\n{body}\n")]


PAGES = [
    ("## Søk {: #im-search }", "RS026", 7, "im-search"),
    ('<div id="__search">Øy</div>', "RS026", 7, "__search"),
    ('<p id="im-s-tema">Øy</p>', "RS026", 7, "im-s-tema"),
    ('<p id="prosjektliste">Øy</p>', "RS026", 7, "prosjektliste"),
    ('<p id="oya">Øy</p>\n\n<p id="oya">Sjø</p>', "RS028", 9, "oya"),
    ("## Øya {: #sjo }\n\nTekst.\n\n## Båt\n\n<p id=\"sjo\">Sjø</p>", "RS028", 13, "sjo"),
    ("[Logg inn med ID-porten](https://ond.no/){: .im-button }", "RS027", 7, "im-button"),
    ('<a class="md-button" href="//ond.no/">Logg inn på øya</a>', "RS027", 7, "md-button"),
    ('<a class="im-button" href="\thttps:ond.no">Logg inn på øya</a>', "RS027", 7, "im-button"),
    ('<span class="im-button">Logg inn</span>', "RS027", 7, "im-button"),
    ('<div class="im-header">Øy</div>', "RS027", 7, "im-header"),
    ("Øya ligger ute.\n{: .im-edit }", "RS027", 8, "im-edit"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code", "line", "value"), PAGES, ids=[p[0][:40] for p in PAGES])
def test_a_page_takes_nothing_of_the_frames(root: Path, body: str, code: str, line: int, value: str) -> None:
    found = told(root, "docs/om/oyer.md", f"---\ntitle: Øyer\n---\n\n## Om øyene\n\n{body}\n")
    assert (code, line, value) in [(c, at, v) for c, at, _, v in found], found


def test_what_is_the_editors_own_is_silent(root: Path) -> None:
    body = (
        "## Gevinster {: #gevinster }\n\nØyer.\n{: .im-lead }\n\n[Se alle på øya](/prosjekter/){: .im-button .im-button--quiet }\n\n"
        '<div class="im-split im-deep" markdown>\n\n## Sjø {: #sjo }\n\nTekst.\n\n</div>'
    )
    assert told(root, "docs/om/oyer.md", f"---\ntitle: Øyer\n---\n\n{body}\n") == []


@pytest.mark.site
def test_the_list_is_that_of_built_pages(root: Path, tmp_path: Path) -> None:
    """Every id that a built page has beside those of the author's own text is on the list."""
    write(root / "projects/full.md", writeup(title="Full øy", benefits=BENEFIT, tools="[kart]", builds_on="[oy]"))
    build_site(root, tmp_path / "ut")
    for folder, address, own in (
        ("projects", "prosjekter/full", {"utfordring-og-pasientgruppe"}),
        ("tools", "verktoy/kart", {"slik-gjor-du"}),
        ("docs", "om/kilder", {"om-oyene"}),
    ):
        html = (tmp_path / "ut" / address / "index.html").read_text(encoding="utf-8")
        found = set(re.findall(r"\sid=\"([^\"]+)\"", html))
        assert own <= found and len(found) > 6
        assert {i for i in found - own if not is_taken(i, folder)} == set(), folder
        if folder == "docs":  # in a write-up no class of ours passes at all
            classes = {c for v in re.findall(r"<(?:header|footer)[^>]* class=\"([^\"]+)\"", html) for c in v.split()}
            assert {c for c in classes if c.startswith(("im-", "md-"))} <= frame_classes() | {"im-deep"}


def test_the_list_comes_from_the_templates() -> None:
    assert {"im-main", "im-search", "prosjektliste", "erklaering"} <= frame_ids()
    assert {"gevinster", "siter"} <= page_ids("projects") and "skjemaet" in page_ids("tools")
    assert not page_ids("docs")
    assert not [n for n in ("im-find", "mal", "resultat-og-status", "x") if is_taken(n, "projects")]
