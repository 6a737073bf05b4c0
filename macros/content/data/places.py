"""The municipalities: ``docs/_data/places/municipalities.yml`` -> the vocabulary of the field ``municipalities``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from macros.content.data.file import read_data
from macros.content.model.data.place import County, Municipality, Places
from macros.content.yaml.nodes import Tree
from macros.text.identifiers import is_organisation_number
from macros.text.norwegian import slug
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import ORGANISATION, UNKNOWN, Value, Vocabularies, Vocabulary, fold
from macros.words.vocabulary.near import alike

PLACES = "docs/_data/places/municipalities.yml"


def load_places(root: Path, words: Vocabularies) -> tuple[Vocabulary | None, list[Problem]]:
    """Every municipality as a word, or None and what is wrong. ``words`` has the organisations and the regions."""
    if not (root / PLACES).is_file():
        return None, [problem("VK121", PLACES, Place())]
    places, tree, problems = read_data(root / PLACES, PLACES, Places)
    if places is None:
        return None, problems
    problems += [*_numbers(places, tree), *_keys(places, tree), *_belongs(places, tree, words), *_dates(places, tree)]
    problems += [*_neighbours(places, tree), *_outside(places, tree), *_organisations(places, words)]
    if any(p.severity == "error" for p in problems):
        return None, problems
    values = tuple(_values(places, words))
    first = places.sources[0] if places.sources else None
    source = {"title": first.title, "url": first.url} if first else {}
    name = "municipalities"
    facts = {"sources": {s.id: s for s in places.sources}, "outside": places.outside, "as_of": places.as_of}
    return Vocabulary(name, places.label, values, False, places.description, source, facts), problems


def _numbers(places: Places, tree: Tree) -> Iterator[Problem]:
    """A number belongs to one municipality or county, and begins with the county's."""
    for part, pairs in (
        ("counties", [(c.number, c.key) for c in places.counties]),
        ("municipalities", [(m.number, m.key) for m in places.municipalities]),
    ):
        seen: dict[str, str] = {}
        for index, (number, key) in enumerate(pairs):
            first = seen.setdefault(number, key)
            if first != key:
                yield problem("VK122", PLACES, tree.place((part, index, "number")), "number", number, other=first)
    counties = {c.key: c for c in places.counties}
    for index, row in enumerate(places.municipalities):
        county = counties.get(row.county)
        if county is None:
            allowed = ", ".join(counties)
            yield problem(
                "VK123", PLACES, tree.place(("municipalities", index, "county")), "county", row.county, allowed=allowed
            )
        elif not row.number.startswith(county.number):
            right = next((c.key for c in places.counties if row.number.startswith(c.number)), "")
            yield problem(
                "VK124", PLACES, tree.place(("municipalities", index, "county")), "county", row.county,
                other=row.number, suggestion=right,
            )  # fmt: skip


def _keys(places: Places, tree: Tree) -> Iterator[Problem]:
    """A key is the name's slug, with the county where two share it; it is used once, and the name is an official one."""
    shared = Counter(slug(m.name) for m in places.municipalities)
    seen: set[str] = set()
    for index, row in enumerate(places.municipalities):
        at = ("municipalities", index)
        base = slug(row.name)
        right = f"{base}-{row.county}" if shared[base] > 1 else base
        if row.key in seen:
            yield problem("VK125", PLACES, tree.place((*at, "key")), "key", row.key)
        elif row.key != right:
            yield problem("VK126", PLACES, tree.place((*at, "key")), "key", row.key, write=right)
        seen.add(row.key)
        if row.name not in row.official():
            names = ", ".join((row.name, *row.names))
            yield problem("VK127", PLACES, tree.place((*at, "names")), "names", row.name, write=f"names: [{names}]")
        if row.org_number and not is_organisation_number(row.org_number):
            yield problem("VK109", PLACES, tree.place((*at, "org_number")), "org_number", row.org_number)


def _belongs(places: Places, tree: Tree, words: Vocabularies) -> Iterator[Problem]:
    """Helsefellesskap, region and sources exist, and the helsefellesskap lies in the region."""
    communities, regions = words.get("health_communities"), words.get("regions")
    ids = {s.id for s in places.sources}
    for index, row in enumerate(places.municipalities):
        at = ("municipalities", index)
        for field, known in (("helsefellesskap", communities), ("region", regions)):
            key = getattr(row, field)
            if known is not None and key not in known and (field, key) != ("helsefellesskap", UNKNOWN):
                yield problem(
                    "VK003", PLACES, tree.place((*at, field)), field, key,
                    vocabulary=known.label["nb"], suggestion=known.suggest(key),
                )  # fmt: skip
            elif field == "helsefellesskap" and known is not None and key in known:
                region = str(known[key].extra.get("region") or "")
                if region != row.region and (regions is None or row.region in regions):
                    name = known[key].name()
                    yield problem(
                        "VK128", PLACES, tree.place((*at, "region")), "region", row.region, other=name, write=region
                    )
        for nth, source in enumerate(row.sources):
            if source not in ids:
                yield problem("VK129", PLACES, tree.place((*at, "sources", nth)), "sources", source)
    for nth, source in enumerate(places.default_sources):
        if source not in ids:
            yield problem("VK129", PLACES, tree.place(("default_sources", nth)), "default_sources", source)


def _dates(places: Places, tree: Tree) -> Iterator[Problem]:
    """A number ends after it begins."""
    for index, row in enumerate(places.municipalities):
        if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
            at = tree.place(("municipalities", index, "valid_to"))
            yield problem("VK104", PLACES, at, "valid_to", row.valid_to, first=row.valid_from)


def _neighbours(places: Places, tree: Tree) -> Iterator[Problem]:
    """A border has two sides: who is named as a neighbour is in the list, and names this one back."""
    rows = {m.key: m for m in places.municipalities}
    for index, row in enumerate(places.municipalities):
        for nth, key in enumerate(row.neighbours):
            at = tree.place(("municipalities", index, "neighbours", nth))
            if key not in rows:
                yield problem("VK131", PLACES, at, "neighbours", key, suggestion=alike(key, list(rows)))
            elif row.key not in rows[key].neighbours:
                yield problem("VK132", PLACES, at, "neighbours", key, other=row.key)


def _outside(places: Places, tree: Tree) -> Iterator[Problem]:
    """A place that is no municipality has a source, and no name that a municipality has."""
    taken = {fold(name): m.key for m in places.municipalities for name in (m.name, *m.official(), *m.former)}
    ids = {s.id for s in places.sources}
    for index, place in enumerate(places.outside):
        if place.source not in ids:
            yield problem("VK129", PLACES, tree.place(("outside", index, "source")), "source", place.source)
        for nth, name in enumerate(place.names):
            if fold(name) in taken:
                at = tree.place(("outside", index, "names", nth))
                yield problem("VK133", PLACES, at, "names", name, other=taken[fold(name)])


def _organisations(places: Places, words: Vocabularies) -> Iterator[Problem]:
    """An organisation that is a municipality is one of the list."""
    known = {m.key for m in places.municipalities}
    for value in words.get("organisations") or ():
        key = value.key.removesuffix(ORGANISATION)
        if value.extra.get("kind") == "kommune" and key not in known:
            path = "docs/_data/vocabulary/organisations.yml"
            yield problem("VK130", path, Place(), "key", value.key)


def _values(places: Places, words: Vocabularies) -> Iterator[Value]:
    """The words. What several are called is no spelling of any: the author is told of all it fits."""
    counties = {c.key: c for c in places.counties}
    current = {m.key: _spellings(m, words) for m in places.municipalities}
    former = {m.key: _called(m.former) for m in places.municipalities}
    fits = Counter(s for mine in current.values() for s in set(map(fold, mine)))
    was = Counter(s for mine in former.values() for s in set(map(fold, mine)))
    names = Counter(fold(m.name) for m in places.municipalities)
    for row in places.municipalities:
        old = [s for s in former[row.key] if fold(s) not in fits]
        aliases = [s for s in current[row.key] if fits[fold(s)] == 1] + [s for s in old if was[fold(s)] == 1]
        shared = [s for s in current[row.key] if fits[fold(s)] > 1] + [s for s in old if was[fold(s)] > 1]
        label = f"{row.name} ({counties[row.county].names[0]})" if names[fold(row.name)] > 1 else row.name
        yield Value(
            row.key,
            {"nb": label, "nn": label},
            tuple(s for s in dict.fromkeys(aliases) if s not in (row.key, label)),
            unverified=", ".join(row.unverified),
            valid_from=row.valid_from or "",
            valid_to=row.valid_to or "",
            extra=_facts(row, places, counties),
            shared=tuple(dict.fromkeys(shared)),
        )


def _facts(row: Municipality, places: Places, counties: Mapping[str, County]) -> dict[str, object]:
    """What a row says besides names. ``sources`` are those besides the file's own for all rows."""
    return {
        "number": row.number, "name": row.name, "names": list(row.official()), "former": list(row.former),
        "districts": list(row.districts), "org_number": row.org_number or UNKNOWN, "county": row.county, "county_name": counties[row.county].names[0],
        "helsefellesskap": row.helsefellesskap, "region": row.region, "population": row.population,
        "centrality": row.centrality, "neighbours": list(row.neighbours),
        "as_of": row.as_of or places.as_of, "sources": list(row.sources),
    }  # fmt: skip


def _spellings(row: Municipality, words: Vocabularies) -> list[str]:
    """Number, names with and without «kommune», and what the organisation of the same municipality is called."""
    organisations = words.get("organisations")
    own = row.key + ORGANISATION
    also = organisations[own].spellings() if organisations and own in organisations else ()
    names = dict.fromkeys((row.name, *row.official()))
    whole = (" – ".join(row.official()),) if len(names) > 1 else ()
    return list(dict.fromkeys((row.key, row.number, *_called(names), *whole, *also)))


def _called(names: Iterable[str]) -> list[str]:
    """What an author may type for each name, with and without «kommune»."""
    return [s for name in names for s in (name, slug(name), f"{name} kommune", slug(name) + ORGANISATION)]
