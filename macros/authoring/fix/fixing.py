"""A file corrected: every mistake with only one right answer, and not a byte more.

``fixed`` is pure: bytes in, text out. What it cannot correct the validator goes on telling about. The order: bytes →
marks → lines YAML cannot read → values, words and keys (until nothing changes) → words of today → order of the fields.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from macros.authoring.fix.bytes import text_of
from macros.authoring.fix.edits import Edit, Outline, Spot, apply, chosen, outline
from macros.authoring.fix.ids import with_ids
from macros.authoring.fix.lines import closed, repairs, split_file, with_marks
from macros.authoring.fix.order import in_order
from macros.authoring.fix.pictures import is_picture, without_place
from macros.authoring.fix.retired import todays_words
from macros.authoring.fix.tidy import tidied
from macros.authoring.fix.twins import without_twins
from macros.authoring.fix.values import Source, Values
from macros.authoring.yaml.scalars import scalar
from macros.content.model import Project
from macros.content.yaml.field_names import in_norwegian
from macros.content.yaml.fields import Refusal, names_at, refusals, without_blanks
from macros.content.yaml.front_lines import misread
from macros.content.yaml.nodes import Loc, parse
from macros.content.yaml.replaced import GONE, RENAMED
from macros.text.norwegian import slug
from macros.words.problems import Problem
from macros.words.vocabulary import Vocabularies


@dataclass(frozen=True)
class Kit:
    """What a correction needs to know about the checkout."""

    words: Vocabularies
    tools: Mapping[str, str] = field(default_factory=dict)
    """Folded titles, aliases and addresses of the tools -> the address."""


@dataclass(frozen=True)
class Renamed:
    """A field whose name was misspelt: what stood there and what stands there now."""

    old: str
    new: str


@dataclass(frozen=True)
class Fixed:
    """The corrected text; None when the file is no text or would have become worse. ``worse`` tells them apart."""

    text: str | None
    renamed: tuple[Renamed, ...] = ()
    worse: bool = False


def fixed(raw: bytes, model: type[BaseModel] | None, kit: Kit, whole: bool = False) -> Fixed:
    """The file in ``raw`` corrected. ``model`` is what its front matter should be; without one only letters and lines
    are put right; of a picture the place where it was taken is taken out, and the bytes come as a text that gives them
    back with ``surrogateescape``. ``whole``: the file is all YAML, without marks and body.
    """
    if is_picture(raw):
        return Fixed(without_place(raw).decode("utf-8", "surrogateescape"))
    text = text_of(raw)
    if text is None or model is None:
        return Fixed(text)
    if whole:
        readable = _readable(text, 1)
        front, renamed = _front(readable, model, kit)
        return _judged(text, readable, front, renamed, _of_today(front, model, kit), model, kit)
    marked = with_marks(text)
    found = split_file(marked)
    if found is None:
        return Fixed(marked)
    mark, old, rest = found
    readable = _readable(old, 1)
    front, renamed = _front(readable, model, kit)
    new = _of_today(front, model, kit)
    if model is Project:  # the only one whose order the contract gives
        new = in_order(new, names_at(model, ()))
    result = _judged(old, readable, front, renamed, mark + new + rest, model, kit)
    if model is Project and result.text is not None:
        return replace(result, text=mark + with_ids(new) + rest)
    return result


def _judged(
    old: str, readable: str, new: str, renamed: list[Renamed], new_text: str, model: type[BaseModel], kit: Kit
) -> Fixed:
    """Refuses a correction that would leave more mistakes than there were, or change a record that had none.

    ``readable`` is ``old`` with the lines put right that YAML would have misread: what they meant is what counts.
    """
    if old == new:
        return Fixed(new_text)
    before, after = mistakes(old, model, kit), mistakes(new, model, kit)
    if after > before or (mistakes(readable, model, kit) == (0, 0) and not _same(readable, new, model, kit)):
        return Fixed(None, worse=True)
    return Fixed(new_text, tuple(renamed))


def mistakes(front: str, model: type[BaseModel], kit: Kit) -> tuple[int, int]:
    """How bad it is: problems that hide all others (of YAML), then values the model refuses."""
    tree, problems = parse(front, "", 1)
    if problems and not tree.data:
        return len(problems), 0
    return 0, len(problems) + len(refusals(model, tree, kit.words))


def _same(old: str, new: str, model: type[BaseModel], kit: Kit) -> bool:
    """Whether two correct front matters are the same record; a word that stood twice in a list may be gone."""
    context = {"vocabularies": kit.words}
    one, other = (_plain(model.model_validate(_data(t), context=context)) for t in (old, new))
    return one == other


def _data(front: str) -> object:
    return without_blanks(parse(front, "", 1)[0].data)[0]


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, (tuple, list)):
        items = [_plain(v) for v in value]
        return [v for i, v in enumerate(items) if v not in items[:i]]
    return value


def _front(front: str, model: type[BaseModel], kit: Kit) -> tuple[str, list[Renamed]]:
    renamed: list[Renamed] = []
    for _ in range(12):
        found = outline(front)
        tree = parse(front, "", 1)[0]
        if found is None or not tree.data:
            break
        refused = refusals(model, tree, kit.words)
        edits = [*_values(found, refused, model, kit), *tidied(found, model, kit.words, {r.loc for r in refused})]
        better = _carefully(front, edits, model, kit)
        keys = list(_keys(outline(better) or found, refused, model)) if better == front else []
        for edit in keys:  # one at a time: the value must fit the field it is now said to be
            one = apply(better, [edit])
            now, before = mistakes(one, model, kit), mistakes(better, model, kit)
            if now < before or (now == before and edit.why == "gone"):  # a blank one was no value to refuse
                renamed.append(Renamed(better[edit.start : edit.end], edit.new))
                better = one
                break
        if better == front:
            break
        front = better
    return _without_trailing_spaces(front), renamed


def _of_today(front: str, model: type[BaseModel], kit: Kit) -> str:
    """With the words of today, and what thereby stands twice once; as it was where that would be worse."""
    new = todays_words(front, model, kit.words)
    if new == front:
        return front
    new = _front(new, model, kit)[0]
    return new if mistakes(new, model, kit) <= mistakes(front, model, kit) else front


def _readable(front: str, first: int) -> str:
    """The lines YAML cannot read, or reads as something else, written right one by one, as long as each step helps."""
    for _ in range(front.count("\n") + 2):
        told = _misreadings(front, first)
        better = next((b for b in _attempts(front, told, first) if _further(_misreadings(b, first), told)), None)
        if better is None:
            break
        front = better
    return front


def _misreadings(front: str, first: int) -> tuple[bool, list[Problem]]:
    """Whether YAML gives up, and what is wrong with the lines."""
    tree, problems = parse(front, "", first)
    unreadable = bool(problems and not tree.data)
    return unreadable, problems if unreadable else [*problems, *misread(front, "", first)]


def _attempts(front: str, told: tuple[bool, list[Problem]], first: int) -> Iterator[str]:
    """Other ways to write the lines that are wrong, the likeliest first."""
    unreadable, problems = told
    for each in problems:
        yield from repairs(front, each, first)
    if any(p.code == "FM012" for p in problems) and (single := without_twins(front)):
        yield single
    if unreadable and (tried := closed(front, problems[0], first)):
        yield tried


def _further(after: tuple[bool, list[Problem]], before: tuple[bool, list[Problem]]) -> bool:
    """Whether YAML comes further down than before, so that no line is ever written twice in vain."""
    if after[0] != before[0]:
        return before[0]
    if not after[0]:
        return len(after[1]) < len(before[1])
    here, there = (min((p.line, p.column) for p in found) for found in (after[1], before[1]))
    return here > there or (here == there and len(after[1]) < len(before[1]))


def _carefully(front: str, edits: Iterable[Edit], model: type[BaseModel], kit: Kit) -> str:
    """The edits made together, or one by one without those that make it worse."""
    todo = chosen(edits)
    before, together = mistakes(front, model, kit), apply(front, todo)
    if mistakes(together, model, kit) <= before:
        return together
    for edit in reversed(todo):  # from the end, so that the places of the others still hold
        one = apply(front, [edit])
        if mistakes(one, model, kit) <= before:
            front, before = one, mistakes(one, model, kit)
    return front


def _values(found: Outline, refused: list[Refusal], model: type[BaseModel], kit: Kit) -> Iterator[Edit]:
    values = Values(kit.words, kit.tools)
    for refusal in refused:
        spot = found.values.get(refusal.loc)
        if spot is None:
            continue
        if spot.kind == "list" and spot.flow:
            children = found.children(refusal.loc)
            if refusal.code == "FM027" and len(children) == 1 and found.values[children[0]].simple:
                only = found.values[children[0]]
                yield Edit(spot.start, spot.end, found.text[only.start : only.end], "list")
            elif refusal.code == "FM244":
                source = values.source(refusal, "", model)
                yield Edit(spot.start, spot.end, str(source), "value")
        elif spot.simple and (source := values.source(refusal, spot.value, model)) is not None:
            yield from _replaced(found, refusal, spot, source)


def _replaced(found: Outline, refusal: Refusal, spot: Spot, source: Source) -> Iterator[Edit]:
    """One value becomes another, or several: beside it in its list, or as a list where it stood alone."""
    if isinstance(source, str):
        yield Edit(spot.start, spot.end, source, "value")
        return
    if not isinstance(refusal.loc[-1], int):
        yield Edit(spot.start, spot.end, f"[{', '.join(source)}]", "list")
    elif found.values[refusal.loc[:-1]].flow:
        yield Edit(spot.start, spot.end, ", ".join(source), "list")
    else:
        first = found.line(spot.start)[0]
        lead = found.text[first : spot.start]
        if not lead.replace("-", "", 1).strip():
            yield Edit(spot.start, spot.end, f"\n{lead}".join(source), "list")


def _keys(found: Outline, refused: list[Refusal], model: type[BaseModel]) -> Iterator[Edit]:
    """Names of fields that are one field's name but for a slip, where that field is not there already; and those gone."""
    yield from (_line_of(found, loc) for loc in found.keys if len(loc) == 1 and str(loc[0]) in GONE)
    for refusal in refused:
        key = found.keys.get(refusal.loc)
        if refusal.code != "FM020" or key is None:
            continue
        parent, name = refusal.loc[:-1], str(refusal.loc[-1])
        free = [n for n in names_at(model, parent) if (*parent, n) not in found.keys]
        if name in GONE:
            continue
        same = RENAMED.get(name) or in_norwegian(name, free) or slug(name).replace("-", "_")
        near = [same] if same in free else difflib.get_close_matches(same, free, n=2, cutoff=0.8)
        if len(near) == 1:
            yield Edit(key.start, key.end, scalar(near[0]), "key")


def _line_of(found: Outline, loc: Loc) -> Edit:
    """The whole of a field that is gone, its line end included."""
    start, end = found.line(found.keys[loc].start)[0], found.line(found.last(loc))[1]
    return Edit(start, min(end + 1, len(found.text)), "", "gone")


def _without_trailing_spaces(front: str) -> str:
    """Lines without white space at the end, unless it is part of a text."""
    better = "\n".join(line.rstrip(" \t") for line in front.split("\n"))
    return better if parse(better, "", 1)[0].data == parse(front, "", 1)[0].data else front
