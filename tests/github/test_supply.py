"""What the site is made of: the list of parts, and who says whether one of them has a hole."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import audit
import pytest
import sbom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from support import ROOT, write

DONE = subprocess.CompletedProcess


def test_the_list_is_cyclonedx_and_has_every_pinned_package_once() -> None:
    found = sbom.parts(ROOT)
    text = sbom.cyclonedx(found)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    assert wrong is None
    assert text == sbom.cyclonedx(sbom.parts(ROOT)), "the same locks give the same bytes"
    listed = {c["purl"]: c for c in json.loads(text)["components"]}
    for lock, scope in (("requirements.txt", "required"), ("requirements-dev.txt", "excluded")):
        pinned = [line.split(" ")[0] for line in (ROOT / lock).read_text().splitlines() if "==" in line[:60]]
        assert len(pinned) > 20
        for name, _, version in (p.partition("==") for p in pinned):
            known = listed[f"pkg:pypi/{name.lower()}@{version.rstrip(';')}"]
            assert known["scope"] in (scope, "required")
    browser = {c["name"] for c in listed.values() if c["properties"][0]["value"] == "i leserens nettleser"}
    wanted = json.loads((ROOT / ".ci/vendor/package.json").read_text())["dependencies"]
    assert browser == {name.rpartition("/")[2] for name in wanted} | {"hanken-grotesk"}
    assert all(c["scope"] == "required" and c["licenses"] for c in listed.values() if c["name"] in browser)


def test_the_table_is_for_people_and_says_what_is_unknown() -> None:
    parts = [
        sbom.Part("pypi", "ærfugl", "1", sbom.UNKNOWN, sbom.MADE_WITH),
        sbom.Part("npm", "@ø/y", "2", "MIT", "her"),
    ]
    rows = list(csv.reader(io.StringIO(sbom.table(parts).decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:4] == ["ærfugl", "1", "ukjent", "utvikling og tester"]
    assert rows[2] == ["@ø/y", "2", "MIT", "her", "pkg:npm/%40%C3%B8/y@2"]
    assert sbom.licence_of("finnes-ikke-nå") == "ukjent"
    assert "licenses" not in json.loads(sbom.cyclonedx(parts[:1]))["components"][0]


PIP = {"name": "øy", "version": "1", "vulns": []}
HOLE = {"id": "PYSEC-1", "fix_versions": ["2"], "aliases": [], "description": "…"}
NPM = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 3}}}
BAD = {"name": "øy", "range": "<2", "severity": "high", "fixAvailable": {"name": "øy", "version": "2.0.0"}}


@pytest.mark.parametrize(
    ("kind", "said", "code", "words"),
    [
        ("python", {"dependencies": [PIP]}, 0, "Ingen kjente hull i 1 pakker"),
        ("python", {"dependencies": [{**PIP, "vulns": [HOLE]}]}, 1, "øy 1: PYSEC-1. Rettet i: 2"),
        ("python", {"dependencies": [{**PIP, "vulns": [{**HOLE, "fix_versions": []}]}]}, 1, "ingen utgave ennå"),
        ("python", {"dependencies": [PIP, {"name": "å", "skip_reason": "not found"}]}, 2, "**Ikke svar** om å."),
        (
            "python",
            {"dependencies": [{**PIP, "vulns": [HOLE]}, {"name": "å", "skip_reason": ""}]},
            1,
            "**Ikke svar** om å.",
        ),
        ("python", {"dependencies": [{"name": f"å{n}", "skip_reason": "x"} for n in range(40)]}, 2, "40 av 40 pakker"),
        ("python", {"dependencies": []}, 2, ""),
        ("python", "ikke JSON", 2, "hele filen (Ingen nett)"),
        ("node", NPM, 0, "Ingen kjente hull i 3 pakker"),
        ("node", {**NPM, "vulnerabilities": {"øy": BAD}}, 1, "øy <2: high. Prøv: npm install øy@2.0.0"),
        ("node", {**NPM, "vulnerabilities": {"øy": {**BAD, "fixAvailable": True}}}, 1, "Prøv: npm audit fix"),
        ("node", {"message": "405 Method Not Allowed", "error": {}}, 2, "hele filen (Ingen nett)"),
        ("node", "", 2, "hele filen (Ingen nett)"),
    ],
)
def test_a_silence_is_told_and_is_no_clean_bill(kind: str, said: object, code: int, words: str, tmp_path: Path) -> None:
    lock = write(tmp_path / ".ci/a/package-lock.json", "{}")
    text = said if isinstance(said, str) else json.dumps(said)
    answer = getattr(audit, kind)(lock, lambda command, folder: DONE(command, 1, text, "Ingen nett\nmer"))
    assert audit.verdict([answer]) == code
    assert words in "\n".join(audit.report([answer]))


def test_a_program_that_is_not_there_has_said_nothing(tmp_path: Path) -> None:
    done = audit.run(["finnes-ikke-på-maskinen"], tmp_path)
    assert done.returncode == 2 and not done.stdout and done.stderr
