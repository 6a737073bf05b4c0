"""The words of one Word paragraph as runs, and what in it is no text: pictures, footnotes, text boxes, what was deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from macros.authoring.importing.accounting import Told, left
from macros.authoring.importing.readers.runs import Run
from macros.text.invisible import clean, one_line
from macros.text.markdown import inline
from macros.words.labels import labels

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SPACES = (qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:p"))
_PICTURES = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
_ADDRESS = re.compile(r'HYPERLINK\s+(?:\\\w\s+)*"([^"]+)"')
_WEB = re.compile(r"(?:https?://|mailto:)[^\s()<>]+\Z")
# Wingdings as Norwegian forms use it: ticked and empty boxes.
_SYMBOLS = {"F0FE": "☒", "F0FD": "☒", "F052": "☒", "F053": "☒", "F0FC": "✓", "F0A8": "☐", "F06F": "☐", "F0A3": "☐"}


@dataclass
class Parts:
    """What was found on the way through a document. ``files``: pictures by the name they get beside the write-up."""

    document: Any
    looks: dict[str, tuple[bool, bool]] = field(default_factory=dict)
    """Styles of letters that are bold or italic, as LibreOffice writes emphasis."""
    notes: dict[str, Any] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    fields: list[list[str]] = field(default_factory=list)
    """Fields that have begun: their code, then whether it is over."""


def looks_of(document: Any) -> dict[str, tuple[bool, bool]]:
    """Style id -> (bold, italic) for the styles of letters."""
    found = {}
    for style in document.styles.element.iter(qn("w:style")):
        look = style.find(qn("w:rPr"))
        if style.get(qn("w:type")) == "character" and look is not None:
            found[str(style.get(qn("w:styleId")))] = (_on(look, "w:b", False), _on(look, "w:i", False))
    return {key: look for key, look in found.items() if any(look)}


def runs_of(element: Any, parts: Parts, look: Run = Run("")) -> Iterator[Run]:  # noqa: B008  (immutable)
    """What a reader sees of a paragraph. Everything unknown is opened: no word is lost because of what it stands in."""
    for child in element:
        tag = child.tag
        if tag in (qn("w:p"), _FALLBACK) or not isinstance(tag, str):
            continue
        if tag in (qn("w:del"), qn("w:moveFrom")):
            _deleted(child, parts)
        elif tag == qn("w:r"):
            yield from runs_of(child, parts, _looking(child, look, parts))
        elif tag in (qn("w:t"), _MATH):
            yield replace(look, text=clean(child.text or ""), link=look.link or _field_link(parts))
        elif tag in (qn("w:tab"), qn("w:ptab")):
            yield replace(look, text="\t")
        elif tag in (qn("w:br"), qn("w:cr")):
            yield replace(look, text="\n")
        elif tag == qn("w:noBreakHyphen"):
            yield replace(look, text="-")
        elif tag == qn("w:sym"):
            yield replace(look, text=_SYMBOLS.get(str(child.get(qn("w:char"))).upper(), ""))
        elif tag in (qn("w:fldChar"), qn("w:instrText")):
            _in_field(child, parts)
        elif tag == qn("w:sdt") and child.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None:
            parts.told += [left("prompt", text)] if (text := words_of(child)) else []  # «Velg …»: nobody has chosen
        elif tag == qn("w:hyperlink"):
            yield from runs_of(child, parts, replace(look, link=_target(child, parts)))
        elif tag == qn("w:fldSimple"):
            found = _ADDRESS.search(str(child.get(qn("w:instr"))))
            yield from runs_of(child, parts, replace(look, link=_web(found[1])) if found else look)
        elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            yield from _note(child, parts)
        elif tag in (qn("w:drawing"), qn("w:pict"), qn("w:object")):
            yield from _picture(child, parts)
        else:
            yield from runs_of(child, parts, look)


def _looking(run: Any, look: Run, parts: Parts) -> Run:
    found = run.find(qn("w:rPr"))
    if found is None:
        return look
    lifted = found.find(qn("w:vertAlign"))
    named = found.find(qn("w:rStyle"))
    bold, italic = parts.looks.get("" if named is None else str(named.get(qn("w:val"))), (look.bold, look.italic))
    return replace(
        look,
        bold=_on(found, "w:b", bold),
        italic=_on(found, "w:i", italic),
        struck=_on(found, "w:strike", look.struck),
        lifted="" if lifted is None else {"superscript": "sup", "subscript": "sub"}.get(lifted.get(qn("w:val")), ""),
    )


def _on(found: Any, name: str, otherwise: bool) -> bool:
    mark = found.find(qn(name))
    return otherwise if mark is None else mark.get(qn("w:val")) not in ("0", "false", "off", "none")


def _deleted(element: Any, parts: Parts) -> None:
    if text := words_of(element):
        parts.told.append(left("deleted", text))


def words_of(element: Any) -> str:
    """All words in ``element``, whatever they stand in, on one line."""
    words = (qn("w:t"), qn("w:delText"), _MATH)
    return one_line("".join((t.text or "") if t.tag in words else " " for t in element.iter(*words, *_SPACES)))


def _in_field(child: Any, parts: Parts) -> None:
    kind = child.get(qn("w:fldCharType"))
    if kind == "begin":
        parts.fields.append(["", ""])
    elif kind == "separate" and parts.fields:
        parts.fields[-1][1] = "shown"
    elif kind == "end" and parts.fields:
        parts.fields.pop()
    elif child.tag == qn("w:instrText") and parts.fields:
        parts.fields[-1][0] += child.text or ""


def _field_link(parts: Parts) -> str:
    for code, shown in reversed(parts.fields):
        if shown and (found := _ADDRESS.search(code)):
            return _web(found[1])
    return ""


def _target(link: Any, parts: Parts) -> str:
    target = parts.document.part.rels.get(link.get(qn("r:id")))
    return _web(target.target_ref) if target is not None and target.is_external else ""


def _web(address: str) -> str:
    """The address, when a reader can follow it from a page."""
    safe = address.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return safe if _WEB.match(safe) else ""


def _note(child: Any, parts: Parts) -> Iterator[Run]:
    key = f"{'' if child.tag == qn('w:footnoteReference') else 's'}{child.get(qn('w:id'))}"
    if key in parts.notes:
        number = parts.called.setdefault(key, str(len(parts.called) + 1))
        yield Run("", raw=f"[^{number}]")


def _picture(element: Any, parts: Parts) -> Iterator[Run]:
    """A picture taken out, and the text boxes that are drawn there, which come after the paragraph."""
    boxes = element.iter(qn("w:txbxContent"))
    parts.boxes += [b for b in boxes if not any(a.tag in (b.tag, _FALLBACK) for a in above_within(b, element))]
    t, alt = labels(), _described(element)
    found = [
        node.get(qn("r:embed")) or node.get(qn("r:id")) or node.get(qn("r:link"))
        for node in element.iter()
        if isinstance(node.tag, str) and node.tag.rpartition("}")[2] in ("blip", "imagedata")
        and not any(a.tag in (_FALLBACK, qn("w:txbxContent")) for a in above_within(node, element))
    ]  # fmt: skip
    told = False
    for relation in found:
        part = parts.document.part.rels.get(relation)
        kind = "" if part is None or part.is_external else str(part.target_part.content_type)
        if kind in _PICTURES:
            blob = part.target_part.blob
            same = next((name for name, data in parts.files.items() if data == blob), "")
            name = same or f"{t('import.picture.file')}-{len(parts.files) + 1}{_PICTURES[kind]}"
            parts.files[name] = blob
            # Nobody described it: the words say what is to be written there.
            yield Run("", raw=f"![{inline(alt) or t('import.picture.alt')}]({name})")
        else:
            parts.told.append(left("picture", f"{alt} {kind.rpartition('/')[2]}".strip() or "–"))
        told = True
    if not told and not parts.boxes and (alt or element.tag == qn("w:object")):
        parts.told.append(left("drawing", alt or "–"))


def _described(element: Any) -> str:
    for node in element.iter():
        named = isinstance(node.tag, str) and node.tag.rpartition("}")[2] in ("docPr", "shape")
        if named and (text := (node.get("descr") or node.get("alt") or "").strip()):
            return clean(text)
    return ""


def above_within(node: Any, top: Any) -> Iterator[Any]:
    """What ``node`` stands in, up to ``top``."""
    while (node := node.getparent()) is not None and node is not top:
        yield node
