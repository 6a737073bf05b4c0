"""A model to begin with: the address of the calculator with what a project says of its benefits filled in."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from typing import Any

from macros.addresses import FIGURES, PRICES
from macros.content.model import Benefit
from macros.content.model.price_model import room
from macros.words.vocabulary import fold

_PER_PATIENT = re.compile(r"\bper pasient\b.*\bår\b|\bår\b.*\bper pasient\b")


def begun_url(title: str, slug: str, benefits: Iterable[Benefit]) -> str:
    """A benefit that is counted per patient and year, with a baseline and a target, becomes a line on both sides, and its
    price is for somebody to fill in. Any other is an effect without a price. Nothing is guessed."""
    lines: dict[str, list[dict[str, Any]]] = {"before": [], "after": [], "unpriced": []}
    for benefit in benefits:
        ends = [figure.value if figure else None for figure in (benefit.baseline, benefit.target)]
        name = benefit.indicator or benefit.description
        numbers = all(isinstance(end, (int, float)) for end in ends)
        if numbers and _PER_PATIENT.search(fold(f"{name} {benefit.unit or ''}")):
            for side, end in zip(("before", "after"), ends, strict=True):
                lines[side].append({"item": name, "quantity": end, "unit": benefit.unit})
        else:
            recipient = benefit.recipient[0] if benefit.recipient else None
            lines["unpriced"].append({"effect": benefit.description, "recipient": recipient, "direction": "positiv"})
    draft: dict[str, Any] = {"title": title, "project": slug, "unpriced": lines["unpriced"][: room("unpriced")]}
    draft |= {side: {"per_patient": lines[side][: room("per_patient")]} for side in ("before", "after")}
    return f"{PRICES}#{FIGURES}{_packed(draft)}"


def _packed(draft: dict[str, Any]) -> str:
    """The draft as the calculator unpacks it (prices/draft.js). Stored and not squeezed, so that every machine writes the
    same bytes."""
    data, stored = json.dumps(draft, ensure_ascii=False, separators=(",", ":")).encode(), b""
    for at in range(0, len(data), 0xFFFF):  # RFC 1951, 3.2.4: blocks of 65 535 bytes at most, the last one marked
        block = data[at : at + 0xFFFF]
        size = len(block).to_bytes(2, "little")
        last = at + len(block) == len(data)
        stored += bytes([last]) + size + bytes(255 - byte for byte in size) + block
    return base64.urlsafe_b64encode(stored).decode().rstrip("=")
