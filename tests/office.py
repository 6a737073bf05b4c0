"""Real LibreOffice for the tests: workbooks recalculated from scratch, documents turned into PDF."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Mapping
from pathlib import Path

from macros.files.programs import find_program

# Without this LibreOffice shows the values that the file brings with it and calculates nothing.
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def convert(files: Mapping[str, bytes], ending: str, folder: Path) -> dict[str, bytes]:
    """Each file as LibreOffice saves it with another ending, formulas recalculated on the way."""
    _run(files, ending, folder)
    target = folder / "out"
    return {name: (target / Path(name).with_suffix(f".{ending.split(':')[0]}")).read_bytes() for name in files}


def _run(files: Mapping[str, bytes], ending: str, folder: Path) -> None:
    program = find_program("LibreOffice")
    assert program, "LibreOffice mangler: tests/need-programs"
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    source, target = folder / "in", folder / "out"
    source.mkdir(exist_ok=True)
    for name, content in files.items():
        (source / name).write_bytes(content)
    names = [str(source / name) for name in files]
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending,
         "--outdir", str(target), *names],
        check=True, capture_output=True, timeout=120 + 10 * len(names),
    )  # fmt: skip


def one_sheet(files: Mapping[str, bytes], sheet: int, folder: Path) -> dict[str, list[list[str]]]:
    """One recalculated sheet of each workbook (counted from 1), as rows of unrounded text. Twice as fast as all."""
    options = f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,{sheet}"
    _run(files, options, folder)
    found = {}
    for name in files:
        (file,) = (folder / "out").glob(f"{Path(name).stem}-*.csv")
        with file.open(encoding="utf-8", newline="") as stream:
            found[name] = list(csv.reader(stream))
    return found


def recalculate(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The workbooks with every formula worked out by LibreOffice."""
    return convert(files, "xlsx", folder)
