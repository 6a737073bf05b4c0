"""What the search can find, in the file that the browser fetches."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from support import make_checkout, write, writeup

from macros.catalogue.project import project_html
from macros.catalogue.search import SAME, search_json
from macros.content.load import load
from macros.library.library import Library
from macros.opendata.objects import projects_json, vocabulary_json
from macros.site.plan import SitePlan

NAMED = ("page", "catalogue", "alphabet", "facet", "tools", "data", "places")
PAGE = "---\ntitle: {title}\n{more}---\n\n## Om øyene\n\nBlåbær ved {title}.\n"


def test_a_page_that_asks_to_be_left_out_is_not_found(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"oy.md": writeup(title="Øyhelse", aliases="[Ytterst, Innerst]")})
    write(root / "docs/om/apen.md", PAGE.format(title="Åpen side", more=""))
    write(root / "docs/om/skjult.md", PAGE.format(title="Skjult side", more="searchable: false\n"))
    documents = json.loads(search_json(Library.of(load(root))))["docs"]
    titles = [document[2] for document in documents]
    assert "Åpen side" in titles and "Øyhelse" in titles
    assert "Skjult side" not in titles and "Side index" not in titles, "nor is the front page, where the search stands"
    assert "Skjult side" not in json.dumps(documents, ensure_ascii=False)


def test_other_names_stand_as_the_author_wrote_them(tmp_path: Path) -> None:
    """The name that is most used comes first; nobody sorts them anew, on the page, in the data or in the index."""
    library = Library.of(load(make_checkout(tmp_path, {"oy.md": writeup(aliases="[Ytterst, Ærlig øy, Innerst]")})))
    page = str(project_html(library, library.projects[0], (None, None)))
    assert "Ytterst, Ærlig øy og Innerst" in page
    assert json.loads(projects_json(library))[0]["aliases"] == ["Ytterst", "Ærlig øy", "Innerst"]
    assert json.loads(search_json(library))["docs"][0][4] == "Ytterst · Ærlig øy · Innerst"
    (first, *_) = json.loads(vocabulary_json(library))["vocabularies"]["rounds"]["values"]
    assert first["aliases"] == ["S1 2021", "2021 S1"]


def test_every_page_that_is_made_is_found_by_its_name(tmp_path: Path) -> None:
    """But not those of one value, one municipality or one topic: what they tell is found in the projects."""
    library = Library.of(load(make_checkout(tmp_path, {"oy.md": writeup(title="Øyhelse")})), date(2026, 11, 22))
    plan = SitePlan.of_names(library, date(2026, 11, 22))
    made = {page.facts.url: page.facts for _, make in plan.pages() if (page := make()).facts.kind in NAMED}
    del made["/bidra/feilmeldinger/"]  # a work of reference, reached from a message
    for slug in SAME:
        del made[f"/prosjekter/{slug}/"]
    search = next(file for file in plan.files() if file.uri == "assets/search.json")
    found = {doc[1]: doc for doc in json.loads(search.content)["docs"]}
    assert {url: found[url][2] for url in made} == {url: facts.title for url, facts in made.items()}
    assert {url: found[url][3] for url in made} == {url: facts.description for url, facts in made.items()}
    assert "kalkulator" in found["/tjenestepris/"][4] and not any(url.startswith("/folg/p") for url in found)


def test_pages_that_are_made_are_found_by_what_can_be_done_there(library: Library) -> None:
    search = json.loads(search_json(library, [2021]))
    found = {doc[1]: doc for doc in search["docs"]}
    topics = {search["values"][n] for n in found["/folg/"][5]}
    assert {"Pasientgruppe", "Helsefellesskap"} <= topics and "Prosjekteier" not in topics, "what has pages to follow"
    assert "median" in found["/portefolje/2021/"][4]
