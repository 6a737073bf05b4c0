"""A link to a film, alone in its paragraph, is shown as a box: what it is, and where it opens. Nothing is fetched from there."""

from __future__ import annotations

from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from macros.words.labels import Labels

_HOSTS = {
    "youtube.com": "YouTube", "youtu.be": "YouTube", "youtube-nocookie.com": "YouTube", "vimeo.com": "Vimeo",
    "tv.nrk.no": "NRK TV", "vgtv.no": "VGTV",
}  # fmt: skip
_FILES = (".mp4", ".webm", ".mov", ".m4v")


def films(md: MarkdownIt, words: Labels) -> None:
    """Teaches ``md`` to say where a film opens; ``words`` has the sentence (``film.opens``)."""

    def run(state: StateCore) -> None:
        for index, token in enumerate(state.tokens):
            children = token.children or []
            opening = state.tokens[index - 1]
            if token.type != "inline" or opening.type != "paragraph_open" or opening.hidden or not _alone(children):
                continue
            host = film_host(str(children[0].attrs.get("href") or ""))
            if host:
                opening.attrs["class"] = "film"
                said = Token("html_inline", "", 0, content=f" <small>{words('film.opens', host=host)}</small>")
                children.append(said)

    md.core.ruler.push("films", run)


def film_host(address: str) -> str:
    """Who shows the film at ``address``, in a reader's words; empty when it is no film elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("player.").removeprefix("m.")
    if parts.scheme not in ("http", "https") or not host.isascii():
        return ""
    known = _HOSTS.get(host, "")
    return known or (
        host if parts.path.lower().endswith(_FILES) and host.replace(".", "").replace("-", "").isalnum() else ""
    )


def _alone(children: list[Token]) -> bool:
    """Whether a line of text is one link and nothing else."""
    kinds = [token.type for token in children]
    return kinds[:1] == ["link_open"] and kinds[-1:] == ["link_close"] and kinds.count("link_open") == 1
