"""Editorial pages on their way through the engine: it is handed what was judged, and renders nothing that was not."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment
from mkdocs.exceptions import Abort
from support import make_checkout, write, writeup

from macros.engine import hook, theme
from macros.engine.build import BuildError, build_site
from macros.engine.editor_macros import check_calls
from macros.engine.session import session

pytestmark = pytest.mark.site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_checkout(tmp_path / "inn", {"oyhelse.md": writeup(title="Øyhelse")})


def test_the_engine_reads_no_front_matter_of_the_authors(root: Path, tmp_path: Path) -> None:
    write(root / "docs/om/sjo.md", "Viktig: les dette om sjøen først.\n\n## Båt\n\nEn båt.\n")
    write(
        root / "docs/om/land.md", '---\ntitle: "Land & <b>\\"øy\\"</b>"\ndescription: \'a" http-equiv="refresh\'\n---'
    )
    write(
        root / "docs/om/kode.md",
        "# Slik: {{ '{{ count() }}' }}\n\nTall: {{ count() }}\n\n```text\n{{ count() }}\n```\n",
    )
    build_site(root, tmp_path / "ut")
    sea, land, code = (
        (tmp_path / f"ut/om/{n}/index.html").read_text(encoding="utf-8") for n in ("sjo", "land", "kode")
    )
    assert "Viktig: les dette om sjøen først." in sea, "MkDocs takes such a line for a field and drops it"
    assert "<title>Land &amp; &lt;b&gt;&#34;øy&#34;&lt;/b&gt; - InnoMed</title>" in land
    assert 'http-equiv="refresh' not in land and "title:" not in land.split("<main")[1]
    assert "<title>Slik: &#123;&#123; count() }} - InnoMed</title>" in code
    assert "Tall: 1" in code and ">Slik: {{ count() }}</h1>" in code


@pytest.mark.parametrize(
    "body",
    [
        '{{ cycler.__init__.__globals__.os.system("touch ond") }}',
        '```text\n{% set x = cycler.__init__.__globals__.os.system("touch ond") %}\n```',
        '<!-- {{ config.hooks["x"] }} -->',
    ],
)
def test_a_program_in_a_page_stops_the_build_before_it_runs(
    root: Path, tmp_path: Path, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(root / "docs/om/sjo.md", f"---\ntitle: Sjø\n---\n\n{body}\n")
    with pytest.raises(BuildError, match=r"docs/om/sjo.md:\d+:\d+: MK0\d\d "):
        build_site(root, tmp_path / "ut")
    assert not (tmp_path / "ond").exists() and not (tmp_path / "ut").exists()


@pytest.mark.parametrize(
    ("markdown", "title"), [("{{ config.x }}", "Sjø"), ("Sjø", "{{ config.x }}"), ("{{ now() }}", "Sjø")]
)
def test_the_last_door_does_not_trust_the_first(root: Path, markdown: str, title: str) -> None:
    """What another plugin puts in a page after it was read is judged too, by the environment that will render it."""
    page = session(root).library.editorial[0]
    config = SimpleNamespace(
        config_file_path=str(root / "mkdocs.yml"), plugins={"macros": SimpleNamespace(env=Environment(autoescape=True))}
    )
    with pytest.raises(Abort, match=r"MK022|MK001"):
        check_calls(markdown, title, page, config)  # type: ignore[arg-type]
    check_calls("{{ count() }}", "Sjø", page, config)  # type: ignore[arg-type]


def test_a_page_that_was_never_read_is_not_built(root: Path) -> None:
    config = SimpleNamespace(config_file_path=str(root / "mkdocs.yml"))
    page = SimpleNamespace(file=SimpleNamespace(src_uri="_utkast/oyene.md"))
    with pytest.raises(Abort, match=r"docs/_utkast/oyene\.md:1:1: BY012"):
        hook.on_page_read_source(page, config)  # type: ignore[arg-type]


class Everything(frozenset[str]):
    """A menu that names every file."""

    def __contains__(self, uri: object) -> bool:
        return True


def test_a_page_beside_the_engine_is_what_the_engine_would_have_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte, in every language and at every depth, with signs that a template could take for its own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    projects = {
        "oyhelse.md": writeup(
            title='"Øyhelse {{ 7*7 }} <b>nær</b> «deg» ␟title␟ &amp; 🚑"', summary='"\\"Å\\" <i> {% x"'
        ),
        "heime.md": writeup("## Mål\n\nDei bur på øyane.\n", title="Heime på øya", language="nn"),
        "vard.md": writeup("## Mål\n\nVård på öarna. ␟content␟\n", title="Vård på öarna", language="sv"),
    }
    tool = "---\ntitle: Systemkart\nsummary: Tegn øyene.\nsource: ukjent\n---\n\n## Slik gjør du\n\nTegn.\n"
    root = make_checkout(tmp_path / "inn", projects, {"kart/index.md": tool})
    build_site(root, tmp_path / "ved siden av")
    monkeypatch.setattr(theme, "in_menu", lambda config: Everything())
    build_site(root, tmp_path / "gjennom")
    beside, through = (
        {f.relative_to(site): f.read_bytes() for f in site.rglob("*") if f.is_file()}
        for site in (tmp_path / "ved siden av", tmp_path / "gjennom")
    )
    assert len(beside) > 200 and beside.keys() == through.keys()
    assert [name for name in beside if beside[name] != through[name]] == []


def test_a_page_without_a_title_is_called_by_its_heading_as_it_is_read(root: Path, tmp_path: Path) -> None:
    pages = {
        "# Om *øyene* & `sjøen` {: .stor }\n\nTekst.\n": "Om øyene &amp; sjøen",
        "Tekst.\n\nVi har [båt](#x)\n------\n\nTekst.\n": "Vi har båt",
        "```text\n# Ikke dette\n```\n\n## Men dette\n\nTekst.\n": "Men dette",
        "# Vi har {{ count() }} øyer\n\nTekst.\n": "Vi har øyer",
        "Bare tekst.\n": "side-4",
    }
    for number, text in enumerate(pages):
        write(root / f"docs/om/side-{number}.md", text.replace("(#x)", "(sjo.md)"))
    write(root / "docs/om/sjo.md", "Sjøen.\n")
    build_site(root, tmp_path / "ut")
    for number, title in enumerate(pages.values()):
        html = (tmp_path / f"ut/om/side-{number}/index.html").read_text(encoding="utf-8")
        assert f"<title>{title} - InnoMed</title>" in html and f'property="og:title" content="{title}"' in html
