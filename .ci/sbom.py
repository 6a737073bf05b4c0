"""What the site is made of, and under which licences: ``sbom.cdx.json`` (CycloneDX 1.6) and ``licenses.csv``.

    make sbom                       in the checkout
    .venv/bin/python .ci/sbom.py --out FOLDER

Read from the lock files, so it says what is pinned and not what happens to be installed; the Python packages' licences are in
no lock, and come from those that are installed. The same locks give the same bytes.
"""

from __future__ import annotations

import argparse
import base64
import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License, LicenseAcknowledgement, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
UNKNOWN = "ukjent"
PYTHON = {"requirements.txt": "bygger nettstedet", "requirements-dev.txt": "utvikling og tester"}
NODE = {"vendor": "i leserens nettleser", "admin": "i redaktørens nettleser", "quality": "utvikling og tester"}
MADE_WITH = "utvikling og tester"
FORM = {"decap-cms", "yaml"}
"""What ``.ci/admin/build`` puts in the folder of the form; the rest of that lock makes it or stays on the machine."""
# Copied in by hand with its licence (docs/assets/fonts/OFL.txt); .ci/look/fonts says which edition.
COPIED = (("@fontsource-variable/hanken-grotesk", ".ci/look/fonts", "OFL-1.1"),)
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)((?:.|\n(?=[ #]))*)", re.MULTILINE)
# Older packages name their licence in words of their own: only those that mean one thing are read as an identifier.
_SAID = {
    "mit license": "MIT", "the mit license": "MIT", "mit licence": "MIT", "mit": "MIT", "apache license 2.0": "Apache-2.0",
    "apache 2.0": "Apache-2.0", "apache software license 2.0": "Apache-2.0", "apache license, version 2.0": "Apache-2.0",
    "isc license": "ISC", "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0", "python software foundation license": "PSF-2.0",
}  # fmt: skip
_CLASSIFIED = {
    "MIT License": "MIT", "Apache Software License": "Apache-2.0", "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Python Software Foundation License": "PSF-2.0",
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Part:
    """A package: where it comes from, its name, its version, its licence as it says it, where it is used, its hashes."""

    kind: str
    name: str
    version: str
    licence: str
    used: str
    hashes: tuple[tuple[str, str], ...] = ()

    @property
    def purl(self) -> PackageURL:
        """The package's address in all the world's registries."""
        space, _, name = self.name.rpartition("/")
        return PackageURL(self.kind, space or None, name, self.version)


def parts(root: Path) -> list[Part]:
    """Every package that is pinned; one that is pinned in several places is told where it comes nearest a reader."""
    found: dict[tuple[str, str, str], Part] = {}
    for part in (*_python(root), *_node(root), *_copied(root)):
        known = found.get((part.kind, part.name, part.version))
        if known is None or known.used == MADE_WITH:
            found[part.kind, part.name, part.version] = part
    return sorted(found.values())


def _python(root: Path) -> Iterator[Part]:
    for lock, used in PYTHON.items():
        for name, version, rest in _PINNED.findall((root / lock).read_text(encoding="utf-8")):
            hashes = tuple(("SHA-256", h) for h in sorted(re.findall(r"sha256:([0-9a-f]{64})", rest)))
            # A lock has one hash for each file of a release; a component's hash is of one thing.
            yield Part("pypi", name.lower(), version, licence_of(name), used, hashes if len(hashes) == 1 else ())


def licence_of(package: str) -> str:
    """The licence a package that is installed says it has: an SPDX expression where it can be read as one."""
    try:
        said: PackageMetadata = metadata(package)
    except PackageNotFoundError:
        return UNKNOWN
    for field in ("License-Expression", "License"):
        text = (said.get(field) or "").strip() if field in said else ""
        if text and text.upper() != "UNKNOWN" and "\n" not in text and len(text) < 80:
            return _SAID.get(text.casefold(), text)
    names = {c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or () if c.startswith("License :: OSI")}
    return " OR ".join(sorted(_CLASSIFIED.get(name, name) for name in names)) or UNKNOWN


def _node(root: Path) -> Iterator[Part]:
    for folder, used in NODE.items():
        lock = json.loads((root / ".ci" / folder / "package-lock.json").read_text(encoding="utf-8"))
        for path, entry in lock["packages"].items():
            if not path or "version" not in entry:  # the project itself, or a stand-in for what is left out
                continue
            name = entry.get("name") or path.rpartition("node_modules/")[2]
            algorithm, _, sum_ = (entry.get("integrity") or "").split(" ")[0].partition("-")
            hashes = ((f"SHA-{algorithm[3:]}", base64.b64decode(sum_).hex()),) if sum_ else ()
            near = used if (name in FORM if folder == "admin" else not entry.get("dev")) else MADE_WITH
            yield Part("npm", name, entry["version"], str(entry.get("license") or UNKNOWN), near, hashes)


def _copied(root: Path) -> Iterator[Part]:
    for name, script, licence in COPIED:
        version = re.search(rf"{re.escape(name)}@([\d.]+)", (root / script).read_text(encoding="utf-8"))
        yield Part("npm", name, version[1] if version else UNKNOWN, licence, NODE["vendor"])


def cyclonedx(found: list[Part]) -> str:
    """The list as a CycloneDX document. What only makes or tests the site is ``excluded``, as the standard calls it."""
    licences = LicenseFactory()
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, repr(found)))
    bom.metadata.component = Component(name="innomed", type=ComponentType.APPLICATION, bom_ref="innomed")
    components = []
    for part in found:
        made: License | LicenseExpression | None = None
        if part.licence != UNKNOWN:
            made = licences.make_from_string(part.licence, license_acknowledgement=LicenseAcknowledgement.DECLARED)
        components.append(
            Component(
                name=part.name.rpartition("/")[2],
                group=part.name.rpartition("/")[0] or None,
                version=part.version,
                type=ComponentType.LIBRARY,
                bom_ref=str(part.purl),
                purl=part.purl,
                licenses=[made] if made else (),
                hashes=[HashType(alg=HashAlgorithm(a), content=h) for a, h in part.hashes],
                scope=ComponentScope.EXCLUDED if part.used == MADE_WITH else ComponentScope.REQUIRED,
                properties=[Property(name="innomed:brukes", value=part.used)],
            )
        )
    bom.components = components  # type: ignore[assignment]
    bom.register_dependency(bom.metadata.component, components)
    written = json.loads(JsonV1Dot6(bom).output_as_string())
    written["metadata"].pop("timestamp", None)  # the same locks give the same bytes
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def table(found: list[Part]) -> bytes:
    """The list for people: semicolons and a byte order mark, as Excel in Norwegian reads it."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow(["Del", "Versjon", "Lisens", "Hvor den brukes", "Kilde"])
    rows.writerows([p.name, p.version, p.licence, p.used, str(p.purl)] for p in found)
    return out.getvalue().encode("utf-8-sig")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT)
    folder = parser.parse_args().out
    found = parts(ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sbom.cdx.json").write_text(cyclonedx(found), encoding="utf-8")
    (folder / "licenses.csv").write_bytes(table(found))
    unknown = [p.name for p in found if p.licence == UNKNOWN]
    print(f"{len(found)} deler i sbom.cdx.json og licenses.csv.")
    if unknown:
        print(f"Lisensen er ukjent for {len(unknown)}: {', '.join(unknown)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
