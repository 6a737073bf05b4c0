"""Building: small real sites, strict, followed link by link; and failures that leave the published site alone."""

import json
from pathlib import Path
from xml.etree import ElementTree

import bad_files
import pytest
from mkdocs.config.defaults import MkDocsConfig
from openpyxl import load_workbook
from support import make_checkout, write, writeup

from macros.catalogue.report import report_html
from macros.content.files.destinations import SITE
from macros.engine import build as build_module
from macros.engine.build import BuildError, build_site
from macros.engine.session import session
from macros.site.finished import check_site

pytestmark = pytest.mark.site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_checkout(
        tmp_path,
        {
            "oyhelse/index.md": writeup(
                body="## Mål\n\n[Rapport](rapport.pdf) og [den andre](../annen.md).\n",
                title='"Øyhelse {{ 7*7 }} <b>\\"nær\\"</b>"', summary="\"0;url=/ond/\\\" http-equiv='refresh\"",
                redirect_from="[gammel-oy]", downloads="[{file: rapport.pdf, title: Sluttrapport}]",
            ),
            "annen.md": writeup(title="Annen"),
            "utkast.md": writeup(title="Hemmelig utkast", status="draft"),
            "gammel.md": writeup(title="Gammel", status="archived"),
        },
        {"kart/index.md": "---\ntitle: Systemkart\nsummary: Tegn øyene.\nsource: ukjent\nphases: [Konsept]\n---\n\n## Slik gjør du\n\nTegn.\n"},
    )  # fmt: skip


def old_site(tmp_path: Path) -> Path:
    """A site of ours from before."""
    out = write(tmp_path / "ut/index.html", "det gamle").parent
    SITE.sign(out)
    return out


@pytest.fixture
def with_file(root: Path) -> Path:
    write(root / "projects/oyhelse/rapport.pdf", bad_files.pdf())
    return root


LEFT = ("docs/desktop.ini", "docs/om/oya.md.bak", "docs/om/kart.png~", "docs/assets/Thumbs.db")
"""What programs leave behind. The check says that it is not published."""


def test_a_small_site(with_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    for path in LEFT:
        write(with_file / path, "øya")
    assert build_site(with_file, out) > 100
    page = (out / "prosjekter/oyhelse/index.html").read_text(encoding="utf-8")
    assert "{{ 7*7 }}" in page and "<b>" not in page.split("<main")[1].split("im-body")[0]
    assert 'http-equiv="refresh"' not in page and "http-equiv='refresh" not in page.replace("&#x27;", "&#39;")
    assert (out / "prosjekter/oyhelse/rapport.pdf").read_bytes().startswith(b"%PDF-")
    assert "projects/oyhelse/index.md" in page and "Foreslå en endring på denne siden" in page
    assert '<a href="#ikke-sagt">Si fra om feil' in page.split("im-edit")[1], "no account is needed"
    assert "mailto:" in page.split('id="ikke-sagt"')[1].split("</section>")[0]
    catalogue = (out / "prosjekter/index.html").read_text(encoding="utf-8")
    assert "Send en rettelse på e-post" in catalogue and "mailto:" in catalogue.split("im-edit")[1]
    moved = (out / "prosjekter/gammel-oy/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=/prosjekter/oyhelse/"' in moved
    assert not (out / "prosjekter/utkast").exists()
    assert not [f for f in out.rglob("*") if f.is_file() and b"Hemmelig utkast" in f.read_bytes()]
    assert "Arkivert" in (out / "prosjekter/gammel/index.html").read_text(encoding="utf-8")
    assert (out / "verktoy/kart/index.html").is_file()
    assert {r["slug"] for r in json.loads((out / "data/projects.json").read_text(encoding="utf-8"))} == {
        "oyhelse",
        "annen",
        "gammel",
    }
    assert check_site(out) == []
    assert {p.path for p in session(with_file).problems if p.code == "FM168"} == set(LEFT)
    assert not [f for f in out.rglob("*") if f.name in {Path(path).name for path in LEFT}]
    assert not list(tmp_path.glob(".site-*")), "nothing is left behind"
    dates = _dates(out)
    assert (
        dates["prosjekter/oyhelse/"] == dates["prosjekter/region/helse-vest/"] == dates["prosjekter/"] == "2026-03-01"
    )
    assert dates["verktoy/kart/"] is dates["om/"] is dates["prosjekter/region/helse-nord/"] is None, (
        "never the day of the build"
    )


def test_a_site_where_nothing_has_a_day_is_built_and_tells_none(tmp_path: Path) -> None:
    root = make_checkout(tmp_path / "inn", {"oya.md": writeup(title="Øya uten dato", published=None, verified=None)})
    build_site(root, tmp_path / "ut")
    dates = _dates(tmp_path / "ut")
    assert "prosjekter/oya/" in dates and set(dates.values()) == {None}


def _dates(site: Path) -> dict[str, str | None]:
    """Path of each page in the sitemap -> the day it gives."""
    root = ElementTree.parse(site / "sitemap.xml").getroot()  # noqa: S314  (our own file)
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return {
        url.findtext(f"{name}loc", "").removeprefix("https://innomed.no/"): url.findtext(f"{name}lastmod")
        for url in root.findall(f"{name}url")
    }


DRAFT = "Utkast. Skrevet av redaksjonen fra åpne kilder. Ikke lest av InnoMed eller prosjekteierne."


def test_what_nobody_has_approved_is_called_a_draft(with_file: Path, tmp_path: Path) -> None:
    """Every page, and what people and programs fetch; with ``extra.approved`` nothing does."""
    root = with_file
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert text.count('  approved: ""\n') == 1
    for approved, told in (("", True), ("InnoMed, 1. mars 2026", False)):
        write(config, text.replace('  approved: ""\n', f'  approved: "{approved}"\n'))
        out = tmp_path / f"ut-{told}"
        build_site(root, out)
        pages = [p.read_text(encoding="utf-8") for p in out.rglob("index.html")]
        assert {DRAFT in page for page in pages if 'http-equiv="refresh"' not in page} == {told}
        for name in ("feed.xml", "feed.json", "llms.txt", "data/catalog.jsonld"):
            assert (DRAFT in (out / name).read_text(encoding="utf-8")) == told, name
        book = load_workbook(out / "data/projects.xlsx")
        assert (DRAFT in {cell.value for row in book["Om filen"] for cell in row}) == told
        library = session(root).library
        assert (DRAFT in report_html(library, library.by_slug["annen"], "https://innomed.no/")) == told


def test_an_error_stops_before_anything_is_written(root: Path, tmp_path: Path) -> None:
    out = old_site(tmp_path)
    with pytest.raises(BuildError, match=r"VL001 Filen «rapport.pdf» finnes ikke"):
        build_site(root, out)
    assert {f.name for f in out.iterdir()} == {"index.html", SITE.mark}
    assert (out / "index.html").read_text() == "det gamle"
    assert not list(tmp_path.glob(".site-*"))


@pytest.mark.parametrize("step", ["build", "write_security_txt", "write_headers_file"])
def test_a_failure_at_any_step_leaves_the_site_alone(
    with_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    out = old_site(tmp_path)

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build_module, step, broken)
    with pytest.raises(BuildError, match=r"BY010 Filen «mkdocs.yml» kan ikke leses eller skrives: disken er full."):
        build_site(with_file, out)
    assert (out / "index.html").read_text() == "det gamle"
    assert not list(tmp_path.glob(".site-*"))


@pytest.mark.parametrize("way", ["a program", "a link", "an attachment that was changed"])
def test_what_came_into_the_site_on_the_way_stops_the_build(
    with_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    out = old_site(tmp_path)

    def build(config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        if way == "a link":
            (site / "om.html").symlink_to(with_file / "mkdocs.yml")
        else:
            write(*((site / "om.exe", b"MZ") if way == "a program" else (site / "oy/rapport.pdf", b"<script>")))

    monkeypatch.setattr(build_module, "build", build)
    told = {"a program": r"/om\.exe:1:1: LK006", "a link": r"/om\.html:1:1: LK007"}.get(
        way, r"/oy/rapport\.pdf:1:1: VL011"
    )
    with pytest.raises(BuildError, match=told):
        build_site(with_file, out)
    assert (out / "index.html").read_text() == "det gamle"
    assert not list(tmp_path.glob(".site-*"))


def test_a_failed_rename_puts_the_old_site_back(
    with_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = old_site(tmp_path)
    rename = Path.rename

    def second_fails(self: Path, target: Path) -> Path:
        if target == out and self.name != "old":
            raise OSError("nei")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(BuildError, match="nei"):
        build_site(with_file, out)
    assert (out / "index.html").read_text() == "det gamle"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ('{{ project_card("oyhels") }}', "docs/index.md:9:4: MK002 Makroen «project_card» forsto ikke «oyhels»."),
        (
            '{{ project_list(region="sunnaland") }}',
            "docs/index.md:9:4: MK002 Makroen «project_list» forsto ikke «sunnaland».",
        ),
        ('{{ project_crad("x") }}', "docs/index.md:9:4: MK001 Ukjent makro «project_crad». Mente du «project_card»?"),
        ("{{ count( }}", "docs/index.md:9:1: MK007 Makroen «{{ count( }}» mangler en sluttparentes."),
        ("{{ project_card() }}", "docs/index.md:9:4: MK015 Makroen «project_card» mangler verdien «slug»."),
    ],
)
def test_a_wrong_macro_stops_the_build_with_page_and_line(
    with_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], call: str, told: str
) -> None:
    write(with_file / "docs/index.md", f"---\ntitle: Forside\n---\n\n## Øyer\n\nTekst.\n\n{call}\n")
    with pytest.raises(BuildError) as caught:
        build_site(with_file, tmp_path / "ut")
    lines = str(caught.value).split("\n")
    assert len(lines) == 1 and lines[0].startswith(told), "said once, and nothing of the engine's"
    assert "Traceback" not in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<a href="/finnes-ikke/">x</a>', "docs/index.md:7:10: RS013 Adressen «/finnes-ikke/»"),
        ("[x](/prosjekter/#ingen-slik)", "docs/index.md:7:5: RS002 Lenken «/prosjekter/#ingen-slik»"),
        ("[x](om/index.md#ingen-slik)", "docs/index.md:7:5: RS002 Lenken «om/index.md#ingen-slik» viser til et sted"),
        ("[x](/om/#ingen-slik)", "docs/index.md:7:5: RS002 Lenken «/om/#ingen-slik» viser til et sted"),
        ("[1](#_ftn1)", "som ikke finnes. Lenken kommer fra Word (#_ftn1)."),
        ("[x](ingen.md)", "docs/index.md:7:5: RS001 Lenken «ingen.md» viser til en side som ikke finnes."),
        ('<img src="https://ond.no/a.png" alt="">', "docs/index.md:7:11: RS006 Bildet «https://ond.no/a.png»"),
        ('<script src="//ond.no/a.js"></script>', "docs/index.md:7:1: RS022 <script>"),
    ],
)
def test_dead_links_and_foreign_files_stop_the_build(with_file: Path, tmp_path: Path, text: str, told: str) -> None:
    write(with_file / "docs/index.md", f"---\ntitle: Forside\n---\n\n## Øyer\n\n{text}\n")
    with pytest.raises(BuildError) as caught:
        build_site(with_file, tmp_path / "ut")
    assert told in str(caught.value)


def test_a_session_sees_a_changed_file(with_file: Path) -> None:
    assert len(session(with_file).library.projects) == 3
    write(with_file / "projects/ny.md", writeup(title="Ny øy"))
    assert len(session(with_file).library.projects) == 4


def test_the_same_content_gives_the_same_bytes_though_the_whole_cache_was_damaged(
    with_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    one, two = tmp_path / "en", tmp_path / "to"
    build_site(with_file, one)
    kept = [file for file in (with_file / ".cache").rglob("*") if file.is_file()]
    assert len(kept) > 4
    for file in kept:
        file.write_bytes(b"skadet\n")
    build_site(with_file, two)
    names = sorted(f.relative_to(one) for f in one.rglob("*") if f.is_file())
    assert names == sorted(f.relative_to(two) for f in two.rglob("*") if f.is_file())
    assert [n for n in names if (one / n).read_bytes() != (two / n).read_bytes()] == []
