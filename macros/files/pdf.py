"""Documents as tagged PDF, finished so that the same document gives the same bytes: Word by LibreOffice, HTML by Chromium.

Needs LibreOffice (``soffice``), Chromium with Playwright, and pikepdf: only ``make reports`` calls this, never the build of the site.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from macros.files.pdf_tags import complete, link_words
from macros.files.programs import find_program, how_to_install

# Tags, a document title in the window, and the language of the text, as ISO 14289-1 asks. That a file follows all of it is
# not claimed: no validator of the whole standard is among our tools.
_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
_SECONDS_A_FILE = 60
_CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO"}


class PdfError(Exception):
    """The PDF could not be made; the message says why, in Norwegian."""


def documents_to_pdf(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Name of a .docx -> its PDF, in one run of LibreOffice. Raises PdfError."""
    if not documents:
        return {}
    program = find_program("LibreOffice")
    if program is None:
        raise PdfError(f"LibreOffice mangler. Installer programmet: {how_to_install('LibreOffice')}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        # Numbered, because two tools may use the same file name.
        sources = {name: folder / f"{index}.docx" for index, name in enumerate(documents)}
        for name, file in sources.items():
            file.write_bytes(documents[name])
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", _FILTER, "--outdir", str(folder)]
        try:
            subprocess.run(  # noqa: S603  (our own files, no shell)
                [*command, *map(str, sources.values())],
                check=True,
                capture_output=True,
                timeout=_SECONDS_A_FILE * len(sources),
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise PdfError(f"LibreOffice kunne ikke lage PDF: {error}") from None
        missing = [name for name, file in sources.items() if not file.with_suffix(".pdf").exists()]
        if missing:
            raise PdfError(f"LibreOffice laget ikke PDF av: {', '.join(missing)}")
        return {name: file.with_suffix(".pdf").read_bytes() for name, file in sources.items()}


def pages_to_pdf(pages: Mapping[str, str]) -> dict[str, bytes]:
    """Name of an HTML document that fetches nothing -> its tagged PDF with bookmarks, by Chromium. Raises PdfError."""
    if not pages:
        return {}
    program = find_program("Chromium")
    if program is None:
        raise PdfError(f"Chromium mangler. Installer programmet: {how_to_install('Chromium')}")
    # In a thread of its own: Playwright refuses a thread where something else already drives a browser.
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_to_pdf, program, pages).result()


def _to_pdf(program: str, pages: Mapping[str, str]) -> dict[str, bytes]:
    from playwright.sync_api import Error, sync_playwright  # here, because the site is built without it

    footer = (
        '<div style="font:8pt sans-serif;color:#4a5d5d;width:100%;text-align:right;padding:0 18mm">'
        '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'
    )
    found = {}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=_CHROMIUM)
            context = browser.new_context(java_script_enabled=False, offline=True)
            page = context.new_page()
            for name, html in pages.items():
                page.set_content(html)
                found[name] = page.pdf(
                    prefer_css_page_size=True, print_background=True, tagged=True, outline=True,
                    display_header_footer=True, header_template="<span></span>", footer_template=footer,
                )  # fmt: skip
            browser.close()
    except Error as error:
        raise PdfError(f"Chromium kunne ikke lage PDF: {error.message.splitlines()[0]}") from None
    return found


def finish(pdf: bytes, title: str, language: str, source: str = "") -> bytes:
    """The PDF with title and language set, no person's name, no clock time, and an id that follows the content.

    ``source``: the HTML it was made from, whose links say what they are called.
    """
    import pikepdf  # here, because the site is built without it

    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.Lang = pikepdf.String(LANGUAGES.get(language, language))
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "dc:date"):
                if key in metadata:
                    del metadata[key]
            metadata["dc:title"] = title
            metadata["dc:creator"] = ["InnoMed"]
            metadata["dc:language"] = {LANGUAGES.get(language, language)}
            metadata["xmp:CreatorTool"] = "InnoMed"
            if "pdfuaid:part" in metadata:
                del metadata["pdfuaid:part"]  # LibreOffice's claim
        for key in ("/CreationDate", "/ModDate"):
            if key in document.docinfo:
                del document.docinfo[key]
        for key in ("/DocChecksum", "/ID"):  # LibreOffice draws new ones every time
            if key in document.trailer:
                del document.trailer[key]
        document.docinfo["/Title"] = title
        document.docinfo["/Author"] = document.docinfo["/Creator"] = "InnoMed"
        complete(document, link_words(source) if source else {})
        target = io.BytesIO()
        document.save(target, deterministic_id=True)
        return target.getvalue()
