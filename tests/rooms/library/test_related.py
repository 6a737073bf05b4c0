"""What builds on what: the same answers as from reading every project anew, from an index made once."""

from dataclasses import replace
from pathlib import Path
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from support import make_checkout, writeup

from macros.catalogue.project import project_html
from macros.content.load import load
from macros.content.model import Project
from macros.content.records import Record
from macros.library.library import Library
from macros.library.related import builds_on, built_on_by, related
from macros.library.strangers import strangers
from macros.words.vocabulary import UNKNOWN, fold


def test_who_builds_on_a_project_and_which_shared_model_is_told(tmp_path: Path) -> None:
    projects = {
        "a.md": writeup(title="Ærlig", builds_on="[Øymodellen, Fjordmodellen]"),
        "b.md": writeup(title="Bølge", builds_on="[a, fjordmodellen, øymodellen]"),
        "c.md": writeup(title="Sjø", builds_on="[a, ØYMODELLEN]"),
        "d.md": writeup(title="Å bygge", builds_on="[Skjærmodellen]"),
    }
    library = Library.of(load(make_checkout(tmp_path, projects)))
    one = library.by_slug
    assert [r.slug for r in built_on_by(library, one["a"])] == ["b", "c"]
    assert built_on_by(library, one["d"]) == ()
    told = {r.record.slug: r.model for r in related(library, one["b"])}
    assert "a" not in told, "what it builds on is told elsewhere"
    assert told["c"] == "øymodellen", "as the project itself writes it"
    assert told.get("d", "") == "", "shares no model"
    # Who shares two models is told by the last of the two that the other names.
    other = make_checkout(
        tmp_path / "b",
        {"x.md": writeup(title="Øst", builds_on="[M1, M2]"), "y.md": writeup(title="Vest", builds_on="[m2, m1]")},
    )
    library = Library.of(load(other))
    assert [(r.record.slug, r.model) for r in related(library, library.by_slug["x"])] == [("y", "M1")]


def test_a_shared_project_is_named_by_its_title(tmp_path: Path) -> None:
    projects = {
        "forst-ute.md": writeup(title="Først ute på Ærøya"),
        "b.md": writeup(title="Bølge", builds_on="[forst-ute]"),
        "c.md": writeup(title="Sjø", builds_on="[forst-ute]"),
    }
    library = Library.of(load(make_checkout(tmp_path, projects)))
    assert [r.model for r in related(library, library.by_slug["b"])] == ["Først ute på Ærøya"]


def similar(library: Library, slug: str) -> list[str]:
    """The titles under «Lignende prosjekter» on a project's page, in their order."""
    page = lxml_html.fromstring(project_html(library, library.by_slug[slug], (None, None)))
    return [str(a.text_content()) for a in page.xpath("//section[@aria-labelledby='lignende']//h3/a")]


def test_a_rare_group_says_more_than_a_common_one_and_a_model_most_of_all(tmp_path: Path) -> None:
    common = {
        f"v{n}.md": writeup(title=f"Vanlig {n}", region="Helse Nord", phase="Konsept", themes="[Prioritering]")
        for n in range(4)
    }
    projects = {
        "oy.md": writeup(
            title="Øy", region="Helse Vest", phase="Konsept", themes="[Prioritering, Oppgavedeling]",
            patient_groups="[Barn og unge]", builds_on="[Ærømodellen]",
        ),
        "modell.md": writeup(title="Samme modell", region="Nasjonal", phase="Realisere", builds_on="[ærømodellen]"),
        "gruppe.md": writeup(title="Samme gruppe og tema", region="Nasjonal", phase="Realisere", patient_groups="[Barn og unge]", themes="[Oppgavedeling]"),
        "sjelden.md": writeup(title="Samme sjeldne tema", region="Helse Vest", phase="Realisere", themes="[Oppgavedeling]"),
        "naer.md": writeup(title="Bare samme region", region="Helse Vest", phase="Avslutte"),
        **common,
    }  # fmt: skip
    library = Library.of(load(make_checkout(tmp_path, projects)))
    assert similar(library, "oy") == ["Samme modell", "Samme gruppe og tema"], "a theme and a region are too little"
    assert similar(library, "naer") == [], "a region alone is no likeness"


def many(tmp_path: Path, common: str, **texts: str) -> Library:
    """Ten projects that share what ``common`` says, and those of ``texts`` with a body of their own."""
    rest = {f"v{n}.md": writeup(title=f"Vanlig {n}", patient_groups=common, body="Æ.") for n in range(10 - len(texts))}
    own = {
        f"{slug}.md": writeup(title=f"Om {slug.replace('oe', 'ø')}", patient_groups=common, body=text)
        for slug, text in texts.items()
    }
    return Library.of(load(make_checkout(tmp_path, {**rest, **own})))


def test_what_everybody_shares_says_nothing_and_the_text_counts(tmp_path: Path) -> None:
    library = many(
        tmp_path,
        "[Barn og unge]",
        jordmoedre="Der jordmødre følger den gravide gjennom svangerskap og barseltid.",
        barseltid="I barseltid kommer jordmødre hjem etter svangerskap.",
        kondisjon="Sykkelen måler kondisjon.",
    )
    assert similar(library, "jordmoedre") == ["Om barseltid"]
    assert similar(library, "kondisjon") == [], "all ten have the same patient group"
    (near,) = related(library, library.by_slug["jordmoedre"])
    assert near.reasons == () and set(near.words) == {"jordmødre", "barseltid"}, "as their titles write them"


def test_strangers_are_named_on_both_pages(library: Library) -> None:
    pages = {
        slug: lxml_html.fromstring(project_html(library, library.by_slug[slug], (None, None)))
        for slug in library.by_slug
    }
    named = {
        slug: page.xpath("//h3[@id='kjenner-hverandre']/following-sibling::ul[1]/li/a/@href")
        for slug, page in pages.items()
    }
    pairs = {frozenset((p.left.slug, p.right.slug)) for p in strangers(library)}
    assert pairs == {frozenset((slug, url.split("/")[2])) for slug, urls in named.items() for url in urls}
    assert pairs and all(len(urls) == sum(slug in pair for pair in pairs) for slug, urls in named.items())


WEIGHTS = {"pasientgruppe": 3.0, "tema": 1.5, "leveranse": 1, "gevinst": 1, "fase": 1, "barriere": 1, "region": 0.5}


def plainly(library: Library, one: Record[Project], common: int) -> list[tuple[str, tuple[str, ...], str]]:
    """Likeness pair by pair, as it is defined: slow, and without any index."""
    found = []
    for place, other in enumerate(library.projects):
        if other.slug == one.slug or other.slug in one.data.builds_on or one.slug in other.data.builds_on:
            continue
        points = {}
        for slug, weight in WEIGHTS.items():
            values = library.facet(slug).values
            having = {v: sum(v in values(p.data) for p in library.projects) for v in values(one.data)}
            rare = [
                1 - having[v] / len(library.projects) / 0.8
                for v in having
                if v != UNKNOWN and v in values(other.data) and having[v] < min(common, 0.8 * len(library.projects))
            ]
            if rare:
                points[slug] = weight * max(rare)
        written = {fold(text): text for text in one.data.builds_on}
        models = [written[fold(text)] for text in other.data.builds_on if fold(text) in written]
        score = round(sum(points.values()) + (5 if models else 0), 9)
        about = points.get("pasientgruppe", 0) + points.get("tema", 0) + (5 if models else 0)
        if score >= 2 and about >= 1.5:
            told = tuple(sorted(points, key=lambda slug: -points[slug])[:3])
            model = (
                library.by_slug[models[-1]].data.title
                if models and models[-1] in library.by_slug
                else "".join(models[-1:])
            )
            found.append((-score, place, (other.slug, told, model)))
    return [what for _, _, what in sorted(found)][:3]


@given(st.data())
def test_likeness_is_what_comparing_every_pair_gives(library: Library, data: st.DataObject) -> None:
    def some(*values: str) -> tuple[str, ...]:
        return tuple(data.draw(st.lists(st.sampled_from(values), max_size=2, unique=True)))

    slugs = [f"p{number}" for number in range(data.draw(st.integers(1, 9)))]
    projects = []
    for slug in slugs:
        fields = {
            "title": f"Ærlig {slug}",
            "themes": some("oppgavedeling", "prioritering", UNKNOWN),
            "patient_groups": some("gravide", "barn-og-unge", "alle"),
            "region": some("helse-nord", "helse-vest", "nasjonal"),
            "barriers": some("okonomi", "teknologi"),
            "builds_on": some("Øymodellen", "øymodellen", "ØYMODELLEN", "Fjord", *slugs),
        }  # fmt: skip
        projects.append(
            replace(library.projects[0], slug=slug, data=library.projects[0].data.model_copy(update=fields))
        )
    common = data.draw(st.sampled_from([2, 500]))
    drawn = replace(library, projects=tuple(projects))
    with mock.patch("macros.library.related.COMMON", common):
        for one in drawn.projects:
            told = [(r.record.slug, r.reasons, r.model) for r in related(drawn, one)]
            assert told == plainly(drawn, one, common)
            assert built_on_by(drawn, one) == tuple(p for p in projects if one.slug in p.data.builds_on)
            assert builds_on(drawn, one) == tuple(drawn.by_slug[t] for t in one.data.builds_on if t in slugs)
