"""What stands side by side is alike: figures of one kind, count and time; and every project is found by its address."""

from __future__ import annotations

import io
import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support import ROOT, make_checkout, writeup

from macros.compare.book import FIRST, book
from macros.compare.data import compare_files, project_json, shard, shards
from macros.compare.rows import ROWS
from macros.content.load import load
from macros.library.library import Library

DAY = date(2026, 11, 22)
SITE = "https://eksempel.no/kunnskap/"
PUBLIC = "source: {title: Øyrapporten, url: 'https://example.org/oy'}"


def of(folder: Path, **projects: str) -> Library:
    return Library.of(load(make_checkout(folder, {f"{slug}.md": text for slug, text in projects.items()})), DAY)


def told(library: Library, slug: str) -> dict[str, Any]:
    return project_json(library, library.by_slug[slug])


def row(library: Library, slug: str, name: str) -> list[str]:
    return list(told(library, slug)["rows"][ROWS.index(name)])


def cost(kind: str = "regnskap", period: str = '"2023"') -> dict[str, str]:
    when = f"period: {period}, " if period else ""
    return {"cost": f"[{{amount: 450000, kind: {kind}, {when}as_of: 2024, {PUBLIC}}}]"}


def patients(counts: str = "aktive", as_of: str = "2024-03", period: str = "{from: 2023, to: 2024}") -> dict[str, str]:
    when = f", as_of: {as_of}" if as_of else ""
    given = {"patients": f"{{number: 120, counts: {counts}{when}, {PUBLIC}}}"}
    return given | ({"period": period} if period else {})


@pytest.mark.parametrize(
    ("field", "one", "other", "alike"),
    [
        ("cost", cost(), cost(), True),
        ("cost", cost(period='"Hele 2023"'), cost(period='"hele 2023"'), True),
        ("cost", cost(), cost(kind="budsjett"), False),
        ("cost", cost(), cost(kind="tilskudd"), False),
        ("cost", cost(), cost(period='"2022 og 2023"'), False),
        ("cost", cost(), cost(period=""), False),
        ("cost", cost(period=""), cost(period=""), False),
        ("patients", patients(), patients(), True),
        ("patients", patients(), patients(counts="i-alt"), False),
        ("patients", patients(), patients(as_of="2024"), False),
        ("patients", patients(), patients(period="{from: 2020, to: 2024}"), False),
        ("patients", patients(as_of=""), patients(as_of=""), False),
        ("patients", patients(period=""), patients(period=""), False),
    ],
)
def test_figures_are_alike_only_in_kind_count_and_time(
    tmp_path: Path, field: str, one: dict[str, str], other: dict[str, str], alike: bool
) -> None:
    library = of(tmp_path, oy=writeup(title="Øy", **one), aas=writeup(title="Ås", **other))
    (a,), (b,) = (told(library, slug)["figures"][field] for slug in library.by_slug)
    assert (a[0] == b[0] != "") is alike
    assert "450 000" in a[2].replace("\u00a0", " ") if field == "cost" else a[2].startswith("120")


def test_a_figure_without_its_time_says_so(tmp_path: Path) -> None:
    library = of(tmp_path, oy=writeup(**cost(period="")))
    assert told(library, "oy")["figures"]["cost"][0][1] == "Regnskap, Ukjent"


def test_what_is_not_told_is_empty_and_what_is_told_stands_in_words(tmp_path: Path) -> None:
    benefits = (
        "[{id: g1, type: annen-gevinst, description: Færre reiser over fjorden, status: forventet}, "
        "{id: g2, type: annen-gevinst, description: Kortere kø, status: malt, unit: dager, baseline: 14, measurements: 9.5}]"
    )
    status = f"{{status: stanset, as_of: 2026-01, scope: På øya, reason: Båten sluttet, {PUBLIC}}}"
    library = of(
        tmp_path,
        oya=writeup(title="Øya", benefits=benefits, outcome=status, hours="1250"),
        taus=writeup(title="Ås", hours="ukjent", owner="ukjent", region="ukjent", phase="ukjent"),
    )
    assert row(library, "oya", "outcome") == ["Stanset før den var ferdig, januar 2026", "På øya", "Båten sluttet"]
    assert told(library, "oya")["status"] == "stanset" and told(library, "taus")["status"] == ""
    assert row(library, "oya", "expected") == ["Færre reiser over fjorden"]
    assert (
        row(library, "oya", "measured")[0].startswith("Kortere kø · ") and "9,5" in row(library, "oya", "measured")[0]
    )
    assert told(library, "oya")["numbers"] == [[ROWS.index("hours"), 1250]]
    for name in ("hours", "owner", "region", "phase", "outcome", "measured", "cost", "patients"):
        assert row(library, "taus", name) == [], name
    assert told(library, "taus")["numbers"] == [] and told(library, "taus")["figures"] == {}


def test_every_slug_is_in_the_file_that_follows_from_it(tmp_path: Path) -> None:
    names = {f"prosjekt-{n}": writeup(title=f"Ærøya {n}", redirect_from=f"[gammel-{n}]") for n in range(60)}
    library = of(tmp_path, **names)
    files = {address: json.loads(make()) for address, make in compare_files(library, SITE) if address.endswith("json")}
    assert len(files) == shards(library) == 3 and sum(map(len, files.values())) == 120
    for n in range(60):
        present = files[f"/assets/compare/{shard(f'prosjekt-{n}', 3)}.json"][f"prosjekt-{n}"]
        assert present["title"] == f"Ærøya {n}"
        assert files[f"/assets/compare/{shard(f'gammel-{n}', 3)}.json"][f"gammel-{n}"] == f"prosjekt-{n}"


def test_the_browser_looks_in_the_same_file() -> None:
    slugs = [
        "a",
        "aerlig-samtale",
        "x" * 80,
        "fire-hundre-og-27",
        "-".join("æøå".translate({230: "ae", 248: "o", 229: "a"})),
    ]
    script = (ROOT / "docs/assets/js/compare/data.js").read_text(encoding="utf-8")
    body = script[script.index("export function shardOf") :].partition("\n}\n")[0].removeprefix("export ") + "\n}"
    asked = f"{body}\nconsole.log(JSON.stringify({json.dumps(slugs)}.map((slug) => shardOf(slug, 397))))"
    said = subprocess.run(["node", "-e", asked], capture_output=True, text=True, check=True).stdout
    assert json.loads(said) == [shard(slug, 397) for slug in slugs]


def test_the_workbook_is_norwegian_and_says_what_it_is(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(of(tmp_path, oy=writeup()), SITE)))
    sheet = made["Prosjekter"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:3] == ["Tittel", "Side", "Sammendrag"] and len(heads) == len(FIRST) + len(ROWS) == len(set(heads))
    assert {"Siste kjente status", "Målte gevinster", "Økonomi", "Veiledningstimer fra InnoMed", "Kilder"} < set(heads)
    assert made.properties.creator == "InnoMed"
    about = [cell.value for cell in made["Om filen"]["A"]]
    assert any("Utkast." in line for line in about) and any("Det betyr ikke nei" in line for line in about)
    assert SITE in about[0]
