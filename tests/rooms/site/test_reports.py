"""``make reports``: real PDFs by Chromium and LibreOffice, read back with pikepdf and pdftotext's own eyes."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from support import make_checkout, write, writeup

from macros.catalogue.report import report_html
from macros.content.files.reports import load_reports
from macros.content.load import load
from macros.files.pdf import PdfError, documents_to_pdf, finish, pages_to_pdf
from macros.files.store import Store
from macros.library.library import Library
from macros.site.plan import SitePlan
from macros.site.reports import make_reports
from macros.toolkit.files import Toolkit

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
    pdf = finish(raw, "Sluttrapport: Øye", "nn")
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


def test_only_what_has_changed_is_made_again(tmp_path: Path) -> None:
    root = checkout(tmp_path, en=writeup(title="Øy én", body=BODY), to=writeup(title="Øy to", body=BODY))
    done = make_reports(root, toolkit(root).library, toolkit(root))
    assert set(done.made) == {
        "prosjekter/en/sluttrapport.pdf", "prosjekter/to/sluttrapport.pdf", "verktoy/oyekart/oyekart.pdf",
        "verktoy/oyekart/oyekart-nynorsk.pdf", "verktoy/oyekart/oyekart-eksempel.pdf",
    }  # fmt: skip
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
