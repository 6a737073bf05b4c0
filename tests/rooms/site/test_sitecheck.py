"""The last net: whatever a template or a macro of ours should get wrong is still seen on the finished site."""

from pathlib import Path

from support import write

from macros.site.finished import check_site


def test_the_finished_site_is_read_as_a_browser_reads_it(tmp_path: Path) -> None:
    write(tmp_path / "404.html", "<html><body>Øy</body></html>")
    write(
        tmp_path / "index.html",
        '<html><body id="a"><a href="/borte/">x</a><a href="/#ned">x</a><a href="#a">x</a>'
        '<img src="https://ond.no/a.png" alt=""><script>x()</script></body></html>',
    )
    found = {(p.code, p.value) for p in check_site(tmp_path)}
    assert found == {("LK001", "/borte/"), ("LK001", "/#ned"), ("LK002", "https://ond.no/a.png"), ("LK003", "script")}
