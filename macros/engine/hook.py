"""MkDocs' hook: hands the site plan's pages and files to the engine, or past it. No logic here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc

from macros.content.pages.editorial import EditorialPage
from macros.content.pages.made import make_page
from macros.engine.editor_macros import check_calls, seal
from macros.engine.frame import Frames, lists_nothing
from macros.engine.preview import telling
from macros.engine.session import CACHE, Session, begun
from macros.engine.sitemap import listed, write_sitemap, written
from macros.engine.theme import as_text, editorial_front_matter, extra, front_matter, in_menu, own_files, sheet_for
from macros.html.page.styles import Styles
from macros.html.render import compiled
from macros.html.typography import typeset
from macros.opendata.publisher import Publisher, PublisherError
from macros.site.output import output
from macros.site.pages.composed import write_beside, write_files
from macros.site.pages.kept import kept_pages
from macros.site.pages.keys import PageKeys
from macros.site.pages.page import SitePage, facts_of, source
from macros.site.plan import SitePlan
from macros.site.policy import FRAME_PAGE
from macros.words.problems import Place, problem

_composed: dict[str, SitePage] = {}
"""The composed pages that stand in the menu, by their file: MkDocs must have them, to make it."""
_beside: list[tuple[str, Callable[[], SitePage]]] = []
"""Address and maker of all other composed pages. They never become pages of MkDocs, and are written when it is done."""
_answered: dict[str, str] = {}  # the Markdown of pages with their macros answered, until it is made HTML
_plan: list[SitePlan] = []
"""The plan of the current build, alone in its list."""
# The frames, the menu, the pages of docs/ and the style sheets of the current build.
_frames: list[Frames] = []
_nav: list[Navigation] = []
_docs: list[File] = []
_styles: list[Styles] = []
WATCHED = ("projects", "tools", "overrides", "macros")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Stops before anything is written when the content has errors."""
    current = _session(config)
    if current.errors:
        raise Abort("\n".join(p.as_text() for p in current.problems))
    config.watch += [str(_root(config) / folder) for folder in WATCHED]
    seal(config)
    lists_nothing(config)
    try:
        config.extra.update(extra(config))
    except ValueError as error:
        raise Abort(str(error)) from None
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds every generated page and file, and leaves out the theme's."""
    output(Path(config.site_dir)).begin(Path(config.site_dir))
    _styles[:] = [own_files(files, config)]
    try:
        publisher = Publisher.of(config.extra.get("publisher"))
    except PublisherError as error:
        raise Abort(str(error)) from None
    plan = _session(config).plan(str(config.site_url), publisher)
    _plan[:] = [plan]
    _composed.clear()
    _beside.clear()
    menu = in_menu(config)
    for address, make in plan.pages():
        uri = source(address)
        if uri in menu:
            page = _composed[uri] = make()
            text, level = as_text(front_matter(page)), InclusionLevel.NOT_IN_NAV
        else:  # a file that is left out has an address all the same, which pages of docs/ may lead to
            _beside.append((address, make))
            text, level = "", InclusionLevel.EXCLUDED
        file = File.generated(config, uri, content=text, inclusion=level)
        file.edit_uri = f"../{page.edit_path}" if uri in menu and page.edit_path else None
        files.append(file)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Remembers the menu, for the frames."""
    _nav[:] = [nav]
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Remembers the theme's templates, for the frames, as they were compiled before; and the pages of docs/, for the sitemap."""
    env.bytecode_cache = compiled()
    _frames[:] = [Frames(env, _nav[0], config)]
    output(Path(config.site_dir)).made.update(written(files, config))
    _docs[:] = [file for file in files.documentation_pages() if file.src_uri not in _composed]
    return env


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """An editorial page as it was read and judged, so that the engine never reads the author's own front matter."""
    if page.file.src_uri in _composed:
        return None
    own = _editorial(page, config)
    return as_text(editorial_front_matter(own), own.body)


@event_priority(100)  # before mkdocs-macros: what is not a call with fixed values never reaches it
def _judge(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Judges the macro calls of an editorial page once more, in the environment that will render them."""
    if page.file.src_uri not in _composed:
        own = _editorial(page, config)
        check_calls(markdown, str(page.title), own, config)
    return markdown


@event_priority(-100)  # after mkdocs-macros: the engine reads another Markdown than ours, so it gets none
def _keep(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    _answered[page.file.src_uri] = markdown
    return ""


on_page_markdown = CombinedEvent(_judge, _keep)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts our HTML in place of the empty page: past the engine's Markdown, and past Jinja."""
    composed = _composed.get(page.file.src_uri)
    page.meta["changed"] = _day(f"/{page.url}")  # for the sitemap: the engine has the day of the build
    if composed is None:
        own = _editorial(page, config)
        made, headings = make_page(_answered.pop(page.file.src_uri), own)
        page.toc = get_toc(headings)
        return typeset(made)
    page.toc = TableOfContents([AnchorLink(escape(composed.facts.title), "innhold", 1)])  # where the skip link leads
    return composed.html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Hands the theme what belongs in the page's head."""
    composed = _composed.get(page.file.src_uri)
    page.meta["head"] = _plan[0].head(composed.facts if composed else facts_of(_editorial(page, config)))
    page.meta["sheet"] = sheet_for(composed, _styles[0]) if composed else ""
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The page for missing addresses is asked for anywhere: its addresses begin at the root, like all of ours."""
    return {**context, "base_url": "/"} if template_name == FRAME_PAGE else context


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Lets the preview tell what is wrong."""
    return telling(server, _root(config))


def on_post_build(config: MkDocsConfig) -> None:
    """Writes what does not go through MkDocs: composed pages and files, one after another."""
    out, plan, frames, current = output(Path(config.site_dir)), _plan[0], _frames[0], _session(config)
    facts = {page.facts.url: page.facts for page in _composed.values()}
    dressing = lambda page: (plan.head(page.facts), sheet_for(page, _styles[0]))  # noqa: E731
    keys = PageKeys.of_build(plan, current.root, current.read[:1])
    with kept_pages(current.root / CACHE, out.writes(), current.is_current, plan.kept.forget_new) as kept:
        facts |= {page.url: page for page in write_beside(_beside, out, frames, keys, kept, dressing)}
    composed = (listed(facts[address], _day(address), config) for address, _ in plan.pages())
    write_sitemap(frames.env, _docs, composed, out)
    write_files(plan, out)


def _day(address: str) -> str:
    day = _plan[0].dates.get(address)
    return day.isoformat() if day else ""


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _editorial(page: Page, config: MkDocsConfig) -> EditorialPage:
    found = _session(config).editorial.get(f"docs/{page.file.src_uri}")
    if found is None:
        raise Abort(problem("BY012", f"docs/{page.file.src_uri}", Place()).as_text())
    return found


def _session(config: MkDocsConfig) -> Session:
    return begun(_root(config))
