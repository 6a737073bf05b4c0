"""Hypothesis strategies for valid records, generated from the model's own JSON Schema and the vocabularies.

``valid_records(vocabularies)`` gives plain typed data (dates are dates, numbers are numbers) that is without errors in
a checkout with the real vocabularies; ``valid_projects`` the same as records; ``read_back`` reads a write-up the way
``innomed check`` does. A new field of the model is covered without a line here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from macros.content.model import Project
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import parse
from macros.content.yaml.text import SourceText, split
from macros.opendata.schema import json_schema
from macros.words.vocabulary import Vocabularies

Schema = Mapping[str, Any]

# What YAML, spreadsheets and careless code see something else in.
TRICKY = (
    "no", "Nei", "on", "null", "~", "true", "0120", "1e3", "0x1F", "0o17", "12:30", "1_000", "2026-03-01", "2024", ".5",
    "Idé: fra A til B", "slutt:", "kols # og KOLS", "#1", "- strek", "-", "? hva", "[a, b]", "{a: b}", "a, b", "&anker",
    "*stjerne", "!merke", "| rør", "> pil", "'enkelt'", '"dobbelt"', '«sitat» og "to"', "%", "@ola", "`kode`", "---", "...",
    "C:\\mappe\\ny", "=1+1", "+47 12 34", "@SUM(A1)", "ukjent", "UKJENT", "Ærøya ål ønske", "Æ", "café é", "čáŋŧđ", "😀 smil",
    "linje én\nlinje to", "punkt:\n- én\n\n- to", "<b>fet</b>", "{{ macro() }}", "a|b", "x" * 200, "semi;kolon", "a\u00a0b", "<<",
)  # fmt: skip
_LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzæøåÆØÅéäöABC 0123456789.,:;-–«»'\"#/()[]{}&%!?+*=_@\\|<>`~$^")
TEXTS = st.one_of(st.sampled_from(TRICKY), st.text(_LETTERS, min_size=1, max_size=40)).map(str.strip).filter(bool)
TITLES = st.text(_LETTERS, min_size=3, max_size=60).map(lambda t: f"Øy {t.strip()}".strip())
SLUGS = st.from_regex(r"[a-z][a-z0-9]{2,7}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
# Without the full stop of a sentence: `FM237` asks whether it belongs.
URLS = st.from_regex(r"https://[a-z]{2,9}\.no(/[a-z0-9%?=&#_.-]{0,12})?", fullmatch=True).filter(
    lambda url: not url.endswith(".")
)
EMAILS = st.from_regex(r"[a-z]{2,8}(\.[a-z]{1,5})?@[a-zæøå]{2,9}\.(no|kommune\.no)", fullmatch=True)
DATES = st.dates(date(2015, 1, 1), date(2025, 12, 31))
LOOSE = st.one_of(
    DATES.map(lambda d: f"{d.year}"), DATES.map(lambda d: f"{d:%Y-%m}"), DATES.map(lambda d: d.isoformat())
)
EDITIONS = st.builds("{}.{}".format, st.integers(0, 99), st.integers(0, 99))
ADDRESS = "postmottak@kommune.no"


def valid_records(
    vocabularies: Vocabularies, tools: Sequence[str] = (), model: type[BaseModel] = Project
) -> st.SearchStrategy[dict[str, Any]]:
    """Data for ``model``: every field now and then, required ones always. ``tools``: slugs that exist.

    ``downloads`` and ``images`` are left out (they need files), and so is what must agree with other files (``redirect_from``).
    """
    schema = json_schema(model, "x", "x", vocabularies)
    defs = {**schema["$defs"], "PriceModel": {"ours": PRICE_MODELS}}
    if "PhaseSpan" in defs:
        defs["PhaseSpan"] = {"ours": spans(vocabularies)}
    left_out = {"slug", "url", "downloads", "images", "redirect_from"}
    left_out |= {"form", "benefit_plan", "price_models", "changes", "related"}
    kept = {name: node for name, node in schema["properties"].items() if name not in left_out}
    required = {name for name in kept if name in schema.get("required", ())}
    values = {name: _value(name, node, defs, tools) for name, node in kept.items()}
    return _record(values, required).map(_agreeing)


@st.composite
def _record(draw: st.DrawFn, values: Mapping[str, st.SearchStrategy[Any]], required: set[str]) -> dict[str, Any]:
    optional = sorted(values.keys() - required)
    chosen = required | set(draw(st.lists(st.sampled_from(optional), max_size=12, unique=True)))
    fields = {name: draw(values[name]) for name in values if name in chosen}
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


def valid_projects(vocabularies: Vocabularies, tools: Sequence[str] = ()) -> st.SearchStrategy[Project]:
    """The same as typed records."""
    context = {"vocabularies": vocabularies}
    return valid_records(vocabularies, tools).map(lambda fields: Project.model_validate(fields, context=context))


BODIES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "## Mål\n\nTryggere øyer.",
                "## Resultat og status\n\nPrøves ut.",
                "",
                "- punkt",
                "> sitat",
                "    innrykk",
                "--- ikke grense",
            ]
        ),
        st.text(st.sampled_from("abcæøåÆØÅ .,–«»0123456789"), max_size=60).map(str.strip),
    ),
    max_size=8,
).map(lambda lines: "## Utfordring og pasientgruppe\n\nBlåbær og grønne øyer.\n\n" + "\n".join(lines).strip() + "\n")


def read_back(text: str, vocabularies: Vocabularies, model: type[BaseModel] = Project) -> tuple[BaseModel, str]:
    """The record and the body that the intake finds in ``text``; fails when it finds a problem."""
    source = split(text, "projects/x.md")
    assert isinstance(source, SourceText), source
    tree, problems = parse(source.front, "projects/x.md", source.front_line)
    record, found = build(model, tree, "projects/x.md", vocabularies)
    assert record is not None, [p.as_text() for p in (*problems, *found)]
    assert not problems
    return record, source.body.strip("\n") + "\n"


@st.composite
def spans(draw: st.DrawFn, vocabularies: Vocabularies) -> dict[str, str]:
    """A start and an end phase, the end not before the start."""
    keys = list(vocabularies["phases"].keys())
    start = draw(st.integers(0, len(keys) - 1))
    end = draw(st.integers(start, len(keys) - 1))
    return {
        "start": draw(st.sampled_from([keys[start], keys[start], "ukjent"])),
        "end": draw(st.sampled_from([keys[end], keys[end], "ukjent"])),
    }


_AMOUNTS = st.one_of(st.integers(0, 9000), st.integers(0, 90_000).map(lambda n: n / 100))
_PAYERS = st.sampled_from(["kommune", "helseforetak", "stat", {"kommune": 0.25, "helseforetak": 0.75}])


@st.composite
def _price_models(draw: st.DrawFn) -> dict[str, Any]:
    roles = draw(st.lists(TEXTS.filter(lambda t: "\n" not in t), min_size=1, max_size=2, unique_by=str.casefold))

    def steps() -> list[dict[str, Any]]:
        return [
            {"step": draw(TEXTS), "role": role, "minutes": draw(_AMOUNTS), "times": draw(_AMOUNTS), "payer": draw(_PAYERS)}
            for role in roles
        ]  # fmt: skip

    model: dict[str, Any] = {
        "title": draw(TITLES),
        "price_year": draw(st.integers(2000, 2026)),
        "patients_per_year": draw(st.integers(1, 5000)),
        "horizon_years": draw(st.integers(1, 20)),
        "rates": {role: draw(st.integers(100, 2000)) for role in roles},
        "before": {"steps": steps()},
        "after": {"steps": steps(), "fixed": [{"item": draw(TEXTS), "amount": draw(_AMOUNTS), "payer": draw(_PAYERS)}]},
    }
    optional: dict[str, Any] = {
        "example": True,
        "discount_rate": 0.035,
        "km_rate": 5.3,
        "realisable_share": 0.5,
        "transfers": [{"item": draw(TEXTS), "from": "stat", "to": "kommune", "before": draw(_AMOUNTS), "after": -0.5}],
        "unpriced": [
            {"effect": draw(TEXTS), "recipient": draw(TEXTS), "importance": "stor", "extent": "lite", "direction": "positiv"}
        ],
        "sensitivity": {"patients_per_year": [40, 160], "rates": [0.9, 1.1]},
    }  # fmt: skip
    return model | {name: value for name, value in optional.items() if draw(st.booleans())}


PRICE_MODELS = _price_models()


def _value(name: str, node: Schema, defs: Schema, tools: Sequence[str]) -> st.SearchStrategy[Any]:
    """Values for a node of the schema. Names decide only where the schema cannot know what exists."""
    if name == "tools":
        return st.lists(st.sampled_from(list(tools)), max_size=3, unique=True) if tools else st.just([])
    if name == "title" and "type" in node:
        return TITLES
    if name == "builds_on":
        return st.lists(TEXTS.filter(lambda t: "-" not in t), max_size=3, unique_by=str.casefold)
    if name == "price_model":
        return PRICE_MODELS
    if name == "phase":
        return st.one_of(*[defs["PhaseSpan"]["ours"]] * 3, st.just({"start": "ukjent", "end": "ukjent"}))
    return _shape(name, node, defs, tools)


def _shape(name: str, node: Schema, defs: Schema, tools: Sequence[str]) -> st.SearchStrategy[Any]:
    def inner(n: Schema) -> st.SearchStrategy[Any]:
        return _value(name, n, defs, tools)

    if "ours" in node:
        return node["ours"]  # type: ignore[no-any-return]
    if "$ref" in node:
        return inner(defs[node["$ref"].rsplit("/", 1)[-1]])
    for key in ("anyOf", "oneOf"):
        if key in node:
            if any("integer" in (n.get("type"), "") and n.get("minimum") == 1000 for n in node[key]):
                return LOOSE  # a year is text to us, and a number to others
            lists = [n for n in node[key] if n.get("type") == "array"]
            return st.one_of(
                [inner(n) for n in lists or node[key] if n.get("type") != "null" and n.get("const") != "ukjent"]
            )
    if "const" in node:
        return st.just(node["const"])
    if "enum" in node:
        return st.sampled_from(list(node["enum"]))
    kind = node.get("type")
    if kind == "array":
        return st.lists(inner(node["items"]), min_size=1, max_size=3, unique_by=str).map(_without_doubt)
    if kind == "object":
        return _object(node, defs, tools)
    if kind == "boolean":
        return st.booleans()
    if kind == "integer":
        return st.integers(node.get("minimum", 0), node.get("maximum", 10_000))
    if kind == "number":
        low, high = node.get("minimum", -1000), node.get("maximum", 100_000)
        return st.one_of(
            st.integers(int(low), int(high)), st.integers(int(low) * 100, int(high) * 100).map(lambda n: n / 100)
        )
    formats = {"date": DATES, "uri": URLS, "email": EMAILS}
    if "pattern" in node:
        return LOOSE if "\\d{4}" in node["pattern"] else EDITIONS if "\\." in node["pattern"] else SLUGS
    return formats.get(node.get("format", ""), TEXTS)


def _object(node: Schema, defs: Schema, tools: Sequence[str]) -> st.SearchStrategy[dict[str, Any]]:
    parts = {n: TEXTS if n == "title" else _value(n, p, defs, tools) for n, p in node.get("properties", {}).items()}
    if "n" in parts:  # a number of observations: the schema does not say that it cannot be negative
        parts["n"] = st.one_of(st.integers(0, 5000), st.just("faerre-enn-10"))
    required = set(node.get("required", ()))
    return st.fixed_dictionaries(
        {n: p for n, p in parts.items() if n in required},
        optional={n: p for n, p in parts.items() if n not in required},
    )


def _without_doubt(values: list[Any]) -> list[Any]:
    """«ukjent» stands alone or not at all."""
    return ["ukjent"] if values[0] == "ukjent" else [v for v in values if v != "ukjent"]


def _agreeing(fields: dict[str, Any]) -> dict[str, Any]:
    """What must agree between fields: dates in the order of a life, the contact's consent, proof of what needs it."""
    dates = [name for name in ("published", "updated", "verified") if name in fields]
    for name, day in zip(dates, sorted(fields[n] for n in dates), strict=True):
        fields[name] = day
    contact = fields.get("contact")
    if isinstance(contact, dict):
        contact["email"] = ADDRESS
        contact["consent_date"], contact["remove_after"] = date(2026, 1, 15), date(2036, 1, 15)
    outcome = fields.get("outcome")
    if isinstance(outcome, str) and outcome != "ukjent":
        fields["outcome"] = outcome = {"status": outcome}
    if isinstance(outcome, dict) and outcome["status"] != "ukjent":
        fields["outcome"] = {"as_of": "2025-03", "source": "Ærlig rapport", **outcome}
    if isinstance(period := fields.get("period"), dict) and len(period) == 2:
        fields["period"] = dict(zip(("from", "to"), sorted(period.values()), strict=True))
    if isinstance(patients := fields.get("patients"), dict):
        patients["number"] = _not_small(patients["number"])
    for number, benefit in enumerate(fields.get("benefits", ()), 1):
        _agreeing_benefit(benefit, number)
    if fields.keys() & {"outcome", "patients", "cost", "benefits"}:
        fields["confirmed_by_owner"] = date(2026, 1, 20)
    return fields


def _agreeing_benefit(benefit: dict[str, Any], number: int) -> None:
    """An id of its own, measurements in time order and released, and a status that says whether there are any."""
    benefit["id"] = f"g{number}"
    every = benefit.get("measurements") or []
    if not every and benefit.get("status") in ("malt", "delvis-realisert", "realisert", "ikke-realisert"):
        benefit["status"] = "forventet"
    measured = [{"value": m} if not isinstance(m, dict) else m for m in every]
    for figure in (*measured, benefit.get("baseline"), benefit.get("target")):
        if isinstance(figure, dict) and "n" in figure:
            figure["n"] = _not_small(figure["n"])
    for figure in measured:
        figure.setdefault("released", date(2025, 12, 31))
    if measured:
        benefit["measurements"] = sorted(measured, key=lambda m: m.get("date", ""))


def _not_small(number: Any) -> Any:
    return "faerre-enn-10" if isinstance(number, int) and 0 < number < 10 else number
