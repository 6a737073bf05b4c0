"""A new write-up: correct front matter with comments that help, the house's headings, and what was known beforehand.

Used by ``innomed new``, ``innomed import`` and the issue form; the result always passes the reader, and what is not
known says ``ukjent``. Nothing that was given is left out: what has no place stands under a heading of its own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from macros.authoring.entries import PROJECTS, present
from macros.authoring.importing.names import SECTIONS, heading
from macros.authoring.importing.readers.text import in_words
from macros.authoring.yaml.front_matter import front_matter_text
from macros.content.model import Project, Tool
from macros.content.model.fields.reference import may_be_unknown, shape_of
from macros.content.model.fields.types import SLUG_PATTERN
from macros.content.records import RESERVED
from macros.text.markdown import inline
from macros.text.norwegian import title_slug
from macros.words.labels import labels
from macros.words.vocabulary import UNKNOWN, Vocabularies

MAY_BE_UNKNOWN = may_be_unknown(Project)
"""Required fields of a project that may say ``ukjent``."""
SUMMARY = int(shape_of(Project).fields["summary"].mark("limit"))
"""Characters that a card shows of a summary."""
FALLBACK = "nytt-prosjekt"
TOOL_PARTS = ("about", "when", "how")


@dataclass(frozen=True)
class Draft:
    """What is known about a project before its write-up exists.

    ``sections``: parts of the text (``names.SECTIONS``) as Markdown. ``rest``: what had no place, as (label, Markdown).
    ``origin`` names the file it came from. ``derived``: fields that were worked out and not written by anybody, with
    the key of the comment that says how.
    """

    fields: Mapping[str, Any]
    sections: Mapping[str, str] = field(default_factory=dict)
    rest: Sequence[tuple[str, str]] = ()
    origin: str = ""
    derived: Mapping[str, str] = field(default_factory=dict)


def may_be_slug(slug: str) -> bool:
    """Whether ``slug`` can be an address at all: written as one, and not one of the site's own."""
    return bool(re.fullmatch(SLUG_PATTERN, slug)) and slug not in RESERVED


def unused_slug(title: str, taken: Container[str] = ()) -> str:
    """The address of a title: never reserved, never in ``taken``, never a path. A title without letters has one too."""
    slug = title_slug(title) or FALLBACK
    slug = f"{slug}-prosjekt" if slug in RESERVED else slug
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def completed(draft: Draft, words: Vocabularies, unknown: Sequence[str] = MAY_BE_UNKNOWN) -> Draft:
    """``draft`` with what follows from the rest: status, region from the owner, summary from the text, and ``ukjent``
    in the required fields named in ``unknown`` that are still empty."""
    fields = {"status": "draft", **present(draft.fields)}
    derived = dict(draft.derived)
    if "region" not in fields and "region" in unknown and (regions := regions_of(fields.get("owner"), words)):
        fields["region"], derived["region"] = regions, "region"
    if "summary" not in fields and "summary" in unknown and (found := first_sentences(draft.sections.get("challenge"))):
        fields["summary"], derived["summary"] = found, "summary"
    for name in unknown:
        fields.setdefault(name, [{"title": UNKNOWN}] if name == "source" else UNKNOWN)
    return Draft(fields, draft.sections, draft.rest, draft.origin, derived)


def regions_of(owners: object, words: Vocabularies) -> list[str]:
    """The regions of the organisations ``owners``, when every one of them is known and has one."""
    names = owners if isinstance(owners, list) else [owners]
    known = words["organisations"]
    keys = [known.resolve(name) if isinstance(name, str) else None for name in names]
    regions = [str(known[key].extra.get("region", "")) if key else "" for key in keys]
    return list(dict.fromkeys(regions)) if regions and all(r in words["regions"] for r in regions) else []


def first_sentences(text: str | None) -> str:
    """One or two sentences from the beginning of a text, as much as a card shows; empty when the first is longer."""
    first = (text or "").split("\n\n")[0]
    if re.match(r"\s*(?:[-*+>|#!]|\d+[.)]\s)", first) and not first.startswith("**"):
        return ""
    plain = re.sub(r"\s+", " ", in_words(re.sub(r"\[\^[^\]]+\]", "", first))).strip()
    found = ""
    for sentence in re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ])", plain)[:2]:
        if not sentence.endswith((".", "!", "?")) or len(found) + len(sentence) >= SUMMARY:
            break
        found = f"{found} {sentence}".strip()
    return found


def draft_text(draft: Draft) -> str:
    """The write-up of a project."""
    t = labels()
    comments = {name: t(f"draft.comment.{key}") for name, key in draft.derived.items()}
    unknown = [name for name in MAY_BE_UNKNOWN if draft.fields.get(name) == UNKNOWN]
    if unknown:
        comments.setdefault(unknown[0], t("draft.comment.unknown"))
    comments.setdefault("source", t("draft.comment.source"))
    if draft.fields.get("status") == "draft":
        comments["status"] = t("draft.comment.status")
    front = _commented(front_matter_text(draft.fields), comments)
    top, more = t("draft.comment.top"), t("draft.comment.more")
    return f"---\n# {top}\n{front}# {more}\n---\n\n{body_of(draft)}\n"


def body_of(draft: Draft) -> str:
    """The text with every heading of the house, help under the empty ones, and last what had no place.

    The help is a Markdown definition, which no reader of the site sees.
    """
    t = labels()
    parts = []
    for section in SECTIONS:
        text = draft.sections.get(section, "").strip("\n")
        parts.append(f"## {heading(section)}\n\n{text or _help(t(f'draft.help.{section}'))}")
    return "\n\n".join([*parts, *filter(None, [rest_of(draft)])])


def rest_of(draft: Draft) -> str:
    """What had no place, under a heading that says so; empty when everything had one."""
    if not draft.rest:
        return ""
    t = labels()
    lines = [f"## {t('body.heading.rest')}", t("body.rest", source=inline(draft.origin) or "…")]
    for label, text in draft.rest:
        lines += [f"### {inline(label)}" if label else "", text]
    return "\n\n".join(line for line in lines if line)


def tool_text(fields: Mapping[str, Any]) -> str:
    """The write-up of a tool."""
    t = labels()
    given = {"status": "draft", "version": "1.0", **present(fields)}
    comments = {"status": t("draft.comment.status"), "source": t("draft.comment.source")}
    front = _commented(front_matter_text(given, Tool), comments)
    parts = [f"## {t(f'draft.tool.{p}')}\n\n{_help(t(f'draft.tool.{p}_help'))}" for p in TOOL_PARTS]
    return f"---\n# {t('draft.comment.top')}\n{front}# {t('draft.tool.form')}\n---\n\n" + "\n\n".join(parts) + "\n"


def path_of(kind: type[BaseModel], slug: str, folder: bool = False) -> str:
    """Where a new write-up of ``kind`` (Project or Tool) lies."""
    if kind is Tool:
        return f"tools/{slug}/index.md"
    return f"{PROJECTS}/{slug}/index.md" if folder else f"{PROJECTS}/{slug}.md"


def _help(text: str) -> str:
    return f"[hjelp]: # ({text})"


def _commented(front: str, comments: Mapping[str, str]) -> str:
    """``front`` with a comment on the line above each field that has one."""
    lines = []
    for line in front.splitlines(keepends=True):
        name = line.partition(":")[0]
        if name in comments and not line.startswith((" ", "-")):
            lines.append(f"# {comments[name]}\n")
        lines.append(line)
    return "".join(lines)
