"""A frozen edition as a YAML file: what ``docs/_data/editions`` holds and ``intake.published`` reads."""

from __future__ import annotations

import yaml

from macros.intake.published import edition_name
from macros.model.published import Edition

HEAD = "# Frossen utgave av porteføljetallene, laget av «innomed freeze». Skal ikke endres: lag en ny i stedet.\n"


def edition_file(edition: Edition) -> tuple[str, bytes]:
    """The file's name and content. The same edition gives the same bytes."""
    data = {
        "year": edition.year,
        "date": edition.date.isoformat(),
        "commit": edition.commit,
        "projects": list(edition.projects),
        "figures": [
            {"key": f.key, "n": f.n, "of": f.of, "values": {k: _number(v) for k, v in f.values.items()}}
            for f in edition.figures
        ],
    }
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
    return f"{edition_name(edition)}.yml", (HEAD + text).encode()


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value
