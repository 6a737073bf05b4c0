"""Where a command may write: what it did not make is never replaced, whatever the folder is called or reached through."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import ROOT, make_checkout, write, writeup

from macros.cli import main
from macros.content.files import destinations
from macros.content.files.destinations import (
    ADMIN,
    HAND_WRITTEN,
    PREVIEW,
    SITE,
    STAGE,
    DestinationError,
    Maker,
    file_to_write,
    folder_to_add_to,
    folder_to_replace,
    folder_to_write,
)

MAKERS = (SITE, STAGE, PREVIEW)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout without theme and words: nothing here reads them."""
    top = tmp_path / "øya" / "kasse"
    write(top / "mkdocs.yml", "site_name: Øya\n")
    for name in HAND_WRITTEN:
        write(top / name / "dypt/fil.md", "skrevet for hånd")
    return top


def everything(folder: Path) -> list[tuple[str, bytes]]:
    return sorted(
        (str(f), str(f.readlink()).encode() if f.is_symlink() else f.read_bytes() if f.is_file() else b"")
        for f in folder.rglob("*")
    )


def refusal(asked: Callable[[], Path], watched: Path) -> str:
    """The code of the refusal; that nothing was touched is asserted here."""
    before = everything(watched)
    with pytest.raises(DestinationError) as caught:
        asked()
    assert everything(watched) == before
    assert caught.value.problem.hint
    return caught.value.problem.code


def link(place: Path, to: Path | str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(to)
    return place


WAYS: dict[str, Callable[[Path, str], Path]] = {
    "its path": lambda top, name: top / name,
    "dots": lambda top, name: top / "projects" / ".." / name,
    "a slash at the end": lambda top, name: Path(f"{top / name}/"),
    "a link": lambda top, name: link(top.parent / "lenke", top / name),
    "a link to a link": lambda top, name: link(top.parent / "a", link(top.parent / "b", top / name)),
    "a link on the way": lambda top, name: link(top.parent / "vei", top) / name,
    "a link and dots": lambda top, name: link(top.parent / "vei", top / "docs") / ".." / name,
    "a relative path": lambda top, name: Path(os.path.relpath(top / name)),
}


@pytest.mark.parametrize("maker", MAKERS, ids=lambda m: m.mark)
@pytest.mark.parametrize("way", WAYS)
def test_the_checkout_and_all_above_it(root: Path, way: str, maker: Maker) -> None:
    for name in (".", "..", "../.."):
        maker.sign(root.parent)  # no mark makes it right
        maker.sign(root)
        reached = WAYS[way](root, name)
        assert refusal(lambda at=reached: folder_to_replace(root, at, maker), root.parent) == "UT001", reached
        for made in ("lenke", "a", "b", "vei"):
            (root.parent / made).unlink(missing_ok=True)
    for outside in (Path("/"), Path.home(), root.parent.parent):
        with pytest.raises(DestinationError):
            folder_to_replace(root, outside, maker)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", HAND_WRITTEN)
def test_what_is_written_by_hand(root: Path, way: str, name: str) -> None:
    for inside in (name, f"{name}/dypt", f"{name}/ny/mappe"):
        reached = WAYS[way](root, inside)
        SITE.sign(root / name)
        for asked in (folder_to_replace, lambda top, at, _: folder_to_add_to(top, at)):
            assert refusal(lambda ask=asked, at=reached: ask(root, at, SITE), root.parent) == "UT002", reached
        for made in ("lenke", "a", "b", "vei"):
            (root.parent / made).unlink(missing_ok=True)


def test_a_file_in_what_is_written_by_hand(root: Path) -> None:
    assert refusal(lambda: file_to_write(root, root / "docs/liste.csv"), root) == "UT002"
    assert file_to_write(root, root / "liste.csv") == root / "liste.csv"
    assert file_to_write(root, root.parent / "ny/liste.csv") == root.parent / "ny/liste.csv"


def test_capitals_on_a_disk_that_does_not_tell_them_apart(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(root / "tests")  # a small checkout may lack a folder
    assert refusal(lambda: folder_to_replace(root, root / "TESTS" / "x", SITE), root) == "UT002"
    # Such a disk answers with the same number for both names.
    write(root / "DOCS/x", "")
    identity = destinations._identity
    monkeypatch.setattr(destinations, "_identity", lambda p: identity(Path(str(p).replace("DOCS", "docs"))))
    assert refusal(lambda: folder_to_replace(root, root / "DOCS", SITE), root) == "UT002"


def test_docs_that_is_a_link_is_guarded_where_it_is(root: Path, tmp_path: Path) -> None:
    shutil.move(root / "docs", tmp_path / "ekte")
    link(root / "docs", tmp_path / "ekte")
    SITE.sign(tmp_path / "ekte")
    assert refusal(lambda: folder_to_replace(root, tmp_path / "ekte", SITE), tmp_path) == "UT002"


@pytest.mark.parametrize("maker", MAKERS, ids=lambda m: m.mark)
def test_a_folder_of_somebody_else(root: Path, tmp_path: Path, maker: Maker) -> None:
    mine = write(tmp_path / "brev/kjære øy.txt", "hei").parent
    assert refusal(lambda: folder_to_replace(root, mine, maker), tmp_path) == "UT003"
    other = next(m for m in MAKERS if m is not maker)
    other.sign(mine)
    assert refusal(lambda: folder_to_replace(root, mine, maker), tmp_path) == "UT003"
    (mine / maker.mark).unlink(missing_ok=True)
    link(mine / maker.mark, root / "mkdocs.yml")
    assert refusal(lambda: folder_to_replace(root, mine, maker), tmp_path) == "UT003", "a mark is a file"


@pytest.mark.parametrize("maker", MAKERS, ids=lambda m: m.mark)
def test_where_it_may(root: Path, tmp_path: Path, maker: Maker) -> None:
    (tmp_path / "tom").mkdir()
    ours = write(tmp_path / "vår/index.html", "").parent
    maker.sign(ours)
    for place in ("tom", "vår", "ny", "dypt/nede/ny"):
        assert folder_to_replace(root, tmp_path / place, maker) == tmp_path / place
    assert folder_to_replace(root, root / "site", maker) == root / "site"
    assert folder_to_replace(root, link(tmp_path / "lenke", ours), maker) == ours


@pytest.mark.parametrize("maker", MAKERS, ids=lambda m: m.mark)
def test_a_link_in_the_checkout_does_not_lead_the_writing_out_of_it(root: Path, tmp_path: Path, maker: Maker) -> None:
    """A stranger's branch may hold a link called ``site`` to the folder of a web server."""
    ours = write(tmp_path / "nettsted/index.html", "").parent
    maker.sign(ours)
    link(root / "site", ours)
    link(root / "ut", tmp_path / "finnes-ikke")
    for reached in (root / "site", root / "site" / "admin", root / "ut", root / "./ut"):
        for asked in (folder_to_replace, lambda top, at, _: folder_to_add_to(top, at)):
            assert refusal(lambda ask=asked, at=reached: ask(root, at, maker), tmp_path) == "UT008", reached
    assert refusal(lambda: file_to_write(root, root / "site/liste.csv"), tmp_path) == "UT008"


def test_nor_when_the_checkout_itself_is_reached_through_a_link(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "nettsted/index.html", "")
    link(root / "site", tmp_path / "nettsted")
    reached = link(tmp_path / "vår utsjekk", root)
    assert refusal(lambda: file_to_write(reached, reached / "site/liste.csv"), tmp_path) == "UT008"
    assert refusal(lambda: file_to_write(reached, root / "site/liste.csv"), tmp_path) == "UT008"


def test_a_repository_is_not_replaced_though_a_mark_was_copied_into_it(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "sider/.git/HEAD", "ref: x")
    SITE.sign(tmp_path / "sider")
    assert refusal(lambda: folder_to_replace(root, tmp_path / "sider", SITE), tmp_path) == "UT006"


def test_what_is_no_folder(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "fil", "x")
    os.mkfifo(tmp_path / "rør")
    link(tmp_path / "ring", tmp_path / "ring")
    for name in ("fil", "fil/under", "rør", "ring", "x" * 300):
        with pytest.raises(DestinationError) as caught:
            folder_to_replace(root, tmp_path / name, SITE)
        assert caught.value.problem.code in ("UT004", "UT005")
    for name in ("rør", "ring"):
        assert refusal(lambda at=name: file_to_write(root, tmp_path / at), root) == "UT004"
    assert refusal(lambda: file_to_write(root, tmp_path), root) == "UT004"
    link(tmp_path / "ut.csv", tmp_path / "fil")
    assert refusal(lambda: file_to_write(root, tmp_path / "ut.csv"), root) == "UT004"


def test_a_folder_we_may_not_write_in(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    for asked in (lambda: folder_to_replace(root, tmp_path / "ny", SITE), lambda: file_to_write(root, tmp_path / "x")):
        assert refusal(asked, tmp_path) == "UT005"


def test_a_folder_of_our_own_that_is_a_link(root: Path, tmp_path: Path) -> None:
    shutil.rmtree(root / "reports")
    assert folder_to_write(root, "reports") == root / "reports"
    link(root / "reports", tmp_path)
    assert refusal(lambda: folder_to_write(root, "reports"), root) == "UT004"


def test_the_forms_page_is_not_put_over_another(root: Path, tmp_path: Path) -> None:
    names = ("config.yml", "index.html")
    site = write(tmp_path / "ut/index.html", "en annen side").parent
    assert refusal(lambda: folder_to_add_to(root, site, names, ADMIN), tmp_path) == "UT003"
    write(site / "config.yml", f"{ADMIN.words} --config» fra\n")
    assert folder_to_add_to(root, site, names, ADMIN) == site


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", folder, "-c", "user.name=Å", "-c", "user.email=å@øya.no", *words], check=True)


def test_a_site_from_before_there_were_marks_is_ours_once(root: Path) -> None:
    shutil.rmtree(root / ".git")
    git(root, "init", "--quiet")
    write(root / "site/sitemap.xml", "")
    write(root / "site/data/projects.json", "")
    assert refusal(lambda: folder_to_replace(root, root / "site", SITE), root) == "UT003", "git does not ignore it"
    write(root / ".gitignore", "/site/\n")
    assert folder_to_replace(root, root / "site", SITE) == root / "site"
    for maker, place in ((STAGE, "site"), (SITE, "nettsted")):
        shutil.copytree(root / "site", root / "nettsted", dirs_exist_ok=True)
        assert refusal(lambda m=maker, at=place: folder_to_replace(root, root / at, m), root) == "UT003"
    git(root, "add", "--force", "site/sitemap.xml")
    assert refusal(lambda: folder_to_replace(root, root / "site", SITE), root) == "UT003", "git follows it"
    git(root, "rm", "--quiet", "--cached", "site/sitemap.xml")
    (root / "site/sitemap.xml").unlink()
    assert refusal(lambda: folder_to_replace(root, root / "site", SITE), root) == "UT003", "it is no site"


def test_a_file_that_git_follows(root: Path) -> None:
    shutil.rmtree(root / ".git")
    git(root, "init", "--quiet")
    write(root / "liste.csv", "x")
    assert file_to_write(root, root / "liste.csv") == root / "liste.csv"
    git(root, "add", "liste.csv")
    assert refusal(lambda: file_to_write(root, root / "liste.csv"), root) == "UT007"


COMMANDS = [
    ["site", "--out", "."], ["site", "--out", ""], ["site", "--out", ".."], ["site", "--out", "docs"], ["site", "--out", "/"],
    ["site", "--out", "docs/../projects"], ["site", "--out", "mkdocs.yml"], ["site", "--out", "Docs/ny"],
    ["stage", "."], ["stage", "overrides"], ["stage", "mkdocs.yml"], ["export", "docs/ut.csv"], ["export", "projects"+"/ut.json"],
    ["newsletter", "--since", "2026-01-01", "--out", "tools"], ["newsletter", "--since", "2026-01-01", "--out", "mkdocs.yml"],
    ["admin", "--out", "docs/admin"], ["admin", "--out", "mkdocs.yml"],
]  # fmt: skip


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_checkout(tmp_path_factory.mktemp("øya") / "kasse", {"oyhelse.md": writeup()})


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_command_says_it_and_leaves_with_code_2(
    checkout: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout)
    before = [e for e in everything(checkout) if ".cache" not in e[0]]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2, done.output
    assert done.stderr.startswith("UT00") and "Ingenting er skrevet eller slettet." in done.stderr, done.stderr
    assert [e for e in everything(checkout) if ".cache" not in e[0]] == before


def test_make_clean_takes_only_what_was_made(root: Path) -> None:
    shutil.copy(ROOT / "Makefile", root / "Makefile")
    for name in ("site", ".site-mitt", ".site-vårt"):
        write(root / name / "index.html", "x")
    SITE.sign(root / ".site-vårt")
    link(root / ".site-lenke", root / ".site-vårt")
    said = subprocess.run(["make", "clean"], cwd=root, capture_output=True, text=True, check=True).stdout
    assert (root / "site").is_dir() and (root / ".site-mitt").is_dir() and not (root / ".site-vårt").exists()
    assert "Mappen site er ikke laget av «make site», og blir stående." in said
