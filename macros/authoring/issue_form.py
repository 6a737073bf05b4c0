"""The issue form «Meld inn et prosjekt» as GitHub writes it out -> a draft. Pure; the text is a stranger's.

GitHub turns each question into ``### Label``, a blank line and the answer; ``_No response_`` where there is none. The
form itself (the YAML in ``.github/ISSUE_TEMPLATE``) says which field a question belongs to, by its ``id``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.authoring.draft import Draft, draft_text, unused_slug
from macros.authoring.importing.names import meaning
from macros.authoring.word_lists import words_to_add
from macros.content.model import Project
from macros.content.model.fields.new_words import NewWord
from macros.content.model.fields.reference import column
from macros.words.vocabulary import UNKNOWN, Vocabularies

NOTHING = ("", "_No response_")

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_HEADING = re.compile(r"^( {0,3}(?:>[ \t]*|(?:[-*+]|\d+[.)])[ \t]+)*)(#{1,2})(?!#)")
"""A heading of level 1 or 2, also in a list or a quotation."""


@dataclass(frozen=True)
class IssueDraft:
    """A write-up as ``draft.draft_text`` makes them all, and what a person must be told about how it came to be.

    ``leftover`` is text before the first known question, ``repeated`` the questions that occur more than once (somebody
    wrote them in an answer), ``unconfirmed`` the boxes that are not ticked, ``words`` rounds and organisations that no list
    has: proposals, for a person to judge. An issue that was not made with the form
    has no ``answered`` questions.
    """

    slug: str
    title: str
    text: str
    answered: tuple[str, ...]
    leftover: str
    repeated: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    words: tuple[NewWord, ...] = ()

    @property
    def path(self) -> str:
        """Where the draft belongs, relative to the checkout."""
        return f"projects/{self.slug}.md"


def draft_from_issue(
    body: str, form: Mapping[str, Any], vocabularies: Vocabularies, taken: Container[str] = ()
) -> IssueDraft:
    """The draft in an issue. ``form`` is the form's parsed YAML, ``taken`` the addresses that are in use.

    Nothing is judged here: an answer that is not allowed is written as it stands, and the validator says so.
    """
    questions = [q for q in form["body"] if q.get("id")]
    labels = [str(q["attributes"]["label"]) for q in questions]
    values, leftover, repeated = answers(body, labels)
    fields: dict[str, Any] = {"status": "draft"}
    sections: dict[str, str] = {}
    rest: list[tuple[str, str]] = []
    unconfirmed: list[str] = []
    for question, label in zip(questions, labels, strict=True):
        value, name = values.get(label, ""), str(question["id"])
        if question["type"] == "checkboxes":
            unconfirmed += _unticked(question["attributes"]["options"], value)
        elif name.startswith("body-"):
            named = meaning(label, "section")
            if value and named:
                sections[named.key] = section(value)
            elif value:
                rest.append((label, section(value)))
        elif value:
            _put(fields, name, _typed(question, value, vocabularies))
    title = " ".join(str(fields.get("title", "")).split())
    if "source" in fields:
        fields["source"] = _source(fields["source"])
    text = draft_text(Draft({**fields, "title": title}, sections, rest, str(form["name"])))
    return IssueDraft(
        unused_slug(title, taken), title, text, tuple(values), leftover, tuple(repeated), tuple(unconfirmed),
        tuple(words_to_add(fields, vocabularies)),
    )  # fmt: skip


def answers(body: str, labels: Sequence[str]) -> tuple[dict[str, str], str, list[str]]:
    """Label -> answer (blank when there is none), the text before the first, and labels that occur more than once.

    Looked for from the end, each label before the one that follows it: a heading that somebody writes in an answer is
    then a part of that answer.
    """
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    heads = [(n, line[4:].strip()) for n, line in enumerate(lines) if line.startswith("### ")]
    found: dict[str, str] = {}
    end = len(lines)
    for label in reversed(labels):
        at = max((n for n, head in heads if head == label and n < end), default=None)
        if at is not None:
            answer = "\n".join(lines[at + 1 : end]).strip()
            found[label] = "" if answer in NOTHING else answer
            end = at
    repeated = [label for label in labels if sum(head == label for _, head in heads) > 1]
    return {label: found[label] for label in labels if label in found}, "\n".join(lines[:end]).strip(), repeated


def section(text: str) -> str:
    """An answer as a part of a body: its headings come under ours, its code ends, and no line makes a heading of another.

    Our reader's Markdown wants fences alike and at the margin, and takes «#1» for a heading: both are put right here.
    """
    made: list[str] = []
    fence = ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        mark = _FENCE.fullmatch(line)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                line, fence = fence, ""
        elif mark and not (mark[1][0] == "`" and "`" in mark[2]):
            fence = mark[1]
            word = re.match(r"\s*([\w.+-]*)", mark[2])
            line = fence + (word[1] if word else "")
        else:
            line = _HEADING.sub(_lowered, line)
            if made and made[-1].strip() and re.fullmatch(r" {0,3}(=+|-+)[ \t]*", line):
                made.append("")
        made.append(line)
    return "\n".join([*made, fence] if fence else made).strip("\n")


def _lowered(heading: re.Match[str]) -> str:
    """A heading comes under ours; «#1» with no space is no heading to whoever wrote it."""
    after = heading.string[heading.end() : heading.end() + 1]
    return heading[1] + ("###" if after in ("", " ", "\t") else "\\" + heading[2])


def _typed(question: Mapping[str, Any], value: str, vocabularies: Vocabularies) -> Any:
    """What the front matter should hold: keys for known words, lists where several are chosen, one line for a line."""
    name, attributes = str(question["id"]), question["attributes"]
    fact = column(Project, name.replace("-", ".")) or column(Project, name.partition("-")[0])
    words = vocabularies.get(fact.vocabulary) if fact else None

    def key(word: str) -> str:
        known = UNKNOWN if word.casefold() == UNKNOWN else words.resolve(word) if words else None
        return known or word

    if question["type"] == "dropdown":
        chosen = [key(word) for word in _chosen(value, attributes.get("options", ()))]
        return chosen if attributes.get("multiple") else chosen[0] if chosen else ""
    if fact and fact.many and words and question["type"] == "textarea":
        return [key(line.strip(" \t-*•")) for line in value.split("\n") if line.strip(" \t-*•")]
    if fact and fact.kind == "number":
        return int(value) if re.fullmatch(r"0|[1-9][0-9]{0,4}", value) else value
    return " ".join(value.split())


def _chosen(value: str, options: Sequence[str]) -> Iterator[str]:
    """The options in «A, B, C». An option may have a comma in it, so the longest that fits is taken first."""
    rest = "" if value == "None" else " ".join(value.split())
    while rest:
        fits = [o for o in options if rest == o or rest.startswith(f"{o}, ")]
        word = max(fits, key=len) if fits else rest.split(", ", 1)[0]
        yield word
        rest = rest[len(word) :].removeprefix(",").strip()


def _put(fields: dict[str, Any], name: str, value: Any) -> None:
    """``phase-start`` goes into ``phase``; ``owner-other`` is one more owner; the rest is the field itself."""
    field, _, part = name.partition("-")
    if part == "other":
        known = [v for v in fields.get(field, ()) if v != UNKNOWN]
        fields[field] = [*known, value]
    elif part:
        fields.setdefault(field, {})[part] = value
    else:
        fields[field] = value


def _source(source: Mapping[str, Any]) -> Any:
    """``ukjent`` alone when nobody knows where the facts come from, otherwise a list of one."""
    alone = list(source) == ["title"] and str(source["title"]).casefold() == UNKNOWN
    return UNKNOWN if alone else [dict(source)]


def _unticked(options: Sequence[Mapping[str, Any]], value: str) -> Iterator[str]:
    ticked = {m[1].strip() for m in re.finditer(r"^- \[[xX]\] (.+)$", value, re.MULTILINE)}
    for option in options:
        if option.get("required") and str(option["label"]).strip() not in ticked:
            yield str(option["label"])
