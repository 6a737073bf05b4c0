"""The last net: whatever a template or a macro of ours should get wrong is still seen on the finished site."""

import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import examples, write

from macros.site.finished import check_site, look_at


def test_the_finished_site_is_read_as_a_browser_reads_it(tmp_path: Path) -> None:
    write(tmp_path / "404.html", "<html><body>Øy</body></html>")
    write(
        tmp_path / "index.html",
        '<html><body id="a"><a href="/borte/">x</a><a href="/#ned">x</a><a href="#a">x</a>'
        '<img src="https://ond.no/a.png" alt=""><script>x()</script></body></html>',
    )
    found = {(p.code, p.value) for p in check_site(tmp_path)}
    assert found == {("LK001", "/borte/"), ("LK001", "/#ned"), ("LK002", "https://ond.no/a.png"), ("LK003", "script")}


@given(
    st.sampled_from(["/", "/404.html", "/prosjekter/ålesund/", "/kommuner/bø/2027/"]),
    st.lists(st.sampled_from(["..", ".", "", "å", "a b", ".skjult", "%2F", "%2E%2E", "fil.xlsx"]), max_size=6),
    st.sampled_from(["", "#", "#mål", "?v=1", "?v=1#mål"]),
)
@settings(max_examples=examples(300), deadline=None)
def test_a_link_leads_where_the_rules_of_addresses_say(page: str, path: list[str], behind: str) -> None:
    value = "/".join(path) + behind
    said = urlsplit(value.strip())
    if said.netloc:
        return
    target = (
        posixpath.normpath(posixpath.join(page.rpartition("/")[0] + "/", unquote(said.path))) if said.path else page
    )
    target += "/" if said.path.endswith("/") and not target.endswith("/") else ""
    [(found, fragment, as_written, _)] = look_at(f'<a href="{value}">Ære</a>', page).links
    assert (found, fragment, as_written) == (target, unquote(said.fragment), value)


@pytest.mark.parametrize("value", ["//data/x.js", "https://data/x.js", "//[::1]/x.js"])
def test_another_host_is_elsewhere_whatever_it_is_called(value: str) -> None:
    assert look_at(f'<script src="{value}"></script>', "/").foreign == ((value, 1),)
    assert look_at('<img src="data:image/png;base64,AA">', "/").foreign == ()
