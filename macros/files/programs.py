"""Where the programs that no Python package brings are: on the path, or where macOS and Windows put them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Program = Literal["Chromium", "Firefox", "LibreOffice"]
_NAMES: Mapping[Program, tuple[str, ...]] = {
    "Chromium": ("chromium", "chromium-browser", "google-chrome"),
    "Firefox": ("firefox-esr", "firefox"),
    "LibreOffice": ("soffice", "libreoffice"),
}
# tests/need-programs looks in the same folders of macOS.
_MAC: Mapping[Program, tuple[str, ...]] = {
    "Chromium": ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome"),
    "Firefox": ("Firefox.app/Contents/MacOS/firefox",),
    "LibreOffice": ("LibreOffice.app/Contents/MacOS/soffice",),
}
_WINDOWS: Mapping[Program, tuple[str, ...]] = {
    "Chromium": ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"),
    "Firefox": ("Mozilla Firefox/firefox.exe",),
    "LibreOffice": ("LibreOffice/program/soffice.exe",),
}
_FOLDERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "darwin": ("mac", ("/Applications", str(Path.home() / "Applications"))),
    "win32": ("windows", ("C:/Program Files", "C:/Program Files (x86)", str(Path.home() / "AppData/Local"))),
}
_PACKAGES: Mapping[Program, tuple[str, str, str]] = {
    "Chromium": ("sudo apt-get install chromium", "brew install --cask chromium", "winget install Google.Chrome"),
    "Firefox": ("sudo apt-get install firefox-esr", "brew install --cask firefox", "winget install Mozilla.Firefox"),
    "LibreOffice": (
        "sudo apt-get install libreoffice-writer",
        "brew install --cask libreoffice",
        "winget install TheDocumentFoundation.LibreOffice",
    ),
}


def find_program(name: Program, platform: str = sys.platform, folders: tuple[str, ...] = ()) -> str | None:
    """The path of Chromium, Firefox or LibreOffice on this machine; None when it is not there.

    ``folders`` are looked in instead of the platform's own.
    """
    if found := next(filter(None, map(shutil.which, _NAMES[name])), None):
        return found
    kind, usual = _FOLDERS.get(platform, ("", ()))
    inside = {"mac": _MAC, "windows": _WINDOWS}.get(kind, {}).get(name, ())
    files = (Path(folder) / file for folder in folders or usual for file in inside)
    return next((str(file) for file in files if file.is_file()), None)


def how_to_install(name: Program, platform: str = sys.platform) -> str:
    """The command that installs it here, as it is typed."""
    return _PACKAGES[name][{"darwin": 1, "win32": 2}.get(platform, 0)]
