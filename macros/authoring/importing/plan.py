"""What an import would do: which projects are new, which are there already, and what is different in those.

Nothing is written here. ``ImportStep.text`` is what a door may write to ``ImportStep.path``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from macros.authoring.draft import MAY_BE_UNKNOWN, completed, draft_text, rest_of, section_texts
from macros.authoring.entries import PROJECTS, Existing, by_slug, named, plain_fields, present
from macros.authoring.importing.candidates import Candidate
from macros.authoring.importing.merge import updated_text
from macros.authoring.yaml.front_matter import front_matter_text, write_up_text
from macros.content.model import Project
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import parse
from macros.words.problems import Problem, problem
from macros.words.vocabulary import UNKNOWN, Vocabularies, fold

Kind = Literal["new", "same", "exists", "overwritten"]
BODY = "body"


@dataclass(frozen=True)
class ImportStep:
    """What happens with one project. ``differs``: the fields (and ``body``) that are not as they stand."""

    kind: Kind
    path: str
    title: str
    text: str | None = None
    differs: tuple[str, ...] = ()


def plan(
    found: Iterable[Candidate],
    existing: Sequence[Existing],
    words: Vocabularies,
    overwrite: bool,
    path: str,
    before: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[ImportStep], list[Problem]]:
    """A step for each candidate. Two candidates for one write-up are a problem; then nothing should be written.

    ``before``: write-ups that a file read earlier has made, with its name.
    """
    slugs = by_slug(existing)
    names = {fold(name): e for e in reversed(existing) for name in reversed(named(e))}
    steps: list[ImportStep] = []
    problems: list[Problem] = []
    taken: dict[str, Candidate] = {}
    for candidate in found:
        title = str(candidate.draft.fields.get("title", ""))
        there = slugs.get(candidate.slug) or (None if candidate.named else names.get(fold(title)))
        step = _changed(candidate, there, words, overwrite) if there else _new(candidate, words)
        other = before.get(step.path) or taken.setdefault(step.path, candidate).where
        if other != candidate.where or taken.get(step.path, candidate) is not candidate:
            slug = step.path.removeprefix(f"{PROJECTS}/").removesuffix(".md").removesuffix("/index")
            problems.append(problem("IM014", path, candidate.place, value=slug, where=candidate.where, other=other))
        steps.append(step)
    return steps, problems


def _new(candidate: Candidate, words: Vocabularies) -> ImportStep:
    asked = [name for name in MAY_BE_UNKNOWN if name not in candidate.carried]
    draft = completed(candidate.draft, words, asked)
    folder = candidate.folder or bool(draft.fields.get("downloads")) or isinstance(draft.fields.get("price_model"), str)
    path = f"{PROJECTS}/{candidate.slug}/index.md" if folder else f"{PROJECTS}/{candidate.slug}.md"
    text = draft_text(draft) if candidate.body is None else write_up_text(draft.fields, _body(candidate))
    return ImportStep("new", path, str(draft.fields["title"]), text)


def _changed(candidate: Candidate, there: Existing, words: Vocabularies, overwrite: bool) -> ImportStep:
    """Only what the file speaks of is compared; the rest of the write-up is left as it is."""
    now = there.entry.fields
    kept = {name: value for name, value in now.items() if name not in candidate.carried}
    new = normal({**kept, **candidate.draft.fields}, words)  # the whole, because a record is judged as a whole
    title = str(now.get("title") or new.get("title"))
    differs = [name for name in _order(candidate) if new.get(name) != now.get(name)]
    body = _body_beside(candidate, there)
    if body is not None and body != there.entry.body:
        differs.append(BODY)
    if not differs:
        return ImportStep("same", there.entry.path, title)
    if not overwrite:
        return ImportStep("exists", there.entry.path, title, None, tuple(differs))
    changes = {name: new.get(name) for name in differs if name != BODY}
    text = updated_text(there, changes, body if BODY in differs else None)
    return ImportStep("overwritten", there.entry.path, title, text, tuple(differs))


def normal(fields: Mapping[str, Any], words: Vocabularies) -> dict[str, Any]:
    """``fields`` as a write-up with them would have them: keys for labels, lists where many are allowed.

    A field that the validator does not accept stays as it was written, and does not stand in the way of the others.
    """
    tree, problems = parse(front_matter_text(fields), "", 1)
    if problems:
        return present(fields)
    record, wrong = build(Project, tree, "", words)
    bad = {p.field.partition(".")[0] for p in wrong} if record is None else set()
    if not bad & set(fields):
        return plain_fields(tree, words)
    kept = {name: value for name, value in fields.items() if name not in bad}
    stand_in = {name: UNKNOWN for name in MAY_BE_UNKNOWN if name not in kept}
    known = normal({**stand_in, **kept}, words) if "title" in kept else present(kept)
    return {name: known.get(name, value) if name in kept else value for name, value in present(fields).items()}


def _order(candidate: Candidate) -> list[str]:
    given = [name for name in candidate.draft.fields if name in candidate.carried]
    return [*given, *sorted(candidate.carried - set(given))]


def _body(candidate: Candidate) -> str:
    """The text of a new write-up: the file's own, and under it what stood in other columns."""
    return "\n\n".join(filter(None, (candidate.body, *section_texts(candidate.draft), rest_of(candidate.draft))))


def _body_beside(candidate: Candidate, there: Existing) -> str | None:
    """The text of a write-up that is there, as it would become; None when the file has no text for it."""
    if candidate.body is not None:
        return _body(candidate)
    parts = [*section_texts(candidate.draft), rest_of(candidate.draft)]
    text = there.entry.body or ""
    missing = [part for part in parts if part and part.partition("\n\n")[2] not in text]
    return "\n\n".join(filter(None, (text, *missing))) if missing else None
