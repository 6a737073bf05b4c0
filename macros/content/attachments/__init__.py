"""Files beside a write-up: which are published, and which are refused and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.content.attachments.examine import CACHE, Examiner
from macros.content.files.names import left_behind
from macros.content.model import Download
from macros.content.yaml.nodes import Tree
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary.near import alike

__all__ = ["CACHE", "Examiner", "check_downloads", "check_file", "unmentioned"]

MAX_MEGABYTES = 20
MAX_PICTURE_MEGABYTES = 12
"""What a phone makes fits; a scan of a poster, or a camera's raw picture, does not."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the old Office formats begin, and password-protected ones of the new."""
# How each allowed type of file begins. Office files are ZIP archives; text has no signature.
SIGNATURES: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".xlsx": (b"PK\x03\x04",),
    ".docx": (b"PK\x03\x04",),
    ".pptx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",),
    ".ods": (b"PK\x03\x04",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".csv": (),
    ".txt": (),
}
PICTURES = (".png", ".jpg", ".jpeg")
# Types that people have, and what they should save them as: the ordinary message does not say it well enough.
INSTEAD = {
    ".svg": ("VL030", ".png"),
    ".svgz": ("VL030", ".png"),
    ".xlsm": ("VL009", ".xlsx"),
    ".xlsb": ("VL009", ".xlsx"),
    ".xltm": ("VL009", ".xlsx"),
    ".docm": ("VL009", ".docx"),
    ".dotm": ("VL009", ".docx"),
    ".pptm": ("VL009", ".pptx"),
    ".xls": ("VL031", ".xlsx"),
    ".doc": ("VL031", ".docx"),
    ".rtf": ("VL031", ".docx"),
    ".ppt": ("VL031", ".pptx"),
}


def check_downloads(
    folder: Path | None, downloads: tuple[Download, ...], tree: Tree, path: str, examine: Examiner | None = None
) -> Iterator[Problem]:
    """Every download names an allowed file that lies in the record's own folder."""
    for index, download in enumerate(downloads):
        place = tree.place(("downloads", index, "file"))
        yield from check_file(folder, download.file, path, place, examine)


def check_file(
    folder: Path | None, name: str, path: str, place: Place, examine: Examiner | None = None
) -> Iterator[Problem]:
    """One file: a plain name, there, of an allowed type, of a reasonable size, what its name says, and safe inside."""
    if Path(name).name != name or name.startswith(".") or any(c in name for c in "\\:\0"):
        yield problem("VL002", path, place, value=name)
        return
    file = folder / name if folder else None
    if file is not None and file.is_symlink():
        yield problem("VL032", path, place, value=name)
        return
    if file is None or not file.is_file():
        names = sorted(p.name for p in folder.iterdir()) if folder else []
        yield problem("VL001", path, place, value=name, suggestion=alike(name, names))
        return
    ending = file.suffix.lower()
    if ending in INSTEAD:
        code, instead = INSTEAD[ending]
        yield problem(code, path, place, value=name, ending=ending, instead=instead)
        return
    if ending not in SIGNATURES:
        yield problem("VL003", path, place, value=name, allowed=", ".join(SIGNATURES))
        return
    if file.stat().st_size > MAX_MEGABYTES * 1_000_000:
        yield problem("VL004", path, place, value=name, limit=MAX_MEGABYTES)
        return
    if ending in PICTURES and file.stat().st_size > MAX_PICTURE_MEGABYTES * 1_000_000:
        size = f"{file.stat().st_size / 1_000_000:.0f}"
        yield problem("VL050", path, place, value=name, size=size, limit=MAX_PICTURE_MEGABYTES)
        return
    content = file.read_bytes()
    if SIGNATURES[ending] and not content.startswith(SIGNATURES[ending]):
        # A password-protected Office file is a file of the old format with the real one, encrypted, inside.
        locked = content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content
        yield problem("VL008" if locked else "VL005", path, place, value=name)
        return
    if ending == ".xlsx" and _is_plan(content):
        yield problem("VL054", path, place, value=name)
        return
    for finding in (examine or Examiner())(content, ending):
        yield problem(finding.code, path, place, value=name, **finding.facts)


def unmentioned(folder: Path, used: set[str], path: str, examine: Examiner | None = None) -> Iterator[Problem]:
    """Files that lie in the folder but that no text and no download names: said, not published.

    They are under version control all the same, so personal numbers in them are told as in all others.
    """
    for file in sorted(folder.iterdir()):
        if file.name == "index.md" or file.name.startswith(".") or file.name in used:
            continue
        if file.suffix.lower() == ".xlsx" and file.is_file() and _is_plan(file.read_bytes()):
            where = (folder / file.name).as_posix().rpartition("/projects/")[2]
            yield problem("VL053", path, Place(), value=file.name, other=f"projects/{where}")
        elif not left_behind(file.name):  # told by its name
            yield problem("VL006", path, Place(), value=file.name)
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= MAX_MEGABYTES * 1_000_000:
            findings = (
                check_file(folder, file.name, path, Place(), examine) if file.suffix.lower() in SIGNATURES else ()
            )
            yield from (p for p in findings if p.code == "PV002")


def _is_plan(content: bytes) -> bool:
    from macros.content.attachments.benefit_plan import is_benefit_plan  # few write-ups have a workbook beside them

    return is_benefit_plan(content)
