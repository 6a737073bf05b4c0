"""What ``mkdocs.yml`` may hold. What the program is built on stands here too, and must stand there as it does here.

The engine knows hundreds of settings. Ours are these few; every other could run a program, read a folder that is not
ours, fetch from another host, or make a page that ``innomed check`` has not seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import zip_longest
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from macros.content.model.fields.types import DataModel, Text, refuse
from macros.text.patterns import is_email

HOOK = "macros/engine/hook.py"
ENVIRONMENT = "INNOMED_"
"""How the names of the variables begin that ``mkdocs.yml`` may read (``!ENV``)."""
_ADDRESS = re.compile(r"https?://[\w.-]{1,253}(:\d{1,5})?(/[\w./~%+-]{0,1000})?", re.ASCII)


FIXED: Mapping[str, Any] = {
    "docs_dir": "docs",
    "exclude_docs": "/_data/",
    "strict": True,
    "use_directory_urls": True,
    "theme": {
        "name": "material", "custom_dir": "overrides", "language": "nb", "font": False,
        "favicon": "assets/favicon.svg",
        "palette": {"scheme": "default", "primary": "custom", "accent": "custom"},
        "features": ["navigation.tabs"],
    },
    "plugins": [{"macros": {"module_name": "macros", "on_error_fail": True, "on_undefined": "strict"}}],
    "hooks": [HOOK],
    "validation": {
        "nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "ignore"},
        "links": {"not_found": "warn", "anchors": "warn", "absolute_links": "ignore", "unrecognized_links": "warn"},
    },
}  # fmt: skip
"""Settings that have one right value, because the program is built on it."""


def _plain(value: object) -> object:
    """A value as it is read: everything is text (``intake.yaml_nodes``)."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return str(value).strip() if not isinstance(value, bool) else str(value).lower()


def _differs(value: object, wanted: object) -> tuple[str | int, ...] | None:
    """Where a value first differs from the right one; None when it does not."""
    if isinstance(value, dict) and isinstance(wanted, dict):
        parts: list[tuple[str | int, object, object]] = [(k, value.get(k), wanted.get(k)) for k in [*value, *wanted]]
    elif isinstance(value, list) and isinstance(wanted, list):
        parts = [(index, one, other) for index, (one, other) in enumerate(zip_longest(value, wanted))]
    else:
        return None if value == wanted else ()
    found = ((key, *inner) for key, one, other in parts if (inner := _differs(one, other)) is not None)
    return next(found, None)


def _web(value: object) -> str:
    text = str(value).strip()
    if not _ADDRESS.fullmatch(text):
        raise refuse("BY014")
    return text


Web = Annotated[str, BeforeValidator(_web)]
"""An address of ours on the web: no sign in it that could mean something in HTML, XML or a header."""


MAILBOX = "post@innomed.no"
"""The mailbox of InnoMed's privacy notice, until ``extra.contact`` names another."""


def mailbox(contact: object) -> str:
    """Where readers write: ``extra.contact`` where that is an address of mail, for it may be a page instead."""
    return str(contact) if contact and is_email(str(contact)) else MAILBOX


class PublisherSettings(DataModel):
    """``extra.publisher``."""

    name: Text | None = None
    orgnr: Text | None = None


class AdminFormSettings(DataModel):
    """``extra.admin``: the sign-in of the editor's form."""

    auth_url: Text | None = None
    auth_endpoint: Text | None = None
    origin: Text | None = None


class Extra(DataModel):
    """Settings of our own."""

    uustatus_url: Text | None = None
    publisher: PublisherSettings = PublisherSettings()
    contact: Text | None = None
    security_contact: Text | None = None
    admin: AdminFormSettings = AdminFormSettings()
    approved: Text | None = Field(
        None, description="Hvem som har godkjent tekstene, og når. Tomt: sidene er merket som utkast."
    )


class Site(DataModel):
    """``mkdocs.yml``. ``nav``, ``extra_css`` and ``extra_javascript`` are judged with their places (``intake.setup``)."""

    site_name: Text
    site_description: Text | None = None
    site_url: Web
    edit_uri: Web | None = None
    extra: Extra = Extra()
    docs_dir: Any
    exclude_docs: Any
    strict: Any
    use_directory_urls: Any
    theme: Any
    extra_css: Any
    extra_javascript: Any
    nav: Any
    plugins: Any
    hooks: Any
    validation: Any

    @field_validator(*FIXED, mode="plain")
    @classmethod
    def _as_built(cls, value: object, info: ValidationInfo) -> object:
        """The one right value, or a refusal that points at what differs and gives the whole setting to paste."""
        wanted = FIXED[str(info.field_name)]
        at = _differs(_plain(value), _plain(wanted))
        if at is not None:
            shown = json.dumps(wanted, ensure_ascii=False)
            raise refuse("BY013", write=f"{info.field_name}: {shown}", at=at)
        return wanted
