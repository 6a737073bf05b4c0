"""``innomed stage``: the same site built by the other engine, from files alone."""

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
import yaml
from click.testing import CliRunner
from lxml import html as lxml_html
from support import CONTENT, make_checkout, write, writeup

from macros.cli import main
from macros.content.files.destinations import STAGE
from macros.engine.build import BuildError, build_site
from macros.engine.stage import AFTER, stage_site
from macros.site.finished import check_site

pytestmark = pytest.mark.site

FORM_TOOL = CONTENT / "tools" / "pilotplan"


def small_pdf() -> bytes:
    """A real PDF of one empty page: attachments are opened before they are published."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made)
    return made.getvalue()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site with what is hard: Jinja in a title, nynorsk, Swedish, an attachment, a redirect, a form, a macro."""
    root = make_checkout(
        tmp_path / "kilde",
        {
            "oyhelse/index.md": writeup(
                body="## Mål\n\n[Rapport](rapport.pdf) og [den andre](../heime.md). {{ 7*7 }} {% raw %}\n",
                title='"Øyhelse {{ 7*7 }} <b>nær</b> «deg»"', redirect_from="[gammel-oy]", round="[2024-s1]",
                downloads="[{file: rapport.pdf, title: Sluttrapport}]",
            ),
            "heime.md": writeup("## Mål\n\nDei bur på øyane.\n", title="Heime på øya", language="nn"),
            "vard.md": writeup("## Mål\n\nVård på öarna.\n", title="Vård på öarna", language="sv"),
        },
    )  # fmt: skip
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    menu = "  - Verktøy: verktoy/index.md\n"
    write(root / "mkdocs.yml", settings.replace(menu, f"{menu}  - Om øyene:\n      - Kort om øyene: om/index.md\n      - Kilder: om/kilder.md\n"))  # fmt: skip
    write(root / "projects/oyhelse/rapport.pdf", small_pdf())
    tool = root / "tools" / "skjema"
    write(
        tool / "index.md",
        "---\ntitle: Skjema\nsummary: Fyll ut på øya.\nform: form.yml\nsource: ukjent\n---\n\n## Slik gjør du\n\nFyll ut.\n",
    )
    shutil.copy(FORM_TOOL / "form.yml", tool / "form.yml")
    write(
        root / "docs/om/nynorsk.md",
        "---\ntitle: Om nynorsk\nlanguage: Nynorsk\ndescription: Om språket på øyane.\n---\n\n## Kva er dette\n\n"
        'Her er {{ count() }} prosjekt.\n\n{{ project_card("oyhelse") }}\n\n{{ share_experience() }}\n\n```yaml\nhours: 120\n```\n\n'
        "## Øyane på Ærøya ##\n\nHer.\n\n## Øyane på Ærøya {.im-deep}\n\nDer.\n\n### Båt & ferje {: #bat }\n\nKvar dag.\n\n"
        # A figure has elements that close themselves, and a link to a page beside this one counts from here.
        '{{ chart("region", year=2024) }}\n\n## Etter figuren på øya\n\nSjå [kjeldene](kilder.md) og [bidra](../bidra/index.md).\n',
    )
    return root


def main_text(file: Path) -> str:
    return " ".join(lxml_html.parse(str(file)).getroot().xpath("//main")[0].text_content().split())


def pages(site: Path) -> dict[str, Path]:
    return {file.relative_to(site).as_posix(): file for file in site.rglob("*.html")}


def test_zensical_builds_the_same_site(root: Path, tmp_path: Path) -> None:
    write(root / "docs/om/desktop.ini", "øya")  # left by a program: published by neither
    ours, folder = tmp_path / "vår", tmp_path / "stage"
    build_site(root, ours)
    done = stage_site(root, folder)
    assert done.pages > 100 and done.after >= 2
    answer = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    theirs = folder / "site"
    shutil.copytree(folder / AFTER, theirs, dirs_exist_ok=True)

    assert sorted(pages(ours)) == sorted(pages(theirs)), "the same addresses"
    different = [name for name, file in pages(ours).items() if _told(file) != _told(theirs / name)]
    assert not different, f"{different[0]}: {_told(ours / different[0])} / {_told(theirs / different[0])}"
    missing = [
        f
        for f in (p.relative_to(ours) for p in ours.rglob("*") if p.is_file())
        if not (theirs / f).is_file()
        and f.parts[0] != "assets"
        and not f.name.startswith(("sitemap", ".innomed", "_headers", "security.txt"))
    ]
    assert not missing, "every download is there"
    assert check_site(theirs) == []


def _told(file: Path) -> tuple[str, ...]:
    """What a reader meets on a page: language, heading words, menu, foot, the way to propose a change."""
    root = lxml_html.parse(str(file)).getroot()
    if not root.xpath("//main"):  # a former address that sends the reader on
        return (str(root.get("lang")), *root.xpath("//meta[@http-equiv='refresh']/@content | //a/@href"))
    frame = [" ".join(e.text_content().split()) for e in root.xpath("//header | //footer")]
    edit = [href.replace("/docs/../", "/") for href in root.xpath("//p[@class='im-edit']//a/@href")]
    ids = root.xpath("//main//h2/@id | //main//h3/@id")
    return str(root.get("lang")), main_text(file), *frame, *edit, *ids


def test_what_is_staged_runs_no_program(root: Path, tmp_path: Path) -> None:
    stage_site(root, tmp_path / "stage")
    text = (tmp_path / "stage/mkdocs.yml").read_text(encoding="utf-8")
    config = yaml.safe_load(text)
    assert text.startswith(STAGE.words) and not config["plugins"] and "hooks" not in config
    assert not list((tmp_path / "stage").rglob("*.py"))
    page = (tmp_path / "stage/docs/prosjekter/oyhelse/index.md").read_text(encoding="utf-8")
    assert "Øyhelse {{ 7*7 }} &lt;b&gt;nær&lt;/b&gt; «deg»</h1>" in page, "as it was written: nobody answers it"
    editorial = (tmp_path / "stage/docs/om/nynorsk.md").read_text(encoding="utf-8")
    assert "Her er 3 prosjekt." in editorial and "{{ count" not in editorial and '"language": "nn"' in editorial


def test_a_second_time_writes_over_and_leaves_nothing_behind(root: Path, tmp_path: Path) -> None:
    before = sorted(f for f in root.rglob("*") if ".cache" not in f.parts)
    stage_site(root, tmp_path / "stage")
    write(tmp_path / "stage/docs/gammelt.md", "borte")
    stage_site(root, tmp_path / "stage")
    assert not (tmp_path / "stage/docs/gammelt.md").exists()
    assert sorted(f for f in root.rglob("*") if ".cache" not in f.parts) == before
    assert not list(tmp_path.glob(".stage-*")) + list(tmp_path.glob(".site-*"))


def test_a_folder_with_something_else_in_it_is_left_alone(root: Path, tmp_path: Path) -> None:
    mine = write(tmp_path / "min/brev.txt", "kjære øy")
    with pytest.raises(BuildError, match="ikke tom"):
        stage_site(root, mine.parent)
    assert mine.read_text(encoding="utf-8") == "kjære øy"


def test_errors_in_the_content_stop_it_with_their_line(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root / "projects/feil.md", writeup(hours="mange"))
    monkeypatch.chdir(root)
    answer = CliRunner().invoke(main, ["stage", str(tmp_path / "ut")])
    assert answer.exit_code == 1
    assert "projects/feil.md:" in answer.output and "Ingenting ble skrevet." in answer.output
    assert not (tmp_path / "ut").exists()


def test_the_command_says_what_to_do_next(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "docs")
    answer = CliRunner().invoke(main, ["stage"])
    assert answer.exit_code == 0, answer.output
    assert (root / "stage/docs/prosjekter/heime/index.md").is_file()
    assert "zensical build" in answer.output and f"cp -r {AFTER}/." in answer.output
