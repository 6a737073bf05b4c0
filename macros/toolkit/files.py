"""The files of every tool, and the plans and models filled in for each project. All are made from content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.addresses import BENEFIT_PLAN, PRICE_MODEL, absolute_url, project_url, site_path, tool_url
from macros.benefits import Plan, benefit_workbook, latest
from macros.content.files.reports import Reports
from macros.content.model import BenefitPlan, Form, PriceModel, Project, Tool
from macros.content.records import Record
from macros.files.archive import checksum
from macros.files.book import About
from macros.files.store import Store
from macros.library.library import Library
from macros.prices import price_workbook
from macros.text.norwegian import join
from macros.toolkit.forms import FormFile, make
from macros.words.labels import labels
from macros.words.vocabulary import UNKNOWN

WRITTEN = ("nb", "nn")
"""The written standards that every empty form comes in."""


@dataclass(frozen=True, slots=True)
class ToolFile:
    """A generated file of a tool. ``edition``: ``blank`` or ``example``; ``title`` tells one example from another."""

    name: str
    content: bytes
    language: str
    edition: str
    title: str = ""


class Toolkit:
    """Makes files, or finds them in the store. ``site_url`` is the site's address, with a slash at the end."""

    def __init__(self, library: Library, store: Store, reports: Reports, site_url: str) -> None:
        self.library, self.store, self.reports, self.site_url = library, store, reports, site_url
        self._tools: dict[str, tuple[ToolFile, ...]] = {}
        self._projects: dict[str, tuple[tuple[str, bytes], ...]] = {}
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
        for language, filled in editions:
            file = FormFile(
                title=form.title.in_(language),
                summary=tool.summary if language == "nb" else form.intro.in_(language),
                form=form,
                version=tool.version,
                license=self._license(tool),
                language="nn" if language == "nn" else "nb",
                url=absolute_url(self.site_url, tool_url(record.slug)),
                updated=tool.updated or tool.published,
                filled=filled,
            )
            edition = "example" if filled else "blank"
            title = form.example.title if filled else ""
            for kind in form.files:
                if filled and kind == "md":
                    continue  # the example stands on the page already
                name = _name(record.slug, language, "eksempel" if filled else "", kind)
                content = self.store.get(("form", kind, file), lambda f=file, k=kind: make(f, k))  # type: ignore[misc]
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
        words = self.library.vocabularies
        for language, filled in (("nb", False), ("nn", False), ("nb", True)):
            t = labels(language)
            title = t("plan.book.title")
            about = self._about(record, title, t("plan.book.subject"), language, example=filled)
            plan = Plan()
            if filled:
                facts = ((t("plan.book.fact.project"), example.title), (t("plan.book.fact.owner"), example.owner))
                plan = Plan(facts, example.benefits, example.follow_up, example.unexpected)
            content = self.store.get(
                ("plan", about, plan, example, self._words),
                lambda a=about, p=plan: benefit_workbook(a, p, example, words),  # type: ignore[misc]
            )
            name = _name(record.slug, language, "eksempel" if filled else "", "xlsx")
            yield ToolFile(name, content, language, "example" if filled else "blank", example.title if filled else "")

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

    def project_files(self, record: Record[Project]) -> tuple[tuple[str, bytes], ...]:
        """The plan filled in with what is known of the project, and its service-price model where it has one."""
        if record.slug not in self._projects:  # the page asks, and the list of files
            self._projects[record.slug] = tuple(self._of_project(record))
        return self._projects[record.slug]

    def _of_project(self, record: Record[Project]) -> Iterator[tuple[str, bytes]]:
        project, words = record.data, self.library.vocabularies
        language = "nn" if project.language == "nn" else "nb"
        t = labels(language)
        owners = [self.library.name("organisations", key, language) for key in project.owner if key != UNKNOWN]
        phase = project.phase.end if project.phase.end != UNKNOWN else ""
        facts = (
            (t("plan.book.fact.project"), project.title),
            (t("plan.book.fact.owner"), join(owners) if owners else t("unknown")),
            (t("plan.book.fact.phase"), self.library.name("phases", phase, language) if phase else t("unknown")),
        )
        tool = next((r for r in self.library.tools if r.data.benefit_plan), None)
        example = tool.data.benefit_plan if tool and isinstance(tool.data.benefit_plan, BenefitPlan) else None
        title = t("plan.book.prefilled", title=project.title)
        about = self._about(tool, title, t("plan.book.subject"), language, url=project_url(record.slug))
        plan = Plan(facts, project.own_benefits, latest(project.own_benefits))
        content = self.store.get(
            ("plan", about, plan, example, self._words), lambda: benefit_workbook(about, plan, example, words)
        )
        yield BENEFIT_PLAN, content
        if isinstance(project.price_model, PriceModel):
            model = next((r for r in self.library.tools if r.data.price_models), None)
            yield PRICE_MODEL, self._price(model, project.price_model, language, example=project.price_model.example)

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
        address = absolute_url(self.site_url, url or (tool_url(tool.slug) if tool else "/"))
        return About(title, subject, version, self._license(tool.data if tool else None), address, language, example)

    def _license(self, tool: Tool | None) -> str:
        key = tool.license if tool and tool.license else "cc-by-4-0"
        return self.library.name("licenses", key)


def _name(slug: str, language: str, part: str, ending: str) -> str:
    """``pilotplan.docx``, ``pilotplan-nynorsk.docx``, ``pilotplan-eksempel.docx``."""
    parts = [slug, "nynorsk" if language == "nn" else "", part]
    return "-".join(p for p in parts if p) + "." + ending


def _stamp(words: object) -> str:
    """The vocabularies as text, so that a changed word makes the files anew."""
    return checksum(repr(words).encode())
