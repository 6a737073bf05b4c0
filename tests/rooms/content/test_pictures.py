"""Pictures and films in a text: small enough to fetch, described, and silent about where they were taken."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html as lxml_html
from PIL import Image, ImageDraw
from support import make_checkout, write, writeup

from macros.authoring.fix.pictures import without_place
from macros.catalogue.project import project_html
from macros.cli import main
from macros.content.attachments import MAX_PICTURE_MEGABYTES
from macros.content.attachments.copies import resized, size_of
from macros.content.files.reports import Reports
from macros.content.load import load
from macros.content.markdown.films import film_host
from macros.content.pages.made import make_page
from macros.files.store import Store
from macros.library.library import Library
from macros.site.checks import check
from macros.site.plan import SitePlan
from macros.toolkit.files import Toolkit

DAY = date(2026, 11, 22)
IMAGES = "[{file: kart.jpg, alt: Øyene sett fra sør, caption: Øyene, photographer: Kari Nordmann, rights: Øya kommune}]"


def picture(size: tuple[int, int], kind: str = "JPEG", place: bool = False, turned: int = 1, order: str = "<") -> bytes:
    exif = Image.Exif()
    exif.endian = order  # a telephone's own: Apple's write the large end first
    exif[0x0112], exif[0x010F] = turned, "Kamera fra øya"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 54.0, 1.0)})
        exif[0x8825] = exif.get_ifd(0x8825)
    made = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(made, kind, exif=exif.tobytes())
    return made.getvalue()


def checkout(tmp_path: Path, content: bytes, body: str = "![](kart.jpg)", images: str = IMAGES) -> Path:
    text = writeup(f"## Mål\n\n{body}\n", title="Øya", images=images)
    root = make_checkout(tmp_path / "inn", {"oya/index.md": text})
    write(root / "projects/oya/kart.jpg", content)
    return root


def told(root: Path) -> list[tuple[str, str]]:
    return [(p.code, p.hint) for p in check(load(root), DAY) if p.code.startswith(("VL", "BD", "RS"))]


def test_a_large_picture_is_shown_in_the_size_that_is_needed(tmp_path: Path) -> None:
    """Also one that the camera was turned for; each copy that the page names is made, and says nothing of the place."""
    root = checkout(tmp_path, picture((2400, 1800), turned=6))
    content = load(root)
    assert told(root) == []
    library = Library.of(content, DAY)
    (record,) = [p for p in library.projects if p.slug == "oya"]
    page = lxml_html.fromstring(str(project_html(library, record, (None, None))))
    (shown,) = page.xpath("//figure[@class='im-picture']/img")
    assert shown.get("src") == "/prosjekter/oya/bilder/1600/kart.jpg"
    assert (shown.get("width"), shown.get("height"), shown.get("loading")) == ("1600", "2133", "lazy")
    assert shown.get("alt") == "Øyene sett fra sør"
    said = page.xpath("string(//figcaption)")
    assert "Øyene." in said and "Foto: Kari Nordmann." in said and "Øya kommune." in said
    named = {part.split(" ")[0]: int(part.split(" ")[1][:-1]) for part in shown.get("srcset").split(", ")}
    plan = SitePlan(library, Toolkit(library, Store(), Reports(), "https://innomed.no/"), DAY)
    made = {f"/{f.uri}": f.content for f in plan.files() if "/bilder/" in f"/{f.uri}"}
    assert made.keys() == named.keys() and set(named.values()) == {480, 960, 1600}
    for address, width in named.items():
        small = Image.open(io.BytesIO(made[address]))
        assert small.width == width and small.height > width and not small.getexif()


def test_a_small_picture_is_left_as_it_is(tmp_path: Path) -> None:
    root = checkout(tmp_path, picture((400, 300)), "![Øya](kart.jpg)", "[]")
    (record,) = [r for r in load(root).projects if r.slug == "oya"]
    assert record.body.copies == () and "srcset" not in record.body.html
    assert 'width="400"' in record.body.html and 'loading="lazy"' in record.body.html


def test_an_author_names_no_copies(tmp_path: Path) -> None:
    root = checkout(tmp_path, picture((90, 90)), '<img src="kart.jpg" srcset="https://ond.no/x 2x" alt="Øy">', "[]")
    assert [code for code, _ in told(root)] == ["BD002"]


def test_a_picture_over_the_limit_says_how_to_make_it_smaller(tmp_path: Path) -> None:
    heavy = picture((8, 8)) + bytes(MAX_PICTURE_MEGABYTES * 1_000_000)
    ((code, hint),) = told(checkout(tmp_path, heavy))
    assert code == "VL050" and "Endre størrelse" in hint and "telefonen" in hint


def test_a_picture_of_too_many_dots_is_told_as_a_picture(tmp_path: Path) -> None:
    made = io.BytesIO()
    Image.new("1", (10_001, 10_000)).save(made, "PNG")
    root = checkout(tmp_path, b"", "![Øya](kart.png)", "[]")
    write(root / "projects/oya/kart.png", made.getvalue())
    (root / "projects/oya/kart.jpg").unlink()
    assert [code for code, _ in told(root)] == ["VL051"]


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_fix_takes_the_place_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, order: str
) -> None:
    name = {"JPEG": "kart.jpg", "PNG": "kart.png"}[kind]
    root = checkout(tmp_path, picture((30, 20)), f"![Øya]({name})", "[]")
    raw = picture((30, 20), kind, place=True, turned=6, order=order)
    file = write(root / "projects/oya" / name, raw)
    assert [(code, "innomed fix" in hint) for code, hint in told(root) if code == "VL024"] == [("VL024", True)]
    monkeypatch.chdir(root)
    shown = CliRunner().invoke(main, ["fix", "--diff", "projects/oya"])
    assert f"{name}: stedet der bildet ble tatt, fjernes." in shown.output and file.read_bytes() == raw
    answer = CliRunner().invoke(main, ["fix", "projects/oya"])
    assert f"Rettet: projects/oya/{name}" in answer.output
    before, after = Image.open(io.BytesIO(raw)), Image.open(file)
    assert not after.getexif().get_ifd(0x8825) and after.tobytes() == before.tobytes()
    assert dict(after.getexif()) | {0x8825: 0} == dict(before.getexif()) | {0x8825: 0}
    assert after.getexif()[0x0112] == 6 and len(file.read_bytes()) == len(raw)
    assert not [code for code, _ in told(root) if code == "VL024"]
    other = write(root / "docs/om/bilder" / name, raw)
    assert [code for code, _ in told(root) if code == "VL024"] == ["VL024"]
    CliRunner().invoke(main, ["fix", "docs/om"])
    assert other.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_broken_picture_is_left_alone(kind: str) -> None:
    raw = picture((40, 30), kind, place=True)
    for end in range(0, len(raw), 7):
        made = without_place(raw[:end])
        assert made == raw[:end] or b"GPS" not in made


def test_a_copy_of_a_picture_that_one_can_see_through_stays_so() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (600, 300), (0, 90, 90, 0)).save(made, "PNG")
    assert Image.open(io.BytesIO(resized(made.getvalue(), 480))).getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_a_copy_of_a_drawing_in_few_colours_is_no_heavier_than_the_drawing() -> None:
    """A picture of a screen has a list of colours; in true colours the smaller one would weigh several times as much."""
    drawn = Image.new("RGB", (1200, 700), "white")
    pen = ImageDraw.Draw(drawn)
    for row in range(20):
        pen.text((20, 30 * row), "Hva bildet viser: øya sett fra sør, og båten på vei inn. " * 3, "black")
        pen.line((0, 30 * row, 1199, 30 * row + 7), fill=(0, 90, 10 * row), width=2)
    made = io.BytesIO()
    drawn.quantize(32).save(made, "PNG", optimize=True)
    for width in (480, 960):
        assert len(resized(made.getvalue(), width)) < len(made.getvalue())


FILMS = [
    ("[Se filmen](https://www.youtube.com/watch?v=a)", "YouTube"),
    ("[Se filmen](https://youtu.be/a)", "YouTube"),
    ("[![Øya](kart.jpg)](https://vimeo.com/12)", "Vimeo"),
    ("[Se filmen](https://film.example/oya.mp4)", "film.example"),
]


@pytest.mark.parametrize(("body", "host"), FILMS)
def test_a_link_to_a_film_says_where_it_opens(tmp_path: Path, body: str, host: str) -> None:
    root = checkout(tmp_path, picture((40, 30)), f"{body}\n\n![Øya](kart.jpg)", "[]")
    (record,) = [r for r in load(root).projects if r.slug == "oya"]
    assert told(root) == []
    assert re.search(rf'<p class="film"><a .*</a> <small>Filmen åpnes hos {re.escape(host)},', record.body.html)


@pytest.mark.parametrize(
    "address",
    ["https://ond.no/?youtube.com", "/oya.mp4", "https://youtube.com.ond.no/a", 'https://"><b>.no/a.mp4', "["],
)
def test_other_links_are_no_films(address: str) -> None:
    assert film_host(address) == ""


def test_a_picture_on_a_page_of_docs_comes_in_the_size_that_is_needed(tmp_path: Path) -> None:
    """Alike on two pages, by a path from either, with letters that an address writes otherwise, and under the same limits;
    the file that each page names is made once."""
    root = make_checkout(tmp_path / "inn", {})
    write(root / "docs/om/bilder/øya nord.jpg", picture((1000, 500), place=False))
    write(root / "docs/om/oya.md", "# Øya\n\n![Øya fra nord](<bilder/øya nord.jpg>) og ![Borte](bilder/borte.jpg)\n")
    write(root / "docs/om/kyst.md", "# Kyst\n\n![Øya](/om/bilder/øya%20nord.jpg){: width=300 height=150 }\n")
    library = Library.of(load(root), DAY)
    pages = {page.path: page for page in library.editorial}
    near, missing = lxml_html.fromstring(make_page(pages["docs/om/oya.md"].body, pages["docs/om/oya.md"])[0]).iter(
        "img"
    )
    assert dict(near.attrib) == {
        "src": "../bilder/%C3%B8ya%20nord.jpg", "alt": "Øya fra nord", "width": "1000", "height": "500",
        "loading": "lazy", "sizes": "(min-width: 60em) 44rem, 100vw",
        "srcset": "../bilder/bilder/480/%C3%B8ya%20nord.jpg 480w, ../bilder/bilder/960/%C3%B8ya%20nord.jpg 960w, "
        "../bilder/%C3%B8ya%20nord.jpg 1000w",
    }  # fmt: skip
    assert dict(missing.attrib) == {"src": "../bilder/borte.jpg", "alt": "Borte", "loading": "lazy"}
    (sized,) = lxml_html.fromstring(make_page(pages["docs/om/kyst.md"].body, pages["docs/om/kyst.md"])[0]).iter("img")
    assert (sized.get("width"), sized.get("height")) == ("300", "150")
    assert sized.get("srcset").startswith("/om/bilder/bilder/480/%C3%B8ya%20nord.jpg 480w, ")
    plan = SitePlan(library, Toolkit(library, Store(), Reports(), "https://innomed.no/"), DAY)
    made = [f for f in plan.files() if f.uri.startswith("om/")]
    assert [f.uri for f in made] == ["om/bilder/bilder/480/øya nord.jpg", "om/bilder/bilder/960/øya nord.jpg"]
    assert [Image.open(io.BytesIO(f.content)).size for f in made] == [(480, 240), (960, 480)]


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_picture_has_the_size_a_browser_shows(turned: int) -> None:
    """From the fifth way on the camera was held on its side (Exif 2.32, tag 0x0112)."""
    assert size_of(picture((30, 20), turned=turned)) == ((20, 30) if turned >= 5 else (30, 20))
