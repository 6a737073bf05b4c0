"""The page of one project: facts at a glance, the text, benefits, reuse, likeness, source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from macros.addresses import BENEFIT_PLAN, PRICE_MODEL, calculator_url, compare_url, project_url, tool_url
from macros.benefits import benefit_chart, figures
from macros.catalogue.answers import answers, unsaid
from macros.catalogue.completeness import FIELDS, is_old
from macros.content.model import Benefit, PriceModel, Project
from macros.content.records import Record
from macros.html.links import Link, facet_links, foreign, hours_text, plain, project_link, shared_facet
from macros.html.record.card import badges, card
from macros.html.record.details import confirmed, known
from macros.html.record.downloads import FileFact, downloads, file_kind, saved_as, shown_size
from macros.html.record.pictures import with_captions
from macros.html.record.sources import citation, source_words, verified_label
from macros.html.render import render
from macros.html.typography import typeset
from macros.library.benefits import DROPPED, stage_of
from macros.library.library import Library
from macros.library.related import Related
from macros.library.relatives import Relatives, relatives
from macros.library.strangers import Pair
from macros.prices import price_section
from macros.text.norwegian import join, long_date, loose_date
from macros.words.labels import Labels, labels
from macros.words.vocabulary import UNKNOWN


@dataclass(frozen=True, slots=True)
class Fact:
    """A line in the list beside the text: what it is called, and its values, with links where they have a page."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One of the phases: ``inside`` the span of the guidance, with a mark on its start and end."""

    name: str
    inside: bool
    mark: str


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """A benefit in the project's table, in words; ``figures`` are its baseline, target and measurements, one sentence each;
    ``chart`` shows them where they are measured."""

    description: str
    type: Link
    recipients: str
    status: Link
    figures: tuple[str, ...] = ()
    chart: str = ""


def project_html(
    library: Library,
    record: Record[Project],
    neighbours: tuple[Record[Project] | None, Record[Project] | None],
    files: tuple[FileFact, ...] = (),
    today: date = date.min,
    site_url: str = "",
    around: Relatives | None = None,
) -> Markup:
    """The whole content of a project's page.

    ``neighbours``: the record before and after in the catalogue. ``files``: what is made for the project.
    ``today`` decides whether the page says that nobody has checked it lately. ``site_url`` gives its address in full.
    ``around``: the others it names, asked of the library when nobody has said.
    """
    project, around = record.data, around or relatives(library, record)
    t = labels(project.language)
    previous, following = neighbours
    alike = tuple(other.record.slug for other in around.related)
    return render(
        "project.html",
        title=project.title,
        summary=project.summary,
        language=project.language,
        around=t.language,
        foreign=foreign(project.language, t.language),
        badges=badges(library, record, t.language),
        aliases=join(project.aliases) if project.aliases else "",
        notices=notices(library, record, t, today),
        answers=answers(library, record, files, site_url, t, alike),
        facts=facts(library, record, t),
        unsaid=unsaid(library, record, t),
        used_tools=_tools(library, project, t),
        citation=citation(library, record, site_url, t),
        phases=_phases(library, project, t),
        phase_text=phase_sentence(library, project, t),
        body=Markup(typeset(with_captions(record.body.html, project.images, project_url(record.slug), t))),  # noqa: S704  (sanitised in content/markdown/body.py)
        expected=benefit_rows(library, own_benefits(library, record, "expected"), project.language),
        measured=benefit_rows(library, own_benefits(library, record, "baseline", "measured"), project.language),
        dropped=benefit_rows(library, own_benefits(library, record, DROPPED), project.language),
        shared=benefit_rows(library, [b for b in project.benefits if b.shared], project.language),
        known=known(library, project, t),
        confirmed=confirmed(project, t),
        builds_on=(*(project_link(r, t.language) for r in around.builds_on), *map(Link, around.models)),
        built_on_by=tuple(project_link(r, t.language) for r in around.built_on_by),
        adopted_by=project.adopted_by,
        loose_date=loose_date,
        downloads=(*_made(record, files, t), *downloads(record, project_url(record.slug), t)),
        price=_price(library, record),
        strangers=tuple(_stranger(library, pair, t) for pair in around.strangers),
        slug=record.slug,
        related=tuple(
            (card(library, r.record, _reason(r, t), t.language), compare_url(record.slug, r.record.slug))
            for r in around.related
        ),
        compared=compare_url(record.slug, *alike),
        sources=tuple(source_words(library, s, t) for s in project.source if s.title != UNKNOWN),
        dates=dates(project, t),
        classified=_classified(project, t),
        previous=project_link(previous, t.language) if previous else None,
        following=project_link(following, t.language) if following else None,
    )  # fmt: skip


def _made(record: Record[Project], files: tuple[FileFact, ...], t: Labels) -> tuple[Link, ...]:
    """The plan, the model and the report that are made from what the page says, and what each of them holds."""
    model, links = record.data.price_model, []
    held = {
        BENEFIT_PLAN: "" if record.data.own_benefits else ".none",
        PRICE_MODEL: ".example" if isinstance(model, PriceModel) and model.example else "",
    }
    for file in files:
        meta = t("project.download.meta", type=file_kind(file.ending, t), size=shown_size(file.size))
        about = t(f"project.made.{file.name}.about{held.get(file.name, '')}")
        name, saved = t(f"project.made.{file.name}"), saved_as(record, file)
        links.append(Link(name, file.url, description=f"{meta}. {about}", saved=saved))
    return tuple(links)


def _classified(project: Project, t: Labels) -> str:
    """Who has set which of the controlled words: those that the page has, and no others."""
    found = [t(f"project.{name}") for name in CLASSIFIED if FIELDS[name](project)]
    if not (found and project.classified_by):
        return ""
    what = join(name[:1].lower() + name[1:] for name in found)
    return t("project.classified", what=what[:1].upper() + what[1:], who=project.classified_by)


def _price(library: Library, record: Record[Project]) -> Markup | None:
    model = record.data.price_model
    if not isinstance(model, PriceModel):
        return None
    language = record.data.language
    calculator = calculator_url(record.slug)
    return price_section(library, model, language, heading_level=2, calculator_url=calculator)


def notices(
    library: Library, record: Record[Project], t: Labels, today: date = date.min
) -> tuple[tuple[str, str], ...]:
    """Boxes above the text: a heading and a sentence each."""
    found = []
    if not library.is_innomed(record):
        found.append((t("card.outside"), t("project.outside")))
    if record.data.status == "archived":
        found.append((t("card.archived"), t("project.archived")))
    if is_old(record.data, today) and record.data.verified:
        found.append((t("project.old"), t("project.old.text", date=long_date(record.data.verified))))
    return tuple(found)


CLASSIFIED = ("patient_groups", "themes", "innovation_type", "guidance", "deliverables", "benefits")
"""What somebody has put the project under, in the order it is told."""
FACTS = (
    "owner hours region round program patient_groups themes innovation_type partners municipalities health_community guidance "
    "deliverables tools barriers drivers"
).split()
"""The facts in the order of the page; a facet that is not among them comes last, called what the catalogue calls it."""


def facts(library: Library, record: Record[Project], t: Labels) -> tuple[Fact, ...]:
    """What the project is found under, each value with its page, and what is said of it besides; nothing of what is unknown."""
    p, lang = record.data, t.language
    hours = hours_text(p, t)
    band = library.facet("timer").values(p)
    rows: dict[str, tuple[Link, ...]] = {
        "hours": (Link(hours, facet_links(library, "timer", band, lang)[0].url),) if hours else (),
        "tools": _tools(library, p, t),
        "partners": plain(library, "organisations", p.partners, lang),
        "guidance": plain(library, "guidance", p.guidance, lang),
        "drivers": plain(library, "drivers", p.drivers, lang),
    }
    for facet in library.facets:
        if not facet.beside:
            rows[facet.fact or facet.slug] = facet_links(
                library, facet.slug, (key for key in facet.values(p) if key != UNKNOWN), lang
            )
    order = [*FACTS, *(name for name in rows if name not in FACTS)]
    found = [Fact(t(f"project.{n}" if n in FACTS else f"facet.{n}"), rows[n]) for n in order if rows.get(n)]
    return tuple(found)


def _tools(library: Library, project: Project, t: Labels) -> tuple[Link, ...]:
    return tuple(
        Link(tool.data.title, tool_url(tool.slug), language=foreign(tool.data.language, t.language))
        for slug in project.tools
        for tool in library.tools
        if tool.slug == slug
    )


def _phases(library: Library, project: Project, t: Labels) -> tuple[PhaseStep, ...]:
    if UNKNOWN in (project.phase.start, project.phase.end):
        return ()
    phases = library.vocabularies["phases"]
    first, last = phases.order(project.phase.start), phases.order(project.phase.end)
    when = ".ongoing" if library.ongoing(*project.round) else ""

    def mark(index: int) -> str:
        words = [t("project.phase.start")] if index == first else []
        return "/".join([*words, t(f"project.phase.end{when}")] if index == last else words)

    return tuple(PhaseStep(v.name(t.language), first <= i <= last, mark(i)) for i, v in enumerate(phases))


def phase_sentence(library: Library, project: Project, t: Labels) -> str:
    """Phase at start and at the end of the guidance, or when the source was written if it was not over then."""
    if UNKNOWN in (project.phase.start, project.phase.end):
        return t("project.phase.unknown")
    start, end = (library.name("phases", k, t.language) for k in (project.phase.start, project.phase.end))
    told = "stayed" if start == end else "from_to"
    when = ".ongoing" if library.ongoing(*project.round) else ""
    return t(f"project.phase.{told}{when}", start=start, end=end)


def own_benefits(library: Library, record: Record[Project], *stages: str) -> list[Benefit]:
    """The project's own benefits of these stages, in the write-up's order."""
    return [b for b in record.data.own_benefits if stage_of(b, library.vocabularies) in stages]


def benefit_rows(library: Library, benefits: list[Benefit], language: str) -> tuple[BenefitRow, ...]:
    """Each benefit with its words and, where there are any, its figures: baseline, target, measured."""
    t = labels(language)
    return tuple(
        BenefitRow(
            b.description,
            facet_links(library, "gevinst", [b.type], language)[0],
            ", ".join(library.name("benefit_recipients", key, language) for key in b.recipient),
            facet_links(library, "gevinststatus", [b.status], language)[0],
            figures(b, t),
            benefit_chart(b, t, f"tall-{b.id or number}"),
        )
        for number, b in enumerate(benefits)
    )


def _stranger(library: Library, pair: Pair, t: Labels) -> tuple[Link, str]:
    """A project that resembles this one, with its regions."""
    regions = join(library.name("regions", key, t.language) for key in pair.right.data.region)
    return project_link(pair.right, t.language), regions


def _reason(item: Related, t: Labels) -> str:
    reasons = [t("related.model", model=item.model)] if item.model else []
    if item.reasons:
        reasons.append(t("related.same", what=join(shared_facet(slug, t) for slug in item.reasons)))
    if item.words:
        reasons.append(t("related.words", words=join(item.words)))
    return " · ".join(reasons)


def dates(project: Project, t: Labels) -> tuple[str, ...]:
    """When the page was published, updated and last checked, as sentences; those that are not known are left out."""
    named = (
        ("project.published", project.published),
        ("project.updated", project.updated),
        (verified_label(project), project.verified),
    )
    return tuple(t(key, date=long_date(value)) for key, value in named if value)
