"""The files of every tool, and the plans and models filled in for each project. All are made from content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import product

from macros.addresses import (
    BENEFIT_PLAN,
    LIGHT_PLAN,
    PRICE_MODEL,
    absolute_url,
    calculator_url,
    project_url,
    site_path,
    tool_url,
)
from macros.benefits import Plan, filled_plan, measured, plan_template, shared
from macros.content.files.reports import Reports
from macros.content.kept.source import digest, of_code
from macros.content.model import BenefitPlan, Form, PriceModel, Project, Tool
from macros.content.model.form import FileFormat
from macros.content.records import Record
from macros.files.archive import checksum
from macros.files.book import About
from macros.files.store import MAKERS, Store, apart, together
from macros.files.template import Template
from macros.library.library import Library
from macros.prices import price_workbook
from macros.text.norwegian import join
from macros.toolkit.drawings import letters
from macros.toolkit.forms.document import FormFile
from macros.words.labels import labels
from macros.words.vocabulary import UNKNOWN

LIGHT = "kort"
"""What the light edition's file name says."""
Shape = tuple[About, tuple[tuple[str, int], ...], str]
"""What workbooks have in common that are filled in from one template: what they say of themselves, how many lines each
table has, and the edition."""
WRITTEN = ("nb", "nn")
"""The written standards that every empty form comes in."""


@dataclass(frozen=True, slots=True)
class ToolFile:
    """A generated file of a tool. ``edition``: ``blank`` or ``example``; ``title`` tells one of several from another."""

    name: str
    content: bytes
    language: str
    edition: str
    title: str = ""


class Toolkit:
    """Makes files, or finds them in the store. ``site_url`` is the site's address, with a slash at the end; ``published`` the
    one that is written in files, where it is another: the preview's files are those of the site."""

    def __init__(
        self, library: Library, store: Store, reports: Reports, site_url: str, published: str | None = None
    ) -> None:
        self.library, self.store, self.reports, self.site_url = library, store, reports, site_url
        self._address = published or site_url
        self._tools: dict[str, tuple[ToolFile, ...]] = {}
        self._templates: dict[tuple[Shape, int], Template] = {}
        self._kinds: dict[tuple[Shape, int], str] = {}
        self._last: tuple[Record[Project], tuple[bytes, ...]] | None = None
        # Told once: the words are the same for every file, and to write them out takes longer than to find a file.
        self._words = _stamp(library.vocabularies)

    def tool_files(self, record: Record[Tool]) -> tuple[ToolFile, ...]:
        """Every generated file of a tool: empty ones first, bokmål before nynorsk, then the examples."""
        if record.slug not in self._tools:
            self._tools[record.slug] = tuple(self._make(record))
        return self._tools[record.slug]

    def _make(self, record: Record[Tool]) -> Iterator[ToolFile]:
        tool = record.data
        if isinstance(tool.form, Form):
            yield from self._form_files(record, tool.form)
        if isinstance(tool.benefit_plan, BenefitPlan):
            yield from self._plan_files(record, tool.benefit_plan)
        if tool.price_models:
            yield from self._price_files(record)

    def _form_files(self, record: Record[Tool], form: Form) -> Iterator[ToolFile]:
        tool = record.data
        editions = [(language, False) for language in WRITTEN] + [("nb", True)]
        first = FormFile(
            title=form.title.nb,
            summary=tool.summary,
            form=form,
            version=tool.version,
            license=self._license(tool),
            language="nb",
            url=absolute_url(self._address, tool_url(record.slug)),
            updated=tool.updated or tool.published,
        )
        told = _stamp(first) if self.store.folder else ""  # has all that the other editions are made from
        for language, filled in editions:
            file = replace(first, filled=filled)
            if language == "nn":
                file = replace(first, title=form.title.nn, summary=form.intro.nn, language="nn")
            edition = "example" if filled else "blank"
            title = form.example.title if filled else ""
            for kind in form.files:
                if filled and kind == "md":
                    continue  # the example stands on the page already
                name = _name(record.slug, language, "eksempel" if filled else "", kind)
                made_of = ("form", kind, language, edition, told, letters.stamp())
                content = self.store.get(made_of, partial(_form, file, kind))
                yield ToolFile(name, content, language, edition, title)
                if kind == "docx":
                    yield from self._pdf(record, name, content, ToolFile(name, b"", language, edition, title))

    def _pdf(self, record: Record[Tool], name: str, source: bytes, like: ToolFile) -> Iterator[ToolFile]:
        """The same form as PDF, when ``make reports`` has made it from these very bytes."""
        name = name.removesuffix(".docx") + ".pdf"
        content = self.reports.current(site_path(tool_url(record.slug)) + name, checksum(source))
        if content is not None:
            yield ToolFile(name, content, like.language, like.edition, like.title)

    def _plan_files(self, record: Record[Tool], example: BenefitPlan) -> Iterator[ToolFile]:
        """The plan in both editions and both languages, empty and with the example."""
        for edition, (language, filled) in product(
            ("", LIGHT), (("nb", False), ("nn", False), ("nb", True), ("nn", True))
        ):
            told = example.in_(language)
            t = labels(language)
            title = t("plan.book.title.light" if edition else "plan.book.title")
            about = self._about(record, title, t("plan.book.subject"), language, example=filled)
            plan = Plan()
            if filled:
                facts = ((t("plan.book.fact.project"), told.title), (t("plan.book.fact.owner"), told.owner))
                plan = Plan(facts, told.benefits, told.follow_up, told.unexpected)
            (content,) = self._plan(about, plan, {edition: example})
            name = _name(record.slug, language, "-".join(filter(None, (edition, "eksempel" if filled else ""))), "xlsx")
            shown = (told.title if filled else "", t("plan.book.light") if edition else "")
            yield ToolFile(name, content, language, "example" if filled else "blank", ", ".join(filter(None, shown)))

    def _plan(self, about: About, plan: Plan, editions: Mapping[str, BenefitPlan | None]) -> tuple[bytes, ...]:
        """The plan filled in, from the empty one of its kind, in each edition: the full one, or ``LIGHT``. They are kept in one
        file: it takes as long to write two as to fill them in."""
        kinds: list[tuple[Shape, BenefitPlan | None]] = [
            ((shared(about), plan.rows, "light" if edition else "full"), example)
            for edition, example in editions.items()
        ]

        def make() -> bytes:
            words = self.library.vocabularies
            return together([filled_plan(self._template(s, ex), about, plan, words, s[2]) for s, ex in kinds])

        told = [self._kind(shape, example) for shape, example in kinds]
        return apart(self.store.get(("filled", told, about, plan), make), len(kinds))

    def _kind(self, shape: Shape, example: BenefitPlan | None) -> str:
        key = shape, id(example)
        if key not in self._kinds:
            self._kinds[key] = _stamp((shape, example, self._words))
        return self._kinds[key]

    def _template(self, shape: Shape, example: BenefitPlan | None) -> Template:
        """Read once for all the plans that are filled in from it."""
        key, words = (shape, id(example)), self.library.vocabularies
        if key not in self._templates:
            told = example.in_(shape[0].language) if example else None
            empty = ("plan", shape, told, self._words)
            made = self.store.get(empty, lambda: plan_template(shape[0], told, words, *shape[1:]))
            self._templates[key] = Template(made)
        return self._templates[key]

    def _price_files(self, record: Record[Tool]) -> Iterator[ToolFile]:
        for language in WRITTEN:
            content = self._price(record, None, language, example=False)
            yield ToolFile(_name(record.slug, language, "", "xlsx"), content, language, "blank")
        for index, model in enumerate(m for m in record.data.price_models if isinstance(m, PriceModel)):
            content = self._price(record, model, "nb", example=model.example)
            name = _name(record.slug, "nb", f"eksempel-{index + 1}", "xlsx")
            yield ToolFile(name, content, "nb", "example", model.title)

    def _price(self, tool: Record[Tool] | None, model: PriceModel | None, language: str, *, example: bool) -> bytes:
        t = labels(language)
        title = f"{t('price.book.title')}: {model.title}" if model else t("price.book.title")
        about = self._about(tool, title, t("price.book.subject"), language, example=example)
        rates = self.library.rates
        return self.store.get(("price", about, model, rates), lambda: price_workbook(about, model, rates))

    def project_files(self, record: Record[Project]) -> tuple[tuple[str, Callable[[], bytes]], ...]:
        """Name and maker of each: the plan filled in with what is known of the project, and its service-price model where it
        has one. To list them costs nothing."""
        files: list[tuple[str, Callable[[], bytes]]] = [
            (BENEFIT_PLAN, lambda: self._filled(record)[0]),
            (LIGHT_PLAN, lambda: self._filled(record)[1]),
        ]
        if isinstance(record.data.price_model, PriceModel):
            files.append((PRICE_MODEL, partial(self._priced, record, record.data.price_model)))
        return tuple(files)

    @cached_property
    def project_keys(self) -> dict[str, str]:
        """The address of each file of a project -> a digest of all that it is made from; empty when nobody knows."""
        found: dict[str, str] = {}
        for record in self.library.projects:
            key = digest(self._beside, record.facts_from) if self._beside and record.facts_from else ""
            found |= {f"{project_url(record.slug)}{name}": key for name, _ in self.project_files(record)}
        return found

    @cached_property
    def _beside(self) -> str:
        """What every project's files are made from: the tools that they are a filled-in form of, the address, the code."""
        read = [tool.made_from for tool in self.library.tools]
        return digest(of_code(*MAKERS), self._address, *read) if all(read) else ""

    def _filled(self, record: Record[Project]) -> tuple[bytes, ...]:
        """Both plans of a project: whoever asks for one asks for the other next."""
        if self._last is None or self._last[0] is not record:
            self._last = record, self._plans(record)
        return self._last[1]

    def _plans(self, record: Record[Project]) -> tuple[bytes, ...]:
        project = record.data
        language = "nn" if project.language == "nn" else "nb"
        t = labels(language)
        owners = [self.library.name("organisations", key, language) for key in project.owner if key != UNKNOWN]
        phase = project.phase.end if project.phase.end != UNKNOWN else ""
        phases = self.library.name("phases", phase, language) if phase else t("unknown")
        address = absolute_url(self._address, project_url(record.slug))
        if isinstance(project.price_model, PriceModel):
            model = absolute_url(self._address, calculator_url(record.slug))
            address += f" ({t('plan.book.fact.model')}: {model})"
        owner = f"{join(owners) if owners else t('unknown')}. {t('plan.book.fact.phase')}: {phases}"
        facts = (
            (t("plan.book.fact.project"), project.title),
            (t("plan.book.fact.owner"), owner),
            (t("plan.book.fact.address"), address),
        )
        tool = next((r for r in self.library.tools if r.data.benefit_plan), None)
        example = tool.data.benefit_plan if tool and isinstance(tool.data.benefit_plan, BenefitPlan) else None
        title = t("plan.book.prefilled", title=project.title)
        about = self._about(tool, title, t("plan.book.subject"), language, url=project_url(record.slug))
        plan = Plan(facts, project.own_benefits, measured(project.own_benefits))
        return self._plan(about, plan, {"": example, LIGHT: None})

    def _priced(self, record: Record[Project], model: PriceModel) -> bytes:
        tool = next((r for r in self.library.tools if r.data.price_models), None)
        return self._price(tool, model, "nn" if record.data.language == "nn" else "nb", example=model.example)

    def _about(
        self,
        tool: Record[Tool] | None,
        title: str,
        subject: str,
        language: str,
        *,
        example: bool = False,
        url: str = "",
    ) -> About:
        version = tool.data.version if tool else "1.0"
        address = absolute_url(self._address, url or (tool_url(tool.slug) if tool else "/"))
        return About(title, subject, version, self._license(tool.data if tool else None), address, language, example)

    def _license(self, tool: Tool | None) -> str:
        key = tool.license if tool and tool.license else "cc-by-4-0"
        return self.library.name("licenses", key)


def _form(file: FormFile, kind: FileFormat) -> bytes:
    from macros.toolkit.forms import make  # a Word library comes with it, which is not needed for what is kept

    return make(file, kind)


def _name(slug: str, language: str, part: str, ending: str) -> str:
    """``pilotplan.docx``, ``pilotplan-nynorsk.docx``, ``pilotplan-eksempel.docx``."""
    parts = [slug, "nynorsk" if language == "nn" else "", part]
    return "-".join(p for p in parts if p) + "." + ending


def _stamp(told: object) -> str:
    """All of it as text, so that a changed word makes the files anew."""
    return checksum(repr(told).encode())
