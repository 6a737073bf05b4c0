"""``make reports``: real PDFs by Chromium and LibreOffice, read back with pikepdf and pdftotext's own eyes."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import bad_files
import pikepdf
import pypdfium2
import pytest
from sample_form import form, form_file
from support import make_checkout, write, writeup

from macros.catalogue.report import report_html
from macros.content.files.reports import load_reports
from macros.content.load import load
from macros.content.model import Form
from macros.files.pdf import PdfError, documents_to_pdf, finish, pages_to_pdf
from macros.files.store import Store
from macros.library.library import Library
from macros.site.plan import SitePlan
from macros.site.reports import make_reports
from macros.toolkit.files import Toolkit
from macros.toolkit.forms import make

DAY = date(2026, 12, 1)
SITE = "https://innomed.no/"
BODY = """## Utfordring og pasientgruppe

Blåbær på øyene. Se [kilden](https://innomed.no) og [katalogen](/prosjekter/).

## Resultat og status

- Første punkt
- Andre punkt
"""
TOOL = """---
title: Øyekart
summary: Viser hvem som ser hva på Ærøya.
source: [{title: Årsrapport}]
form: form.yml
---

Tekst om å se.
"""
FORM = """title: {nb: Øyekart, nn: Augekart}
files: [docx]
intro: {nb: Fyll ut., nn: Fyll ut.}
sections:
  - id: hvorfor
    title: {nb: Hvorfor, nn: Kvifor}
    questions: [{id: grunn, title: {nb: Hvorfor ser vi?, nn: Kvifor ser vi?}}]
example:
  title: Ørnen
  about: Oppdiktet.
  answers: [{section: hvorfor, questions: {grunn: Fordi det er lyst.}}]
"""


def checkout(folder: Path, **projects: str) -> Path:
    root = make_checkout(folder, {f"{k}.md": v for k, v in projects.items()}, {"oyekart/index.md": TOOL})
    write(root / "tools/oyekart/form.yml", FORM)
    return root


def toolkit(root: Path) -> Toolkit:
    return Toolkit(Library.of(load(root)), Store(), load_reports(root), SITE)


def tags(node: object, found: list[str]) -> list[str]:
    """The structure's tags in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            tags(child, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node and "/P" in node:
            found.append(str(node.S))
        if "/K" in node:
            tags(node.K, found)
    return found


def test_a_final_report_is_tagged_and_tells_its_language_and_title(tmp_path: Path) -> None:
    root = checkout(tmp_path, oye=writeup(body=BODY))
    kit = toolkit(root)
    html = report_html(kit.library, kit.library.projects[0], SITE)
    raw = pages_to_pdf({"a": html})["a"]
    pdf = finish(raw, "Sluttrapport: Øye", "nn", html)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "nn-NO"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]) == "Sluttrapport: Øye" and str(document.docinfo["/Author"]) == "InnoMed"
        assert "/CreationDate" not in document.docinfo
        order = tags(document.Root.StructTreeRoot, [])
        assert order.index("/H1") < order.index("/H2") and "/L" in order and "/Link" in order
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root] + [i.title for o in outline.root for i in o.children]
        assert any("Hele omtalen" in t for t in titles)
        links = [
            str(a.A.URI) for page in document.pages for a in page.get("/Annots", []) if "/A" in a and "/URI" in a.A
        ]
        assert "https://innomed.no/prosjekter/" in links, "links of the site lead somewhere from a document"


HTML = """<!doctype html><html lang="nb"><title>Øye</title><h1>Øye</h1>
<p><a href="https://innomed.no/øy?a=1&amp;b=2">Om øya</a> <a href="#sted">Stedet</a> <a href="https://innomed.no"><b>InnoMed</b></a></p>
<figure><figcaption>Båter</figcaption><ul><li>Ferje</li></ul><svg role="img" aria-label="Tre båter" width="9" height="9"><rect width="9" height="9"/></svg></figure>
<h2 id="sted">Stedet</h2><table><thead><tr><th>År</th></tr></thead><tbody><tr><td>2026</td></tr></tbody></table></html>"""


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every tag of a document."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        kids = waiting.pop().get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        below = [k for k in kids if isinstance(k, pikepdf.Dictionary) and "/S" in k]
        found += below
        waiting += below
    return found


def untagged(page: pikepdf.Page) -> list[str]:
    """What is painted outside every tag and is not told to be outside the text."""
    depth, found = 0, []
    for step in pikepdf.parse_content_stream(page):
        name = str(step.operator)
        depth += (name in ("BMC", "BDC")) - (name == "EMC")
        if not depth and name in {"Tj", "TJ", "Do", "f", "S", "B", "f*"}:
            found.append(name)
    assert depth == 0, "what is begun is ended"
    return found


def test_links_and_figures_have_words_and_the_footer_is_no_part_of_the_text() -> None:
    raw = pages_to_pdf({"a": HTML})["a"]
    with pikepdf.open(io.BytesIO(raw)) as before:
        assert any(untagged(page) for page in before.pages), "Chromium leaves its footer outside the tags"
    with pikepdf.open(io.BytesIO(finish(raw, "Øye", "nb", HTML))) as pdf:
        links = [str(a.Contents) for page in pdf.pages for a in page.Annots]
        assert links == ["Om øya", "Stedet", "InnoMed"]
        figures = [str(e.Alt) for e in elements(pdf) if e.S == "/Figure"]
        assert figures == ["Tre båter"] and not [e for e in elements(pdf) if e.S == "/Caption"]
        assert [untagged(page) for page in pdf.pages] == [[]] * len(pdf.pages)
    unknown = finish(raw, "Øye", "nb")
    with pikepdf.open(io.BytesIO(unknown)) as pdf:
        assert [str(a.Contents) for page in pdf.pages for a in page.Annots][1:] == ["sted", "https://innomed.no/"]


def test_no_page_of_a_report_begins_with_the_last_row_of_a_table(tmp_path: Path) -> None:
    pages = {}
    for rows in range(26, 40):  # around what a page has room for
        table = "\n".join(["| År | Ønske |", "|---|---|", *(f"| rad{n} | blåbær |" for n in range(rows))])
        root = checkout(tmp_path / str(rows), oye=writeup(body=f"## Resultat og status\n\n{table}\n"))
        kit = toolkit(root)
        pages[str(rows)] = report_html(kit.library, kit.library.projects[0], SITE)
    found = set()
    for made in pages_to_pdf(pages).values():
        document = pypdfium2.PdfDocument(made)
        counts = [page.get_textpage().get_text_bounded().count("rad") for page in document]
        found.add(tuple(n for n in counts if n))
    assert any(len(rows) > 1 for rows in found) and all(rows[-1] > 1 for rows in found)


def test_a_forms_tables_have_heads_its_boxes_are_none_and_nothing_more_is_claimed() -> None:
    content = form().model_dump()
    content["sections"][1]["beside"] = True
    forms = {"boks": form(), "ved siden": Form.model_validate(content)}
    made = documents_to_pdf({name: make(form_file(form=f), "docx") for name, f in forms.items()})
    tables = {}
    for name, raw in made.items():
        with pikepdf.open(io.BytesIO(finish(raw, "Øve", "nb"))) as pdf:
            tables[name] = [[str(k.S) for k in e.K if isinstance(k, pikepdf.Dictionary)] for e in elements(pdf) if e.S == "/TR"]  # fmt: skip
            with pdf.open_metadata() as claims:
                assert not [key for key in claims if "pdfua" in key]
    assert [row for row in tables["boks"] if len(row) == 1] == [], "a box to write in is no table"
    assert ["/TH", "/TD"] in tables["ved siden"]


def test_only_what_has_changed_is_made_again(tmp_path: Path) -> None:
    root = checkout(tmp_path, en=writeup(title="Øy én", body=BODY), to=writeup(title="Øy to", body=BODY))
    done = make_reports(root, toolkit(root).library, toolkit(root))
    assert set(done.made) == {
        "prosjekter/en/sluttrapport.pdf", "prosjekter/to/sluttrapport.pdf", "verktoy/oyekart/oyekart.pdf",
        "verktoy/oyekart/oyekart-nynorsk.pdf", "verktoy/oyekart/oyekart-eksempel.pdf",
    }  # fmt: skip
    assert [p.as_text() for p in load(root).problems if p.path.startswith("reports/")] == [], "ours pass the examiner"
    before = {f: f.read_bytes() for f in (root / "reports").rglob("*.pdf")}
    write(root / "projects/to.md", writeup(title="Øy to", body=BODY + "\nNytt om øya.\n"))
    again = make_reports(root, toolkit(root).library, toolkit(root))
    assert again.made == ("prosjekter/to/sluttrapport.pdf",) and len(again.kept) == 4
    unchanged = root / "reports/prosjekter/en/sluttrapport.pdf"
    assert unchanged.read_bytes() == before[unchanged]
    (root / "projects/to.md").unlink()
    assert make_reports(root, toolkit(root).library, toolkit(root)).removed == ("prosjekter/to/sluttrapport.pdf",)
    hand = write(root / "reports/prosjekter/en/hefte.pdf", b"%PDF-1.7")
    assert make_reports(root, toolkit(root).library, toolkit(root)).removed == () and hand.exists()


def test_the_site_takes_in_only_a_report_of_this_text(tmp_path: Path) -> None:
    root = checkout(tmp_path, en=writeup(body=BODY))
    make_reports(root, toolkit(root).library, toolkit(root))
    report = "prosjekter/en/sluttrapport.pdf"
    made = (root / "reports" / report).read_bytes()
    assert {f.uri: f.content for f in SitePlan(toolkit(root).library, toolkit(root), DAY).files()}[report] == made
    write(root / "projects/en.md", writeup(body=BODY + "\nEndret.\n"))
    assert report not in {f.uri for f in SitePlan(toolkit(root).library, toolkit(root), DAY).files()}


def test_a_report_that_somebody_put_there_is_looked_into(tmp_path: Path) -> None:
    root = checkout(tmp_path, en=writeup(body=BODY))
    for name, content in {
        "sluttrapport": bad_files.opening({"/S": "/JavaScript", "/JS": "app.alert(1)"}),
        "navn": bad_files.pdf(text="Pasienten er 138972 48098."),
        "ingen": b"<html>",
        "hel": bad_files.pdf(),
    }.items():
        write(root / f"reports/prosjekter/en/{name}.pdf", content)
    told = {p.path.split("/")[-1]: p.code for p in load(root).problems if p.severity == "error"}
    assert told == {"sluttrapport.pdf": "VL021", "navn.pdf": "PV002", "ingen.pdf": "VL005"}


def test_an_unreadable_manifest_is_no_manifest(tmp_path: Path) -> None:
    write(tmp_path / "reports/a.pdf", b"%PDF-1.7")
    write(tmp_path / "reports/manifest.json", "{ikke json")
    assert load_reports(tmp_path).current("a.pdf", "x") == b"%PDF-1.7"
    assert load_reports(tmp_path / "tom").files == {}


def test_the_same_document_gives_the_same_bytes(library: Library) -> None:
    record = library.projects[0]
    html = report_html(library, record, SITE)
    one, two = (finish(pages_to_pdf({"a": html})["a"], "T", "nb") for _ in range(2))
    assert one == two
    kit = Toolkit(library, Store(), load_reports(Path("/ingen")), SITE)
    tool = next(r for r in library.tools if r.slug == "pilotplan")
    docx = next(f.content for f in kit.tool_files(tool) if f.name == "pilotplan.docx")
    one, two = (finish(documents_to_pdf({"a": docx})["a"], "T", "nb") for _ in range(2))
    assert one == two


def test_a_missing_program_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/ingen")
    with pytest.raises(PdfError, match="LibreOffice mangler"):
        documents_to_pdf({"a": b"x"})
    with pytest.raises(PdfError, match="Chromium mangler"):
        pages_to_pdf({"a": "x"})


def test_every_report_fetches_nothing(library: Library) -> None:
    for record in library.projects:
        html = report_html(library, record, SITE)
        assert "<script" not in html and "<img" not in html and "url(" not in html, record.slug
        assert json.dumps(record.data.title, ensure_ascii=False)[1:-1].split("&")[0] in html
