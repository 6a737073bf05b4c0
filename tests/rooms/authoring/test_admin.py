"""The form's configuration and page: what is offered is what the reader accepts, and nothing leads elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from click.testing import CliRunner
from lxml import html as lxml_html
from support import CONTENT, make_checkout, writeup

from macros.authoring.form.config import config_yaml
from macros.authoring.form.page import AdminError, AdminSettings, admin_html, form_policy
from macros.cli import main
from macros.content.files.destinations import SITE
from macros.content.model import Project, Tool
from macros.content.model.data.word_list import KINDS
from macros.library.library import Library
from macros.site.integrity import integrity
from macros.text.norwegian import slug
from macros.words.labels import field_label

GITHUB = "https://github.com/eier/navn/edit/main/docs/"
READY = AdminSettings.of("https://eksempel.no/", GITHUB, {"auth_url": "https://inn.eksempel.no"})


@pytest.fixture(scope="module")
def config(library: Library) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(config_yaml(library))
    return loaded


def collection(config: dict[str, Any], name: str) -> dict[str, Any]:
    return next(c for c in config["collections"] if c["name"] == name)


def named(fields: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in fields}


def every(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    inner = [f for field in fields for f in every(field.get("fields", []) + [x for x in [field.get("field")] if x])]
    return [*fields, *inner]


def test_every_field_of_a_project_and_a_tool_is_in_the_form_or_left_out_on_purpose(config: dict[str, Any]) -> None:
    outside, more = {"price_model"}, {"body", "new_organisation", "new_round"}
    assert {*named(collection(config, "projects")["fields"])} == ({*Project.model_fields} | more) - outside
    outside = {"form", "benefit_plan", "price_models"}
    assert {*named(collection(config, "tools")["fields"])} == {*Tool.model_fields, "body"} - outside


def test_a_field_must_be_filled_in_when_the_reader_says_so(config: dict[str, Any]) -> None:
    fields = named(collection(config, "projects")["fields"])
    for name, field in Project.model_fields.items():
        if name in fields:
            assert fields[name]["required"] == field.is_required(), name


def test_every_field_says_in_norwegian_what_it_is(config: dict[str, Any]) -> None:
    for field in collection(config, "projects")["fields"]:
        assert field["hint"] and field["label"] != field["name"]
    assert named(collection(config, "projects")["fields"])["owner"]["label"] == "Prosjekteier"


def test_choices_are_keys_with_norwegian_labels_and_unknown_where_it_is_allowed(
    config: dict[str, Any], library: Library
) -> None:
    fields = named(collection(config, "projects")["fields"])
    assert {"label": "Ukjent", "value": "ukjent"} in fields["owner"]["options"]
    assert "ukjent" not in [o["value"] for o in fields["partners"]["options"]]
    organisations = [o for o in fields["owner"]["options"] if o["value"] != "ukjent"]
    assert [o["value"] for o in organisations] == list(library.vocabularies["organisations"].keys())
    assert "Helse Førde HF" in [o["label"] for o in organisations]
    kommuner = [o["value"] for o in fields["municipalities"]["options"]]
    assert kommuner == list(library.vocabularies["municipalities"].keys()) and "oslo" in kommuner
    assert [o["value"] for o in fields["tools"]["options"]] == [t.slug for t in library.tools]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("hours", ["120", "0", "ukjent"], ["0120", "12,5", "ca. 120", "1 200"]),
        ("patients.number", ["120", "faerre-enn-10"], ["0120", "7,5", "ca. 120", "få"]),
        ("outcome.as_of", ["2024", "2024-11", "2024-11-20"], ["20.11.2024", "november"]),
    ],
)
def test_patterns_take_what_the_reader_takes(
    config: dict[str, Any], name: str, good: list[str], bad: list[str]
) -> None:
    fields = named(collection(config, "projects")["fields"])
    outer, _, inner = name.partition(".")
    pattern = (named(fields[outer]["fields"])[inner] if inner else fields[outer])["check"]["good"]
    assert [text for text in good if not re.search(pattern, text)] == []
    assert [text for text in bad if re.search(pattern, text)] == []


def test_dates_have_no_time_and_texts_with_commas_are_not_split(config: dict[str, Any]) -> None:
    fields = named(collection(config, "projects")["fields"])
    date = fields["published"]
    assert (date["widget"], date["format"], date["time_format"], date["plain"]) == (
        "datetime",
        "YYYY-MM-DD",
        False,
        True,
    )
    lists = [f for f in every(collection(config, "projects")["fields"]) if f["widget"] == "list"]
    assert [f["name"] for f in lists if "field" not in f and "fields" not in f] == []


def test_parts_of_a_record_nobody_has_begun_on_are_not_asked_for(config: dict[str, Any]) -> None:
    fields = named(collection(config, "projects")["fields"])
    assert [f["name"] for f in fields["contact"]["fields"] if f["required"]] == []
    assert [f["name"] for f in fields["phase"]["fields"] if f["required"]] == ["start", "end"]


def test_the_day_of_publishing_and_of_checking_are_asked_for_right_after_the_text(config: dict[str, Any]) -> None:
    for kind in ("projects", "tools"):
        names = [f["name"] for f in collection(config, kind)["fields"]]
        at = names.index("body")
        assert names[at + 1 : at + 3] == ["published", "verified"] and len(names) == len({*names})
        fields = named(collection(config, kind)["fields"])
        assert fields["published"]["default"] == "{{now}}" and "default" not in fields["verified"]


def test_one_word_in_place_of_a_record_fills_the_fields_it_means(config: dict[str, Any]) -> None:
    """A phase is both its ends; a number is a measurement, a title a source, and they are written so again."""
    fields = every(collection(config, "projects")["fields"])
    known = {field["name"]: (field["word_as"], field.get("alone")) for field in fields if "word_as" in field}
    assert known["phase"] == (["start", "end"], None)
    assert known["source"] == (["title"], True)


def test_a_new_organisation_or_round_is_told_where_it_is_missing(config: dict[str, Any], library: Library) -> None:
    fields = named(collection(config, "projects")["fields"])
    for name, told in (("owner", "new_organisation"), ("partners", "new_organisation"), ("round", "new_round")):
        assert f"Skriv den under «{fields[told]['label']}»" in fields[name]["hint"], name
        assert fields[told]["widget"] == "list" and not fields[told]["required"]
    assert "Skriv den under" not in fields["themes"]["hint"]
    kinds = named(fields["new_organisation"]["fields"])["kind"]["options"]
    assert [o["value"] for o in kinds] == list(library.vocabularies["organisation_kinds"].keys())
    assert "new_round" not in named(collection(config, "tools")["fields"])


def test_every_word_list_has_every_key_its_values_use(config: dict[str, Any], library: Library) -> None:
    files = {file["name"]: file for file in collection(config, "vocabulary")["files"]}
    assert "municipalities" not in files and len(files) > 20
    for name, file in files.items():
        assert (CONTENT / file["file"]).is_file()
        fields = named(named(file["fields"])["values"]["fields"])
        assert {key for value in library.vocabularies[name] for key in value.extra} <= {*fields}, name


def test_every_field_a_word_list_may_have_has_a_name_in_the_form() -> None:
    own = {name for kind in KINDS.values() for name in get_args(kind.model_fields["values"].annotation)[0].model_fields}
    assert {"stage", "deadline", "org_number"} <= own
    assert sorted(name for name in own if name != "split_into" and not field_label("values", name)) == []


def test_titles_become_the_slugs_of_the_contract(config: dict[str, Any]) -> None:
    """Decap's rule, with ø, å, æ and é as its table has them, against ours."""
    assert config["slug"] == {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"}
    assert slug("Trygg hjemreise på Ærøya – «Blå» & grønn") == "trygg-hjemreise-pa-aeroya-bla-gronn"


def test_the_form_is_norwegian_and_nothing_in_it_deletes_a_page(config: dict[str, Any]) -> None:
    assert (config["locale"], config["publish_mode"]) == ("nb_no", "editorial_workflow")
    assert [c["name"] for c in config["collections"] if c.get("delete", c.get("files") is None)] == []
    bodies = [f for c in config["collections"] for f in c.get("fields", []) if f["name"] == "body"]
    assert [b["modes"] for b in bodies] == [["raw"]] * 3


def test_without_a_sign_in_helper_the_page_says_so_and_how_to_contribute() -> None:
    page = lxml_html.fromstring(admin_html(AdminSettings.of("https://eksempel.no/", GITHUB, None)))
    assert page.findtext(".//h1") == "Innloggingen er ikke satt opp ennå"
    assert page.xpath("//a/@href") == ["/bidra/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]


def test_with_one_the_form_signs_in_there_and_nowhere_else() -> None:
    page = lxml_html.fromstring(admin_html(READY))
    backend = json.loads(page.xpath("string(//script[@id='im-admin-settings'])"))["config"]["backend"]
    assert (backend["name"], backend["repo"], backend["branch"]) == ("github", "eier/navn", "main")
    assert (backend["base_url"], backend["auth_endpoint"]) == ("https://inn.eksempel.no", "auth")
    assert backend["commit_messages"]["create"] == "Opprettet {{collection}}: {{slug}}"
    assert "netlify" not in admin_html(READY).lower()


def test_the_policy_lets_the_page_reach_only_the_site_github_and_the_helper() -> None:
    rules = dict(rule.split(" ", 1) for rule in form_policy(READY).split("; "))
    assert rules["connect-src"] == "'self' blob: data: https://api.github.com https://inn.eksempel.no"
    assert rules["script-src"] == "'self'" and rules["default-src"] == "'none'"
    sources = lxml_html.fromstring(admin_html(READY)).xpath("//script/@src | //link/@href")
    assert [s for s in sources if "://" in s] == []


def test_on_an_origin_of_its_own_every_link_leads_to_the_site(library: Library) -> None:
    own = {"auth_url": "https://inn.eksempel.no", "origin": "https://skjema.eksempel.no"}
    settings = AdminSettings.of("https://eksempel.no/kunnskap/", GITHUB, own)
    page = lxml_html.fromstring(admin_html(settings))
    assert page.xpath("//a/@href") == ["https://eksempel.no/kunnskap/bidra/"]
    given = json.loads(page.xpath("string(//script[@id='im-admin-settings'])"))
    assert given["site"] == "https://eksempel.no/kunnskap"
    assert given["config"]["site_url"] == "https://skjema.eksempel.no"
    assert given["config"]["display_url"] == "https://eksempel.no/kunnskap"
    rules = dict(rule.split(" ", 1) for rule in form_policy(settings).split("; "))
    assert rules["img-src"] == "'self' https://eksempel.no blob: data:" and "skjema" not in form_policy(settings)
    text = config_yaml(library, settings.site)
    assert "](/" not in text and "(https://eksempel.no/kunnskap/bidra/webskjema/#teksten)" in text
    assert all(
        "/admin/?vis=" in f"/{c['preview_path']}" for c in yaml.safe_load(text)["collections"] if "preview_path" in c
    )


@pytest.mark.parametrize(
    ("edit_uri", "extra", "local", "told"),
    [
        (GITHUB, {"auth_url": "http://usikker.no"}, "", "INNOMED_ADMIN_AUTH_URL er «http://usikker.no»"),
        (GITHUB, {"auth_url": "https://inn.no/auth"}, "", "https-adresse uten sti"),
        ("https://git.øy.no/x/edit/main/docs/", {"auth_url": "https://inn.no"}, "", "må peke på GitHub"),
        (GITHUB, {"origin": "https://skjema.no/admin"}, "", "INNOMED_ADMIN_ORIGIN er «https://skjema.no/admin»"),
        (GITHUB, {"origin": "https://skjema.no; script-src *.no"}, "", "https-adresse uten sti"),
        (GITHUB, None, "https://annensteds.no/api", "ikke på denne maskinen"),
    ],
)
def test_wrong_settings_are_told_in_norwegian(edit_uri: str, extra: Any, local: str, told: str) -> None:
    with pytest.raises(AdminError, match=re.escape(told)):
        AdminSettings.of("https://eksempel.no/", edit_uri, extra, local)


def test_the_command_writes_the_page_and_the_filled_in_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_checkout(tmp_path, {"oy.md": writeup()}))
    done = CliRunner().invoke(main, ["admin", "--out", "ut/admin"])
    assert done.exit_code == 0, done.output
    assert "INNOMED_ADMIN_AUTH_URL" in done.output
    assert sorted(f.name for f in (tmp_path / "ut/admin").iterdir()) == ["config.yml", "index.html"]
    assert "Helse Førde HF" in (tmp_path / "ut/admin/config.yml").read_text(encoding="utf-8")


def test_the_command_stops_at_content_with_errors_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_checkout(tmp_path, {"oy.md": writeup(hours="0120")}))
    done = CliRunner().invoke(main, ["admin", "--out", "ut"])
    assert done.exit_code == 1 and "FM023" in done.output
    assert not (tmp_path / "ut").exists()


def test_the_page_holds_its_program_to_what_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_checkout(tmp_path / "base", {})
    monkeypatch.chdir(root)
    (root / "ut").mkdir()
    (root / "ut/form.js").write_text("// blåbær", encoding="utf-8")
    assert CliRunner().invoke(main, ["admin", "--out", "ut"]).exit_code == 0
    (script,) = lxml_html.fromstring((root / "ut/index.html").read_text(encoding="utf-8")).xpath("//script[@src]")
    assert script.get("integrity") == integrity("// blåbær".encode()) and script.get("src").startswith("form.js?v=")


def test_a_form_with_an_origin_of_its_own_is_not_put_on_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_checkout(tmp_path / "base", {})
    monkeypatch.chdir(root)
    monkeypatch.setenv("INNOMED_ADMIN_ORIGIN", "https://skjema.eksempel.no")
    (root / "site").mkdir()
    SITE.sign(root / "site")
    refused = CliRunner().invoke(main, ["admin"])
    assert refused.exit_code == 2 and "--out site-skjema/admin" in refused.output
    assert [f.name for f in (root / "site").iterdir()] == [SITE.mark]
    assert CliRunner().invoke(main, ["admin", "--out", "site-skjema/admin"]).exit_code == 0
    assert (root / "site-skjema/admin/config.yml").is_file()
