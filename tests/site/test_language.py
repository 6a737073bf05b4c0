"""The finished site speaks the page's language, frame and all; and it says where the accessibility declaration is."""

import json
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html
from support import make_checkout, write, writeup

from macros.engine.build import BuildError, build_site
from macros.words.labels import labels

pytestmark = pytest.mark.site

DECLARATION = "https://uustatus.no/nn/erklaringer/publisert/00000000-eksempel"
LANGUAGES = {"nb", "nn", "se", "sv", "en"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a page in each language, and the address of a declaration (an example)."""
    base = tmp_path_factory.mktemp("spraak")
    root = make_checkout(
        base / "kilde",
        {
            "naer.md": writeup(title="Nær på øya", themes="[oppgavedeling]"),
            "heime.md": writeup(
                "## Mål\n\nDei 1 200 som bur på øyane.\n", title="Heime på øya", summary="Eit prosjekt.", language="nn"
            ),
            "vard.md": writeup(
                "## Mål\n\nVård på öarna.\n", title="Vård på öarna", summary="Ett projekt.", language="sv"
            ),
        },
    )
    write(
        root / "docs/om/nynorsk.md",
        "---\ntitle: Om nynorsk\nlanguage: Nynorsk\ndescription: Om språket.\n---\n\n## Kva er dette\n\n"
        '{{ project_card("naer") }}\n',
    )
    write(
        root / "docs/om/tilgjengelighet.md", "---\ntitle: Tilgjengelighet\nstatement: true\n---\n\n## Slik\n\nTekst.\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INNOMED_UUSTATUS_URL", DECLARATION)
        build_site(root, base / "ut")
    return base / "ut"


def page(site: Path, address: str) -> lxml_html.HtmlElement:
    file = site / address
    return lxml_html.parse(str(file if file.suffix else file / "index.html")).getroot()


def frame(root: lxml_html.HtmlElement) -> str:
    parts = root.xpath(
        "//header[contains(@class,'im-header')] | //footer | //p[@class='im-edit'] | //a[@class='md-skip']"
    )
    read_out = root.xpath("//header//@aria-label | //header//@placeholder | //footer//@aria-label")
    return " ".join(" ".join(p.text_content() for p in parts).split()) + " " + " ".join(read_out)


@pytest.mark.parametrize("address", ["prosjekter/heime", "om/nynorsk"])
def test_a_nynorsk_page_has_nynorsk_all_around(small: Path, address: str) -> None:
    root, t = page(small, address), labels("nn")
    around = frame(root)
    assert root.get("lang") == "nn"
    for key in (
        "frame.search.site",
        "frame.menu",
        "frame.edit",
        "frame.footer.sources",
        "frame.licence",
        "frame.theme.skip",
    ):
        assert t(key) in around, key
        assert labels("nb")(key) == t(key) or labels("nb")(key) not in around, key
    assert "Prosjekterfaringar" in around and not root.xpath("//header/@lang | //footer/@lang")


@pytest.mark.parametrize("address", ["", "prosjekter", "prosjekter/naer", "om", "404.html"])
def test_a_bokmal_page_has_bokmal_all_around(small: Path, address: str) -> None:
    root = page(small, address)
    assert root.get("lang") == "nb"
    assert labels("nb")("frame.search.site") in frame(root) and labels("nn")("frame.search.site") not in frame(root)


def test_a_swedish_page_says_that_its_frame_is_bokmal(small: Path) -> None:
    root = page(small, "prosjekter/vard")
    assert root.get("lang") == "sv"
    assert root.xpath("//header[contains(@class,'im-header')]/@lang") == ["nb"] and root.xpath("//footer/@lang") == [
        "nb"
    ]
    assert root.xpath("string((//h1/ancestor-or-self::*[@lang])[last()]/@lang)") == "sv"
    assert root.xpath("string((//h2[@id='fakta']/ancestor-or-self::*[@lang])[last()]/@lang)") == "nb"


def test_macros_of_an_editorial_page_follow_it(small: Path) -> None:
    card = page(small, "om/nynorsk").xpath("//main//article[contains(@class,'im-card')]")[0]
    assert "120\N{NO-BREAK SPACE}timar" in card.text_content() and card.xpath(".//a/@lang") == ["nb"]


def test_the_search_knows_what_is_not_bokmal(small: Path) -> None:
    docs = {doc[1]: doc[7:] for doc in json.loads((small / "assets/search.json").read_text(encoding="utf-8"))["docs"]}
    assert docs["/prosjekter/naer/"] == [] and docs["/prosjekter/heime/"] == ["nn"] and docs["/om/nynorsk/"] == ["nn"]


def test_numbers_do_not_break_across_lines(small: Path) -> None:
    assert "Dei 1\N{NO-BREAK SPACE}200 som" in page(small, "prosjekter/heime").text_content()


def test_the_declaration_is_linked(small: Path) -> None:
    assert DECLARATION in page(small, "om").xpath("//footer//a/@href")
    assert DECLARATION in page(small, "om/tilgjengelighet").xpath("//main//a/@href")


def test_without_a_declaration_nothing_pretends(site: Path) -> None:
    """The synthetic site has no address."""
    root = page(site, "om/tilgjengelighet")
    assert labels()("frame.statement.none") in root.xpath("//main")[0].text_content()
    assert not [href for href in page(site, "om").xpath("//footer//a/@href") if "uustatus" in href]
    assert "/om/tilgjengelighet/" in page(site, "om").xpath("//footer//a/@href")


def test_a_wrong_address_of_the_declaration_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INNOMED_UUSTATUS_URL", "https://ond.no/å")
    with pytest.raises(BuildError, match=r"INNOMED_UUSTATUS_URL er «https://ond.no/å»"):
        build_site(make_checkout(tmp_path / "kilde", {"naer.md": writeup()}), tmp_path / "ut")
    assert not (tmp_path / "ut").exists()


def test_every_language_on_the_site_is_one_we_know(site: Path) -> None:
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert set(re.findall(r'<[^>]*\blang="([^"]*)"', text)) <= LANGUAGES, file
