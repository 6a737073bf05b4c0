"""The editor's web form in Chromium, writing to a real git repository through decap-server.

What it writes must pass the check, be built, and leave everything nobody touched as it was, to the letter.
"""

from __future__ import annotations

import fcntl
import functools
import http.server
import io
import json
import re
import runpy
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pytest
from editor_form import running
from fuzz import numbers as synthetic
from kinds import AXE, violations
from playwright.sync_api import Browser, FilePayload, Locator, Page, Route, expect
from support import ROOT, copy_library

from macros.authoring.form.page import AdminSettings, admin_html
from macros.content.load import load
from macros.content.model import Project
from macros.content.records import load_record
from macros.engine.build import build_site
from macros.library.library import Library
from macros.site.checks import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("admin")]
SLOW = 60_000
READY = AdminSettings.of(
    "https://eksempel.no/", "https://github.com/eier/navn/edit/main/docs/", {"auth_url": "https://inn.eksempel.no"}
)
FOLDED = "hagen-bak-sykehuset"  # its summary stands on several lines
SHAPES = ["hjelp-utenfra", FOLDED, "pause-pa-oya", "vard-i-norr"]


@dataclass(frozen=True)
class Form:
    """The form's address, and the repository it writes to."""

    address: str
    repository: Path

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=self.repository, capture_output=True, text=True, check=True)
        return done.stdout

    def text(self, path: str, branch: str = "main") -> str:
        return self.git("show", f"{branch}:{path}")


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Decap and our own part of the form, as `make admin` makes them; through npm, once for all workers."""
    base = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    target = base / "admin"
    with (base / "admin.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (target / "form.js").exists():
            done = subprocess.run([ROOT / ".ci/admin/build", target], capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"Skjemaet trenger Node 20 og npm: {done.stderr}"
    return target


@pytest.fixture(scope="module")
def form(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Form]:
    """A repository with the synthetic library, decap-server over it, and the form on an address of its own."""
    base = tmp_path_factory.mktemp("form")
    repository = copy_library(base / "repo")
    (repository / "projects" / "odelagt.md").write_text(
        "---\ntitle: a: b\nowner: [\n---\n\nBlåbær.\n", encoding="utf-8"
    )
    # What is no text and what is not kept: decap-server cannot read a diff with the bytes of a PDF or of the cache in it.
    for name in (".gitattributes", ".gitignore"):
        shutil.copy(ROOT / name, repository)
    form = Form("", repository)
    form.git("init", "-q", "-b", "main")
    form.git("config", "user.name", "Prøve")
    form.git("config", "user.email", "prove@eksempel.no")
    form.git("add", "-A")
    form.git("commit", "-qm", "Start")
    (repository / "projects" / "odelagt.md").unlink()
    library = Library.of(load(repository))  # what the form offers is read before the broken file is there
    form.git("checkout", "-q", "--", ".")

    with running(programs, repository, library, base / "site") as address:
        yield Form(address, repository)


@pytest.fixture
def page(browser: Browser, form: Form) -> Iterator[Page]:
    """The form, signed in. Fails on any request to another machine, and on what the page's policy stops."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=form.address, locale="nb-NO")
    page = context.new_page()
    page.set_default_timeout(SLOW)
    expect.set_options(timeout=SLOW)
    outside: list[str] = []
    ours = ("http://127.0.0.1:", "blob:", "data:")
    page.on("request", lambda r: outside.append(r.url) if not r.url.startswith(ours) else None)
    page.on("dialog", lambda dialog: dialog.accept())
    stopped: list[str] = []
    page.on("console", lambda said: stopped.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert stopped == []
    assert outside == [], "the form asks nobody but the site and the local repository"


def sign_in(page: Page, where: str = "/collections/projects") -> None:
    page.goto("/admin/")
    page.get_by_role("button", name="Bruk skjemaet på denne maskinen").click()
    page.get_by_role("button", name="Logg inn").click()
    expect(page.get_by_role("heading", name="Prosjekter")).to_be_visible()
    page.evaluate("address => { location.hash = address }", where)


def field(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=False).first


def write(page: Page, label: str, text: str) -> None:
    """Empties a field and types in it, as a person does."""
    box = field(page, label)
    box.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    if text:
        box.press_sequentially(text)
    expect(box).to_have_value(text)


def choose(page: Page, label: str, *options: str) -> None:
    for option in options:
        field(page, label).fill(option)
        page.get_by_role("option", name=option, exact=True).first.click()


def save(page: Page, form: Form, branch: str) -> None:
    """Saves and waits until the proposal is in the repository."""
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_text("Forslaget er lagret")).to_be_visible()
    assert branch in form.git("branch", "--list", "cms/*", "--format=%(refname:short)").split()


def required(page: Page, title: str, region: str, summary: str) -> None:
    """What a project must have, most of it unknown."""
    write(page, "Tittel", title)
    choose(page, "Prosjekteier", "Ukjent")
    choose(page, "Region", region)
    write(page, "Veiledningstimer", "ukjent")
    choose(page, "Ved start", "Ukjent")
    choose(page, "Ved slutt", "Ukjent")
    field(page, "Sammendrag").fill(summary)
    page.get_by_role("button", name="Legg til kilde").click()
    write(page, "Dokument", "ukjent")


def settle(page: Page) -> None:
    """Waits until the form has asked for nothing for a second: after it has saved, it reads the proposal again."""
    asked = "performance.getEntriesByType('resource').length"
    before, now = -1, page.evaluate(asked)
    while now != before:
        page.wait_for_timeout(1500)
        before, now = now, page.evaluate(asked)


def publish(page: Page, form: Form) -> None:
    """Ready, then published: what the secretariat does."""
    page.get_by_role("button", name="Status:").click()
    page.get_by_role("menuitem", name="Klar").click()
    expect(page.get_by_text("Statusen er endret")).to_be_visible()
    page.get_by_role("button", name="Publiser", exact=True).click()
    page.get_by_role("menuitem", name="Publiser nå").click()
    expect(page.get_by_text("Forslaget er publisert")).to_be_visible()


@functools.cache
def pdf() -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(out)
    return out.getvalue()


def attach(page: Page, name: str, title: str) -> None:
    page.get_by_role("button", name="Legg til fil").click()
    page.get_by_role("button", name="Velg en fil").last.click()
    upload: FilePayload = {"name": name, "mimeType": "application/pdf", "buffer": pdf()}
    page.locator("input[type=file]").first.set_input_files(files=[upload])
    page.get_by_role("button", name="Velg markert").click()
    write(page, "Tittel på filen", title)


def errors(form: Form) -> list[str]:
    """What the check says about the repository as it lies there, apart from the file we broke ourselves."""
    found = check(load(form.repository))
    return [p.as_text() for p in found if p.severity == "error" and "odelagt" not in p.path]


def changed_lines(form: Form, path: str, branch: str) -> list[str]:
    diff = form.git("diff", "-U0", "main", branch, "--", path).splitlines()
    return [line for line in diff if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_without_sign_in_the_page_says_how_to_contribute(page: Page) -> None:
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Innloggingen er ikke satt opp ennå")).to_be_visible()
    expect(page.get_by_role("link", name="Gå til «Bidra»")).to_have_attribute("href", "/bidra/")
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex, nofollow"
    assert violations(page) == [], "the page is ours until Decap has it"


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("vis=en-øy/index&i=projects", "/prosjekter/en-%C3%B8y/"),
        ("vis=/pilotplan&i=tools", "/verktoy/pilotplan/"),
        ("vis=begreper/", "/begreper/"),
    ],
)
def test_see_the_page_leads_to_the_site_from_an_origin_of_its_own(
    page: Page, form: Form, asked: str, leads_to: str
) -> None:
    own = {"auth_url": "https://inn.eksempel.no", "origin": "https://skjema.eksempel.no"}
    settings = AdminSettings.of(f"{form.address}/stedet/", "https://github.com/eier/navn/edit/main/docs/", own)
    page.route(
        re.compile(r"/admin/\?vis="), lambda route: route.fulfill(content_type="text/html", body=admin_html(settings))
    )
    page.goto(f"/admin/?{asked}")
    page.wait_for_url(f"{form.address}/stedet{leads_to}", timeout=10_000)


@contextmanager
def serving(server: http.server.ThreadingHTTPServer) -> Iterator[int]:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_signing_in_through_the_helper_brings_the_token_to_the_form(browser: Browser, form: Form) -> None:
    """GitHub and the helper's https address are stood in for; the windows, the form and the helper are the real ones."""
    helper = runpy.run_path(str(ROOT / ".ci/admin/sign_in.py"))
    github = "https://github.com"
    context = browser.new_context(base_url=form.address, locale="nb-NO")
    page = context.new_page()
    settings = AdminSettings.of(
        f"{form.address}/", f"{github}/eier/navn/edit/main/docs/", {"auth_url": "https://inn.eksempel.no"}
    )
    seen: list[str] = []

    class CodeHost(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None: ...

        def do_GET(self) -> None:  # the person says yes: a page that goes back, since routes do not see redirects
            asked = parse_qs(urlsplit(self.path).query)
            back = f"{asked['redirect_uri'][0]}?code=riktig&state={asked['state'][0]}"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<script>location.replace({json.dumps(back)})</script>".encode())

        def do_POST(self) -> None:
            body = b'{"access_token": "gho_provemerke"}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def api(route: Route) -> None:
        seen.append(f"{urlsplit(route.request.url).path} {route.request.headers.get('authorization', '')}")
        allowed = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}
        route.fulfill(status=200, json={"login": "ola", "permissions": {"push": True}}, headers=allowed)

    with serving(http.server.ThreadingHTTPServer(("127.0.0.1", 0), CodeHost)) as host:
        own = helper["Settings"](
            "klient", "hemmelig", form.address, "https://inn.eksempel.no", "repo", f"http://127.0.0.1:{host}"
        )
        with serving(helper["server"](own, 0)) as port:

            def helped(route: Route) -> None:
                address = route.request.url.replace("https://inn.eksempel.no", f"http://127.0.0.1:{port}")
                route.fulfill(response=route.fetch(url=address, max_redirects=0))

            context.route("https://inn.eksempel.no/**", helped)
            context.route("https://api.github.com/**", api)
            page.route(
                re.compile(r"/admin/$"), lambda r: r.fulfill(content_type="text/html", body=admin_html(settings))
            )
            page.goto("/admin/")
            with page.expect_popup() as popup, page.expect_response("https://api.github.com/user", timeout=30_000):
                page.get_by_role("button", name="Logg på med GitHub").click()
            if not popup.value.is_closed():  # it closes itself when it has told, which may be a moment later
                popup.value.wait_for_event("close")
    context.close()
    assert "/user token gho_provemerke" in seen


def test_a_new_project_with_a_file_from_the_form_to_the_published_page(page: Page, form: Form, tmp_path: Path) -> None:
    sign_in(page)
    page.get_by_role("link", name="Nytt prosjekt").first.click()
    write(page, "Tittel", "Trygg hjemreise på Ærøya – «Blå» & grønn")
    choose(page, "Prosjekteier", "Helse Førde HF")
    choose(page, "Region", "Helse Vest")
    write(page, "Veiledningstimer", "0120")
    field(page, "Sammendrag").click()
    told = (
        "«Veiledningstimer» er «0120», men må være et helt tall uten mellomrom. Skriv bare sifrene, for eksempel 120."
    )
    expect(page.get_by_text(told)).to_be_visible()
    write(page, "Veiledningstimer", "120")
    choose(page, "Ved start", "Konsept")
    choose(page, "Ved slutt", "Ukjent")
    field(page, "Sammendrag").fill("Et prosjekt for gravide: trygg hjemreise på øyene ute ved Ålesund.")
    page.get_by_role("button", name="Legg til kilde").click()
    write(page, "Dokument", "Årsrapport 2024")
    write(page, "Gjelder for", "2024-11")
    attach(page, "Årsrapport øy.pdf", "Årsrapporten")
    slug = "trygg-hjemreise-pa-aeroya-bla-gronn"
    branch = f"cms/projects/{slug}/index"
    save(page, form, branch)
    text = form.text(f"projects/{slug}/index.md", branch)
    assert text.startswith(
        "---\n"
        "title: Trygg hjemreise på Ærøya – «Blå» & grønn\n"
        "owner: [helse-forde]\n"
        "region: [helse-vest]\n"
        "hours: 120\n"
        "phase: {start: konsept, end: ukjent}\n"
        'summary: "Et prosjekt for gravide: trygg hjemreise på øyene ute ved Ålesund."\n'
        "source:\n  - title: Årsrapport 2024\n    as_of: 2024-11\n"
        "downloads:\n  - file: arsrapport-oy.pdf\n    title: Årsrapporten\n"
        f"published: {date.today().isoformat()}\n"
        "---\n"
    )
    assert form.git("log", "-1", "--format=%s", branch).startswith("Opprettet prosjekt: trygg-hjemreise")
    publish(page, form)
    assert errors(form) == []
    (form.repository / "projects" / "odelagt.md").unlink()
    build_site(form.repository, tmp_path / "site")
    form.git("checkout", "-q", "--", ".")
    assert "Ærøya" in (tmp_path / "site" / "prosjekter" / slug / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site" / "prosjekter" / slug / "arsrapport-oy.pdf").read_bytes() == pdf()


def test_what_the_check_says_stands_beside_the_field(page: Page, form: Form) -> None:
    """What stops is the field's error and nothing is saved; advice stands under it, and the form saves all the same."""
    slug = "rad-og-feil"
    sign_in(page)
    page.get_by_role("link", name="Nytt prosjekt").first.click()
    required(page, "Råd og feil", "Helse Vest", "Et prosjekt på øya.")
    summary = field(page, "Sammendrag")
    summary.fill("Ring 22 33 44 55, på øya.")
    expect(page.get_by_text("Her ser det ut til å stå et telefonnummer (22 •• •• ••).")).to_be_visible()
    number = next(iter(synthetic.numbers(1)))
    summary.fill(f"Født {number}, på øya.")
    page.get_by_role("button", name="Lagre", exact=True).click()
    stopped = page.get_by_text(f"Her ser det ut til å stå et fødselsnummer eller D-nummer ({number[:2]}•••••••••).")
    expect(stopped).to_be_visible()
    assert form.git("branch", "--list", f"cms/projects/{slug}*") == ""
    summary.fill("Ring 22 33 44 55, på øya.")
    page.get_by_label("Tittel").first.click()
    expect(stopped).to_be_hidden()
    save(page, form, f"cms/projects/{slug}/index")
    assert "22 33 44 55" in form.text(f"projects/{slug}/index.md", f"cms/projects/{slug}/index")


DECAPS = {
    "/collections/projects": {},
    "/workflow": {"color-contrast": 1},
    "/collections/projects/new": {"aria-input-field-name": 1},
    "/collections/projects/entries/aerleg-samtale": {
        "aria-command-name": 4,
        "aria-input-field-name": 1,
        "button-name": 8,
    },
}
"""Rules of WCAG 2.2 A and AA that axe finds broken in Decap's own parts, with how many places, in the version that is pinned."""


@pytest.mark.parametrize("where", DECAPS)
def test_what_is_ours_in_the_form_breaks_no_rule_and_decap_no_other_than_is_known(page: Page, where: str) -> None:
    sign_in(page, where)
    settle(page)
    if where.endswith("new"):
        field(page, "Sammendrag").fill("Ring 22 33 44 55, på øya.")
        expect(page.locator(".im-told p")).to_be_visible()
    page.evaluate(AXE)
    run = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
    broken = {v["id"]: v["nodes"] for v in page.evaluate(run)["violations"]}
    ours = [n["target"] for nodes in broken.values() for n in nodes if "im-" in n["html"] + str(n["target"])]
    assert ours == []
    assert {*broken} <= {*DECAPS[where]}


def test_the_page_that_waits_for_a_sign_in_breaks_no_rule(page: Page) -> None:
    """Until Decap has been fetched, which it is not here, and when it could not be."""
    page.route("**/decap-cms.js*", lambda route: route.abort())
    page.route(re.compile(r"/admin/$"), lambda route: route.fulfill(content_type="text/html", body=admin_html(READY)))
    page.goto("/admin/")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []


def test_a_new_organisation_and_a_new_round_come_in_the_same_proposal(page: Page, form: Form) -> None:
    """Also when the proposal is saved a second time, and when somebody else has added a word in between."""
    slug, lists = "blabaer-pa-fjellet", "docs/_data/vocabulary"
    branch, path = f"cms/projects/{slug}/index", f"projects/{slug}/index.md"
    sign_in(page)
    page.get_by_role("link", name="Nytt prosjekt").first.click()
    required(page, "Blåbær på fjellet", "Helse Vest", "Et prosjekt på fjellet.")
    page.get_by_role("button", name="Legg til ny virksomhet").click()
    write(page, "Navn på virksomheten", "Fjellheimen diakonale sykehus HF")
    choose(page, "Hva slags virksomhet", "Helseforetak")
    choose(page, "Hva den er i prosjektet", "Prosjekteier")
    page.get_by_role("button", name="Legg til ny søknadsrunde").click()
    write(page, "Årstall", "2031")
    write(page, "Rundens nummer det året", "2")
    save(page, form, branch)
    text = form.text(path, branch)
    assert "owner: [fjellheimen-diakonale-sykehus]\n" in text and "round: [2031-s2]\n" in text and "new_" not in text
    assert "+  - key: fjellheimen-diakonale-sykehus" in changed_lines(form, f"{lists}/organisations.yml", branch)
    assert all(line.startswith("+") for line in changed_lines(form, f"{lists}/rounds.yml", branch))
    # Somebody else's word is published while this one waits. Two of git at once in one folder stop each other.
    settle(page)
    other = form.repository / lists / "organisations.yml"
    theirs = "  - key: lyngheia\n    label: {nb: Lyngheia, nn: Lyngheia}\n    kind: annet\n    org_number: ukjent\n"
    other.write_text(other.read_text(encoding="utf-8").rstrip("\n") + "\n" + theirs, encoding="utf-8")
    form.git("commit", "-qam", "Lyngheia")
    expect(page.get_by_text("Forslaget er lagret")).to_be_hidden()  # what the first said
    field(page, "Sammendrag").fill("Et prosjekt høyt på fjellet.")
    save(page, form, branch)
    assert "høyt på fjellet" in form.text(path, branch)
    words = form.text(f"{lists}/organisations.yml", branch)
    assert words.count("key: fjellheimen-diakonale-sykehus") == 1 and "key: lyngheia" in words
    publish(page, form)
    assert errors(form) == []


@pytest.mark.parametrize("slug", SHAPES)
def test_only_what_was_edited_is_changed(page: Page, form: Form, slug: str) -> None:
    path, branch = f"projects/{slug}.md", f"cms/projects/{slug}"
    before = form.text(path)
    sign_in(page, f"/collections/projects/entries/{slug}")
    summary = field(page, "Sammendrag")
    expect(summary).not_to_be_empty()
    summary.fill("Ny omtale: på øya.")
    save(page, form, branch)
    after = form.text(path, branch)
    assert 'summary: "Ny omtale: på øya."\n' in after
    other = [line for line in changed_lines(form, path, branch) if "summary" not in line and not line.startswith("-  ")]
    assert other == []
    assert after.split("\n---\n", 1)[1] == before.split("\n---\n", 1)[1]


def test_cleared_fields_leave_no_trace(page: Page, form: Form) -> None:
    slug = "aerleg-samtale"
    path, branch = f"projects/{slug}.md", f"cms/projects/{slug}"
    sign_in(page, f"/collections/projects/entries/{slug}")
    remove = page.locator("[aria-label='Remove Pilotplan']")
    remove.click()
    write(page, "Klassifisert av", "")
    clear = page.get_by_role("button", name="Nullstill")
    page.locator("div", has=field(page, "Publisert")).filter(has=clear).last.get_by_role(
        "button", name="Nullstill"
    ).click()
    save(page, form, branch)
    changed = changed_lines(form, path, branch)
    assert "-tools: [pilotplan]" in changed and "-classified_by: redaksjonen" in changed
    assert "-published: 2025-05-01" in changed
    assert [line for line in changed if line.startswith("+")] == []
    publish(page, form)
    assert errors(form) == []


def test_a_file_uploaded_to_a_project_that_is_one_file(page: Page, form: Form) -> None:
    slug = "dho-elvefjord"
    sign_in(page, f"/collections/projects/entries/{slug}")
    expect(field(page, "Sammendrag")).not_to_be_empty()
    attach(page, "Vedlegg på øya.pdf", "Vedlegget")
    save(page, form, f"cms/projects/{slug}")
    publish(page, form)
    assert (form.repository / "projects" / slug / "vedlegg-pa-oya.pdf").read_bytes() == pdf()
    assert errors(form) == []
    (record, _) = load_record(
        form.repository, form.repository / f"projects/{slug}.md", Project, load(form.repository).vocabularies
    )
    assert record and record.files == ("vedlegg-pa-oya.pdf",)


def test_a_word_list_keeps_its_comments(page: Page, form: Form) -> None:
    path, branch = "docs/_data/vocabulary/barriers.yml", "cms/vocabulary/barriers"
    sign_in(page, "/collections/vocabulary/entries/barriers")
    expect(page.get_by_text("8 verdier")).to_be_visible()
    page.locator("[class*=TopBarButton]").first.click()  # opens the first value
    expect(field(page, "Nøkkel")).to_have_value("okonomisk-handlingsrom")
    write(page, "Ikke bekreftet", "Prøve på øya")
    save(page, form, branch)
    changed = changed_lines(form, path, branch)
    assert changed == ["+    unverified: Prøve på øya"]


def test_an_editorial_page_keeps_its_macros(page: Page, form: Form) -> None:
    sign_in(page, "/collections/pages/entries/om/index")
    box = field(page, "Beskrivelse for søk")
    expect(box).not_to_have_value("")
    write(page, "Beskrivelse for søk", "Om InnoMed på øya")
    save(page, form, "cms/pages/om/index")
    changed = changed_lines(form, "docs/om/index.md", "cms/pages/om/index")
    assert len(changed) == 2 and changed[1] == "+description: Om InnoMed på øya"


def test_a_file_that_cannot_be_read_is_not_overwritten(page: Page, form: Form) -> None:
    before = form.text("projects/odelagt.md")
    sign_in(page, "/collections/projects/entries/odelagt")
    expect(field(page, "Tittel")).to_have_value("Filen kan ikke leses")
    required(page, "Ny tittel", "Ukjent", "Blåbær")
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_text("Filen har en feil som må rettes utenfor skjemaet")).to_be_visible()
    assert "odelagt" not in form.git("branch", "--list", "cms/*")
    assert form.text("projects/odelagt.md") == before
