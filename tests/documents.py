"""Documents as people make them, for the tests of import: Word in many shapes, workbooks, Markdown and plain text.

``corpus()`` gives each with a name; ``words_of`` counts the words that a file holds, read without our own readers.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from json import dumps, loads
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from docx import Document
from docx.oxml import parse_xml
from docx.shared import Pt
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from PIL import Image

from macros.text.invisible import clean

SAVED = Path(__file__).parent / "rooms" / "authoring" / "documents"
"""Documents that other programs saved: see the README there."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
Put = Callable[[Any], None]


def xml(text: str) -> Any:
    """A piece of Word's XML; the element's first ``>`` gets the names."""
    return parse_xml(re.sub(r"(<[\w:]+)", rf"\1 {_NAMES}", text, count=1))


def _raw(text: str) -> Put:
    return lambda document: document.element.body.insert(len(document.element.body) - 1, xml(text))


def _run(text: str, more: str = "") -> str:
    return f'<w:r>{more}<w:t xml:space="preserve">{text}</w:t></w:r>'


def picture(colour: str = "navy") -> bytes:
    """A small PNG."""
    target = io.BytesIO()
    Image.new("RGB", (3, 2), colour).save(target, "PNG")
    return target.getvalue()


def _table(*rows: tuple[str, ...]) -> Put:
    def put(document: Any) -> None:
        made = document.add_table(0, max(map(len, rows)))
        for row in rows:
            for cell, text in zip(made.add_row().cells, row, strict=False):
                first, *more = text.split("\n")
                cell.text = first
                for line in more:
                    cell.add_paragraph(line)

    return put


def _merged(document: Any) -> None:
    _table(("Måned", "Venta", "Fikk time"), ("Jaknuar", "femtito", "trettién"), ("Febkruar", "sekstito", "førtién"))(
        document
    )
    made = document.tables[-1]
    made.cell(1, 0).merge(made.cell(1, 1))
    made.cell(1, 2).merge(made.cell(2, 2))


def _nested(document: Any) -> None:
    made = document.add_table(1, 2)
    made.cell(0, 0).text = "Ytre"
    inner = made.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "indrekål", "indresild"


def _styled(*styles: str) -> Put:
    def put(document: Any) -> None:
        for number, style in enumerate(styles):
            document.add_paragraph(f"punktet{number}{style.replace(' ', '').lower()} på øya", style=style)

    return put


def _paragraphs(*texts: str) -> Put:
    return lambda document: [document.add_paragraph(text) for text in texts] and None


def _formatted(document: Any) -> None:
    paragraph = document.add_paragraph("Først ")
    for text, look in (("fete ord", "bold"), (" og ", ""), ("skrå ord", "italic"), ("midtidelt", "bold"), ("ord", "")):
        run = paragraph.add_run(text)
        if look:
            setattr(run, look, True)
    paragraph.add_run(" med stor skrift").font.size = Pt(20)
    paragraph.add_run("strøket").font.strike = True
    paragraph.add_run("2").font.superscript = True


def _link(document: Any) -> None:
    paragraph = document.add_paragraph("Se ")
    target = document.part.relate_to(
        "https://example.org/a_(b)",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    link = xml(f"<w:hyperlink>{_run('sluttrapporten deres')}</w:hyperlink>")
    link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", target)
    paragraph._p.append(link)


def _pictured(document: Any) -> None:
    document.add_paragraph("Bildet viser båten.")
    document.add_picture(io.BytesIO(picture()))
    document.add_paragraph("Bildeteksten står under.")


def _commented(document: Any) -> None:
    run = document.add_paragraph("Teksten som kommenteres.").runs[0]
    document.add_comment([run], text="Kommentaren spør om tallgrunnlaget", author="Ø", initials="Ø")


def _margins(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "Toppteksten gjentas"
    document.sections[0].footer.paragraphs[0].text = "Bunnteksten også"
    document.add_paragraph("Brødteksten står i midten.")


def _footnotes(document: Any) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p>{_run(f"Noten nummer{n}vei ble målt i mars.")}</w:p></w:footnote>' for n in (2, 3)
    )
    blob = f'<w:footnotes {_NAMES}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>{notes}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    known = any(relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES for relation in document.part.rels.values())
    part = Part(PackURI("/word/footnotes.xml"), kind, blob.encode(), document.part.package)
    if not known:
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    _raw(f'<w:p>{_run("Ventetiden gikk ned")}<w:r><w:footnoteReference w:id="2"/></w:r>{_run(" i fjor.")}</w:p>')(document)  # fmt: skip
    _table(("Hva", "Hvor mye"), ("Reiser", "færre"))(document)
    document.tables[-1].cell(1, 1).paragraphs[0]._p.append(xml('<w:r><w:footnoteReference w:id="3"/></w:r>'))


_BOX = f"<w:txbxContent><w:p>{_run('Tekstboksen sier noe viktig')}</w:p></w:txbxContent>"
FEATURES: dict[str, Put] = {
    "avsnitt": _paragraphs("Vanlig avsnittstekst står her.", "Kommunen", "Sykehuset", "Ja", "Status: uavklart hos oss"),
    "punkter": _styled("List Bullet", "List Bullet"),
    "tall": _styled("List Number", "List Number", "List Number 2"),
    "nivåer": _styled("List Bullet", "List Bullet 2", "List Bullet 3", "List Bullet"),
    "tegnede punkter": _paragraphs("Ansvarlige:", "- Fastleger", "– Pårørende", "• Kommunen", "* Sykehuset", "1. Først", "2) Så"),
    "form": _formatted,
    "lenke": _link,
    "navn og verdi": _table(("Prosjekteier:", "Øyene kommune"), ("Saksnummer", "tjuefireskråstrek"), ("Tomt felt", "")),
    "liggende": _table(("Eier", "Region", "Merknad"), ("Ukjent øygruppe", "Helse Vest", "sett herfra")),
    "ventetider": _table(("Måned", "Uker"), ("januarisk", "tolvuker"), ("februarisk", "niuker")),
    "prosjekttabell": _table(("Prosjekt", "Resultat"), ("Pilot A", "gikkbra"), ("Pilot B", "gikkdårlig")),
    "sammenslått": _merged,
    "tabell i tabell": _nested,
    "lange celler": _table(("Tiltak", "Hvordan", "Når"), ("første | strek", "- punktén\n- punktto", "mai\njuni")),
    "én kolonne": _table(("Enkolonneteksten",), ("fortsetter her",)),
    "skjemaord": _table(("Spørsmål", "Svar"), ("Fastleger", "Ja"), ("Kommunen", "Nei")),
    "fotnoter": _footnotes,
    "bilde": _pictured,
    "kommentar": _commented,
    "marger": _margins,
    "endringer": _raw(
        f'<w:p>{_run("Før ")}<w:ins w:id="1" w:author="ø">{_run("innsatttekst")}</w:ins><w:del w:id="2" w:author="ø"><w:r>'
        f'<w:delText>slettettekst</w:delText></w:r></w:del><w:moveTo w:id="3" w:author="ø">{_run(" flyttethit")}</w:moveTo></w:p>'
    ),
    "tekstboks": _raw(
        f'<w:p>{_run("Utenfor boksen.")}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{_BOX}</wps:txbx>'
        f'</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'
    ),
    "felt": _raw(
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://felt.example.org" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run("feltlenken")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:fldSimple w:instr="DATE">{_run(" enkeltfeltet")}</w:fldSimple></w:p>'
    ),
    "kontroller": _raw(
        f'<w:sdt><w:sdtContent><w:p>{_run("Kontrollinnholdet")}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        f'{_run("Velg et alternativ")}</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>'
    ),
    "innhold": _raw(
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        f'<w:p>{_run("Innholdslinjen side tre")}</w:p></w:sdtContent></w:sdt>'
    ),
    "formel": _raw(f"<w:p><m:oMath><m:r><m:t>formelxy</m:t></m:r></m:oMath>{_run(' er formelen.')}</w:p>"),
    "skilletegn": _raw(f"<w:p><w:smartTag w:uri='u' w:element='e'>{_run('smarttaggen')}</w:smartTag><w:r><w:br/></w:r>{_run('nylinjen')}<w:r><w:noBreakHyphen/></w:r>{_run('etter')}</w:p>"),
    "tegn": _paragraphs("# ingen overskrift", "| ikke | tabell", "a_b_c *ikke* [fet](her) <b>her</b> 5 < 6", "    innrykk", "2024. året var rart"),
}  # fmt: skip
HEADS = ("Bakgrunn og behov", "Hva sier tallene?", "Resultater", "Budsjett", "Veien videre")
LAYOUTS = ("stiler", "fet", "ren")
"""How headings are made: with Word's styles, as lines in bold, or as lines like all others."""


def document(layout: str, put: Put, title: str = "Trygg hjem på Ærøya") -> bytes:
    """A report about ``title`` with headings made by ``layout`` and ``put`` under two of them, one known and one unknown."""
    made = Document()
    _head(made, layout, f"Sluttrapport: {title}", 0)
    for number, head in enumerate(HEADS):
        _head(made, layout, head, 2 if head.endswith("?") else 1)
        made.add_paragraph(f"Innledningen{number} gjelder øyene.")
        if head in ("Bakgrunn og behov", "Budsjett"):
            put(made)
    return _saved(made)


def _head(made: Any, layout: str, text: str, level: int) -> None:
    if layout == "stiler":
        made.add_heading(text, level)
    else:
        made.add_paragraph().add_run(text).bold = layout == "fet"


def _saved(made: Any) -> bytes:
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def book(*sheets: list[list[Any]], hidden: bool = False, comment: str = "") -> bytes:
    """A workbook; ``hidden``: the last sheet is."""
    made = Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for number, rows in enumerate(sheets, 1):
        sheet = made.create_sheet(f"Ark{number}")
        for row in rows:
            sheet.append(row)
        if comment:
            sheet["A1"].comment = Comment(comment, "ø")
    if hidden:
        made.worksheets[-1].sheet_state = "hidden"
    return _saved(made)


_ROWS = [["Prosjekt", "Eier", "Timer", "Resultat", "Omfang"], ["Blå stue", "De fire øyene", "ca. femti", "Gikk *bra* <ja>.", "stortomfang"]]  # fmt: skip
BOOKS = {
    "ukjent kolonne": book(_ROWS),
    "linjer over": book([["Oversikten for fjoråret"], [], *_ROWS]),
    "skjult ark": book(_ROWS, [["Hemmeligheten", "skjules"]], hidden=True),
    "ark uten tittel": book(_ROWS, [["Budsjettposten", "sum"], ["reiser", "nittifem"]]),
    "kommentarer": book(_ROWS, comment="Cellekommentaren forklarer"),
    "punkter": book([["Tiltak", "Bakgrunn"], ["Grønn øy", "Vi ville:\n- sparetid\n- gåhjem"]]),
}
MARKDOWN = {
    "vanlig": "# Trygg hjem\n\n## Bakgrunn\n\n**Fete** ord og [lenken](https://example.org/x_y)[^1].\n\n[^1]: Notenvår.\n\n- a\n    - b\n",
    "yaml": "---\ntitle: Trygg øy\ntags: [merkelappén, merkelappto]\nlayout: oppsettet\n---\n\n## Mål\n\nMålteksten.\n",
    "toml": '+++\ntitle = "Trygg øy"\ndate = 2024-05-03\nweight = 7\n+++\n\nBrødteksten.\n',
    "kode": "# Kodén\n\n```bash\n# ikke overskrift\n| ikke | tabell |\n```\n\n~~~\nsluttkode\n~~~\n",
    "tabell": "# Tabellén\n\n| Måned | Uker |\n|---|:-:|\n| **jan** | [tolv](https://e.no) |\n| a \\| b | ni |\n",
    "prosjekttabell": "# Rapporten\n\nMange innledende ord om alt vi gjorde sammen på øyene i fjor.\n\n| Prosjekt | Resultat |\n|---|---|\n| Pilot A | gikkbra |\n",
    "understreket": "Tittelen vår\n============\n\nBakgrunn\n--------\n\nTeksten.\nLinje to.\n",
    "html": "# Htmlén\n\n<div>\n<p>Avsnitt i html</p>\n</div>\n\n<b>fett</b> og &amp; tegn\n",
    "par": "**Eier:** Øyene kommune\n\n**Saksnummer:** tjuefire\n\n**Utfordring:** Øyene er små.\n\nMålgruppe: Eldreøyboere\n",
    "sitat": "# Sitatén\n\n> Pasienten sa det\n> slik.\n\n1. en\n\n   mer av en\n2. to\n\n---\n\nSlutten.\n",
}
TEXTS = {
    "brev": "Søknad om prosessveiledning\n\nEier: Øyene kommune\nVi vil:\n- sparetid\n- gåhjem\n\nBakgrunn\nØyene er små. 12:30 går båten.\n",
    "tabell": "Rapport om alt vi gjorde i fjor på alle øyene\n\nProsjekt\tEier\tResultat\nBlå stue\tDe fire øyene\tFerdigstilt\n",
}  # fmt: skip


CSV = {
    "ukjent kolonne": "Prosjekt;Eier;Timer;Resultat;Omfang\nBlå stue;De fire øyene;ca. femti;Gikk bra.;stortomfang\n",
    "linjer over": "Oversikten for fjoråret;;\n\nTittel,Eier,Timer\nBlå stue,De fire øyene,150 t\n".replace(",", ";"),
    "komma": 'title,owner,summary\nBlå stue,"De fire øyene, samlet","Øyene er små,\nog båten går sjelden."\n',
    "tabulator": "Prosjekt\tEier\tFase\nBlå stue\tØyene\tUklarfase\n",
}
JSON = {
    "eksport": [{"title": "Blå stue", "slug": "bla-stue", "owner": ["De fire øyene"], "hours": 150, "body": "## Mål\n\nMålteksten."}],
    "åpne data": {"generert": "lagetifjor", "antall": 1, "projects": [{"title": "Blå stue", "url": "/prosjekter/bla-stue/", "hours": 40}]},
    "ukjente navn": [{"title": "Blå stue", "Omfang": "stortomfang", "mer": {"enting": ["tomål", 3]}, "body": ["ikketekst"], "folder": "mappenavnet"}],
}  # fmt: skip
TWICE = b'[{"title": "Bl\xc3\xa5 stue", "hours": "f\xc3\xb8rstetall", "hours": 50}]'


def corpus(whole: bool = True) -> Iterator[tuple[str, bytes]]:
    """Every document, by a name with the ending it has; not ``whole``: each thing in Word with one kind of headings only."""
    for number, (name, put) in enumerate(FEATURES.items()):
        for layout in LAYOUTS if whole else LAYOUTS[number % 3 :][:1]:
            yield f"{layout}-{name}.docx", document(layout, put)
    yield from ((f"{name}.csv", text.encode()) for name, text in CSV.items())
    yield "excel.csv", CSV["ukjent kolonne"].encode("cp1252")
    yield from ((f"{name}.json", dumps(data, ensure_ascii=False).encode()) for name, data in JSON.items())
    yield "to ganger.json", TWICE
    yield from ((f"{name}.xlsx", data) for name, data in BOOKS.items())
    yield from ((f"{name}.md", text.encode()) for name, text in MARKDOWN.items())
    yield from ((f"{name}.txt", text.encode()) for name, text in TEXTS.items())
    yield from ((file.name, file.read_bytes()) for file in sorted(SAVED.glob("*.docx")))


def words_of(name: str, data: bytes) -> Counter[str]:
    """The words of a file, each as often as it stands there."""
    if name.endswith(".docx"):
        return counted(" ".join(_docx(data)))
    if name.endswith(".xlsx"):
        sheets = load_workbook(io.BytesIO(data)).worksheets
        cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
        texts = ["" if c.value is None or c.data_type == "f" else str(c.value).removesuffix(" 00:00:00") for c in cells]
        return counted(" ".join([*texts, *(cell.comment.text for cell in cells if cell.comment)]))
    if name.endswith(".json"):
        return counted(" ".join(_values(loads(data, object_pairs_hook=lambda pairs: [list(pair) for pair in pairs]))))
    return counted(bare(data.decode("cp1252" if name == "excel.csv" else "utf-8")))


def _values(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for part in data:
            yield from _values(part)
    elif data is not None and data not in ("projects", "body", "slug", "folder"):
        yield str(data)


def bare(markdown: str) -> str:
    """Markdown without the signs that may stand inside a word."""
    import html

    text = re.sub(r"(?<!\\)\[([^\[\]\\]*)\]\((?:https?:)[^()\s]*\)", r"\1", markdown)
    return html.unescape(re.sub(r"\*+|</?(?:del|sup|sub|em|strong)>", "", re.sub(r"\\[^\w\s]", " ", text)))


def counted(text: str) -> Counter[str]:
    """Words and numbers, in small letters."""
    return Counter(re.findall(r"[^\W_]+", clean(text).casefold()))


def _docx(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.match(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$", name):
                yield from _texts(fromstring(archive.read(name)))


def _texts(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in (_FALLBACK, f"{_W}rPr", f"{_W}pPr"):
            continue
        if child.tag in (f"{_W}br", f"{_W}tab", f"{_W}noBreakHyphen"):
            yield " "
        if child.tag in (f"{_W}t", f"{_W}delText", f"{_M}t"):
            yield f" {child.text} " if child.tag == f"{_W}delText" else child.text or ""
        else:
            parts = list(_texts(child))
            yield "".join(parts) if child.tag in (f"{_W}p", f"{_W}r", f"{_W}ins", f"{_W}hyperlink") else " ".join(parts)
