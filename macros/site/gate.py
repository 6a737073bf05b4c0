"""The one gate: everything that can be told of a checkout without building it. The check and the build both ask here."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from macros.addresses import page_above, source_url
from macros.authoring.form.page import AdminError, AdminSettings
from macros.content.files.names import check_addresses
from macros.content.files.setup import Setup
from macros.content.kept.slots import Slots
from macros.content.kept.source import of_code
from macros.content.load import Content
from macros.library.library import Library, published
from macros.library.rules.partial import certain, readable
from macros.library.rules.waiting import as_of
from macros.opendata.publisher import Publisher, PublisherError
from macros.site.checks import check
from macros.site.links import SiteAddresses, check_links
from macros.site.macro_answers import answers, every_macro, unknown_calls
from macros.site.policy import security_txt
from macros.site.statement import statement_address
from macros.words.labels import DEFAULT_LANGUAGE
from macros.words.problems import Place, Problem, problem
from macros.words.problems.engine_words import CONFIG
from macros.words.vocabulary.near import alike


def judge(content: Content, day: date) -> list[Problem]:
    """Everything that is wrong on ``day``, in reading order. Without an error in it the site can be built."""
    found = sorted({*check(content, day), *check_setup(content.setup, day)})
    if content.wordless or any(p.severity == "error" and p.path.startswith("docs/_data/") for p in found):
        # What is made from the lists cannot be made: only what no list decides is told of macros and links.
        macros = every_macro(Library((), (), content.vocabularies, {}, content.rates), day)
        return sorted({*found, *unknown_calls(content.editorial, macros[DEFAULT_LANGUAGE])})
    content = readable(content, found)
    library, content = published(content, day), as_of(content, day)
    # With an error something may be left out that the facts do not tell of: then no answer is kept.
    whole = not any(p.severity == "error" for p in found)
    root = content.root if whole else None
    said, wrong = answers(library, day, root)
    told = {(p.path, p.line, p.column) for p in found}
    ids = Slots(root / ".cache/ids" if root else None, library.facts_from, of_code(), day.isoformat())
    site = SiteAddresses(content.root, library, day, said, ids)
    around = [*check_addresses(content.root, site.made), *check_twice(content, site), *check_menu(content, site.made)]
    links = check_links(content, site)
    more = [*wrong, *around, *(p for p in links if (p.path, p.line, p.column) not in told)]
    return sorted({*found, *certain(more, content, [p.path for p in wrong])})


def check_setup(setup: Setup, day: date) -> Iterator[Problem]:
    """Values of ``mkdocs.yml``, or of the environment, that whoever uses them refuses."""
    if setup.site is None:
        return
    site, extra = setup.site, setup.site.extra
    try:
        Publisher.of(extra.publisher.model_dump())
    except PublisherError as error:
        yield setup.told(problem("BY021", CONFIG, Place(), detail=str(error)), "extra", "publisher", "orgnr")
    try:
        statement_address(extra.uustatus_url)
    except ValueError as error:
        yield setup.told(problem("BY021", CONFIG, Place(), detail=str(error)), "extra", "uustatus_url")
    try:
        AdminSettings.of(site.site_url, site.edit_uri or "", extra.admin.model_dump())
    except AdminError as error:
        yield setup.told(problem("BY021", CONFIG, Place(), detail=str(error)), "extra", "admin", "auth_url")
    for name, contact in (("contact", extra.contact), ("security_contact", extra.security_contact)):
        notice = security_txt(contact or "", site.site_url, day, name)
        if isinstance(notice, Problem):
            yield setup.told(notice, "extra", name)


def check_twice(content: Content, site: SiteAddresses) -> Iterator[Problem]:
    """The site plan has one thing at each address, or it is told at the write-up that the address belongs to."""
    files = {source_url(r.path): r.path for r in content.records}
    for address in site.twice:
        yield problem("BY024", files.get(page_above(address), CONFIG), Place(), value=address)


def check_menu(content: Content, addresses: Container[str]) -> Iterator[Problem]:
    """Every page of the menu is one of docs/, or one that is made from the content; and there is a front page."""
    docs = content.root / "docs"
    pages = sorted(f.relative_to(docs).as_posix() for f in docs.rglob("*.md") if f.is_file())
    pages = [page for page in pages if not page.startswith(("_", ".")) and "/_" not in page and "/." not in page]
    for uri, place in content.setup.menu:
        made = uri.endswith("/index.md") and f"/{uri.removesuffix('index.md')}" in addresses
        if uri not in pages and not made:
            yield problem("BY002", CONFIG, place, value=uri, suggestion=alike(uri, pages))
    if "index.md" not in pages:
        yield problem("BY019", "docs/index.md", Place(), value="docs/index.md", other="forsiden")
