"""What a write-up says about others, and about itself twice: names, links, places. A docstring is a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.addresses import slug_in
from macros.content.load import AnyRecord, Content
from macros.content.model import Project, Tool
from macros.content.model.fields.slips import NOT_KNOWN
from macros.content.records import Record
from macros.text.norwegian import slug as slugify
from macros.text.patterns import BEHIND_A_LOGIN
from macros.words.problems import Problem, problem
from macros.words.vocabulary import UNKNOWN, fold


def check_itself(content: Content) -> Iterator[Problem]:
    """The rules of this file that ask of nothing but the write-up."""
    for record in content.records:
        yield from _itself(record)
        yield from _sources(record)
        yield from _plain_text(record)
    for project in content.projects:
        yield from _where(project, content)
        yield from _community(project, content)


def check_relations(content: Content) -> Iterator[Problem]:
    """Those that ask of other write-ups too."""
    hidden = {t.slug for t in content.tools if t.data.status == "draft"}
    for record in content.records:
        field = "related" if isinstance(record.data, Tool) else "tools"
        for index, slug in enumerate(getattr(record.data, field)):
            if slug in hidden:
                yield problem("KX157", record.path, record.places.place((field, index)), field, slug)
    named = {fold(name): p.slug for p in content.projects for name in (p.data.title, *p.data.aliases)}
    slugs = {p.slug for p in content.projects}
    drafts = {p.slug for p in content.projects if p.data.status == "draft"}
    moved = {old for p in content.projects for old in p.data.redirect_from}  # told where addresses are compared
    titles = {title: slug for title, slug in named.items() if title not in moved}
    for project in content.projects:
        yield from _builds_on(project, titles, drafts, slugs)


def _itself(record: AnyRecord) -> Iterator[Problem]:
    """No write-up is its own former address, other name, partner or companion, and its pictures stand in its text."""
    data, place = record.data, record.places.place
    for index, slug in enumerate(data.redirect_from):
        if slug == record.slug:
            yield problem("KX140", record.path, place(("redirect_from", index)), "redirect_from", slug)
    for index, alias in enumerate(data.aliases):
        if alias == data.title:
            yield problem("KX141", record.path, place(("aliases", index)), "aliases", alias)
    if isinstance(data, Tool):
        for index, slug in enumerate(data.related):
            if slug == record.slug:
                yield problem("KX144", record.path, place(("related", index)), "related", slug)
        return
    for index, image in enumerate(data.images):
        if image.file not in record.body.files:
            at, write = place(("images", index, "file")), f"![{image.alt or 'hva bildet viser'}]({image.file})"
            yield problem("KX190", record.path, at, "images", image.file, write=write)
    for index, key in enumerate(data.partners):
        if key in data.owner:
            yield problem("KX145", record.path, place(("partners", index)), "partners", key)


def _sources(record: AnyRecord) -> Iterator[Problem]:
    """A source is named once and can be read by everybody; a file is offered once."""
    data, place = record.data, record.places.place
    seen: set[tuple[str, str, str]] = set()
    for index, source in enumerate(data.source):
        key = (fold(source.title), fold(source.section or ""), source.url or "")
        if key in seen:
            yield problem("KX146", record.path, place(("source", index)), "source", source.title)
        seen.add(key)
        if source.url and BEHIND_A_LOGIN.match(source.url):
            yield problem("KX170", record.path, place(("source", index, "url")), "url", source.url)
    files: set[str] = set()
    for index, download in enumerate(data.downloads):
        if download.file.casefold() in files:
            yield problem("KX147", record.path, place(("downloads", index, "file")), "file", download.file)
        files.add(download.file.casefold())


def _plain_text(record: AnyRecord) -> Iterator[Problem]:
    """A title is a name and a summary a sentence: no markup, no shouting, no file name."""
    title, summary, place = record.data.title, record.data.summary, record.places.place
    letters = re.sub(r"[^A-Za-zÆØÅæøå]", "", title)
    if len(letters) > 8 and letters.isupper() and " " in title:
        yield problem("KX160", record.path, place(("title",)), "title", title, write=f"title: {title.capitalize()}")
    if re.search(r"[^.][.,;:]$", title):
        yield problem("KX161", record.path, place(("title",)), "title", title, write=f"title: {title.rstrip('.,;: ')}")
    if re.search(r"\.(docx?|pdf|md|xlsx?|pptx?)$|_|\bv\d+$|(?i:\bendelig\b|\bkopi av\b)", title):
        yield problem("KX167", record.path, place(("title",)), "title", title)
    unsaid = summary.casefold().strip(". ") in NOT_KNOWN
    if fold(summary) == fold(title) or (" " not in summary and summary.casefold() != UNKNOWN) or unsaid:
        yield problem("KX162", record.path, place(("summary",)), "summary", summary)
    for name, text in (("title", title), ("summary", summary)):
        if found := re.search(r"\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\)|`[^`]+`|(?<!\w)__[^_]+__(?!\w)", text):
            yield problem("KX164", record.path, place((name,)), name, found[0])
        if found := re.search(r"&(?:[a-z]{2,8}|#\d{2,5});", text):
            yield problem("KX165", record.path, place((name,)), name, found[0])


def _builds_on(record: Record[Project], titles: dict[str, str], drafts: set[str], slugs: set[str]) -> Iterator[Problem]:
    """A project that this one builds on is named by its address, and can be read."""
    for index, text in enumerate(record.data.builds_on):
        slug = titles.get(fold(text))
        near = slugify(text.removesuffix(".md").removesuffix("/index"))
        named = slug and slug not in (text, record.slug)
        pasted = slug_in(text) or ("" if named or near == text or near not in slugs else near)
        code = "KX143" if pasted else "KX142" if named else "KX149" if text in drafts else ""
        if code:
            place, write = record.places.place(("builds_on", index)), pasted or (slug if named else None)
            yield problem(code, record.path, place, "builds_on", text, write=write)


def _where(record: Record[Project], content: Content) -> Iterator[Problem]:
    """Owner, municipalities and health community lie in a region that the project has."""
    data = record.data
    regions = set(data.region)
    if regions & {UNKNOWN, "nasjonal", "utlandet"}:
        return
    for field in ("owner", "municipalities", "health_community"):
        words = content.vocabularies["municipalities" if field == "municipalities" else "organisations"]
        for index, key in enumerate(getattr(data, field)):
            if key not in words:
                continue
            region = str(words[key].extra.get("region") or "")
            if region in content.vocabularies["regions"] and region not in regions | {"nasjonal", "utlandet"}:
                name, there = words[key].name(), content.vocabularies["regions"][region].name()
                place = record.places.place((field, index))
                yield problem("KX150", record.path, place, field, name, region=there)


def _community(record: Record[Project], content: Content) -> Iterator[Problem]:
    """A municipality belongs to a helsefellesskap that the project has, when it says any and the table is sure."""
    places, named = content.vocabularies["municipalities"], set(record.data.health_community)
    for index, key in enumerate(record.data.municipalities):
        mine = str(places[key].extra["helsefellesskap"])
        if named and mine != UNKNOWN and mine not in named and "helsefellesskap" not in places[key].unverified:
            there = content.vocabularies["health_communities"][mine].name()
            place = record.places.place(("municipalities", index))
            yield problem("KX151", record.path, place, "municipalities", places[key].name(), community=there)
