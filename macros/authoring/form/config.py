"""The configuration of the editor's web form (Decap CMS), generated from the model, the vocabularies and the labels.

``make admin`` makes it when the form is published; it is not kept anywhere else. What is particular to a site (repository, sign-in) is not here:
see ``admin_page.py``. Source: Decap CMS' documentation of its configuration file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml
from pydantic import BaseModel

from macros.addresses import ADMIN, FORM_GUIDE, GLOSSARY, UPLOADED, site_path
from macros.authoring.form.fields import OptionSource, Widget, fields_of, new_words
from macros.authoring.form.value_rules import LOOSE_DATE, words_of
from macros.content.model import Project, Tool
from macros.content.model.data.privacy import PrivacyRules
from macros.content.model.editorial import Editorial
from macros.content.model.fields.types import SLUG_PATTERN
from macros.library.library import Library
from macros.words.labels import field_label, labels
from macros.words.vocabulary import Value, Vocabulary
from macros.words.vocabulary.relied_on import LISTS

HELP = f"{FORM_GUIDE}#teksten"
UPLOADS = f"docs{UPLOADED[:-1]}"
"""Where pictures of editorial pages go. A project's and a tool's files go into the folder of its own."""
VOCABULARY_FOLDER = "docs/_data/vocabulary"
# The write-up's own folder, whichever shape it has: projects/x.md -> projects/x, projects/x/index.md -> projects/x.
# Decap has no «if»; the empty or single step of the ternary decides what «..» takes away.
OWN_FOLDER = (
    "/{folder}/{{{{dirname}}}}/{{{{filename | default('nytt-vedlegg')}}}}/{{{{dirname | ternary('', 'x')}}}}/.."
)
_HEAD = """\
# Laget av «innomed admin» fra skjemaet (macros/content/model), ordlistene og ordene i macros/words/labels. Ikke endre den her.
"""


def config_yaml(library: Library, site: str = "", rules: PrivacyRules | None = None) -> str:
    """The configuration as YAML. ``site`` is what stands before the site's addresses when the form lies elsewhere.

    ``rules`` are what has been judged not to be personal; ``check`` is for ``.ci/admin/src/value_rules.js``, not for Decap.
    """
    tools = tuple((t.slug, t.data.title) for t in library.tools)
    found = config(library, OptionSource(library.vocabularies, tools, site))
    found["check"] = words_of(rules or PrivacyRules())
    return _HEAD + yaml.dump(found, allow_unicode=True, sort_keys=False, width=120, Dumper=_Plain)


class _Plain(yaml.SafeDumper):
    """Without references: the same list of options stands in full wherever it is used."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def config(library: Library, words: OptionSource) -> dict[str, Any]:
    """The configuration as plain data."""
    t = labels()
    return {
        "locale": "nb_no",
        "publish_mode": "editorial_workflow",
        "show_preview_links": True,
        "logo": {"src": f"{words.site}/assets/favicon.svg", "show_in_header": False},
        "media_folder": UPLOADS,
        "public_folder": UPLOADED[:-1],
        # As macros/text/norwegian.slug: ø -> o, å -> a, æ -> ae, é -> e, everything else a hyphen.
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "editor": {"preview": False},
        "collections": [
            _records("projects", Project, words, t("admin.headings"), new_words(words)),
            _records("tools", Tool, words, ""),
            _vocabularies(library),
            _pages(words),
        ],
    }


def commit_messages() -> dict[str, str]:
    """What the history says about a change made in the form."""
    t, slug, kind, path = labels(), "{{slug}}", "{{collection}}", "{{path}}"
    return {
        "create": t("admin.commit.create", collection=kind, slug=slug),
        "update": t("admin.commit.update", collection=kind, slug=slug),
        "delete": t("admin.commit.delete", collection=kind, slug=slug),
        "uploadMedia": t("admin.commit.upload", path=path),
        "deleteMedia": t("admin.commit.remove", path=path),
    }


def _about(name: str) -> dict[str, Any]:
    t = labels()
    return {
        "name": name,
        "label": t(f"admin.collection.{name}"),
        "label_singular": t(f"admin.collection.{name}.one"),
        "description": t(f"admin.collection.{name}.about"),
    }


def _records(
    name: str, model: type[BaseModel], words: OptionSource, start: str, more: Sequence[Widget] = ()
) -> dict[str, Any]:
    """Projects or tools: both shapes are listed and edited; a new one gets a folder, so that files can lie beside it."""
    fields = [*fields_of(model, name.removesuffix("s"), words), *more]
    for field in fields:
        if field["name"] in ("downloads", "images"):
            file = next(f for f in field["fields"] if f["name"] == "file")
            file |= {"media_folder": OWN_FOLDER.format(folder=name), "public_folder": ""}
            file["hint"] = labels()("admin.file.hint")
    return {
        **_about(name),
        "folder": name,
        # Two levels deep, so projects/x.md is listed too. The empty name makes Decap's search see both shapes.
        "path": "{{slug}}/index{{empty}}",
        "media_folder": OWN_FOLDER.format(folder=name),
        "public_folder": "",
        "create": True,
        "delete": False,  # a published address never dies: CONTRIBUTING tells how to archive or withdraw
        "format": f"innomed-text-{name}",
        "extension": "md",
        "order": list(model.model_fields),  # of the keys in a file; the form has its own
        "identifier_field": "title",
        "summary": "{{title}}",
        # As data, so that Decap's own list of orders (author, last changed) does not ask for each file's history.
        "sortable_fields": ["title", "updated"],
        "preview_path": f"{site_path(ADMIN)}?vis={{{{dirname}}}}/{{{{filename}}}}&i={name}",
        "fields": _with_body(fields, _body(words.site, start)),
    }


def _with_body(fields: list[Widget], body: Widget) -> list[Widget]:
    """The text right after what everybody must fill in, then what is asked for. The file's order is its own."""
    asked = [f for f in fields if f.pop("asked", False)]
    first = [f for f in fields if f["required"]]
    return [*first, body, *asked, *(f for f in fields if not f["required"] and f not in asked)]


def _body(site: str, headings: str = "") -> Widget:
    """The text. The headings readers know are told, not filled in: one with nothing under it would stop the page."""
    t = labels()
    names = ", ".join(line.removeprefix("## ") for line in headings.split("\n") if line.startswith("## "))
    told = [t("admin.body.headings", names=names)] if names else []
    hint = " ".join([*told, t("admin.body.hint", url=site + HELP)])
    body: Widget = {"name": "body", "label": field_label("page", "body"), "widget": "markdown", "modes": ["raw"]}
    return body | {"buttons": [], "editor_components": [], "hint": hint, "required": False}


def _pages(words: OptionSource) -> dict[str, Any]:
    """The pages of docs/, in their folders. New ones also need a place in the menu, so they are not made here."""
    return {
        **_about("pages"),
        "folder": "docs",
        "path": "{{a}}/{{b}}/{{c}}/{{slug}}",  # so deep, and no deeper, are pages looked for
        "summary": "{{title}}",
        "sortable_fields": ["title"],
        "create": False,
        "delete": False,
        "format": "innomed-text-pages",
        "extension": "md",
        "identifier_field": "title",
        "fields": [*fields_of(Editorial, "page", words), _body(words.site)],
    }


def _vocabularies(library: Library) -> dict[str, Any]:
    """Each word list is a file of its own. Those made from another one are changed there."""
    files = [_vocabulary(library.vocabularies[name]) for name in LISTS]
    files.sort(key=lambda f: str(f["label"]))
    return {
        **_about("vocabulary"),
        "format": "innomed-data",
        "extension": "yml",
        "preview_path": f"{site_path(ADMIN)}?vis={site_path(GLOSSARY)}",
        "files": files,
    }


def _vocabulary(vocabulary: Vocabulary) -> dict[str, Any]:
    t = labels()
    values = {
        "name": "values",
        "label": field_label("vocabulary", "values"),
        "label_singular": t("admin.one.values"),
        "widget": "list",
        "collapsed": True,
        "summary": "{{fields.label.nb}}",
        "fields": [*_value_fields(vocabulary)],
    }
    return {
        "name": vocabulary.name,
        "label": vocabulary.label["nb"],
        "file": f"{VOCABULARY_FOLDER}/{vocabulary.name}.yml",
        "fields": [
            _in_languages("label", vocabulary.label, required=True),
            _in_languages("description", vocabulary.description),
            _yes_no("closed"),
            _source(vocabulary),
            values,
        ],
    }


def _value_fields(vocabulary: Vocabulary) -> list[Widget]:
    """The fields every value may have, and those that only this list uses, as its values have them."""
    texts = ("unverified", "valid_from", "valid_to", "replaced_by")
    found: list[Widget] = [
        {
            "name": "key",
            "label": field_label("values", "key"),
            "widget": "string",
            "required": True,
            "check": {"good": SLUG_PATTERN, "code": "FM035"},
        },
        _in_languages("label", _all_languages(vocabulary, "label"), required=True, inline=True),
        _texts("aliases"),
        _in_languages("description", _all_languages(vocabulary, "description"), inline=True),
        _in_languages("note", _all_languages(vocabulary, "note"), inline=True),
    ]
    found += [_text("values", name) for name in texts]
    for name in dict.fromkeys(key for value in vocabulary for key in value.extra):
        samples = [value.extra[name] for value in vocabulary if name in value.extra]
        if all(isinstance(sample, dict) for sample in samples):
            keys = dict.fromkeys(key for sample in samples for key in sample)
            found.append(_in_languages(name, keys, inline=True))
        else:
            plain = name not in ("deadline", "org_number")
            found.append(_text("values", name) | ({"plain": True} if plain else {}))
    for field in found:
        if field["name"] == "deadline":
            field["check"] = {"good": LOOSE_DATE, "code": "FM033", "calendar": "2024"}
    return found


def _all_languages(vocabulary: Vocabulary, part: str) -> dict[str, None]:
    values: list[Value] = list(vocabulary)
    return dict.fromkeys(["nb", "nn", *(key for value in values for key in getattr(value, part))])


def _in_languages(name: str, languages: Any, required: bool = False, inline: bool = True) -> Widget:
    """A text in several languages; bokmål is the one that must be there."""
    fields = [
        {"name": key, "label": field_label("values", key), "widget": "string", "required": required and key == "nb"}
        for key in dict.fromkeys(["nb", "nn", *languages])
    ]
    found: Widget = {"name": name, "label": field_label("values", name), "widget": "object", "fields": fields}
    return found | {"word_as": ["nb"], "inline": inline, "collapsed": True, "required": required}


def _source(vocabulary: Vocabulary) -> Widget:
    fields = [_text("source", name) for name in dict.fromkeys(["title", "url", *vocabulary.source])]
    found: Widget = {"name": "source", "label": field_label("values", "source"), "widget": "object", "fields": fields}
    return found | {"word_as": ["title"], "inline": True, "collapsed": True, "required": False}


def _text(record: str, name: str) -> Widget:
    return {"name": name, "label": field_label(record, name), "widget": "string", "required": False}


def _texts(name: str) -> Widget:
    one = {"name": "text", "label": field_label("values", name), "widget": "string", "required": False}
    return {"name": name, "label": field_label("values", name), "widget": "list", "field": one, "required": False}


def _yes_no(name: str) -> Widget:
    t = labels()
    options = [{"label": t(f"admin.{word}"), "value": value} for word, value in (("yes", "true"), ("no", "false"))]
    found: Widget = {"name": name, "label": field_label("values", name), "widget": "select", "options": options}
    return found | {"plain": True, "required": False}
