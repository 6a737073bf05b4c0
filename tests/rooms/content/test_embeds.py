"""A film, a map or a frame in a text: the message says which link to write instead."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.content.markdown.embeds import link_instead
from macros.site.checks import check

YOUTUBE = "[Se filmen](https://www.youtube.com/watch?v=Ab_1-x)"


@pytest.mark.parametrize(
    ("html", "link"),
    [
        ('<iframe src="https://www.youtube.com/embed/Ab_1-x"></iframe>', YOUTUBE),
        ('<iframe width="5"\nsrc="//www.youtube-nocookie.com/embed/Ab_1-x?rel=0"></iframe>', YOUTUBE),
        ("<IFRAME SRC='https://player.vimeo.com/video/12'></IFRAME>", "[Se filmen](https://vimeo.com/12)"),
        ('<video><source src="https://x.example/a (1).mp4"></video>', "[Se filmen](https://x.example/a%20%281%29.mp4)"),
        ('<audio src="https://x.example/a.mp3"></audio>', "[Hør opptaket](https://x.example/a.mp3)"),
        ('<object data="https://x.example/kart"></object>', "[Hva lenken viser](https://x.example/kart)"),
        ('<iframe src="https://x.example/?a=1&amp;b=2"></iframe>', "[Hva lenken viser](https://x.example/?a=1&b=2)"),
        ('<video src="film.mp4"></video>', "[Se filmen](https://…)"),
        ("<iframe></iframe> <img src='https://x.example/'>", "[Hva lenken viser](https://…)"),
        ('<iframe src="https://[feil"></iframe>', "[Hva lenken viser](https://…)"),
    ],
)
@pytest.mark.parametrize(("path", "code"), [("projects/film.md", "BD001"), ("docs/om/index.md", "RS022")])
def test_a_link_is_written_instead(tmp_path: Path, path: str, code: str, html: str, link: str) -> None:
    root = make_checkout(tmp_path, {})
    body = f"## Om øya\n\nTekst.\n\n{html}\n"
    write(root / path, writeup(body, title="Film") if path.startswith("projects") else f"---\ntitle: Om\n---\n\n{body}")
    found = [p for p in check(load(root), date(2026, 11, 22)) if p.path == path and p.code in ("BD001", "RS022")]
    assert [(p.code, p.hint) for p in found] == [(code, f"Skriv en lenke i stedet: {link}")], [
        p.as_text() for p in found
    ]


@pytest.mark.parametrize("tag", ["script", "center", "form"])
def test_other_elements_are_no_links(tag: str) -> None:
    assert link_instead(tag, f'<{tag} src="https://x.example/">') is None
