"""What an import would do: which projects are new, which are there already, and what is different in those.

Nothing is written here. ``ImportStep.text`` is what a door may write to ``ImportStep.path``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from macros.authoring.draft import MAY_BE_UNKNOWN, completed, draft_text
from macros.authoring.entries import PROJECTS, Existing, by_slug, named, plain_fields, present
from macros.authoring.importing.accounting import Told
from macros.authoring.importing.benefits.merging import merged
from macros.authoring.importing.benefits.writing import FIELD, with_benefits
from macros.authoring.importing.merge import updated_text
from macros.authoring.importing.recognising.candidates import Candidate
from macros.authoring.importing.sections import with_parts
from macros.authoring.yaml.front_matter import front_matter_text, write_up_text
from macros.benefits import FilledPlan
from macros.content.model import Project
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import parse
from macros.library.rules.small import names_a_place
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import UNKNOWN, Vocabularies, fold

Kind = Literal["new", "same", "exists", "overwritten", "refused"]
BODY = "body"


@dataclass(frozen=True)
class Change:
    """What a field (or ``body``) says, and what it would say; None on the side where it says nothing."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True)
class ImportStep:
    """What happens with one project. ``changes``: what is not as it stands. ``files``: what comes beside the write-up,
    by path. ``told``: what a filled-in plan has that the write-up does not get."""

    kind: Kind
    path: str
    title: str
    text: str | None = None
    changes: tuple[Change, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    told: tuple[Told, ...] = ()

    @property
    def differs(self) -> tuple[str, ...]:
        """The fields (and ``body``) that are not as they stand."""
        return tuple(change.name for change in self.changes)


def plan(
    found: Iterable[Candidate],
    existing: Sequence[Existing],
    words: Vocabularies,
    overwrite: bool,
    path: str,
    before: Mapping[str, str] = MappingProxyType({}),
    today: date = date.min,
) -> tuple[list[ImportStep], list[Problem]]:
    """A step for each candidate. Two candidates for one write-up are a problem; then nothing should be written.

    ``before``: write-ups that a file read earlier has made, with its name. ``today``: the day that figures of a filled-in
    plan are released.
    """
    slugs = by_slug(existing)
    names = {fold(name): e for e in reversed(existing) for name in reversed(named(e))}
    steps: list[ImportStep] = []
    problems: list[Problem] = []
    taken: dict[str, Candidate] = {}
    for candidate in found:
        title = str(candidate.draft.fields.get("title", ""))
        if candidate.filled is not None:
            found_there = slugs.get(candidate.slug) or names.get(fold(title))
            step_, wrong = filled_in(candidate.filled, candidate.slug, found_there, words, path, today)
            steps += [step_] if step_ else []
            problems += wrong
            continue
        there = slugs.get(candidate.slug) or (None if candidate.named else names.get(fold(title)))
        step = _changed(candidate, there, words, overwrite) if there else _new(candidate, words)
        other = before.get(step.path) or taken.setdefault(step.path, candidate).where
        if other != candidate.where or taken.get(step.path, candidate) is not candidate:
            slug = step.path.removeprefix(f"{PROJECTS}/").removesuffix(".md").removesuffix("/index")
            problems.append(problem("IM014", path, candidate.place, value=slug, where=candidate.where, other=other))
        if there and candidate.files and step.text is not None and not there.entry.folder:
            folder = f"{PROJECTS}/{there.entry.slug}/index.md"
            problems.append(problem("IM030", path, candidate.place, value=there.entry.path, write=folder))
        steps.append(step)
    return steps, problems


def filled_in(
    filled: FilledPlan, slug: str, there: Existing | None, words: Vocabularies, path: str, today: date
) -> tuple[ImportStep | None, list[Problem]]:
    """What a filled-in benefit plan does with the write-up it is about. It needs no leave to overwrite: only what its
    owner has released changes anything, and every change is told."""
    if there is None:
        code = "IM032" if slug else "IM042"
        return None, [problem(code, path, Place(), value=slug)]
    fields = there.entry.fields
    record, _ = build(Project, there.tree, "", words)
    named_ = record is None or names_a_place(record, words)
    found = merged(filled, list(fields.get(FIELD, [])), words, path, today, place_named=named_)
    if found.problems:
        return None, found.problems
    title, told = str(fields.get("title", "")), tuple(found.told)
    if not found.changes:
        return ImportStep("same", there.entry.path, title, told=told), []
    changes = tuple(Change(d.name, d.old, d.new) for d in found.changes)
    text = with_benefits(there, found.benefits, words)
    return ImportStep("overwritten", there.entry.path, title, text, changes, told=told), []


def _new(candidate: Candidate, words: Vocabularies) -> ImportStep:
    asked = [name for name in MAY_BE_UNKNOWN if name not in candidate.carried]
    draft = completed(candidate.draft, words, asked)
    folder = candidate.folder or bool(draft.fields.get("downloads")) or isinstance(draft.fields.get("price_model"), str)
    path = f"{PROJECTS}/{candidate.slug}/index.md" if folder else f"{PROJECTS}/{candidate.slug}.md"
    if candidate.text is not None:
        text = candidate.text
    else:
        text = draft_text(draft) if candidate.body is None else write_up_text(draft.fields, _body(candidate))
    return ImportStep("new", path, str(draft.fields["title"]), text, files=_beside(path, candidate))


def is_published(text: str) -> bool:
    """Whether readers would see a write-up with this text."""
    found = re.search(r"^status:[ \t]*[\"']?([\w-]+)", text.partition("\n---")[0], re.MULTILINE)
    return found is None or found[1].casefold() in ("published", "publisert")


def as_draft(step: ImportStep) -> ImportStep:
    """The same step, as a draft: what is not right yet is not shown to readers."""
    lines = (step.text or "").split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.startswith("---")), 0)
    head = [line for line in lines[1:end] if not line.startswith("status:")]
    at = next((n + 1 for n, line in enumerate(head) if line.startswith("title:")), 0)
    return replace(step, text="\n".join([*lines[:1], *head[:at], "status: draft", *head[at:], *lines[end:]]))


def _beside(path: str, candidate: Candidate) -> dict[str, bytes]:
    folder = path.rpartition("/")[0]
    return {f"{folder}/{name}": data for name, data in candidate.files.items()}


def _changed(candidate: Candidate, there: Existing, words: Vocabularies, overwrite: bool) -> ImportStep:
    """Only what the file speaks of is compared; the rest of the write-up is left as it is."""
    now = there.entry.fields
    kept = {name: value for name, value in now.items() if name not in candidate.carried}
    new = normal(
        {**kept, **candidate.draft.fields, **_joined(candidate, now)}, words
    )  # the whole, because a record is judged as a whole
    title = str(now.get("title") or new.get("title"))
    differs = [name for name in _order(candidate) if new.get(name) != now.get(name)]
    changes = [Change(name, now.get(name), new.get(name)) for name in differs]
    body = _body_beside(candidate, there)
    if body is not None and body != there.entry.body:
        changes.append(Change(BODY, there.entry.body, body))
    if not changes:
        return ImportStep("same", there.entry.path, title)
    if not overwrite:
        return ImportStep("exists", there.entry.path, title, None, tuple(changes))
    text = updated_text(there, {n: new.get(n) for n in differs}, body if changes[-1].name == BODY else None)
    files = _beside(there.entry.path, candidate) if there.entry.folder else {}
    return ImportStep("overwritten", there.entry.path, title, text, tuple(changes), files)


def _joined(candidate: Candidate, now: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of which the file has only some parts («Fase ved start»): the other parts are kept."""
    found = {}
    for outer in {name.partition(".")[0] for name in candidate.parts}:
        there, given = now.get(outer), candidate.draft.fields.get(outer, {})
        if outer in candidate.carried and isinstance(there, Mapping) and isinstance(given, Mapping):
            kept = {key: value for key, value in there.items() if f"{outer}.{key}" not in candidate.parts}
            found[outer] = {**kept, **given}
    return found


def normal(fields: Mapping[str, Any], words: Vocabularies) -> dict[str, Any]:
    """``fields`` as a write-up with them would have them: keys for labels, lists where many are allowed.

    A field that the validator does not accept stays as it was written, and does not stand in the way of the others.
    """
    tree, problems = parse(front_matter_text(fields), "", 1)
    if problems:
        return present(fields)
    record, wrong = build(Project, tree, "", words)
    bad = {p.field.partition(".")[0] for p in wrong} if record is None else set()
    kept = {name: value for name, value in fields.items() if name not in bad}
    stand_in = {name: UNKNOWN for name in MAY_BE_UNKNOWN if name not in kept}
    if record is not None or not (bad & set(fields) or stand_in):
        return plain_fields(tree, words)
    known = normal({**stand_in, **kept}, words) if "title" in kept else present(kept)
    return {name: known.get(name, value) if name in kept else value for name, value in present(fields).items()}


def _order(candidate: Candidate) -> list[str]:
    given = [name for name in candidate.draft.fields if name in candidate.carried]
    return [*given, *sorted(candidate.carried - set(given))]


def _body(candidate: Candidate) -> str:
    """The text of a new write-up: the file's own, and what stood in other columns at its place."""
    return with_parts(candidate.body or "", candidate.draft)


def _body_beside(candidate: Candidate, there: Existing) -> str | None:
    """The text of a write-up that is there, as it would become; None when the file has no text for it."""
    body = there.entry.body or ""
    if candidate.body is not None:
        return with_parts(candidate.body, candidate.draft)
    return with_parts(body, candidate.draft) if candidate.draft.sections or candidate.draft.rest else None
