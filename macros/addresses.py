"""Where each kind of page and file lies on the site. Nothing else builds an address, and nothing else takes one apart.

An address begins with a slash: a page ends in one (``/prosjekter/en-vei-inn/``), a file does not (``/data/tools.json``).
The addresses of pages of docs/ follow from their files; those that the program links to itself stand here too.
"""

from __future__ import annotations

import re
from collections.abc import Collection

CATALOGUE, TOOLS = "/prosjekter/", "/verktoy/"
ALPHABET = f"{CATALOGUE}a-aa/"
BENEFITS = "/gevinster/"
PRICES = "/tjenestepris/"
PORTFOLIO = "/portefolje/"
REUSE_ROWS, PAIRS_ROWS = f"{PORTFOLIO}gjenbruk.csv", f"{PORTFOLIO}lignende.csv"
"""The rows behind the portfolio's two figures across years."""
DATA = "/data/"
DATA_CATALOGUE = f"{DATA}catalog.jsonld"
CONTRIBUTE = "/bidra/"
MESSAGES = f"{CONTRIBUTE}feilmeldinger/"
MOVED = (f"{CONTRIBUTE}kvalitet/", f"{CONTRIBUTE}oppfolging/")
"""Where the secretariat's pages were while they were on the site; what is there now leads on."""
FORM_GUIDE = f"{CONTRIBUTE}webskjema/"
CALLS = "/utlysninger/"
DEADLINES = f"{CALLS}frister.ics"
GLOSSARY = "/begreper/"
PLACES = "/kommuner/"
FOLLOW = "/folg/"
COMPARE = "/sammenlign/"
ABOUT = "/om/"
SOURCES, PRIVACY, ACCESSIBILITY = f"{ABOUT}kilder/", f"{ABOUT}personvern/", f"{ABOUT}tilgjengelighet/"
ADMIN = "/admin/"
ASSETS = "/assets/"
UPLOADED, SHARE_PICTURES = f"{ASSETS}bilder/", f"{ASSETS}share/"
"""Pictures that the editor's form uploads, and those that follow a shared link."""
STYLES, LIGHT_STYLES = f"{ASSETS}style.css", f"{ASSETS}light.css"
SEARCH_DATA, CATALOGUE_DATA = f"{ASSETS}search.json", f"{ASSETS}catalogue.json"
PRICE_DATA, PRICE_LAYOUT = f"{ASSETS}price/models.json", f"{ASSETS}price/workbook.json"
PLAN_LAYOUT = f"{ASSETS}price/plan.json"
COMPARE_DATA, COMPARE_BOOK = f"{ASSETS}compare/{{shard}}.json", f"{ASSETS}compare/prosjekter.xlsx"
"""What is made for the scripts. (Scripts, styles and pictures of docs/assets/ lie where their files do.)"""
BUNDLES = f"{TOOLS}pakker/"
BUNDLE = f"{BUNDLES}hele-verktoykassen.zip"
"""Every tool to download in one file."""

SECTIONS = {"projects": CATALOGUE, "tools": TOOLS}
"""Folder of write-ups in the checkout -> what their addresses begin with."""
MADE = (CATALOGUE, TOOLS, PORTFOLIO, PRICES, BENEFITS, DATA, PLACES, FOLLOW, COMPARE, ASSETS)
"""What is made from the content begins with one of these."""
INDEXES = frozenset(address.split("/")[2] for address in (ALPHABET, BUNDLES))
"""Slugs under the sections that pages and files of our own have; the facets' come besides."""
BENEFIT_PLAN, LIGHT_PLAN, PRICE_MODEL = "gevinstplan.xlsx", "gevinstplan-kort.xlsx", "tjenesteprismodell.xlsx"
REPORT = "sluttrapport.pdf"
PORTFOLIO_REPORT = "portefoljerapport.pdf"
MADE_FOR_PROJECTS = (BENEFIT_PLAN, LIGHT_PLAN, PRICE_MODEL, REPORT)
"""Files that are made for each project: an attachment of the same name would be written over."""
LATER = (
    (re.compile(f"{ADMIN[:-1]}(/.*)?"), "make admin", FORM_GUIDE),
    (re.compile(rf"({CATALOGUE}[^/]+/){re.escape(REPORT)}"), "make reports", r"\1"),
    (re.compile(rf"({PORTFOLIO}\d+/){re.escape(PORTFOLIO_REPORT)}"), "make reports", r"\1"),
    (re.compile(rf"({TOOLS}[^/]+/)[^/]+\.pdf"), "make reports", r"\1"),
)
"""Addresses that only some builds have, the command that makes them, and the page to link to instead."""

_WRITE_UP = re.compile(rf"({'|'.join(SECTIONS.values())})([^/]+)/?")
_NAMED = "|".join((*SECTIONS, *(address.strip("/") for address in SECTIONS.values())))


def project_url(slug: str) -> str:
    """The page of a project, as a path from the root of the site."""
    return f"{CATALOGUE}{slug}/"


def tool_url(slug: str) -> str:
    """The page of a tool, as a path from the root of the site."""
    return f"{TOOLS}{slug}/"


def facet_url(facet: str, key: str | None = None) -> str:
    """The page of a facet, or of one of its values."""
    return f"{CATALOGUE}{facet}/" + (f"{key}/" if key else "")


def place_url(key: str) -> str:
    """The page of a municipality."""
    return f"{PLACES}{key}/"


def value_url(facet: str, key: str) -> str:
    """Where a reader of one value is sent: a municipality has a page that tells more than the list of its projects."""
    return place_url(key) if facet == "kommune" else facet_url(facet, key)


def follow_url(facet: str, key: str) -> str:
    """The page that tells what is new of a topic, and how to follow it."""
    return f"{FOLLOW}{facet}/{key}/"


def year_url(year: int) -> str:
    """A year's portfolio."""
    return f"{PORTFOLIO}{year}/"


def rows_url(year: int, figure: str) -> str:
    """The rows behind a figure of the year, as CSV."""
    return f"{year_url(year)}{figure}.csv"


def portfolio_report_url(year: int) -> str:
    """The year's portfolio as a PDF, which is there only after ``make reports``."""
    return f"{year_url(year)}{PORTFOLIO_REPORT}"


def data_url(name: str) -> str:
    """A file of the open data."""
    return f"{DATA}{name}"


def share_form_url(name: str) -> str:
    """The form «Del en erfaring» as a Word file."""
    return f"{CONTRIBUTE}{name}"


def schema_url(kind: str) -> str:
    """The JSON Schema of ``project`` or ``tool``."""
    return data_url(f"schema/{kind}.schema.json")


def calculator_url(model: str) -> str:
    """The calculator with a model in it: a project's slug, an example's id, or ``tom``."""
    return f"{PRICES}?modell={model}#kalkulator"


FIGURES = "m="
"""What stands behind «#» in the calculator's address when a model's figures follow."""


def compare_url(*slugs: str) -> str:
    """These projects side by side."""
    return f"{COMPARE}?{'&'.join(f'p={slug}' for slug in slugs)}"


def site_path(address: str) -> str:
    """An address without the slash in front: what follows the site's own address, which ends in one."""
    return address.removeprefix("/")


def absolute_url(site_url: str, address: str) -> str:
    """An address as others write it. ``site_url`` may end in a slash."""
    return f"{site_url.rstrip('/')}{address}"


def source_url(path: str) -> str | None:
    """The address of the page made from a content file, for example ``projects/x.md`` -> ``/prosjekter/x/``."""
    for folder, section in SECTIONS.items():
        deeper = r"(?:/index)?" if folder == "projects" else "/index"
        match = re.fullmatch(rf"{folder}/([^/]+?){deeper}\.md", path)
        if match:
            return f"{section}{match[1]}/"
    match = re.fullmatch(r"docs/(.+)\.md", path)
    if match:
        stem = match[1].removesuffix("index").removesuffix("/")
        return f"/{stem}/" if stem else "/"
    return None


def write_up(address: str, reserved: Collection[str] = ()) -> tuple[str, str] | None:
    """The section and the slug in the address of a project or a tool; None for others, and for ``reserved`` slugs."""
    match = _WRITE_UP.fullmatch(address)
    return (match[1], match[2]) if match and match[2] not in reserved else None


def page_above(address: str) -> str:
    """The page of the project or the tool that ``address`` is, or that it lies below; empty for all others."""
    match = re.match(rf"(?:{'|'.join(SECTIONS.values())})[^/]+/", f"{address}/")
    return match[0] if match else ""


def is_made(address: str) -> bool:
    """Whether what lies at ``address`` is made from the content."""
    return f"{address}/".startswith(MADE)


def slug_in(text: str) -> str:
    """The slug in what somebody has pasted for one: an address of the site, whole or in part, or a path of a file."""
    match = re.search(rf"(?:{_NAMED})/([a-z0-9-]+)", text)
    return match[1] if match else ""


def slug_alone(text: str) -> str:
    """As ``slug_in``, when the text is nothing but an address or a file, or the slug with an ending."""
    match = re.fullmatch(rf"(?:https?://[^/]+)?/?(?:{_NAMED})?/?([a-z0-9-]+)(?:/index\.md|\.md|/)?", text)
    return match[1] if match else ""
