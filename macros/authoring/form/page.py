"""The page of the editor's web form, and what is particular to this site: its repository and its sign-in helper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from macros.html.page.repository import Repository
from macros.words.labels import WRITTEN_STANDARDS, labels

LOCAL = "http://127.0.0.1:8081/api/v1"
"""Where decap-server answers when the form writes to a checkout on one's own machine."""


class AdminError(Exception):
    """A setting of the form that cannot be right; the message names it and says what to write."""


@dataclass(frozen=True, slots=True)
class AdminSettings:
    """``repository`` from the edit links' setting, ``auth_url`` and ``auth_endpoint`` the sign-in helper's address.

    ``local`` is where decap-server answers on one's own machine; empty on a published site. ``origin`` is the form's own
    address when it does not lie on the site (``https://skjema.eksempel.no``, without a path; the page is ``/admin/`` there).
    """

    site_url: str
    repository: Repository | None = None
    auth_url: str = ""
    auth_endpoint: str = "auth"
    local: str = ""
    origin: str = ""

    @classmethod
    def of(cls, site_url: str, edit_uri: str, extra: Mapping[str, Any] | None, local: str = "") -> AdminSettings:
        """The settings of ``mkdocs.yml``. Raises AdminError for an address that is not one."""
        given = extra or {}
        url, origin = (str(given.get(name) or "").strip().rstrip("/") for name in ("auth_url", "origin"))
        t = labels()
        for name, value in (("auth", url), ("origin", origin)):
            if value and not re.fullmatch(r"https://[^\s/?#;,'\"]+\.[^\s/?#;,'\"]+", value):
                raise AdminError(t(f"admin.wrong.{name}", value=value))
        repository = Repository.of(edit_uri)
        if url and repository is None:
            raise AdminError(t("admin.wrong.edit", value=edit_uri))
        if local and urlsplit(local).hostname not in ("127.0.0.1", "localhost"):
            raise AdminError(t("admin.wrong.local", value=local, example=LOCAL))
        endpoint = str(given.get("auth_endpoint") or "auth").strip().strip("/")
        return cls(site_url.rstrip("/"), repository, url, endpoint, local, origin)

    @property
    def site(self) -> str:
        """What stands before an address of the site, seen from the form: nothing where both have the same origin."""
        return self.site_url if self.origin else urlsplit(self.site_url).path

    @property
    def ready(self) -> bool:
        """Whether somebody can sign in."""
        return bool(self.auth_url and self.repository)

    def backend(self) -> dict[str, Any]:
        """Decap's ``backend``: GitHub with our helper, or a stand-in that only the local server replaces."""
        from macros.authoring.form.config import commit_messages  # slow to load, and a check only reads the settings

        about: dict[str, Any] = {"commit_messages": commit_messages(), "squash_merges": True}
        if not self.ready or self.repository is None:
            return {"name": "test-repo", "branch": "main", **about}
        where = {"repo": self.repository.name, "branch": self.repository.branch}
        return {"name": "github", **where, "base_url": self.auth_url, "auth_endpoint": self.auth_endpoint, **about}


def admin_html(settings: AdminSettings) -> str:
    """The form's page. Without a sign-in helper it says so and shows the ways that need no server."""
    t = labels()
    config: dict[str, Any] = {"backend": settings.backend()}
    config |= {"site_url": settings.origin or settings.site_url, "display_url": settings.site_url}
    if settings.repository:
        config["issue_reports"] = {"url": f"https://github.com/{settings.repository.name}/issues/new"}
    if settings.local:
        config["local_backend"] = {"url": settings.local}
    from macros.html.render import render, script_json  # the check asks for the settings alone

    given = {
        "ready": settings.ready,
        "site": settings.site,
        "config": config,
        "words": {
            "broken": t("admin.broken"),
            "refused": t("admin.refused"),
            "decap": _decap_words(),
            "round": _round_words(),
        },
    }
    return str(
        render(
            "admin.html",
            settings=script_json(given),
            policy=form_policy(settings),
            closed=not settings.ready,
            site=settings.site,
        )
    )


def _decap_words() -> dict[str, str]:
    """Norwegian words by Decap's own keys, where its Norwegian has none or poor ones. The holes are Decap's."""
    start = "admin.decap."
    return {key.removeprefix(start): entry["text"] for key, entry in labels().entries.items() if key.startswith(start)}


def _round_words() -> dict[str, dict[str, Any]]:
    """What a new round is called, as ``new_words`` does it."""
    return {
        language: {
            "ordinals": t("word.ordinals").split(),
            "name": t.entries["word.round"]["text"],
            "about": t.entries["word.round.about"]["text"],
        }
        for language in WRITTEN_STANDARDS
        if (t := labels(language))
    }


def form_policy(settings: AdminSettings) -> str:
    """The page's Content-Security-Policy: the site itself, GitHub's API, the helper, and nothing else.

    Decap styles its parts with inline CSS; its check of the configuration is not compiled (``form.js``). GitHub's
    status page and avatars are on other hosts and are not asked.
    """
    reached = ["'self'", "blob:", "data:"]
    if settings.ready:
        reached += ["https://api.github.com", settings.auth_url]
    if settings.local:
        parts = urlsplit(settings.local)
        reached.append(f"{parts.scheme}://{parts.netloc}")
    pictures = ["{0.scheme}://{0.netloc}".format(urlsplit(settings.site))] if settings.origin else []
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", *pictures, "blob:", "data:"],
        "font-src": ["'self'", "data:"],
        "connect-src": reached,
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())
