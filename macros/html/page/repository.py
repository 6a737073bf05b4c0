"""Where the files of the knowledge base can be changed in a browser, read from the setting that the edit links use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

LIMIT = 8000
"""GitHub answers longer addresses with an error (about 8 kB, measured on the whole request line)."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on GitHub: ``name`` is ``owner/repo``, ``branch`` the one that is published."""

    name: str
    branch: str

    @classmethod
    def of(cls, edit_uri: str) -> Repository | None:
        """The repository behind ``https://github.com/<owner>/<repo>/edit/<branch>/docs/``; None for other places."""
        match = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+)/edit/([^?#]+?)/docs/?", edit_uri.strip())
        return cls(match[1], match[2]) if match else None

    def new_file(self, folder: str, filename: str, text: str) -> str:
        """The address of GitHub's editor with a new file ready. Raises ValueError when the text is too long for it."""
        query = f"filename={quote(filename, safe='')}&value={quote(text, safe='')}"
        url = f"https://github.com/{self.name}/new/{quote(self.branch)}/{folder}?{query}"
        if len(url) > LIMIT:
            raise ValueError(f"the address is {len(url)} long")
        return url

    def issue_form(self, template: str) -> str:
        """The address of the issue form in ``.github/ISSUE_TEMPLATE/<template>``."""
        return f"https://github.com/{self.name}/issues/new?template={quote(template)}"
