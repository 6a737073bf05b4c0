"""What the published JSON Schema says of types that judge their values themselves."""

from __future__ import annotations

from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic_core.core_schema import CoreSchema


class JsonSchema:
    """Gives a plain validator its JSON Schema."""

    def __init__(self, **schema: Any) -> None:
        self.schema = schema

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.schema)


class Mark:
    """What a field is, where the JSON Schema has no word for it; ``Shape.mark`` of ``reference.py`` reads it.

    ``long``: a text of more than a line. ``happened``: a date that lies in the past. ``ahead``: what is inside lies in the
    future. ``limit``: the most characters a card shows. ``names``: the records it names, by slug (``tools``).
    ``known``: required, and never «ukjent». ``searched``: a text that the search finds the record by.
    ``unit``: what a number always counts, so that a unit written behind it says nothing new (``kroner``, ``share`` …).
    ``prose``: sentences, whose spelling can be checked.
    ``asked``: the editor's form asks for it right after the text; a new record begins with the day when it is ``today``.
    ``numbered``: the form gives a new one this letter and the next number. ``in_form=False``: never in the editor's form; kept as it is in the file. ``example``: the line to type when it is missing.
    """

    def __init__(self, **marks: Any) -> None:
        self.marks = {f"x-{name}": value for name, value in marks.items()}

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler(core)
        if "anyOf" in schema:  # on each alternative, so that the published schema stays flat without the marks
            return {**schema, "anyOf": [{**one, **self.marks} for one in schema["anyOf"]]}
        return {**schema, **self.marks}


class OrText:
    """Tells the JSON Schema that one word may stand in place of the whole structure, as ``phase: ukjent`` does."""

    def __init__(self, **schema: Any) -> None:
        self.schema = schema

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [handler(core), dict(self.schema)]}
