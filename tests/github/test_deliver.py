"""A site made ready for a server: compressed copies, and what is new."""

from __future__ import annotations

import gzip
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPMessage
from pathlib import Path

import pytest
import yaml
from support import ROOT, write

PROGRAM = ROOT / ".ci" / "deliver.py"


def deliver(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, PROGRAM, *map(str, words)], capture_output=True, text=True, check=False)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "gammel"
    write(folder / "index.html", "<p>Blåbærsyltetøy</p>" * 100)
    write(folder / "om/index.html", "kort")
    write(folder / "plan.xlsx.gz", "lastet opp slik")
    write(folder / "bilde.png", "x" * 5000)
    return folder


def test_texts_get_a_copy_that_unpacks_to_the_same_and_nothing_else_does(old: Path) -> None:
    for _ in range(2):  # the second time changes nothing
        done = deliver(old, "--compress")
        assert done.returncode == 0 and "MB" in done.stderr
        copies = {f.relative_to(old).as_posix(): f.read_bytes() for f in old.rglob("*.gz")}
        assert copies.keys() == {"index.html.gz", "plan.xlsx.gz"}
        assert gzip.decompress(copies["index.html.gz"]) == (old / "index.html").read_bytes()
    (old / "index.html").write_text("kort", encoding="utf-8")
    deliver(old, "--compress")
    assert not (old / "index.html.gz").exists(), "a copy of what the page was is gone"


def test_what_is_new_changed_or_gone_is_listed_and_copies_are_not(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "ny"
    shutil.copytree(old, new)
    assert deliver(new, "--since", old).stdout == ""
    write(new / "om/index.html", "kårt")
    write(new / "å.txt", "Ærlig " * 500)
    (new / "bilde.png").unlink()
    deliver(new, "--compress")
    assert deliver(new, "--since", old).stdout.splitlines() == ["- bilde.png", "~ om/index.html", "+ å.txt"]


def test_a_folder_that_is_no_site_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = write(tmp_path / "notat.html", "a" * 5000)
    done = deliver(tmp_path, "--compress")
    assert done.returncode == 2 and "ingen index.html" in done.stderr
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize(
    ("words", "told"), [(["--since", "finnes-ikke"], "finnes-ikke"), (["--komprimer"], "--compress")]
)
def test_a_slip_is_told_before_anything_is_built(words: list[str], told: str, tmp_path: Path) -> None:
    copy = tmp_path / ".ci" / "build-site"
    copy.parent.mkdir()
    shutil.copy(ROOT / ".ci" / "build-site", copy)
    done = subprocess.run([copy, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and told in done.stderr and done.stdout == ""


def test_the_container_serves_what_the_configuration_names() -> None:
    """No container can be started here: what can be held is that the two files speak of the same places."""
    service = yaml.safe_load((ROOT / ".ci/server/compose.yml").read_text(encoding="utf-8"))["services"]["kunnskapsbase"]
    served = (ROOT / ".ci/server/nginx.conf").read_text(encoding="utf-8")
    port = re.search(r"listen (\d+);", served)
    assert port and service["ports"] == [f"{port[1]}:{port[1]}"]
    mounted = [volume.removesuffix(":ro").rpartition(":")[2] for volume in service["volumes"]]
    for place in re.findall(r"^\s+(?:alias|include) (\S+);", served, re.MULTILINE):
        assert any(place.startswith(f"{m}/") for m in mounted), place
    assert all(volume.endswith(":ro") for volume in service["volumes"]) and service["read_only"] is True
    (own,) = [v.partition(":")[0] for v in service["volumes"] if "nginx.conf" in v]
    assert (ROOT / ".ci/server" / own).is_file()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """nginx with the example's own file, its place and port alone moved: what the container runs. Gives folder and address."""
    folders = tmp_path / "srv"
    for name, words in (("gammel", "Gammel øy"), ("ny", "Ny øy")):
        write(folders / name / "index.html", f"<p>{words}</p>" * 200)
        write(folders / name / "om/index.html", "om")
        write(folders / name / "404.html", "Finnes ikke")
    deliver(folders / "ny", "--compress")
    write(folders / "headers/nginx.conf", 'add_header X-Content-Type-Options "nosniff" always;')
    (folders / "naa").symlink_to("ny")
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    text = (ROOT / ".ci/server/nginx.conf").read_text(encoding="utf-8")
    assert "listen 8080;" in text and "/srv/innomed/" in text
    own = text.replace("/srv/innomed/", f"{folders}/").replace("listen 8080;", f"listen 127.0.0.1:{port};")
    site = write(tmp_path / "default.conf", own)
    temporary = "".join(
        f"{kind}_temp_path {tmp_path}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Where the image has a user of its own, root's own reads the test's folder, which is closed to others.
    main = f"user root; worker_processes 1; pid {tmp_path}/pid; error_log stderr;\nevents {{}}\nhttp {{ access_log off; {temporary}types {{ text/html html; }} include {site}; }}\n"
    program = ["nginx", "-p", tmp_path, "-c", write(tmp_path / "nginx.conf", main), "-g", "daemon off;"]
    running = subprocess.Popen(program, stderr=subprocess.PIPE)
    for _ in range(100):
        with socket.socket() as there:
            if there.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield folders, f"http://127.0.0.1:{port}/innomed/"
    running.terminate()
    running.wait(10)


def asked(url: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    """Status, headers and body, without following where a page has gone."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None: ...

    try:
        with urllib.request.build_opener(Stay).open(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_the_example_for_a_server_serves_a_site_and_goes_back_to_the_one_before(served: tuple[Path, str]) -> None:
    folders, address = served
    status, headers, body = asked(address, **{"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip") and "Ny øy" in gzip.decompress(body).decode()
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-cache")
    assert "Ny øy" in asked(address)[2].decode()
    status, headers, _ = asked(f"{address}om")
    assert status == 301 and headers["Location"].endswith("/innomed/om/")
    status, headers, body = asked(f"{address}finnes-ikke/")
    assert (status, body.decode(), headers["X-Content-Type-Options"]) == (404, "Finnes ikke", "nosniff")
    assert asked(address.replace("/innomed/", "/annet/"))[0] == 404
    (folders / "neste").symlink_to("gammel")
    (folders / "neste").rename(folders / "naa")
    assert "Gammel øy" in asked(address)[2].decode()
