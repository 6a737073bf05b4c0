"""Open data: tables that lose nothing, a catalogue that data.norge.no takes, and a page whose examples work."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import html as lxml_html
from office import one_sheet
from openpyxl import load_workbook
from rdflib import RDF, Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, XSD, Namespace
from support import make_checkout, writeup

from macros.addresses import project_url
from macros.content.load import load
from macros.content.model import Tool
from macros.files.store import Store
from macros.html.page.sharing import PageFacts
from macros.library.library import Library
from macros.opendata.files import OpenData
from macros.opendata.objects import projects_json, tools_json, vocabulary_json
from macros.opendata.publisher import Publisher, PublisherError
from macros.opendata.schema import json_schema
from macros.opendata.tables import EXCEL_LIMIT, flat_fields, projects_csv, projects_xlsx, tools_csv

SITE = "https://innomed.no/"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
Load = Callable[..., Library]


@pytest.fixture
def small(tmp_path: Path) -> Load:
    def make(**projects: str) -> Library:
        files = {f"{name.replace('_', '-')}.md": text for name, text in projects.items()}
        return Library.of(load(make_checkout(tmp_path, files)))

    return make


def open_data(library: Library, publisher: Publisher | None = None) -> OpenData:
    return OpenData(library, SITE, publisher or Publisher(), Store())


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to show æ, ø and å"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def back(row: dict[str, str], record: dict[str, Any]) -> dict[str, Any]:
    """A row read as the page about the data says, in the shape of the record it came from."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        if name in flat_fields():
            cells = {k.partition(".")[2]: v for k, v in row.items() if k.startswith(f"{name}.")}
            inner = {k: _inner(v, (value or {}).get(k)) for k, v in cells.items()}
            found[name] = inner if any(inner.values()) else None
        elif isinstance(value, list) and not any(isinstance(v, dict) for v in value):
            cells = re.split(r"(?<!\\)\|", plain(row[name])) if row[name] else []
            found[name] = [re.sub(r"\\(.)", r"\1", cell) for cell in cells]
        elif isinstance(value, list | dict):
            found[name] = json.loads(row[name])
        elif isinstance(value, int):
            found[name] = int(row[name])
        else:
            found[name] = plain(row[name]) or None
    return found


def _inner(cell: str, model: Any) -> Any:
    """A field of an object: numbers and objects stand as JSON, the rest as text."""
    return json.loads(cell) if isinstance(model, (dict, list, int, float)) else plain(cell) or None


def plain(text: str) -> str:
    return text[1:] if re.match(r"'+[=+\-@\t\r]", text) else text


def test_csv_has_every_project_with_everything(library: Library) -> None:
    records = json.loads(projects_json(library))
    read = rows(projects_csv(library))
    assert [back(row, record) for row, record in zip(read, records, strict=True)] == records


def test_the_tools_are_a_table_too_with_everything(library: Library, tmp_path: Path) -> None:
    vondt = "---\ntitle: '=Øvelse; «på» fjorden'\nsummary: '@Ærøya | en \\ to'\nphases: [konsept, planlegge]\nsource: ukjent\n---\n\n## Slik\n\nSkriv.\n"  # fmt: skip
    worst = Library.of(load(make_checkout(tmp_path, {}, {"ovelse/index.md": vondt})))
    for own in (library, worst):
        records, content = json.loads(tools_json(own)), tools_csv(own)
        assert records and [back(row, record) for row, record in zip(rows(content), records, strict=True)] == records
        assert open_data(own).named["data/tools.csv"] == content, "at its address"
    assert "'=Øvelse; «på» fjorden" in rows(tools_csv(worst))[0]["title"], "a spreadsheet would run it"


def test_csv_survives_the_worst_an_author_can_write(small: Load) -> None:
    library = small(
        vondt=writeup(
            title='"=1+1; «Ærøya» | \\"sitat\\""', aliases='["-minus", "a|b", "c\\\\d", "@krøll"]',
            summary='"\'=SUM(A1)\\nNy linje med ;"', builds_on='["+47 er ikke et tall"]',
        ),
    )  # fmt: skip
    records = json.loads(projects_json(library))
    content = projects_csv(library)
    (row,) = rows(content)
    assert back(row, records[0]) == records[0]
    cells = [cell for line in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";") for cell in line]
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)], "a spreadsheet would run these"


def test_workbook_agrees_with_the_json(library: Library) -> None:
    records = json.loads(projects_json(library))
    content = projects_xlsx(library, SITE)
    assert content == projects_xlsx(library, SITE), "the same content gives the same bytes"
    book = load_workbook(io.BytesIO(content))
    assert book.properties.creator == "InnoMed"
    assert book.sheetnames == [
        "Prosjekter", "Kilder", "Økonomi", "Gevinster", "Tatt i bruk", "Nedlastinger", "Bilder", "Felter", "Ord", "Om filen",
    ]  # fmt: skip
    sheet = book["Prosjekter"]
    head, *lines = sheet.iter_rows(values_only=True)
    assert [line[head.index("Tittel")] for line in lines] == [r["title"] for r in records]
    hours = [r["hours"] if r["hours"] != "ukjent" else "Ukjent" for r in records]
    assert [line[head.index("Veiledningstimer")] for line in lines] == hours, "a number is a number"
    regions = ["; ".join(library.name("regions", key) for key in r["region"]) for r in records]
    assert [line[head.index("Region")] for line in lines] == regions
    ends = [library.name("phases", r["phase"]["end"]) for r in records]
    assert [line[head.index("Fase: ved slutt")] for line in lines] == ends
    assert sheet.tables["Prosjekter"].autoFilter, "a filter in the heading row"
    for ws in book:
        headings = [cell.value for cell in ws[1]]
        assert len({h.casefold() for h in headings}) == len(headings)
        assert not [h for h in headings if "_" in h or "." in h], "people meet no names of fields"
    benefits = list(book["Gevinster"].iter_rows(min_row=2, values_only=True))
    assert len(benefits) == sum(len(r["benefits"]) for r in records)
    assert {cell.data_type for ws in book for line in ws.iter_rows() for cell in line} <= {"s", "n"}, "no formulas"


def test_workbook_takes_formulas_for_text_and_cuts_what_excel_refuses(small: Load) -> None:
    library = small(vondt=writeup(title='"=1+1"', aliases='["-a", "b"]'))
    record = library.projects[0]
    long = replace(record, data=record.data.model_copy(update={"summary": "ø" * 40_000}))
    sheet = load_workbook(io.BytesIO(projects_xlsx(replace(library, projects=(long,)), SITE)))["Prosjekter"]
    head, line = sheet.iter_rows(values_only=True)
    assert (line[head.index("Tittel")], line[head.index("Andre navn")]) == ("=1+1", "-a; b")
    assert sheet.cell(2, head.index("Tittel") + 1).data_type == "s"
    summary = line[head.index("Sammendrag")]
    assert len(summary) == EXCEL_LIMIT and summary.endswith("(avkortet, se projects.json)")


def test_no_projects_is_no_accident(small: Load) -> None:
    library = small()
    assert rows(projects_csv(library)) == []
    assert load_workbook(io.BytesIO(projects_xlsx(library, SITE)))["Prosjekter"].max_row >= 1
    assert json.loads(projects_json(library)) == []
    made = open_data(library)
    for content in map(made.content, made.names()):
        assert content


def test_tools_satisfy_their_schema_and_name_their_files(library: Library) -> None:
    tools = json.loads(tools_json(library))
    validator = Draft202012Validator(json_schema(Tool, "tool.schema.json", "Verktøy", library.vocabularies))
    for tool in tools:
        assert not [e.message for e in validator.iter_errors(tool)], tool["slug"]
    assert [t["url"] for t in tools] == [f"/verktoy/{r.slug}/" for r in library.tools]
    assert any(str(t["form"]).endswith(".yml") for t in tools)


def test_vocabulary_explains_every_key_in_the_data(library: Library) -> None:
    found = json.loads(vocabulary_json(library))
    assert found["schema_version"] == 1
    words = {name: {v["key"] for v in w["values"]} for name, w in found["vocabularies"].items()}
    for record in json.loads(projects_json(library)):
        assert set(record["region"]) - {"ukjent"} <= words["regions"]
        assert set(record["owner"]) - {"ukjent"} <= words["organisations"]
        assert set(record["municipalities"]) <= words["municipalities"]
        assert {record["phase"]["end"]} - {"ukjent"} <= words["phases"]
    first = found["vocabularies"]["regions"]["values"][0]
    assert set(first["label"]) >= {"nb", "nn"}


def graph(library: Library, publisher: Publisher | None = None) -> Graph:
    """The catalogue as RDF. It brings its own context, so nothing is fetched."""
    found = Dataset(default_union=True)
    found.parse(data=open_data(library, publisher).named["data/catalog.jsonld"], format="json-ld")
    return found


def test_catalogue_has_what_dcat_ap_no_demands(library: Library) -> None:
    g = graph(library)
    (catalog,) = g.subjects(RDF.type, DCAT.Catalog)
    datasets = set(g.objects(catalog, DCAT.dataset))
    assert datasets == set(g.subjects(RDF.type, DCAT.Dataset)) and len(datasets) == 4
    for subject in (catalog, *datasets):
        assert isinstance(subject, URIRef)
        for name in (DCTERMS.title, DCTERMS.description):
            texts = list(g.objects(subject, name))
            assert texts and all(isinstance(t, Literal) and t.language for t in texts), (subject, name)
            assert len({t.language for t in texts}) == len(texts), "one text per language"
        (publisher,) = g.objects(subject, DCTERMS.publisher)
        assert isinstance(publisher, URIRef) and (publisher, RDF.type, FOAF.Agent) in g
        assert g.value(publisher, FOAF.name)
        (contact,) = g.objects(subject, DCAT.contactPoint)
        assert (contact, RDF.type, VCARD.Organization) in g
        assert g.value(contact, VCARD.fn) and isinstance(g.value(contact, VCARD.hasURL), URIRef)
        assert g.value(subject, DCTERMS.modified).datatype == XSD.date
    files = open_data(library).named
    for dataset in datasets:
        assert URIRef("http://publications.europa.eu/resource/authority/data-theme/HEAL") in g.objects(
            dataset, DCAT.theme
        )
        for distribution in g.objects(dataset, DCAT.distribution):
            assert isinstance(g.value(distribution, DCAT.accessURL), URIRef)
            path = str(g.value(distribution, DCAT.downloadURL)).removeprefix(SITE)
            assert int(g.value(distribution, DCAT.byteSize)) == len(files[path])
            assert str(g.value(distribution, DCTERMS.license)).endswith("licence/CC_BY_4_0")
            assert "NLOD" in str(
                g.value(g.value(distribution, DCTERMS.rights), URIRef("http://www.w3.org/2000/01/rdf-schema#label"))
            )


def test_publisher_is_unknown_until_it_is_set(library: Library) -> None:
    assert Publisher.of(None).number == Publisher.of({"orgnr": "Ukjent"}).number == "ukjent"
    g = graph(library)
    assert str(next(g.objects(None, DCTERMS.publisher))) == f"{SITE}data/#utgiver"
    assert not list(g.objects(URIRef(f"{SITE}data/#utgiver"), DCTERMS.identifier))
    assert not [term for triple in g for term in triple if "ukjent" in str(term).casefold().split("/")]
    known = Publisher.of({"name": "Brønnøysundregistrene", "orgnr": 974760673})
    uri = next(graph(library, known).objects(None, DCTERMS.publisher))
    assert str(uri).endswith("/organizations/974760673")
    for wrong in ("974760674", "12345678", "0123456789", "ab", "000000000"):
        with pytest.raises(PublisherError, match=f"«{wrong}».*ni sifre"):
            Publisher.of({"orgnr": wrong})


def linked(root: Any) -> dict[str, Any]:
    (script,) = root.xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)


def _texts(data: Any) -> Iterator[str]:
    """Names and addresses: every text but prose."""
    if isinstance(data, dict):
        yield from (t for name, value in data.items() if name not in ("description", "abstract") for t in _texts(value))
    elif isinstance(data, list):
        yield from (t for value in data for t in _texts(value))
    elif isinstance(data, str):
        yield data


@pytest.mark.site
def test_every_page_says_what_it_is(site: Path) -> None:
    kinds: dict[str, int] = {}
    for file in sorted(site.rglob("index.html")):
        root = lxml_html.parse(str(file)).getroot()
        if root.xpath("//meta[@http-equiv='refresh']"):
            continue
        address = file.parent.relative_to(site).as_posix()
        if address.startswith("prosjekter/") and address.endswith("/ukjent"):
            assert not root.xpath("//script[@type='application/ld+json']"), (
                "what nobody says is no thing with an address"
            )
            continue
        data = linked(root)
        assert "ukjent" not in {part for text in _texts(data) for part in text.casefold().split("/")}, address
        assert data["url"] == SITE + ("" if address == "." else f"{address}/")
        kinds[data["@type"]] = kinds.get(data["@type"], 0) + 1
        # The words of schema.org without fetching its context.
        parsed = Graph().parse(
            data=json.dumps({**data, "@context": {"@vocab": "https://schema.org/"}}), format="json-ld"
        )
        assert parsed.value(URIRef(data["@id"]), URIRef("https://schema.org/name")), address
    assert (kinds["Article"], kinds["LearningResource"], kinds["WebSite"], kinds["DataCatalog"]) == (9, 3, 1, 1)


def test_no_text_can_end_the_script(small: Load) -> None:
    title = "</script><img src=x onerror=alert(1)> & <!--"
    library = small(vondt=writeup(title=f'"{title}"', published="2026-11-01"))
    record = library.by_slug["vondt"]
    facts = PageFacts(project_url("vondt"), title, "</SCRIPT >", kind="project", record=record)
    head = str(open_data(library).head(facts))
    root = lxml_html.fragment_fromstring(f"<div>{head}</div>")
    assert {e.tag for e in root} == {"meta", "link", "script"}
    assert root.xpath("//meta[@property='og:title']/@content") == [title]
    data = linked(root)
    assert data["name"] == title and data["datePublished"] == "2026-11-01" and data["@type"] == "Article"
    assert data["description"] == "</SCRIPT >"
    assert all(link.get("rel") == "alternate" for link in root.xpath("//link"))


def test_llms_txt_leads_to_everything(library: Library) -> None:
    text = open_data(library).named["llms.txt"].decode()
    assert text.startswith("# InnoMed\n\n> ")
    for record in library.projects:
        assert f"({SITE}prosjekter/{record.slug}/)" in text
    for path in ("data/projects.json", "feed.xml", "utlysninger/frister.ics"):
        assert f"({SITE}{path})" in text
    assert "ført opp som forventet" in text


@pytest.mark.site
def test_the_examples_in_python_do_what_the_page_says(site: Path, library: Library, address: str) -> None:
    root = lxml_html.parse(str(site / "data/index.html")).getroot()
    codes = [c.text_content() for c in root.xpath("//pre/code[not(@data-formula)]")]
    assert len(codes) == 2
    printed = []
    for code in codes:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(code.replace(SITE, f"{address}/"), {})  # noqa: S102  (the page's own example)
        printed.append(out.getvalue().strip())
    vest = [r.data for r in library.select({"region": ["helse-vest"]})]
    assert printed[0].splitlines() == [f"{p.title}: {library.name('phases', p.phase.end)}" for p in vest]
    assert printed[1] == root.xpath("string(//h2[@id='excel']/preceding-sibling::p[1]/code)")


@pytest.mark.site
def test_the_formulas_in_excel_give_what_the_page_says(site: Path, tmp_path: Path) -> None:
    root = lxml_html.parse(str(site / "data/index.html")).getroot()
    formulas = [c.get("data-formula") for c in root.xpath("//code[@data-formula]")]
    book = load_workbook(site / "data/projects.xlsx")
    sheet = book.create_sheet("Svar")
    for place, formula in enumerate(formulas, 1):
        sheet.cell(place, 1, f"={formula}")
    target = io.BytesIO()
    book.save(target)
    answers = one_sheet({"svar.xlsx": target.getvalue()}, len(book.sheetnames), tmp_path)["svar.xlsx"]
    shown = [re.sub(r"\D", "", p.text_content().split("var ")[-1].split(" da ")[0])
             for p in root.xpath("//code[@data-formula]/../preceding-sibling::p[1]")]  # fmt: skip
    assert [str(int(float(line[0]))) for line in answers[:2]] == shown


def test_the_page_explains_every_file_and_field(library: Library) -> None:
    data = open_data(library)
    page = lxml_html.fromstring(str(data.page().html))
    linked_to = set(page.xpath("//table//a/@href"))
    assert linked_to >= {f"/{path}" for path in data.named}
    names = page.xpath("//details//th/code/text()")
    record = json.loads(projects_json(library))[0]
    assert set(record) <= set(names)
    assert all(cell.text_content().strip() for cell in page.xpath("//details//tbody/tr/td[1]"))
    assert "ikke satt opp ennå" in page.text_content()
    assert "1. juli 2025" in page.text_content()
