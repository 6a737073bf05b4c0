"""Links, anchors and HTML of pages, judged before the build exactly as the finished site would be."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.engine.build import build_site
from macros.site.gate import judge
from macros.words.problems import Problem

DAY = date(2026, 11, 22)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make_checkout(
        tmp_path / "inn",
        {
            "oyhelse.md": writeup(title="Øyhelse", redirect_from="[gammel-oy]"),
            "annen.md": writeup(title="Annen øy", body="## Mål\n\nTrygghet.\n\n## Resultat og status\n\nGod.\n"),
            "kladd.md": writeup(title="Kladd om sjø", status="draft", body="## Mål\n\n[Ned](#mal) til målet.\n"),
        },
        {"kart/index.md": "---\ntitle: Systemkart\nsummary: Tegn øyene.\nsource: ukjent\n---\n\n## Slik gjør du\n\nTegn.\n"},
    )  # fmt: skip
    for name in ("kart.png", "båt og sjø.webp"):
        (root / "docs/om").mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (4, 4)).save(root / "docs/om" / name)
    return root


def told(root: Path, path: str = "docs/") -> list[Problem]:
    return [p for p in judge(load(root), DAY) if p.path.startswith(path)]


def page(root: Path, body: str) -> list[Problem]:
    write(root / "docs/om/oyer.md", f"---\ntitle: Øyer\n---\n\n## Sjøen\n\n{body}\n")
    return told(root, "docs/om/oyer.md")


WRONG = [
    # Addresses that the site plan makes.
    ("[x øy](/prosjekter/finnes-ikke/)", "RS013", 7, 8),
    ("[Øyhelse](/prosjekter/oyhels/)", "RS013", 7, 11),
    ("[Øyhelse](/prosjekter/oyhelse)", "RS013", 7, 11),
    ("[Kladd](/prosjekter/kladd/)", "KX148", 7, 9),
    ("[Region](/prosjekter/region/helse-sjo/)", "RS013", 7, 10),
    ("[Data](/data/project.json)", "RS013", 7, 8),
    ("[Verktøy](/verktoy/kart/kart.docx)", "RS013", 7, 11),
    ("[Skjema](/admin/)", "RS010", 7, 10),
    ("[Rapport](/prosjekter/oyhelse/sluttrapport.pdf)", "RS010", 7, 11),
    ("[Stil](/_data/rates.yml)", "RS013", 7, 8),
    ("[Øyhelse][o]\n\n[o]: /prosjekter/borte/", "RS013", 9, 6),
    # Places on pages.
    ("[Øyhelse](/prosjekter/oyhelse/#finnes-ikke)", "RS002", 7, 11),
    ("[Annen](/prosjekter/annen/#resultat-og-statu)", "RS002", 7, 9),
    ("[Alle](/prosjekter/#ingen-slik)", "RS002", 7, 8),
    ("[Her på siden](#sjoe)", "RS002", 7, 16),
    ("[Gammel øy](/prosjekter/gammel-oy/#noe)", "RS002", 7, 13),
    ('{{ facet_list() }}\n\n[Et sted](#ikke-i-makroen)', "RS002", 9, 11),
    # Footnotes.
    ("[^1] står først på øya", "BD107", 7, 1),
    ("Øy[^2].\n\n[^2]: Sjø, se [^3].", "BD107", 9, 15),
    # HTML.
    ('<a href="/finnes-ikke/">Sjø</a>', "RS013", 7, 10),
    ('<a href="../om/borte/">Sjø</a>', "RS013", 7, 10),
    ('<a href="index.md">Om øyene</a>', "RS012", 7, 10),
    ('<a href="#borte">Ned</a>', "RS002", 7, 10),
    ('<img src="borte.png" alt="Øy">', "RS013", 7, 11),
    ('<img src="https://ond.no/a.png" alt="Øy">', "RS006", 7, 11),
    ('<img src="/om/kart.png">', "BD007", 7, 11),
    ("![](kart.png)", "BD007", 7, 3),
    ('<script src="//ond.no/a.js"></script>', "RS022", 7, 1),
    ("Øy <script>alert(1)</script>", "RS022", 7, 4),
    ('<iframe src="https://ond.no/"></iframe>', "RS022", 7, 1),
    ("<style>p {color: red}</style>", "RS022", 7, 1),
    ('<svg onload="alert(1)"></svg>', "RS022", 7, 1),
    ('<meta http-equiv="refresh" content="0">', "RS022", 7, 1),
    ('<base href="https://ond.no/">', "RS022", 7, 1),
    ("</body></html>", "RS021", 7, 1),
    ('<p onclick="x()">Øy</p>', "RS023", 7, 4),
    ('<p style="color: red">Øy</p>', "RS023", 7, 4),
    ('<p data-figure="saving">Øy</p>', "RS023", 7, 4),
    ("Øy\n{: onclick=x() }", "RS023", 8, 4),
    ("[Øy](index.md){: target=_blank }", "RS023", 7, 18),
    ("<div>\n\nØyene ligger ute.", "RS020", 7, 1),
    ("<p><b>Øy</p></b>", "RS020", 7, 4),
    ("<p>Øy</p></div>", "RS021", 7, 10),
    ("<!-- uten slutt", "RS020", 7, 1),
    ("<![CDATA[ Øy ]]>", "RS024", 7, 1),
    ('<form action="https://ond.no/"><input name="q"></form>', "RS015", 7, 15),
    ('<form action="/prosjekter/" method="post"></form>', "RS023", 7, 29),
    # Schemes.
    ("[x øy](javascript:alert(1))", "RS011", 7, 8),
    ("[x øy](JavaScript:alert`1`)", "RS011", 7, 0),
    ('<a href="java\tscript:alert(1)">Øy</a>', "RS011", 7, 0),
    ('<a href="&#106;avascript:alert(1)">Øy</a>', "RS011", 7, 0),
    ("[x øy](data:text/html,x)", "RS011", 7, 8),
    ("[x øy](vbscript:x)", "RS011", 7, 8),
    # Relative addresses.
    ("[Katalogen](../prosjekter/)", "RS003", 7, 13),
    ("[En side](../bidra/indeks.md)", "RS001", 7, 11),
    ("[Øyhelse](../../projects/oyhelse/index.md)", "RS009", 7, 11),
    ("![Kartet](karet.png)", "RS004", 7, 11),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("[Om](../om/indeks.md)", "Mente du «index.md»?"),
        ("[Om](../om/)", "Skriv: ../om/index.md"),
        ("[Om](../om)", "Skriv: ../om/index.md"),
        ("[Katalogen](../prosjekter/)", "Skriv: /prosjekter/"),
        ("[Øyhelse](../../projects/oyhelse/index.md)", "Skriv: /prosjekter/oyhelse/"),
        ("![Kartet](karet.png)", "Mente du «kart.png»?"),
        ("[Ned](#sjoenn)", "Mente du «#sjoen»?"),
    ],
)
def test_what_to_write_instead(root: Path, body: str, hint: str) -> None:
    (found,) = page(root, body)
    assert found.hint == hint, found.as_text()


@pytest.mark.parametrize(("body", "code", "line", "column"), WRONG, ids=[w[0][:50] for w in WRONG])
def test_it_is_told_where_it_was_written(root: Path, body: str, code: str, line: int, column: int) -> None:
    found = page(root, body)
    mine = [p for p in found if p.code == code]
    assert mine, [p.as_text() for p in found]
    assert (mine[0].line, mine[0].column) == (line, column or mine[0].column), mine[0].as_text()
    assert mine[0].hint and mine[0].severity == "error"
    assert len({(p.line, p.code) for p in found}) == len(found) or code in ("RS021", "RS020"), (
        "one mistake, one message"
    )


RIGHT = [
    "[Øyhelse](/prosjekter/oyhelse/) og [den gamle](/prosjekter/gammel-oy/)",
    "[Annen øy](/prosjekter/annen/#resultat-og-status) og [målet](../prosjekter/annen/index.md#mal)",
    "[Regionen](/prosjekter/region/helse-vest/), [alle](/prosjekter/#prosjektliste), [strøm](/feed.xml)",
    "[Alle tall](/data/projects.json) og [planen](/prosjekter/oyhelse/gevinstplan.xlsx)",
    "[Et kart](kart.png) ![Øyene](kart.png) [båten](b%C3%A5t%20og%20sj%C3%B8.webp) <a href=\"../kart.png\">kart</a>",
    '[Skriv](mailto:post@innomed.no) eller ring <a href="tel:116117">oss på øya</a>',
    "[Feil](/404.html), [sidekart](/sitemap.xml), [opp](#__top), [utvalget](/prosjekter/?region=helse-vest&q=sjø)",
    "`<script>` og `<a href=\"/borte/\">` vises.\n\n```html\n<iframe src=\"x\">\n<div>\n```\n\n<https://example.org/>",
    '<div class="im-split" markdown>\n\n## Båt {: #bat }\n\n[Ned til båten](#bat)\n\n</div>',
    '<a id="brygga"></a>Brygga og [dit](#brygga)',
    "<hr>\n\n## Båt over\n\n[Ned til båten](#bat-over)",
    '<form action="/prosjekter/" method="get"><label for="sok-her">Øy</label><input id="sok-her" name="q"></form>',
    "Øy[^1]\n\n[^1]: En note om øya.\n\n| A | B |\n|:--|--:|\n| å | ø |",
    "Båt < ferje og > kajakk, og `a<b`.<br>Ny linje <!-- en <div> som ikke vises -->",
    "{{ '{{ count() }}' }} og {{ count() }}\n\n{{ facet_top('region') }}",
]  # fmt: skip


@pytest.mark.parametrize("body", RIGHT, ids=[r[:40] for r in RIGHT])
def test_what_works_is_silent(root: Path, body: str) -> None:
    assert [p.as_text() for p in page(root, body)] == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[Skjemaet](/admin/)", "RS010"),
        ("[Tema](/prosjekter/tema/finnes-ikke/)", "RS013"),
        ("[Om oss](/om/borte/)", "RS013"),
        ("[Annen](annen.md#resultt-og-status)", "RS002"),
        ("[Annen](/prosjekter/annen/#borte)", "RS002"),
        ("[Ned](#borte)", "RS002"),
        ('<a href="/gevinster/#borte">Gevinster</a>', "RS002"),
        ("[Søk](/prosjekter)", "RS013"),
    ],
)
def test_write_ups_and_tools_are_held_to_the_same(root: Path, body: str, code: str) -> None:
    write(root / "projects/ny.md", writeup(title="Ny øy", body=f"## Mål\n\n{body}\n"))
    write(
        root / "tools/ny/index.md",
        f"---\ntitle: Nytt\nsummary: Tegn øya.\nsource: ukjent\n---\n\n## Mål\n\n{body.replace('(annen', '(../../projects/annen')}\n",
    )
    assert [(p.path, p.code) for p in told(root, "")] == [("projects/ny.md", code), ("tools/ny/index.md", code)]


def test_a_right_link_from_a_write_up_is_silent(root: Path) -> None:
    body = "## Mål\n\n[Annen](annen.md#mal), [målet](#mal), [om oss](/om/), [kart](../tools/kart/index.md#slik-gjor-du), [alle](/gevinster/)\n"
    write(root / "projects/ny.md", writeup(title="Ny øy", body=body))
    assert [p.as_text() for p in told(root, "projects/ny.md")] == []


@pytest.mark.site
def test_the_addresses_are_those_of_the_built_site(root: Path, tmp_path: Path) -> None:
    """The list is made without making anything; it names what the build makes, and nothing else."""
    from macros.library.library import Library
    from macros.site.links import SiteAddresses

    build_site(root, tmp_path / "ut")
    built = {"/" + f.relative_to(tmp_path / "ut").as_posix() for f in (tmp_path / "ut").rglob("*") if f.is_file()}
    built = {a.removesuffix("index.html") for a in built}
    content = load(root)
    listed = SiteAddresses(root, Library.of(content, DAY), DAY, {}).addresses
    joined = {a for a in listed - built if a.startswith("/assets/") and a.endswith((".css", ".js"))}
    assert listed - built == joined, "only the style sheets and modules that are put together in one"
    written_last = {"/_headers", "/.innomed-site", "/.well-known/security.txt"}
    assert built - listed <= written_last, sorted(built - listed)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("/prosjekter/oyhelse", "/prosjekter/oyhelse/"), ("/prosjekter/oyhels/", "/prosjekter/oyhelse/")],
)
def test_what_was_meant_is_told(root: Path, written: str, meant: str) -> None:
    (found,) = page(root, f"[Øyhelse]({written})")
    assert f"«{meant}»" in found.hint
