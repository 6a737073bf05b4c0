"""Files that must be stopped, and files that must pass: those of ``bad_files`` and what is made of them by rule."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf
from bad_files import (
    BAD,
    GOOD,
    Make,
    body,
    changed,
    commented,
    formula,
    opendocument,
    pdf,
    picture,
    related,
    with_chunk,
    with_segment,
    word,
    workbook,
)
from PIL import Image

Case = tuple[str, str, Make]
"""What it is, the name it has, how it is made."""


def packed(name: str = "ond.html", content: bytes = b"<script>alert(1)</script>") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(name, content)
    return stream.getvalue()


WHOLE: dict[str, Make] = {
    "a.png": lambda: picture("PNG"),
    "a.jpg": lambda: picture("JPEG"),
    "a.gif": lambda: picture("GIF"),
    "a.webp": lambda: picture("WEBP"),
    "a.pdf": pdf,
    "a.docx": word,
    "a.xlsx": workbook,
    "a.odt": lambda: opendocument("<office:body><text:p>Blåbær</text:p></office:body>"),
    "a.ods": lambda: opendocument('<table:table-cell table:formula="of:=SUM([.A1:.A9])"/>', "spreadsheet"),
}
BEHIND: dict[str, bytes] = {
    "a zip": packed(),
    "a web page": b"<html><body onload=alert(1)>",
    "a script": b"<script>alert(1)</script>",
    "a program": b"MZ\x90\0" + bytes(60),
    "php": b"<?php system($_GET[0]); ?>",
    "another picture's text": b"\n//alert(1)//",
}
NOTES: dict[str, bytes] = {
    "a web page": b"<!DOCTYPE html><html><body>",
    "a script": b"x=1/*<script>alert(1)</script>*/",
    "svg": b'<svg onload="alert(1)">',
    "php": b"<?php phpinfo(); ?>",
    "a zip": packed(),
    "a pdf": b"%PDF-1.7 1 0 obj",
}
HTML = (
    "<!DOCTYPE html><p>Øya",
    "<html><body>Øya</body></html>",
    "<script>alert(1)</script>",
    "  <SCRIPT SRC=//ond.example></SCRIPT>",
    "Blåbær\n<iframe src=//ond.example></iframe>",
    "Blåbær <img src=x onerror=alert(1)>",
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "<svg><script>alert(1)</script></svg>",
    '<?xml version="1.0"?><x/>',
    "<?php system('x'); ?>",
    "#!/bin/sh\nrm -rf /\n",
    "{\\rtf1 Øya}",
    "MIME-Version: 1.0\nContent-Type: text/html\n\n<p>",
    "<meta http-equiv=refresh content=0;url=//ond.example>",
    "<a href=javascript:alert(1)>Øya</a>",
    "<object data=x></object>",
    "<form action=//ond.example><input></form>",
    "%PDF-1.4 1 0 obj",
)
CELLS = (
    "=1+1", "+1+cmd|'/c calc'!A0", "-2+3+cmd|'/c calc'!A0", "@SUM(A1)", "\uff1d1+1", "\uff0bSUM(A1:A2)", "\uff20SUM(A1)",
    "\ufe661+1", "  =1+1", "\u200b=1+1", "\u00a0=1+1", "=HYPERLINK(A1)", '"=1+1"', '"\t=1+1"', "Blåbær,=1+1", "Øy\t=1+1",
    "Øy|=1+1", "+HYPERLINK(A1)", "-(1+1)",
)  # fmt: skip
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><p>Øya</p></foreignObject></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><circle r="3"/></svg>',
)


def bad() -> list[Case]:
    """What must be stopped, of every kind of file."""
    cases = [(what, name, make) for what, (_, name, make) in BAD.items()]
    cases += [(f"{name} with {what} behind it", name, _joined(make, tail)) for name, make in WHOLE.items() for what, tail in BEHIND.items()]  # fmt: skip
    cases += [(f"{name} before a zip", name, _joined(lambda m=make: packed("øy.txt"), make())) for name, make in WHOLE.items() if name[2:] in ("docx", "xlsx", "odt", "ods")]  # fmt: skip
    for what, note in NOTES.items():
        cases += [
            (f"a jpeg's comment is {what}", "a.jpg", lambda n=note: with_segment(0xFE, n)),
            (f"a jpeg's notes are {what}", "a.jpg", lambda n=note: with_segment(0xE4, n)),
            (f"a png's text is {what}", "a.png", lambda n=note: with_chunk(b"tEXt", b"Comment\0" + n)),
            (
                f"a png's packed text is {what}",
                "a.png",
                lambda n=note: with_chunk(b"zTXt", b"C\0\0" + zlib.compress(n)),
            ),
            (f"a png's own chunk is {what}", "a.png", lambda n=note: with_chunk(b"prVt", n)),
        ]
    cases += [(f"a gif's comment is {what}", "a.gif", lambda n=note: commented(n.decode("latin-1"), "GIF")) for what, note in NOTES.items() if what != "a zip"]  # fmt: skip
    cases += [(f"{name[2:]} that is {html[:24]!r}", name, lambda h=html: h.encode()) for name in ("a.txt", "a.csv") for html in HTML]  # fmt: skip
    cases += [(f"a cell {cell!r}", "a.csv", lambda c=cell: f"Navn;Tall\nØy;{c}\n".encode()) for cell in CELLS]
    cases += [(f"svg {index}", "a.svg", lambda s=svg: s.encode()) for index, svg in enumerate(SVG)]
    cases += [(f"svg {index} in a document", "a.docx", lambda s=svg: changed(word(), {"word/media/a.svg": s})) for index, svg in enumerate(SVG[:3])]  # fmt: skip
    cases += _office()
    return [*cases, *_documents()]


def _office() -> list[Case]:
    parts = {"docx": word, "xlsx": workbook}
    cases: list[Case] = []
    for ending, make in parts.items():
        folder = "word" if ending == "docx" else "xl"
        for what, inside in (
            ("a program", b"MZ" + bytes(60)),
            ("a script", b"<script>alert(1)</script>"),
            ("a zip", packed()),
        ):
            for name in ("a.png", "a.jpeg", "a.emf", "a.ttf"):
                cases.append((f"{what} as {name} in a {ending}", f"a.{ending}", lambda m=make, n=f"{folder}/media/{name}", c=inside: changed(m(), {n: c})))  # fmt: skip
        cases.append((f"a program as printer settings in a {ending}", f"a.{ending}", lambda m=make, f=folder: changed(m(), {f"{f}/printerSettings/printerSettings1.bin": b"MZ" + bytes(9)})))  # fmt: skip
        cases.append((f"power query in a {ending}", f"a.{ending}", lambda m=make: changed(m(), {"customXml/item1.xml": '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>'})))  # fmt: skip
        cases.append((f"a drawing of elsewhere in a {ending}", f"a.{ending}", lambda m=make, f=folder: changed(m(), {f"{f}/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="https://ond.example/spor.png"/></xml>'})))  # fmt: skip
        cases.append((f"a macro behind a button in a {ending}", f"a.{ending}", lambda m=make, f=folder: changed(m(), {f"{f}/drawings/vmlDrawing1.vml": '<xml xmlns:x="urn:schemas-microsoft-com:office:excel"><x:FmlaMacro>Ond</x:FmlaMacro></xml>'})))  # fmt: skip
        for kind in (
            "image",
            "oleObject",
            "attachedTemplate",
            "frame",
            "subDocument",
            "mailMergeSource",
            "externalLinkPath",
            "video",
        ):
            part = "word/_rels/document.xml.rels" if ending == "docx" else "xl/_rels/workbook.xml.rels"
            cases.append((f"{kind} from elsewhere in a {ending}", f"a.{ending}", lambda m=make, k=kind, p=part: related(m(), k, "https://ond.example/x", p)))  # fmt: skip
    for target in ("javascript:alert(1)", "file:///C:/x.exe", "\\\\\\\\ond\\\\x.exe", "ms-msdt:/id"):
        cases.append((f"a field that leads to {target}", "a.docx", lambda t=target: body(word(), f'<w:p><w:fldSimple w:instr=" HYPERLINK &quot;{t}&quot; "/></w:p>')))  # fmt: skip
    for text in ("RTD(\"a\",,\"b\")", "CALL(\"Kernel32\",\"x\")", "IMPORTDATA(\"https://ond.example\")", "FILTERXML(A1,A2)", "STOCKHISTORY(A1)", "IMAGE(\"https://ond.example\")", "[1]Ark1!A1"):  # fmt: skip
        cases.append((f"the formula {text}", "a.xlsx", lambda f=text: formula(f"={f}")))
    return cases


def _documents() -> list[Case]:
    def external(document: pikepdf.Pdf) -> None:
        stream = document.make_stream(b"x")
        stream["/F"] = pikepdf.String("https://ond.example/x")
        document.Root["/Ond"] = document.make_indirect(stream)

    return [
        ("a pdf with a stream of elsewhere", "a.pdf", lambda: pdf(external)),
        ("a pdf with a web page in its head", "a.pdf", lambda: pdf().replace(b"\n", b"\n%<html><script>alert(1)</script>\n", 1)),
        ("a picture as pdf in an odt", "a.odt", lambda: opendocument("<office:body/>", extra={"Pictures/a.pdf": "<html>"})),
        ("a program as picture in an odt", "a.odt", lambda: opendocument("<office:body/>", extra={"Pictures/a.png": "MZ\x01\x02"})),
        ("a program as a layout in an odt", "a.odt", lambda: opendocument("<office:body/>", extra={"layout-cache": "#!/bin/sh"})),
        ("a zip with a word to say", "a.docx", lambda: _commented_zip()),
        ("a zip with a hole", "a.docx", lambda: _with_hole()),
        ("two ends of a picture", "a.png", lambda: picture("PNG") + picture("PNG")),
        ("a webp that is longer than it says", "a.webp", lambda: picture("WEBP") + bytes(8)),
        ("half a gif", "a.gif", lambda: picture("GIF")[:-1]),
        ("html named as gif", "a.gif", lambda: b"<html>"),
        ("html named as webp", "a.webp", lambda: b"<html>"),
    ]  # fmt: skip


def _joined(make: Make, tail: bytes) -> Make:
    return lambda: make() + tail


def _commented_zip() -> bytes:
    stream = io.BytesIO(word())
    with zipfile.ZipFile(stream, "a") as file:
        file.comment = b"<script>alert(1)</script>"
    return stream.getvalue()


def _with_hole() -> bytes:
    """Bytes between the parts and the list of them, which no program for documents looks at."""
    content, hidden = word(), b"MZ" + bytes(98)
    at = content.rfind(b"PK\x05\x06")
    start = struct.unpack("<I", content[at + 16 : at + 20])[0]
    end = content[at : at + 16] + struct.pack("<I", start + len(hidden)) + content[at + 20 :]
    return content[:start] + hidden + content[start:at] + end


# What must pass.


def _several() -> bytes:
    """Two pictures in one file, as phones with two lenses save them (CIPA DC-007)."""
    stream = io.BytesIO()
    first, second = (Image.new("RGB", (40, 30), colour) for colour in ("navy", "teal"))
    first.save(stream, "MPO", save_all=True, append_images=[second])
    return stream.getvalue()


def _saved(kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(stream, kind, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def _animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("navy", "teal", "white")]
    stream = io.BytesIO()
    frames[0].save(stream, kind, save_all=True, append_images=frames[1:], duration=100)
    return stream.getvalue()


def _updated() -> bytes:
    """A PDF that was saved again by adding to it, as Acrobat does."""
    content = pdf()
    start = content.rfind(b"startxref")
    offset = content[start:].split()[1]
    size = b"/Size 20"
    return (
        content + b"trailer\n<< " + size + b" /Root 1 0 R /Prev " + offset + b" >>\nstartxref\n" + offset + b"\n%%EOF\n"
    )


def _streamed() -> bytes:
    """An archive whose sizes stand behind each part, as programs write that cannot go back."""

    class OneWay(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.data += data
            return len(data)

    target = OneWay()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:  # type: ignore[arg-type]
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return bytes(target.data)


TEXTS = (
    "Blåbær < 5 liter og 7 > 3.", "Se https://innomed.no/verktoy/ for mer.", "Kontonummer 1234.56.12345", "a <b> c",
    "Tid: 12:30–14:00, 22.11.2024", "Org.nr. 974 760 673", "E-post: postmottak@kommunen.no", "1 200 000 kroner = mye",
    "", "Én linje uten slutt", "* punkt\n* punkt\n", "Sak 24/12345-6",
)  # fmt: skip
TABLES = (
    "Navn;Tall\nØy;-12,5\n", "sep=;\nNavn;Tall\nØy;1\n", "Navn,Tall\nØy,1\n", "Navn\tTall\nØy\t1\n", 'Navn;Tekst\nØy;"Hei, du"\n',
    "Dato;Antall\n13.09.2024;12345\n14.09.2024;23456\n15.09.2024;34567\n16.09.2024;45678\n",
    "Kommune;Innbyggere\n4601;291189\n1103;149048\n",
)  # fmt: skip


def good() -> list[Case]:
    """What must pass without an error."""
    cases = [(what, name, make) for what, (name, make) in GOOD.items()]
    cases += [
        ("two pictures in one", "a.jpg", _several),
        ("a progressive jpeg", "a.jpg", lambda: _saved("JPEG", progressive=True)),
        ("a jpeg with a comment", "a.jpg", lambda: commented("Fra øya")),
        ("a jpeg with zeros behind", "a.jpg", lambda: picture("JPEG") + bytes(12)),
        ("a jpeg of two words", "a.jpeg", lambda: picture("JPEG")),
        ("a png with text", "a.png", lambda: with_chunk(b"tEXt", b"Title\0Blabaer")),
        ("a png with packed text", "a.png", lambda: with_chunk(b"zTXt", b"T\0\0" + zlib.compress(b"Fra havna"))),
        ("an animated png", "a.png", lambda: _animated("PNG")),
        ("an animated gif", "a.gif", lambda: _animated("GIF")),
        ("a gif with a comment", "a.gif", lambda: commented("Fra øya".encode().decode("latin-1"), "GIF")),
        ("an animated webp", "a.webp", lambda: _animated("WEBP")),
        ("a webp without loss", "a.webp", lambda: _saved("WEBP", lossless=True)),
        ("a pdf saved again", "a.pdf", _updated),
        ("a pdf of parts", "a.pdf", lambda: pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate)),
        ("a pdf with a last line", "a.pdf", lambda: pdf() + b"\r\n"),
        ("a document written one way", "a.docx", _streamed),
        ("a document with a drawing", "a.docx", lambda: changed(word(), {"word/media/a.svg": SVG[3]})),
        ("a document with a gif", "a.docx", lambda: changed(word(), {"word/media/a.gif": picture("GIF")})),
        ("a document with a wrong name on a picture", "a.docx", lambda: changed(word(), {"word/media/a.png": picture("JPEG")})),
        ("a document with an old drawing", "a.docx", lambda: changed(word(), {"word/media/a.emf": b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60)})),
        ("a document with a link in its text", "a.docx", lambda: body(word(), '<w:p><w:fldSimple w:instr=" HYPERLINK &quot;https://innomed.no&quot; "/></w:p>')),
        ("a workbook of figures beside each other", "a.xlsx", lambda: workbook(lambda b: [b.active.append([120_000 + n, 40_000 + n]) for n in range(50)])),
        ("an odt with a picture", "a.odt", lambda: opendocument("<office:body/>", extra={"Thumbnails/a.xml": "<a/>"})),
    ]  # fmt: skip
    cases += [(f"text {text[:20]!r}", "a.txt", lambda t=text: t.encode()) for text in TEXTS]
    cases += [(f"table {text[:20]!r}", "a.csv", lambda t=text: t.encode()) for text in TABLES]
    return cases


def whole() -> list[tuple[str, str, Make, bool]]:
    """(what it is, its name, how it is made, whether it must be stopped)."""
    return [*((*case, True) for case in bad()), *((*case, False) for case in good())]
